"""The Azure lane of a notebook: run it, unmodified, against the stub, and read what it asked."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import nbformat
from nbmake.nb_run import NotebookRun

from course import labs
from tests.azure import stub

HERE = Path(__file__).resolve().parent
AZURE = "%%azure"


def is_azure(cell, version: str | None = None) -> bool:
    """Whether a cell is an Azure cell, of one SDK version when given."""
    if cell.cell_type != "code" or not cell.source.startswith(AZURE):
        return False
    return version is None or (cell.source.split("\n", 1)[0].removeprefix(AZURE).strip() or "v2") == version


def run_on_stub(mlflow_address: str, notebook: Path):
    """Run a notebook in a folder with a ``config.json`` and the stub loaded.

    Returns
    -------
    result : nbmake's NotebookResult
    log : list of dict
        An entry a cell that ran, see ``startup.py``.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        startup = folder / "ipython" / "profile_default" / "startup"
        startup.mkdir(parents=True)
        shutil.copy(HERE / "startup.py", startup / "00-azure.py")
        work = folder / "work"
        work.mkdir()
        (work / "config.json").write_text(json.dumps(stub.CONFIG), "utf-8")
        copy = Path(shutil.copy(notebook, work))
        log = folder / "log.jsonl"
        cells = nbformat.read(notebook, 4).cells
        environment = {
            "IPYTHONDIR": str(folder / "ipython"),
            "AZURE_STUB_LOG": str(log),
            "AZURE_STUB_MLFLOW": mlflow_address,
            "PYTHONPATH": os.pathsep.join([str(labs.ROOT), os.environ.get("PYTHONPATH", "")]),
            "AZURE_STUB_V1": "1" if any(is_azure(cell, "v1") for cell in cells) else "",
            "IDENTITY_ENDPOINT": stub.IDENTITY,
            "IDENTITY_HEADER": "x",
            "LABKIT_TARGET": "",
        }
        with mock.patch.dict(os.environ, environment):
            result = NotebookRun(copy, 240).execute()
        entries = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    return result, entries


def solutions_with_azure_cells() -> list[Path]:
    return [path for path in labs.solutions() if any(map(is_azure, nbformat.read(path, 4).cells))]


def azure_cells(solution: Path, log: list[dict], version: str) -> list[tuple]:
    """(cell, log entry) of each Azure cell of one SDK version, in order."""
    entries = {entry["cell"]: entry for entry in log}
    return [(cell, entries[cell.source]) for cell in nbformat.read(solution, 4).cells if is_azure(cell, version)]


def sent_to_arm(entry: dict) -> list[dict]:
    """Requests of a cell that create or change something in a workspace."""
    return [
        request
        for request in entry["requests"]
        if request["host"] == "management.azure.com" and request["method"] in ("PUT", "PATCH")
    ]
