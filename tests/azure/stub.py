"""Azure, played in this process: answers to what the SDKs ask of ARM, blob storage, tokens and job services.

``responses`` hands every request of the ``requests`` library to :class:`AzureStub`, so SDK code runs unmodified. What was
created is kept and given back; every request is remembered. MLflow's calls go to a real MLflow server
(``mlflow_backend.py``). What the SDKs need in an answer, and crash without, is in the small tables below.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

from tests.azure import mlflow_backend

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
GROUP, WORKSPACE, REGION = "rg-stub", "mlw-stub", "koreacentral"
SCOPE = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{GROUP}/providers/Microsoft.MachineLearningServices/workspaces/{WORKSPACE}"
API = f"https://{REGION}.api.azureml.ms"
CONFIG = {"subscription_id": SUBSCRIPTION, "resource_group": GROUP, "workspace_name": WORKSPACE}
IDENTITY = "http://identity.test/token"  # where azure-identity is told to fetch tokens
TOKEN = jwt.encode({"tid": "t", "oid": "o", "aud": "https://ml.azure.com"}, "k" * 32, algorithm="HS256")
SYSTEM_DATA = {
    "createdAt": "2026-01-01T00:00:00Z",
    "createdBy": "stub",
    "createdByType": "User",
    "lastModifiedAt": "2026-01-01T00:00:00Z",
}
BLOB_HEADERS = {"ETag": '"1"', "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT", "Content-Type": "application/xml"}
EMPTY_CONTAINER = '<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Blobs/><NextMarker/></EnumerationResults>'

Answer = tuple[int, dict[str, str], str]


@dataclass
class Request:
    """One request the SDK made: ``body`` is parsed JSON, or None for uploads and empty bodies."""

    method: str
    host: str
    path: str
    query: dict[str, list[str]]
    body: Any = None

    @property
    def below_workspace(self) -> str:
        """The path after the workspace, such as ``jobs/train-1``; the whole path elsewhere."""
        return self.path.split(f"/workspaces/{WORKSPACE}/")[-1] if "/workspaces/" in self.path else self.path


def reply(status: int, content: Any, headers: dict[str, str] | None = None) -> Answer:
    return status, {"Content-Type": "application/json"} | (headers or {}), json.dumps(content)


def not_found(request: Request) -> Answer:
    message = f"stub: nothing at {request.method} {request.path}"
    return reply(404, {"error": {"code": "NotFound", "message": message}})


@dataclass
class AzureStub:
    """Answers requests; ``resources`` maps paths to what was created, ``requests`` lists what was asked, in order."""

    mlflow: str = ""  # address of the MLflow server
    resources: dict[str, dict] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def answer(self, prepared: Any) -> Answer:
        """The answer to a ``requests.PreparedRequest``."""
        parts = urlsplit(prepared.url)
        raw = prepared.body.read() if hasattr(prepared.body, "read") else prepared.body
        request = Request(prepared.method, parts.netloc, parts.path, parse_qs(parts.query), _json_of(raw))
        self.requests.append(request)
        if "/api/2.0/mlflow/" in request.path:
            return mlflow_backend.forward(self.mlflow, request.method, request.path, parts.query, raw)
        for pattern, method in ROUTES:
            if re.search(pattern, f"{request.method} {request.host}{request.path}"):
                return method(self, request)
        return not_found(request)

    # --- what is asked of each service ----------------------------------------------------------------

    def token(self, _: Request) -> Answer:
        expires = str(int(time.time()) + 36_000)
        return reply(200, {"access_token": TOKEN, "expires_on": expires, "resource": "x", "token_type": "Bearer"})

    def cloud(self, _: Request) -> Answer:
        return reply(
            200, [{"name": "AzureCloud", "portal": "https://portal.azure.com", "authentication": {"audiences": []}}]
        )

    def blob(self, request: Request) -> Answer:
        if request.method == "HEAD":
            return 404, BLOB_HEADERS | {"x-ms-error-code": "BlobNotFound"}, ""
        if request.method == "PUT":
            return (200 if request.query.get("comp") == ["metadata"] else 201), BLOB_HEADERS, ""
        return 200, BLOB_HEADERS, EMPTY_CONTAINER

    def score(self, _: Request) -> Answer:
        return reply(200, {"stub": "a real endpoint would answer here"})

    def workspace(self, request: Request) -> Answer:
        if request.method == "PUT":
            return self.create(request)
        properties = {
            "workspaceId": "00000000-0000-0000-0000-0000000000ff",
            "discoveryUrl": f"{API}/discovery",
            "storageAccount": f"/subscriptions/{SUBSCRIPTION}/storageAccounts/stub",
            "mlFlowTrackingUri": f"azureml://{REGION}.api.azureml.ms/mlflow/v1.0{SCOPE}",
            "provisioningState": "Succeeded",
        }
        return reply(200, _resource(request.path, properties) | {"kind": "Default"})

    def discovery(self, _: Request) -> Answer:
        return reply(200, {"api": API, "history": API})

    def pending_upload(self, _: Request) -> Answer:
        blob = "https://stub.blob.core.windows.net/upload"
        reference = {
            "blobUri": f"{blob}/here",
            "storageAccountArmId": "/x",
            "credential": {"credentialType": "SAS", "sasUri": f"{blob}?sig=x"},
        }
        return reply(200, {"pendingUploadId": "1", "blobReferenceForConsumption": reference})

    def datastores(self, request: Request) -> Answer:
        store = _resource(
            f"{SCOPE}/datastores/workspaceblobstore",
            {
                "datastoreType": "AzureBlob",
                "accountName": "stub",
                "containerName": "upload",
                "endpoint": "core.windows.net",
                "protocol": "https",
                "isDefault": True,
                "credentials": {"credentialsType": "AccountKey"},
            },
        )
        return reply(200, store if request.path.endswith("workspaceblobstore") else {"value": [store]})

    def secrets(self, _: Request) -> Answer:
        return reply(200, {"secretsType": "Sas", "sasToken": "sig=x"})

    def keys(self, _: Request) -> Answer:
        return reply(200, {"primaryKey": "not-a-key", "secondaryKey": "not-a-key"})

    def run_details(self, request: Request) -> Answer:
        name = request.path.split("/runs/")[1].split("/")[0]
        return reply(200, {"runId": name, "status": "Completed", "logFiles": {}, "properties": {}})

    def create(self, request: Request) -> Answer:
        body = request.body if isinstance(request.body, dict) else {}
        resource = _resource(request.path, dict(body.get("properties", {}))) | {
            key: body[key] for key in ("location", "tags", "sku", "identity", "kind") if key in body
        }
        for pattern, extra in ADDED:
            if re.search(pattern, request.path):
                for key, value in extra.items():
                    resource["properties"].setdefault(key, value)
        self.resources[request.path] = resource
        return reply(201, resource)

    def get(self, request: Request) -> Answer:
        if request.path in self.resources:
            return reply(200, self.resources[request.path])
        parent = request.path + "/"
        children = [
            value
            for path, value in self.resources.items()
            if path.startswith(parent) and "/" not in path[len(parent) :]
        ]
        return reply(200, {"value": children}) if children or COLLECTION.search(request.path) else not_found(request)

    def delete(self, request: Request) -> Answer:
        return reply(200, {}) if self.resources.pop(request.path, None) else not_found(request)

    def update(self, request: Request) -> Answer:
        if request.path not in self.resources:
            return not_found(request)
        body = request.body or {}
        resource = self.resources[request.path]
        resource["properties"] |= body.get("properties", {})
        return reply(200, resource | {key: body[key] for key in ("tags",) if key in body})


# What Azure adds to a created resource, and the SDK relies on.
ADDED = [
    (
        r"/jobs/",
        {
            "status": "Completed",
            "services": {"Studio": {"jobServiceType": "Studio", "endpoint": "https://ml.azure.com/runs/stub"}},
        },
    ),
    (r"/(computes|schedules)/|/online[A-Za-z]*ndpoints/|/batchEndpoints/", {"provisioningState": "Succeeded"}),
    (r"/onlineEndpoints/[^/]+$", {"scoringUri": f"https://stub.{REGION}.inference.ml.azure.com/score"}),
    (r"/deployments/", {"scaleSettings": {"scaleType": "Default"}}),
    (r"/models/", {"flavors": {}}),
]
COLLECTION = re.compile(
    r"/(jobs|computes|versions|onlineEndpoints|data|environments|models|deployments|schedules|workspaces)$"
)
# The first pattern found in "<METHOD> <host><path>" decides; API versions differ per operation and are not looked at.
ROUTES = [
    (r" identity\.test/", AzureStub.token),
    (r"/metadata/endpoints", AzureStub.cloud),
    (r"\.blob\.core\.windows\.net/", AzureStub.blob),
    (r"\.inference\.ml\.azure\.com/", AzureStub.score),
    (r"/discovery$", AzureStub.discovery),
    (r"/(startPendingUpload|createOrGetStartPendingUpload)$", AzureStub.pending_upload),
    (r"^GET .*/datastores(/workspaceblobstore)?$", AzureStub.datastores),
    (r"/listSecrets$", AzureStub.secrets),
    (r"/listKeys$", AzureStub.keys),
    (r"^GET .*/history/.*/runs/", AzureStub.run_details),
    (r"/workspaces/[^/]+$", AzureStub.workspace),
    (r"^PUT ", AzureStub.create),
    (r"^GET ", AzureStub.get),
    (r"^DELETE ", AzureStub.delete),
    (r"^PATCH ", AzureStub.update),
]


def prepared() -> dict[str, dict]:
    """What stands in a workspace before the first lab, because the instructor made it: jobs and deployments name it."""
    path = f"{SCOPE}/environments/battery-course/versions/1"
    return {path: _resource(path, {"osType": "Linux", "environmentType": "UserCreated"})}


def _json_of(raw: Any) -> Any:
    try:
        return json.loads(raw) if raw else None
    except (ValueError, UnicodeDecodeError):
        return None


def _resource(path: str, properties: dict) -> dict:
    kind = "Microsoft.MachineLearningServices/" + path.rsplit("/", 2)[-2]
    return {
        "id": path,
        "name": path.rsplit("/", 1)[-1],
        "type": kind,
        "location": REGION,
        "tags": {},
        "systemData": SYSTEM_DATA,
        "properties": properties,
    }
