"""A request whose body has a wrong field, value or type fails, and the message says where."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path

import azure.ai.ml._restclient.arm_ml_service.models as sdk_models
import pytest
from azure.ai.ml import Input, automl, command, load_job
from azure.ai.ml.constants import TimeZone
from azure.ai.ml.entities import (
    CronTrigger,
    Environment,
    JobSchedule,
    Model,
    RecurrencePattern,
    RecurrenceTrigger,
)
from azure.ai.ml.sweep import BanditPolicy, Choice, Uniform

from course.azure_checks import FOLDER
from course.azure_checks.times import TIME_ZONES
from tests.azure import yaml_files
from tests.azure.arm import automl as automl_shapes
from tests.azure.arm import computes, jobs, schedules
from tests.azure.arm_schema import KINDS, kind_of, validate

pytestmark = pytest.mark.filterwarnings("ignore::marshmallow.warnings.RemovedInMarshmallow4Warning")
SCOPE = "https://management.azure.com/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices"


# --- bodies that are right --------------------------------------------------------------------------------------------


def _command():
    return command(
        command="python train.py --c ${{inputs.c}} --data ${{inputs.data}}",
        inputs={"c": 1.0, "data": Input(type="uri_file", path="azureml:diabetes:1")},
        environment="azureml:battery-course:1",
        compute="cpu-cluster",
        instance_count=1,
        timeout=600,
        environment_variables={"A": "b"},
        tags={"k": "v"},
    )


def _sweep():
    sweep = _command()(c=Uniform(0.01, 1.0)).sweep(
        sampling_algorithm="random",
        primary_metric="rmse",
        goal="minimize",
        max_total_trials=8,
        max_concurrent_trials=4,
        timeout=3600,
        early_termination_policy=BanditPolicy(evaluation_interval=1, slack_factor=0.1),
    )
    sweep.search_space["depth"] = Choice([1, 2])
    return sweep._to_job()


def _forecast():
    data = Input(type="mltable", path="azureml:battery-daily:1")
    job = automl.forecasting(compute="cpu-cluster", training_data=data, target_column_name="capacity_ah")
    job.set_forecast_settings(
        time_column_name="datetime",
        forecast_horizon=30,
        target_lags=[1, 7],
        target_rolling_window_size=7,
        frequency="D",
    )
    job.set_training(allowed_training_algorithms=["Naive", "LightGBM"])
    job.set_featurization(mode="custom", column_name_and_types={"unit": "Categorical"}, blocked_transformers=["TfIdf"])
    return job


def _schedule(trigger):
    return JobSchedule(name="nightly", trigger=trigger, create_job=load_job(FOLDER / "pipelines" / "digits.yml"))


# The words of the stable API, which azure-ai-ml 1.35 does not speak yet (see tests/azure/arm/schedules.py).
STABLE_MONITOR = {
    "properties": {
        "displayName": "drift",
        "trigger": {"triggerType": "Cron", "expression": "0 3 * * *", "timeZone": "Korea Standard Time"},
        "action": {
            "actionType": "CreateMonitor",
            "monitorDefinition": {
                "computeConfiguration": {
                    "computeType": "ServerlessSpark",
                    "computeIdentity": {"computeIdentityType": "AmlToken"},
                    "instanceType": "standard_e4s_v3",
                    "runtimeVersion": "3.4",
                },
                "monitoringTarget": {"taskType": "Regression", "deploymentId": "azureml:e:blue"},
                "alertNotificationSettings": {"emailNotificationSettings": {"emails": ["a@example.com"]}},
                "signals": {
                    "inputs": {
                        "signalType": "DataQuality",
                        "notificationTypes": ["AmlNotification"],
                        "features": {"filterType": "FeatureSubset", "features": ["BMI"]},
                        "metricThresholds": [
                            {"dataType": "Numerical", "metric": "NullValueRate", "threshold": {"value": 0.1}}
                        ],
                        "productionData": {
                            "inputDataType": "Rolling",
                            "jobInputType": "uri_folder",
                            "uri": "azureml:x:1",
                            "windowSize": "P7D",
                            "windowOffset": "P0D",
                        },
                        "referenceData": {"inputDataType": "Fixed", "jobInputType": "mltable", "uri": "azureml:y:1"},
                    }
                },
            },
        },
    }
}


def _built() -> dict[str, tuple[str, dict]]:
    def rest(entity):
        return entity._to_rest_object().as_dict()

    weekly = RecurrenceTrigger(
        frequency="week", interval=1, schedule=RecurrencePattern(hours=3, minutes=[0, 30], week_days=["monday"])
    )
    return {
        "command": ("jobs", rest(_command()._to_job())),
        "sweep": ("jobs", rest(_sweep())),
        "forecast with lags": ("jobs", rest(_forecast())),
        "model": (
            "models/versions",
            rest(
                Model(
                    name="m", version="1", type="mlflow_model", path="azureml://jobs/j/outputs/model", tags={"k": "v"}
                )
            ),
        ),
        "environment from an image": (
            "environments/versions",
            rest(Environment(name="e", image="python:3.11", conda_file={"dependencies": ["python=3.11"]})),
        ),
        "pipeline every week": ("schedules", rest(_schedule(weekly))),
        "pipeline at three": ("schedules", rest(_schedule(CronTrigger(expression="0 3 * * *", time_zone="UTC")))),
        "monitor in stable words": ("schedules", STABLE_MONITOR),
        "code": ("codes/versions", {"properties": {"codeUri": "https://x/y", "isAnonymous": True}}),
        "upload": ("codes/versions/startPendingUpload", {"pendingUploadType": "TemporaryBlobReference"}),
    }


def bodies() -> dict[str, tuple[str, dict]]:
    """Name → kind and body: of every file in ``azure/``, and of what notebooks build with the SDK."""
    files = {
        name: (yaml_files.kind(FOLDER / name).resource, yaml_files.body(FOLDER / name)) for name in yaml_files.names()
    }
    return files | {name: (kind, dict(body)) for name, (kind, body) in _built().items()}


BODIES = bodies()


@pytest.mark.parametrize("name", BODIES)
def test_body_fits(name):
    assert validate(*BODIES[name]) == []


# --- and with one field renamed ---------------------------------------------------------------------------------------

# Below these, keys are names that somebody chose. Everywhere else a key is a field of the API.
CHOSEN = {"tags", "environmentVariables", "inputs", "outputs", "signals", "collections", "traffic", "mirrorTraffic"}
CHOSEN |= {"columns", "columnNameAndTypes", "jobs"}


def is_chosen(kind: str, path: tuple) -> bool:
    above = path[:-1]
    if "searchSpace" in above or (above and above[-1] in CHOSEN):
        return True
    # `properties` is the envelope's content at first, and a free dictionary inside it; a compute has two of the first kind.
    return len(above) > 1 and above[-1] == "properties" and kind != "computes"


def keys(value, path: tuple = ()) -> Iterator[tuple]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield (*path, key)
            yield from keys(below, (*path, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from keys(below, (*path, number))


def renamed(body: dict, path: tuple) -> dict:
    body = copy.deepcopy(body)
    holder = body
    for step in path[:-1]:
        holder = holder[step]
    holder[f"{path[-1]}X"] = holder.pop(path[-1])
    return body


@pytest.mark.parametrize("name", BODIES)
def test_any_field_renamed_fails_and_is_named(name):
    kind, body = BODIES[name]
    fields = [path for path in keys(body) if not is_chosen(kind, path)]
    assert fields
    for path in fields:
        found = validate(kind, renamed(body, path))
        where = ".".join(map(str, path[:-1])) or "(body)"
        assert any(line.startswith(where) and f"'{path[-1]}" in line for line in found), (path, found)


def test_mutations_reach_every_field_that_the_files_use():
    total = sum(not is_chosen(kind, path) for kind, body in BODIES.values() for path in keys(body))
    assert total > 400


@pytest.mark.parametrize(
    ("name", "path", "value", "says"),
    [
        ("jobs/automl-forecast-battery.yml", "taskDetails.primaryMetric", "RMSE", "'RMSE' is not one of Spearman"),
        ("jobs/automl-forecast-battery.yml", "taskDetails.taskType", "Forecast", "'Forecast', not one of Regression"),
        ("jobs/automl-forecast-battery.yml", "taskDetails.limitSettings.timeout", "60 minutes", "does not match"),
        ("jobs/automl-forecast-battery.yml", "taskDetails.limitSettings.maxTrials", "12", "not of type 'integer'"),
        ("jobs/automl-forecast-battery.yml", "taskDetails.trainingData.uri", None, "'uri' is missing"),
        ("compute-cluster.yml", "properties.scaleSettings.maxNodeCount", 1.5, "not of type 'integer'"),
        ("compute-instance.yml", "properties.schedules.computeStartStop.0.action", "Sleep", "not one of Start, Stop"),
        ("data/diabetes.yml", "dataType", "csv", "'csv', not one of uri_file"),
        ("endpoints/digits-endpoint.yml", "authMode", "password", "not one of AMLToken, Key, AADToken"),
        ("endpoints/digits-deployment.yml", "dataCollector.collections.request.samplingRate", "all", "type 'number'"),
        ("monitors/diabetes-drift.yml", "action.monitorDefinition.signals", None, "'signals' is missing"),
        ("sweep", "objective.goal", "best", "not one of Minimize, Maximize"),
    ],
)
def test_wrong_value_is_named_with_its_path(name, path, value, says):
    kind, body = copy.deepcopy(BODIES[name])
    *above, last = ["properties", *(int(step) if step.isdigit() else step for step in path.split("."))]
    holder = body
    for step in above:
        holder = holder[step]
    holder[last] = value
    (line,) = validate(kind, body)
    where = line.partition(": ")[0]
    assert says in line
    assert ".".join(map(str, [*above, last])).startswith(where)


# --- paths and kinds --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/workspaces/ws", "workspaces"),
        ("/workspaces/ws?api-version=2025-12-01", "workspaces"),
        ("/workspaces/ws/jobs/train-1", "jobs"),
        ("/workspaces/ws/data/diabetes/versions/1", "data/versions"),
        ("/workspaces/ws/onlineEndpoints/e", "onlineEndpoints"),
        ("/workspaces/ws/onlineEndpoints/e/deployments/blue", "onlineEndpoints/deployments"),
        ("/workspaces/ws/codes/c/versions/1/startPendingUpload", "codes/versions/startPendingUpload"),
    ],
)
def test_path_of_a_request_gives_its_kind(path, kind):
    assert kind_of(SCOPE + path) == kind
    assert kind in KINDS


@pytest.mark.parametrize("path", ["/workspaces/ws/webServices/w", "/workspaces/ws/jobs/j/cancel", "webServices"])
def test_resource_without_a_shape_is_an_error(path):
    (line,) = validate(SCOPE + path if path.startswith("/") else path, {})
    assert "no shape" in line


# --- our own spelling -------------------------------------------------------------------------------------------------


def _fields(shape, inside: str = "") -> Iterator[str]:
    """Every field name in a shape; those inside componentSpec, nodes and settings are not ARM's."""
    if isinstance(shape, dict):
        for name, below in shape.get("record", {}).get("fields", {}).items():
            yield name
            if name not in ("componentSpec", "jobs", "settings"):
                yield from _fields(below, name)
        if "tagged" in shape:
            yield shape["tagged"]["field"]
            for variant in shape["tagged"]["variants"].values():
                yield from _fields(variant)
        for key in ("items", "additionalProperties", "nullable"):
            yield from _fields(shape.get(key))


def test_shapes_spell_fields_as_azure_ai_ml_does():
    """A second witness: the SDK's own models, generated from a later version of the same reference."""
    source = (Path(sdk_models.__file__).parent / "_models.py").read_text("utf-8")
    known = set(re.findall(r'name="(\w+)"', source)) | set(re.findall(r"^    (\w+): .*rest_", source, re.MULTILINE))
    preview = {*automl_shapes.PREVIEW_LIMITS, *computes.PREVIEW_TRIGGER, *jobs.PREVIEW_OUTPUT}
    preview |= {
        *schedules.PREVIEW_SIGNAL,
        *schedules.PREVIEW_ALERT,
        "alertNotificationType",
        "emailNotificationSetting",
    }
    not_generated = {
        "autologgerSettings",
        "enableOSPatching",
        "enableRootAccess",
        "releaseQuotaOnStop",
    }  # in 2025-12-01
    not_generated |= {"secretsConfiguration", "workspaceSecretName"}  # in 2024-10-01
    written = {name for shape in KINDS.values() for name in _fields(shape)}
    assert sorted(written - known - preview - not_generated) == []


def test_every_time_zone_of_azure_ai_ml_is_known():
    assert {zone.value for zone in TimeZone} <= TIME_ZONES
