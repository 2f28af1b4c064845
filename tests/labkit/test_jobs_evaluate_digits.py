"""The gate after training: it judges a model on the test pictures, and stops what is not good enough."""

import json
import os
import sys

import mlflow
import numpy as np
import pytest
from sklearn.dummy import DummyClassifier
from sklearn.neighbors import NearestCentroid

from labkit.jobs import command_line, digits, evaluate_digits


def _saved(model, folder, data):
    mlflow.sklearn.save_model(
        model.fit(data.train_images.reshape(len(data.train_images), -1), data.train_labels), folder
    )
    return folder


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A model that reads most digits, and one that always says the same."""
    folder, data = tmp_path_factory.mktemp("models"), digits.small()
    return {
        "good": _saved(NearestCentroid(), folder / "good", data),
        "bad": _saved(DummyClassifier(), folder / "bad", data),
    }


@pytest.fixture
def evaluate(tmp_path, monkeypatch):
    """Run the job in this process, as ``python -m`` would, in a folder of its own."""
    for name in [name for name in os.environ if name.startswith("MLFLOW_")]:
        monkeypatch.delenv(name)
    before = mlflow.get_tracking_uri(), mlflow.get_registry_uri()
    monkeypatch.setenv("LABKIT_TARGET", "local")
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["evaluate_digits", *map(str, arguments)])
        command_line.run(evaluate_digits.main)

    yield run
    mlflow.set_tracking_uri(before[0])
    mlflow.set_registry_uri(before[1])
    os.environ.pop("MLFLOW_EXPERIMENT_ID", None)  # MLflow sets it, for the processes that a notebook starts


def test_good_model_passes_and_leaves_a_report(models, evaluate, tmp_path, capsys):
    evaluate("--model", models["good"], "--minimum", 0.8, "--output", "out/report.json")
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["test"] == 450 and 0.8 < report["accuracy"] < 1
    assert sum(map(sum, report["confusion"])) == 450
    assert report["accuracy"] == pytest.approx(np.trace(report["confusion"]) / 450)
    assert "통과" in capsys.readouterr().out


def test_bad_model_stops_the_pipeline_and_leaves_its_report(models, evaluate, tmp_path):
    with pytest.raises(SystemExit, match=r"기준 0\.9에 못 미칩니다"):
        evaluate("--model", models["bad"], "--output", "report.json")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["accuracy"] < 0.2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--model", "nowhere"], "nowhere: 모델 폴더가 없습니다"),
        (["--model", "."], "MLflow 모델이 하나 있어야 하는데 0개"),
    ],
)
def test_folder_without_a_model_is_named(evaluate, arguments, says):
    with pytest.raises(SystemExit, match=says):
        evaluate(*arguments)


def test_model_for_other_pictures_is_named(models, evaluate, tmp_path, monkeypatch):
    large = digits.Digits(*(np.zeros((10, 28, 28)), np.arange(10)) * 2, 255)
    monkeypatch.setattr(digits, "full", lambda mirror: large)
    with pytest.raises(SystemExit, match="64개인 그림으로 학습한 모델"):
        evaluate("--model", models["good"], "--data", "full")


@pytest.mark.parametrize("minimum", ["1.1", "-0.1", "nan", "많이"])
def test_minimum_is_a_share(evaluate, minimum, capsys):
    with pytest.raises(SystemExit):
        evaluate("--model", "x", "--minimum", minimum)
    assert "0 이상 1 이하" in capsys.readouterr().err
