"""What things may be called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course.azure_checks.document import Check, Problem

_NAMES = {  # kind → pattern, the rule in words
    "workspace": (r"[A-Za-z0-9][A-Za-z0-9_-]{2,32}", "3~33자의 영문자와 숫자, -, _로 짓고 영문자나 숫자로 시작하십시오."),
    "compute": (r"[A-Za-z](?![A-Za-z0-9-]*-\d*$)[A-Za-z0-9-]{2,23}", "3~24자의 영문자와 숫자, -로 짓고 영문자로 시작하십시오. '-'나 '-01'처럼 끝나면 안 됩니다('-p01'은 됩니다)."),
    "endpoint": (r"[A-Za-z][A-Za-z0-9-]{1,30}[A-Za-z0-9]", "3~32자의 영문자와 숫자, -로 짓고 영문자로 시작하여 영문자나 숫자로 끝내십시오."),
    "asset": (r"[A-Za-z0-9][A-Za-z0-9._-]{0,254}", "255자 이하의 영문자와 숫자, -, _, .으로 지으십시오."),
}  # fmt: skip


def named(rule: str, field: str = "name") -> Check:
    pattern, words = _NAMES[rule]

    def look(document: dict[str, Any], _: Path) -> Iterator[Problem]:
        value = document.get(field)
        if not re.fullmatch(pattern, str(value or "")):
            yield field, value, words

    return look
