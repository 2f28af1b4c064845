"""A lab's code on its page: Azure cells read like code, solutions carry no marks of the machinery."""

import re

import nbformat
import pytest

from lab_code import without_marks

AZURE = '%%azure\nfrom azure.ai.ml import command\n\njob = command(command="python train.py")'
SOLUTION = "### BEGIN SOLUTION 힌트: 곱하기\nanswer = 6 * 7\n### END SOLUTION\n\nprint(answer)"


@pytest.fixture(scope="module")
def html(build_book):
    cells = [nbformat.v4.new_markdown_cell("# 노트북"), *map(nbformat.v4.new_code_cell, (AZURE, SOLUTION))]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    out = build_book({"index.md": "# 책", "lab.ipynb": nbformat.writes(notebook)}, ["lab_code"])
    return (out / "lab.html").read_text("utf-8")


def test_azure_cell_is_highlighted_as_python(html):
    assert '<span class="kn">from</span>' in html
    assert "%%azure\nfrom azure.ai.ml" in re.sub(r"<[^>]+>", "", html)


def test_solution_shows_one_comment_in_place_of_its_marks(html):
    text = re.sub(r"<[^>]+>", "", html)
    assert "# 풀이\nanswer = 6 * 7\n\nprint(answer)" in text and "SOLUTION" not in text


def test_indented_marks_keep_their_indent():
    code = "def f():\n    ### BEGIN SOLUTION 힌트: ㄱ\n    return 1\n    ### END SOLUTION"
    assert without_marks(code) == "def f():\n    # 풀이\n    return 1"
