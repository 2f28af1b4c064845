"""``python -m course <command>``: what the build and the instructors run. The Makefile calls these."""

from __future__ import annotations

import argparse
import sys

from course import cohort, labs, links, serve


def _labs(_: argparse.Namespace) -> None:
    changed = labs.write_all()
    for path in changed:
        print(f"  {path.relative_to(labs.ROOT)}")
    print(f"실습 {len(labs.solutions())}개 가운데 {len(changed)}개를 새로 썼습니다.")


def _serve(chosen: argparse.Namespace) -> None:
    serve.serve(chosen.port)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m course", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    commands.add_parser("labs", help="write labs/ from labs_solutions/").set_defaults(run=_labs)
    serving = commands.add_parser("serve", help="serve the built site on localhost")
    serving.add_argument("--port", type=int, default=8000)
    serving.set_defaults(run=_serve)
    chosen = parser.parse_args(arguments)
    try:
        chosen.run(chosen)
    except (cohort.CohortError, labs.LabError, links.LinkError, serve.ServeError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
