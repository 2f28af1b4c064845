"""Where a job's parameters and metrics go: the same three lines in the job, whoever runs it."""

from __future__ import annotations

import os
from typing import Any


def start_run(experiment: str, name: str) -> Any:
    """The MLflow run that a job logs to, as a context manager.

    - In an Azure ML job: the run that Azure has opened for it. Azure says which in ``MLFLOW_TRACKING_URI`` and ``MLFLOW_RUN_ID``.
    - Started by a notebook or CI with ``MLFLOW_TRACKING_URI``: a new run there.
    - Otherwise: a new run where :func:`labkit.target.connect` leads, as in a lab.

    Parameters
    ----------
    experiment : str
        Where the caller names none with ``MLFLOW_EXPERIMENT_NAME``.
    name : str
        Name of a new run; a run that Azure opened keeps its own.
    """
    os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "WARNING")  # read when MLflow is imported: no word on its database
    if "MLFLOW_TRACKING_URI" not in os.environ:
        from labkit.target import connect

        connect(os.environ.get("MLFLOW_EXPERIMENT_NAME", experiment))
    import mlflow

    if not {"MLFLOW_EXPERIMENT_NAME", "MLFLOW_EXPERIMENT_ID", "MLFLOW_RUN_ID"} & set(os.environ):
        mlflow.set_experiment(experiment)
    return mlflow.start_run() if "MLFLOW_RUN_ID" in os.environ else mlflow.start_run(run_name=name)
