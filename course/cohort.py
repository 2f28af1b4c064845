"""Cohort values: read ``cohorts/*.yml`` and put its values where a text says ``@@key@@``."""

from __future__ import annotations

import os
import re
from pathlib import Path

import yaml

from course import CourseError

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT / "cohorts" / "example.yml"
PLACEHOLDER = re.compile(r"@@([a-z][a-z0-9_]*)@@")


class CohortError(CourseError):
    """A cohort file, or a text that names a cohort value, is wrong; the message says where and what to do."""


def path() -> Path:
    """The cohort file in force: the environment variable COHORT, or the example."""
    chosen = os.environ.get("COHORT")
    return Path(ROOT, chosen) if chosen else DEFAULT


def load(file: Path | None = None) -> dict[str, str]:
    """Read a cohort file.

    It must give the same keys as ``cohorts/example.yml``, each a non-empty text.

    Raises
    ------
    CohortError
        Naming the file and the keys that are missing, unknown, empty or not a text.
    """
    file = file or path()
    try:
        values = yaml.safe_load(file.read_text("utf-8"))
    except FileNotFoundError:
        raise CohortError(f"{file}: 기수 파일이 없습니다. cohorts/example.yml을 복사해 만드십시오.") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CohortError(f"{file}: YAML로 읽을 수 없습니다. {error}") from None
    if not isinstance(values, dict):
        raise CohortError(f"{file}: '이름: 값' 형식이어야 합니다.")
    wanted = values.keys() if file == DEFAULT else load(DEFAULT).keys()
    if missing := sorted(wanted - values.keys()):
        raise CohortError(f"{file}: {', '.join(missing)} 값이 없습니다. cohorts/example.yml을 참고해 추가하십시오.")
    if unknown := sorted(map(str, values.keys() - wanted)):
        raise CohortError(f"{file}: {', '.join(unknown)} 은(는) 쓰이지 않는 이름입니다. 오타인지 확인하십시오.")
    for key, value in values.items():
        if not isinstance(value, str) or not value.strip():
            raise CohortError(f"{file}: {key} 값 {value!r}은(는) 비어 있지 않은 글자여야 합니다. 따옴표로 묶으십시오.")
    return values


def expand(text: str, values: dict[str, str], where: str = "") -> str:
    """Replace every ``@@key@@`` in a text.

    Raises
    ------
    CohortError
        Naming ``where``, the line and the unknown key.
    """

    def value_of(match: re.Match[str]) -> str:
        if match[1] not in values:
            line = text.count("\n", 0, match.start()) + 1
            raise CohortError(
                f"{where}:{line}: @@{match[1]}@@ 은(는) 기수 파일에 없는 이름입니다. 있는 이름: {', '.join(values)}"
            )
        return values[match[1]]

    return PLACEHOLDER.sub(value_of, text)
