"""The site is whole from a folder too: no server, no network, no complaint in the console."""

from __future__ import annotations

import pytest
from built_site import CHART, DIAGRAM, FORMULA, SITE, TABS, first_page_with

KINDS = {
    "a page": lambda: "book/index.html",
    "a lab": lambda: first_page_with(CHART),
    "a diagram": lambda: first_page_with(DIAGRAM),
    "a formula": lambda: first_page_with(FORMULA),
    "tabs": lambda: first_page_with(TABS),
    "the search": lambda: "search.html",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_works_from_a_folder(kind, site, visit):
    query = "?q=배터리" if kind == "the search" else ""
    with visit((SITE / KINDS[kind]()).as_uri() + query) as visited:
        visited.read_through()
        assert not visited.messages
        assert not visited.failures
        assert not [url for url in visited.requests if not url.startswith(("file:", "data:", "blob:"))]


def test_the_start_leads_to_the_first_page(site, visit):
    with visit((site / "index.html").as_uri()) as visited:
        visited.page.wait_for_url("**/book/index.html")
        assert not visited.messages
        assert not visited.failures
