"""What holds for every lab, read without running it: it is its solution with gaps, and it reads well in plain Jupyter."""

import re

import nbformat
import pytest

from course import cohort, labs, links

SOLUTIONS = labs.solutions()
NAMES = [solution.relative_to(labs.SOLUTIONS).with_suffix("").as_posix() for solution in SOLUTIONS]
each_solution = pytest.mark.parametrize("solution", SOLUTIONS, ids=NAMES)
VALUES = cohort.load(cohort.DEFAULT) | links.values()

MYST = re.compile(r"^\s*:::|^\s*```\{|\{[a-z][\w:.-]*\}`|^\([\w-]+\)=$|\{\{.*?\}\}", re.MULTILINE)
MACHINE_PATH = re.compile(r"(/home/|/Users/|/work/|/tmp/|[A-Z]:\\)")
RAW_ADDRESS = re.compile(r"https?://[^\s)\"'>]+")
GUID = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def lab_of(solution):
    return labs.LABS / solution.relative_to(labs.SOLUTIONS)


def test_there_are_labs():
    assert SOLUTIONS


@each_solution
def test_committed_lab_is_what_its_solution_gives(solution):
    assert lab_of(solution).read_text("utf-8") == labs.participant_notebook(solution, VALUES), "run `make labs`"


def test_no_lab_without_a_solution():
    assert {path.relative_to(labs.LABS) for path in labs.LABS.rglob("*.ipynb")} == {
        path.relative_to(labs.SOLUTIONS) for path in SOLUTIONS
    }


@each_solution
def test_lab_differs_from_its_solution_only_inside_gaps(solution):
    whole, gapped = nbformat.read(solution, 4), nbformat.read(lab_of(solution), 4)
    assert [cell.id for cell in whole.cells] == [cell.id for cell in gapped.cells]
    for mine, theirs in zip(whole.cells, gapped.cells, strict=True):
        assert mine.metadata == theirs.metadata and mine.cell_type == theirs.cell_type
        if mine.cell_type == "code":
            # Split at each region, the texts between must stand in the lab, in order, with hints between them.
            kept = re.split(r"[^\n]*### BEGIN SOLUTION.*?### END SOLUTION", mine.source, flags=re.DOTALL)
            pattern = r".*?".join(re.escape(cohort.expand(text, VALUES)) for text in kept)
            assert re.fullmatch(pattern, theirs.source, re.DOTALL), mine.id
            between = re.fullmatch(pattern.replace(".*?", "(.*?)"), theirs.source, re.DOTALL).groups()
            for gap in between:
                assert re.fullmatch(r"\s*# 여기에 코드를 쓰십시오\.\n\s*# 힌트: .+(\n\s*(\w+ = )?\.\.\.)+", gap), gap


@each_solution
def test_every_gap_has_a_check_in_its_cell(solution):
    for cell in nbformat.read(solution, 4).cells:
        if "BEGIN SOLUTION" in cell.source:
            assert re.search(r'^check\("\d-\d+-[a-z]", ', cell.source, re.MULTILINE), cell.id


@each_solution
def test_prose_reads_well_in_plain_jupyter(solution):
    for cell in nbformat.read(solution, 4).cells:
        if cell.cell_type == "markdown":
            assert not (found := MYST.search(cell.source)), f"[{cell.id}] {found[0]!r} shows as raw text in JupyterLab"


@each_solution
@pytest.mark.parametrize("pattern", [MACHINE_PATH, GUID], ids=["machine path", "subscription id"])
def test_nothing_of_anybodys_machine_or_account(solution, pattern):
    for cell in nbformat.read(solution, 4).cells:
        assert not (found := pattern.search(cell.source)), f"[{cell.id}] {found[0]!r}"


@each_solution
def test_outside_addresses_come_from_the_registry(solution):
    for cell in nbformat.read(solution, 4).cells:
        assert not (found := RAW_ADDRESS.search(cell.source)), (
            f"[{cell.id}] {found[0]}: use @@link_…@@ and book/links.yml"
        )
    known = {VALUES["repository_url"], VALUES["site_url"], *links.values().values()}
    for cell in nbformat.read(lab_of(solution), 4).cells:
        for address in RAW_ADDRESS.findall(cell.source):
            assert any(address.startswith(start) for start in known), f"[{cell.id}] {address}"
