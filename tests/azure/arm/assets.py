"""Versions of data, models, environments, code and components."""

from __future__ import annotations

from tests.azure.arm.common import RESOURCE_BASE, TEXTS, proxy
from tests.azure.arm.shapes import FLAG, FREE, TEXT, WHOLE, choice, many, mapping, record, tagged

_ASSET = RESOURCE_BASE | {"isAnonymous": FLAG, "isArchived": FLAG}
_STATE = {"provisioningState": TEXT}

_DATA = _ASSET | {"dataUri": TEXT}
DATA_VERSION = proxy(
    tagged(
        "dataType",
        uri_file=record("dataUri", **_DATA),
        uri_folder=record("dataUri", **_DATA),
        mltable=record("dataUri", **_DATA, referencedUris=many(TEXT)),
    )
)
DATA_CONTAINER = proxy(
    record(
        "dataType",
        **RESOURCE_BASE,
        isArchived=FLAG,
        latestVersion=TEXT,
        nextVersion=TEXT,
        dataType=choice("uri_file", "uri_folder", "mltable"),
    )
)
CONTAINER = proxy(record(**RESOURCE_BASE, **_STATE, isArchived=FLAG, latestVersion=TEXT, nextVersion=TEXT))

MODEL_VERSION = proxy(
    record(
        **_ASSET,
        **_STATE,
        flavors=mapping(record(data=TEXTS)),
        jobName=TEXT,
        modelType=TEXT,
        modelUri=TEXT,
        stage=TEXT,
    )
)

CODE_VERSION = proxy(record(**_ASSET, **_STATE, codeUri=TEXT))
PENDING_UPLOAD = record(pendingUploadId=TEXT, pendingUploadType=choice("None", "TemporaryBlobReference"))

_ROUTE = record("path port", path=TEXT, port=WHOLE)
ENVIRONMENT_VERSION = proxy(
    record(
        **_ASSET,
        **_STATE,
        autoRebuild=choice("Disabled", "OnBaseImageUpdate"),
        build=record("contextUri", contextUri=TEXT, dockerfilePath=TEXT),
        condaFile=TEXT,
        environmentType=choice("Curated", "UserCreated"),
        image=TEXT,
        inferenceConfig=record(livenessRoute=_ROUTE, readinessRoute=_ROUTE, startupRoute=_ROUTE, scoringRoute=_ROUTE),
        osType=choice("Linux", "Windows"),
        stage=TEXT,
    )
)

# ARM takes any object as componentSpec. Its fields are those of the public YAML reference of command components, and the
# two that azure-ai-ml adds.
_PORT = record("type", type=TEXT, description=TEXT, default={}, optional={}, min={}, max={}, enum=many({}), mode=TEXT)
COMPONENT_SPEC = record(
    "name type command environment",
    **{"$schema": TEXT, "_source": TEXT},
    name=TEXT,
    version=TEXT,
    display_name=TEXT,
    description=TEXT,
    type=choice("command"),
    tags=TEXTS,
    is_deterministic=FLAG,
    command=TEXT,
    code=TEXT,
    environment=TEXT,
    distribution=FREE,
    resources=FREE,
    inputs=mapping(_PORT),
    outputs=mapping(_PORT),
)
COMPONENT_VERSION = proxy(record(**_ASSET, **_STATE, componentSpec=COMPONENT_SPEC))
