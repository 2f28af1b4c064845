"""Jobs as everybody runs them, ``python -m labkit.jobs.<name>``: clear arguments, whole results, runs where they belong."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from mlflow import MlflowClient

from labkit.jobs import first_experiment, output, train_digits
from labkit.jobs.command_line import JobError
from labkit.jobs.local import run_locally


@pytest.fixture(autouse=True)
def without_mlflow_variables():
    """MLflow writes what it is told into the environment, which jobs inherit."""
    with mock.patch.dict(os.environ):
        for name in [name for name in os.environ if name.startswith("MLFLOW_")]:
            del os.environ[name]
        yield


def job(name, *arguments, folder, **variables):
    """Run a job in a process of its own, with Azure's variables for one or without."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("MLFLOW_")}
    return subprocess.run(
        [sys.executable, "-m", f"labkit.jobs.{name}", *map(str, arguments)],
        cwd=folder,
        env=own | {"LABKIT_TARGET": "local"} | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def runs_of(address, experiment):
    client = MlflowClient(address)
    return client.search_runs([client.get_experiment_by_name(experiment).experiment_id])


# --- arguments ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["first_experiment", "train_digits"])
def test_help_is_in_korean(tmp_path, name):
    done = job(name, "--help", folder=tmp_path)
    assert done.returncode == 0 and "기본값" in done.stdout and f"python -m labkit.jobs.{name}" in done.stdout


@pytest.mark.parametrize(
    ("module", "arguments", "says"),
    [
        (first_experiment, ["--points", "0"], "1 이상"),
        (first_experiment, ["--points", "1.5"], "1.5"),
        (first_experiment, ["--points", "many"], "many"),
        (first_experiment, ["--points", "1e12"], "1e12"),
        (first_experiment, ["--points", "nan"], "nan"),
        (first_experiment, ["--seed", "-1"], "--seed"),
        (first_experiment, ["--point", "10"], "--point"),
        (first_experiment, ["10"], "10"),
        (train_digits, ["--C", "0"], "0보다 큰"),
        (train_digits, ["--C", "-1"], "-1"),
        (train_digits, ["--C", "inf"], "inf"),
        (train_digits, ["--C", "strong"], "strong"),
        (train_digits, ["--data", "mnist"], "mnist"),
        (train_digits, ["--max-iterations", "0"], "1 이상"),
        (train_digits, ["--c", "1"], "--c"),
    ],
)
def test_wrong_argument_is_named(module, arguments, says, capsys):
    with pytest.raises(SystemExit) as ended:
        module.arguments().parse_args(arguments)
    said = capsys.readouterr().err
    assert ended.value.code == 2 and said.startswith("[중단]") and says in said


def test_wrong_argument_stops_before_any_work(tmp_path):
    done = job("first_experiment", "--points", 0, folder=tmp_path)
    assert done.returncode == 2 and "Traceback" not in done.stderr and not list(tmp_path.iterdir())


# --- the first experiment -------------------------------------------------------------------------------


def test_first_experiment_leaves_a_run_and_a_file(tmp_path):
    done = job("first_experiment", "--points", "10_000", "--seed", 7, "--output", "out/pi.json", folder=tmp_path)
    assert done.returncode == 0 and not done.stderr, done.stderr
    result = json.loads((tmp_path / "out" / "pi.json").read_text())
    assert result == {"points": 10_000, "seed": 7, "pi": result["pi"], "error": abs(np.pi - result["pi"])}
    (run,) = runs_of(f"sqlite:///{tmp_path / '.lab_runs' / 'mlflow.db'}", "first-experiment")
    assert run.data.params == {"points": "10000", "seed": "7"} and run.data.metrics["pi"] == result["pi"]
    assert run.info.status == "FINISHED" and [path.name for path in (tmp_path / "out").iterdir()] == ["pi.json"]


def test_estimate_is_the_same_everywhere_and_comes_closer():
    assert first_experiment.estimate(1000, 0) == first_experiment.estimate(1000, 0)
    assert first_experiment.estimate(1000, 0) != first_experiment.estimate(1000, 1)
    assert abs(first_experiment.estimate(2_500_000, 0) - np.pi) < 0.005  # in three goes: the limits fit together


def test_caller_says_where_the_run_is_kept(tmp_path):
    address = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    done = job("first_experiment", folder=tmp_path, MLFLOW_TRACKING_URI=address, MLFLOW_EXPERIMENT_NAME="ci")
    assert done.returncode == 0 and not done.stderr
    assert len(runs_of(address, "ci")) == 1 and not (tmp_path / ".lab_runs").exists()


def test_run_that_azure_opened_is_the_one_that_is_filled(tmp_path):
    """Azure ML tells a job its address, experiment and run by environment variables, and nothing else."""
    address = f"sqlite:///{tmp_path / 'azure.db'}"
    client = MlflowClient(address)
    experiment = client.create_experiment("first-experiment", (tmp_path / "artifacts").as_uri())
    opened = client.create_run(experiment, run_name="calm_leaf_x1y2").info.run_id
    variables = {"MLFLOW_TRACKING_URI": address, "MLFLOW_EXPERIMENT_ID": experiment, "MLFLOW_RUN_ID": opened}
    done = job("first_experiment", "--points", 100, folder=tmp_path, **variables)
    assert done.returncode == 0, done.stderr
    (run,) = runs_of(address, "first-experiment")
    assert run.info.run_id == opened and run.info.run_name == "calm_leaf_x1y2" and run.info.status == "FINISHED"
    assert run.data.params["points"] == "100"


@pytest.mark.parametrize("where", ["/proc/no/pi.json", "taken/pi.json"])
def test_result_that_can_not_be_written_is_one_sentence(tmp_path, where):
    (tmp_path / "taken").write_text("a file is in the way")
    with pytest.raises(JobError, match=r"pi.json: 결과를 쓸 수 없습니다.*--output"):
        output.write_text(tmp_path / where, "3.14")


# --- a job on this machine, as a cluster would run it ----------------------------------------------------


def test_local_job_gives_back_what_it_logged(tmp_path, capsys):
    run = run_locally("labkit.jobs.first_experiment", "--points", 1000, experiment="mine", folder=tmp_path)
    assert run.data.params["points"] == "1000" and run.data.metrics["pi"] == first_experiment.estimate(1000, 0)
    assert run.info.status == "FINISHED" and run.info.run_name == "first_experiment --points 1000"
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "$ python -m labkit.jobs.first_experiment --points 1000" and "원주율" in said[1]
    assert not (tmp_path / "mlruns").exists()


def test_local_job_stays_local_when_the_notebook_is_connected_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "azureml://nowhere")
    monkeypatch.setenv("MLFLOW_EXPERIMENT_NAME", "another")
    run = run_locally("labkit.jobs.first_experiment", experiment="mine", folder=tmp_path)
    assert run.info.status == "FINISHED"


def test_failed_local_job_is_marked_and_said(tmp_path, capsys):
    with pytest.raises(JobError, match="종료 코드 2"):
        run_locally("labkit.jobs.first_experiment", "--points", 0, experiment="mine", folder=tmp_path)
    assert "1 이상" in capsys.readouterr().out
    (run,) = runs_of(f"sqlite:///{tmp_path / '.lab_runs' / 'mlflow.db'}", "mine")
    assert run.info.status == "FAILED"


# --- whole results --------------------------------------------------------------------------------------


def names(folder):
    return [path.name for path in folder.iterdir()]


def write_model(folder, text="new"):
    with output.whole_folder(folder, "MLmodel") as fresh:
        (fresh / "MLmodel").write_text(text)
        (fresh / "data").mkdir()
        (fresh / "data" / "weights").write_text(text)


@pytest.mark.parametrize("before", ["nothing", "empty", "older"])
def test_folder_is_there_whole(tmp_path, before):
    folder = tmp_path / "deep" / "model"
    if before != "nothing":
        folder.mkdir(parents=True)
    if before == "older":
        write_model(folder, "old")
        (folder / "left over").write_text("old")
    write_model(folder)
    assert sorted(path.name for path in folder.rglob("*")) == ["MLmodel", "data", "weights"]
    assert (folder / "MLmodel").read_text() == "new" and names(folder.parent) == ["model"]


def test_failure_leaves_the_older_result(tmp_path):
    folder = tmp_path / "model"
    write_model(folder, "old")
    with pytest.raises(ZeroDivisionError), output.whole_folder(folder, "MLmodel") as fresh:
        (fresh / "MLmodel").write_text("half")
        _ = 1 / 0
    assert (folder / "MLmodel").read_text() == "old" and names(tmp_path) == ["model"]


def test_folder_that_azure_mounted_is_filled(tmp_path, monkeypatch):
    folder = tmp_path / "mounted"
    folder.mkdir()
    real = Path.replace

    def busy(source, target):
        if source == folder:
            raise OSError(16, "Device or resource busy")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", busy)
    write_model(folder)
    assert (folder / "MLmodel").read_text() == "new" and (folder / "data" / "weights").read_text() == "new"


def test_folder_with_other_content_is_never_touched(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(JobError, match="덮어쓰지 않습니다"):
        write_model(tmp_path)
    assert names(tmp_path) == ["thesis.docx"]
