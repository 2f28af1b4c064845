"""Put the cohort's values and the registered links where a page, a notebook or the code in them says ``@@key@@``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sphinx.errors import ExtensionError

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # `course` is not installed

from course import cohort, links


def _expand(app, docname, source):
    values = app.config.cohort_values
    if app.env.doc2path(docname).endswith(".ipynb"):  # JSON: a value must stay inside its string
        values = {key: json.dumps(value, ensure_ascii=False)[1:-1] for key, value in values.items()}
    try:
        source[0] = cohort.expand(source[0], values, docname)
    except cohort.CohortError as error:
        raise ExtensionError(str(error)) from None


def _load(app, config):
    try:
        config.cohort_values = cohort.load() | links.values()
    except (cohort.CohortError, links.LinkError) as error:
        raise ExtensionError(str(error)) from None


def setup(app):
    app.add_config_value("cohort_values", {}, "env")  # "env": another cohort re-reads every page
    app.connect("config-inited", _load)
    app.connect("source-read", _expand)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
