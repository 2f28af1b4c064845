"""Run a lab again when something it depends on has changed, not only its own code.

jupyter-cache knows a notebook by its code cells and its kernelspec. So the digest of everything else the code reads
(labkit modules it imports, sample files it names, the lock) is put into the kernelspec while Sphinx reads the notebook,
and each of these files is noted as a dependency, so that Sphinx reads the notebook again when one changes.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def imported_modules(code: str) -> set[str]:
    """Dotted names that a piece of code may import; ``from a import b`` gives both ``a`` and ``a.b``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def labkit_files(code: str, root: Path = ROOT) -> set[Path]:
    """Files of labkit that the code imports, directly or through other labkit modules, with their packages' data."""
    found: set[Path] = set()
    waiting = [code]
    while waiting:
        for name in imported_modules(waiting.pop()):
            parts = name.split(".")
            if parts[0] != "labkit":
                continue
            for depth in range(1, len(parts) + 1):
                module = root.joinpath(*parts[:depth])
                package = module / "__init__.py"
                for file in [module.with_suffix(".py"), package] if depth > 1 else [package]:
                    if file.is_file() and file not in found:
                        found.add(file)
                        waiting.append(file.read_text("utf-8"))
                if depth > 1 and package in found:
                    found |= {file for file in module.iterdir() if file.is_file() and file.suffix != ".py"}
    return found


def python_of(notebook: dict) -> str:
    """The notebook's code without lines that are not Python (magics, shell)."""
    cells = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    plain = (cell for cell in cells if not cell.lstrip().startswith("%%"))
    return "\n".join(re.sub(r"^(\s*)[%!].*$", r"\1pass", cell, flags=re.MULTILINE) for cell in plain)


def inputs(notebook: dict, docname: str, root: Path = ROOT) -> list[Path]:
    """Every file outside the notebook that its outputs depend on, sorted."""
    code = python_of(notebook)
    files = labkit_files(code, root)
    part, _, name = docname.partition("/")[2].partition("/")  # labs_solutions/part1/05-…: its checks are loaded by name
    checks = root / "labkit" / "check" / f"{part}_{name[:2]}.py"
    if checks.is_file():
        files |= {checks} | labkit_files(checks.read_text("utf-8"), root)
    text = code + "".join(file.read_text("utf-8") for file in files if file.suffix == ".py")
    files |= {file for file in (root / "sample").rglob("*") if file.is_file() and file.name in text}
    return sorted(files | {root / "requirements.txt"})


def digest(files: list[Path], root: Path = ROOT) -> str:
    """One digest of the files' names and contents."""
    total = hashlib.sha256()
    for file in files:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return total.hexdigest()


def _mark(app, docname: str, source: list[str]) -> None:
    if not app.env.doc2path(docname).endswith(".ipynb"):
        return
    notebook = json.loads(source[0])
    files = inputs(notebook, docname)
    for file in files:
        app.env.note_dependency(str(file))
    notebook["metadata"].setdefault("kernelspec", {})["inputs"] = digest(files)
    source[0] = json.dumps(notebook, ensure_ascii=False)


def setup(app):
    # A config.json on the machine that builds the site must not send jobs to Azure.
    os.environ["LABKIT_TARGET"] = "local"
    app.connect("source-read", _mark, priority=600)  # after cohort values, which may be part of the code
    return {"parallel_read_safe": True, "parallel_write_safe": True}
