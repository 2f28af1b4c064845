"""A reader who types Korean the way Korean is written finds the page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

import korean_search

PAGES = {
    "index.md": "# 처음\n\n어서 오십시오.\n",
    "battery.md": (
        "# 배터리 이야기\n\n"
        "배터리의 수명은 온도에 따라 달라집니다. 수명까지는 아직 모릅니다. 셀마다 용량을 잽니다.\n\n"
        "## 회복\n\n쉬고 나면 용량이 조금 돌아옵니다. 회의에서 정한 기준으로 봅니다.\n"
    ),
    "automl.md": (
        "# 자동화된 ML\n\n"
        "30일 앞을 예측합니다. 예측값과 예측 구간을 함께 봅니다. 모델입니다. 데이터와 자료를 나눕니다.\n\n"
        "학습하기를 누릅니다.\n\n"
        "배터리 한 개의 결과만 봅니다. 정확도가 높은 모델이 늘 좋은 모델은 아닙니다.\n"
    ),
    "deploy.md": (
        "# 배포\n\n"
        "`SDK`로 엔드포인트에 올립니다. vCPU를 두 개 씁니다. Azure에서는 로그인이 먼저입니다.\n\n"
        "실행결과는 로그에 남습니다.\n\n"
        "`max_horizon`은 그대로 둡니다. 평가가 끝나면 속도를 봅니다. 의도와 다르면 추가로 확인합니다.\n"
    ),
}

# What is typed → the pages found, best first where the order matters; a page not named must not be found.
QUERIES = {
    "예측": ["automl"],
    "수명": ["battery"],
    "온도": ["battery"],
    "모델": ["automl"],
    "예측을": ["automl"],
    "배터리의": ["battery", "automl"],
    "학습합니다": ["automl"],
    "배터": ["battery", "automl"],
    "엔드": ["deploy"],
    "sdk로": ["deploy"],
    "SDK": ["deploy"],
    "vcpu": ["deploy"],
    "Azure": ["deploy"],
    "Azure의": ["deploy"],
    "max_horizon": ["deploy"],
    "셀": ["battery"],
    "30일": ["automl"],
    "배터리수명": ["battery"],
    "배터리 수명": ["battery"],
    "배터리 예측": ["automl"],
    "예측결과": ["automl"],
    "실행결과": ["deploy"],
    "수명 배포": [],
    "회의": ["battery"],
    "기준": ["battery"],
    "자료": ["automl"],
    "데이터": ["automl"],
    "결과": ["automl"],
    "정확도": ["automl"],
    "평가": ["deploy"],
    "속도": ["deploy"],
    "의도": ["deploy"],
    "추가": ["deploy"],
    "로그인": ["deploy"],
    "회복": ["battery"],
    "온라인": [],
    "을": [],
    "없는낱말": [],
}

NOUNS = """
예측 수명 온도 모델 속도 회의 기준 의도 자료 평가 추가 결과 데이터 배터리 정확도 중요도 로그인 온라인 파이프라인
매크로 상대경로 실행결과 전문가 엔드포인트 컴퓨팅 인스턴스 학습 배포 30일 2부 셀 값
"""
TAILS = """
이 가 은 는 을 를 의 에 로 으로 와 과 에서는 까지는 에서만은 도 입니다 합니다 하기를 한다면 되었습니다
"""


@pytest.fixture(scope="session")
def site(build_book) -> Path:
    return build_book(PAGES, ["korean_search", "korean_ui"])


@pytest.fixture(scope="session")
def search(site, serve, browser):
    """`search(query)`: the page of results, shown; `search(query, base)` for another address of the site."""
    page = browser.new_page()

    def run(query: str, base: str = serve(site)):
        page.goto(f"{base}/search.html?q={quote(query)}")
        page.wait_for_function("document.querySelector('.search-summary')?.innerText")
        return page

    yield run
    page.close()


def _found(page) -> list[str]:
    pages = page.eval_on_selector_all("#search-results li > a", "links => links.map(a => a.getAttribute('href'))")
    return list(dict.fromkeys(page.split(".")[0] for page in pages))


@pytest.mark.parametrize("query", QUERIES)
def test_query_finds_its_pages_and_no_others(search, query: str) -> None:
    assert _found(search(query)) == QUERIES[query]


def test_hits_are_marked_and_the_summary_shows_the_sentence(search) -> None:
    page = search("온도를")
    page.wait_for_selector("#search-results .context .highlighted")
    assert page.inner_text("#search-results .highlighted") == "온도"
    assert page.inner_text("#search-results .context").startswith("배터리의 수명은 온도에 따라")


def test_hits_are_marked_on_the_page_the_reader_opens(search) -> None:
    page = search("엔드포인트를")
    page.route("**/searchtools.js", lambda route: route.abort())  # where it is loaded, Sphinx marks nothing
    page.click("#search-results li > a")
    page.wait_for_selector("article .highlighted")
    page.unroute("**/searchtools.js")
    assert page.inner_text("article .highlighted") == "엔드포인트"


def test_search_from_a_folder_finds_pages_without_reading_them(search, site) -> None:
    """On file:// a page may not fetch another: the attempt would fill the console with errors."""
    page = search("예측", site.as_uri())
    assert _found(page) == ["automl"]
    assert page.locator("#search-results .context").count() == 0
    requests = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.initiatorType)")
    assert "fetch" not in requests


def _in_node(site: Path, expression: str, words: list[str]) -> list:
    """Evaluate a JavaScript function over `words` with the language_data.js that the book was built with."""
    script = (site / "_static/language_data.js").read_text("utf-8")
    code = f"{script}\nconsole.log(JSON.stringify({json.dumps(words)}.map({expression})))"
    return json.loads(subprocess.run(["node", "-e", code], check=True, capture_output=True, text=True).stdout)


def test_browser_and_index_stem_alike(site) -> None:
    words = [noun + tail for noun in NOUNS.split() for tail in TAILS.split()] + list(QUERIES)
    assert _in_node(site, "(word) => new Stemmer().stemWord(word)", words) == [korean_search.stem(w) for w in words]


def test_browser_and_index_split_alike(site) -> None:
    texts = [*PAGES.values(), "R²는 3D프린터로, 「PDF파일」은 v2를; 30일의 C-rate_2를… ＡＢ 각각 日本 x y 1 2 34"]
    index = korean_search.SearchKorean({})
    expected = [[s for w in index.split(text) if index.word_filter(s := index.stem(w))] for text in texts]
    assert _in_node(site, "splitQuery", texts) == expected


def test_noun_and_noun_with_ending_meet() -> None:
    """A query finds what its stem begins: the stem of 온도 has to begin those of 온도를, 온도까지는 and 온도입니다."""
    stem = korean_search.stem
    assert [
        noun + tail for noun in NOUNS.split() for tail in TAILS.split() if not stem(noun + tail).startswith(stem(noun))
    ] == []
    assert [noun for noun in NOUNS.split() if len(stem(noun)) < min(2, len(noun))] == []


def test_search_data_stays_light(site) -> None:
    assert (site / "_static/language_data.js").stat().st_size < 9_000
    assert "\\u" not in (site / "searchindex.js").read_text("utf-8")
