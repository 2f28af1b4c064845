"""Solutions become labs; a solution that can not is refused, naming file, cell and remedy."""

import textwrap

import nbformat
import pytest

from course import cohort, labs

VALUES = cohort.load(cohort.DEFAULT)


def notebook(*sources, **cell_fields):
    """A notebook of code cells with the ids c0, c1, …; a source that starts with '# md' makes a Markdown cell."""
    cells = []
    for number, source in enumerate(sources):
        new = nbformat.v4.new_markdown_cell if source.startswith("# md") else nbformat.v4.new_code_cell
        cells.append(new(textwrap.dedent(source).strip("\n"), id=f"c{number}"))
    for key, value in cell_fields.items():
        cells[0][key] = value
    return nbformat.v4.new_notebook(cells=cells)


def convert(tmp_path, *sources, **cell_fields):
    file = tmp_path / "01-made-up.ipynb"
    nbformat.write(notebook(*sources, **cell_fields), file)
    return nbformat.reads(labs.participant_notebook(file, VALUES), 4)


GAP = """
    x = 1
    ### BEGIN SOLUTION 힌트: 여섯에 일곱을 곱하십시오
    helper = 6 * 7
    answer = helper
    ### END SOLUTION
    check("1-1-a", answer)
"""


def test_gap_keeps_the_hint_and_the_names_used_later(tmp_path):
    lab = convert(tmp_path, GAP)
    assert lab.cells[0].source.splitlines() == [
        "x = 1",
        "# 여기에 코드를 쓰십시오.",
        "# 힌트: 여섯에 일곱을 곱하십시오",
        "answer = ...",
        'check("1-1-a", answer)',
    ]


def test_gap_inside_a_function_keeps_its_indent(tmp_path):
    source = """
        def square(x):
            ### BEGIN SOLUTION 힌트: 거듭제곱은 **
            return x ** 2
            ### END SOLUTION
    """
    assert convert(tmp_path, source).cells[0].source.splitlines()[1:] == [
        "    # 여기에 코드를 쓰십시오.",
        "    # 힌트: 거듭제곱은 **",
        "    ...",
    ]


def test_names_bound_by_with_tuple_and_function_are_found():
    code = "with open(p) as f:\n    a, b = 1, 2\nc, (d, e) = f\ndef g(): pass\nh: int = 1"
    assert labs.assigned_names(code, "") == ["f", "c", "d", "e", "g", "h"]


def test_ids_and_metadata_stay_and_the_source_is_named(tmp_path):
    lab = convert(tmp_path, GAP, metadata={"tags": ["hide-input"]})
    assert lab.cells[0].id == "c0" and lab.cells[0].metadata["tags"] == ["hide-input"]
    assert lab.metadata["course"]["generated_from"].endswith("01-made-up.ipynb")


def test_cohort_values_are_filled_in_prose_and_code(tmp_path):
    lab = convert(tmp_path, "# md @@workspace@@", "name = '@@workspace@@'")
    assert [cell.source for cell in lab.cells] == [f"# md {VALUES['workspace']}", f"name = '{VALUES['workspace']}'"]


def test_link_to_a_page_leads_to_the_published_site(tmp_path):
    lab = convert(tmp_path, "# md [쪽](../../book/part1/01-x.md#절) [다음](02-y.ipynb)")
    assert lab.cells[0].source == f"# md [쪽]({VALUES['site_url']}/book/part1/01-x.html#절) [다음](02-y.ipynb)"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("### BEGIN SOLUTION 힌트: ㄱ\nx = 1", "닫는 END SOLUTION이 없습니다"),
        ("x = 1\n### END SOLUTION", "2번째 줄의 END SOLUTION에 짝"),
        ("### BEGIN SOLUTION 힌트: ㄱ\n### BEGIN SOLUTION 힌트: ㄴ\n### END SOLUTION", "다시 열립니다"),
        ("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "힌트는 꼭"),
        ("## BEGIN SOLUTION 힌트: ㄱ\nx = 1\n### END SOLUTION", "표시로 읽을 수 없습니다"),
        ("### BEGIN SOLUTION 힌트: ㄱ\nx = 1\n###END SOLUTION", "표시로 읽을 수 없습니다"),
        ("### BEGIN SOLUTION 힌트: ㄱ\nx = (\n### END SOLUTION", "문법 오류"),
        ("x = '@@regoin@@'", "regoin"),
    ],
    ids=["open", "alone", "nested", "no hint", "two hashes", "no space", "syntax", "cohort value"],
)
def test_mistake_names_file_and_cell(tmp_path, source, says):
    with pytest.raises(labs.LabError, match=rf"01-made-up\.ipynb \[c0\].*{says}"):
        convert(tmp_path, source)


def test_stored_output_is_refused(tmp_path):
    output = nbformat.v4.new_output("stream", text="42\n")
    with pytest.raises(labs.LabError, match=r"\[c0\].*출력"):
        convert(tmp_path, "print(42)", outputs=[output])
    with pytest.raises(labs.LabError, match=r"\[c0\].*출력"):
        convert(tmp_path, "print(42)", execution_count=3)


@pytest.mark.parametrize(
    "leak", ["# md 답은 `helper = 6 * 7`입니다", "again = 1; helper = 6 * 7"], ids=["prose", "code"]
)
def test_solution_text_left_elsewhere_is_refused(tmp_path, leak):
    with pytest.raises(labs.LabError, match=r"\[c1\].*helper = 6 \* 7"):
        convert(tmp_path, GAP, leak)


def test_hint_that_gives_the_line_away_is_refused(tmp_path):
    with pytest.raises(labs.LabError, match="밖에도 적혀"):
        convert(tmp_path, GAP.replace("여섯에 일곱을 곱하십시오", "helper = 6 * 7"))


def test_broken_file_is_named(tmp_path):
    file = tmp_path / "broken.ipynb"
    file.write_text("{", "utf-8")
    with pytest.raises(labs.LabError, match=r"broken\.ipynb: 노트북으로 읽을 수 없습니다"):
        labs.participant_notebook(file, VALUES)


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.setattr(labs, "ROOT", tmp_path)
    monkeypatch.setattr(labs, "SOLUTIONS", tmp_path / "labs_solutions")
    monkeypatch.setattr(labs, "LABS", tmp_path / "labs")
    (tmp_path / "labs_solutions" / "part1").mkdir(parents=True)
    return tmp_path


def test_all_problems_are_reported_together_and_nothing_is_written(house):
    for name in ("01-a", "02-b", "03-good"):
        source = GAP if "good" in name else GAP.replace("### END", "### EDN")
        nbformat.write(notebook(source), house / "labs_solutions" / "part1" / f"{name}.ipynb")
    with pytest.raises(labs.LabError, match=r"(?s)01-a.*02-b"):
        labs.write_all()
    assert not (house / "labs").exists()


def test_second_run_changes_nothing_and_orphans_go(house):
    solution = house / "labs_solutions" / "part1" / "01-a.ipynb"
    nbformat.write(notebook(GAP), solution)
    lab = house / "labs" / "part1" / "01-a.ipynb"
    assert labs.write_all() == [lab] and labs.write_all() == []
    mine = house / "labs" / "my-notes.ipynb"
    nbformat.write(notebook("x = 1"), mine)
    solution.unlink()
    assert labs.write_all() == [lab]
    assert not lab.exists() and mine.exists()


def test_lab_that_somebody_has_worked_in_is_not_overwritten(house):
    solution = house / "labs_solutions" / "part1" / "01-a.ipynb"
    nbformat.write(notebook(GAP), solution)
    (lab,) = labs.write_all()
    mine = nbformat.read(lab, 4)
    mine.cells[0].source = mine.cells[0].source.replace("answer = ...", "answer = 42")
    mine.cells[0].execution_count = 1
    nbformat.write(mine, lab)
    with pytest.raises(labs.LabError, match=r"labs/part1/01-a\.ipynb.*덮어쓰지"):
        labs.write_all()
    assert "answer = 42" in lab.read_text("utf-8")
