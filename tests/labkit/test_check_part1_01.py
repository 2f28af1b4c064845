"""Lab 1-1: each common mistake gets the hint that points at it, and no hint gives the answer away."""

import math
import os
from unittest import mock

import mlflow
import numpy as np
import pytest

from labkit.check import grade, part1_01
from labkit.jobs.first_experiment import estimate

HUNDRED, TEN_THOUSAND = part1_01._guesses(100), part1_01._guesses(10_000)
SHARE = float((abs(HUNDRED - math.pi) < math.pi - 3).mean())
SPREAD = float(TEN_THOUSAND.std(ddof=1))
RIGHT = {"1-1-b": SHARE, "1-1-c": SPREAD, "1-1-d": 100}
ALL = [abs(part1_01._guesses(points) - math.pi) < math.pi - 3 for points in (100, 1_000, 10_000, 100_000)]
MISTAKES = [
    ("1-1-b", 1 - SHARE, "부등호"),
    ("1-1-b", round(SHARE * 30), "개수"),
    ("1-1-b", 100 * SHARE, "백분율"),
    ("1-1-b", float(np.mean(ALL)), "모두를 세었습니다"),
    ("1-1-b", -0.1, "0과 1 사이"),
    ("1-1-b", 0.99, "baseline_error"),
    ("1-1-b", [True, False], "숫자 하나"),
    ("1-1-c", float(TEN_THOUSAND.std()), "ddof=1"),
    ("1-1-c", SPREAD**2, "분산"),
    ("1-1-c", float(abs(TEN_THOUSAND - math.pi).std(ddof=1)), "부호가 있는"),
    ("1-1-c", float(abs(TEN_THOUSAND - math.pi).mean()), "오차의 평균"),
    ("1-1-c", float(HUNDRED.std(ddof=1)), "점의 수가 다릅니다"),
    ("1-1-c", SPREAD / math.sqrt(30), "표준 오차"),
    ("1-1-c", 3.14, "표준 편차(ddof=1)"),
    ("1-1-d", 10, "제곱근만큼만"),
    ("1-1-d", 0.01, "1보다 큰"),
    ("1-1-d", math.sqrt(10), "방향이 반대"),
    ("1-1-d", 1_000_000, "몇 배인지"),
    ("1-1-d", 50, "두 줄을 찾아"),
    ("1-1-d", "백 배", "숫자 하나"),
]


@pytest.mark.parametrize(("name", "answer", "points_at"), MISTAKES, ids=lambda value: str(value)[:20])
def test_common_mistake_is_recognised_without_giving_the_answer(name, answer, points_at):
    verdict = grade(name, answer)
    assert not verdict.passed and points_at in verdict.text
    right = RIGHT[name]
    assert (f"{right:g}" if right == 100 else f"{right:.3f}") not in verdict.text.removeprefix(f"❌ {name}")


@pytest.mark.parametrize(
    ("name", "answer"), [*RIGHT.items(), ("1-1-d", np.float64(100))], ids=lambda value: str(value)[:20]
)
def test_right_answer_passes(name, answer):
    assert grade(name, answer).passed


def test_lab_counts_as_the_check_does():
    """The lab writes its own estimate(); the check uses the script's."""
    rng = np.random.default_rng(3)
    x, y = rng.random((2, 1000))
    assert 4 * np.mean(x**2 + y**2 < 1) == estimate(1000, 3)


@pytest.fixture
def store(tmp_path, monkeypatch):
    """An empty place for runs, left as it was found."""
    monkeypatch.setattr("mlflow.tracking.fluent._active_experiment_id", None)
    before = mlflow.get_tracking_uri()
    with mock.patch.dict(os.environ):
        os.environ.pop("MLFLOW_EXPERIMENT_ID", None)
        mlflow.set_tracking_uri(f"sqlite:///{tmp_path / 'mlflow.db'}")
        yield
        mlflow.set_tracking_uri(before)


def logged(params, metrics):
    with mlflow.start_run() as run:
        mlflow.log_params(params)
        mlflow.log_metrics(metrics)
    return run


SEVEN = estimate(10_000, 7)
PARAMS = {"points": 10_000, "seed": 7}
METRICS = {"pi": SEVEN, "error": abs(SEVEN - math.pi)}


@pytest.mark.parametrize(
    ("params", "metrics", "points_at"),
    [
        ({"points": 10_000}, METRICS, "seed가 기록에 없습니다"),
        ({"n": 10_000, "seed": 7}, METRICS, "points가 기록에 없습니다"),
        (PARAMS | {"points": 1_000}, METRICS, "points가 1000"),
        (PARAMS | {"seed": 0}, METRICS, "seed가 0"),
        (PARAMS, {"pi": SEVEN}, "error가 기록에 없습니다"),
        (PARAMS, {"estimate": SEVEN, "error": 0.1}, "pi가 기록에 없습니다"),
        (PARAMS, METRICS | {"pi": estimate(10_000, 0)}, "씨앗 0"),
        (PARAMS, METRICS | {"pi": 3.14}, "이 조건의 어림값과 다릅니다"),
        (PARAMS, METRICS | {"error": -METRICS["error"]}, "음수"),
        (PARAMS, METRICS | {"error": 0.5}, "차이가 아닙니다"),
    ],
)
def test_badly_logged_run_is_recognised(store, params, metrics, points_at):
    verdict = grade("1-1-a", logged(params, metrics))
    assert not verdict.passed and points_at in verdict.text


def test_well_logged_run_passes_as_object_and_as_id(store):
    run = logged(PARAMS, METRICS)
    assert grade("1-1-a", run).passed and grade("1-1-a", run.info.run_id).passed
    assert "종류는 float" in grade("1-1-a", 3.14).text


def test_job_is_recognised_by_what_it_left(store):
    right = {"pi": estimate(1_000_000, 3), "error": 0.001}
    finished = mlflow.get_run(logged({"points": 1_000_000, "seed": 3}, right).info.run_id)
    assert grade("1-1-e", finished).passed
    assert "points가 10000" in grade("1-1-e", logged({"points": 10_000, "seed": 3}, right)).text
    assert "어림값이 아닙니다" in grade("1-1-e", logged({"points": 1_000_000, "seed": 3}, {"pi": 3.1}).info.run_id).text
    with mlflow.start_run() as running:
        mlflow.log_params({"points": 1_000_000, "seed": 3})
        assert "끝까지 실행되지 않았습니다" in grade("1-1-e", running.info.run_id).text
