"""Checks of lab 1-1, the first experiment. The right values are computed here, with the lab's own script."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np

from labkit.check import Hint, exercise, number
from labkit.jobs.first_experiment import estimate

SEEDS = range(30)
BASELINE = math.pi - 3


@cache
def _guesses(points: int) -> np.ndarray:
    """Pi from the lab's thirty seeds."""
    return np.array([estimate(points, seed) for seed in SEEDS])


def _close(value: float, right: float) -> bool:
    return bool(np.isclose(value, right, rtol=1e-3, atol=1e-9))


def _logged(run: Any) -> Any:
    """A run as it is in the record now: the object handed out at the start does not see later entries."""
    import mlflow

    if hasattr(run, "info"):
        return run if run.data.params or run.data.metrics else mlflow.get_run(run.info.run_id)
    if isinstance(run, str):
        return mlflow.get_run(run)
    raise Hint(f"실행(run)을 그대로 주십시오. 지금 값의 종류는 {type(run).__name__}입니다.")


def _params_are(run: Any, points: int, seed: int) -> None:
    params = run.data.params
    for name, wanted in (("points", points), ("seed", seed)):
        if name not in params:
            raise Hint(f"매개 변수 {name}가 기록에 없습니다. 기록된 것: {', '.join(sorted(params)) or '없음'}.")
        if float(params[name]) != wanted:
            raise Hint(f"기록된 {name}가 {params[name]}입니다. 이 연습의 {name}는 {wanted:,}입니다.")


@exercise("1-1-a")
def _first_run(run: Any) -> str:
    run = _logged(run)
    _params_are(run, 10_000, 7)
    metrics = run.data.metrics
    if missing := [name for name in ("pi", "error") if name not in metrics]:
        raise Hint(f"지표 {', '.join(missing)}가 기록에 없습니다. 기록된 것: {', '.join(sorted(metrics)) or '없음'}.")
    right = estimate(10_000, 7)
    if np.isclose(metrics["pi"], estimate(10_000, 0), rtol=1e-6):
        raise Hint("pi가 씨앗 0으로 계산한 값입니다. 적어 둔 조건과 실제로 쓴 조건이 다르면 기록은 거짓말이 됩니다.")
    if not np.isclose(metrics["pi"], right, rtol=1e-6):
        raise Hint("pi가 이 조건의 어림값과 다릅니다. 기록한 points와 seed를 estimate에도 그대로 넣으십시오.")
    if metrics["error"] < 0:
        raise Hint("error가 음수입니다. 참값과의 거리이므로 절댓값(abs)을 취하십시오.")
    if not np.isclose(metrics["error"], abs(right - math.pi), rtol=1e-3):
        raise Hint("error가 pi와 참값(np.pi)의 차이가 아닙니다.")
    return "맞습니다. 조건과 결과가 한 줄에 있으므로 한 달 뒤에도 같은 계산을 다시 할 수 있습니다."


@exercise("1-1-b")
def _better_than_baseline(share: Any) -> str:
    share = number(share)
    better = np.abs(_guesses(100) - math.pi) < BASELINE
    right = better.mean()
    if _close(share, right):
        return "맞습니다. 이 비율이 1이 아니라는 것은, 점 100개로는 게으른 답도 늘 이기지는 못한다는 뜻입니다."
    if _close(share, 1 - right):
        raise Hint("기준선보다 못한 쪽의 비율입니다. 오차는 작을수록 좋습니다. 부등호의 방향을 보십시오.")
    if _close(share, better.sum()):
        raise Hint("개수입니다. 실행의 수로 나눈 비율로 답하십시오.")
    if _close(share, 100 * right):
        raise Hint("백분율입니다. 0과 1 사이의 비율로 답하십시오.")
    everything = np.concatenate(
        [np.abs(_guesses(points) - math.pi) < BASELINE for points in (100, 1_000, 10_000, 100_000)]
    )
    if _close(share, everything.mean()):
        raise Hint("120번 모두를 세었습니다. points가 100인 실행만 고르십시오.")
    if not 0 <= share <= 1:
        raise Hint("비율은 0과 1 사이여야 합니다.")
    raise Hint("points가 100인 30행에서 error가 baseline_error보다 작은지 비교하고, 참인 것의 비율을 구하십시오.")


@exercise("1-1-c")
def _spread(spread: Any) -> str:
    spread = number(spread)
    guesses = _guesses(10_000)
    right = guesses.std(ddof=1)
    if _close(spread, right):
        return (
            "맞습니다. 같은 조건의 결과가 이만큼 흔들립니다. 이보다 작은 차이를 두고 어느 쪽이 낫다고 말하면 안 됩니다."
        )
    if _close(spread, guesses.std(ddof=0)):
        raise Hint("자유도를 빼지 않았습니다. NumPy의 std는 ddof=1을 적어야 합니다.")
    if _close(spread, right**2):
        raise Hint("분산입니다. 제곱근을 취해야 어림값과 같은 단위가 됩니다.")
    if _close(spread, np.abs(guesses - math.pi).std(ddof=1)):
        raise Hint("오차(error)의 표준 편차입니다. 부호가 있는 어림값 pi에서 재십시오.")
    if _close(spread, np.abs(guesses - math.pi).mean()):
        raise Hint("오차의 평균입니다. 어림값 pi가 서로 얼마나 다른지를 재십시오.")
    if any(_close(spread, _guesses(points).std(ddof=1)) for points in (100, 1_000, 100_000)):
        raise Hint("점의 수가 다릅니다. points가 10_000인 행을 고르십시오.")
    if _close(spread, right / math.sqrt(len(SEEDS))):
        raise Hint(
            "평균의 표준 오차입니다. 실행 수의 제곱근으로 나누지 마십시오. 한 번의 실행이 흔들리는 크기를 묻습니다."
        )
    raise Hint("points가 10_000인 30행의 pi를 골라 표준 편차(ddof=1)를 구하십시오.")


@exercise("1-1-d")
def _times_more(times: Any) -> str:
    times = number(times)
    if times == 100:
        return "맞습니다. 한 자리를 더 맞힐 때마다 이만큼씩 듭니다. 그래서 실험을 늘리기 전에 흔들림부터 계산해 봅니다."
    if times == 10:
        raise Hint("그만큼 늘리면 흔들림은 그 제곱근만큼만 줄어듭니다. 식에서 n이 어디에 있는지 보십시오.")
    if 0 < times < 1:
        raise Hint("점의 수는 늘어야 합니다. 1보다 큰 수로 답하십시오.")
    if _close(times, math.sqrt(10)):
        raise Hint("방향이 반대입니다. 흔들림이 제곱근으로 줄어드니, 점은 그 반대로 늘려야 합니다.")
    if times == 1_000_000:
        raise Hint("점의 수가 아니라 몇 배인지 묻습니다.")
    raise Hint("표에서 흔들림이 10분의 1이 되는 두 줄을 찾아, 점의 수가 몇 배인지 보십시오.")


@exercise("1-1-e")
def _job_run(run: Any) -> str:
    run = _logged(run)
    _params_are(run, 1_000_000, 3)
    if run.info.status != "FINISHED":
        raise Hint(f"작업이 끝까지 실행되지 않았습니다(상태 {run.info.status}). 위에 출력된 까닭을 먼저 고치십시오.")
    if not np.isclose(run.data.metrics.get("pi", math.nan), estimate(1_000_000, 3), rtol=1e-9):
        raise Hint("작업이 남긴 어림값이 아닙니다. run_locally가 돌려준 실행을 그대로 주십시오.")
    return "맞습니다. 인수만 바꾸어 같은 스크립트를 실행했습니다. Azure에 보내는 작업에서도 바뀌는 것은 입력뿐입니다."
