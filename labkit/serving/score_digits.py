"""Entry script of the endpoint that reads handwritten digits: the same file on localhost and on Azure.

Request: ``{"images": [...]}``, 1 to 100 pictures, each a list of rows of brightness values. How many rows and columns and
how bright is written in the model itself, by ``labkit.jobs.train_digits``. Answer: ``{"predictions": [{"digit": 3,
"probability": 0.98}, ...]}``. A request that does not fit gets status 400 and is told where and why.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import mlflow.sklearn
from azureml_inference_server_http.api.aml_request import rawhttp
from mlflow.models import Model

# A deployment sends the folder labkit without installing it, and the server looks for modules only beside this file.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from labkit.serving import contract, model_folder
from labkit.serving.respond import respond

MOST_IMAGES = 100

classifier: Any
rows: int
columns: int
brightest: float


def init() -> None:
    """Load the model, once, before the first request."""
    global classifier, rows, columns, brightest
    folder = str(model_folder.find(os.environ.get("AZUREML_MODEL_DIR")))
    classifier = mlflow.sklearn.load_model(folder)
    picture = Model.load(folder).metadata["picture"]
    rows, columns, brightest = picture["rows"], picture["columns"], picture["brightest"]


@rawhttp
def run(request: Any) -> Any:
    """Answer one request."""
    return respond(request, answer)


def answer(document: dict[str, Any]) -> dict[str, Any]:
    """The digit that each picture shows, and how sure the model is of it."""
    contract.only_fields(document, ["images"])
    shape = (range(1, MOST_IMAGES + 1), rows, columns)
    images = contract.numbers(document["images"], "images", shape, 0, brightest)
    probabilities = classifier.predict_proba(images.reshape(len(images), -1))
    best = probabilities.argmax(axis=1)
    return {
        "predictions": [
            {"digit": int(classifier.classes_[column]), "probability": round(float(row[column]), 4)}
            for row, column in zip(probabilities, best, strict=True)
        ]
    }
