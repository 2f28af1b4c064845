"""What a scoring request must look like: pure functions that take a request's body apart and say what is wrong with it.

Nothing here knows a web server or a model, so that every endpoint of the course shares it and a test needs neither.
Field names are English, as in the request; the sentences are Korean.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

SHOWN = 60  # characters of an offending value that are repeated to the caller


class BadRequest(ValueError):
    """A request that can not be scored.

    Attributes
    ----------
    field : str
        Where, as a path such as ``images[0][3][7]``; ``body`` when it is the whole request.
    value : str or None
        The offending value as short text; None when there is none, as for a missing field.
    message : str
        One Korean sentence that says what is wrong and what is expected.
    """

    def __init__(self, field: str, value: str | None, message: str):
        self.field = _printable(field)
        self.value = None if value is None else _printable(value)
        self.message = message
        super().__init__(f"{self.field}: {message}" + (f" 받은 값: {self.value}" if value is not None else ""))

    def as_dict(self) -> dict[str, Any]:
        """The body of the answer, to be sent as JSON with status 400."""
        return {"error": {"field": self.field, "value": self.value, "message": self.message}}


def read_object(body: bytes) -> dict[str, Any]:
    """A request's body as a JSON object.

    ``NaN`` and ``Infinity`` are let through here (they are no JSON, but Python writes them), so that :func:`numbers`
    can say in which field they stand.

    Raises
    ------
    BadRequest
        When the body is empty, is not UTF-8, is no JSON, is no object, or names a field twice.
    """
    if not body.strip():
        raise BadRequest("body", None, "본문이 비어 있습니다. JSON 객체 하나를 보내십시오.")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(
            "body", repr(body[error.start : error.start + 8])[2:-1], "UTF-8로 읽을 수 없는 바이트가 있습니다."
        ) from None
    try:
        document = json.loads(text, object_pairs_hook=_without_duplicates)
    except json.JSONDecodeError as error:
        near = text[error.pos : error.pos + 20] or "(본문의 끝)"
        raise BadRequest(
            "body", near, f"올바른 JSON이 아닙니다({error.lineno}번째 줄 {error.colno}번째 글자)."
        ) from None
    except BadRequest:
        raise
    except (ValueError, RecursionError):  # a number of thousands of digits; lists in lists without end
        raise BadRequest("body", text[:20], "수가 너무 길거나 괄호가 너무 깊습니다.") from None
    if not isinstance(document, dict):
        raise BadRequest("body", shown(document), "가장 바깥은 {...} 모양의 JSON 객체여야 합니다.")
    return document


def only_fields(document: dict[str, Any], expected: Sequence[str]) -> None:
    """Make sure that an object has exactly the expected fields.

    Raises
    ------
    BadRequest
        Naming the first field that is unknown or missing. An unknown one comes first: it is usually the missing one, misspelt.
    """
    names = ", ".join(expected)
    for name in document:
        if name not in expected:
            raise BadRequest(name, shown(document[name]), f"모르는 필드입니다. 보낼 수 있는 필드는 {names}입니다.")
    for name in expected:
        if name not in document:
            raise BadRequest(name, None, f"필드가 없습니다. 보내야 하는 필드는 {names}입니다.")


def numbers(value: Any, field: str, shape: Sequence[int | range], low: float, high: float) -> np.ndarray:
    """Nested JSON lists as an array of finite numbers.

    Parameters
    ----------
    value : any JSON value
        What the request holds under ``field``.
    field : str
        Its name, the beginning of the path in error messages.
    shape : sequence of int or range
        How many items each level must have; a range where several lengths will do, such as ``range(1, 101)``.
    low, high : float
        Smallest and largest number allowed.

    Returns
    -------
    numpy.ndarray of float

    Raises
    ------
    BadRequest
        Naming the first item that has the wrong type, length or size.
    """
    _check_numbers(value, field, shape, low, high)
    return np.array(value, dtype=float)


def _check_numbers(value: Any, path: str, shape: Sequence[int | range], low: float, high: float) -> None:
    if not shape:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadRequest(path, shown(value), f"{low:g} 이상 {high:g} 이하의 수가 있어야 합니다.")
        if isinstance(value, float) and not math.isfinite(value):
            raise BadRequest(path, shown(value), "유한한 수가 아닙니다. 빈 값이나 0으로 나눈 곳이 없는지 확인하십시오.")
        if not low <= value <= high:
            raise BadRequest(path, shown(value), f"{low:g} 이상 {high:g} 이하여야 합니다.")
        return
    lengths, inner = shape[0], shape[1:]
    wanted = f"{lengths}개" if isinstance(lengths, int) else f"{lengths.start}~{lengths.stop - 1}개"
    if not isinstance(value, list):
        raise BadRequest(path, shown(value), f"항목이 {wanted}인 목록 [...]이어야 합니다.")
    if len(value) not in (range(lengths, lengths + 1) if isinstance(lengths, int) else lengths):
        raise BadRequest(path, shown(value), f"항목이 {wanted}여야 합니다.")
    for position, item in enumerate(value):
        _check_numbers(item, f"{path}[{position}]", inner, low, high)


def shown(value: Any) -> str:
    """A JSON value as text short enough to be repeated in a message."""
    if isinstance(value, list):
        return f"[...] (항목 {len(value)}개)"
    if isinstance(value, dict):
        return f"{{...}} (필드 {len(value)}개)"
    return json.dumps(value, ensure_ascii=False)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's fields; JSON allows a name twice and Python would keep the last in silence."""
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise BadRequest(name, shown(value), "같은 이름의 필드가 두 번 있습니다.")
        fields[name] = value
    return fields


def _printable(text: str) -> str:
    """Text cut to a line's length that every encoder can write: half a surrogate pair is legal in JSON, not in UTF-8."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
