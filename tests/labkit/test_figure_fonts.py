"""Korean in figures: drawn with our own font, whatever the machine has."""

import time
import warnings
from pathlib import Path

import matplotlib
import pytest
from matplotlib import font_manager
from matplotlib import pyplot as plt

from labkit import fonts


@pytest.fixture(autouse=True)
def _plain_matplotlib():
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.use("agg")
        fonts.register()
        yield
    plt.close("all")


def _draw(text: str, **style) -> list[str]:
    """Draw a text and return what Matplotlib complained about."""
    figure, axes = plt.subplots(figsize=(2, 1))
    axes.set_title(text, **style)
    axes.plot([-1, 1], [-1, 1])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure.canvas.draw()
    return [str(warning.message) for warning in caught]


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_korean_figure_has_no_empty_boxes(weight):
    assert _draw("셀별 용량 예측 (Ah) · 쀼펲뷁 · 25 ℃ → −1, ±0.5, R²", weight=weight) == []


def test_character_without_a_glyph_is_reported():
    assert any("missing" in complaint for complaint in _draw("용량 \U0001f50b"))


def test_without_register_korean_would_be_empty_boxes():
    matplotlib.rcParams["font.family"] = ["DejaVu Sans"]
    assert any("missing" in complaint for complaint in _draw("용량"))


@pytest.mark.parametrize(("weight", "name"), [("normal", "NotoSansKR-Regular.otf"), ("bold", "NotoSansKR-Bold.otf")])
def test_figures_use_the_fonts_that_labkit_brings(weight, name):
    found = font_manager.findfont(font_manager.FontProperties(family=fonts.FAMILY, weight=weight))
    assert Path(found) == fonts.FOLDER / name


def test_register_may_be_called_in_every_cell():
    before = len(font_manager.fontManager.ttflist)
    start = time.perf_counter()
    for _ in range(20):
        fonts.register()
    assert time.perf_counter() - start < 1
    assert len(font_manager.fontManager.ttflist) == before


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_korean_figure_can_be_saved(kind, tmp_path):
    plt.figure().suptitle("용량")
    plt.savefig(tmp_path / f"figure.{kind}")
    assert (tmp_path / f"figure.{kind}").stat().st_size > 0


def test_licence_travels_with_the_fonts():
    text = (fonts.FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "© 2014-2021 Adobe" in text
