"""The decks on the site: every build compiles those that changed into ``slides/*.pdf``; two roles link them.

``deck`` and ``deck-notes`` take ``글 <name>``, the name being that of a deck's source without ``.typ``; the second leads to
the PDF with the speaker's notes. A deck that does not exist is a warning, so that no page links a PDF nobody made.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole
from sphinx.util.osutil import relative_uri

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # `course` is not installed

from course import slides

logger = logging.getLogger(__name__)


class DeckRole(ReferenceRole):
    """A link to the PDF of a deck, relative to the page, so that it also works from a folder on disk."""

    def __init__(self, notes: bool) -> None:
        super().__init__()
        self.notes = notes

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        known = [source.stem for source in slides.decks()]
        if self.target not in known:
            logger.warning(
                "슬라이드 %r이(가) 없습니다. 있는 것: %s", self.target, ", ".join(known), location=self.get_location()
            )
        page = self.env.app.builder.get_target_uri(self.env.docname)
        address = relative_uri(page, f"slides/{slides.pdf_name(self.target, self.notes)}")
        return [nodes.reference(self.rawtext, self.title, refuri=address, internal=False)], []


def _compile(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    try:
        for notes in (False, True):
            slides.build(Path(app.outdir) / "slides", notes)
    except slides.DeckError as error:
        raise ExtensionError(str(error)) from None


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_role("deck", DeckRole(notes=False))
    app.add_role("deck-notes", DeckRole(notes=True))
    app.connect("builder-inited", _compile)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
