"""The YAML files of ``azure/``, each with the real loader of its kind and the request body that azure-ai-ml makes of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from azure.ai.ml import (
    load_component,
    load_compute,
    load_data,
    load_environment,
    load_job,
    load_online_deployment,
    load_online_endpoint,
    load_workspace,
)
from azure.ai.ml.entities._load_functions import load_schedule

from course.azure_checks import FOLDER, ROOT, files

REGION = "koreacentral"


@dataclass(frozen=True)
class Kind:
    """How a kind of file is read, the ``az`` command that creates it, and the ARM resource it becomes."""

    load: Callable[..., Any]
    command: str
    resource: str
    to_rest: Callable[[Any], Any] = lambda entity: entity._to_rest_object()


KINDS = {
    "workspace": Kind(load_workspace, "az ml workspace create", "workspaces"),
    "amlCompute": Kind(load_compute, "az ml compute create", "computes"),
    "computeInstance": Kind(load_compute, "az ml compute create", "computes"),
    "environment": Kind(load_environment, "az ml environment create", "environments/versions"),
    "data": Kind(load_data, "az ml data create", "data/versions"),
    "commandJob": Kind(load_job, "az ml job create", "jobs", lambda job: job._to_job()._to_rest_object()),
    "pipelineJob": Kind(load_job, "az ml job create", "jobs"),
    "autoMLJob": Kind(load_job, "az ml job create", "jobs"),
    "commandComponent": Kind(load_component, "az ml component create", "components/versions"),
    "managedOnlineEndpoint": Kind(
        load_online_endpoint,
        "az ml online-endpoint create",
        "onlineEndpoints",
        lambda endpoint: endpoint._to_rest_online_endpoint(REGION),
    ),
    "managedOnlineDeployment": Kind(
        load_online_deployment,
        "az ml online-deployment create --all-traffic",
        "onlineEndpoints/deployments",
        lambda deployment: deployment._to_rest_object(REGION),
    ),
    "monitorSchedule": Kind(load_schedule, "az ml schedule create", "schedules"),
}


def names() -> list[str]:
    """Paths of the files below ``azure/``."""
    return [file.relative_to(FOLDER).as_posix() for file in files()]


def parsed(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def kind(file: Path) -> Kind:
    """The kind that a file says it is; KeyError for one that no loader here knows."""
    schema = yaml.safe_load(file.read_text("utf-8"))["$schema"]
    return KINDS[schema.rsplit("/", 1)[-1].removesuffix(".schema.json")]


def body(file: Path) -> dict[str, Any]:
    """What azure-ai-ml sends for a file, before it has looked up or uploaded what the file refers to."""
    its = kind(file)
    return json.loads(json.dumps(its.to_rest(its.load(file)).as_dict(), default=str))


def copied(to: Path) -> Path:
    """A copy of what the files refer to, without the environment and the site beside it; gives its ``azure/``."""
    for name in ("azure", "labkit"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "*.otf"))
    for name in ("requirements.txt", ".amlignore"):
        shutil.copy(ROOT / name, to)
    return to / "azure"
