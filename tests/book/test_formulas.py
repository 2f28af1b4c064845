"""Formulas are set by the site's own MathJax, on the pages that have one."""

from __future__ import annotations

import pytest

FORMULA = r"$$\mathrm{SOH} = \frac{Q_{\text{지금}}}{Q_{\text{새것}}}$$"
LONG = "긴 글입니다.\n\n" * 80
PAGES = {"index.md": "# 처음\n\n글.\n", "page.md": f"# 수식\n\n{LONG}{FORMULA}\n\n$x^2$ 입니다.\n"}


@pytest.fixture(scope="session")
def site(build_book):
    return build_book(PAGES, ["formulas", "site_assets", "korean_ui"])


def test_a_page_without_a_formula_has_nothing_of_mathjax(site):
    html = (site / "index.html").read_text("utf-8")
    assert "MathJax" not in html and "tex-svg" not in html


def test_formulas_are_drawn_from_the_site_alone_when_they_come_near(browser, serve, site):
    base = serve(site)
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}/page.html", wait_until="networkidle")
    assert not any("tex-svg" in url for url in asked)
    page.query_selector("div.math").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelectorAll('mjx-container > svg').length === 2")
    assert [url for url in asked if "tex-svg" in url] and all(url.startswith(base) for url in asked)
    page.close()
