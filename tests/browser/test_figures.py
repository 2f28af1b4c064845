"""Charts, diagrams, formulas and tabs do what they are there for."""

from __future__ import annotations

import pytest
from built_site import CHART, DIAGRAM, FORMULA, TABS, first_page_with

INK = {
    ".chart-plot": "getComputedStyle(document.querySelector('.chart-plot .xtick text')).fill",
    ".diagram-drawing": "getComputedStyle(document.querySelector('.diagram-drawing .node :is(rect, path, polygon)')).fill",
    "body": "getComputedStyle(document.body).backgroundColor",
}


@pytest.fixture(scope="session")
def lab(address) -> str:
    return f"{address}/{first_page_with(CHART)}"


def test_every_chart_of_a_lab_is_drawn_when_the_reader_comes_to_it(lab, visit):
    with visit(lab) as visited:
        assert not any("plotly-cartesian" in url for url in visited.requests)
        visited.read_through()
        plots = visited.page.query_selector_all(".chart-plot")
        assert plots
        assert all(plot.query_selector(".main-svg .trace, .main-svg .hm") for plot in plots)


def test_nobody_scrolls_and_yet_everything_is_on_paper(lab, visit):
    with visit(lab) as visited:
        visited.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        visited.page.wait_for_selector(".chart-plot.js-plotly-plot")
        visited.page.wait_for_function("!document.querySelector('.chart-plot:not(.js-plotly-plot)')")


def test_paper_is_light_and_the_screen_stays_dark(lab, visit):
    with visit(lab, color_scheme="dark") as visited:
        theme = "document.documentElement.dataset.theme"
        visited.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert visited.page.evaluate(theme) == "light"
        visited.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert visited.page.evaluate(theme) == "dark"


@pytest.mark.parametrize(("figure", "marker"), [(".chart-plot", CHART), (".diagram-drawing", DIAGRAM)])
def test_the_button_for_dark_changes_the_page_and_its_figures(figure, marker, address, visit):
    with visit(f"{address}/{first_page_with(marker)}", color_scheme="light") as visited:
        page = visited.page
        visited.read_through()
        before = {selector: page.evaluate(INK[selector]) for selector in (figure, "body")}
        while page.evaluate("document.documentElement.dataset.theme") != "dark":
            page.click(".theme-switch-button")
        for selector, color in before.items():
            page.wait_for_function(f"{INK[selector]} !== '{color}'")


def test_a_diagram_is_drawn(address, visit):
    with visit(f"{address}/{first_page_with(DIAGRAM)}") as visited:
        visited.read_through()
        assert visited.page.query_selector_all(".diagram-drawing > svg")


def test_a_formula_is_set(address, visit):
    with visit(f"{address}/{first_page_with(FORMULA)}") as visited:
        visited.read_through()
        assert visited.page.query_selector_all(".math mjx-container > svg")


def test_tabs_of_a_group_turn_together_by_mouse_and_by_keyboard(address, visit):
    with visit(f"{address}/{first_page_with(TABS)}") as visited:
        page = visited.page
        tabs = page.query_selector_all(".sd-tab-set")[0].query_selector_all("label.sd-tab-label")
        panels = page.query_selector_all(".sd-tab-set")[0].query_selector_all(".sd-tab-content")
        assert len(tabs) >= 2
        assert [panel.is_visible() for panel in panels][:2] == [True, False]
        tabs[1].click()
        assert [panel.is_visible() for panel in panels][:2] == [False, True]
        page.keyboard.press("ArrowLeft")
        assert [panel.is_visible() for panel in panels][:2] == [True, False]
        synced = page.query_selector_all(f"label[data-sync-id='{tabs[1].get_attribute('data-sync-id')}']")
        tabs[1].click()
        assert all(page.evaluate("(label) => label.previousElementSibling.checked", label) for label in synced)
