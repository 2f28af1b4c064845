"""Show a lab's code as a reader wants it.

``%%azure`` cells are highlighted as the Python they are (IPython's lexer takes the body of an unknown magic for plain
text), and the marks around a solution become one comment.
"""

from __future__ import annotations

import re

from docutils import nodes

MARKS = re.compile(r"^(\s*)### BEGIN SOLUTION\s+힌트: .*$|^\s*### END SOLUTION\n?", re.MULTILINE)


def without_marks(code: str) -> str:
    """A cell's code with ``# 풀이`` where a solution begins, and nothing where it ends."""
    return MARKS.sub(lambda mark: f"{mark[1]}# 풀이" if mark[1] is not None else "", code).rstrip("\n")


def polish(doctree: nodes.document) -> None:
    """Put the code blocks of a page right."""
    for block in doctree.findall(nodes.literal_block):
        code = block.astext()
        if code.startswith("%%azure"):
            block["language"] = "python"
        if "### BEGIN SOLUTION" in code:
            shown = without_marks(code)
            block.rawsource = shown
            block.children = [nodes.Text(shown)]
            block.children[0].parent = block


def setup(app):
    app.connect("doctree-read", lambda app, doctree: polish(doctree))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
