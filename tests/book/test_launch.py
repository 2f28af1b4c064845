"""Whoever starts a lab from the site gets the notebook with the gaps, never the solution, wherever it is opened."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import launch
from course import cohort, links
from course.labs import participant_notebook

LAB = {
    "cells": [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# 작은 실습\n\n@@cohort_name@@"},
        {
            "cell_type": "code",
            "id": "gap",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": "### BEGIN SOLUTION 힌트: 곱합니다\nanswer = 6 * 7 * 1000\n### END SOLUTION\nprint(answer)",
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
NOTEBOOK = "labs/part1/01-tiny.ipynb"
PAGES = {"index.md": "# 처음\n\n글.\n", "labs_solutions/part1/01-tiny.ipynb": json.dumps(LAB, ensure_ascii=False)}


@pytest.fixture(scope="session")
def site(build_book) -> Path:
    return build_book(PAGES, ["cohort_values", "korean_ui", "launch"])


@pytest.fixture(scope="session")
def lab_html(site) -> str:
    return (site / "labs_solutions/part1/01-tiny.html").read_text("utf-8")


@pytest.fixture
def lab(browser, site, serve):
    """The lab's page in a browser that has never been here; what it opens is noted in `opened`, not opened."""
    context = browser.new_context()
    context.add_init_script("window.opened = []; window.open = (...how) => void window.opened.push(how)")
    page = context.new_page()
    page.goto(f"{serve(site)}/labs_solutions/part1/01-tiny.html")
    yield page
    context.close()


def _open_form(page) -> None:
    page.focus("#launch-toggle")
    page.keyboard.press("Enter")
    page.wait_for_selector("#launch-azure", state="visible")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#launch-dialog[open]")


def _type(page, field: str, text: str) -> None:
    page.focus(f"#launch-{field}")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


@pytest.mark.parametrize(
    "repository, expected",
    [
        ("https://github.com/org/course", "https://colab.research.google.com/github/org/course/blob/main/labs/a.ipynb"),
        (
            "https://github.com/org/course.git",
            "https://colab.research.google.com/github/org/course/blob/main/labs/a.ipynb",
        ),
        ("https://dev.azure.com/org/course/_git/course", None),
        ("https://github.com.example.org/org/course", None),
    ],
)
def test_colab_opens_only_what_is_on_github(repository: str, expected: str | None) -> None:
    assert launch.colab_url(repository, "main", "labs/a.ipynb") == expected


def test_folder_proposed_is_the_clone_of_this_repository() -> None:
    assert launch.default_folder("https://github.com/org/course.git") == "Users/<내 이름>/course"


def test_site_serves_the_participant_notebook_without_its_solution(site) -> None:
    solution = site.parents[1] / "labs_solutions/part1/01-tiny.ipynb"
    served = (site / NOTEBOOK).read_text("utf-8")
    assert served == participant_notebook(solution, cohort.load() | links.values())
    assert "6 * 7" not in served and "@@" not in served


def test_lab_page_hands_out_no_other_notebook(site, lab_html) -> None:
    handed_out = set(re.findall(r'href="([^"]+\.ipynb)"', lab_html))
    assert handed_out == {
        f"../../{NOTEBOOK}",
        f"https://colab.research.google.com/github/example-org/azureml-battery-course/blob/main/{NOTEBOOK}",
    }
    assert not (site / "_sources").exists()


def test_outside_link_tells_the_other_site_nothing(lab_html) -> None:
    assert all('rel="noopener"' in link for link in re.findall(r'<a [^>]*target="_blank"[^>]*>', lab_html))


def test_other_pages_keep_print_and_full_screen_only(site) -> None:
    html = (site / "index.html").read_text("utf-8")
    assert "launch" not in html and ".ipynb" not in html and "_sources" not in html
    buttons = html[html.index('class="article-header-buttons"') : html.index("theme-switch-button")]
    assert re.findall(r"btn-([a-z]+-[a-z-]*button)", buttons) == ["download-pdf-button", "fullscreen-button"]


def test_opening_on_an_instance_by_keyboard_alone(lab) -> None:
    _open_form(lab)
    assert lab.evaluate("document.activeElement.id") == "launch-instance"
    assert lab.input_value("#launch-region") == "koreacentral"
    _type(lab, "instance", "ci-battery-a01")
    _type(lab, "folder", "/Users/홍 길동/azureml-battery-course/")
    lab.keyboard.press("Enter")
    address = (
        "https://ci-battery-a01.koreacentral.instances.azureml.ms/lab/tree/"
        f"Users/%ED%99%8D%20%EA%B8%B8%EB%8F%99/azureml-battery-course/{NOTEBOOK}"
    )
    assert lab.evaluate("opened") == [[address, "_blank", "noopener"]]
    lab.wait_for_function("document.activeElement.id === 'launch-toggle'")


def test_form_remembers_in_this_browser(lab) -> None:
    _open_form(lab)
    _type(lab, "instance", "ci-battery-a01")
    _type(lab, "region", "eastus2")
    _type(lab, "folder", "Users/hong/course")
    lab.keyboard.press("Enter")
    lab.reload()
    _open_form(lab)
    values = [lab.input_value(f"#launch-{field}") for field in ("instance", "region", "folder")]
    assert values == ["ci-battery-a01", "eastus2", "Users/hong/course"]


@pytest.mark.parametrize(
    "field, value",
    [
        ("instance", ""),
        ("instance", "ci"),
        ("instance", "1st-instance"),
        ("instance", "내-인스턴스"),
        ("instance", "ci-battery-01"),
        ("instance", "evil.example.org/a"),
        ("instance", "a" * 25),
        ("region", "Korea Central"),
        ("region", "x.example.org"),
        ("folder", ""),
        ("folder", "/"),
        ("folder", "Users/<내 이름>/course"),
    ],
)
def test_wrong_value_is_explained_in_korean_and_opens_nothing(lab, field: str, value: str) -> None:
    _open_form(lab)
    for name, text in {"instance": "ci-battery-a01", "folder": "Users/hong/course", field: value}.items():
        _type(lab, name, text)
    if not value:
        lab.fill(f"#launch-{field}", "")
    lab.keyboard.press("Enter")
    assert re.search("[가-힣]", lab.inner_text(f"#launch-{field}-problem"))
    assert lab.evaluate("document.activeElement.id") == f"launch-{field}"
    assert lab.get_attribute(f"#launch-{field}", "aria-invalid") == "true"
    assert lab.evaluate("opened") == []


def test_escape_closes_the_form_and_returns_to_the_button(lab) -> None:
    _open_form(lab)
    lab.keyboard.press("Escape")
    assert lab.locator("#launch-dialog[open]").count() == 0
    lab.wait_for_function("document.activeElement.id === 'launch-toggle'")


def test_form_works_from_a_folder_and_asks_nobody_before_it_is_sent(browser, site) -> None:
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto((site / "labs_solutions/part1/01-tiny.html").as_uri())
    _open_form(page)
    _type(page, "instance", "ci-battery-a01")
    context.close()
    assert not [url for url in asked if "azureml" in url or "colab" in url]
