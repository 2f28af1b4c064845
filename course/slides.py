"""Compile the decks: ``slides/*.typ`` → PDF, ``python -m course slides``.

A deck is a file named ``<series>-<number>-<title>.typ``; the other ``.typ`` files are the look that decks share.
Each PDF is tagged and checked against PDF/UA-1 by Typst itself: a drawing without a text alternative or a character
without a glyph stops the build, as does a slide whose content does not fit (``slides/theme.typ``) and every warning.
Only the fonts of ``labkit/fonts`` and those inside Typst are used, and no date is written, so the same sources give the
same bytes on every machine.
"""

from __future__ import annotations

import os
from pathlib import Path

import typst

from course import CourseError, fonts

FOLDER = Path(__file__).resolve().parent.parent / "slides"


class DeckError(CourseError):
    """A deck can not become a PDF; the message names the deck, where in it, and what is wrong."""


def decks(folder: Path = FOLDER) -> list[Path]:
    """Return the sources of the decks, in the order of their names."""
    return sorted(folder.glob("*-[0-9]-*.typ"))


def pdf_name(deck: str, notes: bool = False) -> str:
    """Return the file name of a deck's PDF, without or with the speaker's notes."""
    return f"{deck}-notes.pdf" if notes else f"{deck}.pdf"


def build(out: Path, notes: bool = False, folder: Path = FOLDER) -> list[Path]:
    """Write the PDFs of all decks that changed into a folder; return the PDFs of all decks.

    Parameters
    ----------
    out
        Made when missing.
    notes
        Print the speaker's notes below each slide, into ``<deck>-notes.pdf``.

    Raises
    ------
    DeckError
        For the first deck that can not be compiled.
    """
    out.mkdir(parents=True, exist_ok=True)
    newest = _newest_input(folder)
    written = []
    for source in decks(folder):
        target = out / pdf_name(source.stem, notes)
        if not target.is_file() or target.stat().st_mtime <= newest:
            draft = target.with_name(f".{target.name}.{os.getpid()}")
            try:
                draft.write_bytes(compile_deck(source, notes))
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
        written.append(target)
    return written


def compile_deck(source: Path, notes: bool = False) -> bytes:
    """Return a deck as PDF.

    Raises
    ------
    DeckError
        When it holds a character that the fonts lack, or Typst reports an error or a warning.
    """
    for number, line in enumerate(source.read_text("utf-8").splitlines(), 1):
        if lacking := fonts.missing(line):
            named = ", ".join(f"{c} (U+{ord(c):04X})" for c in lacking)
            raise DeckError(f"{source.name}: {number}번째 줄의 {named} 글자가 {fonts.FAMILY} 글꼴에 없습니다.")
    compiler = typst.Compiler(
        input=source,
        root=source.parent,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts.FOLDER]),
        sys_inputs={"notes": "1" if notes else "0"},
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        raise DeckError(f"{source.name}: 슬라이드를 만들지 못했습니다.\n{error.diagnostic.strip()}") from None
    if warnings:
        told = "\n".join(warning.diagnostic.strip() for warning in warnings)
        raise DeckError(f"{source.name}: 경고가 없어야 합니다.\n{told}")
    return pdf


def report(out: Path, notes: bool = False) -> None:
    """Compile the decks and print what there is now."""
    for file in build(out, notes):
        print(f"{file}  {file.stat().st_size:,} B")


def _newest_input(folder: Path) -> float:
    """Return when what a PDF is made of last changed: the sources, the fonts, this file, Typst itself."""
    inputs = [*folder.glob("*.typ"), *fonts.FOLDER.glob("*.otf"), Path(__file__), Path(typst.__file__)]
    return max(file.stat().st_mtime for file in inputs)
