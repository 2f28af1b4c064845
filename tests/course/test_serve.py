"""`make serve`: the built site on localhost, or a sentence that says why not."""

import socket
import threading
import urllib.request

import pytest

from course import serve
from course.__main__ import main


@pytest.fixture
def site(tmp_path):
    (tmp_path / "index.html").write_text("<p>안녕하십니까</p>", "utf-8")
    return tmp_path


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_site_that_is_not_built_says_what_to_run(tmp_path):
    with pytest.raises(serve.ServeError, match="make site"):
        serve.serve(0, tmp_path)


def test_taken_port_says_how_to_choose_another(site, taken_port):
    with pytest.raises(serve.ServeError, match="PORT=8001"):
        serve.serve(taken_port, site)


def test_command_prints_the_sentence_and_no_traceback(site, taken_port, monkeypatch, capsys):
    monkeypatch.setattr(serve.serve, "__defaults__", (site, False))
    assert main(["serve", "--port", str(taken_port)]) == 1
    assert str(taken_port) in capsys.readouterr().err


def test_pages_are_served_on_this_machine_only(site, monkeypatch, capsys):
    started = threading.Event()
    servers = []

    class Watched(serve.ThreadingHTTPServer):
        def serve_forever(self, poll_interval=0.05):
            servers.append(self)
            started.set()
            super().serve_forever(poll_interval)

    monkeypatch.setattr(serve, "ThreadingHTTPServer", Watched)
    thread = threading.Thread(target=serve.serve, args=(0, site, False))
    thread.start()
    assert started.wait(10)
    host, port = servers[0].server_address[:2]
    assert host == "127.0.0.1"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/index.html") as response:
        assert "안녕하십니까" in response.read().decode("utf-8")
    servers[0].shutdown()
    thread.join(10)
    assert not thread.is_alive()
