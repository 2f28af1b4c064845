"""Command, sweep, pipeline and Automated ML jobs."""

from __future__ import annotations

from tests.azure.arm.automl import INPUT_MODE, TASK
from tests.azure.arm.common import RESOURCE_BASE, TEXTS, proxy
from tests.azure.arm.shapes import DURATION, FLAG, FREE, NUMBER, TEXT, WHOLE, choice, many, mapping, record, tagged

_ASSET_INPUT = record("uri", description=TEXT, uri=TEXT, mode=INPUT_MODE)
_OUTPUT_MODE = choice("ReadWriteMount", "Upload", "Direct")
PREVIEW_OUTPUT = {"assetName": TEXT, "assetVersion": TEXT}  # a name for the output: azure-ai-ml registers it
_ASSET_OUTPUT = record(**PREVIEW_OUTPUT, description=TEXT, uri=TEXT, mode=_OUTPUT_MODE)
_DATA_KINDS = ("uri_file", "uri_folder", "mltable", "custom_model", "mlflow_model", "triton_model")

_INPUT = tagged(
    "jobInputType", literal=record("value", description=TEXT, value=TEXT), **dict.fromkeys(_DATA_KINDS, _ASSET_INPUT)
)
_OUTPUT = tagged("jobOutputType", **dict.fromkeys(_DATA_KINDS, _ASSET_OUTPUT))
_PORTS = {"inputs": mapping(_INPUT), "outputs": mapping(_OUTPUT)}

_RESOURCES = record(
    dockerArgs=TEXT,
    instanceCount=WHOLE,
    instanceType=TEXT,
    properties=FREE,
    shmSize={"type": "string", "pattern": r"\d+[bBkKmMgG]"},
)
_DISTRIBUTION = tagged(
    "distributionType",
    PyTorch=record(processCountPerInstance=WHOLE),
    TensorFlow=record(parameterServerCount=WHOLE, workerCount=WHOLE),
    Mpi=record(processCountPerInstance=WHOLE),
)
_IDENTITY = tagged(
    "identityType",
    Managed=record(clientId=TEXT, objectId=TEXT, resourceId=TEXT),
    AMLToken=record(),
    UserIdentity=record(),
)
_QUEUE = record(jobTier=choice("Null", "Spot", "Basic", "Standard", "Premium"))
NOTIFICATION = record(
    emailOn=many(choice("JobCompleted", "JobFailed", "JobCancelled")),
    emails=many(TEXT),
    webhooks=mapping(tagged("webhookType", AzureDevOps=record(eventType=TEXT))),
)

_JOB = RESOURCE_BASE | dict(
    componentId=TEXT,
    computeId=TEXT,
    displayName=TEXT,
    experimentName=TEXT,
    identity=_IDENTITY,
    isArchived=FLAG,
    notificationSetting=NOTIFICATION,
    secretsConfiguration=mapping(record(uri=TEXT, workspaceSecretName=TEXT)),
    services=mapping(
        record(
            endpoint=TEXT,
            errorMessage=TEXT,
            jobServiceType=TEXT,
            nodes=tagged("nodesValueType", All=record()),
            port=WHOLE,
            properties=TEXTS,
            status=TEXT,
        )
    ),
    status=TEXT,
)

_RUN = {
    "codeId": TEXT,
    "command": TEXT,
    "environmentId": TEXT,
    "environmentVariables": TEXTS,
    "distribution": _DISTRIBUTION,
    "resources": _RESOURCES,
}
_COMMAND = record(
    "command environmentId",
    **_JOB,
    **_PORTS,
    **_RUN,
    limits=tagged("jobLimitsType", Command=record(timeout=DURATION)),
    parameters=FREE,
    queueSettings=_QUEUE,
)

PREVIEW_SWEEP = {"resources": _RESOURCES}  # of 2023-08-01-preview; since then part of the trial only
_POLICY = {"delayEvaluation": WHOLE, "evaluationInterval": WHOLE}
_SWEEP = record(
    "objective samplingAlgorithm searchSpace trial",
    **PREVIEW_SWEEP,
    **_JOB,
    **_PORTS,
    earlyTermination=tagged(
        "policyType",
        Bandit=record(**_POLICY, slackAmount=NUMBER, slackFactor=NUMBER),
        MedianStopping=record(**_POLICY),
        TruncationSelection=record(**_POLICY, truncationPercentage=WHOLE),
    ),
    limits=tagged(
        "jobLimitsType",
        Sweep=record(timeout=DURATION, maxConcurrentTrials=WHOLE, maxTotalTrials=WHOLE, trialTimeout=DURATION),
    ),
    objective=record("goal primaryMetric", goal=choice("Minimize", "Maximize"), primaryMetric=TEXT),
    queueSettings=_QUEUE,
    samplingAlgorithm=tagged(
        "samplingAlgorithmType",
        Grid=record(),
        Bayesian=record(),
        Random=record(rule=choice("Random", "Sobol"), seed=WHOLE),
    ),
    searchSpace=FREE,
    trial=record("command environmentId", **_RUN),
)

# ARM takes any object as a node or as settings. These are the fields that azure-ai-ml sends for command nodes; inside a
# node it writes snake_case where ARM's own fields are camelCase.
_NODE_INPUT = record("job_input_type", job_input_type=TEXT, value=TEXT, uri=TEXT, mode=TEXT)
_NODE_OUTPUT = record(job_output_type=TEXT, type=TEXT, value=TEXT, uri=TEXT, mode=TEXT, name=TEXT, version=TEXT)
_NODE = record(
    "name type componentId",
    _source=TEXT,
    name=TEXT,
    display_name=TEXT,
    comment=TEXT,
    type=choice("command"),
    componentId=TEXT,
    computeId=TEXT,
    environment_variables=TEXTS,
    distribution=FREE,
    identity=FREE,
    limits=FREE,
    queue_settings=FREE,
    resources=FREE,
    services=FREE,
    properties=TEXTS,
    tags=TEXTS,
    inputs=mapping(_NODE_INPUT),
    outputs=mapping(_NODE_OUTPUT),
)
_SETTINGS = record(
    _source=TEXT,
    default_compute=TEXT,
    default_datastore=TEXT,
    continue_on_step_failure=FLAG,
    force_rerun=FLAG,
    on_init=TEXT,
    on_finalize=TEXT,
)
_PIPELINE = record(**_JOB, **_PORTS, jobs=mapping(_NODE), settings=_SETTINGS, sourceJobId=TEXT)

_AUTOML = record(
    "taskDetails",
    **_JOB,
    environmentId=TEXT,
    environmentVariables=TEXTS,
    outputs=mapping(_OUTPUT),
    queueSettings=_QUEUE,
    resources=_RESOURCES,
    taskDetails=TASK,
)

JOB_PROPERTIES = tagged("jobType", Command=_COMMAND, Sweep=_SWEEP, Pipeline=_PIPELINE, AutoML=_AUTOML)
JOB = proxy(JOB_PROPERTIES)
