"""Lab 1-5: each common mistake gets the hint that points at it, and no hint gives the answer away."""

import mlflow
import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import KFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from labkit.check import grade, part1_05

X_train, X_test, y_train, y_test = part1_05._split()
LINEAR = make_pipeline(StandardScaler(), LinearRegression())
RIDGE = make_pipeline(StandardScaler(), Ridge(alpha=10)).fit(X_train, y_train)
PATIENT = pd.DataFrame([part1_05.NEW_PATIENT]).astype(float)
FOLDS = part1_05.FOLDS


def rmse(actual, guess):
    return float(np.sqrt(np.mean((actual - guess) ** 2)))


def scores(scoring="neg_root_mean_squared_error", X=X_train, y=y_train, folds=FOLDS):
    return cross_val_score(LINEAR, X, y, cv=folds, scoring=scoring)


RIGHT = {
    "1-5-a": "BMI",
    "1-5-b": rmse(y_test, y_train.mean()),
    "1-5-c": -scores(),
    "1-5-e": float(RIDGE.predict(PATIENT)[0]),
}
ALL_X, ALL_Y = pd.concat([X_train, X_test]).sort_index(), pd.concat([y_train, y_test]).sort_index()
MISTAKES = [
    ("1-5-a", "Y", "자기 자신"),
    ("1-5-a", "bmi", "대문자"),
    ("1-5-a", "S3", "부호"),
    ("1-5-a", 2, "idxmax"),
    ("1-5-b", RIGHT["1-5-b"] ** 2, "제곱근"),
    ("1-5-b", rmse(y_test, y_test.mean()), "시험 데이터의 평균"),
    ("1-5-b", rmse(y_test, y_train.median()), "중앙값"),
    ("1-5-b", rmse(y_train, y_train.mean()), "학습 데이터에서 잰"),
    ("1-5-b", float(np.abs(y_test - y_train.mean()).mean()), "MAE"),
    ("1-5-b", 1.0, "차례로"),
    ("1-5-c", scores(), "부호"),
    ("1-5-c", scores("r2"), "R²"),
    ("1-5-c", -scores("neg_mean_squared_error"), "MSE"),
    ("1-5-c", -scores(X=ALL_X, y=ALL_Y), "시험 데이터까지"),
    ("1-5-c", -scores(folds=KFold(5)), "섞지 않고"),
    ("1-5-c", float((-scores()).mean()), "다섯 개"),
    ("1-5-c", np.full(5, 50.0), "하나씩"),
    ("1-5-e", float(RIDGE[-1].predict(PATIENT.to_numpy())[0]), "표준화를 건너뛰었습니다"),
    ("1-5-e", float(LINEAR.fit(X_train, y_train).predict(PATIENT)[0]), "선형 회귀의 예측"),
    ("1-5-e", [1.0, 2.0], "2개"),
    ("1-5-e", 0.0, "단위"),
    ("1-5-f", 80.18018018018019, "백분율"),
    ("1-5-f", 89, "개수"),
    ("1-5-f", 1 - 89 / 111, "구간 밖"),
    ("1-5-f", -5, "0과 1 사이"),
    ("1-5-f", 0.5, "half_width"),
]


@pytest.mark.parametrize(("name", "answer", "points_at"), MISTAKES, ids=lambda value: str(value)[:20])
def test_common_mistake_is_recognised_without_giving_the_answer(name, answer, points_at):
    verdict = grade(name, answer)
    assert not verdict.passed and points_at in verdict.text
    for right in np.ravel(RIGHT.get(name, 89 / 111)):
        shown = right if isinstance(right, str) else f"{right:.1f}"
        assert shown not in verdict.text.removeprefix(f"❌ {name}")


@pytest.mark.parametrize(("name", "answer"), [*RIGHT.items(), ("1-5-f", 89 / 111)], ids=lambda value: str(value)[:20])
def test_right_answer_passes(name, answer):
    assert grade(name, answer).passed


@pytest.fixture
def store(tmp_path):
    before = mlflow.get_tracking_uri()
    mlflow.set_tracking_uri(f"sqlite:///{tmp_path / 'mlflow.db'}")
    yield
    mlflow.set_tracking_uri(before)


GOOD = -cross_val_score(
    make_pipeline(StandardScaler(), Ridge(alpha=30)), X_train, y_train, cv=FOLDS, scoring="neg_root_mean_squared_error"
).mean()


@pytest.mark.parametrize(
    ("params", "metrics", "points_at"),
    [
        ({}, {"cv_rmse": GOOD}, "alpha가 기록에 없습니다"),
        ({"alpha": 10}, {"cv_rmse": GOOD}, "alpha가 10"),
        ({"alpha": 30}, {"rmse": GOOD}, "cv_rmse가 기록에 없습니다"),
        ({"alpha": 30}, {"cv_rmse": -GOOD}, "음수"),
        ({"alpha": 30}, {"cv_rmse": GOOD + 5}, "값이 다릅니다"),
    ],
)
def test_badly_logged_run_is_recognised(store, params, metrics, points_at):
    with mlflow.start_run() as run:
        mlflow.log_params(params)
        mlflow.log_metrics(metrics)
    verdict = grade("1-5-d", run)
    assert not verdict.passed and points_at in verdict.text


def test_well_logged_run_passes_as_object_and_as_id(store):
    with mlflow.start_run() as run:
        mlflow.log_param("alpha", 30.0)
        mlflow.log_metric("cv_rmse", GOOD)
    assert grade("1-5-d", run).passed and grade("1-5-d", run.info.run_id).passed
    assert not grade("1-5-d", 3).passed
