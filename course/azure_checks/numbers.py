"""How many, and how long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course.azure_checks.document import Check, Problem, get


def whole(field: str, low: int, high: int | None = None, *, or_text: str = "") -> Check:
    """A whole number from ``low`` to ``high``, or the text ``or_text``; a field that is absent is Azure's business."""

    def look(document: dict[str, Any], _: Path) -> Iterator[Problem]:
        value = get(document, field)
        fits = (
            isinstance(value, int) and not isinstance(value, bool) and low <= value and (high is None or value <= high)
        )
        if value is not None and not fits and not (or_text and value == or_text):
            limits = f"{low} 이상 {high} 이하의" if high else f"{low} 이상의"
            yield field, value, f"{limits} 정수{f' 또는 {or_text}' if or_text else ''}여야 합니다."

    return look


def at_most(field: str, limit: str) -> Check:
    def look(document: dict[str, Any], _: Path) -> Iterator[Problem]:
        value, most = get(document, field), get(document, limit)
        if isinstance(value, int) and isinstance(most, int) and value > most:
            yield field, value, f"{limit} {most}보다 클 수 없습니다."

    return look
