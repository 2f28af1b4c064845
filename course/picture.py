"""The picture of the site in the README, taken from the built site: ``python -m course picture``."""

from __future__ import annotations

from pathlib import Path

from course import CourseError, chromium

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
PICTURE = ROOT / "book" / "images" / "site.png"
PAGE = "labs_solutions/part1/05-diabetes-code.html"


class PictureError(CourseError):
    """The picture can not be taken; the message says why and what to do."""


def take(site: Path = SITE, out: Path = PICTURE) -> Path:
    """Photograph the lab's page where its first chart stands, 1280 × 800, and return the file.

    Raises
    ------
    PictureError
        When the site is not built or there is no Chromium.
    """
    from playwright.sync_api import sync_playwright

    page_file = site / PAGE
    if not page_file.is_file():
        raise PictureError(f"{page_file} 이(가) 없습니다. 먼저 make site 를 실행하십시오.")
    if (browser_path := chromium.find()) is None:
        raise PictureError("Chromium이 없습니다. 설치하거나 CHROMIUM=/경로/chromium 으로 알려 주십시오.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=chromium.ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="ko-KR", color_scheme="light")
        page.goto(page_file.as_uri())
        page.locator("figure.chart").first.scroll_into_view_if_needed()
        page.locator(".js-plotly-plot").first.wait_for()  # charts are drawn when they come near
        page.wait_for_timeout(1000)  # the chart's own transition
        page.screenshot(path=out)
        browser.close()
    return out
