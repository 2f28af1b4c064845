"""A page's link to a deck leads to a PDF that the same build made, also from a folder on disk."""

import re

import pytest

from course import slides

PAGES = {
    "home.md": "# 집\n\n글입니다.\n",
    "deep/page.md": "# 슬라이드\n\n{deck}`받기 <NAME>` · {deck-notes}`노트 <NAME>`\n",
}


def test_deck_links_lead_to_pdfs_that_the_build_made(build_book):
    name = slides.decks()[0].stem
    html = build_book({page: text.replace("NAME", name) for page, text in PAGES.items()}, ["slides"])
    page = html / "deep/page.html"
    found = re.findall(r'href="([^"]*\.pdf)"', page.read_text("utf-8"))
    assert found == [f"../slides/{name}.pdf", f"../slides/{name}-notes.pdf"]
    assert all((page.parent / address).read_bytes().startswith(b"%PDF-") for address in found)


def test_link_to_a_deck_that_does_not_exist_stops_the_build(build_book):
    with pytest.raises(AssertionError, match="'mlops101-9-nowhere'"):
        build_book({page: text.replace("NAME", "mlops101-9-nowhere") for page, text in PAGES.items()}, ["slides"])
