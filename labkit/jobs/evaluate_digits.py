"""Judge a model that reads digits: ``python -m labkit.jobs.evaluate_digits --model outputs/digits-model --output report.json``.

The step after ``labkit.jobs.train_digits``, and a gate: it ends with an error when too few test pictures are read right, so
that a pipeline stops there. The report is written either way.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import confusion_matrix

from labkit.jobs import digits
from labkit.jobs.command_line import JobError, Parser, run
from labkit.serving import model_folder


def share(text: str) -> float:
    """An argument type: a number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"0 이상 1 이하의 수여야 합니다. 받은 값: {text}")
    return value


def report(actual: np.ndarray, predicted: np.ndarray) -> dict[str, Any]:
    """How many test pictures were read right: overall, for each digit, and what was taken for what.

    Parameters
    ----------
    actual, predicted : numpy.ndarray of int, shape (pictures,)

    Returns
    -------
    dict
        ``accuracy``; ``by_digit``: digit → share read right; ``confusion``: rows are what was meant, columns what was read,
        both from 0 to 9.
    """
    table = confusion_matrix(actual, predicted, labels=range(10))
    shares = table.diagonal() / np.maximum(table.sum(axis=1), 1)
    return {
        "test": len(actual),
        "accuracy": float((actual == predicted).mean()),
        "by_digit": {str(digit): float(value) for digit, value in enumerate(shares)},
        "confusion": table.tolist(),
    }


def arguments() -> Parser:
    parser = Parser("labkit.jobs.evaluate_digits", description="손글씨 숫자를 읽는 모델을 시험 그림으로 평가합니다.")
    parser.add_argument("--model", type=Path, required=True, help="labkit.jobs.train_digits가 남긴 모델 폴더")
    parser.add_argument(
        "--data", choices=["digits", "full"], default="digits", help="학습에 쓴 것과 같은 데이터 (기본값 digits)"
    )
    parser.add_argument("--minimum", type=share, default=0.9, help="넘어야 할 정확도 (기본값 0.9)")
    parser.add_argument(
        "--mirror", default=digits.MNIST_URL, metavar="주소", help="MNIST 파일을 받을 다른 주소(file:// 도 됩니다)"
    )
    parser.add_argument("--output", type=Path, default=Path("outputs/evaluation.json"), help="평가를 남길 JSON 파일")
    return parser


def main() -> None:
    args = arguments().parse_args()
    try:
        folder = model_folder.find(args.model)
    except FileNotFoundError as error:
        raise JobError(f"{error} --model을 확인하십시오.") from None

    import mlflow

    from labkit.jobs.output import write_text
    from labkit.jobs.tracking import start_run

    model = mlflow.sklearn.load_model(str(folder))
    data = digits.small() if args.data == "digits" else digits.full(args.mirror)
    pictures = data.test_images.reshape(len(data.test_images), -1)
    if pictures.shape[1] != model.n_features_in_:
        raise JobError(
            f"{args.model.name}: 점 {model.n_features_in_}개인 그림으로 학습한 모델입니다. --data {args.data}의 그림은 "
            f"{pictures.shape[1]}개입니다. 학습에 쓴 --data를 적으십시오."
        )
    with start_run("digits-remote", f"evaluate-{args.data}"):
        result = report(data.test_labels, model.predict(pictures))
        mlflow.log_metrics({"test_accuracy": result["accuracy"], "worst_digit": min(result["by_digit"].values())})
    write_text(args.output, json.dumps(result, indent=1) + "\n")
    if result["accuracy"] < args.minimum:
        raise JobError(
            f"정확도 {result['accuracy']:.3f}이(가) 기준 {args.minimum:g}에 못 미칩니다. 이 모델은 배포하지 마십시오."
        )
    print(
        f"시험 {result['test']:,}장의 정확도 {result['accuracy']:.3f}, 기준 {args.minimum:g} 통과. 보고서: {args.output}"
    )


if __name__ == "__main__":
    run(main)
