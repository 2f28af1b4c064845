"""``python -m course <command>``: what the build and the instructors run. The Makefile calls these."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from course import CourseError, azure_checks, bench, chromium, fonts, labs, picture, serve, slides


def _labs(_: argparse.Namespace) -> None:
    changed = labs.write_all()
    for path in changed:
        print(f"  {path.relative_to(labs.ROOT)}")
    print(f"실습 {len(labs.solutions())}개 가운데 {len(changed)}개를 새로 썼습니다.")


def _chromium(_: argparse.Namespace) -> None:
    if not chromium.ensure() and os.environ.get("CI"):
        raise CourseError("CI에서는 브라우저 시험을 건너뛸 수 없습니다.")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m course", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text)
        added.set_defaults(run=run)
        return added

    command("labs", _labs, "write labs/ from labs_solutions/")
    command("serve", lambda chosen: serve.serve(chosen.port), "serve the built site on localhost").add_argument(
        "--port", type=int, default=8000
    )
    deck = command("slides", lambda chosen: slides.report(chosen.output, chosen.notes), "compile the decks to PDF")
    deck.add_argument("--output", type=Path, default=labs.ROOT / "_build" / "html" / "slides")
    deck.add_argument("--notes", action="store_true", help="with the speaker's notes")
    command("fonts", lambda _: fonts.report(), "make the committed subset of Noto Sans KR again")
    command(
        "azure-check",
        lambda _: print(f"azure/의 YAML {azure_checks.check()}개를 확인했습니다."),
        "check azure/*.yml for what the loaders let through",
    )
    command("chromium", _chromium, "see that the browser tests have a browser")
    command("picture", lambda _: print(picture.take()), "take the README's picture of the built site")
    command("bench", lambda _: bench.report(), "time builds and labs, weigh pages")

    chosen = parser.parse_args(arguments)
    try:
        chosen.run(chosen)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
