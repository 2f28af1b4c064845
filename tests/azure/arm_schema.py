"""Does a request body fit what the public ARM API says of that resource? ``validate(path, body)`` tells what does not.

The shapes are in ``tests/azure/arm``, a module a family of resources, with where they come from.
"""

from __future__ import annotations

import re
from typing import Any

from tests.azure.arm import assets, computes, jobs, online, schedules, workspaces
from tests.azure.arm.shapes import Shape, problems

# The kind of a resource is its path below the workspace without the names: .../data/diabetes/versions/1 is data/versions.
KINDS: dict[str, Shape] = {
    "workspaces": workspaces.WORKSPACE,
    "computes": computes.COMPUTE,
    "jobs": jobs.JOB,
    "schedules": schedules.SCHEDULE,
    "onlineEndpoints": online.ENDPOINT,
    "onlineEndpoints/deployments": online.DEPLOYMENT,
    "onlineEndpoints/regenerateKeys": online.KEYS,
    "data": assets.DATA_CONTAINER,
    "data/versions": assets.DATA_VERSION,
    "models": assets.CONTAINER,
    "models/versions": assets.MODEL_VERSION,
    "environments": assets.CONTAINER,
    "environments/versions": assets.ENVIRONMENT_VERSION,
    "components": assets.CONTAINER,
    "components/versions": assets.COMPONENT_VERSION,
    "codes": assets.CONTAINER,
    "codes/versions": assets.CODE_VERSION,
    "codes/versions/startPendingUpload": assets.PENDING_UPLOAD,
}
_WORKSPACE = re.compile(r"(?:^|/)workspaces/[^/]+")


def kind_of(path: str) -> str:
    """The kind that a kind's name or the path of a request (with host and query or without) stands for."""
    if path in KINDS:
        return path
    path = path.split("?", 1)[0]
    match = _WORKSPACE.search(path)
    below = path[match.end() :] if match else path
    return "/".join(below.strip("/").split("/")[::2]) or "workspaces"


def validate(kind_or_resource_path: str, body: Any) -> list[str]:
    """What is wrong with the body of a request, a line each: the field's path and what; nothing wrong, no line.

    Parameters
    ----------
    kind_or_resource_path : str
        A kind of :data:`KINDS`, or the URL path of the request, such as ``…/workspaces/ws/onlineEndpoints/e``.
    body : parsed JSON
    """
    kind = kind_of(kind_or_resource_path)
    if kind not in KINDS:
        return [f"{kind_or_resource_path}: no shape for {kind!r} in tests/azure/arm. Known: {', '.join(KINDS)}"]
    return problems(KINDS[kind], body)
