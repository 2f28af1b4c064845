"""One MLflow server for all notebooks of a session, and each notebook run once."""

from functools import cache, partial

import pytest

from tests.azure.lane import run_on_stub
from tests.azure.mlflow_backend import mlflow_server


@pytest.fixture(scope="session")
def on_stub(tmp_path_factory):
    """``on_stub(notebook)`` gives (nbmake's result, log), see :func:`tests.azure.lane.run_on_stub`."""
    with mlflow_server(tmp_path_factory.mktemp("mlflow")) as address:
        yield cache(partial(run_on_stub, address))
