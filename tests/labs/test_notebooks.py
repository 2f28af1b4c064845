"""Every lab and every solution, run as a participant and as the build would: a clean kernel in a clean folder (nbmake)."""

import os
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest
from nbmake.nb_run import NotebookRun

from course import labs

CHECK_CALL = re.compile(r"^\s*check\(", re.MULTILINE)
SOLUTIONS = labs.solutions()
PAIRS = [(solution, labs.LABS / solution.relative_to(labs.SOLUTIONS)) for solution in SOLUTIONS]
NAMES = [solution.relative_to(labs.SOLUTIONS).with_suffix("").as_posix() for solution in SOLUTIONS]
each_lab = pytest.mark.parametrize(("solution", "lab"), PAIRS, ids=NAMES)


os.environ["LABKIT_TARGET"] = "local"  # whatever config.json the machine has


@cache
def run(notebook: Path):
    """The executed notebook, after a failure is reported the way nbmake does."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(notebook, folder))
        result = NotebookRun(copy, 120).execute()
    assert result.error is None, f"{notebook}: cell {result.error.failing_cell_index}: {result.error.summary}"
    return result.nb


def printed(cell) -> str:
    return "".join(output.text for output in cell.outputs if output.output_type == "stream" and output.name == "stdout")


def shown(cell) -> list:
    """Tables and charts of a cell, as data."""
    kinds = ("text/plain", "application/vnd.plotly.v1+json")
    return [[output.data.get(kind) for kind in kinds] for output in cell.outputs if "data" in output]


def warned(document) -> list[str]:
    return [
        f"[{cell.id}] {output.text}"
        for cell in document.cells
        if cell.cell_type == "code" and "remove-stderr" not in cell.metadata.get("tags", [])
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]


@each_lab
def test_solution_passes_every_check(solution, lab):
    cells = [cell for cell in run(solution).cells if cell.cell_type == "code" and CHECK_CALL.search(cell.source)]
    assert cells, "a lab without a check answers nobody"
    for cell in cells:
        assert printed(cell).count("✅") == len(CHECK_CALL.findall(cell.source)), f"[{cell.id}] {printed(cell)}"


@each_lab
def test_lab_runs_to_its_end_with_open_gaps_and_every_check_says_so(solution, lab):
    cells = [cell for cell in run(lab).cells if cell.cell_type == "code" and CHECK_CALL.search(cell.source)]
    for cell in cells:
        assert printed(cell).count("✏️") == len(CHECK_CALL.findall(cell.source)), f"[{cell.id}] {printed(cell)}"


@each_lab
def test_nothing_warns(solution, lab):
    assert not warned(run(solution)) and not warned(run(lab))


@each_lab
def test_same_numbers_every_time(solution, lab):
    """What a lab prints, tabulates and draws outside its exercises is the same in the solution and in the participant's own run."""
    gaps = {cell.id for cell in nbformat.read(solution, 4).cells if "BEGIN SOLUTION" in cell.source}
    for mine, theirs in zip(run(solution).cells, run(lab).cells, strict=True):
        if mine.cell_type == "code" and mine.id not in gaps:
            assert printed(mine) == printed(theirs), mine.id
            assert shown(mine) == shown(theirs), mine.id
