"""A page is light, asks nobody but the site, and the site publishes nothing that no page uses."""

from __future__ import annotations

import re
import subprocess
from types import SimpleNamespace

import pytest

import icons
import lean_css
import node_assets
import site_assets

EXTENSIONS = ["launch", "site_assets", "korean_ui"]
RICH = """# 여러 가지

:::{note}
참고합니다.
:::

:::{admonition} 접는 상자
:class: dropdown
속
:::

::::{tab-set}

:::{tab-item} 하나
1
:::

:::{tab-item} 둘
2
:::
::::

```python
print("안녕", 1)
```
"""


@pytest.fixture(scope="session")
def site(build_book):
    return build_book({"book/index.md": "# 처음\n\n글.\n", "book/rich.md": RICH}, EXTENSIONS)


@pytest.fixture(scope="session")
def plain(site) -> str:
    return (site / "book/index.html").read_text("utf-8")


@pytest.fixture(scope="session")
def rich(site) -> str:
    return (site / "book/rich.html").read_text("utf-8")


def test_a_plain_page_loads_less_than_a_tenth_of_what_jupyter_book_gives_it(site, plain):
    addresses = re.findall(r'(?:href|src)="(?:\.\./)+(_static/[^"?]+\.(?:css|js))', plain)
    assert sum((site / address).stat().st_size for address in addresses) < 240_000
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("script", ["copybutton.js", "togglebutton.js", "design-tabs.js"])
def test_a_script_is_loaded_where_its_work_is_and_nowhere_else(plain, rich, script):
    assert script not in plain
    assert script in rich


@pytest.mark.parametrize("unwanted", ["fontawesome", "thebe", "unpkg", "searchindex", "bootstrap.js", "//cdn"])
def test_what_no_page_needs_is_on_none(plain, rich, unwanted):
    assert unwanted not in plain + rich


def test_the_search_page_has_what_it_searches_with(site):
    html = (site / "search.html").read_text("utf-8")
    assert all(name in html for name in ("searchtools.js", "language_data.js", "searchindex.js"))


def test_nothing_is_published_that_nothing_names(site):
    names = {file.name for file in (site / "_static").rglob("*") if file.is_file()}
    assert not [name for name in names if name.endswith((".map", ".po", ".mo", ".ttf", ".woff2")) or "awesome" in name]
    assert {"pydata-sphinx-theme.css", "pydata-sphinx-theme.js", "course.css", "icons.css"} <= names


def test_a_style_sheet_is_asked_for_by_its_content(site, plain):
    version = re.search(r"course\.css\?v=([0-9a-f]{8})", plain)[1]
    assert version == re.search(r"course\.css\?v=([0-9a-f]{8})", (site / "search.html").read_text("utf-8"))[1]
    assert (
        site_assets.stamp('<link href="../_static/a.css?v=0" />', {"a.css": "1"})
        == '<link href="../_static/a.css?v=1" />'
    )


@pytest.mark.parametrize("changed", [["rich"], []], ids=["one page changed", "nothing changed"])
def test_a_second_build_gives_the_same_site(site, changed):
    def published() -> dict[str, bytes]:
        return {
            str(file): file.read_bytes() for file in site.rglob("*") if file.suffix in (".html", ".css", ".js", ".svg")
        }

    before = published()
    for page in changed:
        (site.parents[1] / f"book/{page}.md").touch()
    subprocess.run(["jupyter-book", "build", str(site.parents[1])], check=True, capture_output=True)
    assert published() == before


def test_the_root_leads_to_the_first_page_in_korean(site):
    html = (site / "index.html").read_text("utf-8")
    assert 'url=book/index.html"' in html and '<html lang="ko">' in html and "<title>시험용 책</title>" in html


def test_code_has_marks_only_where_it_has_colour(rich):
    assert '<span class="nb">print</span>(<span class="s2">"안녕"</span>, <span class="mi">1</span>)' in rich


def test_an_asset_is_kept_once_and_where_its_pattern_matches():
    first, again, tabs, inline = (
        SimpleNamespace(filename="a.js", attributes={}),
        SimpleNamespace(filename="a.js", attributes={}),
        SimpleNamespace(filename="design-tabs.js", attributes={}),
        SimpleNamespace(filename=None, attributes={"body": "let thebe"}),
    )
    assert site_assets.wanted([first, again, tabs, inline], "<p>") == [first]
    assert site_assets.wanted([first, tabs], '<div class="sd-tab-set docutils">') == [first, tabs]


def test_files_are_reached_through_the_files_that_name_them():
    files = {"a.css": "url(b.png)", "b.png": "", "c.js": "d.css", "d.css": ""}
    assert site_assets.reachable(["<link href=x/a.css?v=1>"], files) == {"a.css", "b.png"}


# Lean style sheets


def test_a_rule_stays_when_a_page_or_a_script_has_its_words():
    css = ".a,.b .c{x:1}#d{x:2}p{x:3}@media print{.a{x:4}.e{x:5}}@supports (x:y){.e{x:6}}"
    words = lean_css.vocabulary(['<p class="a">', 'el.classList.add("c")'])
    assert lean_css.lean(css, words).split() == [".a{x:1}", "p{x:3}", "@media", "print{.a{x:4}}"]


def test_what_a_selector_only_may_not_have_keeps_it():
    assert lean_css.lean("p:not(.gone){x:1}", frozenset()) == "p:not(.gone){x:1}"


def test_licences_stay_and_other_comments_go():
    assert lean_css.lean("/*! MIT *//* note */p{x:1}", frozenset()) == "/*! MIT */\np{x:1}"


# Icons


def test_icons_are_found_by_what_elements_ask_for():
    html = '<i class="fa-solid  fa-sun fa-lg"></i><span class="fas fa-bars"></span><p class="fa-fake"></p>'
    assert icons.names_in(html) == {"sun", "bars"}


def test_an_icon_takes_the_colour_of_its_text():
    sheet = icons.style_sheet(["bars"], 'html{--pst-icon-bell:"x"}')
    assert "background: currentColor" in sheet and '--pst-icon-bell: "";' in sheet
    assert re.search(r'\.fa-bars \{ --icon: url\("data:image/svg\+xml,%3Csvg [^"]+"\); \}', sheet)


def test_the_icon_font_is_gone_but_not_the_theme_s_own_rules():
    assert icons.is_icon_font("@font-face{font-family:Font Awesome\\ 6 Free;src:url(x)}")
    assert icons.is_icon_font('.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}')
    assert not icons.is_icon_font(".bd-search .fa-magnifying-glass{color:red}")


def test_an_icon_that_does_not_exist_stops_the_build_and_is_named(build_book):
    with pytest.raises(AssertionError, match=r"index\.html: Lucide에 없는 아이콘입니다: fa-nonsense"):
        build_book({"index.md": '# 처음\n\n<i class="fas fa-nonsense"></i>\n', "other.md": "# 다음\n"}, EXTENSIONS)


# node_modules


def test_missing_node_modules_are_an_error_that_names_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(node_assets, "NODE_MODULES", tmp_path)
    with pytest.raises(Exception, match="make env"):
        node_assets.find("mathjax/es5/tex-svg.js")


def test_the_version_of_a_scoped_package_is_found():
    assert re.fullmatch(r"\d+\.\d+\.\d+", node_assets.version("@mermaid-js/tiny/dist/mermaid.tiny.js"))
