"""The digits job: a model that an endpoint can serve, judged beside what costs nothing; MNIST only with its checksum."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock

import mlflow
import numpy as np
import pytest
from mlflow import MlflowClient
from mlflow.models import Model

from labkit.jobs import command_line, digits, train_digits
from labkit.jobs.command_line import JobError


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("train")
    done = subprocess.run(
        [sys.executable, "-m", "labkit.jobs.train_digits", "--C", "1", "--output", "model"],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if not key.startswith("MLFLOW_")}
        | {"LABKIT_TARGET": "local"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0 and not done.stderr, done.stderr
    client = MlflowClient(f"sqlite:///{folder / '.lab_runs' / 'mlflow.db'}")
    (run,) = client.search_runs([client.get_experiment_by_name("digits-remote").experiment_id])
    return folder, run, client


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Run the job in this process, as ``python -m`` would, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("mlflow.tracking.fluent._active_experiment_id", None)  # what connect() sets for good
    before = mlflow.get_tracking_uri(), mlflow.get_registry_uri()

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["train_digits", *arguments])
        command_line.run(train_digits.main)

    with mock.patch.dict(os.environ, {"LABKIT_TARGET": "local"}):
        for name in [name for name in os.environ if name.startswith("MLFLOW_")]:
            del os.environ[name]
        yield run
        mlflow.set_tracking_uri(before[0])
        mlflow.set_registry_uri(before[1])


def test_model_folder_is_an_mlflow_model_that_knows_its_pictures(trained):
    folder = trained[0]
    assert Model.load(folder / "model").metadata["picture"] == {"rows": 8, "columns": 8, "brightest": 16}
    model = mlflow.sklearn.load_model(str(folder / "model"))
    data = digits.small()
    assert model.score(train_digits.flat(data.test_images), data.test_labels) == pytest.approx(
        trained[1].data.metrics["test_accuracy"]
    )


def test_model_stands_beside_naive_ones_with_an_interval(trained):
    metrics = trained[1].data.metrics
    assert metrics["test_accuracy_low"] < metrics["test_accuracy"] < metrics["test_accuracy_high"]
    assert metrics["most_frequent_accuracy"] < 0.15 < 0.85 < metrics["centroid_accuracy"] < metrics["test_accuracy_low"]
    assert metrics["converged"] == 1 and 0 < metrics["cv_accuracy_std"] < 0.05


def test_every_test_prediction_is_kept(trained, tmp_path):
    _, run, client = trained
    file = client.download_artifacts(run.info.run_id, train_digits.PREDICTIONS, str(tmp_path))
    kept = json.loads(Path(file).read_text())
    agree = np.mean(np.array(kept["actual"]) == np.array(kept["predicted"]))
    assert len(kept["probability"]) == 450 and agree == pytest.approx(run.data.metrics["test_accuracy"])


def test_model_that_did_not_converge_says_so(here, capsys):
    here("--max-iterations", "2")
    assert "수렴하지 않았습니다" in capsys.readouterr().out


def test_other_folder_is_not_overwritten(here, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.csv").write_text("1")
    with pytest.raises(SystemExit, match="덮어쓰지 않습니다"):
        here("--output", "data")
    assert (tmp_path / "data" / "mine.csv").read_text() == "1"


def test_interval_is_wilsons():
    assert train_digits.interval(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)  # Newcombe 1998's method 3
    assert train_digits.interval(10, 10)[1] == pytest.approx(1) and train_digits.interval(0, 10)[0] == pytest.approx(0)


# --- MNIST ----------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path):
    """A file of MNIST's form with a few pictures, and its checksum."""
    rng = np.random.default_rng(0)
    file = tmp_path / "mnist.npz"
    np.savez(
        file,
        x_train=rng.integers(0, 256, (60, 28, 28), dtype=np.uint8),
        y_train=(np.arange(60) % 10).astype(np.uint8),
        x_test=rng.integers(0, 256, (20, 28, 28), dtype=np.uint8),
        y_test=(np.arange(20) % 10).astype(np.uint8),
    )
    return file, hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def web(archive):
    """The archive on a web server; counts how often it is asked."""
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=archive[0].parent)

        def log_message(self, *_):
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/mnist.npz", asked
        server.shutdown()


def test_mnist_is_fetched_once_and_checked(archive, web, tmp_path, monkeypatch):
    monkeypatch.setattr(digits, "MNIST_SHA256", archive[1])
    for _ in range(2):
        data = digits.full(web[0], tmp_path / "cache")
    assert data.train_images.shape == (60, 28, 28) and data.test_labels.tolist()[:3] == [0, 1, 2]
    assert data.brightest == 255 and len(web[1]) == 1
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["mnist.npz"]


def test_file_without_a_network_will_do(archive, tmp_path):
    assert (
        digits.fetch(archive[0].as_uri(), archive[1], tmp_path / "cache" / "a").read_bytes() == archive[0].read_bytes()
    )


def test_damaged_copy_is_fetched_again(archive, tmp_path):
    file = tmp_path / "cache" / "a"
    digits.fetch(archive[0].as_uri(), archive[1], file)
    file.write_bytes(b"damaged")
    assert digits.fetch(archive[0].as_uri(), archive[1], file).read_bytes() == archive[0].read_bytes()


def test_file_with_another_checksum_is_never_used(web, tmp_path):
    with pytest.raises(JobError, match="SHA-256"):
        digits.full(web[0], tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/mnist.npz", "file:///no/such/mnist.npz", "mnist", "gopher://x/y"]
)
def test_no_way_to_the_file_is_said_with_a_way_out(tmp_path, address):
    with pytest.raises(JobError, match="--data digits"):
        digits.fetch(address, "0" * 64, tmp_path / "a")
    assert not list(tmp_path.iterdir())


def test_offline_job_ends_in_one_sentence(here, tmp_path):
    with pytest.raises(SystemExit, match="내려받지 못했습니다") as ended:
        here("--data", "full", "--mirror", "http://127.0.0.1:9/mnist.npz")
    assert "\n" not in ended.value.code and not (tmp_path / "outputs" / "digits-model").exists()


def test_archive_of_another_form_is_said(tmp_path, monkeypatch):
    file = tmp_path / "other.npz"
    np.savez(file, x_train=np.zeros(3))
    monkeypatch.setattr(digits, "MNIST_SHA256", hashlib.sha256(file.read_bytes()).hexdigest())
    with pytest.raises(JobError, match="읽을 수 없습니다"):
        digits.full(file.as_uri(), tmp_path / "cache")
