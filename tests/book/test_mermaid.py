"""A diagram is a plain fence in the source and a picture on the page, also for readers who do not see it."""

from __future__ import annotations

import json

import pytest

import mermaid

FLOW = """flowchart LR
    accTitle: 학습에서 배포까지
    accDescr: 데이터로 모델을 학습하고 엔드포인트에 배포합니다.
    A[데이터] --> B["모델 & 이름"] --> C[엔드포인트]
"""
WIDE = FLOW.split("    A[")[0] + "    " + " --> ".join(f"N{n}[아주 긴 이름의 단계 {n}]" for n in range(9)) + "\n"
LONG = "긴 글입니다.\n\n" * 80
PAGE = f"# 그림\n\n{LONG}```mermaid\n{FLOW}```\n\n```mermaid\n{WIDE}```\n"
NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"# 노트북\n\n```mermaid\n{FLOW}```"}],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
LABEL = "학습에서 배포까지. 데이터로 모델을 학습하고 엔드포인트에 배포합니다"


@pytest.fixture(scope="session")
def site(build_book):
    pages = {"index.md": "# 처음\n\n글.\n", "page.md": PAGE, "lab.ipynb": json.dumps(NOTEBOOK)}
    return build_book(pages, ["mermaid", "site_assets", "korean_ui"])


@pytest.fixture
def open_page(browser, serve, site):
    contexts = []

    def open_page(**options):
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 700}, **options}))
        page = contexts[-1].new_page()
        page.goto(f"{serve(site)}/page.html")
        return page

    yield open_page
    for context in contexts:
        context.close()


def draw_all(page) -> None:
    for drawing in page.query_selector_all(".diagram-drawing"):
        drawing.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelectorAll('.diagram-drawing > svg').length === 2")


@pytest.mark.parametrize("page", ["page.html", "lab.html"])
def test_a_fence_in_a_page_or_a_notebook_becomes_a_figure_with_alternative_text(site, page):
    html = (site / page).read_text("utf-8")
    assert f'role="img" aria-label="{LABEL}"' in html
    assert "<noscript><pre>flowchart LR" in html
    assert "B[&quot;모델 &amp; 이름&quot;]" in html


def test_only_pages_with_a_diagram_load_the_script(site):
    assert "mermaid" not in (site / "index.html").read_text("utf-8")
    assert (site / "page.html").read_text("utf-8").count("mermaid.js?") == 1


@pytest.mark.parametrize("missing", ["accTitle", "accDescr"])
def test_a_diagram_without_alternative_text_stops_the_build_and_is_named(build_book, missing):
    source = "\n".join(line for line in FLOW.splitlines() if missing not in line)
    with pytest.raises(AssertionError, match=r"index\.md:5: WARNING: mermaid"):
        build_book({"index.md": f"# 처음\n\n글.\n\n```mermaid\n{source}\n```\n", "other.md": "# 다음\n"}, ["mermaid"])


def test_a_description_may_take_several_lines():
    assert mermaid.accessible_text("flowchart\naccTitle: 제목\naccDescr {\n 첫 줄\n 둘째 줄\n}\n") == (
        "제목",
        "첫 줄 둘째 줄",
    )
    assert mermaid.accessible_text("flowchart\n  A --> B") == ("", "")


def test_a_diagram_is_drawn_when_it_comes_near_and_not_before(open_page):
    page = open_page()
    assert page.evaluate("typeof mermaid") == "undefined"
    draw_all(page)
    assert "엔드포인트" in page.inner_text(".diagram-drawing")


def test_a_diagram_follows_light_and_dark(open_page):
    page = open_page(color_scheme="light")
    draw_all(page)
    fill = "getComputedStyle(document.querySelector('.diagram-drawing .node rect')).fill"
    light = page.evaluate(fill)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"{fill} !== '{light}'")


def test_a_wide_diagram_scrolls_inside_itself_on_a_phone_and_the_keyboard_can_scroll_it(open_page):
    page = open_page(viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True)
    draw_all(page)
    page.wait_for_function("document.querySelectorAll('.diagram')[1].tabIndex === 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_source_of_a_diagram_is_seen_without_javascript_only(open_page):
    assert "flowchart LR" not in open_page().inner_text("main")
    assert "flowchart LR" in open_page(java_script_enabled=False).inner_text("main")


def test_a_mistake_in_a_diagram_shows_its_source_and_speaks_up(open_page):
    page = open_page()
    errors = []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.evaluate("document.querySelector('.diagram-drawing').dataset.source = 'flowchart LR\\n A --> --> ['")
    page.query_selector(".diagram-drawing").scroll_into_view_if_needed()
    page.wait_for_selector(".diagram-drawing pre")
    assert errors
