"""Estimate pi from random points, and keep how: ``python -m labkit.jobs.first_experiment --points 10000 --seed 7``.

The smallest job that is worth an experiment: one question (how many points for how many digits?), two parameters, one
metric. The share of points of a square that fall into the circle inside it is pi / 4.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from labkit.jobs.command_line import Parser, run, whole_number

AT_ONCE = 1_000_000  # points in memory at a time: 16 MB


def estimate(points: int, seed: int) -> float:
    """Pi, from that many random points. The same seed gives the same points on every machine."""
    rng = np.random.default_rng(seed)
    inside = 0
    for start in range(0, points, AT_ONCE):
        x, y = rng.random((2, min(AT_ONCE, points - start)))
        inside += int(np.count_nonzero(x * x + y * y < 1))
    return 4 * inside / points


def arguments() -> Parser:
    parser = Parser(
        "labkit.jobs.first_experiment", description="무작위 점으로 원주율을 어림하고 조건과 결과를 기록합니다."
    )
    parser.add_argument("--points", type=whole_number(1, 10**9), default=10_000, help="점의 수 (기본값 10000)")
    parser.add_argument("--seed", type=whole_number(0, 2**32 - 1), default=0, help="난수의 씨앗 (기본값 0)")
    parser.add_argument("--output", type=Path, help="결과를 남길 JSON 파일 (적지 않으면 기록만 남깁니다)")
    return parser


def main() -> None:
    args = arguments().parse_args()

    from labkit.jobs.output import write_text
    from labkit.jobs.tracking import start_run

    with start_run("first-experiment", f"points-{args.points}-seed-{args.seed}"):
        import mlflow  # after start_run, which knows where to and how quietly

        mlflow.log_params({"points": args.points, "seed": args.seed})
        pi = estimate(args.points, args.seed)
        error = abs(pi - np.pi)
        mlflow.log_metrics({"pi": pi, "error": error})

    if args.output:
        result = {"points": args.points, "seed": args.seed, "pi": pi, "error": error}
        write_text(args.output, json.dumps(result) + "\n")
    print(f"점 {args.points:,}개, 씨앗 {args.seed}: 원주율 {pi:.6f}, 오차 {error:.6f}")


if __name__ == "__main__":
    run(main)
