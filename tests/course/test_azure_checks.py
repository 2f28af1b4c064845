"""A mistake in a YAML file of ``azure/`` that Azure would refuse minutes later is named at once, with what to do."""

import shutil

import pytest
import yaml

from course import CourseError, azure_checks
from course.azure_checks import FOLDER, ROOT, check, check_file

CRON = "schedules.compute_start_stop.0.trigger.expression"
ZONE = "schedules.compute_start_stop.0.trigger.time_zone"


@pytest.fixture
def azure(tmp_path):
    """A copy of ``azure/`` and of what its files refer to."""
    shutil.copytree(FOLDER, tmp_path / "azure")
    shutil.copytree(ROOT / "labkit", tmp_path / "labkit", ignore=shutil.ignore_patterns("__pycache__", "*.otf"))
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    return tmp_path / "azure"


def broken(file, field, value):
    """Set one field of a file, or take it away with None."""
    document = yaml.safe_load(file.read_text("utf-8"))
    *above, last = [int(step) if step.isdigit() else step for step in field.split(".")]
    holder = document
    for step in above:
        holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
    if value is None:
        del holder[last]
    else:
        holder[last] = value
    file.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")


MISTAKES = [
    ("workspace.yml", "name", "ws", "3~33자"),
    ("workspace.yml", "name", "배터리", "영문자와 숫자"),
    ("compute-cluster.yml", "name", "c1", "3~24자"),
    ("compute-cluster.yml", "name", "a" * 25, "3~24자"),
    ("compute-cluster.yml", "name", "1-cluster", "영문자로 시작"),
    ("compute-cluster.yml", "name", "cpu_cluster", "영문자와 숫자, -"),
    ("compute-cluster.yml", "name", "cpu-cluster-", "끝나면 안 됩니다"),
    ("compute-instance.yml", "name", "ci-battery-01", "'-01'처럼 끝나면 안 됩니다"),
    ("compute-cluster.yml", "min_instances", -1, "0 이상"),
    ("compute-cluster.yml", "min_instances", 5, "max_instances 4보다 클 수 없습니다"),
    ("compute-cluster.yml", "max_instances", 0, "1 이상"),
    ("compute-cluster.yml", "idle_time_before_scale_down", "2분", "정수"),
    ("compute-instance.yml", "idle_time_before_shutdown_minutes", 14, "15 이상 4320 이하"),
    ("compute-instance.yml", "idle_time_before_shutdown_minutes", 5000, "15 이상 4320 이하"),
    ("compute-instance.yml", "create_on_behalf_of.user_object_id", "hong@example.com", "꼴의 ID"),
    ("compute-instance.yml", ZONE, "Asia/Seoul", "'Korea Standard Time'"),
    ("compute-instance.yml", ZONE, "Europe/Berlin", "'W. Europe Standard Time'"),
    ("compute-instance.yml", ZONE, "KST", "Windows의 시간대 이름"),
    ("compute-instance.yml", CRON, "19 * * *", "다섯 칸"),
    ("compute-instance.yml", CRON, "0 24 * * *", "시 자리의 '24'"),
    ("compute-instance.yml", CRON, "60 19 * * *", "분 자리의 '60'"),
    ("compute-instance.yml", CRON, "0 19 * * FUN", "요일 자리의 'FUN'"),
    ("compute-instance.yml", CRON, "0 19-7 * * *", "시 자리의 '19-7'"),
    ("compute-instance.yml", CRON, "*/0 * * * *", "분 자리의 '*/0'"),
    ("environment.yml", "image", "python:3.11", "하나만"),
    ("environment.yml", "build.path", "../nowhere", "없는 파일"),
    ("environment.yml", "build.dockerfile_path", "azure/Containerfile", "없는 파일"),
    ("data/diabetes.yml", "path", "./diabetes.csv", "없는 파일"),
    ("jobs/first-experiment.yml", "code", "./labkit", "없는 파일"),
    ("jobs/first-experiment.yml", "limits.timeout", 0, "1 이상"),
    ("jobs/first-experiment.yml", "resources.instance_count", 0, "1 이상"),
    ("jobs/automl-forecast-battery.yml", "forecasting.forecast_horizon", 0, "1 이상의 정수 또는 auto"),
    ("jobs/automl-forecast-battery.yml", "forecasting.forecast_horizon", "30일", "1 이상의 정수 또는 auto"),
    ("jobs/automl-forecast-battery.yml", "n_cross_validations", 1, "2 이상의 정수 또는 auto"),
    ("jobs/automl-forecast-battery.yml", "limits.max_concurrent_trials", 13, "max_trials 12보다 클 수 없습니다"),
    ("jobs/automl-forecast-battery.yml", "limits.trial_timeout_minutes", 61, "timeout_minutes 60보다"),
    ("jobs/automl-regression-diabetes.yml", "training_data.path", "../data/diabetes", "azureml:이름@latest"),
    ("jobs/automl-regression-diabetes.yml", "training_data.type", "uri_file", "mltable"),
    ("pipelines/digits.yml", "jobs.train.component", "./train.yml", "없는 파일"),
    ("components/train-digits.yml", "name", "train digits", "영문자와 숫자"),
    ("endpoints/digits-endpoint.yml", "name", "숫자", "3~32자"),
    ("endpoints/digits-endpoint.yml", "name", "d" * 33, "3~32자"),
    ("endpoints/digits-endpoint.yml", "name", "digits-", "영문자나 숫자로 끝내십시오"),
    ("endpoints/digits-deployment.yml", "endpoint_name", "digits_endpoint", "3~32자"),
    ("endpoints/digits-deployment.yml", "instance_count", 0, "1 이상"),
    ("endpoints/digits-deployment.yml", "code_configuration.scoring_script", "score.py", "없는 파일"),
    ("monitors/diabetes-drift.yml", "create_monitor.compute.runtime_version", "3.3", "'3.4' 또는 '3.5'"),
    ("monitors/diabetes-drift.yml", "create_monitor.compute.runtime_version", 3.4, "따옴표로 묶어"),
    ("monitors/diabetes-drift.yml", "trigger.time_zone", "Seoul", "Windows의 시간대 이름"),
    ("monitors/diabetes-drift.yml", "trigger.frequency", "daily", "day, week"),
    ("monitors/diabetes-drift.yml", "trigger.interval", 0, "1 이상"),
    ("monitors/diabetes-drift.yml", "trigger.schedule.hours", 24, "0 이상 23 이하"),
    ("monitors/diabetes-drift.yml", "trigger.schedule.minutes", [0, 60], "0 이상 59 이하"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "field", "value", "says"), MISTAKES, ids=lambda value: str(value)[:40])
def test_mistake_is_named_with_file_field_value_and_remedy(azure, name, field, value, says):
    assert check_file(azure / name) == []
    broken(azure / name, field, value)
    found = check_file(azure / name)
    shown = "60" if isinstance(value, list) else repr(value)
    last = field.rpartition(".")[2]
    assert any(name in line and f"{last} 값" in line and shown in line and says in line for line in found), found


# What the loaders of azure-ai-ml take without a word: the reason for the checks.
LET_THROUGH = [
    ("compute-cluster.yml", "name", "c1"),
    ("compute-instance.yml", "name", "ci-battery-01"),
    ("compute-instance.yml", "idle_time_before_shutdown_minutes", 5),
    ("compute-instance.yml", ZONE, "Asia/Seoul"),
    ("compute-instance.yml", CRON, "0 24 * * *"),
    ("jobs/automl-forecast-battery.yml", "forecasting.forecast_horizon", 0),
    ("jobs/automl-regression-diabetes.yml", "training_data.path", "../data/diabetes"),
    ("endpoints/digits-deployment.yml", "instance_count", 0),
    ("monitors/diabetes-drift.yml", "trigger.time_zone", "Asia/Seoul"),
]


@pytest.mark.filterwarnings("ignore::marshmallow.warnings.RemovedInMarshmallow4Warning")
@pytest.mark.parametrize(("name", "field", "value"), LET_THROUGH, ids=lambda value: str(value)[:40])
def test_azure_ai_ml_alone_would_let_it_through(azure, name, field, value):
    from tests.azure import yaml_files

    broken(azure / name, field, value)
    yaml_files.body(azure / name)
    assert check_file(azure / name)


@pytest.mark.parametrize(
    ("environment", "dockerfile", "says"),
    [
        ({"image": "python:3.10-slim"}, None, "image 값 'python:3.10-slim'"),
        ({"image": "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:latest"}, None, "py311"),
        ({"image": "x", "conda_file": {"dependencies": ["python=3.10", "pip"]}}, None, "conda_file 값 'python=3.10'"),
        ({"image": "x", "conda_file": {"dependencies": ["pip"]}}, None, "conda_file 값 없음"),
        ({"build": {"path": "."}}, "FROM python:3.12\n", "dockerfile_path 값 '3.12'"),
        ({"build": {"path": "."}}, "FROM ubuntu\n# python=3.11\n", "dockerfile_path 값 없음"),
        ({"build": {"path": "."}}, "FROM python:3.10\nRUN conda create python=3.11\n", "3.10, 3.11"),
        ({"image": "mcr.microsoft.com/azureml/minimal-py311-inference:latest"}, None, None),
        ({"image": "x", "conda_file": {"dependencies": ["python=3.11.9"]}}, None, None),
        ({"build": {"path": "."}}, "FROM python:3.11-slim\n", None),
    ],
)
def test_environment_with_another_python_than_the_kernel_is_found(tmp_path, environment, dockerfile, says):
    if dockerfile:
        (tmp_path / "Dockerfile").write_text(dockerfile, "utf-8")
    file = tmp_path / "environment.yml"
    file.write_text(yaml.safe_dump({"$schema": "x/environment.schema.json", "name": "e"} | environment), "utf-8")
    found = check_file(file)
    assert (len(found) == 1 and says in found[0]) if says else found == [], found


@pytest.mark.parametrize("expression", ["0 19 * * *", "*/15 9-18 * * MON-FRI", "0 0 1,15 JAN *", "5/10 * * * 0"])
def test_good_cron_expressions_pass(azure, expression):
    broken(azure / "compute-instance.yml", CRON, expression)
    assert check_file(azure / "compute-instance.yml") == []


@pytest.mark.parametrize("text", ["name: [", "- a list", "", "name: x\n", "$schema: x/robot.schema.json\n"])
def test_file_that_is_no_azure_ml_yaml_is_named(tmp_path, text):
    file = tmp_path / "odd.yml"
    file.write_text(text, "utf-8")
    (line,) = check_file(file)
    assert line.startswith(f"{file}: ")


@pytest.mark.parametrize("name", [file.relative_to(FOLDER).as_posix() for file in azure_checks.files()])
def test_a_mangled_file_is_no_traceback(azure, name):
    """Every field in turn is made a list, a text and nothing: the checks may find something, and must not fall over."""
    whole = (azure / name).read_text("utf-8")
    for field in yaml.safe_load(whole):
        for value in (["x"], "x", None, {"a": {"b": 1}}):
            (azure / name).write_text(whole, "utf-8")
            broken(azure / name, field, value)
            check_file(azure / name)


def test_all_problems_of_all_files_are_told_together(azure):
    broken(azure / "workspace.yml", "name", "w")
    broken(azure / "compute-cluster.yml", "max_instances", 0)
    with pytest.raises(CourseError) as error:
        check(azure)
    assert "workspace.yml" in str(error.value)
    assert str(error.value).count("compute-cluster.yml") >= 1
