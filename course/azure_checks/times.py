"""When: time zones, cron expressions, recurrences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global

from course.azure_checks.document import Problem, part, walk

# Babel's names come from Unicode's table, which has left out two that Azure ML still takes.
TIME_ZONES = {*get_global("windows_zone_mapping"), "Kamchatka Standard Time", "Mid-Atlantic Standard Time"}
_WINDOWS_NAME = {iana: windows for windows, iana in get_global("windows_zone_mapping").items()}


def time_zones(document: dict[str, Any], _: Path) -> Iterator[Problem]:
    for path, trigger in walk(document):
        zone = trigger.get("time_zone")
        if zone is not None and str(zone) not in TIME_ZONES:
            meant = _WINDOWS_NAME.get(str(zone), "Korea Standard Time")
            yield f"{path}.time_zone", zone, f"Windows의 시간대 이름이 아닙니다. {meant!r}처럼 적으십시오."


# NCronTab: minute, hour, day of the month, month, day of the week.
_CRON = [("분", 0, 59), ("시", 0, 23), ("일", 1, 31), ("월", 1, 12), ("요일", 0, 6)]
_CRON_NAMES = {
    name: str(number)
    for names, first in (("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", 1), ("SUN MON TUE WED THU FRI SAT", 0))
    for number, name in enumerate(names.split(), first)
}


def _cron_fits(field: str, low: int, high: int) -> bool:
    for item in field.upper().split(","):
        match = re.fullmatch(r"(?:\*|(\w+)(?:-(\w+))?)(?:/(\d+))?", item)
        if not match:
            return False
        start, end, step = (_CRON_NAMES.get(text, text) if text else text for text in match.groups())
        ends = [text for text in (start, end) if text is not None]
        if not all(text.isdigit() and low <= int(text) <= high for text in ends) or step == "0":
            return False
        if len(ends) == 2 and int(ends[0]) > int(ends[1]):
            return False
    return True


def triggers(document: dict[str, Any], _: Path) -> Iterator[Problem]:
    for path, trigger in walk(document):
        kind = trigger.get("type")
        if kind == "cron":
            value = trigger.get("expression")
            fields = str(value or "").split()
            if len(fields) != len(_CRON):
                yield (
                    f"{path}.expression",
                    value,
                    "'분 시 일 월 요일' 다섯 칸이어야 합니다. 저녁 7시는 '0 19 * * *'입니다.",
                )
                continue
            for field, (name, low, high) in zip(fields, _CRON, strict=True):
                if not _cron_fits(field, low, high):
                    yield (
                        f"{path}.expression",
                        value,
                        f"{name} 자리의 {field!r}이(가) 맞지 않습니다. {low}~{high} 안에서 적으십시오.",
                    )
        elif kind == "recurrence":
            yield from _recurrence(trigger, path)


def _recurrence(trigger: dict[str, Any], path: str) -> Iterator[Problem]:
    units = ("minute", "hour", "day", "week", "month")
    if str(trigger.get("frequency")).lower() not in units:
        yield f"{path}.frequency", trigger.get("frequency"), f"{', '.join(units)} 가운데 하나여야 합니다."
    interval = trigger.get("interval")
    if not isinstance(interval, int) or interval < 1:
        yield f"{path}.interval", interval, "1 이상의 정수여야 합니다."
    pattern = part(trigger, "schedule")
    for name, high in (("hours", 23), ("minutes", 59)):
        values = pattern.get(name)
        for value in values if isinstance(values, list) else [values] * (values is not None):
            if not isinstance(value, int) or not 0 <= value <= high:
                yield f"{path}.schedule.{name}", value, f"0 이상 {high} 이하의 정수여야 합니다."
