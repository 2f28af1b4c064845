"""Make the fonts that the figures and the slides are set in: ``python -m course fonts``.

Out of Debian's ``fonts-noto-cjk`` (SIL Open Font License 1.1, no reserved font name) come, into ``labkit/fonts/``:

- ``NotoSansKR-Regular.otf`` and ``NotoSansKR-Bold.otf``: the Korean face cut down to ``characters()`` and named
  "Noto Sans KR", as the smaller fonts of the same design are;
- ``OFL.txt``: the licence, with its copyright lines, as it must travel with them.

The same Debian release and the same fontTools give the same bytes, so the fonts are committed and a test re-makes them.
All 11,172 Hangul syllables are in, not only the 2,350 of KS X 1001: a weight is 1.3 MB instead of 0.4 MB, Matplotlib
and Typst are no slower for it, and a person or a file called 쀼 or 펲 shows as written. Hinting is left out: 30 % less,
and neither Matplotlib (which hints by itself) nor a PDF uses it.
"""

from __future__ import annotations

import functools
import os
import textwrap
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

from course import CourseError

FOLDER = Path(__file__).resolve().parent.parent / "labkit" / "fonts"
SOURCE = Path("/usr/share/fonts/opentype/noto")
COPYRIGHT = Path("/usr/share/doc/fonts-noto-cjk/copyright")
SOURCE_FAMILY = "Noto Sans CJK KR"
FAMILY = "Noto Sans KR"
WEIGHTS = ("Regular", "Bold")

# Whole blocks, so that nobody has to guess whether a sign is in; the source lacks some of their characters.
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A: names, µ, °, ×, ±, ²
    (0x0370, 0x03FF),  # Greek
    (0x2000, 0x206F),  # punctuation: dashes, quotes, ※, …
    (0x2070, 0x20CF),  # superscripts, subscripts, currency
    (0x2100, 0x23FF),  # letter-like (℃, Ω), number forms (½), arrows, mathematical operators, technical
    (0x2460, 0x27BF),  # ①, box drawing, blocks, shapes, ✓
    (0x3000, 0x303F),  # CJK punctuation: 「」, 〈〉
    (0x3130, 0x318F),  # single jamo: ㄱ, ㅏ
    (0x3200, 0x33FF),  # ㉠, ㎏, ㎡, ㏊
    (0xAC00, 0xD7A3),  # every Hangul syllable
    (0xFF01, 0xFF5E),  # full-width ASCII
)


class FontError(CourseError):
    """The fonts can not be made; the message says what is missing and how to get it."""


def characters() -> set[int]:
    """Return the code points asked for; the fonts hold those of them that the source has."""
    return {point for first, last in BLOCKS for point in range(first, last + 1)}


@functools.cache
def glyphs() -> frozenset[str]:
    """Return the characters that every committed weight can draw."""
    held = [TTFont(font_file(weight), lazy=True).getBestCmap().keys() for weight in WEIGHTS]
    return frozenset(map(chr, set.intersection(*map(set, held))))


def missing(text: str) -> list[str]:
    """Return, in order and once each, the visible characters of a text that the committed fonts lack."""
    return [c for c in dict.fromkeys(text) if c not in glyphs() and c not in "\n\t\r"]


def font_file(weight: str, folder: Path = FOLDER) -> Path:
    """Return where the font of a weight is, or belongs."""
    return folder / f"{FAMILY.replace(' ', '')}-{weight}.otf"


def make(folder: Path = FOLDER, weights: Iterable[str] = WEIGHTS) -> list[Path]:
    """Write the fonts and their licence; return the files written.

    Raises
    ------
    FontError
        If Debian's ``fonts-noto-cjk`` is not installed, or holds no Korean face.
    """
    sources = {weight: SOURCE / f"NotoSansCJK-{weight}.ttc" for weight in weights}
    for file in (*sources.values(), COPYRIGHT):
        if not file.is_file():
            raise FontError(
                f"{file}: 파일이 없습니다. Debian·Ubuntu에서 'apt-get install fonts-noto-cjk'로 설치하십시오."
            )
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for weight, source in sources.items():
        font = _cut(_korean_face(source))
        notice = font["name"].getDebugName(0)
        _rename(font, weight)
        written.append(_replace(font_file(weight, folder), font.save))
    text = licence(COPYRIGHT.read_text("utf-8"), notice)
    written.append(_replace(folder / "OFL.txt", lambda file: file.write_text(text, "utf-8")))
    return written


def licence(debian_copyright: str, notice: str) -> str:
    """Return the licence text out of Debian's copyright file, below the copyright lines of package and font.

    Debian indents the text by one space and writes a dot for an empty line.
    """
    paragraphs = debian_copyright.split("\n\n")
    held = next(p for p in paragraphs if p.startswith("Files: *")).split("Copyright: ")[1].splitlines()[0]
    body = next(p for p in paragraphs if p.startswith("License: SIL-1.1\n")).split("\n", 1)[1]
    lines = ["" if line.strip() == "." else line for line in textwrap.dedent(body).rstrip().splitlines()]
    return "\n".join([f"{FAMILY}, a subset of {SOURCE_FAMILY}", notice, f"Copyright {held}", "", *lines, ""])


def _korean_face(collection: Path) -> TTFont:
    """Open the Korean face of a font collection, wherever it stands in it."""
    for number, face in enumerate(TTCollection(collection, lazy=True).fonts):
        if face["name"].getDebugName(1) == SOURCE_FAMILY:
            return TTFont(collection, fontNumber=number, lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    raise FontError(f"{collection}: {SOURCE_FAMILY!r} 글꼴이 이 파일에 없습니다. fonts-noto-cjk 판을 확인하십시오.")


def _cut(font: TTFont) -> TTFont:
    """Keep ``characters()`` and what horizontal text needs: kerning, ligatures, composed marks."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "ccmp", "mark"]
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]  # vertical text
    options.name_IDs = ["*"]
    options.notdef_outline = True  # a missing character must be seen
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    return font


def _rename(font: TTFont, weight: str) -> None:
    """Name the font family "Noto Sans KR" in its name table and in its outlines."""
    names = font["name"]
    names.names = [n for n in names.names if n.langID == 0x409]  # English; Korean names would keep the old family
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    version = names.getDebugName(5).split(";")[0].removeprefix("Version ")
    full = FAMILY if weight == "Regular" else f"{FAMILY} {weight}"
    unique = f"{version};{postscript};subset"
    for number, value in {1: FAMILY, 2: weight, 3: unique, 4: full, 6: postscript}.items():
        names.setName(value, number, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    outlines[0].FamilyName, outlines[0].FullName = FAMILY, full


def _replace(file: Path, write) -> Path:
    """Write beside the file, then rename, so that a half-written font is never found."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        write(draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return file


def report() -> None:
    """Make the fonts and print what was written."""
    for file in make():
        print(f"{file.relative_to(FOLDER.parent.parent)}  {file.stat().st_size:,} B")
