"""Tiny books, built for real, for the tests of the site's extensions."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
EXTENSIONS = ROOT / "book/_ext"

BuildBook = Callable[..., Path]


@pytest.fixture(scope="session")
def build_book(tmp_path_factory: pytest.TempPathFactory) -> BuildBook:
    """`build_book(pages, extensions)`: the folder with the HTML of a Jupyter Book of these pages, the first its root.

    It shares the course's own settings, and a warning fails it. `assets` are files that are no pages.
    """

    def build(pages: dict[str, str | Path], extensions: list[str], assets: dict[str, str | Path] | None = None) -> Path:
        folder = tmp_path_factory.mktemp("book")
        for name, content in (pages | (assets or {})).items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                shutil.copyfile(content, target)
            else:
                target.write_text(content, "utf-8")
        settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
        settings["title"] = "시험용 책"
        settings["exclude_patterns"] = ["_build"]
        settings["execute"] = {"execute_notebooks": "off"}
        settings["sphinx"]["local_extensions"] = {name: str(EXTENSIONS) for name in extensions}
        (folder / "_config.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
        root, *others = [name.rsplit(".", 1)[0] for name in pages]
        toc = {"format": "jb-book", "root": root, "chapters": [{"file": name} for name in others]}
        (folder / "_toc.yml").write_text(yaml.safe_dump(toc, allow_unicode=True), "utf-8")
        done = subprocess.run(
            ["jupyter-book", "build", str(folder), "-W", "--keep-going"], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return folder / "_build/html"

    return build
