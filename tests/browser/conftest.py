"""The built site in a real browser. `make test` builds it first; SITE names another folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from built_site import SCREEN, SITE, Findings, Visit, Visitor, look_at, pages
from playwright.sync_api import Browser


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "each_page" in metafunc.fixturenames:
        metafunc.parametrize("each_page", pages() or ["index.html"])


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    if not (SITE / "index.html").is_file():
        pytest.fail(f"{SITE} 에 사이트가 없습니다. 먼저 make site 를 실행하십시오.")
    return SITE


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the site, served on this machine."""
    return serve(site)


@pytest.fixture(scope="session")
def visit(browser: Browser) -> Visitor:
    """`with visit(url, **options) as visited`: a page in a browser that has never been there, watched from the start."""

    @contextmanager
    def visit(url: str, **options: Any) -> Iterator[Visit]:
        context = browser.new_context(**{"locale": "ko-KR", "reduced_motion": "reduce"} | SCREEN | options)
        try:
            visited = Visit(context.new_page())
            visited.watch()
            visited.page.goto(url, wait_until="load")
            yield visited
        finally:
            context.close()

    return visit


@pytest.fixture(scope="session")
def _looked_at() -> dict[str, Findings]:
    return {}


@pytest.fixture
def found(each_page: str, address: str, visit: Visitor, _looked_at: dict[str, Findings]) -> Findings:
    """What a look at the page shows; one look serves all tests."""
    if each_page not in _looked_at:
        _looked_at[each_page] = look_at(f"{address}/{each_page}", visit)
    return _looked_at[each_page]
