"""The decks: every one becomes a PDF that a reader can open, and what would spoil one stops the build by name."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from course import slides

ROOT = Path(__file__).resolve().parents[2]
DECKS = slides.decks()


@pytest.fixture
def deck(tmp_path: Path):
    """`deck(body)`: a folder with the course's theme and one deck of that body."""

    def write(body: str) -> Path:
        for shared in set(slides.FOLDER.glob("*.typ")) - set(DECKS):
            (tmp_path / shared.name).write_bytes(shared.read_bytes())
        source = tmp_path / "sample-1-deck.typ"
        source.write_text(
            f'#import "theme.typ": *\n#show: deck.with(series: "시험", number: 1, title: "시험")\n{body}\n'
        )
        return source

    return write


def _pages(pdf: bytes) -> int:
    return int(re.search(rb"/Type/Pages/Count (\d+)", pdf)[1])


@pytest.mark.parametrize("source", DECKS, ids=lambda source: source.stem)
@pytest.mark.parametrize("notes", [False, True], ids=["slides", "notes"])
def test_deck_is_a_tagged_korean_pdf_with_one_page_a_slide(source, notes):
    pdf = slides.compile_deck(source, notes)
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(ko)" in pdf
    assert _pages(pdf) == 1 + source.read_text("utf-8").count("\n#slide(")


def test_decks_are_the_same_byte_for_byte_in_another_process():
    code = "from course import slides; print(*(hash_of(slides.compile_deck(d)) for d in slides.decks()))"
    code = "import hashlib; hash_of = lambda pdf: hashlib.sha256(pdf).hexdigest(); " + code
    there = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    here = [hashlib.sha256(slides.compile_deck(source)).hexdigest() for source in DECKS]
    assert there.stdout.split() == here


def test_ordinary_slide_compiles(deck):
    assert slides.compile_deck(deck('#slide("제목", notes: [말])[본문 `code`]')).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('#slide("제목")[\n배터리 🔋]', r"4번째 줄의 🔋 \(U\+1F50B\) 글자가 Noto Sans KR 글꼴에 없습니다"),
        ('#slide("제목")[#"\\u{1F50B}"]', "could not be displayed"),
        ('#slide("긴 것")[#v(200mm)]', "'긴 것'이\\(가\\) .* mm 넘칩니다"),
        ('#slide("그림")[#canvas(10, 10)]', "alt text"),
        ('#slide("제목")[#set text(font: "No Such Font"); 본문]', "unknown font family"),
        ('#slide("제목")[#nothing]', "unknown variable"),
    ],
    ids=["glyph", "generated glyph", "overflow", "drawing without words", "warning", "error"],
)
def test_what_spoils_a_deck_stops_the_build_and_names_the_deck(deck, body, told):
    with pytest.raises(slides.DeckError, match=told) as caught:
        slides.compile_deck(deck(body))
    assert str(caught.value).startswith("sample-1-deck.typ:")


def test_slide_without_notes_is_found_when_notes_are_printed(deck):
    with pytest.raises(slides.DeckError, match="강사 노트가 없습니다"):
        slides.compile_deck(deck('#slide("제목")[본문]'), notes=True)


def test_unchanged_deck_is_not_compiled_again_and_a_changed_one_is(deck, tmp_path):
    source = deck('#slide("제목", notes: [말])[본문]')
    (pdf,) = slides.build(tmp_path / "out", folder=tmp_path)
    written = pdf.stat().st_mtime_ns
    slides.build(tmp_path / "out", folder=tmp_path)
    assert pdf.stat().st_mtime_ns == written
    source.touch()
    slides.build(tmp_path / "out", folder=tmp_path)
    assert pdf.stat().st_mtime_ns > written


def test_failed_deck_leaves_the_last_good_pdf(deck, tmp_path):
    source = deck('#slide("제목", notes: [말])[본문]')
    (pdf,) = slides.build(tmp_path / "out", folder=tmp_path)
    good = pdf.read_bytes()
    source.write_text("#nothing")
    with pytest.raises(slides.DeckError):
        slides.build(tmp_path / "out", folder=tmp_path)
    assert [file.name for file in (tmp_path / "out").iterdir()] == [pdf.name]
    assert pdf.read_bytes() == good
