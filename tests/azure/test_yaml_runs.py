"""What the files in ``azure/`` send is there, runs as Azure would run it, and is asked for in the right words."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import responses
import yaml
from azure.ai.ml import MLClient
from azure.ai.ml._utils._asset_utils import get_ignore_file, get_upload_files_from_folder
from azure.ai.ml.entities import Model
from azure.core.credentials import AccessToken
from sklearn.datasets import load_diabetes

from course.azure_checks import FOLDER, ROOT
from tests.azure import stub, yaml_files
from tests.azure.arm_schema import validate

pytestmark = [
    pytest.mark.filterwarnings("ignore::marshmallow.warnings.RemovedInMarshmallow4Warning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


# --- what goes up -----------------------------------------------------------------------------------------------------


def uploaded(folder):
    """The files that azure-ai-ml would upload of a folder, by the name they get there."""
    return {name: path for path, name in get_upload_files_from_folder(folder, ignore_file=get_ignore_file(folder))}


def test_environment_sends_the_lock_and_the_dockerfile_and_nothing_else(tmp_path):
    azure = yaml_files.copied(tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "requirements.txt").write_text("not this one", "utf-8")
    build = yaml_files.parsed("environment.yml")["build"]
    files = uploaded((azure / build["path"]).resolve())
    assert sorted(files) == ["azure/Dockerfile", "requirements.txt"]
    assert build["dockerfile_path"] in files


def test_dockerfile_installs_the_lock_from_where_it_is_sent():
    text = (FOLDER / "Dockerfile").read_text("utf-8")
    assert re.search(r"^COPY requirements\.txt (\S+)$", text, re.MULTILINE)[1] in re.search(r"pip install .*", text)[0]


def test_battery_table_sends_its_schema_and_one_file_of_data(tmp_path):
    folder = yaml_files.copied(tmp_path) / "data" / "battery-daily"
    for name in ("daily.parquet", "hourly.parquet", "per_second/unit=sim3/0.parquet"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    assert sorted(uploaded(folder)) == ["MLTable", "daily.parquet"]


@pytest.mark.parametrize("folder", ["diabetes", "battery-daily"])
def test_table_says_how_to_read_a_file_beside_it(folder):
    table = yaml.safe_load((FOLDER / "data" / folder / "MLTable").read_text("utf-8"))
    assert table["type"] == "mltable"
    (path,) = table["paths"]
    (step,) = table["transformations"]
    suffix = {"read_parquet": ".parquet"}.get(step if isinstance(step, str) else next(iter(step)), ".csv")
    assert path["file"].startswith("./") and path["file"].endswith(suffix)


def test_diabetes_file_is_scikit_learns_data_unscaled():
    pandas = pytest.importorskip("pandas")
    ours = pandas.read_csv(FOLDER / "data" / "diabetes" / "diabetes.csv").astype(float)
    theirs = load_diabetes(as_frame=True, scaled=False).frame.rename(columns=str.upper).rename(columns={"TARGET": "Y"})
    pandas.testing.assert_frame_equal(ours, theirs)


# --- commands, as Azure would run them --------------------------------------------------------------------------------


def run(name, folder, **values):
    """Run a file's command where Azure would: among the contents of ``code``, with the places filled in."""
    document = yaml_files.parsed(name)
    code = (FOLDER / name).parent / document["code"]
    work = folder / "wd"
    shutil.copytree(code, work, ignore=shutil.ignore_patterns("__pycache__"))
    given = {key: value["default"] if isinstance(value, dict) else value for key, value in document["inputs"].items()
             if not isinstance(value, dict) or "default" in value}  # fmt: skip
    outputs = {key: folder / "outputs" / key for key in document["outputs"]}
    for output in outputs.values():
        output.mkdir(parents=True, exist_ok=True)  # Azure mounts a folder there
    places = given | outputs | values
    line = re.sub(r"\$\{\{(?:inputs|outputs)\.(\w+)\}\}", lambda match: str(places[match[1]]), document["command"])
    assert "${{" not in line
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MLFLOW_")} | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "MLFLOW_TRACKING_URI": f"sqlite:///{folder}/mlflow.db",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(ROOT / ".venv" / "pycache"),  # imports of MLflow three times faster
    }
    done = subprocess.run(["sh", "-c", line], cwd=work, env=environment, capture_output=True, text=True, timeout=120)
    where = [sys.executable, "-c", "import labkit; print(labkit.__file__)"]
    found = subprocess.run(where, cwd=work, capture_output=True, text=True, check=True).stdout.strip()
    assert found == str(work / "labkit" / "__init__.py")  # the copy that was sent, not the one installed here
    return done, outputs


def test_first_experiment_runs(tmp_path):
    done, outputs = run("jobs/first-experiment.yml", tmp_path)
    assert done.returncode == 0, done.stderr
    assert '"points": 10000' in (outputs["result"] / "result.json").read_text("utf-8")


def test_pipeline_trains_then_judges(tmp_path):
    done, trained = run("components/train-digits.yml", tmp_path / "train", C=0.1)
    assert done.returncode == 0, done.stderr
    assert (trained["model"] / "MLmodel").is_file()

    done, judged = run("components/evaluate-digits.yml", tmp_path / "evaluate", model=trained["model"])
    assert done.returncode == 0, done.stderr
    assert (judged["report"] / "evaluation.json").is_file()


def test_training_job_and_component_run_the_same_command():
    job, component = yaml_files.parsed("jobs/train-digits.yml"), yaml_files.parsed("components/train-digits.yml")
    assert job["command"] == component["command"]
    assert set(job["inputs"]) == set(component["inputs"])


# --- everything, in the README's order, on the stub -------------------------------------------------------------------


class Credential:
    def get_token(self, *_, **__):
        return AccessToken(stub.TOKEN, int(time.time()) + 3600)


@pytest.fixture
def client():
    """A real MLClient whose requests go to the stub, and the stub."""
    azure = stub.AzureStub()
    with responses.RequestsMock(assert_all_requests_are_fired=False) as intercepted:
        for method in ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"):
            intercepted.add_callback(method, re.compile("https?://.*"), callback=azure.answer, content_type=None)
        yield MLClient(Credential(), stub.SUBSCRIPTION, stub.GROUP, stub.WORKSPACE, enable_telemetry=False), azure


CREATE = {
    "computes": lambda client, entity: client.compute.begin_create_or_update(entity).result(),
    "environments/versions": lambda client, entity: client.environments.create_or_update(entity),
    "data/versions": lambda client, entity: client.data.create_or_update(entity),
    "jobs": lambda client, entity: client.jobs.create_or_update(entity),
    "components/versions": lambda client, entity: client.components.create_or_update(entity),
    "onlineEndpoints": lambda client, entity: client.online_endpoints.begin_create_or_update(entity).result(),
    "onlineEndpoints/deployments": lambda client, entity: client.online_deployments.begin_create_or_update(
        entity
    ).result(),
    "schedules": lambda client, entity: client.schedules.begin_create_or_update(entity).result(),
}


def test_everything_is_created_in_the_order_of_the_table_and_every_request_fits_the_api(client, tmp_path):
    ml, azure = client
    folder = yaml_files.copied(tmp_path)
    order = re.findall(r"^\| \[(\S+)\]", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    create_what_labs_leave_behind(ml)
    for name in order:
        kind = yaml_files.kind(folder / name)
        if kind.resource in CREATE:  # a workspace is not made inside a workspace
            CREATE[kind.resource](ml, kind.load(folder / name))
        if kind.resource == "data/versions":  # Azure makes this too; a job that asks for @latest reads it
            data = f"{stub.SCOPE}/data/{yaml_files.parsed(name)['name']}"
            azure.resources[data] = {"id": data, "properties": {"dataType": "mltable", "latestVersion": "1"}}

    sent = [request for request in azure.requests if request.method == "PUT" and "/workspaces/" in request.path]
    wrong = {request.below_workspace: found for request in sent if (found := validate(request.path, request.body))}
    assert wrong == {}
    created = " ".join(request.below_workspace for request in sent)
    for part in ("computes/cpu-cluster", "environments/battery-course/", "data/diabetes-table/", "components/train_digits/",
                 "onlineEndpoints/digits-endpoint/deployments/blue", "schedules/diabetes-drift"):  # fmt: skip
        assert part in created
    kinds = [
        request.body["properties"].get("jobType") for request in sent if request.below_workspace.startswith("jobs/")
    ]
    assert sorted(kinds) == ["AutoML", "AutoML", "Command", "Command", "Pipeline"]


def create_what_labs_leave_behind(ml):
    """What files refer to and no file creates: the trained model, and the endpoint that is monitored."""
    from azure.ai.ml.entities import ManagedOnlineDeployment, ManagedOnlineEndpoint

    ml.models.create_or_update(Model(name="digits-classifier", version="1", path="azureml://jobs/j/outputs/model"))
    ml.online_endpoints.begin_create_or_update(ManagedOnlineEndpoint(name="diabetes-endpoint")).result()
    ml.online_deployments.begin_create_or_update(
        ManagedOnlineDeployment(
            name="blue",
            endpoint_name="diabetes-endpoint",
            model="azureml:digits-classifier:1",
            instance_type="Standard_DS3_v2",
            instance_count=1,
        )
    ).result()


def test_repository_root_is_what_the_files_mean_by_two_folders_up():
    for name in yaml_files.names():
        code = yaml_files.parsed(name).get("code")
        assert code is None or ((FOLDER / name).parent / code).resolve() == ROOT / "labkit"
