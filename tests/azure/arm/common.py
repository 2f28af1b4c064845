"""Parts that many resources share."""

from __future__ import annotations

from tests.azure.arm.shapes import TEXT, WHOLE, Shape, choice, mapping, record

TEXTS = mapping(TEXT)
PROPERTIES = mapping(
    {"type": ["string", "integer"]}
)  # texts, says the API; azure-ai-ml sends its hash_version as a number

SYSTEM_DATA = record(
    createdAt=TEXT,
    createdBy=TEXT,
    createdByType=TEXT,
    lastModifiedAt=TEXT,
    lastModifiedBy=TEXT,
    lastModifiedByType=TEXT,
)
_READ_ONLY = {"id": TEXT, "name": TEXT, "type": TEXT, "systemData": SYSTEM_DATA}  # an update may send back what it got

IDENTITY = record(
    "type",
    type=choice(
        "None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned", "SystemAssigned, UserAssigned"
    ),
    userAssignedIdentities=mapping(record(clientId=TEXT, principalId=TEXT)),
    principalId=TEXT,
    tenantId=TEXT,
)
SKU = record("name", name=TEXT, tier=TEXT, size=TEXT, family=TEXT, capacity=WHOLE)

RESOURCE_BASE = {"description": TEXT, "properties": PROPERTIES, "tags": TEXTS}


def proxy(properties: Shape) -> Shape:
    """The envelope of what lives inside a workspace."""
    return record("properties", **_READ_ONLY, properties=properties)


def tracked(properties: Shape) -> Shape:
    """The envelope of what has a region, tags and an identity of its own."""
    return record(
        "location properties",
        **_READ_ONLY,
        location=TEXT,
        tags=TEXTS,
        identity=IDENTITY,
        kind=TEXT,
        sku=SKU,
        properties=properties,
    )
