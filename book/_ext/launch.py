"""The group "실습 시작" in the header of a lab: the participant notebook on a compute instance, in Colab, or as a file.

A lab's page shows the solution. Whoever starts from there gets the notebook with the gaps, which this module also
writes into the site; so the theme's own buttons, which would hand out the solution, are taken away.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parents[1]))  # `course` is not installed

from course.labs import LabError, participant_notebook  # noqa: E402

SOLUTIONS = "labs_solutions"
KEPT_BUTTONS = {"download-pdf-button": {"icon": "fas fa-print", "text": None}, "fullscreen-button": {}}


def is_lab(pagename: str) -> bool:
    return PurePosixPath(pagename).parts[0] == SOLUTIONS


def participant_path(pagename: str) -> str:
    """Where the notebook of a lab's page lies, in the repository as on the site: ``labs/part1/05-….ipynb``."""
    return f"labs/{PurePosixPath(pagename).relative_to(SOLUTIONS)}.ipynb"


def colab_url(repository_url: str, branch: str, path: str) -> str | None:
    """Colab's address of a notebook in a public GitHub repository; None when the repository is not on GitHub."""
    address = urlsplit(repository_url.removesuffix("/").removesuffix(".git"))
    if address.hostname != "github.com" or address.path.count("/") != 2:
        return None
    return f"https://colab.research.google.com/github{address.path}/blob/{quote(branch)}/{quote(path)}"


def default_folder(repository_url: str) -> str:
    """What the form proposes as the clone's folder; the part in angle brackets is for the participant to fill in."""
    repository = PurePosixPath(urlsplit(repository_url).path).name.removesuffix(".git")
    return f"Users/<내 이름>/{repository}"


def kept(buttons: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Of the theme's header buttons, print and full screen, taken out of their groups."""
    for button in buttons:
        if button.get("label") in KEPT_BUTTONS:
            yield button | KEPT_BUTTONS[button["label"]]
        yield from kept(button.get("buttons", []))


def _add_group(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    context["header_buttons"] = list(kept(context.get("header_buttons", [])))
    if not is_lab(pagename):
        return
    values = app.config.cohort_values
    path = participant_path(pagename)
    context["launch"] = {
        "notebook": path,
        "download": context["pathto"](path, resource=True),
        "colab": colab_url(values["repository_url"], values["branch"], path),
        "region": values["region"],
        "folder": default_folder(values["repository_url"]),
        "example": f"{values['compute_instance_prefix']}-a01",
    }
    context["theme_article_header_end"] = ["launch.html", *context["theme_article_header_end"]]
    app.add_js_file("launch.js", loading_method="defer")
    app.add_css_file("launch.css")


def _add_files(app: Sphinx, config: Config) -> None:
    config.templates_path.append(str(_HERE))  # launch.html
    config.html_static_path += [str(_HERE / "launch.js"), str(_HERE / "launch.css")]


def _write_notebooks(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    for pagename in filter(is_lab, app.env.found_docs):
        target = Path(app.outdir, participant_path(pagename))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            notebook = participant_notebook(Path(app.env.doc2path(pagename)), app.config.cohort_values)
        except LabError as problem:
            raise ExtensionError(str(problem)) from None
        target.write_text(notebook, "utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    app.setup_extension("cohort_values")
    app.connect("config-inited", _add_files)
    app.connect("html-page-context", _add_group, priority=600)  # after the theme has put its buttons together
    app.connect("build-finished", _write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
