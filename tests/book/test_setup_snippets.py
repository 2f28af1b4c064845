"""The code on the setup pages, run against the real SDKs with nothing behind them: what a reader copies is right.

Entities (a cluster, a job, a script reference) are built for real; what would call Azure is the SDK's own class under
``autospec``, which refuses a method or an argument that does not exist. ``**kwargs`` would swallow a misspelt keyword,
so keywords are looked up in signatures too.
"""

from __future__ import annotations

import ast
import inspect
import re
import shlex
import socket
import typing
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import azureml.core
import azureml.core.compute
import pytest
from azure.ai import ml
from azure.ai.ml import MLClient, load_compute, load_job, load_workspace

from course import cohort, links

SETUP = cohort.ROOT / "book/setup"
LABELS = {"ui": "화면", "v2": "SDK v2", "cli": "CLI", "v1": "SDK v1 (2021)"}
# az ml commands and flags the pages may use; read in Microsoft's reference and how-to pages, 2026-11-24.
AZ_ML = {
    "workspace create": {"--file", "--resource-group"},
    "compute create": {"--file"},
    "compute start": {"--name"},
    "compute stop": {"--name"},
    "compute delete": {"--name"},
    "compute connect-ssh": {"--name", "--private-key-file-path"},
    "environment create": {"--file"},
    "job create": {"--file"},
}


@dataclass(frozen=True)
class Snippet:
    """A code block of a page: where it begins, the tab it is in (``""`` outside of tabs), its language and text."""

    page: str
    line: int
    way: str
    language: str
    code: str


@dataclass(frozen=True)
class TabSet:
    page: str
    line: int
    tabs: tuple[tuple[str, str], ...]  # sync key, label


def _values() -> dict[str, str]:
    return cohort.load(cohort.ROOT / "cohorts/example.yml") | links.values()


def _read() -> tuple[list[Snippet], list[TabSet]]:
    values = _values()
    snippets, tab_sets = [], []
    for page in sorted(SETUP.glob("*.md")):
        text = re.sub(r"@@(\w+)@@", lambda match: str(values[match[1]]), page.read_text("utf-8"))
        group, way, label, language, start, block = "", "", "", "", 0, None
        tabs: list[tuple[str, str]] = []
        for number, line in enumerate(text.splitlines(), 1):
            if block is not None:
                if line == "```":
                    snippets.append(Snippet(page.stem, start, way, language, "\n".join(block)))
                    block = None
                else:
                    block.append(line)
            elif line.startswith("```"):
                language, start, block = line.removeprefix("```"), number, []
            elif line == ":::::{tab-set}":
                group, tabs = f"{number}", []
            elif line.startswith(":sync-group: "):
                group = line.removeprefix(":sync-group: ")
            elif line.startswith("::::{tab-item} "):
                label = line.removeprefix("::::{tab-item} ")
            elif line.startswith(":sync: "):
                way = line.removeprefix(":sync: ")
                tabs.append((way, label))
            elif line == "::::":
                way = ""
            elif line == ":::::":
                if group == "way":
                    tab_sets.append(TabSet(page.stem, number, tuple(tabs)))
                group = ""
    return snippets, tab_sets


SNIPPETS, TAB_SETS = _read()
PAGES = sorted({tab_set.page for tab_set in TAB_SETS})


def _client(*_: typing.Any, **__: typing.Any) -> mock.Mock:
    """An MLClient whose operations are specified, each by its own class."""
    client = mock.create_autospec(MLClient, instance=True)
    for name, member in inspect.getmembers(MLClient, lambda member: isinstance(member, property)):
        operations = typing.get_type_hints(member.fget).get("return")
        if isinstance(operations, type):
            setattr(client, name, mock.create_autospec(operations, instance=True))
    return client


def _keep_real(spec: type, *names: str) -> mock.Mock:
    """A class under autospec, but for what needs no Azure."""
    double = mock.create_autospec(spec)
    for name in names:
        setattr(double, name, getattr(spec, name))
    return double


@pytest.fixture
def run(monkeypatch, tmp_path):
    """`run(page, way)`: what the page's code of one tab leaves behind; ``ml_client`` and ``ws`` as workspace.md makes them."""
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh/id_rsa.pub").write_text("ssh-rsa AAAA learner")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(cohort.ROOT)

    def refuse(*_: typing.Any) -> None:
        raise AssertionError("a snippet went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    client = mock.create_autospec(MLClient, side_effect=_client)
    client.from_config.side_effect = _client
    monkeypatch.setattr(ml, "MLClient", client)
    compute, core = azureml.core.compute, azureml.core
    computes = {name: getattr(compute, name) for name in ("AmlCompute", "ComputeInstance")}
    target = mock.create_autospec(compute.ComputeTarget)
    target.create.side_effect = lambda workspace, name, configuration: mock.create_autospec(
        next(
            kind
            for kind in computes.values()
            if type(configuration).__name__ == f"{kind.__name__}ProvisioningConfiguration"
        ),
        instance=True,
    )
    monkeypatch.setattr(compute, "ComputeTarget", target)
    for name, kind in computes.items():
        monkeypatch.setattr(compute, name, _keep_real(kind, "provisioning_configuration"))
    workspace, experiment = mock.create_autospec(core.Workspace), mock.create_autospec(core.Experiment)
    for maker in (workspace.create, workspace.from_config):
        maker.return_value = mock.create_autospec(core.Workspace, instance=True)
    experiment.return_value.submit.return_value = mock.create_autospec(core.Run, instance=True)
    monkeypatch.setattr(core, "Workspace", workspace)
    monkeypatch.setattr(core, "Experiment", experiment)
    registered = mock.create_autospec(core.Environment.get, return_value=core.Environment("battery-course"))
    monkeypatch.setattr(core.Environment, "get", registered)

    def run(page: str, way: str) -> dict[str, typing.Any]:
        names: dict[str, typing.Any] = {"ml_client": _client(), "ws": azureml.core.Workspace.from_config()}
        for snippet in SNIPPETS:
            if (snippet.page, snippet.way, snippet.language) == (page, way, "python"):
                tree = ast.parse(snippet.code, f"{page}.md:{snippet.line}")
                exec(compile(tree, f"{page}.md:{snippet.line}", "exec"), names)
                _assert_keywords_exist(tree, names, f"{page}.md:{snippet.line}")
        return names

    return run


def _assert_keywords_exist(tree: ast.AST, names: dict[str, typing.Any], where: str) -> None:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.keywords:
            continue
        called = eval(compile(ast.Expression(call.func), where, "eval"), names)
        parameters = inspect.signature(called).parameters
        unknown = [word.arg for word in call.keywords if word.arg not in parameters]
        assert not unknown, f"{where}: {ast.unparse(call.func)} has no {', '.join(map(str, unknown))}"


def test_pages_have_code_to_look_at():
    assert PAGES == ["compute-cluster", "compute-instance", "vscode", "workspace"]
    for way in ("v2", "v1"):
        assert {s.page for s in SNIPPETS if s.way == way and s.language == "python"} == set(PAGES)


def test_tabs_are_the_same_four_everywhere_so_that_they_switch_together():
    for tab_set in TAB_SETS:
        assert tab_set.tabs == tuple(LABELS.items()), f"{tab_set.page}.md:{tab_set.line}"


@pytest.mark.parametrize("page", PAGES)
def test_page_says_when_its_facts_were_checked(page):
    assert "(확인: 20" in (SETUP / f"{page}.md").read_text("utf-8")


@pytest.mark.parametrize("way", ["v2", "v1"])
@pytest.mark.parametrize("page", PAGES)
def test_code_of_page_runs(run, page, way):
    run(page, way)


def test_python_stands_in_a_tab_that_is_run():
    assert not [s for s in SNIPPETS if s.language == "python" and s.way not in ("v2", "v1")]


def _within(part: typing.Any, whole: typing.Any) -> bool:
    """Whether each field of a request body is in another one, with the same value."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and _within(value, whole[key]) for key, value in part.items()
        )
    return part == whole


@pytest.mark.parametrize("page", ["compute-cluster", "compute-instance"])
def test_sdk_and_cli_tabs_make_the_same_compute(run, page):
    made = run(page, "v2")["ml_client"].compute.begin_create_or_update.call_args.args[0]
    body = made._to_rest_object().as_dict()
    assert _within(body, load_compute(cohort.ROOT / f"azure/{page}.yml")._to_rest_object().as_dict()), body


def test_sdk_and_cli_tabs_make_the_same_workspace(run):
    workspace = run("workspace", "v2")["workspace"]
    other = load_workspace(cohort.ROOT / "azure/workspace.yml")
    for field in ("name", "location", "display_name"):
        assert getattr(workspace, field) == getattr(other, field)


def test_sdk_and_cli_tabs_send_the_same_job(run):
    job = run("vscode", "v2")["ml_client"].jobs.create_or_update.call_args.args[0]
    other = load_job(cohort.ROOT / "azure/jobs/train-digits.yml")
    assert job.experiment_name == other.experiment_name
    assert job.environment == other.environment.removeprefix("azureml:")
    assert job.compute == other.compute.removeprefix("azureml:")
    assert (cohort.ROOT / job.component.code).samefile(cohort.ROOT / "azure/jobs" / other.component.code)
    module = re.compile(r"ln -s \. labkit && python -m labkit\.jobs\.\w+")
    assert module.match(job.component.command)[0] == module.match(other.component.command)[0]


def test_commands_exist_and_their_files_too():
    commands = [
        (f"{snippet.page}.md:{snippet.line}", shlex.split(line, comments=True))
        for snippet in SNIPPETS
        if snippet.language == "bash"
        for line in snippet.code.replace("\\\n", " ").splitlines()
        if line.startswith("az ml ")
    ]
    assert len(commands) >= 10
    for where, words in commands:
        known = AZ_ML.get(" ".join(words[2:4]))
        assert known is not None, f"{where}: {' '.join(words)}"
        assert {word for word in words if word.startswith("--")} <= known, f"{where}: {' '.join(words)}"
        if "--file" in words:
            assert (cohort.ROOT / words[words.index("--file") + 1]).is_file(), f"{where}: {' '.join(words)}"


def test_files_named_in_prose_exist():
    for page in sorted(SETUP.glob("*.md")):
        for name in re.findall(r"azure/[\w./-]+\.yml", page.read_text("utf-8")):
            assert Path(cohort.ROOT, name).is_file(), f"{page.name}: {name}"
