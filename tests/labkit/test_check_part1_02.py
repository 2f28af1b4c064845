"""Lab 1-2: each common mistake gets the hint that points at it, and no hint gives the answer away."""

import copy
import json
from types import SimpleNamespace

import numpy as np
import pytest

from labkit.check import grade, part1_02
from labkit.jobs import train_digits

DATA = part1_02._data()
FAVOURITE = np.bincount(DATA.train_labels).argmax()
LAZY = float(np.mean(DATA.test_labels == FAVOURITE))
LAST = {"images": DATA.test_images[-3:].tolist()}
WHOLE = {"images": DATA.test_images[10:13].astype(int).tolist()}
CAUGHT, ALL_WRONG = 6, 14


def with_value(value, place=part1_02.BROKEN):
    body = copy.deepcopy(WHOLE)
    picture, row, column = place
    body["images"][picture][row][column] = value
    return body


def run(C="100.0", status="FINISHED", **changed):
    data = {"params": {"C": C, "data": "digits"}, "metrics": {"test_accuracy": 0.96}} | changed
    return SimpleNamespace(info=SimpleNamespace(status=status), data=SimpleNamespace(**data))


RIGHT = [
    ("1-2-a", LAZY),
    ("1-2-b", run()),
    ("1-2-c", (8, 1)),
    ("1-2-c", np.array([8, 1])),
    ("1-2-c", ["8", "1"]),
    ("1-2-d", CAUGHT),
    ("1-2-d", np.int64(CAUGHT)),
    ("1-2-e", LAST),
    ("1-2-f", WHOLE),
    ("1-2-f", with_value(12.0)),
]
MISTAKES = [
    ("1-2-a", float(np.mean(DATA.train_labels == FAVOURITE)), "학습 데이터에서 잰"),
    ("1-2-a", 0.1, "짐작한 값"),
    ("1-2-a", 100 * LAZY, "백분율"),
    ("1-2-a", round(LAZY * 450), "장수"),
    ("1-2-a", 1 - LAZY, "틀린 비율"),
    ("1-2-a", train_digits.baselines(DATA)["centroid_accuracy"], "가장 가까운 평균"),
    ("1-2-a", -1, "0과 1 사이"),
    ("1-2-a", 0.5, "가장 흔한 숫자"),
    ("1-2-b", 0.96, "float"),
    ("1-2-b", run("10.0"), "C는 10입니다"),
    ("1-2-b", run(params={"alpha": "1"}), "학습 작업이 남긴 실행이 아닙니다"),
    ("1-2-b", run(metrics={}), "학습 작업이 남긴 실행이 아닙니다"),
    ("1-2-b", run(params={"C": "100", "data": "full"}), "다른 데이터"),
    ("1-2-b", run(status="FAILED"), "FAILED"),
    ("1-2-c", (1, 8), "순서가 반대"),
    ("1-2-c", (0, 0), "대각선"),
    ("1-2-c", np.int64(81), "unravel_index"),
    ("1-2-c", 3, "숫자 둘"),
    ("1-2-c", (4, 8), "더 자주"),
    ("1-2-c", (8, 1, 4), "3개"),
    ("1-2-d", 0, "가장 자신 있는"),
    ("1-2-d", ALL_WRONG, "전체에서"),
    ("1-2-d", 10 - CAUGHT, "맞힌 수"),
    ("1-2-d", CAUGHT / 10, "비율입니다"),
    ("1-2-d", 9, "작은 순서로"),
    ("1-2-e", json.dumps(LAST), "글자로 바꾼"),
    ("1-2-e", LAST["images"], "list"),
    ("1-2-e", {"images": DATA.test_images[-3:]}, "tolist"),
    ("1-2-e", {"image": LAST["images"]}, "모르는 필드"),
    ("1-2-e", {"images": LAST["images"][0]}, "images[0]"),
    ("1-2-e", {"images": LAST["images"][:2]}, "2장"),
    ("1-2-e", {"images": DATA.test_images[:3].tolist()}, "처음 세 장"),
    ("1-2-e", {"images": LAST["images"][::-1]}, "뒤집혔습니다"),
    ("1-2-e", {"images": DATA.train_images[-3:].tolist()}, "학습 그림"),
    ("1-2-e", {"images": DATA.test_images[5:8].tolist()}, "마지막 세 장인지"),
    ("1-2-f", with_value("12"), "images[1][3][2]"),
    ("1-2-f", with_value(0), "0이 되었습니다"),
    ("1-2-f", with_value(16, (0, 0, 0)), "images[0][0][0]"),
    ("1-2-f", {"images": WHOLE["images"][:1] + WHOLE["images"][2:]}, "그림을 빼지 말고"),
    ("1-2-f", {"images": []}, "400"),
]


@pytest.mark.parametrize(("name", "answer", "points_at"), MISTAKES, ids=lambda value: str(value)[:20])
def test_common_mistake_is_recognised(name, answer, points_at):
    verdict = grade(name, answer)
    assert not verdict.passed and points_at in verdict.text and "답의 모양을" not in verdict.text


@pytest.mark.parametrize(("name", "answer"), RIGHT, ids=lambda value: str(value)[:20])
def test_right_answer_passes(name, answer):
    assert grade(name, answer).passed


def test_no_hint_gives_an_answer_away():
    secrets = {"1-2-a": f"{LAZY:.3f}", "1-2-c": "(8, 1)", "1-2-d": f" {CAUGHT}"}
    for name, answer, _ in MISTAKES:
        if name in secrets:
            assert secrets[name] not in grade(name, answer).text.removeprefix(f"❌ {name}")


def test_lab_spoils_the_value_that_the_check_looks_at():
    assert DATA.test_images[10:13][part1_02.BROKEN] == 12
