"""Formulas: set by one MathJax that the site serves itself, when the reader comes near one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

import lazy

LIBRARY = "mathjax/es5/tex-svg.js"  # makes pictures: there are no font files to fetch
SCRIPT = Path(__file__).with_suffix(".js")
MARKER = 'class="math '


def _configure(app: Sphinx, config: Config) -> None:
    config.mathjax_path = Path(LIBRARY).name
    # Without its menu MathJax never asks for another of its files.
    config.mathjax3_config = {"options": {"enableMenu": False}} | (config.mathjax3_config or {})


def _not_at_once(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Take away the tag with which Sphinx loads MathJax at once, on the home page even without a formula there."""
    unwanted = {f"_static/{app.config.mathjax_path}"}
    files = context["script_files"]
    files[:] = [file for file in files if getattr(file, "filename", file) not in unwanted]


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", _configure)
    app.connect("html-page-context", _not_at_once, priority=800)
    lazy.on_pages_with(app, MARKER, SCRIPT, LIBRARY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
