"""Readers who listen to a page, or use it without a mouse, get what the others get."""

from __future__ import annotations

import pytest

import accessible

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


OTHER = {"other.md": "# 다음\n"}


def test_an_image_without_alternative_text_stops_the_build_and_is_named(build_book):
    with pytest.raises(AssertionError, match=r"index\.md:3: WARNING: 그림에 대체 글이 없습니다: a\.svg"):
        build_book({"index.md": "# 처음\n\n![](a.svg)\n"} | OTHER, ["accessible"], {"a.svg": SVG})


def test_an_image_with_alternative_text_passes(build_book):
    build_book({"index.md": "# 처음\n\n![네모](a.svg)\n"} | OTHER, ["accessible"], {"a.svg": SVG})


def test_every_repair_finds_its_place_in_what_the_themes_write(build_book):
    html = (build_book({"index.md": "# 처음\n\n- [ ] 할 일\n"} | OTHER, ["accessible"]) / "index.html").read_text(
        "utf-8"
    )
    for wrong, right in accessible.REPAIRS.items():
        assert wrong not in html
        assert right in html or "toctree-toggle" in right  # a menu of one level has no switch


@pytest.mark.parametrize("wrong", accessible.REPAIRS)
def test_a_repair_may_be_repeated(wrong):
    once = accessible.repair(f"<p>{wrong}</p>")
    assert wrong not in once
    assert accessible.repair(once) == once
