"""Checks of lab 1-5, diabetes regression in code. The right values are computed here, from the same data."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import KFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from labkit.check import Hint, exercise, number

FOLDS = KFold(n_splits=5, shuffle=True, random_state=0)
NEW_PATIENT = {
    "AGE": 48,
    "SEX": 1,
    "BMI": 31.5,
    "BP": 102,
    "S1": 195,
    "S2": 120,
    "S3": 42,
    "S4": 4.6,
    "S5": 5.1,
    "S6": 96,
}


@cache
def _data() -> pd.DataFrame:
    frame = load_diabetes(as_frame=True, scaled=False).frame
    return frame.rename(columns=str.upper).rename(columns={"TARGET": "Y"})


@cache
def _split() -> tuple[pd.DataFrame, pd.DataFrame, pd.Series, pd.Series]:
    data = _data()
    return tuple(train_test_split(data.drop(columns="Y"), data["Y"], test_size=0.25, random_state=0))


def _close(value: float, right: float) -> bool:
    return bool(np.isclose(value, right, rtol=1e-3, atol=1e-6))


def _cv_rmse(model: Any, X: pd.DataFrame, y: pd.Series, folds: KFold = FOLDS) -> np.ndarray:
    return -cross_val_score(model, X, y, cv=folds, scoring="neg_root_mean_squared_error")


@exercise("1-5-a")
def _strongest_column(column: Any) -> str:
    if not isinstance(column, str):
        raise Hint(
            f"열 이름을 글자로 답하십시오. 지금 값의 종류는 {type(column).__name__}입니다. 가장 큰 값의 '위치'는 idxmax()가 줍니다."
        )
    correlation = _data().corr()["Y"]
    if column == "Y":
        raise Hint("자기 자신과의 상관은 언제나 1입니다. Y를 뺀 뒤에 고르십시오.")
    if column not in correlation:
        raise Hint(f"{column!r}이라는 열은 없습니다. 열 이름은 모두 대문자입니다.")
    if column != correlation.drop("Y").abs().idxmax():
        raise Hint(f"{column}보다 Y와 더 강하게 함께 움직이는 열이 있습니다. 부호를 떼고(abs) 가장 큰 것을 고르십시오.")
    return "맞습니다. 다만 상관이 가장 크다는 것은 혼자서 가장 많이 설명한다는 뜻일 뿐, 원인이라는 뜻은 아닙니다."


@exercise("1-5-b")
def _baseline(rmse: Any) -> str:
    rmse = number(rmse)
    _, _, y_train, y_test = _split()

    def error_of(guess: float) -> np.ndarray:
        return y_test - guess

    right = np.sqrt(np.mean(error_of(y_train.mean()) ** 2))
    # With the test mean the result is the same to four digits, so this mistake is looked for first and exactly.
    if np.isclose(rmse, np.sqrt(np.mean(error_of(y_test.mean()) ** 2)), rtol=1e-9):
        raise Hint(
            "시험 데이터의 평균을 썼습니다. 숫자는 비슷해도, 시험 데이터의 답은 예측할 때 모르는 값입니다. 학습 데이터에서 평균을 구하십시오."
        )
    if _close(rmse, right):
        return "맞습니다. 앞으로 나올 모든 모델은 이 숫자보다 작아야 쓸모가 있습니다."
    if _close(rmse, right**2):
        raise Hint("아직 제곱 단위(MSE)입니다. 제곱근을 취해야 Y와 같은 단위가 됩니다.")
    if _close(rmse, np.abs(error_of(y_train.mean())).mean()):
        raise Hint("절댓값의 평균(MAE)입니다. 여기서는 제곱 평균의 제곱근(RMSE)을 구합니다.")
    if _close(rmse, np.sqrt(np.mean(error_of(y_train.median()) ** 2))):
        raise Hint("평균이 아니라 중앙값으로 예측했습니다. DummyRegressor의 strategy를 확인하십시오.")
    if _close(rmse, np.sqrt(np.mean((y_train - y_train.mean()) ** 2))):
        raise Hint("학습 데이터에서 잰 오차입니다. 평균은 학습 데이터에서 구하고, 오차는 시험 데이터에서 잽니다.")
    raise Hint("학습 데이터의 평균으로 모든 시험 환자를 예측하고, 그 오차의 RMSE를 구했는지 차례로 확인하십시오.")


@exercise("1-5-c")
def _cross_validation(scores: Any) -> str:
    scores = np.asarray(scores, dtype=float)
    if scores.shape != (5,):
        raise Hint(
            f"다섯 번의 RMSE, 곧 숫자 다섯 개가 필요합니다. 지금 모양은 {scores.shape}입니다. 평균을 내기 전의 값을 주십시오."
        )
    X_train, _, y_train, _ = _split()
    model = make_pipeline(StandardScaler(), LinearRegression())
    if np.all(scores < 0):
        raise Hint("음수입니다. scikit-learn의 점수는 클수록 좋아서 오차에 음의 부호를 붙입니다. 부호를 바꾸십시오.")
    right = _cv_rmse(model, X_train, y_train)
    if np.allclose(scores, right, rtol=1e-3):
        return "맞습니다. 같은 모델인데도 어떤 환자를 뽑느냐에 따라 오차가 이만큼 흔들립니다. 모델을 비교할 때 이 흔들림을 먼저 봅니다."
    if np.all(np.abs(scores) < 1):
        raise Hint("결정 계수(R²)로 보입니다. scoring='neg_root_mean_squared_error'를 지정하십시오.")
    if np.allclose(scores, right**2, rtol=1e-3):
        raise Hint("제곱 오차(MSE)입니다. 제곱근을 취한 점수를 고르십시오.")
    if np.allclose(scores, _cv_rmse(model, _data().drop(columns="Y"), _data()["Y"]), rtol=1e-3):
        raise Hint("시험 데이터까지 넣었습니다. 교차 검증에는 X_train과 y_train만 씁니다.")
    if np.allclose(scores, _cv_rmse(model, X_train, y_train, KFold(5)), rtol=1e-3):
        raise Hint("환자를 섞지 않고 나누었습니다. 위에서 만든 folds를 cv에 넣으십시오.")
    raise Hint("모델(표준화 → 선형 회귀), 데이터(X_train, y_train), cv=folds, scoring을 하나씩 확인하십시오.")


@exercise("1-5-d")
def _logged_run(run: Any) -> str:
    if isinstance(run, str):
        import mlflow

        run = mlflow.get_run(run)
    if not hasattr(run, "data"):
        raise Hint("mlflow.start_run()이 준 실행(run)을 그대로 주십시오.")
    if not run.data.params and not run.data.metrics:  # the object handed out at the start does not see later entries
        import mlflow

        run = mlflow.get_run(run.info.run_id)
    params, metrics = run.data.params, run.data.metrics
    if "alpha" not in params:
        raise Hint(
            f"매개 변수 alpha가 기록에 없습니다. 기록된 것: {sorted(params) or '없음'}. mlflow.log_param을 쓰십시오."
        )
    if float(params["alpha"]) != 30:
        raise Hint(f"기록된 alpha가 {params['alpha']}입니다. 이 연습은 alpha가 30인 모델을 남깁니다.")
    if "cv_rmse" not in metrics:
        raise Hint(
            f"지표 cv_rmse가 기록에 없습니다. 기록된 것: {sorted(metrics) or '없음'}. mlflow.log_metric을 쓰십시오."
        )
    X_train, _, y_train, _ = _split()
    scores = _cv_rmse(make_pipeline(StandardScaler(), Ridge(alpha=30)), X_train, y_train)
    if metrics["cv_rmse"] < 0:
        raise Hint("cv_rmse가 음수입니다. 부호를 바꾸어 기록하십시오.")
    if not _close(metrics["cv_rmse"], scores.mean()):
        raise Hint(
            "cv_rmse 값이 다릅니다. 릿지 모델을 X_train과 y_train에서 cv=folds로 교차 검증한 RMSE 다섯 개의 평균을 기록하십시오."
        )
    return "맞습니다. 값과 조건이 함께 남았으므로 한 달 뒤에도 이 실행을 그대로 되풀이할 수 있습니다."


@exercise("1-5-e")
def _one_patient(prediction: Any) -> str:
    if isinstance(prediction, (np.ndarray, pd.Series, list)):
        if np.size(prediction) != 1:
            raise Hint(f"환자 한 명의 예측값 하나가 필요합니다. 지금은 {np.size(prediction)}개입니다.")
        prediction = np.ravel(prediction)[0]
    prediction = number(prediction)
    X_train, _, y_train, _ = _split()
    model = make_pipeline(StandardScaler(), Ridge(alpha=10)).fit(X_train, y_train)
    patient = pd.DataFrame([NEW_PATIENT])[list(X_train)]
    if _close(prediction, model.predict(patient)[0]):
        return "맞습니다. 학습할 때의 전처리가 모델 안에 들어 있어서, 원래 단위의 값을 그대로 넣어도 됩니다."
    if _close(prediction, model[-1].predict(patient.to_numpy(dtype=float))[0]):
        raise Hint("표준화를 건너뛰었습니다. 마지막 단계만이 아니라 불러온 모델 전체로 예측하십시오.")
    swapped = make_pipeline(StandardScaler(), LinearRegression()).fit(X_train, y_train)
    if _close(prediction, swapped.predict(patient)[0]):
        raise Hint("선형 회귀의 예측입니다. 모델 레지스트리에서 불러온 모델을 쓰십시오.")
    raise Hint(
        "불러온 모델에 new_patient 표를 그대로 넣었는지 확인하십시오. 열의 이름과 단위가 학습할 때와 같아야 합니다."
    )


@exercise("1-5-f")
def _coverage(share: Any) -> str:
    share = number(share)
    X_train, X_test, y_train, y_test = _split()
    model = make_pipeline(StandardScaler(), Ridge(alpha=10))
    folded = np.concatenate(
        [
            np.abs(y_train.iloc[held] - model.fit(X_train.iloc[fit], y_train.iloc[fit]).predict(X_train.iloc[held]))
            for fit, held in FOLDS.split(X_train)
        ]
    )
    errors = np.abs(y_test - model.fit(X_train, y_train).predict(X_test))
    right = np.mean(errors <= np.quantile(folded, 0.8))
    if _close(share, right):
        return "맞습니다. 구간이 약속한 비율과 실제로 담은 비율을 나란히 말할 때 비로소 믿을 수 있는 예측이 됩니다."
    if _close(share, 100 * right):
        raise Hint("백분율입니다. 0과 1 사이의 비율로 답하십시오.")
    if _close(share, right * len(y_test)):
        raise Hint("개수입니다. 시험 환자 수로 나눈 비율로 답하십시오.")
    if _close(share, 1 - right):
        raise Hint("구간 밖에 있는 비율입니다. 구간 안에 든 비율을 구하십시오.")
    if not 0 <= share <= 1:
        raise Hint("비율은 0과 1 사이여야 합니다.")
    raise Hint("시험 환자마다 |실제 - 예측|이 half_width 이하인지 보고, 참인 것의 비율을 구하십시오.")
