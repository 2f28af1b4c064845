"""The real inference server on localhost: it answers, refuses what is wrong without a 5xx, and never stays behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
import requests

from labkit.jobs import digits
from labkit.serving import score_digits
from labkit.serving.server import HOST, ServerError, serve

SAY_HELLO = """
def init():
    print("hello from init")

def run(raw):
    return {"echo": raw}
"""
IMAGE = [[0] * 8 for _ in range(8)]


def group_lives(group: int) -> bool:
    """Whether a process of this group still runs; one that waits to be reaped does not count."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    return any(line.split()[0] == str(group) and "Z" not in line.split()[1] for line in listed.splitlines())


def assert_gone(group: int, within: float = 10) -> None:
    deadline = time.monotonic() + within
    while group_lives(group):
        assert time.monotonic() < deadline, "a process stayed behind"
        time.sleep(0.1)


@pytest.fixture
def script(tmp_path):
    """Write an entry script."""

    def write(text=SAY_HELLO):
        file = tmp_path / "내 스크립트.py"
        file.write_text(text, "utf-8")
        return file

    return write


# --- the endpoint of lab 1-2 --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    folder = tmp_path_factory.mktemp("digits")
    command = [sys.executable, "-m", "labkit.jobs.train_digits", "--output", str(folder / "model")]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MLFLOW_")}
    subprocess.run(command, cwd=folder, env=environment | {"LABKIT_TARGET": "local"}, check=True, capture_output=True)
    with serve(score_digits.__file__, folder) as server:  # the folder above the model, as Azure gives it
        yield server


def test_digits_are_read(endpoint):
    data = digits.small()
    answer = requests.post(endpoint.url, json={"images": data.test_images[:100].tolist()})
    assert answer.status_code == 200
    predictions = answer.json()["predictions"]
    right = sum(one["digit"] == label for one, label in zip(predictions, data.test_labels[:100], strict=True))
    assert right > 90 and all(0 < one["probability"] <= 1 for one in predictions)


BAD = {
    "empty": b"",
    "blank": b" ",
    "cut off": b'{"images": [[',
    "not JSON": b"images=1",
    "not UTF-8": b"\xff\xfe",
    "UTF-16": '{"images": []}'.encode("utf-16"),
    "gzip": b"\x1f\x8b\x08\x00",
    "zeros": b"\x00" * 100,
    "list": b"[]",
    "number": b"1",
    "text": b'"images"',
    "null": b"null",
    "no field": b"{}",
    "misspelt": b'{"image": []}',
    "one field more": json.dumps({"images": [IMAGE], "v": 1}).encode(),
    "twice": b'{"images": [], "images": []}',
    "no pictures": b'{"images": []}',
    "101 pictures": json.dumps({"images": [IMAGE] * 101}).encode(),
    "one level less": json.dumps({"images": IMAGE}).encode(),
    "one level more": json.dumps({"images": [[IMAGE]]}).encode(),
    "28 x 28": json.dumps({"images": [[[0] * 28] * 28]}).encode(),
    "flat": json.dumps({"images": [[0] * 64]}).encode(),
    "short row": json.dumps({"images": [[*IMAGE[:7], [0] * 7]]}).encode(),
    "NaN": json.dumps({"images": [[[float("nan")] * 8] * 8]}).encode(),
    "infinite": json.dumps({"images": [[[float("inf")] * 8] * 8]}).encode(),
    "too bright": json.dumps({"images": [[[255] * 8] * 8]}).encode(),
    "negative": json.dumps({"images": [[[-1] * 8] * 8]}).encode(),
    "text for a number": json.dumps({"images": [[["0"] * 8] * 8]}).encode(),
    "true for a number": json.dumps({"images": [[[True] * 8] * 8]}).encode(),
    "null for a number": json.dumps({"images": [[[None] * 8] * 8]}).encode(),
    "half a character": b'{"\\ud800": 1}',
    "very deep": b"[" * 100_000,
    "very long number": b'{"images": ' + b"1" * 10_000 + b"}",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_400_that_says_where(endpoint, name):
    answer = requests.post(endpoint.url, data=BAD[name])
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert set(error) == {"field", "value", "message"} and error["field"] and error["message"].endswith(".")
    assert error["message"] in answer.text, "Korean is sent as Korean"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_other_methods_are_a_405(endpoint, method):
    assert requests.request(method, endpoint.url).status_code == 405


def in_chunks(size):
    yield b'{"images": "'
    for _ in range(size // 100_000):
        yield b"x" * 100_000
    yield b'"}'


@pytest.mark.parametrize("body", [b"x" * 1_000_001, b"x" * 20_000_000, in_chunks(3_000_000)], ids=["1", "20", "chunks"])
def test_too_large_a_body_is_a_413(endpoint, body):
    answer = requests.post(endpoint.url, data=body)
    assert answer.status_code == 413 and "1,000,000바이트까지" in answer.json()["error"]["message"]


def test_caller_that_hangs_up_does_no_harm(endpoint):
    with socket.create_connection((HOST, endpoint.port)) as caller:
        caller.sendall(b"POST /score HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
    assert requests.post(endpoint.url, json={"images": [IMAGE]}).status_code == 200


def test_strangers_on_the_network_are_not_let_in(endpoint):
    own = subprocess.run(["hostname", "-I"], capture_output=True, text=True).stdout.split()
    for address in [one for one in own if ":" not in one and not one.startswith("127.")]:
        with pytest.raises(OSError), socket.create_connection((address, endpoint.port), timeout=2):
            pass


# --- starting and stopping ----------------------------------------------------------------------------


def test_server_is_gone_after_the_block_and_its_log_is_not(script):
    with serve(script()) as server:
        assert requests.post(server.url, data="hi").json() == {"echo": "hi"}
    assert_gone(server.pid)
    assert "hello from init" in server.log() and len(server.log(3).splitlines()) == 3


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_no_process_stays_after_an_error_in_the_block(script, error):
    with pytest.raises(error), serve(script()) as server:
        raise error
    assert_gone(server.pid)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_stays_when_the_kernel_dies(script, how):
    kernel = f"""
import sys, time
from labkit.serving.server import serve
with serve({str(script())!r}) as server:
    print(server.pid, flush=True)
    time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", kernel], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as parent:
        group = int(parent.stdout.readline())
        assert group_lives(group)
        parent.send_signal(how)
    assert_gone(group)


def test_no_process_stays_when_stopped_while_starting(script, monkeypatch):
    started = []
    real = subprocess.Popen

    def remember(*args, **kwargs):
        started.append(real(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr("labkit.serving.server.subprocess.Popen", remember)
    slow = script("import time\ndef init(): time.sleep(60)\ndef run(raw): return raw\n")
    with pytest.raises(ServerError, match="2초 안에"), serve(slow, patience=2):
        pass
    assert_gone(started[0].pid)


def test_end_of_the_log_is_shown_when_init_fails(script):
    broken = script("def init(): raise RuntimeError('the model is not there')\ndef run(raw): return raw\n")
    with pytest.raises(ServerError, match="시작하지 못하고 끝났습니다") as failed, serve(broken):
        pass
    assert "the model is not there" in str(failed.value)


def test_missing_model_is_said_in_korean(tmp_path):
    with pytest.raises(ServerError, match="MLflow 모델이 하나 있어야"), serve(score_digits.__file__, tmp_path):
        pass


def test_port_in_use_is_said_at_once(script):
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerError, match=f"포트 {port}.*다른 프로그램"), serve(script(), port=port):
            pass


def test_two_servers_at_once_find_their_own_ports(script):
    with serve(script()) as one, serve(script()) as two:
        assert one.port != two.port
        assert requests.post(two.url, data="x").ok and requests.post(one.url, data="x").ok


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"entry_script": "no.py"}, "no.py"),
        ({"entry_script": __file__, "model_dir": "no-model"}, "no-model"),
        ({"entry_script": __file__, "port": 70_000}, "70000"),
        ({"entry_script": __file__, "port": -1}, "-1"),
    ],
)
def test_what_can_not_work_is_said_before_a_process_starts(arguments, says):
    with pytest.raises(ServerError, match=says), serve(**arguments):
        pass


def test_missing_package_is_named(script, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ServerError, match="azureml-inference-server-http"), serve(script()):
        pass


def test_company_proxy_does_not_stand_between(script, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "intranet.example")
    with serve(script()) as server:
        assert requests.post(server.url, data="x").ok
    assert os.environ["no_proxy"].split(",")[0] == "intranet.example"


def test_settings_of_another_server_are_not_taken_over(script, monkeypatch):
    monkeypatch.setenv("AZUREML_ENTRY_SCRIPT", "/nowhere/score.py")
    monkeypatch.setenv("AML_APP_ROOT", "/nowhere")
    with serve(script()) as server:
        assert requests.post(server.url, data="x").ok


def test_nothing_is_left_in_the_home_folder(script, monkeypatch, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    with serve(script()):
        pass
    assert not list(home.iterdir())


def test_folder_of_the_notebook_can_not_stand_in_for_the_servers_modules(script, monkeypatch, tmp_path):
    (tmp_path / "flask.py").write_text("raise RuntimeError('a file of the participant')")
    monkeypatch.chdir(tmp_path)
    with serve(script()) as server:
        assert requests.post(server.url, data="x").ok
