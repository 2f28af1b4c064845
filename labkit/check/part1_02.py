"""Checks of lab 1-2, digits by a job. The right values are computed here, with the lab's own data and model."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
from sklearn.metrics import confusion_matrix
from threadpoolctl import threadpool_limits

from labkit.check import Hint, exercise, number
from labkit.jobs import digits, train_digits
from labkit.serving import contract


@cache
def _data() -> digits.Digits:
    return digits.small()


@cache
def _test() -> tuple[np.ndarray, np.ndarray]:
    """The lab's model (C = 1) on the test pictures: how sure it is of each, and whether it is wrong."""
    data = _data()
    with threadpool_limits(1):
        model = train_digits.classifier(1).fit(train_digits.flat(data.train_images), data.train_labels)
        probabilities = model.predict_proba(train_digits.flat(data.test_images))
    return probabilities.max(axis=1), probabilities.argmax(axis=1)


def _close(value: float, right: float) -> bool:
    return bool(np.isclose(value, right, rtol=1e-3, atol=1e-9))


@exercise("1-2-a")
def _lazy(accuracy: Any) -> str:
    accuracy = number(accuracy)
    data = _data()
    favourite = np.bincount(data.train_labels).argmax()
    right = np.mean(data.test_labels == favourite)
    if _close(accuracy, right):
        return "맞습니다. 숫자 열 개가 고루 들어 있으면 게으른 답은 열에 하나쯤 맞힙니다. 모델은 이 선에서 출발합니다."
    if _close(accuracy, np.mean(data.train_labels == favourite)):
        raise Hint("학습 데이터에서 잰 정확도입니다. score에는 시험 데이터를 넣으십시오.")
    if _close(accuracy, 0.1):
        raise Hint("숫자가 똑같이 나뉘어 있다고 짐작한 값입니다. 실제로 세거나 DummyClassifier로 재십시오.")
    if _close(accuracy, 100 * right):
        raise Hint("백분율입니다. 0과 1 사이의 비율로 답하십시오.")
    if _close(accuracy, right * len(data.test_labels)):
        raise Hint("맞힌 장수입니다. 시험 그림의 수로 나눈 비율로 답하십시오.")
    if _close(accuracy, 1 - right):
        raise Hint("틀린 비율입니다. 맞힌 비율로 답하십시오.")
    if _close(accuracy, train_digits.baselines(data)["centroid_accuracy"]):
        raise Hint("가장 가까운 평균을 고르는 기준선입니다. 여기서는 숫자 하나만 늘 답합니다.")
    if not 0 <= accuracy <= 1:
        raise Hint("비율은 0과 1 사이여야 합니다.")
    raise Hint("학습 데이터에서 가장 흔한 숫자를 찾고, 시험 그림 가운데 그 숫자인 것의 비율을 구하십시오.")


@exercise("1-2-b")
def _strong_job(run: Any) -> str:
    if not hasattr(run, "info"):
        raise Hint(f"run_locally가 돌려준 실행(run)을 그대로 주십시오. 지금 값의 종류는 {type(run).__name__}입니다.")
    params, metrics = run.data.params, run.data.metrics
    if "C" not in params or "test_accuracy" not in metrics:
        raise Hint("학습 작업이 남긴 실행이 아닙니다. run_locally로 labkit.jobs.train_digits를 실행하십시오.")
    if not np.isclose(float(params["C"]), 100):
        raise Hint(f"이 실행의 C는 {float(params['C']):g}입니다. --C 다음에 100을 적으십시오.")
    if params.get("data") != "digits":
        raise Hint("다른 데이터로 학습했습니다. --data를 적지 않으면 이 실습의 그림을 씁니다.")
    if run.info.status != "FINISHED":
        raise Hint(f"작업이 끝까지 실행되지 않았습니다(상태 {run.info.status}). 위에 출력된 까닭을 먼저 고치십시오.")
    return (
        "맞습니다. 조건은 명령의 인수로, 결과는 기록으로 오갑니다. 그래서 클러스터로 보내도 코드를 고칠 일이 없습니다."
    )


@exercise("1-2-c")
def _confused(pair: Any) -> str:
    data = _data()
    table = confusion_matrix(data.test_labels, _test()[1])
    off = table - np.diag(np.diag(table))
    right = tuple(int(place) for place in np.unravel_index(off.argmax(), off.shape))
    if np.ndim(pair) == 0:
        if isinstance(pair, int | np.integer) and pair == off.argmax():
            raise Hint("argmax()는 표를 한 줄로 펼친 자리를 줍니다. np.unravel_index로 (행, 열)로 바꾸십시오.")
        raise Hint("(실제 숫자, 읽은 숫자)처럼 숫자 둘이 필요합니다.")
    if len(pair) != 2:
        raise Hint(f"(실제 숫자, 읽은 숫자)처럼 숫자 둘이 필요합니다. 지금은 {len(pair)}개입니다.")
    actual, read = (int(place) for place in pair)
    if (actual, read) == right:
        return "맞습니다. 정확도 하나로는 보이지 않던 버릇입니다. 다음에 그림을 더 모은다면 이 숫자부터 모읍니다."
    if actual == read:
        raise Hint("대각선은 맞힌 것입니다. 대각선을 뺀 나머지에서 찾으십시오.")
    if (read, actual) == right:
        raise Hint("순서가 반대입니다. 행(세로)이 실제 숫자, 열(가로)이 읽은 숫자입니다.")
    raise Hint("대각선을 빼고 가장 큰 칸을 찾으십시오. 더 자주 혼동하는 쌍이 있습니다.")


@exercise("1-2-d")
def _caught(count: Any) -> str:
    count = number(count)
    sureness, read = _test()
    wrong = read != _data().test_labels
    order = sureness.argsort()
    right = int(wrong[order[:10]].sum())
    if count == right:
        return "맞습니다. 450장 가운데 10장만 사람이 보아도 틀린 답의 적지 않은 몫을 걸러 냅니다. 나머지는 이만큼도 망설이지 않고 틀린 것입니다."
    if count == wrong[order[-10:]].sum():
        raise Hint("가장 자신 있는 10장을 골랐습니다. argsort는 작은 것부터 늘어놓으므로 앞의 10개를 씁니다.")
    if count == wrong.sum():
        raise Hint("시험 그림 전체에서 틀린 수입니다. 가장 자신 없는 10장 안에서만 세십시오.")
    if count == 10 - right:
        raise Hint("맞힌 수입니다. 그 10장 가운데 틀린 것을 세십시오.")
    if _close(count, right / 10):
        raise Hint("비율입니다. 몇 장인지로 답하십시오.")
    if count == wrong[:10].sum():
        raise Hint("시험 그림의 처음 10장을 세었습니다. 확률이 낮은 순서로 늘어놓은 다음의 10장입니다.")
    raise Hint("그림마다 가장 큰 확률을 구하고, 그 값이 작은 순서로 10장을 골라 틀린 것을 세십시오.")


def _images(body: Any) -> np.ndarray:
    """The pictures of a request that the endpoint would take; a hint with the server's own words otherwise."""
    if isinstance(body, str | bytes):
        raise Hint("글자로 바꾼 JSON입니다. requests.post의 json=에 넣을 것이므로 Python 사전을 그대로 주십시오.")
    if not isinstance(body, dict):
        raise Hint(f"가장 바깥은 사전 {{...}}이어야 합니다. 지금 값의 종류는 {type(body).__name__}입니다.")
    try:
        sent = json.dumps(body)
    except TypeError:
        raise Hint("JSON으로 바꿀 수 없는 값이 들어 있습니다. NumPy 배열에는 tolist()를 쓰십시오.") from None
    try:
        document = contract.read_object(sent.encode())
        contract.only_fields(document, ["images"])
        return contract.numbers(document["images"], "images", (range(1, 101), 8, 8), 0, 16)
    except contract.BadRequest as bad:
        raise Hint(f"서버가 400으로 거절할 요청입니다. {bad}") from None


@exercise("1-2-e")
def _body(body: Any) -> str:
    images, test = _images(body), _data().test_images
    if len(images) != 3:
        raise Hint(f"그림이 {len(images)}장입니다. 세 장을 담으십시오.")
    if np.array_equal(images, test[-3:]):
        return "맞습니다. 서버는 필드의 이름과 모양만 보고 요청을 이해합니다. 그래서 이 약속을 글로 남기고 검사합니다."
    if np.array_equal(images, test[-3:][::-1]):
        raise Hint("순서가 뒤집혔습니다. 답은 보낸 순서대로 오므로 순서도 약속입니다.")
    if np.array_equal(images, test[:3]):
        raise Hint("처음 세 장입니다. 마지막 세 장을 담으십시오.")
    if np.array_equal(images, _data().train_images[-3:]):
        raise Hint("학습 그림입니다. 시험 그림(test_images)에서 고르십시오.")
    raise Hint("모양은 맞습니다. 시험 그림의 마지막 세 장인지 확인하십시오.")


BROKEN = (1, 3, 2)  # where the lab spoils a value


@exercise("1-2-f")
def _mended(body: Any) -> str:
    images, expected = _images(body), _data().test_images[10:13]
    if len(images) != 3:
        raise Hint(f"그림이 {len(images)}장입니다. 그림을 빼지 말고 문제의 칸을 고치십시오.")
    changed = [tuple(int(part) for part in place) for place in np.argwhere(images != expected)]
    if not changed:
        return "맞습니다. 좋은 오류 메시지는 서버의 코드를 보지 않고도 요청을 고치게 합니다."
    if changed == [BROKEN]:
        raise Hint(f"그 칸의 값이 {images[BROKEN]:g}이 되었습니다. 글자로 적혀 있던 것과 같은 뜻의 수여야 합니다.")
    other = next(place for place in changed if place != BROKEN)
    path = "".join(f"[{part}]" for part in other)
    raise Hint(f"고치지 않아도 되는 칸 images{path}도 달라졌습니다. field가 가리키는 칸만 고치십시오.")
