"""config.json: found where the SDKs find it, and refused with a sentence when it can not be used."""

import json

import pytest

from labkit import workspace_file
from labkit.workspace_file import WorkspaceFileError

GOOD = {
    "subscription_id": "00000000-0000-0000-0000-000000000000",
    "resource_group": "rg-course",
    "workspace_name": "mlw-course",
}


def written(folder, content, place="config.json"):
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


@pytest.mark.parametrize("place", ["config.json", ".azureml/config.json", "aml_config/config.json"])
def test_found_beside_and_above_the_notebook(tmp_path, place):
    file = written(tmp_path, GOOD, place)
    deeper = tmp_path / "labs" / "part1"
    deeper.mkdir(parents=True)
    assert workspace_file.find(tmp_path) == workspace_file.find(deeper) == file


@pytest.mark.parametrize("place", ["config.json", ".azureml/config.json", "aml_config/config.json"])
def test_sdk_v2_finds_the_same_file(tmp_path, monkeypatch, place):
    from azure.ai.ml import MLClient
    from azure.core.credentials import AccessToken

    written(tmp_path, GOOD, place)
    monkeypatch.chdir(tmp_path)

    class Credential:
        def get_token(self, *scopes, **options):
            return AccessToken("token", 0)

    assert (
        MLClient.from_config(Credential()).workspace_name == workspace_file.read(workspace_file.find()).workspace_name
    )


def test_nearest_wins(tmp_path):
    written(tmp_path, GOOD)
    mine = written(tmp_path / "labs", GOOD | {"workspace_name": "mine"})
    assert workspace_file.find(tmp_path / "labs") == mine


def test_byte_order_mark_of_a_windows_editor_is_no_trouble(tmp_path):
    file = tmp_path / "config.json"
    file.write_text(json.dumps(GOOD), "utf-8-sig")
    assert workspace_file.read(file).workspace_name == "mlw-course"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "JSON으로 읽을 수 없습니다"),
        ("{'a': 1}", "JSON으로 읽을 수 없습니다"),
        ("[1]", "모양의 JSON"),
        ({"subscription_id": "x"}, "resource_group, workspace_name 항목이 없습니다"),
        (GOOD | {"workspace_name": ""}, "workspace_name 값 ''"),
        (GOOD | {"workspace_name": 3}, "workspace_name 값 3"),
        (GOOD | {"subscription_id": "<subscription-id>"}, "<subscription-id>"),
    ],
    ids=["empty", "malformed", "list", "incomplete", "blank", "number", "placeholder"],
)
def test_file_that_can_not_be_used_is_named(tmp_path, content, says):
    with pytest.raises(WorkspaceFileError, match=rf"config\.json: .*{says}"):
        workspace_file.read(written(tmp_path, content))
