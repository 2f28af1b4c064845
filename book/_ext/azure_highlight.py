"""Highlight ``%%azure`` cells as the Python they are; IPython's lexer takes the body of an unknown magic for plain text."""

from __future__ import annotations

from docutils import nodes


def as_python(doctree: nodes.document) -> None:
    """Set the language of every code block that begins with ``%%azure``."""
    for block in doctree.findall(nodes.literal_block):
        if block.astext().startswith("%%azure"):
            block["language"] = "python"


def setup(app):
    app.connect("doctree-read", lambda app, doctree: as_python(doctree))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
