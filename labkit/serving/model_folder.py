"""Where the model is that an endpoint was given."""

from __future__ import annotations

from pathlib import Path


def find(folder: str | Path | None) -> Path:
    """The MLflow model in or below a folder: the one place that holds a file ``MLmodel``.

    ``AZUREML_MODEL_DIR`` names the model's folder on a laptop, but on Azure the folder *above* it, at a depth that depends
    on how the model was registered. So it is looked for.

    Parameters
    ----------
    folder : path or None
        The value of ``AZUREML_MODEL_DIR``.

    Raises
    ------
    FileNotFoundError
        In Korean, when there is no such folder, no model in it, or more than one.
    """
    if not folder:
        raise FileNotFoundError("AZUREML_MODEL_DIR이 비어 있습니다. 배포에 모델이 연결되어 있는지 확인하십시오.")
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: 모델 폴더가 없습니다.")
    found = sorted(path.parent for path in folder.rglob("MLmodel"))
    if len(found) != 1:
        raise FileNotFoundError(f"{folder}: MLflow 모델이 하나 있어야 하는데 {len(found)}개입니다.")
    return found[0]
