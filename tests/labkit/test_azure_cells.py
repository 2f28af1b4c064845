"""%%azure: runs with a workspace, is skipped without one, and a typo shows at once in both."""

import pytest
from azure.core.exceptions import ResourceNotFoundError
from IPython.testing.globalipapp import start_ipython

from labkit import azure_cells
from labkit.azure_errors import AzureCallError


@pytest.fixture(scope="module")
def shell():
    return start_ipython()


@pytest.fixture(params=[True, False], ids=["workspace", "no workspace"])
def either(request, shell):
    shell.register_magics(azure_cells.AzureCells(shell, request.param))
    return shell


@pytest.fixture
def connected(shell):
    shell.register_magics(azure_cells.AzureCells(shell, True))
    return shell


@pytest.mark.parametrize("line", ["", "v1", " v2 "])
def test_runs_in_the_notebooks_variables_and_shows_the_last_value(connected, line):
    connected.user_ns["start"] = 20
    assert connected.run_cell_magic("azure", line, "total = start + 1\ntotal * 2") == 42
    assert connected.user_ns["total"] == 21


def test_skipped_without_a_workspace_in_one_line_that_says_how_to_connect(shell, capsys):
    shell.register_magics(azure_cells.AzureCells(shell, False))
    assert shell.run_cell_magic("azure", "", "touched = True\ntouched") is None
    assert "touched" not in shell.user_ns
    said = capsys.readouterr().out
    assert said.count("\n") == 1 and "config.json" in said and "connect()" in said


def test_typo_is_a_syntax_error_at_once(either):
    with pytest.raises(SyntaxError):
        either.run_cell_magic("azure", "", "job = command(\n")


def test_unknown_version_is_refused(either):
    with pytest.raises(Exception, match="v1 또는 v2"):
        either.run_cell_magic("azure", "v3", "1")


def test_azure_error_is_explained_and_names_the_line(connected):
    connected.user_ns["error"] = ResourceNotFoundError("(NotFound) Data asset diabetes:9 not found")
    with pytest.raises(AzureCallError, match=r"2번째 줄.*그런 이름(.|\n)*diabetes:9"):
        connected.run_cell_magic("azure", "", "x = 1\nraise error")


def test_error_of_the_cells_own_code_stays_itself(connected):
    with pytest.raises(NameError, match="no_such_name"):
        connected.run_cell_magic("azure", "", "no_such_name")


def test_cell_of_comments_only_is_fine(connected):
    assert connected.run_cell_magic("azure", "", "# nothing yet") is None
