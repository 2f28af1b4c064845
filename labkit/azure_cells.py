"""The ``%%azure`` cell magic: plain Azure SDK code that runs with a workspace and is skipped without one.

``%%azure`` cells use SDK v2, ``%%azure v1`` cells SDK v1 as the course did in 2021. ``labkit.target.connect`` turns the
magic on and says whether there is a workspace.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, cell_magic, magics_class

from labkit.azure_errors import AzureCallError, is_azure

SKIPPED = (
    "☁️ 건너뜀: 이 셀은 Azure 작업 영역(workspace)에 연결했을 때 실행됩니다. "
    "작업 영역의 config.json을 노트북 옆에 두고 connect()부터 다시 실행하십시오."
)


@magics_class
class AzureCells(Magics):
    """``%%azure`` and ``%%azure v1``; one object a shell, replaced by each :func:`enable`."""

    def __init__(self, shell: InteractiveShell, connected: bool):
        super().__init__(shell)
        self.connected = connected

    @cell_magic
    def azure(self, line: str, cell: str) -> Any:
        """Run a cell of Azure SDK code in the notebook's own variables, when there is a workspace.

        A typo is a ``SyntaxError`` at once, with or without a workspace. What the last line gives is shown, as in any cell.

        Raises
        ------
        AzureCallError
            When Azure, or the way to it, refuses: a Korean explanation above the SDK's message. An error of the cell's
            own code is raised as it is.
        """
        if line.strip() not in ("", "v1", "v2"):
            raise UsageError(f"%%azure 뒤에는 v1 또는 v2만 쓸 수 있습니다. 지금은 {line.strip()!r}입니다.")
        tree = ast.parse(cell, "%%azure")
        if not self.connected:
            print(SKIPPED)
            return None
        shown = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        name = self.shell.compile.cache(cell)  # so that a traceback can show the lines
        namespace = self.shell.user_ns
        with explained(name):
            exec(compile(tree, name, "exec"), namespace)
            return eval(compile(ast.Expression(shown.value), name, "eval"), namespace) if shown else None


@contextmanager
def explained(filename: str | None = None) -> Iterator[None]:
    """Turn an error of an Azure SDK into an :class:`~labkit.azure_errors.AzureCallError`; leave any other as it is.

    Parameters
    ----------
    filename : str, optional
        The code whose line the explanation should name.
    """
    try:
        yield
    except Exception as error:
        if not is_azure(error):
            raise
        raise AzureCallError(error, _line_in(filename, error)) from error


def _line_in(name: str | None, error: BaseException) -> int | None:
    """The cell's line that led to an error: the innermost frame that is the cell's own."""
    line, traceback = None, error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == name:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def enable(connected: bool) -> None:
    """Turn the magic on in the running notebook; outside of IPython there is nothing to turn on."""
    from IPython import get_ipython

    if (shell := get_ipython()) is not None:
        shell.register_magics(AzureCells(shell, connected))
