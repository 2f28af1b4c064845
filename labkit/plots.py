"""One look for every figure: ``plots.use()`` at the top of a lab."""

from __future__ import annotations

import os

# Okabe and Ito (2008), a palette that colour-blind readers tell apart; in the order the labs use it.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")


def use() -> None:
    """Give Plotly and Matplotlib the course's colours and a font that has Hangul. Calling it again is harmless."""
    import matplotlib as mpl
    import plotly.express as px
    import plotly.io as pio

    from labkit import fonts

    fonts.register()
    mpl.rcParams |= {
        "axes.prop_cycle": mpl.cycler(color=COLORS),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.figsize": (7, 4.2),
        "figure.dpi": 100,
    }
    pio.templates.default = px.defaults.template = "plotly_white"
    px.defaults.color_discrete_sequence = list(COLORS)
    if "PLOTLY_RENDERER" not in os.environ:
        # The MIME type for the site and VS Code, HTML with plotly.js inside for JupyterLab: charts show offline in each.
        pio.renderers.default = "plotly_mimetype+notebook"
