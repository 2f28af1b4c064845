"""The server of Azure ML's online endpoints on localhost, for as long as a ``with`` block lasts."""

from __future__ import annotations

import http.client
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PACKAGE = "azureml_inference_server_http"
HOST = "127.0.0.1"
STOP_AFTER = 5.0  # seconds that the server has to end by itself
LAST_LINES = 25


class ServerError(RuntimeError):
    """The inference server can not be started; the message (Korean) says why and shows the end of its log."""


@dataclass(frozen=True)
class Server:
    """A running inference server.

    Attributes
    ----------
    url : str
        Where to POST requests.
    port, pid : int
        Its port on localhost, and its process.
    """

    url: str
    port: int
    pid: int
    _log: IO[bytes] = field(repr=False)

    def log(self, last: int | None = None) -> str:
        """What the server and the entry script have written so far; only the ``last`` lines when given."""
        size = os.fstat(self._log.fileno()).st_size
        lines = os.pread(self._log.fileno(), size, 0).decode("utf-8", "replace").splitlines()
        return "\n".join(lines if last is None else lines[-last:])


@contextmanager
def serve(
    entry_script: str | Path,
    model_dir: str | Path | None = None,
    port: int | None = None,
    patience: float = 60,
) -> Iterator[Server]:
    """Run an entry script in the real inference server while the block lasts.

    The server runs on the Python that runs this, listens on localhost only, and is gone when the block is left, by whatever
    way: its end, an error, the stop button, a kernel that is killed.

    Parameters
    ----------
    entry_script : path
        A Python file with ``init()`` and ``run()``.
    model_dir : path, optional
        What ``AZUREML_MODEL_DIR`` says inside the entry script.
    port : int, optional
        By default a free one.
    patience : float
        Seconds that ``init()`` may take.

    Raises
    ------
    ServerError
        When a file or the package is missing, the port is taken, or the server does not come up.

    Examples
    --------
    >>> with serve("score.py", model_dir="model") as server:  # doctest: +SKIP
    ...     requests.post(server.url, json={"images": images})
    """
    command = _command(Path(entry_script), model_dir, port := port or _free_port())
    # Nameless, so nothing is left behind; open as long as the Server, to be read after the block.
    log = tempfile.TemporaryFile()  # noqa: SIM115
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=_environment(),
        start_new_session=True,  # a process group of its own: to be ended as a whole, out of reach of Ctrl+C
    )
    try:
        server = Server(f"http://{HOST}:{port}/score", port, process.pid, log)
        _wait(process, server, patience)
        _reach_localhost_directly()
        yield server
    finally:
        _stop(process)


def _command(entry_script: Path, model_dir: str | Path | None, port: int) -> list[str]:
    """The command line of the server, after a look at everything it needs."""
    if os.name == "nt":
        raise ServerError("추론 서버는 Windows에서 바로 실행되지 않습니다. WSL의 Ubuntu에서 노트북을 여십시오.")
    if importlib.util.find_spec(PACKAGE) is None:
        raise ServerError(
            "azureml-inference-server-http 패키지가 없습니다. "
            '과정용 커널로 바꾸거나 %pip install "azureml-inference-server-http<1.5" 를 실행하십시오.'
        )
    if not entry_script.is_file():
        raise ServerError(f"{entry_script}: 스코어링 스크립트(entry script)가 없습니다.")
    if model_dir is not None and not Path(model_dir).is_dir():
        raise ServerError(f"{model_dir}: 모델 폴더가 없습니다. 학습 작업이 끝났는지 확인하십시오.")
    if not 0 < port < 65536:
        raise ServerError(f"포트는 1~65535 사이의 정수여야 합니다. 지금은 {port}입니다.")
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise ServerError(
                f"포트 {port}을(를) 다른 프로그램이 쓰고 있습니다. port를 적지 않으면 빈 포트를 찾아 씁니다."
            )
    # -P: a file of the notebook's folder must not stand in for a module of the server's
    start = [sys.executable, "-P", "-m", "labkit.serving.launch", str(os.getpid())]
    models = [] if model_dir is None else ["--model_dir", str(Path(model_dir).resolve())]
    return [*start, "--entry_script", str(entry_script.resolve()), "--port", str(port), *models]


def _environment() -> dict[str, str]:
    """This process's variables without those that steer the server, and with a way to this very labkit."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("AML_", "AZUREML_"))}
    paths = [str(Path(__file__).resolve().parents[2]), *filter(None, [own.get("PYTHONPATH")])]
    # Without --no-control-socket gunicorn makes a folder in the participant's home.
    return own | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUNBUFFERED": "1",
        "GUNICORN_CMD_ARGS": "--no-control-socket",
    }


def _free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _wait(process: subprocess.Popen, server: Server, patience: float) -> None:
    """Return when the server answers; an error when it ends before, or takes too long."""
    deadline = time.monotonic() + patience
    while not _answers(server.port):
        if (code := process.poll()) is not None:
            raise ServerError(_with_log(f"추론 서버가 시작하지 못하고 끝났습니다(종료 코드 {code}).", server))
        if time.monotonic() > deadline:
            raise ServerError(_with_log(f"추론 서버가 {patience:g}초 안에 대답하지 않았습니다.", server))
        time.sleep(0.1)


def _answers(port: int) -> bool:
    """Whether the server's health page says so. Not through a proxy, which does not know this localhost."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _with_log(sentence: str, server: Server) -> str:
    return f"{sentence} 서버 기록의 끝:\n\n{server.log(LAST_LINES)}"


def _reach_localhost_directly() -> None:
    """Behind a company's proxy, let requests to localhost go there directly."""
    for name in ("no_proxy", "NO_PROXY"):
        hosts = [host for host in os.environ.get(name, "").split(",") if host]
        if HOST not in hosts:
            os.environ[name] = ",".join([*hosts, HOST])


def _stop(process: subprocess.Popen) -> None:
    """End the server and everything it started, even when the stop button is pressed once more."""
    try:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_AFTER)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
