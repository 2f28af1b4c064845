"""What a file refers to: files beside it, people, data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course.azure_checks.document import Problem, get, part

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def owner(document: dict[str, Any], _: Path) -> Iterator[Problem]:
    owner = part(document, "create_on_behalf_of")
    for field in ("user_tenant_id", "user_object_id") if owner else ():
        if not _GUID.fullmatch(str(owner.get(field))):
            yield (
                f"create_on_behalf_of.{field}",
                owner.get(field),
                "00000000-0000-0000-0000-000000000000 꼴의 ID여야 합니다.",
            )


def paths(document: dict[str, Any], base: Path) -> Iterator[Problem]:
    """What a file names beside it must be there: most loaders look only when the job is sent."""
    steps = [f"jobs.{step}.component" for step in part(document, "jobs")]
    for field in ("code", "conda_file", "path", "build.path", "code_configuration.code", *steps):
        value = get(document, field)
        if _is_local(value) and not (base / value).exists():
            yield field, value, "없는 파일입니다. 이 YAML이 있는 폴더에서 시작하는 경로로 적으십시오."
    for folder, field in (
        ("build.path", "build.dockerfile_path"),
        ("code_configuration.code", "code_configuration.scoring_script"),
    ):
        inside, value = get(document, folder), get(document, field)
        if _is_local(inside) and _is_local(value) and not (base / inside / value).exists():
            yield field, value, f"없는 파일입니다. {folder}의 폴더({inside})에서 시작하는 경로로 적으십시오."


def _is_local(value: Any) -> bool:
    return isinstance(value, str) and "://" not in value and not value.startswith("azureml:")


def automl_data(document: dict[str, Any], _: Path) -> Iterator[Problem]:
    for field in ("training_data", "validation_data", "test_data"):
        data = part(document, field)
        path = data.get("path")
        if data and data.get("type") != "mltable":
            yield f"{field}.type", data.get("type"), "mltable이어야 합니다. 자동화된 ML은 파일을 바로 읽지 않습니다."
        if _is_local(path):
            yield (
                f"{field}.path",
                path,
                "명령을 실행한 폴더에서 찾는 경로입니다. 데이터 자산으로 등록하고 azureml:이름@latest로 적으십시오.",
            )
