"""The Chromium that the browser tests and the README's picture use: the system's own, found or installed by apt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")  # with a Korean font, or its pictures show empty boxes
# Headless, as root in a container too, and silent on the network: left to itself Chromium calls home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """Path of the browser: the environment variable CHROMIUM, or what is on the PATH; None when there is none."""
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


def ensure() -> bool:
    """Install Chromium by apt when there is none; whether there is one now.

    Without apt, or the right to use it, a loud sentence says that browser tests are skipped; in CI (environment variable
    CI) the caller should take that for an error.
    """
    if find():
        return True
    root = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not root or shutil.which("sudo")):
        print("브라우저 시험에 쓸 Chromium을 설치합니다 (apt).", flush=True)
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        for step in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
            if subprocess.run([*apt, *step], stdout=subprocess.DEVNULL).returncode:
                break
    if find():
        return True
    print(
        "[주의] Chromium이 없어 브라우저 시험을 건너뜁니다. 직접 설치하거나 CHROMIUM=/경로/chromium 으로 알려 주십시오.\n"
        "[notice] No Chromium: browser tests are skipped. Install one, or set CHROMIUM=/path/to/chromium.",
        file=sys.stderr,
    )
    return False
