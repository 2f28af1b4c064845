"""Compute clusters and compute instances."""

from __future__ import annotations

from tests.azure.arm.common import IDENTITY, SKU, SYSTEM_DATA, TEXTS
from tests.azure.arm.shapes import DURATION, FLAG, FREE, TEXT, WHOLE, choice, many, record, tagged

_SUBNET = record("id", id=TEXT)

_AML_COMPUTE = record(
    osType=choice("Linux", "Windows"),
    vmSize=TEXT,
    vmPriority=choice("Dedicated", "LowPriority"),
    virtualMachineImage=record("id", id=TEXT),
    isolatedNetwork=FLAG,
    scaleSettings=record("maxNodeCount", maxNodeCount=WHOLE, minNodeCount=WHOLE, nodeIdleTimeBeforeScaleDown=DURATION),
    userAccountCredentials=record(
        "adminUserName", adminUserName=TEXT, adminUserSshPublicKey=TEXT, adminUserPassword=TEXT
    ),
    subnet=_SUBNET,
    remoteLoginPortPublicAccess=choice("Enabled", "Disabled", "NotSpecified"),
    enableNodePublicIp=FLAG,
    propertyBag=FREE,
)

WEEK_DAY = choice("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PATTERN = record(
    "hours minutes", hours=many(WHOLE), minutes=many(WHOLE), monthDays=many(WHOLE), weekDays=many(WEEK_DAY)
)
FREQUENCY = choice("Minute", "Hour", "Day", "Week", "Month")
PREVIEW_TRIGGER = {"triggerType": choice("Recurrence", "Cron")}  # a second time, inside the trigger; 2023-08-01-preview
_START_STOP = record(
    "action triggerType",
    id=TEXT,
    provisioningStatus=TEXT,
    status=choice("Enabled", "Disabled"),
    action=choice("Start", "Stop"),
    triggerType=choice("Recurrence", "Cron"),
    recurrence=record(
        "frequency interval schedule",
        **PREVIEW_TRIGGER,
        frequency=FREQUENCY,
        interval=WHOLE,
        startTime=TEXT,
        timeZone=TEXT,
        schedule=PATTERN,
    ),
    cron=record("expression", **PREVIEW_TRIGGER, startTime=TEXT, timeZone=TEXT, expression=TEXT),
)

_SCRIPT = record(scriptSource=TEXT, scriptData=TEXT, scriptArguments=TEXT, timeout=TEXT)
_COMPUTE_INSTANCE = record(
    vmSize=TEXT,
    subnet=_SUBNET,
    applicationSharingPolicy=choice("Personal", "Shared"),
    sshSettings=record(sshPublicAccess=choice("Enabled", "Disabled"), adminPublicKey=TEXT),
    customServices=many(FREE),
    computeInstanceAuthorizationType=choice("personal"),
    personalComputeInstanceSettings=record(
        assignedUser=record("objectId tenantId", objectId=TEXT, tenantId=TEXT),
    ),
    setupScripts=record(scripts=record(startupScript=_SCRIPT, creationScript=_SCRIPT)),
    schedules=record(computeStartStop=many(_START_STOP)),
    enableNodePublicIp=FLAG,
    # since 2024-10-01
    idleTimeBeforeShutdown=DURATION,
    autologgerSettings=FREE,
    enableOSPatching=FLAG,
    enableRootAccess=FLAG,
    enableSSO=FLAG,
    releaseQuotaOnStop=FLAG,
)

_COMPUTE = {"computeLocation": TEXT, "description": TEXT, "resourceId": TEXT, "disableLocalAuth": FLAG}
COMPUTE = record(
    "properties",
    id=TEXT,
    name=TEXT,
    type=TEXT,
    systemData=SYSTEM_DATA,
    location=TEXT,
    tags=TEXTS,
    identity=IDENTITY,
    sku=SKU,
    properties=tagged(
        "computeType",
        AmlCompute=record(**_COMPUTE, properties=_AML_COMPUTE),
        ComputeInstance=record(**_COMPUTE, properties=_COMPUTE_INSTANCE),
    ),
)
