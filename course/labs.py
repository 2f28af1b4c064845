"""Participant notebooks from solutions: ``labs_solutions/**.ipynb`` → ``labs/**.ipynb``.

The solution is the source. A gap is what stands between two comment lines of a code cell::

    ### BEGIN SOLUTION 힌트: what helps without giving it away
    answer = 6 * 7
    ### END SOLUTION

and becomes, for the participant, the hint and one line ``answer = ...`` for each name that the lab uses later.
Everything else stays as it is, cell ids included; only cohort values (``@@key@@``) are filled in, and links that leave
the labs for a page of the book lead to the published site.
"""

from __future__ import annotations

import ast
import copy
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

import nbformat

from course import CourseError, cohort, links

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS = ROOT / "labs_solutions"
LABS = ROOT / "labs"

BEGIN = re.compile(r"^(?P<indent>\s*)### BEGIN SOLUTION\s+힌트: (?P<hint>\S.*)$")
END = re.compile(r"^\s*### END SOLUTION$")
MARKER_LIKE = re.compile(r"(BEGIN|END)\W*SOLUTION", re.IGNORECASE)
PAGE_LINK = re.compile(r"\]\((?:\.\./)+(?P<page>book/[^)#\s]+)\.md(?P<anchor>#[^)\s]*)?\)")


class LabError(CourseError):
    """A solution notebook can not become a lab; the message names the file, the cell and what to do."""


@dataclass(frozen=True)
class Gap:
    """One region between markers: 0-based first and last line (the markers), indent, hint and the code inside."""

    first: int
    last: int
    indent: str
    hint: str
    code: str


def find_gaps(source: str, where: str) -> list[Gap]:
    """The gaps of a code cell.

    Raises
    ------
    LabError
        For a marker that is misspelt, has no hint, is nested, or has no partner.
    """
    gaps: list[Gap] = []
    opened: tuple[int, re.Match[str]] | None = None
    lines = source.splitlines()
    for number, line in enumerate(lines):
        if begin := BEGIN.match(line):
            if opened:
                raise LabError(f"{where}: {number + 1}번째 줄의 BEGIN SOLUTION이 앞의 것을 닫기 전에 다시 열립니다.")
            opened = number, begin
        elif END.match(line):
            if not opened:
                raise LabError(f"{where}: {number + 1}번째 줄의 END SOLUTION에 짝이 되는 BEGIN SOLUTION이 없습니다.")
            first, begin = opened
            code = textwrap.dedent("\n".join(lines[first + 1 : number]))
            gaps.append(Gap(first, number, begin["indent"], begin["hint"], code))
            opened = None
        elif MARKER_LIKE.search(line):
            raise LabError(
                f"{where}: {number + 1}번째 줄 {line.strip()!r}은(는) 표시로 읽을 수 없습니다. "
                "'### BEGIN SOLUTION 힌트: …' 또는 '### END SOLUTION'으로 쓰십시오. 힌트는 꼭 있어야 합니다."
            )
    if opened:
        raise LabError(f"{where}: {opened[0] + 1}번째 줄의 BEGIN SOLUTION을 닫는 END SOLUTION이 없습니다.")
    return gaps


def assigned_names(code: str, where: str) -> list[str]:
    """Names that a piece of code binds at its top level (assignments, ``with … as``, functions), in order."""
    try:
        body = ast.parse(code).body
    except SyntaxError as error:
        raise LabError(f"{where}: 풀이 코드에 문법 오류가 있습니다: {error}") from None
    names: dict[str, None] = {}
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names[statement.name] = None
            continue
        targets: list[ast.AST] = []
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign | ast.AugAssign):
            targets = [statement.target]
        elif isinstance(statement, ast.With):
            targets = [item.optional_vars for item in statement.items if item.optional_vars]
        names |= {node.id: None for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
    return list(names)


def participant_notebook(solution: Path, values: dict[str, str]) -> str:
    """The participant notebook of a solution, as the text of an .ipynb file.

    Parameters
    ----------
    solution : Path
        A notebook below ``labs_solutions``.
    values : dict
        Cohort and link values, see :func:`course.cohort.load` and :func:`course.links.values`.

    Raises
    ------
    LabError
        Naming file and cell, for stored outputs, wrong markers, or solution text that would still be readable.
    """
    name = solution.relative_to(SOLUTIONS).as_posix() if solution.is_relative_to(SOLUTIONS) else solution.name
    try:
        notebook = nbformat.read(solution, as_version=4)
        nbformat.validate(notebook)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise LabError(f"{name}: 노트북으로 읽을 수 없습니다. {error}") from None

    result = copy.deepcopy(notebook)
    result.metadata["course"] = {"generated_from": f"labs_solutions/{name}", "by": "make labs"}
    gaps_of = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            where = f"{name} [{cell.id}]"
            if cell.outputs or cell.execution_count is not None:
                raise LabError(f"{where}: 출력이 저장되어 있습니다. 출력을 모두 지우고 저장하십시오.")
            gaps_of[cell.id] = find_gaps(cell.source, where)

    shown = "\n".join(_without(cell.source, gaps_of[cell.id]) for cell in notebook.cells if cell.cell_type == "code")
    site = values["site_url"].rstrip("/")
    for cell in result.cells:
        where = f"{name} [{cell.id}]"
        if cell.cell_type == "code":
            cell.source = _with_hints(cell.source, gaps_of[cell.id], shown, where)
        else:
            cell.source = PAGE_LINK.sub(lambda m: f"]({site}/{m['page']}.html{m['anchor'] or ''})", cell.source)
        try:
            cell.source = cohort.expand(cell.source, values, where)
        except cohort.CohortError as error:
            raise LabError(str(error)) from None
    _refuse_leaks(name, result, [gap for gaps in gaps_of.values() for gap in gaps])
    return nbformat.writes(result, indent=1) + "\n"


def _without(source: str, gaps: list[Gap]) -> str:
    """A cell's code with its gaps cut out."""
    lines = source.splitlines()
    for gap in reversed(gaps):
        del lines[gap.first : gap.last + 1]
    return "\n".join(lines)


def _with_hints(source: str, gaps: list[Gap], shown: str, where: str) -> str:
    """A cell's code with each gap replaced by its hint and ``name = ...`` for the names used outside of gaps."""
    lines = source.splitlines()
    for gap in reversed(gaps):
        used = [name for name in assigned_names(gap.code, where) if re.search(rf"\b{name}\b", shown)]
        stub = [f"{name} = ..." for name in used] or ["..."]
        lines[gap.first : gap.last + 1] = [
            gap.indent + line for line in ["# 여기에 코드를 쓰십시오.", f"# 힌트: {gap.hint}", *stub]
        ]
    return "\n".join(lines)


def _refuse_leaks(name: str, result: nbformat.NotebookNode, gaps: list[Gap]) -> None:
    """An error when a line of a solution is still readable somewhere in the participant notebook."""
    secrets = {line.strip() for gap in gaps for line in gap.code.splitlines()}
    secrets = {line for line in secrets if len(line) >= 12 and not line.startswith(("#", "import ", "from "))}
    for cell in result.cells:
        for secret in secrets:
            if secret in cell.source:
                raise LabError(
                    f"{name} [{cell.id}]: 풀이의 한 줄 {secret!r}이(가) 빈칸 밖에도 적혀 있습니다. 둘 가운데 하나를 바꾸십시오."
                )


def _refuse_to_overwrite_work(lab: Path) -> None:
    """An error when somebody has run this lab: a generated notebook never holds an execution count."""
    if lab.exists() and any(cell.get("execution_count") for cell in nbformat.read(lab, as_version=4).cells):
        name = lab.relative_to(ROOT).as_posix()
        raise LabError(
            f"{name}: 누군가 실행하고 저장한 노트북이라 덮어쓰지 않았습니다. 답을 지키려면 다른 이름으로 옮기고, "
            f"버려도 되면 git restore {name} 을(를) 실행한 다음 다시 하십시오."
        )


def solutions() -> list[Path]:
    """Every solution notebook, sorted."""
    return sorted(path for path in SOLUTIONS.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def write_all() -> list[Path]:
    """Write every lab, and remove generated ones whose solution is gone. Returns the files that changed.

    All notebooks are converted before the first is written, so an error leaves ``labs/`` as it was.

    Raises
    ------
    LabError
        With the problems of all notebooks, a line each.
    """
    values = cohort.load() | links.values()
    texts: dict[Path, str] = {}
    problems: list[str] = []
    for solution in solutions():
        try:
            lab = LABS / solution.relative_to(SOLUTIONS)
            texts[lab] = participant_notebook(solution, values)
            _refuse_to_overwrite_work(lab)
        except LabError as error:
            problems.append(str(error))
    if problems:
        raise LabError("\n".join(problems))

    changed = []
    for lab, text in texts.items():
        if not lab.exists() or lab.read_text("utf-8") != text:
            lab.parent.mkdir(parents=True, exist_ok=True)
            unfinished = lab.with_suffix(".part")
            unfinished.write_text(text, "utf-8")
            unfinished.replace(lab)
            changed.append(lab)
    for lab in LABS.rglob("*.ipynb"):
        if lab not in texts and "generated_from" in nbformat.read(lab, as_version=4).metadata.get("course", {}):
            lab.unlink()
            changed.append(lab)
    return changed
