"""Serve the built site on this machine only."""

from __future__ import annotations

import os
import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from course import CourseError

SITE = Path(__file__).resolve().parent.parent / "_build" / "html"


class ServeError(CourseError):
    """The site can not be served; the message says why and what to do."""


def serve(port: int, folder: Path = SITE, open_browser: bool = True) -> None:
    """Serve a built site on localhost until Ctrl+C.

    Raises
    ------
    ServeError
        When the site is not built, or the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise ServeError(f"{folder} 에 사이트가 없습니다. 먼저 make site 를 실행하십시오.")
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    except OSError as error:
        raise ServeError(
            f"{port} 포트를 쓸 수 없습니다({error.strerror}). make serve PORT=8001 처럼 다른 포트를 주십시오."
        ) from None
    with server:
        address = f"http://localhost:{server.server_port}/"
        print(f"사이트: {address}  (끝내려면 Ctrl+C)")
        if open_browser and (sys.platform != "linux" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()):
            webbrowser.open(address)  # without a screen this would start a text browser in the terminal
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
