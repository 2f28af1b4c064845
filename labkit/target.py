"""Where a lab runs: ``connect()`` finds out, sets MLflow up accordingly and says so in one line."""

from __future__ import annotations

import logging
import os
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from labkit import azure_cells, workspace_file

if TYPE_CHECKING:
    from azure.ai.ml import MLClient
    from azureml.core import Workspace

RUN_FOLDER = ".lab_runs"


class TargetError(RuntimeError):
    """The place where a lab should keep its runs can not be used; the message (Korean) says why and what to do."""


@dataclass
class Target:
    """Where this lab's runs, models and metrics go.

    Attributes
    ----------
    name : str
        ``"local"`` or ``"azure"``.
    tracking_uri : str
        MLflow's tracking and registry address.
    ml_client : MLClient or None
        SDK v2's client of the workspace; None on the local lane.
    config : Path or None
        The ``config.json`` that named the workspace.
    """

    name: str
    tracking_uri: str
    ml_client: MLClient | None = None
    config: Path | None = None

    @cached_property
    def workspace_v1(self) -> Workspace:
        """SDK v1's view of the same workspace, made when first asked for.

        Raises
        ------
        TargetError
            On the local lane.
        """
        if self.config is None:
            raise TargetError(
                "연결된 작업 영역(workspace)이 없습니다. config.json을 노트북 옆에 두고 connect()부터 실행하십시오."
            )
        from azureml.core import Workspace

        return Workspace.from_config(path=str(self.config))


def connect(experiment: str, folder: str | Path = ".") -> Target:
    """Connect this notebook to the place where its runs are kept, and make ``experiment`` the active one.

    With a ``config.json`` at or above ``folder`` (where both Azure SDKs look for it) that place is the workspace it
    names, and ``%%azure`` cells run. Without one it is a SQLite file below ``folder``: MLflow's tracking and its model
    registry, no server, no account. The environment variable ``LABKIT_TARGET=local`` chooses the latter in any case: the
    site is built so. Calling it again is harmless.

    Parameters
    ----------
    experiment : str
        Name of the MLflow experiment; made when it is not there.
    folder : path
        Where ``config.json`` is looked for and the run folder ``.lab_runs`` is made; by default beside the notebook.

    Raises
    ------
    TargetError
        When the run folder can not be written to.
    labkit.workspace_file.WorkspaceFileError
        When there is a ``config.json`` that can not be used.
    labkit.azure_errors.AzureCallError
        When the workspace can not be reached.
    """
    _quiet_mlflow()
    config = None if os.environ.get("LABKIT_TARGET") == "local" else workspace_file.find(folder)
    target = _local(experiment, Path(folder)) if config is None else _azure(experiment, config)
    azure_cells.enable(connected=config is not None)
    return target


def _local(experiment: str, folder: Path) -> Target:
    runs = folder.resolve() / RUN_FOLDER
    try:
        runs.mkdir(parents=True, exist_ok=True)
        (runs / ".gitignore").write_text("*\n", "utf-8")
    except OSError as error:
        raise TargetError(
            f"{folder / RUN_FOLDER} 폴더에 기록을 남길 수 없습니다({error.strerror}). "
            "쓰기 권한이 있는 폴더로 노트북을 옮겨 다시 실행하십시오."
        ) from None
    tracking_uri = f"sqlite:///{(runs / 'mlflow.db').as_posix()}"

    import mlflow  # seconds to import: only a lab that tracks runs pays for it

    mlflow.set_tracking_uri(tracking_uri)
    mlflow.set_registry_uri(tracking_uri)
    if mlflow.get_experiment_by_name(experiment) is None:
        mlflow.create_experiment(experiment, artifact_location=(runs / "artifacts").as_uri())
    mlflow.set_experiment(experiment)
    print(f"실행 위치: 이 컴퓨터 · 실험 이름: {experiment} · 기록: {RUN_FOLDER}/mlflow.db")
    return Target("local", tracking_uri)


def _azure(experiment: str, config: Path) -> Target:
    named = workspace_file.read(config)

    import mlflow
    from azure.ai.ml import MLClient
    from azure.identity import DefaultAzureCredential

    with azure_cells.explained():
        ml_client = MLClient.from_config(DefaultAzureCredential(), path=config, enable_telemetry=False)
        tracking_uri = ml_client.workspaces.get(named.workspace_name).mlflow_tracking_uri
        mlflow.set_tracking_uri(tracking_uri)
        mlflow.set_registry_uri(tracking_uri)
        mlflow.set_experiment(experiment)
    print(f"실행 위치: Azure 작업 영역 {named.workspace_name}({named.resource_group}) · 실험 이름: {experiment}")
    return Target("azure", tracking_uri, ml_client, config)


def _quiet_mlflow() -> None:
    """Keep progress bars and messages of MLflow and the SDK out of the lab, and MLflow from calling home."""
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    os.environ.setdefault("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true")
    os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
    os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "WARNING")
    warnings.filterwarnings("ignore", message="IProgress not found", module="tqdm")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # where config.json was found; which classes of the SDK are beta
    for name in ("azure.ai.ml._ml_client", "azure.ai.ml._utils._experimental"):
        logging.getLogger(name).setLevel(logging.ERROR)
