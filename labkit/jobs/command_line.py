"""The manners of a job's command line: arguments that are checked, errors in Korean, and no traceback for what a person can mend."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from typing import NoReturn


class JobError(RuntimeError):
    """A job can not go on; the message (Korean) names the place and the value, and says what to do."""


class Parser(argparse.ArgumentParser):
    """``argparse`` for ``python -m <job>``, which explains itself in Korean and takes no half-written names."""

    def __init__(self, job: str, description: str):
        super().__init__(f"python -m {job}", description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"[중단] 명령의 인수를 확인하십시오. {message}\n도움말: {self.prog} --help\n")


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An argument type: a whole number from ``low`` to ``high``; ``10_000`` and ``1e6`` are understood too."""

    def read(text: str) -> int:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (value.is_integer() and low <= value <= high):
            raise argparse.ArgumentTypeError(f"{low:,} 이상 {high:,} 이하의 정수여야 합니다. 받은 값: {text}")
        return int(value)

    return read


def positive_number(text: str) -> float:
    """An argument type: a finite number greater than 0."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"0보다 큰 수여야 합니다. 받은 값: {text}")
    return value


def run(main: Callable[[], None]) -> None:
    """Run a job; a :class:`JobError` becomes one line on stderr and exit code 1."""
    try:
        main()
    except JobError as error:
        sys.exit(f"[중단] {error}")
