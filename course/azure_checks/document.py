"""Looking into a parsed YAML file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Problem = tuple[str, Any, str]  # field, value, what to do (Korean)
Check = Callable[[dict[str, Any], Path], Iterator[Problem]]  # document, its folder


def get(document: Any, field: str) -> Any:
    """The value at a path such as ``limits.max_trials``; None where the path ends early."""
    for key in field.split("."):
        document = document.get(key) if isinstance(document, dict) else None
    return document


def part(document: Any, field: str) -> dict[str, Any]:
    """The mapping at a path; an empty one where there is none, so that a check need not care."""
    value = get(document, field)
    return value if isinstance(value, dict) else {}


def walk(document: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping of a document, with its path."""
    if isinstance(document, dict):
        yield path, document
        for key, value in document.items():
            yield from walk(value, f"{path}.{key}".lstrip("."))
    elif isinstance(document, list):
        for number, value in enumerate(document):
            yield from walk(value, f"{path}[{number}]")
