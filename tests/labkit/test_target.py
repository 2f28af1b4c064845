"""connect(): a participant's runs land beside the notebook, and nothing else happens."""

import os

import mlflow
import pytest

from labkit.target import TargetError, connect


@pytest.fixture(autouse=True)
def restore_mlflow():
    before = mlflow.get_tracking_uri(), mlflow.get_registry_uri()
    yield
    mlflow.set_tracking_uri(before[0])
    mlflow.set_registry_uri(before[1])


def test_runs_and_models_are_kept_beside_the_notebook(tmp_path, capsys):
    target = connect("first", tmp_path)
    with mlflow.start_run(run_name="one"):
        mlflow.log_metric("rmse", 1.5)
        mlflow.log_text("hello", "note.txt")
    assert target.name == "local"
    assert (tmp_path / ".lab_runs" / "mlflow.db").is_file()
    assert list((tmp_path / ".lab_runs" / "artifacts").rglob("note.txt"))
    assert mlflow.search_runs()["metrics.rmse"].tolist() == [1.5]
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 1 and "first" in said[0] and str(tmp_path) not in said[0]


def test_connecting_twice_keeps_earlier_runs(tmp_path):
    connect("again", tmp_path)
    with mlflow.start_run():
        mlflow.log_metric("rmse", 1)
    connect("again", tmp_path)
    assert len(mlflow.search_runs()) == 1


def test_run_folder_is_never_committed(tmp_path):
    connect("first", tmp_path)
    assert (tmp_path / ".lab_runs" / ".gitignore").read_text("utf-8") == "*\n"


def test_folder_that_can_not_be_written_is_said_in_korean(tmp_path):
    (tmp_path / ".lab_runs").write_text("a file is in the way")
    with pytest.raises(TargetError, match="쓰기 권한"):
        connect("first", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="paths of Windows have no such characters")
def test_folder_names_with_spaces_and_hangul_work(tmp_path):
    folder = tmp_path / "내 실습 폴더"
    folder.mkdir()
    connect("first", folder)
    with mlflow.start_run():
        mlflow.log_text("hello", "note.txt")
    assert list((folder / ".lab_runs" / "artifacts").rglob("note.txt"))
