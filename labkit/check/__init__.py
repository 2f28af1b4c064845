"""Instant answers to exercises, offline: ``check("1-5-a", value)``.

An exercise is a function in ``labkit/check/part<P>_<LL>.py``. It gets what the participant made, returns why the right
answer matters, and raises :class:`Hint` for a wrong one. The answer itself is never shown, and whatever happens inside,
the participant never sees a traceback.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real
from typing import Any

_exercises: dict[str, Callable[..., str]] = {}


class Hint(Exception):
    """What is wrong with an answer, as a Korean sentence that points at the mistake without giving the answer."""


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check: whether it passed, and the text shown to the participant."""

    passed: bool
    text: str

    def __str__(self) -> str:
        return self.text


def exercise(name: str) -> Callable:
    """Register a function as the check of exercise ``name`` (part-lab-letter, such as ``"1-5-a"``)."""

    def register(function: Callable[..., str]) -> Callable[..., str]:
        _exercises[name] = function
        return function

    return register


def check(name: str, *answer: Any) -> None:
    """Print whether an answer is right: ✅ and why it matters, or a hint.

    Parameters
    ----------
    name : str
        The exercise, such as ``"1-5-a"``.
    *answer
        What the exercise asks for. ``...`` or ``None`` counts as nothing given.
    """
    print(grade(name, *answer))


def grade(name: str, *answer: Any) -> Verdict:
    """Judge an answer; never raises. See :func:`check`."""
    if not _load(name):
        return Verdict(False, f"❓ {name}: 이런 이름의 연습은 없습니다. 실습에 적힌 이름을 그대로 쓰십시오.")
    if not answer or any(value is None or value is ... for value in answer):
        return Verdict(False, f"✏️ {name}: 아직 답이 없습니다. 위 셀의 빈칸을 채우고 다시 실행하십시오.")
    try:
        return Verdict(True, f"✅ {name}: {_exercises[name](*answer)}")
    except Hint as hint:
        return Verdict(False, f"❌ {name}: {hint}")
    except Exception as error:  # an answer of a shape nobody thought of
        kinds = ", ".join(type(value).__name__ for value in answer)
        return Verdict(
            False,
            f"❌ {name}: 답의 모양을 확인하십시오. 받은 값의 종류는 {kinds}입니다. ({type(error).__name__}: {error})",
        )


def number(value: Any) -> float:
    """One finite number, from a Python or NumPy scalar; anything else is a :class:`Hint`."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise Hint(f"숫자 하나가 필요합니다. 지금 값의 종류는 {type(value).__name__}입니다.")
    if value != value or value in (float("inf"), float("-inf")):
        raise Hint(f"값이 {value}입니다. 빈 값이나 0으로 나눈 곳이 없는지 확인하십시오.")
    return float(value)


def _load(name: str) -> bool:
    """Import the module that holds the exercise; whether the exercise exists."""
    match = re.fullmatch(r"(\d)-(\d{1,2})-[a-z]", str(name))
    if match is None:
        return False
    module = f"labkit.check.part{match[1]}_{int(match[2]):02}"
    try:
        importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return False
    return name in _exercises
