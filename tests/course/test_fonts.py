"""The committed fonts are what ``python -m course fonts`` makes, and hold what Korean pages and decks need."""

import pytest

from course import fonts

needs_debian_font = pytest.mark.skipif(
    not (fonts.SOURCE / "NotoSansCJK-Regular.ttc").is_file(),
    reason="fonts-noto-cjk (Debian) is not installed: the committed fonts were NOT compared with a re-make",
)


@needs_debian_font
def test_committed_fonts_are_re_made_byte_for_byte(tmp_path):
    for made in fonts.make(tmp_path):
        assert made.read_bytes() == (fonts.FOLDER / made.name).read_bytes(), f"{made.name}: run python -m course fonts"


def test_every_syllable_and_sign_of_the_course_can_be_drawn():
    assert fonts.missing("가힣쀼펲ㄱㅎABCz0189 ℃ ° µ Ω ± × ÷ ≈ ≤ ≥ − √ ² ½ → ↔ ① ✓ ※ · … “ ” 「 」 αβΔσ ㎡ ㎏") == []


def test_missing_characters_are_named_once_and_in_order():
    assert fonts.missing("용량 🔋\n漢 🔋字") == ["🔋", "漢", "字"]


def test_without_the_debian_font_the_remedy_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "SOURCE", tmp_path)
    with pytest.raises(fonts.FontError, match="apt-get install fonts-noto-cjk"):
        fonts.make(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_licence_is_unwrapped_from_the_debian_copyright_file():
    debian = (
        "Format: x\n\nFiles: *\nCopyright: 2010, Someone\nLicense: SIL-1.1\n\n"
        "License: SIL-1.1\n TITLE\n .\n body\n   deeper\n\nLicense: GPL-3+\n no"
    )
    assert fonts.licence(debian, "© Else").endswith("© Else\nCopyright 2010, Someone\n\nTITLE\n\nbody\n  deeper\n")
