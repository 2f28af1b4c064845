"""What azure-ai-ml's loaders let through and Azure refuses minutes later: our own checks of the YAML in ``azure/``.

A check looks at one parsed file and yields what is wrong: field, value, what to do. Which checks a file gets says its
``$schema``. The facts are from Azure's public API reference and azure-ai-ml itself (2026-11).
"""

from __future__ import annotations

from pathlib import Path

import yaml

from course import CourseError
from course.azure_checks import references, runtimes, times
from course.azure_checks.document import Check
from course.azure_checks.names import named
from course.azure_checks.numbers import at_most, whole

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "azure"

_ALLOWED = (
    "limits.max_trials",
    "limits.max_concurrent_trials",
    "limits.timeout_minutes",
    "limits.trial_timeout_minutes",
)
_COMMAND = (whole("resources.instance_count", 1), whole("limits.timeout", 1))

CHECKS: dict[str, tuple[Check, ...]] = {
    "workspace": (named("workspace"),),
    "amlCompute": (
        named("compute"),
        whole("min_instances", 0),
        whole("max_instances", 1),
        at_most("min_instances", "max_instances"),
        whole("idle_time_before_scale_down", 1),
    ),
    "computeInstance": (
        named("compute"),
        whole("idle_time_before_shutdown_minutes", 15, 3 * 24 * 60),
        references.owner,
    ),
    "environment": (named("asset"), runtimes.one_base, runtimes.environment_python),
    "data": (named("asset"),),
    "commandJob": _COMMAND,
    "commandComponent": (named("asset"), *_COMMAND),
    "sweepJob": (
        whole("limits.max_total_trials", 1),
        at_most("limits.max_concurrent_trials", "limits.max_total_trials"),
    ),
    "pipelineJob": (),
    "autoMLJob": (
        references.automl_data,
        whole("forecasting.forecast_horizon", 1, or_text="auto"),
        whole("n_cross_validations", 2, or_text="auto"),
        *(whole(field, 1) for field in _ALLOWED),
        at_most("limits.max_concurrent_trials", "limits.max_trials"),
        at_most("limits.trial_timeout_minutes", "limits.timeout_minutes"),
    ),
    "managedOnlineEndpoint": (named("endpoint"),),
    "managedOnlineDeployment": (named("endpoint"), named("endpoint", "endpoint_name"), whole("instance_count", 1)),
    "monitorSchedule": (named("asset"), runtimes.spark("create_monitor.compute.runtime_version")),
    "schedule": (named("asset"),),
}


def check_file(file: Path) -> list[str]:
    """Everything wrong with one file, a Korean line each naming file, field, value and what to do."""
    shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
    try:
        document = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return [f"{shown}: YAML로 읽을 수 없습니다. {error}"]
    schema = document.get("$schema") if isinstance(document, dict) else None
    kind = str(schema).rsplit("/", 1)[-1].removesuffix(".schema.json")
    if kind not in CHECKS:
        known = ", ".join(f"{name}.schema.json" for name in CHECKS)
        return [f"{shown}: $schema 값 {schema!r}: 아는 종류가 아닙니다. 다음 가운데 하나로 끝나야 합니다. {known}"]
    checks = (*CHECKS[kind], references.paths, times.time_zones, times.triggers)
    found = [problem for check in checks for problem in check(document, file.parent)]
    return [
        f"{shown}: {field} 값 {'없음' if value is None else repr(value)}: {advice}" for field, value, advice in found
    ]


def files(folder: Path = FOLDER) -> list[Path]:
    """The YAML files that describe something to create."""
    return sorted(folder.rglob("*.yml"))


def check(folder: Path = FOLDER) -> int:
    """Check every file of a folder; gives how many.

    Raises
    ------
    CourseError
        With every problem of every file.
    """
    found = [line for file in files(folder) for line in check_file(file)]
    if found:
        raise CourseError("\n".join(found))
    return len(files(folder))
