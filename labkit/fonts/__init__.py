"""Korean in every figure: a subset of Noto Sans KR, for Matplotlib.

The fonts are in this folder (SIL Open Font License, ``OFL.txt``); ``course/fonts.py`` makes them.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib
from matplotlib import font_manager

FOLDER = Path(__file__).resolve().parent
FAMILY = "Noto Sans KR"


def register() -> None:
    """Set Matplotlib figures in Noto Sans KR, here and in every figure drawn after.

    Costs a few milliseconds and may be called again. A sign that Noto Sans KR lacks (``₂``, ``✗``) is drawn in DejaVu
    Sans, which Matplotlib brings; one that neither has draws a box and Matplotlib's warning "Glyph … missing".

    >>> register()
    >>> matplotlib.rcParams["font.family"]
    ['Noto Sans KR', 'DejaVu Sans']
    """
    fonts = font_manager.fontManager
    known = {entry.fname for entry in fonts.ttflist}
    for file in sorted(FOLDER.glob("*.otf")):
        if str(file) not in known:
            fonts.addfont(file)
    matplotlib.rcParams["font.family"] = [FAMILY, "DejaVu Sans"]
    matplotlib.rcParams["axes.unicode_minus"] = True  # Noto Sans KR has −; fonts that lack it made "False" a habit
