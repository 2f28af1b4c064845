"""For readers who listen to a page or use it without a mouse: what the themes get wrong, and what an author forgot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

# What themes and parsers write -> what a screen reader needs. No value holds its key: a page may be repaired twice.
REPAIRS = {
    # the switch of a part of the menu has no name
    '<summary><span class="toctree-toggle" role="presentation">': '<summary aria-label="하위 페이지 여닫기">'
    '<span class="toctree-toggle" role="presentation">',
    # a box to tick, without a name
    '<input class="task-list-item-checkbox"': '<input aria-label="할 일" class="task-list-item-checkbox"',
    # the logo and the search button are in no landmark
    '<div id="pst-primary-sidebar" class="': '<div id="pst-primary-sidebar" role="complementary" aria-label="사이트" class="',
    # a label that is not what the button says ("검색 Ctrl+K")
    '<button class="btn search-button-field search-button__button pst-js-only" title="검색" aria-label="검색"': "<button "
    'class="btn search-button-field search-button__button pst-js-only" title="검색"',
}


def repair(html: str) -> str:
    """The page with the themes' mistakes put right."""
    for wrong, right in REPAIRS.items():
        html = html.replace(wrong, right)
    return html


def without_text(document: nodes.document) -> list[nodes.image]:
    """The images that say nothing to somebody who does not see them."""
    return [image for image in document.findall(nodes.image) if not image.get("alt")]


def _check(app: Sphinx, document: nodes.document) -> None:
    for image in without_text(document):
        logger.warning(
            "그림에 대체 글이 없습니다: %s. Markdown이면 ![글](그림), 노트북의 출력이면 셀의 메타데이터에"
            ' {"mystnb": {"image": {"alt": "글"}}} 를 적으십시오.',
            image.get("uri", ""),
            location=image if image.line else image.parent,  # Markdown's images know no line
            type="accessible",
        )


def _repair(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        html = page.read_text("utf-8")
        if (repaired := repair(html)) != html:
            page.write_text(repaired, "utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-read", _check)
    app.connect("build-finished", _repair, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
