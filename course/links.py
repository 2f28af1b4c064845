"""The registry of outside links, ``book/links.yml``: named in texts as ``@@link_<key>@@``."""

from __future__ import annotations

from pathlib import Path

import yaml

from course import CourseError

REGISTRY = Path(__file__).resolve().parent.parent / "book" / "links.yml"
FIELDS = {"url", "title", "checked", "how"}
HOW = ("live", "stored", "unchecked")


class LinkError(CourseError):
    """An entry of the registry is wrong; the message names it."""


def load(file: Path = REGISTRY) -> dict[str, dict]:
    """Read the registry: key → ``url``, ``title``, ``checked`` (a date) and ``how`` (one of ``HOW``).

    Raises
    ------
    LinkError
        Naming the file, the entry and the field that is missing or unknown.
    """
    entries = yaml.safe_load(file.read_text("utf-8")) or {}
    for key, entry in entries.items():
        if odd := FIELDS ^ set(entry):
            raise LinkError(
                f"{file}: {key}: {', '.join(sorted(odd))} 항목을 확인하십시오. 필요한 항목은 {', '.join(sorted(FIELDS))}입니다."
            )
        if entry["how"] not in HOW:
            raise LinkError(f"{file}: {key}: how {entry['how']!r}은(는) {', '.join(HOW)} 가운데 하나여야 합니다.")
        if not entry["url"].startswith("https://"):
            raise LinkError(f"{file}: {key}: url {entry['url']!r}은(는) https:// 로 시작해야 합니다.")
    return entries


def values() -> dict[str, str]:
    """``link_<key>`` → address, to be expanded like cohort values."""
    return {f"link_{key}": entry["url"] for key, entry in load().items()}
