"""Cohort values and registered links appear in pages, in notebook prose and inside code."""

import re

import nbformat
import pytest

from course import cohort, links

VALUES = cohort.load(cohort.DEFAULT)

PAGE = """# 첫 쪽

작업 영역은 @@workspace@@ 입니다. 코드로는 `@@workspace@@`.

```bash
az ml workspace show --name @@workspace@@
```
"""


@pytest.fixture(scope="module")
def html(build_book):
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# 노트북\n\n지역은 @@region@@ 입니다."),
            nbformat.v4.new_code_cell('region = "@@region@@"'),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    key = next(iter(links.load()))
    page = PAGE + f"\n[바깥](@@link_{key}@@)\n"
    out = build_book({"index.md": page, "lab.ipynb": nbformat.writes(notebook)}, ["cohort_values"])
    return {name: (out / f"{name}.html").read_text("utf-8") for name in ("index", "lab")} | {
        "link": links.load()[key]["url"]
    }


def text(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page)


def test_values_stand_in_prose_inline_code_and_code_blocks(html):
    assert text(html["index"]).count(VALUES["workspace"]) >= 3
    assert f"--name {VALUES['workspace']}" in text(html["index"])


def test_values_stand_in_notebook_prose_and_code(html):
    assert f"지역은 {VALUES['region']} 입니다" in text(html["lab"])
    assert VALUES["region"] in text(html["lab"]).split("지역은")[1].replace(f"지역은 {VALUES['region']}", "", 1)


def test_registered_link_is_a_link(html):
    assert f'href="{html["link"]}"' in html["index"]


def test_no_placeholder_is_left(html):
    assert "@@" not in text(html["index"]) + text(html["lab"])


def test_unknown_value_stops_the_build_naming_the_page(build_book):
    with pytest.raises(AssertionError, match=r"index:3: @@regoin@@"):
        build_book({"index.md": "# 쪽\n\n@@regoin@@", "more.md": "# 더"}, ["cohort_values"])


def test_quotes_in_a_value_do_not_break_a_notebook(build_book, tmp_path, monkeypatch):
    file = tmp_path / "mine.yml"
    text_of = cohort.DEFAULT.read_text("utf-8").replace("예시 기수", "'\"봄\" \\ 기수'")
    file.write_text(text_of, "utf-8")
    monkeypatch.setenv("COHORT", str(file))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# @@cohort_name@@")])
    out = build_book({"index.ipynb": nbformat.writes(notebook), "more.md": "# 더"}, ["cohort_values"])
    assert '"봄" \\ 기수' in (out / "index.html").read_text("utf-8").replace("&quot;", '"').replace("“", '"').replace(
        "”", '"'
    )
