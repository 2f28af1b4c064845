"""Managed online endpoints and their deployments."""

from __future__ import annotations

from tests.azure.arm.common import PROPERTIES, TEXTS, tracked
from tests.azure.arm.shapes import DURATION, FLAG, NUMBER, TEXT, WHOLE, choice, many, mapping, record, tagged

_ON_OFF = choice("Enabled", "Disabled")
ENDPOINT = tracked(
    record(
        "authMode",
        authMode=choice("AMLToken", "Key", "AADToken"),
        description=TEXT,
        keys=record(primaryKey=TEXT, secondaryKey=TEXT),
        properties=PROPERTIES,
        scoringUri=TEXT,
        swaggerUri=TEXT,
        compute=TEXT,
        mirrorTraffic=mapping(WHOLE),
        provisioningState=TEXT,
        publicNetworkAccess=_ON_OFF,
        traffic=mapping(WHOLE),
    )
)

_PROBE = record(
    failureThreshold=WHOLE, initialDelay=DURATION, period=DURATION, successThreshold=WHOLE, timeout=DURATION
)
_COLLECTION = record(clientId=TEXT, dataCollectionMode=_ON_OFF, dataId=TEXT, samplingRate=NUMBER)
DEPLOYMENT = tracked(
    tagged(
        "endpointComputeType",
        Managed=record(
            codeConfiguration=record("scoringScript", codeId=TEXT, scoringScript=TEXT),
            description=TEXT,
            environmentId=TEXT,
            environmentVariables=TEXTS,
            properties=PROPERTIES,
            appInsightsEnabled=FLAG,
            dataCollector=record(
                "collections",
                collections=mapping(_COLLECTION),
                requestLogging=record(captureHeaders=many(TEXT)),
                rollingRate=choice("Year", "Month", "Day", "Hour", "Minute"),
            ),
            egressPublicNetworkAccess=_ON_OFF,
            instanceType=TEXT,
            livenessProbe=_PROBE,
            readinessProbe=_PROBE,
            startupProbe=_PROBE,
            model=TEXT,
            modelMountPath=TEXT,
            provisioningState=TEXT,
            requestSettings=record(
                maxConcurrentRequestsPerInstance=WHOLE, maxQueueWait=DURATION, requestTimeout=DURATION
            ),
            scaleSettings=tagged(
                "scaleType",
                Default=record(),
                TargetUtilization=record(
                    maxInstances=WHOLE,
                    minInstances=WHOLE,
                    pollingInterval=DURATION,
                    targetUtilizationPercentage=WHOLE,
                ),
            ),
        ),
    )
)
KEYS = record("keyType", keyType=choice("Primary", "Secondary"), keyValue=TEXT)
