"""Run a job on this machine the way Azure ML runs one on a cluster."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labkit.jobs.command_line import JobError
from labkit.target import RUN_FOLDER

if TYPE_CHECKING:
    from mlflow.entities import Run


def run_locally(job: str, *arguments: Any, experiment: str, folder: str | Path = ".") -> Run:
    """Run ``python -m <job> <arguments>`` in a process of its own, and return what it logged.

    As on Azure, the run is opened before the job starts, and the job is told of it by environment variables alone. It is
    kept in this folder's MLflow file also when the notebook is connected to a workspace: this is the rehearsal.

    Parameters
    ----------
    job : str
        Such as ``"labkit.jobs.train_digits"``.
    *arguments
        The job's command line; numbers will do.
    experiment : str
        Under which experiment the run is kept.
    folder : path
        Where the job runs; by default beside the notebook.

    Raises
    ------
    JobError
        When the job ends with an error. What it said is printed above.
    """
    from mlflow import MlflowClient

    runs = Path(folder).resolve() / RUN_FOLDER
    runs.mkdir(parents=True, exist_ok=True)
    address = f"sqlite:///{(runs / 'mlflow.db').as_posix()}"
    client = MlflowClient(address, address)
    found = client.get_experiment_by_name(experiment)
    number = found.experiment_id if found else client.create_experiment(experiment, (runs / "artifacts").as_uri())

    words = [str(argument) for argument in arguments]
    run = client.create_run(number, run_name=" ".join([job.rpartition(".")[2], *words]))
    told = {
        "MLFLOW_TRACKING_URI": address,
        "MLFLOW_REGISTRY_URI": address,
        "MLFLOW_EXPERIMENT_ID": number,
        "MLFLOW_RUN_ID": run.info.run_id,
        "PYTHONUNBUFFERED": "1",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "MLFLOW_EXPERIMENT_NAME"}

    print("$", shlex.join(["python", "-m", job, *words]))
    with subprocess.Popen(
        [sys.executable, "-m", job, *words],
        cwd=folder,
        env=inherited | told,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            for line in process.stdout:
                print(line, end="")
        except BaseException:  # the stop button: a job nobody waits for must not go on
            process.kill()
            raise
    if process.returncode:
        client.set_terminated(run.info.run_id, "FAILED")
        raise JobError(f"작업이 종료 코드 {process.returncode}(으)로 끝났습니다. 위에 적힌 까닭을 먼저 고치십시오.")
    return client.get_run(run.info.run_id)
