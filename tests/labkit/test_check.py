"""check(): an answer at once, in Korean, whatever a participant hands in."""

import numpy as np
import pandas as pd
import pytest

from labkit import check as engine
from labkit.check import Hint, check, exercise, grade, number


@pytest.fixture
def exercises(monkeypatch):
    """Two made-up exercises of lab 1-5."""
    monkeypatch.setattr(engine, "_exercises", dict(engine._exercises))

    @exercise("1-5-x")
    def _is_42(value):
        if number(value) != 42:
            raise Hint("다시 세어 보십시오.")
        return "맞습니다."

    @exercise("1-5-y")
    def _breaks(value):
        return value["no"]["such"]


def test_right_answer_is_praised_with_the_reason(exercises, capsys):
    check("1-5-x", 42)
    assert capsys.readouterr().out == "✅ 1-5-x: 맞습니다.\n"


def test_wrong_answer_gets_the_hint(exercises):
    assert grade("1-5-x", 41) == engine.Verdict(False, "❌ 1-5-x: 다시 세어 보십시오.")


@pytest.mark.parametrize("nothing", [(), (...,), (None,), (42, ...)])
def test_nothing_given_is_said_so(exercises, nothing):
    verdict = grade("1-5-x", *nothing)
    assert not verdict.passed and "아직 답이 없습니다" in verdict.text


@pytest.mark.parametrize(
    "odd", ["글자", [1], {}, object(), np.array([]), np.nan, float("inf"), True, 1j, pd.DataFrame()]
)
@pytest.mark.parametrize("name", ["1-5-x", "1-5-y"])
def test_odd_answers_get_a_sentence_never_a_traceback(exercises, name, odd):
    verdict = grade(name, odd)
    assert not verdict.passed and verdict.text.startswith("❌")


@pytest.mark.parametrize("name", ["1-5-z", "9-9-a", "1-5", "../x", "", None])
def test_unknown_exercise_is_named(name):
    verdict = grade(name, 1)
    assert not verdict.passed and "이런 이름의 연습은 없습니다" in verdict.text
