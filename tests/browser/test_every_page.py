"""What holds on every page of the site."""

from __future__ import annotations

import re

from built_site import CHART, DIAGRAM, FORMULA

MAX_HTML = 100_000  # bytes
MAX_FIRST_VIEW = 450_000  # bytes of a first visit; Jupyter Book's own pages take 2 400 000
LIBRARIES = {"plotly-cartesian.min.js": CHART, "mermaid.tiny.js": DIAGRAM, "tex-svg.js": FORMULA}


def test_a_page_is_whole_and_asks_only_the_site(found, address):
    assert not [url for url in found.visit.requests if not url.startswith((f"{address}/", "data:", "blob:"))]
    assert not found.visit.failures
    assert not found.visit.messages


def test_a_page_is_light(found, each_page, site):
    assert (site / each_page).stat().st_size <= MAX_HTML
    sizes = {url: size for url, size in found.first_view.items() if not any(name in url for name in LIBRARIES)}
    assert sum(sizes.values()) <= MAX_FIRST_VIEW, sizes


def test_a_library_is_fetched_only_where_it_draws(found, each_page, site):
    html = (site / each_page).read_text("utf-8")
    for library, marker in LIBRARIES.items():
        assert any(library in url for url in found.visit.requests) == (marker in html), library


def test_no_diagram_and_no_formula_has_a_mistake(found):
    assert not found.mistakes


def test_a_phone_does_not_scroll_sideways(found):
    assert not found.too_wide


def test_axe_finds_nothing_serious(found):
    assert not {how: what for how, what in found.axe.items() if what}


def test_a_page_says_its_language_and_its_title(each_page, site):
    html = (site / each_page).read_text("utf-8")
    assert '<html lang="ko"' in html
    assert re.search(r"<title>[^<]+</title>", html)


def test_every_picture_says_what_it_shows(each_page, site):
    html = (site / each_page).read_text("utf-8")
    for image in re.findall(r"<img\b[^>]*>", html):
        alt = re.search(r'alt="([^"]*)"', image)
        assert alt and alt[1].strip() and not re.search(r"\.(png|svg|jpe?g)$", alt[1]), image
    for drawing in re.findall(r'<div class="(?:chart-plot|diagram-drawing)"[^>]*>', html):
        assert re.search(r'aria-label="[^"]{5,}"', drawing), drawing
