"""The stub fails where Azure would: each kind of mistake in an Azure cell is caught by running it."""

import nbformat
import pytest

from tests.azure import arm_schema
from tests.azure.lane import sent_to_arm

CONNECT = 'from labkit.target import connect\ntarget = connect("stub")'
JOB = """%%azure
from azure.ai.ml import command

job = command(command="echo hi", environment="azureml:battery-course:1", compute="cpu-cluster")
target.ml_client.jobs.create_or_update(job).status
"""
LOG_MODEL = """
import mlflow
from sklearn.linear_model import Ridge

mlflow.sklearn.log_model(Ridge().fit([[0], [1]], [0, 1]), name="m")
"""
V1 = """%%azure v1
from azureml.core import Environment, Experiment, ScriptRunConfig

config = ScriptRunConfig(".", script="train.py", environment=Environment("x"))
Experiment(target.workspace_v1, "x").submit(config).id
"""


MISTAKES = {
    "v2 method": (JOB.replace("create_or_update(job)", "create_or_updat(job)"), "create_or_updat"),
    "typo": (JOB.replace("command(command", "command((command"), "SyntaxError"),
    "v2 missing name": (JOB + "target.ml_client.data.get('no-such-data', version='1')", "그런 이름의 것이 없습니다"),
    "v1 real argument": (V1.replace("script=", "scrip="), "scrip"),
    "v1 method": (V1.replace("submit(config)", "submt(config)"), "submt"),
    "v1 argument": (V1.replace("target.workspace_v1, ", "target.workspace_v1, nam="), "nam"),
    "log_model": (LOG_MODEL, "logged-models"),  # Azure ML refuses it, so the stub must
}
TRY = """
outcome = get_ipython().run_cell({source!r})
error = outcome.error_before_exec or outcome.error_in_exec
print(f"{{type(error).__name__}}: {{error}}")
"""


@pytest.fixture(scope="module")
def ran(on_stub, tmp_path_factory):
    """One notebook with every cell of this file: what each mistake led to, and the log of the sound cells."""
    sources = [CONNECT, JOB, V1, *(TRY.format(source=source) for source, _ in MISTAKES.values())]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for cell in cells[3:]:
        cell.metadata["tags"] = ["raises-exception"]  # the mistake is shown, and the notebook goes on
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    file = tmp_path_factory.mktemp("stub") / "made-up.ipynb"
    nbformat.write(notebook, file)
    result, log = on_stub(file)
    assert result.error is None, result.error
    printed = ["".join(o.get("text", "") for o in cell.outputs) for cell in result.nb.cells[3:]]
    return dict(zip(MISTAKES, printed, strict=True)), {entry["cell"]: entry for entry in log}


def test_sound_cells_run_and_are_remembered(ran):
    log = ran[1]
    sent = sent_to_arm(log[JOB])
    assert [request["below"].split("/")[0] for request in sent] == ["jobs"]
    assert sent[0]["body"]["properties"]["command"] == "echo hi"
    assert "Experiment.submit" in log[V1]["calls"]
    assert not arm_schema.validate(sent[0]["path"], sent[0]["body"])


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_in_a_cell_fails(ran, name):
    says = MISTAKES[name][1]
    assert "NoneType" not in ran[0][name] and says in ran[0][name]


def test_wrong_field_in_a_body_is_named(ran):
    (sent,) = sent_to_arm(ran[1][JOB])
    properties = dict(sent["body"]["properties"])
    properties["comand"] = properties.pop("command")
    assert any("comand" in problem for problem in arm_schema.validate(sent["path"], {"properties": properties}))
