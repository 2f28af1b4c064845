"""Nothing a reader sees, and nothing a screen reader speaks, is in English only because a library wrote it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import korean_ui

# Latin letters that are nobody's omission: keys, names, file kinds.
ALLOWED = {"Ctrl", "K", "Azure", "ML", "Azure ML", "Jupyter Book", "PDF", "Python"}

ADMONITIONS = ["note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error", "seealso"]
INDEX = (
    """# 처음

첫 글[^1]. 식 {eq}`eq`.

[^1]: 각주.

## 코드

```python
print("안녕")
```

```{code-block} python
:caption: 이름 있는 코드
:name: code
x = 1
```

$$ a = b $$ (eq)

```{figure} a.svg
:alt: 네모
그림 설명
```

```{list-table} 표 이름
* - 가
  - 나
```

- [ ] 할 일

## 상자

:::{admonition} 접는 상자
:class: dropdown
속
:::

:::{toggle}
속
:::

:::{dropdown} 펼침
속
:::

::::{tab-set}
:::{tab-item} 가
하나
:::
:::{tab-item} 나
둘
:::
::::

"""
    + "\n\n".join(f":::{{{kind}}}\n내용\n:::" for kind in ADMONITIONS)
    + "\n"
)


def _cell(source: str, *tags: str) -> dict:
    output = {"output_type": "stream", "name": "stdout", "text": "하나\n"}
    return {
        "cell_type": "code",
        "id": f"cell-{len(tags)}-{'-'.join(tags)}",
        "metadata": {"tags": list(tags)},
        "execution_count": 1,
        "source": source,
        "outputs": [output],
    }


NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# 공책\n\n## 첫 절\n\n## 둘째 절"},
        _cell("1"),
        _cell("1", "hide-input"),
        _cell("1", "hide-output"),
        _cell("1", "hide-cell"),
        _cell("1", "remove-input", "hide-output"),
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
GLOSSARY = "# 용어집\n\n```{glossary}\n셀\n  배터리 낱개\n```\n\n{term}`셀`은 위에 있습니다.\n"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
PAGES = {"index.md": INDEX, "notebook.ipynb": json.dumps(NOTEBOOK), "glossary.md": GLOSSARY}

# Every text node outside code and every attribute that is shown or spoken, in the page as it stands.
ENGLISH = r"""() => {
  const english = (text) => /[A-Za-z]{2}/.test(text || "") && !/[가-힣]/.test(text);
  const spoken = ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "summary",
    "data-tooltip", "data-bs-title", "data-bs-original-title", "data-toggle-hint"];
  const found = english(document.title) ? [document.title] : [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("script, style, pre")) continue;
    found.push(...spoken.map((name) => element.getAttribute(name)).filter(english));
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && english(node.nodeValue)) found.push(node.nodeValue.trim());
  }
  return [...new Set(found)];
}"""


def _english(page) -> set[str]:
    return set(page.evaluate(ENGLISH)) - ALLOWED


@pytest.fixture(scope="session")
def site(build_book) -> Path:
    return build_book(PAGES, ["korean_search", "korean_ui", "launch"], assets={"a.svg": SQUARE})


@pytest.fixture(scope="session")
def address(site, serve) -> str:
    return serve(site)


@pytest.fixture(scope="session")
def page(browser, address):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


NAMES = ["index", "notebook", "glossary", "search"]


@pytest.mark.parametrize("name", NAMES)
def test_page_has_no_english(page, address, name: str) -> None:
    page.goto(f"{address}/{name}.html")
    page.wait_for_load_state()
    assert _english(page) == set()


@pytest.mark.parametrize("name", NAMES)
def test_page_without_javascript_has_no_english(browser, address, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{name}.html")
    found = _english(page)
    context.close()
    assert found == set()


@pytest.mark.parametrize("query, status", [("셀", "2곳에서 찾았습니다."), ("없는낱말", "찾은 페이지가 없습니다.")])
def test_search_results_have_no_english(page, address, query: str, status: str) -> None:
    page.goto(f"{address}/search.html?q={query}")
    page.wait_for_function("document.querySelector('.search-summary')?.innerText")
    assert page.inner_text(".search-summary").startswith(status)
    assert _english(page) == set()


def test_copying_answers_in_korean(page, address) -> None:
    page.goto(f"{address}/index.html")
    button = page.locator("button.copybtn").first
    button.wait_for(state="attached")
    assert button.get_attribute("data-tooltip") == "복사"
    button.hover()
    button.click()
    page.wait_for_function("document.querySelector('button.copybtn').dataset.tooltip === '복사했습니다'")
    assert _english(page) == set()


def test_hidden_cells_say_in_korean_what_they_hide(page, address) -> None:
    page.goto(f"{address}/notebook.html")
    shown = page.eval_on_selector_all("summary", "all => all.map(s => [s.innerText.trim(), s.ariaLabel])")
    assert shown == [[text, None] for text in ("코드 펼치기", "출력 펼치기", "코드와 출력 펼치기", "출력 펼치기")]


def test_every_message_sphinx_scripts_ask_for_is_translated(site) -> None:
    scripts = "".join(
        (site / "_static" / f"{name}.js").read_text("utf-8") for name in ("searchtools", "sphinx_highlight")
    )
    asked = set(re.findall(r'(?:\b_|gettext)\(\s*"([^"]+)"', scripts))
    assert asked and asked <= set(korean_ui.SCRIPT_MESSAGES)
    assert all(
        message in (site / "_static/translations.js").read_text("utf-8") for message in korean_ui.SCRIPT_MESSAGES
    )


def test_there_is_no_index_beside_the_glossary(site) -> None:
    assert not (site / "genindex.html").exists()
