"""Results that are there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labkit.jobs.command_line import JobError


def write_text(file: Path, text: str) -> None:
    """Write a small file in one step, making its folder; an older file stays until the new one is complete."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(file.name + ".part")
        unfinished.write_text(text, "utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise _unwritable(file, error) from None


@contextmanager
def whole_folder(folder: Path, sign: str) -> Iterator[Path]:
    """A folder to write into, which takes its place as ``folder`` only when the block ends well.

    Parameters
    ----------
    folder : Path
        Where the result goes. An earlier result there is replaced; the folder that Azure mounts for an output is filled.
    sign : str
        A file that every result of this kind holds. A folder with other content and without it is not touched.

    Raises
    ------
    JobError
        When the folder holds something else, or can not be written.
    """
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise JobError(f"{folder.name}: 폴더가 아니라 파일입니다. --output을 바꾸십시오.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / sign).exists():
        raise JobError(f"{folder.name}: 다른 내용이 든 폴더라 덮어쓰지 않습니다. --output에 새 폴더를 적으십시오.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-")
    except OSError as error:
        raise _unwritable(folder, error) from None
    with scratch as place:
        fresh = Path(place) / "new"
        fresh.mkdir()
        yield fresh
        try:
            _take_place(fresh, folder, Path(place) / "old", sign)
        except OSError as error:
            raise _unwritable(folder, error) from None


def _unwritable(path: Path, error: OSError) -> JobError:
    return JobError(f"{path.name}: 결과를 쓸 수 없습니다({error.strerror}). --output을 바꾸십시오.")


def _take_place(fresh: Path, folder: Path, aside: Path, sign: str) -> None:
    try:
        if folder.exists():
            folder.replace(aside)
    except OSError:  # a mount point can not be moved: fill it, the sign last, so that it stands for a complete result
        shutil.copytree(fresh, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(sign))
        shutil.copy(fresh / sign, folder / sign)
    else:
        fresh.replace(folder)
