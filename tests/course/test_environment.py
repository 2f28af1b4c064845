"""environment.sh on machines where something is missing: a sentence in Korean and English, never a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course.cohort import ROOT

TOOLS = ["sh", "dirname", "touch", "rm", "sed", "cut", "cat"]


@pytest.fixture
def machine(tmp_path):
    """A clone in a folder of its own, and a PATH that holds only plain tools; add to it with ``have``."""
    clone = tmp_path / "clone"
    (clone / "course").mkdir(parents=True)
    for name in ["course/environment.sh", "requirements.txt", "package-lock.json", "package.json", "pyproject.toml"]:
        shutil.copy(ROOT / name, clone / name)
    binaries = tmp_path / "bin"
    binaries.mkdir()
    for tool in TOOLS:
        (binaries / tool).symlink_to(shutil.which(tool))
    return clone, binaries


def make_environment(machine, prefix=(), **variables):
    clone, binaries = machine
    return subprocess.run(
        [*prefix, shutil.which("sh"), str(clone / "course" / "environment.sh")],
        env={"PATH": str(binaries), "HOME": str(clone), "TMPDIR": str(clone.parent)} | variables,
        capture_output=True,
        text=True,
        timeout=120,
    )


def assert_said(done, korean, english):
    assert done.returncode == 1
    assert korean in done.stderr and english in done.stderr and "Traceback" not in done.stderr


def test_no_python(machine):
    assert_said(make_environment(machine), "Python 3.11이 없습니다", "Python 3.11 was not found")


def test_another_python_is_not_taken_for_3_11(machine):
    (machine[1] / "python3").write_text("#!/bin/sh\nexit 1\n")
    (machine[1] / "python3").chmod(0o755)
    assert_said(make_environment(machine), "Python 3.11이 없습니다", "make PYTHON=")


def test_no_write_access(machine):
    clone = machine[0]
    clone.chmod(0o555)
    prefix = []
    if os.geteuid() == 0:  # root may write anywhere: become nobody, who may still read
        if not shutil.which("setpriv"):
            pytest.skip("root, and no setpriv to become someone who may not write")
        for folder in [clone.parent, *clone.parent.parents]:
            if folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
                folder.chmod(folder.stat().st_mode | 0o001)
        prefix = [shutil.which("setpriv"), "--reuid=65534", "--regid=65534", "--clear-groups"]
    done = make_environment(machine, prefix)
    clone.chmod(0o755)
    assert_said(done, "쓸 수 없습니다", "No write access")


def test_no_network(machine):
    done = make_environment(
        machine,
        PYTHON=str(Path(sys.base_prefix) / "bin" / "python3.11"),
        HTTPS_PROXY="http://127.0.0.1:9",
        HTTP_PROXY="http://127.0.0.1:9",
        PIP_RETRIES="0",
    )
    assert_said(done, "연결하지 못했습니다", "could not be reached")
