"""Where a lab runs: ``connect()`` finds out, sets MLflow up accordingly and says so in one line."""

from __future__ import annotations

import logging
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

RUN_FOLDER = ".lab_runs"


class TargetError(RuntimeError):
    """The place where a lab should keep its runs can not be used; the message (Korean) says why and what to do."""


@dataclass(frozen=True)
class Target:
    """Where this lab's runs, models and metrics go.

    Attributes
    ----------
    name : str
        ``"local"``.
    tracking_uri : str
        MLflow's tracking and registry address.
    """

    name: str
    tracking_uri: str


def connect(experiment: str, folder: str | Path = ".") -> Target:
    """Connect this notebook to the place where its runs are kept, and make ``experiment`` the active one.

    Without a workspace that place is a SQLite file below ``folder``: MLflow's tracking and its model registry, no
    server, no account. Calling it again is harmless.

    Parameters
    ----------
    experiment : str
        Name of the MLflow experiment; made when it is not there.
    folder : path
        Where the run folder ``.lab_runs`` is made; by default beside the notebook.

    Raises
    ------
    TargetError
        When the folder can not be written to.
    """
    runs = Path(folder).resolve() / RUN_FOLDER
    try:
        runs.mkdir(parents=True, exist_ok=True)
        (runs / ".gitignore").write_text("*\n", "utf-8")
    except OSError as error:
        raise TargetError(
            f"{Path(folder) / RUN_FOLDER} 폴더에 기록을 남길 수 없습니다({error.strerror}). "
            "쓰기 권한이 있는 폴더로 노트북을 옮겨 다시 실행하십시오."
        ) from None
    tracking_uri = f"sqlite:///{(runs / 'mlflow.db').as_posix()}"

    _quiet_mlflow()
    import mlflow  # seconds to import: only a lab that tracks runs pays for it

    mlflow.set_tracking_uri(tracking_uri)
    mlflow.set_registry_uri(tracking_uri)
    if mlflow.get_experiment_by_name(experiment) is None:
        mlflow.create_experiment(experiment, artifact_location=(runs / "artifacts").as_uri())
    mlflow.set_experiment(experiment)

    print(f"실행 위치: 이 컴퓨터 · 실험 이름: {experiment} · 기록: {RUN_FOLDER}/mlflow.db")
    return Target("local", tracking_uri)


def _quiet_mlflow() -> None:
    """Keep MLflow's progress bars and database messages out of the lab; its warnings stay."""
    os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
    warnings.filterwarnings("ignore", message="IProgress not found", module="tqdm")
    os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "WARNING")
    logging.getLogger("alembic").setLevel(logging.WARNING)
