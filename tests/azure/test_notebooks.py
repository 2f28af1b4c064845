"""Every solution runs on the Azure lane unmodified: its Azure cells call Azure, and what they send Azure would take."""

import json

import pytest

from course import labs
from tests.azure import arm_schema
from tests.azure.lane import azure_cells, sent_to_arm, solutions_with_azure_cells

SOLUTIONS = solutions_with_azure_cells()
each_solution = pytest.mark.parametrize(
    "solution", SOLUTIONS, ids=[path.relative_to(labs.SOLUTIONS).with_suffix("").as_posix() for path in SOLUTIONS]
)


def test_there_are_solutions_with_azure_cells():
    assert SOLUTIONS


@each_solution
def test_whole_notebook_runs_with_a_workspace(solution, on_stub):
    result, _ = on_stub(solution)
    assert result.error is None, f"cell {result.error.failing_cell_index}: {result.error.summary}\n{result.error.trace}"
    assert "건너뜀" not in json.dumps(result.nb.cells, ensure_ascii=False)


@each_solution
def test_runs_are_tracked_in_the_workspace(solution, on_stub):
    _, log = on_stub(solution)
    paths = [request["below"] for entry in log for request in entry["requests"]]
    assert any("mlflow/runs/create" in path for path in paths)


@each_solution
def test_every_v2_cell_calls_azure(solution, on_stub):
    for cell, entry in azure_cells(solution, on_stub(solution)[1], "v2"):
        assert entry["requests"], f"[{cell.id}] asks nothing of Azure"


@each_solution
def test_every_v1_cell_calls_sdk_v1(solution, on_stub):
    for cell, entry in azure_cells(solution, on_stub(solution)[1], "v1"):
        assert entry["calls"], f"[{cell.id}] asks nothing of SDK v1"


@each_solution
def test_every_body_has_only_fields_that_arm_defines(solution, on_stub):
    problems = [
        f"[{cell.id}] {request['below']}: {problem}"
        for cell, entry in azure_cells(solution, on_stub(solution)[1], "v2")
        for request in sent_to_arm(entry)
        for problem in arm_schema.validate(request["path"], request["body"])
    ]
    assert not problems, "\n".join(problems)
