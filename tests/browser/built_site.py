"""The built site, and what a visit to one of its pages shows."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Response

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("SITE", ROOT / "_build/html")).resolve()
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")

SCREEN: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

# What a page holds where it has one.
CHART, DIAGRAM, FORMULA, TABS = '<figure class="chart">', '<figure class="diagram">', 'class="math ', "sd-tab-set"

# True when nothing on the page is waiting to be drawn in the colours of now.
DRAWN = """() => !document.querySelector('.chart-plot:not(.js-plotly-plot)')
    && [...document.querySelectorAll('.diagram-drawing')]
        .every((drawing) => drawing.dataset.drawn === document.documentElement.dataset.theme)
    && [...document.querySelectorAll('.math')].every((math) => math.querySelector('mjx-container'))"""

# Goes down the page as a reader does, so that everything comes near once.
READ_THROUGH = """async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
}"""

RUN_AXE = """async (rules) => {
    const found = await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
    return found.violations
        .filter((violation) => ["serious", "critical"].includes(violation.impact))
        .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target + " " + node.html).join(" | ")}`);
}"""
# Between light and dark, screen and phone, only these can change; the other rules look at what stays the same.
RULES_OF_APPEARANCE = [
    "button-name",
    "color-contrast",
    "link-in-text-block",
    "link-name",
    "scrollable-region-focusable",
    "target-size",
]

TOO_WIDE = """(width) => document.documentElement.scrollWidth <= width ? [] :
    [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1)
        .slice(-5).map((element) => element.outerHTML.slice(0, 150))"""


def pages() -> list[str]:
    """Every page of the site, by its path; not the one at the root, which only leads to the first."""
    files = (file for file in SITE.rglob("*.html") if "_static" not in file.parts and file != SITE / "index.html")
    return sorted(file.relative_to(SITE).as_posix() for file in files)


def first_page_with(marker: str) -> str:
    """The first page that holds this."""
    for page in pages():
        if marker in (SITE / page).read_text("utf-8"):
            return page
    pytest.fail(f"{SITE} 에 {marker} 이(가) 있는 페이지가 없습니다.")


@dataclass
class Visit:
    """A page that is open in the browser, and everything it did on the way."""

    page: Page
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def watch(self) -> None:
        def on_response(response: Response) -> None:
            self.responses.append(response)
            if response.status >= 400:
                self.failures.append(f"{response.status} {response.url}")

        def on_console(message: Any) -> None:
            if message.type in ("error", "warning"):
                self.messages.append(f"{message.type}: {message.text}")

        self.page.on("console", on_console)
        self.page.on("pageerror", lambda error: self.messages.append(f"pageerror: {error}"))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.failures.append(f"{request.failure} {request.url}"))
        self.page.on("response", on_response)

    def sizes(self) -> dict[str, int]:
        """The bytes of everything that has been fetched so far, by address."""
        return {response.url: len(response.body()) for response in self.responses if response.status == 200}

    def read_through(self) -> None:
        """Scroll through the page until everything on it is drawn."""
        self.page.evaluate(READ_THROUGH)
        self.page.wait_for_function(DRAWN)

    def axe(self, rules: list[str] | None = None) -> list[str]:
        """What axe-core finds on the page as it is now, if it is serious or critical."""
        self.page.wait_for_function(DRAWN)
        return self.page.evaluate(RUN_AXE, rules)


Visitor = Callable[..., AbstractContextManager[Visit]]


@dataclass
class Findings:
    """What one look at a page shows, on a screen and on a phone, in light and dark."""

    visit: Visit
    first_view: dict[str, int]
    mistakes: list[str]
    too_wide: list[str]
    axe: dict[str, list[str]]


def look_at(url: str, visitor: Visitor) -> Findings:
    """Visit a page twice, on a screen and on a phone, and note everything."""
    axe = {}
    with visitor(url, color_scheme="light", **SCREEN) as screen:
        screen.page.wait_for_load_state("networkidle")
        first_view = screen.sizes()
        screen.read_through()
        mistakes = screen.page.eval_on_selector_all(
            ".diagram-drawing pre, [data-mml-node='merror']", "found => found.map((element) => element.textContent)"
        )
        screen.page.evaluate(AXE)
        axe["light screen"] = screen.axe()
        screen.page.emulate_media(color_scheme="dark")
        axe["dark screen"] = screen.axe(RULES_OF_APPEARANCE)
    with visitor(url, color_scheme="dark", **PHONE) as phone:
        phone.read_through()
        too_wide = phone.page.evaluate(TOO_WIDE, PHONE["viewport"]["width"])
        phone.page.evaluate(AXE)
        axe["dark phone"] = phone.axe(RULES_OF_APPEARANCE)
        phone.page.emulate_media(color_scheme="light")
        axe["light phone"] = phone.axe(RULES_OF_APPEARANCE)
    return Findings(screen, first_view, mistakes, too_wide, axe)
