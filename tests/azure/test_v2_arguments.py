"""A misspelt argument of SDK v2, which the SDK itself would ignore, fails."""

import nbformat
import pytest

from course import labs
from tests.azure.lane import is_azure, solutions_with_azure_cells
from tests.azure.v2_arguments import unknown_arguments

SOLUTIONS = solutions_with_azure_cells()


@pytest.mark.parametrize(
    "solution", SOLUTIONS, ids=[path.relative_to(labs.SOLUTIONS).with_suffix("").as_posix() for path in SOLUTIONS]
)
def test_every_argument_of_a_v2_cell_is_one_the_sdk_declares(solution):
    for cell in nbformat.read(solution, 4).cells:
        if is_azure(cell, "v2"):
            assert not unknown_arguments(cell.source.split("\n", 1)[1]), cell.id


IMPORTS = "from azure.ai.ml import Input, MLClient, automl, command\nfrom azure.ai.ml.entities import AmlCompute, ManagedOnlineDeployment\n"


@pytest.mark.parametrize(
    "code",
    [
        "command(command='x', environment='e', compute='c')",
        "Input(type='uri_file', path='azureml:diabetes:1')",
        "AmlCompute(name='c', size='STANDARD_DS3_v2', min_instances=0, max_instances=4, idle_time_before_scale_down=120)",
        "automl.forecasting(training_data=None, target_column_name='y', n_cross_validations=3, compute='c')",
        "ManagedOnlineDeployment(name='blue', endpoint_name='e', instance_type='s', instance_count=1)",
        "target.ml_client.jobs.create_or_update(job, experiment_name='x')",
        "target.ml_client.online_endpoints.invoke(endpoint_name='e', request_file='r.json', deployment_name='blue')",
    ],
)
def test_arguments_as_documented_are_known(code):
    assert not unknown_arguments(IMPORTS + code)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("command(comand='x')", "command(comand=…)"),
        ("Input(typ='uri_file')", "Input(typ=…)"),
        ("AmlCompute(name='c', max_instance=4)", "AmlCompute(max_instance=…)"),
        ("automl.forecasting(training_date=None)", "automl.forecasting(training_date=…)"),
        (
            "target.ml_client.online_endpoints.invoke(endpoint='e')",
            "target.ml_client.online_endpoints.invoke(endpoint=…)",
        ),
    ],
)
def test_misspelt_argument_is_named(code, names):
    assert unknown_arguments(IMPORTS + code) == [names]
