"""Files of node_modules that the site serves itself; package-lock.json pins them, `make env` fetches them."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.errors import ExtensionError

NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"


def find(path: str) -> Path:
    """The file at `path` in node_modules; an error that names the remedy when it is not there."""
    file = NODE_MODULES / path
    if not file.is_file():
        raise ExtensionError(f"node_modules/{path} 파일이 없습니다. 먼저 make env 를 실행하십시오.")
    return file


def version(path: str) -> str:
    """The version of the package that the file at `path` belongs to."""
    names = path.split("/")
    package = "/".join(names[: 2 if path.startswith("@") else 1])
    return json.loads(find(f"{package}/package.json").read_text("utf-8"))["version"]


def owns(entry: str) -> bool:
    """Whether an entry of `html_static_path` is a file of node_modules."""
    return Path(entry).is_relative_to(NODE_MODULES)
