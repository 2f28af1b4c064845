"""Light pages: a page loads the styles and scripts that it uses, from the site itself, and nothing else is published.

What the themes and extensions of Jupyter Book put on every page is decided here page by page; after the build the
style sheets are made lean (lean_css.py), the icons drawn (icons.py), and files that nothing names are removed.
"""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

import icons
import lean_css
import node_assets

BOOK = Path(__file__).resolve().parents[1]
COURSE_CSS = BOOK / "_static/course.css"
FAVICON = BOOK / "_static/favicon.svg"
ICONS_CSS = "icons.css"
logger = logging.getLogger(__name__)

# A script or style whose address or text has the word on the left is loaded only on pages whose text matches the
# pattern on the right; None: on no page.
ONLY_WITH = {
    "thebe": None,  # its library is gone from its host
    "clipboard": r'class="highlight',
    "copybutton": r'class="highlight',
    "toggle": r'class="[^"]*\b(?:toggle|dropdown)\b',
    "design-tabs": r'class="[^"]*\bsd-tab-set\b',
    "window.MathJax": r'class="math ',
    "mystnb": r'class="[^"]*\bcell\b',
    "sphinx-design": r'class="[^"]*\bsd-',
}


def wanted(assets: Iterable[Any], body: str) -> list[Any]:
    """The scripts or styles that a page with this body uses, each once, in their order."""
    kept, seen = [], set()
    for asset in assets:
        text = f"{getattr(asset, 'filename', asset)} {getattr(asset, 'attributes', {}).get('body', '')}"
        patterns = [pattern for word, pattern in ONLY_WITH.items() if word in text]
        if text not in seen and all(pattern and re.search(pattern, body) for pattern in patterns):
            seen.add(text)
            kept.append(asset)
    return kept


def stamp(html: str, versions: dict[str, str]) -> str:
    """The page with each style sheet's address carrying the version of its content, so that no stale one is used."""

    def versioned(link: re.Match[str]) -> str:
        return f'{link[1]}{link[2]}?v={versions[link[2]]}"' if link[2] in versions else link[0]

    return re.sub(r'(href="(?:\.\./)*_static/)([^"?]+\.css)(?:\?[^"]*)?"', versioned, html)


def lighter(html: str) -> str:
    """The page without what it does not use.

    That is Bootstrap's script where no menu needs it, the settings of Thebe, indentation between tags, and the marks of
    code that has no colour: names, punctuation and blanks look like plain text in both styles, and marked one by one
    they are a fifth of a lab's page.
    """
    html = re.sub(r'\s*<script type="text/x-thebe-config">.*?</script>', "", html, flags=re.DOTALL)
    html = re.sub(r"\s*<script>kernelName = '[^']*'</script>", "", html)
    if 'data-bs-toggle="dropdown"' not in html:
        html = re.sub(r'\s*<script defer src="[^"]*/bootstrap\.js"></script>', "", html)
    html = re.sub(r'<span class="[npw]">([^<]*)</span>', r"\1", html)
    parts = re.split(r"(<pre\b.*?</pre>|<script\b.*?</script>)", html, flags=re.DOTALL)
    return "".join(
        part if part.startswith(("<pre", "<script")) else re.sub(r"\n\s+(?=<)", "\n", part) for part in parts
    )


def redirect(page: str, title: str) -> str:
    """A page that leads to another one at once."""
    page, title = escape(page), escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="icon" href="_static/{FAVICON.name}"><meta http-equiv="refresh" content="0; url={page}"></head>'
        f'<body><main><h1><a href="{page}">{title}</a></h1></main></body></html>\n'
    )


def _configure(app: Sphinx, config: Config) -> None:
    config.templates_path.insert(0, str(BOOK / "_templates"))
    config.html_static_path.append(str(COURSE_CSS))
    config.html_favicon = str(FAVICON)
    app.add_css_file(ICONS_CSS, priority=600)
    app.add_css_file(COURSE_CSS.name, priority=900)


def _lighten(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    for key in ("script_files", "css_files"):
        context[key][:] = wanted(context[key], context.get("body", ""))


def reachable(roots: Iterable[str], files: dict[str, str]) -> set[str]:
    """The names of the files that these texts name, or that a file so named names in turn."""
    found: set[str] = set()
    texts = list(roots)
    while texts:
        named = files.keys() & set(re.findall(r"[\w@.-]+\.\w+", texts.pop()))
        texts += [files[name] for name in named - found]
        found |= named
    return found


def _begin(app: Sphinx, env: BuildEnvironment) -> None:
    """Start from the themes' own files again: what the last build made of them is in the output.

    Not before Sphinx knows that it will write pages, or it would not put the files back.
    """
    if app.builder.format == "html":
        shutil.rmtree(Path(app.outdir, "_static"), ignore_errors=True)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    site, static = Path(app.outdir), Path(app.outdir, "_static")
    originals = {file: file.read_text("utf-8") for file in site.rglob("*.html") if static not in file.parents}
    pages = {file: lighter(html) for file, html in originals.items()}
    texts = {file: file.read_text("utf-8") for file in static.rglob("*") if file.suffix in (".css", ".js")}
    texts = {file: re.sub(r"\n?(?://|/\*)# sourceMappingURL=.*", "", text) for file, text in texts.items()}
    libraries = {Path(entry).name for entry in app.config.html_static_path if node_assets.owns(entry)}

    asked = {name: page for page, html in pages.items() for name in icons.names_in(html)}
    for name in sorted(name for name in asked if not icons.is_known(name)):
        logger.warning("%s: Lucide에 없는 아이콘입니다: fa-%s", asked.pop(name).relative_to(site), name)
    icon_css = icons.style_sheet(asked, "".join(text for file, text in texts.items() if file.suffix == ".css"))

    scripts = reachable(pages.values(), {f.name: text for f, text in texts.items() if f.suffix == ".js"}) - libraries
    words = lean_css.vocabulary([*pages.values(), *(text for file, text in texts.items() if file.name in scripts)])
    styles = {file: text for file, text in texts.items() if file.suffix == ".css"}
    texts |= {file: lean_css.lean(text, words, icons.is_icon_font) for file, text in styles.items()}
    texts[static / ICONS_CSS] = icon_css
    for file, text in texts.items():
        file.write_text(text, "utf-8")

    everything = [file for file in static.rglob("*") if file.is_file()]
    contents = {file.name: "" if file.name in libraries else texts.get(file, "") for file in everything}
    used = reachable(pages.values(), contents)
    for file in everything:
        if file.name not in used:
            file.unlink()
    for folder in sorted((path for path in static.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()

    versions = {
        file.relative_to(static).as_posix(): f"{zlib.crc32(text.encode()):08x}"
        for file, text in texts.items()
        if file.suffix == ".css"
    }
    for file, html in pages.items():
        if (stamped := stamp(html, versions)) != originals[file]:
            file.write_text(stamped, "utf-8")

    if app.config.root_doc != "index":
        start = redirect(f"{app.config.root_doc}.html", app.config.html_title)
        (site / "index.html").write_text(start, "utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", _configure)
    app.connect("env-check-consistency", _begin)
    app.connect("html-page-context", _lighten, priority=900)
    app.connect("build-finished", _finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
