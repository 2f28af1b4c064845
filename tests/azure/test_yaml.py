"""Every file in ``azure/`` is what azure-ai-ml and Azure's API expect, and says what the course means."""

import re

import pytest
import yaml

from course import azure_checks, cohort
from course.azure_checks import FOLDER
from tests.azure import yaml_files
from tests.azure.arm_schema import validate

NOT_FOR_A_LOADER = {"README.md", "Dockerfile", "MLTable", ".amlignore", "diabetes.csv"}
pytestmark = pytest.mark.filterwarnings("ignore::marshmallow.warnings.RemovedInMarshmallow4Warning")
ZERO = "00000000-0000-0000-0000-000000000000"


def test_every_file_in_the_folder_is_read_by_something():
    others = {file for file in FOLDER.rglob("*") if file.is_file() and file.suffix != ".yml"}
    assert {file.name for file in others if file.suffix != ".parquet"} <= NOT_FOR_A_LOADER
    for name in yaml_files.names():
        assert yaml_files.kind(FOLDER / name), name


@pytest.mark.parametrize("name", yaml_files.names())
def test_file_loads_and_its_request_fits_the_api(name):
    kind = yaml_files.kind(FOLDER / name)
    assert validate(kind.resource, yaml_files.body(FOLDER / name)) == []


@pytest.mark.parametrize("name", yaml_files.names())
def test_a_field_that_does_not_exist_is_found(name, tmp_path):
    """Most loaders refuse it; the one of components lets it through, and the shape of the request does not."""
    file = yaml_files.copied(tmp_path) / name
    document = yaml.safe_load(file.read_text("utf-8")) | {"no_such_field": 1}
    file.write_text(yaml.safe_dump(document), "utf-8")
    try:
        body = yaml_files.body(file)
    except NotImplementedError:
        assert name.startswith("monitors/")  # all that azure-ai-ml has to say about a monitor that does not fit
    except Exception as refused:
        assert "no_such_field" in str(refused)
    else:
        assert any("no_such_field" in line for line in validate(yaml_files.kind(file).resource, body))


def test_our_own_checks_pass():
    assert azure_checks.check() == len(yaml_files.names())


def test_names_are_those_of_the_example_cohort():
    values = cohort.load(cohort.DEFAULT)
    workspace, cluster = yaml_files.parsed("workspace.yml"), yaml_files.parsed("compute-cluster.yml")
    instance = yaml_files.parsed("compute-instance.yml")
    assert (workspace["name"], workspace["location"]) == (values["workspace"], values["region"])
    assert cluster["name"] == values["compute_cluster"]
    assert instance["name"].startswith(values["compute_instance_prefix"])
    assert instance["setup_scripts"]["creation_script"]["command"] == f"{values['repository_url']} {values['branch']}"
    for name in yaml_files.names():
        for compute in re.findall(r"compute: azureml:(\S+)", (FOLDER / name).read_text("utf-8")):
            assert compute == values["compute_cluster"], name


@pytest.mark.parametrize("name", yaml_files.names())
def test_nobody_real_is_named(name):
    text = (FOLDER / name).read_text("utf-8")
    assert set(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text)) <= {ZERO}
    assert set(re.findall(r"[\w.+-]+@([\w-]+\.\w+)", text)) <= {"example.com"}


def test_forecast_asks_for_thirty_days_and_leaves_frequency_lags_and_window_to_azure():
    task = yaml_files.body(FOLDER / "jobs" / "automl-forecast-battery.yml")["properties"]["taskDetails"]
    assert task["forecastingSettings"] == {
        "forecastHorizon": {"mode": "Custom", "value": 30},
        "timeColumnName": "datetime",
        "timeSeriesIdColumnNames": ["unit"],
    }
    assert task["limitSettings"]["maxTrials"] > 1  # a sweep over models, not one


def test_compute_instance_sets_itself_up_and_stops_itself():
    properties = yaml_files.body(FOLDER / "compute-instance.yml")["properties"]["properties"]
    assert properties["setupScripts"]["scripts"]["creationScript"]["scriptData"] == "Users/instructor/setup.sh"
    assert properties["idleTimeBeforeShutdown"] == "PT60M"
    (schedule,) = properties["schedules"]["computeStartStop"]
    assert (schedule["action"], schedule["cron"]["timeZone"]) == ("stop", "Korea Standard Time")
    assert schedule["cron"]["expression"] == "0 19 * * *"
    assert properties["personalComputeInstanceSettings"]["assignedUser"] == {"objectId": ZERO, "tenantId": ZERO}
    assert properties["sshSettings"]["sshPublicAccess"] == "Disabled"


def test_deployment_collects_what_it_is_asked_and_answers():
    properties = yaml_files.body(FOLDER / "endpoints" / "digits-deployment.yml")["properties"]
    assert properties["dataCollector"]["collections"] == {
        "request": {"dataCollectionMode": "enabled"},
        "response": {"dataCollectionMode": "enabled"},
    }


def test_data_collector_takes_texts_only(tmp_path):
    file = yaml_files.copied(tmp_path) / "endpoints" / "digits-deployment.yml"
    file.write_text(file.read_text("utf-8").replace('"True"', "true"), "utf-8")
    with pytest.raises(Exception, match=r"(?i)enabled"):
        yaml_files.body(file)


# --- README -----------------------------------------------------------------------------------------------------------

ROW = re.compile(r"^\| \[(\S+)\]\(\1\) \| [^|]+ \| ([^|]+) \| \[[^|]+\]\(\.\./(\S+)\) \| `([^|`]+)` \|$", re.MULTILINE)


def rows():
    found = ROW.findall((FOLDER / "README.md").read_text("utf-8"))
    return {name: (lab, page, command) for name, lab, page, command in found}


def test_table_lists_every_file():
    assert sorted(rows()) == sorted(yaml_files.names())


@pytest.mark.parametrize("name", yaml_files.names())
def test_table_row_leads_to_a_page_a_lab_and_a_command_that_are_there(name):
    lab, page, command = rows()[name]
    assert (cohort.ROOT / page).is_file(), page
    kind = yaml_files.kind(FOLDER / name)
    assert command == f"{kind.command} --file azure/{name}"
    if lab != "모두":
        lab, _, later = lab.partition(" ")
        notebook = cohort.ROOT / "labs_solutions" / f"{lab}.ipynb"
        assert notebook.exists() != (later == "(준비 중)"), f"{lab}: README와 labs_solutions가 다릅니다"


@pytest.mark.parametrize("name", [name for name in yaml_files.names() if "experiment_name" in yaml_files.parsed(name)])
def test_experiment_is_called_like_the_lab_of_its_first_comment(name):
    """Lab 1-2's job, and the pipeline made of it, are recorded where lab 1-2 records."""
    part, number = re.search(r"Lab (\d)-(\d)", (FOLDER / name).read_text("utf-8")).groups()
    (page,) = (cohort.ROOT / "book" / f"part{part}").glob(f"0{number}-*.md")
    assert yaml_files.parsed(name)["experiment_name"] == page.stem[3:]
