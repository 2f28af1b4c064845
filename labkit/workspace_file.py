"""Find and read ``config.json``, the file that names an Azure ML workspace, the way both Azure SDKs look for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

# Both SDKs look in these places of a folder, then in its parents.
PLACES = (Path(".azureml", "config.json"), Path("aml_config", "config.json"), Path("config.json"))
KEYS = ("subscription_id", "resource_group", "workspace_name")


class WorkspaceFileError(ValueError):
    """``config.json`` can not be used; the message (Korean) names the file, the key and what to do."""


@dataclass(frozen=True)
class WorkspaceFile:
    """What ``config.json`` says: where it stands, and the three names that make a workspace's address."""

    path: Path
    subscription_id: str
    resource_group: str
    workspace_name: str


def find(folder: str | Path = ".") -> Path | None:
    """The nearest ``config.json`` at or above a folder; None when there is none."""
    folder = Path(folder).resolve()
    candidates = (parent / place for parent in (folder, *folder.parents) for place in PLACES)
    return next((path for path in candidates if path.is_file()), None)


def read(path: Path) -> WorkspaceFile:
    """Read a ``config.json``.

    Raises
    ------
    WorkspaceFileError
        When it is no JSON object, or a name is missing, empty or still a placeholder such as ``<subscription-id>``.
    """
    again = "스튜디오(Studio) 오른쪽 위의 작업 영역 메뉴에서 config.json을 다시 내려받으십시오."
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceFileError(f"{path}: JSON으로 읽을 수 없습니다({error}). {again}") from None
    except OSError as error:
        raise WorkspaceFileError(f"{path}: 파일을 열 수 없습니다({error.strerror}).") from None
    if not isinstance(content, dict):
        raise WorkspaceFileError(f"{path}: {{...}} 모양의 JSON이어야 합니다. {again}")
    if missing := [key for key in KEYS if key not in content]:
        raise WorkspaceFileError(f"{path}: {', '.join(missing)} 항목이 없습니다. {again}")
    for key in KEYS:
        value = content[key]
        if not isinstance(value, str) or not value.strip() or value.strip().startswith("<"):
            raise WorkspaceFileError(
                f"{path}: {key} 값 {value!r}을(를) 쓸 수 없습니다. 내 작업 영역의 값으로 바꾸십시오."
            )
    return WorkspaceFile(path, *(content[key].strip() for key in KEYS))
