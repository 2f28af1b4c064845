"""Diagrams: a plain ```mermaid fence, as JupyterLab draws it, becomes a figure that the page draws itself.

The fence's ``accTitle:`` and ``accDescr:`` lines are what a screen reader says, and are required.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

import lazy

LIBRARY = "@mermaid-js/tiny/dist/mermaid.tiny.js"
SCRIPT = Path(__file__).with_suffix(".js")
logger = logging.getLogger(__name__)


def accessible_text(source: str) -> tuple[str, str]:
    """The accessible title and description of a diagram; empty where the source gives none."""
    title = re.search(r"^\s*accTitle\s*:[ \t]*(.*)$", source, re.MULTILINE)
    description = re.search(r"^\s*accDescr\s*(?::[ \t]*(.*)$|\{([^}]*)\})", source, re.MULTILINE)
    return (
        title[1].strip() if title else "",
        " ".join((description[1] or description[2] or "").split()) if description else "",
    )


def to_html(source: str) -> str:
    """The diagram as the page holds it until mermaid.js draws it; without JavaScript its source is shown."""
    label = escape(". ".join(part.rstrip(".") for part in accessible_text(source) if part))
    code = escape(source.strip())
    return (
        f'<figure class="diagram"><div class="diagram-drawing" role="img" aria-label="{label}" data-source="{code}">'
        f"</div><noscript><pre>{code}</pre></noscript></figure>"
    )


class Diagrams(SphinxTransform):
    """Turn the code blocks of language mermaid into figures."""

    default_priority = 400

    def apply(self, **kwargs: Any) -> None:
        for block in list(self.document.findall(nodes.literal_block)):
            if block.get("language") != "mermaid":
                continue
            source = block.astext()
            if not all(accessible_text(source)):
                logger.warning(
                    "mermaid 그림에 accTitle과 accDescr이 모두 있어야 합니다.", location=block, type="mermaid"
                )
            block.replace_self(nodes.raw("", to_html(source), format="html"))


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_transform(Diagrams)
    lazy.on_pages_with(app, '<figure class="diagram">', SCRIPT, LIBRARY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
