"""Which Python and which Spark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from course.azure_checks.document import Check, Problem, get

PYTHON = "3.11"  # what the lock is for; course/environment.sh makes it on a laptop, setup.sh on a compute instance
SPARK = ("3.4", "3.5")

_OTHER_PYTHON = re.compile(r"(?<![a-z])(?:python[:=-]*|py)(3)\.?(\d{1,2})(?!\d)", re.IGNORECASE)


def _python_of(text: str) -> str | None:
    match = _OTHER_PYTHON.search(text)
    return f"{match[1]}.{match[2]}" if match else None


def environment_python(document: dict[str, Any], base: Path) -> Iterator[Problem]:
    """An environment must bring the Python of the lock, wherever it says so: image, conda file or Dockerfile."""
    wanted = f"Python {PYTHON}이어야 합니다. 커널과 requirements.txt가 {PYTHON}용입니다."
    image, conda = document.get("image"), document.get("conda_file")
    if isinstance(conda, str) and (base / conda).is_file():
        conda = yaml.safe_load((base / conda).read_text("utf-8"))
    packages = [text for text in get(conda, "dependencies") or [] if isinstance(text, str)]
    from_conda = next((text for text in packages if re.match(r"python\b", text)), None)
    dockerfile = base / str(get(document, "build.path")) / str(get(document, "build.dockerfile_path") or "Dockerfile")
    if conda is not None and _python_of(from_conda or "") != PYTHON:
        yield "conda_file", from_conda, f"{wanted} dependencies에 python={PYTHON}을 적으십시오."
    if image and conda is None and _python_of(image) != PYTHON:
        yield "image", image, f"{wanted} 태그에 py311이 있는 이미지를 고르거나 conda_file을 더하십시오."
    if document.get("build") and dockerfile.is_file():
        lines = [line for line in dockerfile.read_text("utf-8").splitlines() if not line.startswith("#")]
        versions = {version for line in lines if (version := _python_of(line))}
        if versions != {PYTHON}:
            yield (
                "build.dockerfile_path",
                ", ".join(sorted(versions)) or None,
                f"{wanted} Dockerfile에 python={PYTHON}을 적으십시오.",
            )


def one_base(document: dict[str, Any], _: Path) -> Iterator[Problem]:
    if bool(document.get("image")) == bool(document.get("build")):
        yield "image", document.get("image"), "build와 둘 가운데 하나만 적어야 합니다."


def spark(field: str) -> Check:
    def look(document: dict[str, Any], _: Path) -> Iterator[Problem]:
        value = get(document, field)
        if value not in SPARK:
            yield (
                field,
                value,
                f"서버리스 Spark에 없는 버전입니다. {' 또는 '.join(map(repr, SPARK))}처럼 따옴표로 묶어 적으십시오.",
            )

    return look
