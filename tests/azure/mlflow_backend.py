"""A real MLflow server on this machine, behind the address that a workspace gives out for tracking."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Azure ML answers these with 404, so MLflow 3's `log_model` fails there; so it does here.
# (Azure/azure-sdk-for-python#44896, Azure/azureml-examples#3885; read 2026-11-24)
NOT_ON_AZURE = re.compile(r"/mlflow/logged-models")


@contextmanager
def mlflow_server(folder: Path) -> Iterator[str]:
    """Run ``mlflow server`` over a SQLite file in a folder; gives its address, and stops it."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    store = f"sqlite:///{folder / 'mlflow.db'}"
    command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += [
        "--backend-store-uri",
        store,
        "--no-serve-artifacts",
        "--default-artifact-root",
        str(folder / "artifacts"),
    ]
    log = folder / "mlflow.log"
    with (
        log.open("w") as output,
        subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True) as server,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            _stop(server)


def forward(
    address: str, method: str, path: str, query: str, body: bytes | str | None
) -> tuple[int, dict[str, str], str]:
    """Pass a request for a workspace's MLflow on to the server, short of what Azure ML does not offer."""
    if NOT_ON_AZURE.search(path):
        return 404, {"Content-Type": "text/plain"}, ""
    url = f"{address}/api/{path.split('/api/', 1)[1]}" + (f"?{query}" if query else "")
    data = body.encode() if isinstance(body, str) else body
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, {"Content-Type": "application/json"}, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, {"Content-Type": "application/json"}, error.read().decode()


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(1800):
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"mlflow server did not start:\n{log.read_text()[-3000:]}")


def _stop(server: subprocess.Popen) -> None:
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
