"""Tiny books, built for real, for the tests of the site's extensions."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import sync_playwright

from course import chromium

ROOT = Path(__file__).resolve().parents[2]
EXTENSIONS = ROOT / "book/_ext"

BuildBook = Callable[..., Path]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


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


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """`serve(folder)`: the address at which a folder is served until the tests end."""
    servers = []

    def start(folder: Path) -> str:
        handler = partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, headless; its tests are skipped where there is none."""
    path = chromium.find()
    if path is None:
        pytest.skip("Chromium이 없습니다 (python -m course chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield browser
        browser.close()
