"""Libraries that the site serves itself and a page loads only when the reader comes near what needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

import node_assets

SCRIPT = Path(__file__).with_suffix(".js")


def on_pages_with(app: Sphinx, marker: str, script: Path, library: str) -> None:
    """Have the pages whose body holds `marker` load a script of ours, which finds its library in ``data-library``.

    The library is a file of node_modules; its address changes with its version.
    """

    def publish(app: Sphinx, config: Config) -> None:
        for file in (SCRIPT, script, node_assets.find(library)):
            if str(file) not in config.html_static_path:
                config.html_static_path.append(str(file))

    def load(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
        if marker in context.get("body", ""):
            app.add_js_file(SCRIPT.name, priority=700)
            address = {"data-library": f"{Path(library).name}?v={node_assets.version(library)}"}
            app.add_js_file(script.name, priority=701, loading_method="defer", **address)

    app.connect("config-inited", publish)
    app.connect("html-page-context", load)
