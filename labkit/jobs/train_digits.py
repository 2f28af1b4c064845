"""Train a model that reads handwritten digits: ``python -m labkit.jobs.train_digits --C 0.1 --output outputs/model``.

The same command on a laptop, in CI and as an Azure ML job. It logs parameters, metrics and every test prediction to
MLflow, and leaves the model as an MLflow model folder in ``--output``, with what the endpoint must know about a picture.
"""

from __future__ import annotations

import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.neighbors import NearestCentroid
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MinMaxScaler
from threadpoolctl import threadpool_limits

from labkit.jobs import digits
from labkit.jobs.command_line import Parser, positive_number, run, whole_number

PREDICTIONS = "predictions.json"  # what the run keeps of the test: one entry a picture
FOLDS = StratifiedKFold(n_splits=5, shuffle=True, random_state=0)


def flat(images: np.ndarray) -> np.ndarray:
    """Pictures as rows of a table: shape (pictures, rows * columns)."""
    return images.reshape(len(images), -1)


def classifier(C: float, max_iterations: int = 1000) -> Pipeline:
    """A logistic regression on brightness from 0 to 1. The larger ``C``, the less it is punished for being sure of itself."""
    return make_pipeline(MinMaxScaler(), LogisticRegression(C=C, max_iter=max_iterations))


def baselines(data: digits.Digits) -> dict[str, float]:
    """Test accuracy of two predictions that cost nothing: the most frequent digit, and the digit whose average is nearest."""
    train, test = flat(data.train_images), flat(data.test_images)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a corner where no digit has ink: nothing to be warned of
        return {
            "most_frequent_accuracy": DummyClassifier().fit(train, data.train_labels).score(test, data.test_labels),
            "centroid_accuracy": NearestCentroid().fit(train, data.train_labels).score(test, data.test_labels),
        }


def interval(right: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, which stays between 0 and 1 even where nearly all are right (Wilson 1927)."""
    z, share = 1.959964, right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return float(middle - half), float(middle + half)


def arguments() -> Parser:
    parser = Parser("labkit.jobs.train_digits", description="손글씨 숫자를 읽는 모델을 학습하고 기록합니다.")
    parser.add_argument(
        "--data",
        choices=["digits", "full"],
        default="digits",
        help="digits: scikit-learn에 든 8×8 그림 1,797장(기본값). full: 28×28 그림 70,000장인 MNIST(내려받습니다)",
    )
    parser.add_argument(
        "--C", type=positive_number, default=1.0, help="규제의 세기의 역수. 클수록 규제가 약합니다 (기본값 1)"
    )
    parser.add_argument(
        "--max-iterations", type=whole_number(1, 100_000), default=1000, help="되풀이의 한도 (기본값 1000)"
    )
    parser.add_argument(
        "--mirror", default=digits.MNIST_URL, metavar="주소", help="MNIST 파일을 받을 다른 주소(file:// 도 됩니다)"
    )
    parser.add_argument(
        "--output", type=Path, default=Path("outputs/digits-model"), help="모델 폴더 (기본값 outputs/digits-model)"
    )
    return parser


def main() -> None:
    args = arguments().parse_args()

    from labkit.jobs.output import whole_folder
    from labkit.jobs.tracking import start_run

    with start_run("digits-remote", f"{args.data}-C-{args.C:g}"), whole_folder(args.output, "MLmodel") as folder:
        import mlflow  # after start_run, which knows where to and how quietly

        data = digits.small() if args.data == "digits" else digits.full(args.mirror)
        train, test = flat(data.train_images), flat(data.test_images)
        mlflow.log_params(
            {
                "data": args.data,
                "C": args.C,
                "max_iterations": args.max_iterations,
                "train": len(train),
                "test": len(test),
            }
        )
        model = classifier(args.C, args.max_iterations)
        # Small matrices are several times faster on one thread: more of them mostly wait for each other.
        with threadpool_limits(1 if args.data == "digits" else None), warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # said in Korean below
            model.fit(train, data.train_labels)
            folds = cross_val_score(model, train, data.train_labels, cv=FOLDS)
        converged = bool(model[-1].n_iter_.max() < args.max_iterations)

        probabilities = model.predict_proba(test)
        predicted = model.classes_[probabilities.argmax(axis=1)]
        right = int(np.count_nonzero(predicted == data.test_labels))
        low, high = interval(right, len(test))
        mlflow.log_metrics(
            {
                "cv_accuracy": folds.mean(),
                "cv_accuracy_std": folds.std(ddof=1),
                "test_accuracy": right / len(test),
                "test_accuracy_low": low,
                "test_accuracy_high": high,
                "converged": float(converged),
            }
            | baselines(data)
        )
        mlflow.log_dict(
            {
                "actual": data.test_labels.tolist(),
                "predicted": predicted.tolist(),
                "probability": probabilities.max(axis=1).round(4).tolist(),
            },
            PREDICTIONS,
        )
        rows, columns = data.test_images.shape[1:]
        mlflow.sklearn.save_model(
            model,
            folder,
            signature=mlflow.models.infer_signature(test[:2], predicted[:2]),
            metadata={"picture": {"rows": rows, "columns": columns, "brightest": data.brightest}},
            pip_requirements=[f"{name}=={version(name)}" for name in ("mlflow", "numpy", "scikit-learn", "skops")],
        )
    if not converged:
        print(f"주의: {args.max_iterations}번 되풀이해도 수렴하지 않았습니다. --max-iterations를 늘리십시오.")
    print(
        f"{args.data}, C={args.C:g}: 시험 {len(test):,}장 가운데 {right:,}장을 맞혔습니다. "
        f"정확도 {right / len(test):.3f} (95% 구간 {low:.3f}~{high:.3f})"
    )
    print(f"모델을 남긴 곳: {args.output}")


if __name__ == "__main__":
    run(main)
