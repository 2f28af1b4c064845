"""What must stop the build: `make site` runs the real settings with -W -n, and each of these breaks it."""

import re
import shutil
import subprocess

import nbformat
import pytest
import yaml

from course.cohort import ROOT

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
GLYPH = """
import matplotlib.pyplot as plt
from labkit import fonts
fonts.register()
fig, ax = plt.subplots()
ax.set_title("TITLE");
"""


def notebook(*code: str, alt: str = "그림") -> str:
    cells = [nbformat.v4.new_markdown_cell("# 노트북"), *map(nbformat.v4.new_code_cell, code)]
    for cell in cells[1:] if alt else []:
        cell.metadata["mystnb"] = {"image": {"alt": alt}}
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL))


@pytest.fixture
def build(tmp_path):
    """Build a book of one page with the course's own settings, only its pages replaced; return (exit status, log)."""

    def run(name: str, content: str) -> tuple[int, str]:
        shutil.copytree(
            ROOT / "book" / "_ext", tmp_path / "book" / "_ext", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copytree(ROOT / "course", tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__"))
        for needed in ("cohorts", "labkit", "node_modules", "slides"):
            (tmp_path / needed).symlink_to(ROOT / needed)
        for needed in ("requirements.txt", "_config.yml"):
            shutil.copy(ROOT / needed, tmp_path)
        for folder in ("book/_static", "book/_templates"):
            if (ROOT / folder).is_dir():
                shutil.copytree(ROOT / folder, tmp_path / folder)
        shutil.copy(ROOT / "book" / "links.yml", tmp_path / "book")
        (tmp_path / "_toc.yml").write_text(
            yaml.safe_dump({"format": "jb-book", "root": name.rsplit(".", 1)[0]}), "utf-8"
        )
        (tmp_path / name).write_text(content, "utf-8")
        gate = ["jupyter-book", "build", str(tmp_path), "-W", "-n", "--keep-going"]
        done = subprocess.run(gate, cwd=tmp_path, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("book/index.md", "# 쪽\n\n[용어](#용어)\n\n## 용어\n"),
        ("book/index.ipynb", notebook("1 + 1", GLYPH.replace("TITLE", "한글 제목"))),
    ],
    ids=["page", "notebook"],
)
def test_sound_book_passes(build, name, content):
    status, log = build(name, content)
    assert status == 0, log


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("book/index.ipynb", notebook("1 / 0"), "ZeroDivisionError|CellExecutionError"),
        ("book/index.md", "# 쪽\n\n[없는 쪽](no-such-page.md)\n", "no-such-page"),
        ("book/index.md", "# 쪽\n\n{ref}`no-such-label`\n", "no-such-label"),
        ("book/index.md", "# 쪽\n\n[없는 절](#no-such-heading)\n", "no-such-heading"),
        ("book/index.ipynb", notebook(GLYPH.replace("TITLE", "\\ue000")), "stderr"),
        ("book/index.ipynb", notebook(GLYPH, alt=""), "대체 글이 없습니다"),
        ("book/index.ipynb", notebook("import warnings", "warnings.warn('old')"), "stderr"),
        ("book/index.md", "# 쪽\n\n@@no_such_value@@\n", "no_such_value"),
    ],
    ids=["failing cell", "page", "label", "heading", "glyph", "no alt text", "warning", "cohort value"],
)
def test_broken_book_does_not_build(build, name, content, says):
    status, log = build(name, content)
    assert status != 0 and re.search(says, log), log
