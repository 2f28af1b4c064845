"""Icons: the names of Font Awesome that the themes write into pages, drawn with Lucide's small pictures.

Font Awesome is 1.6 MB of script and fonts on every page. Here every page gets one small style sheet instead, with the
icons that the site's pages really name, each a mask that takes the colour of the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from sphinx.errors import ExtensionError

import node_assets

# Font Awesome's name -> Lucide's, where they differ. Lucide has no brands.
LUCIDE = {
    "angle-left": "chevron-left",
    "angle-right": "chevron-right",
    "bars": "menu",
    "circle-half-stroke": "sun-moon",
    "expand": "maximize",
    "file-lines": "file-text",
    "file-pdf": "file-text",
    "github": "folder-git-2",
    "home": "house",
    "magnifying-glass": "search",
    "outdent": "list",
    "pencil-alt": "pencil",
    "print": "printer",
    "square-github": "folder-git-2",
    "xmark": "x",
}

# Pseudo-elements for which the theme's style sheets take a letter of the icon font.
ADMONITIONS = {
    "attention": "circle-alert",
    "caution": "triangle-alert",
    "danger": "triangle-alert",
    "error": "circle-x",
    "hint": "lightbulb",
    "important": "circle-alert",
    "note": "info",
    "seealso": "share-2",
    "tip": "lightbulb",
    "warning": "triangle-alert",
}
PSEUDO_ELEMENTS = {
    ".admonition > .admonition-title::after": "bell",
    "a.reference.download::before": "download",
    "div#searchbox p.highlight-link a::before": "x",
    ".navbar-brand .logo__title::before": "battery-charging",
    ".bd-sidebar-secondary.hide:not(:hover) .onthispage::after": "chevron-down",
    **{f".admonition.{kind} > .admonition-title::after": icon for kind, icon in ADMONITIONS.items()},
}

STYLES = frozenset({"fas", "far", "fab", "fa-solid", "fa-regular", "fa-brands"})
SIZES = frozenset({"fa-lg", "fa-fw"})
LICENCE = "Lucide (https://lucide.dev), ISC License, Copyright Lucide Icons and Contributors"
SAFE_IN_QUOTES = " =:/(),'"  # what a data address within double quotes may hold as it is


def names_in(html: str) -> set[str]:
    """The icons, by Font Awesome's names, that a page's elements ask for."""
    found = set()
    for classes in re.findall(r'class="([^"]*\bfa[\w-]* [^"]*)"', html):
        words = set(classes.split())
        if words & STYLES:
            found |= {word.removeprefix("fa-") for word in words - STYLES - SIZES if word.startswith("fa-")}
    return found


def is_known(name: str) -> bool:
    """Whether Lucide has the icon of this Font Awesome name."""
    try:
        node_assets.find(f"lucide-static/icons/{LUCIDE.get(name, name)}.svg")
    except ExtensionError:
        return False
    return True


def image(icon: str) -> str:
    """A Lucide icon as a CSS image."""
    svg = node_assets.find(f"lucide-static/icons/{icon}.svg").read_text("utf-8")
    svg = re.sub(r'<!--.*?-->|\s(?:class|width|height)="[^"]*"', "", svg, count=4, flags=re.DOTALL)
    svg = re.sub(r"\s+", " ", svg).replace(" <", "<").replace("currentColor", "#000").replace('"', "'").strip()
    return f'url("data:image/svg+xml,{quote(svg, safe=SAFE_IN_QUOTES)}")'


def style_sheet(names: Iterable[str], theme_css: str) -> str:
    """The style sheet that draws the icons of these Font Awesome names and those of the theme's pseudo-elements."""
    drawn = ", ".join([*(f".{style}" for style in sorted(STYLES)), *PSEUDO_ELEMENTS])
    letters = sorted(set(re.findall(r"(--pst-icon-[\w-]+):[\"']", theme_css)))
    rules = [
        f"/*! Icons: {LICENCE} */",
        "html { " + " ".join(f'{letter}: "";' for letter in letters) + " }",
        f"{drawn} {{ display: inline-block; width: 1em; height: 1em; vertical-align: -0.125em;"
        " background: currentColor; mask: var(--icon) center / contain no-repeat; }",
        f'{", ".join(PSEUDO_ELEMENTS)} {{ content: ""; }}',
        ".fa-lg { font-size: 1.25em; vertical-align: -0.2em; }",
        *(f".fa-{name} {{ --icon: {image(LUCIDE.get(name, name))}; }}" for name in sorted(names)),
        *(f"{selector} {{ --icon: {image(icon)}; }}" for selector, icon in PSEUDO_ELEMENTS.items()),
    ]
    return "\n".join(rules) + "\n"


def is_icon_font(rule: str) -> bool:
    """Whether a rule, or a comment, of a theme's style sheet only serves Font Awesome's font."""
    selector = rule.split("{")[0].strip()
    if selector.startswith(("@font-face", "/*")):
        return "Font Awesome" in rule.replace("\\", "")
    return bool(re.fullmatch(r"(?:\.fa-[\w-]+::?(?:before|after),?)+", selector.replace(" ", "")))
