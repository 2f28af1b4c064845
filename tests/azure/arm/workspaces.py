"""The workspace itself: made with PUT or inside a template, changed with PATCH."""

from __future__ import annotations

from tests.azure.arm.common import IDENTITY, SKU, SYSTEM_DATA, TEXTS
from tests.azure.arm.shapes import FLAG, FREE, TEXT, WHOLE, choice, many, record

_PROPERTIES = dict(
    description=TEXT,
    friendlyName=TEXT,
    applicationInsights=TEXT,
    containerRegistry=TEXT,
    enableDataIsolation=FLAG,
    encryption=record(
        "status keyVaultProperties",
        status=choice("Enabled", "Disabled"),
        identity=record(userAssignedIdentity=TEXT),
        keyVaultProperties=record(
            "keyIdentifier keyVaultArmId", keyIdentifier=TEXT, keyVaultArmId=TEXT, identityClientId=TEXT
        ),
    ),
    featureStoreSettings=FREE,
    imageBuildCompute=TEXT,
    managedNetwork=FREE,
    primaryUserAssignedIdentity=TEXT,
    publicNetworkAccess=choice("Enabled", "Disabled"),
    serverlessComputeSettings=record(serverlessComputeCustomSubnet=TEXT, serverlessComputeNoPublicIP=FLAG),
    serviceManagedResourcesSettings=record(cosmosDb=record(collectionsThroughput=WHOLE)),
    systemDatastoresAuthMode=TEXT,  # since 2024-10-01
    v1LegacyMode=FLAG,
)
_SHARED_LINK = record(
    name=TEXT, properties=record(groupId=TEXT, privateLinkResourceId=TEXT, requestMessage=TEXT, status=TEXT)
)
WORKSPACE_PROPERTIES = record(
    **_PROPERTIES,
    allowPublicAccessWhenBehindVnet=FLAG,
    associatedWorkspaces=many(TEXT),
    discoveryUrl=TEXT,
    hbiWorkspace=FLAG,
    hubResourceId=TEXT,
    keyVault=TEXT,
    sharedPrivateLinkResources=many(_SHARED_LINK),
    storageAccount=TEXT,
    workspaceHubConfig=record(additionalWorkspaceStorageAccounts=many(TEXT), defaultWorkspaceResourceGroup=TEXT),
    enableServiceSideCMKEncryption=FLAG,  # since 2024-10-01
    provisionNetworkNow=FLAG,  # since 2024-10-01
)
# Made or changed with the same path: what PATCH takes is part of what PUT takes.
WORKSPACE = record(
    "properties",
    id=TEXT,
    name=TEXT,
    type=TEXT,
    systemData=SYSTEM_DATA,
    identity=IDENTITY,
    kind=TEXT,
    location=TEXT,
    tags=TEXTS,
    sku=SKU,
    properties=WORKSPACE_PROPERTIES,
)
