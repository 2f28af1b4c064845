"""Azure cells are read like code."""

import re

import nbformat


def test_azure_cell_is_highlighted_as_python(build_book):
    code = '%%azure\nfrom azure.ai.ml import command\n\njob = command(command="python train.py")'
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# 노트북"), nbformat.v4.new_code_cell(code)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    out = build_book({"index.md": "# 책", "lab.ipynb": nbformat.writes(notebook)}, ["azure_highlight"])
    html = (out / "lab.html").read_text("utf-8")
    text = re.sub(r"<[^>]+>", "", html)
    assert '<span class="kn">from</span>' in html and "%%azure\nfrom azure.ai.ml" in text
