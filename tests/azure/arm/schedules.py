"""Schedules that start a job or a monitor."""

from __future__ import annotations

from tests.azure.arm.common import IDENTITY, PROPERTIES, RESOURCE_BASE, TEXTS, proxy
from tests.azure.arm.computes import FREQUENCY, PATTERN
from tests.azure.arm.jobs import JOB_PROPERTIES
from tests.azure.arm.shapes import (
    DURATION,
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    Shape,
    choice,
    many,
    mapping,
    record,
    tagged,
)

_WHEN = {"startTime": TEXT, "endTime": TEXT, "timeZone": TEXT}
_TRIGGER = tagged(
    "triggerType",
    Cron=record("expression", **_WHEN, expression=TEXT),
    Recurrence=record("frequency interval", **_WHEN, frequency=FREQUENCY, interval=WHOLE, schedule=PATTERN),
)

_INPUT_TYPE = choice("literal", "uri_file", "uri_folder", "mltable", "custom_model", "mlflow_model", "triton_model")
_DATA = {"columns": TEXTS, "dataContext": TEXT, "jobInputType": _INPUT_TYPE, "uri": TEXT}
_WINDOW = record(
    "jobInputType uri windowOffset windowSize",
    **_DATA,
    preprocessingComponentId=TEXT,
    windowOffset=DURATION,
    windowSize=DURATION,
)
# azure-ai-ml sends schedules in the words of 2023-06-01-preview: the moving window is called Trailing there, signals have
# a mode instead of notification types, and mail settings stand one level lower under a name without s.
PREVIEW_WINDOW = {"Trailing": _WINDOW}
_INPUT = tagged(
    "inputDataType",
    Fixed=record("jobInputType uri", **_DATA),
    Rolling=_WINDOW,
    **PREVIEW_WINDOW,
    Static=record(
        "jobInputType uri windowEnd windowStart",
        **_DATA,
        preprocessingComponentId=TEXT,
        windowEnd=TEXT,
        windowStart=TEXT,
    ),
)

_NUMERICAL_DRIFT = choice(
    "JensenShannonDistance",
    "PopulationStabilityIndex",
    "NormalizedWassersteinDistance",
    "TwoSampleKolmogorovSmirnovTest",
)
_CATEGORICAL_DRIFT = choice("JensenShannonDistance", "PopulationStabilityIndex", "PearsonsChiSquaredTest")
_QUALITY = choice("NullValueRate", "DataTypeErrorRate", "OutOfBoundsRate")
_LIMIT = record(value=NUMBER)


def _thresholds(numerical: Shape, categorical: Shape) -> Shape:
    return many(
        tagged(
            "dataType",
            Numerical=record("metric", metric=numerical, threshold=_LIMIT),
            Categorical=record("metric", metric=categorical, threshold=_LIMIT),
        )
    )


_FEATURES = tagged(
    "filterType",
    AllFeatures=record(),
    TopNByAttribution=record(top=WHOLE),
    FeatureSubset=record("features", features=many(TEXT)),
)
_IMPORTANCE = record(mode=choice("Disabled", "Enabled"), targetColumn=TEXT)
_FEATURE_TYPES = mapping(choice("Numerical", "Categorical"))

PREVIEW_SIGNAL = {"mode": choice("Disabled", "Enabled")}
_SIGNAL = PREVIEW_SIGNAL | {"notificationTypes": many(choice("AmlNotification")), "properties": PROPERTIES}
_COMPARED = _SIGNAL | {"productionData": _INPUT, "referenceData": _INPUT, "featureDataTypeOverride": _FEATURE_TYPES}
_BY_FEATURE = _COMPARED | {"features": _FEATURES, "featureImportanceSettings": _IMPORTANCE}
_NEEDED = "metricThresholds productionData referenceData"
_SIGNALS = mapping(
    tagged(
        "signalType",
        DataDrift=record(_NEEDED, **_BY_FEATURE, metricThresholds=_thresholds(_NUMERICAL_DRIFT, _CATEGORICAL_DRIFT)),
        DataQuality=record(_NEEDED, **_BY_FEATURE, metricThresholds=_thresholds(_QUALITY, _QUALITY)),
        PredictionDrift=record(
            _NEEDED, **_COMPARED, metricThresholds=_thresholds(_NUMERICAL_DRIFT, _CATEGORICAL_DRIFT)
        ),
        FeatureAttributionDrift=record(
            "featureImportanceSettings metricThreshold productionData referenceData",
            **_SIGNAL,
            featureDataTypeOverride=_FEATURE_TYPES,
            featureImportanceSettings=_IMPORTANCE,
            metricThreshold=record("metric", metric=choice("NormalizedDiscountedCumulativeGain"), threshold=_LIMIT),
            productionData=many(_INPUT),
            referenceData=_INPUT,
        ),
    )
)

_MAIL = {"emails": many(TEXT)}
PREVIEW_ALERT = {
    "alertNotificationSetting": tagged(
        "alertNotificationType",
        AzureMonitor=record(),
        Email=record(
            emailNotificationSetting=record(**_MAIL, emailOn=many(choice("JobCompleted", "JobFailed", "JobCancelled"))),
        ),
    )
}
_MONITOR = record(
    "computeConfiguration signals",
    **PREVIEW_ALERT,
    alertNotificationSettings=record(emailNotificationSettings=record(**_MAIL)),
    computeConfiguration=tagged(
        "computeType",
        ServerlessSpark=record(
            "computeIdentity instanceType runtimeVersion",
            computeIdentity=tagged("computeIdentityType", AmlToken=record(), ManagedIdentity=record(identity=IDENTITY)),
            instanceType=TEXT,
            runtimeVersion={"type": "string", "pattern": r"^[0-9]+\.[0-9]+$"},
        ),
    ),
    monitoringTarget=record(
        "taskType", deploymentId=TEXT, modelId=TEXT, taskType=choice("Classification", "Regression")
    ),
    signals=_SIGNALS,
)

SCHEDULE = proxy(
    record(
        "action trigger",
        **RESOURCE_BASE,
        action=tagged(
            "actionType",
            CreateJob=record("jobDefinition", jobDefinition=JOB_PROPERTIES),
            CreateMonitor=record("monitorDefinition", monitorDefinition=_MONITOR),
        ),
        displayName=TEXT,
        isEnabled=FLAG,
        provisioningState=TEXT,
        trigger=_TRIGGER,
    )
)
