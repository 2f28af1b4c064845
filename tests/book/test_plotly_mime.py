"""A chart of a notebook is drawn on the site: in Korean, in the page's colours, for everybody, at little weight."""

from __future__ import annotations

import json
import os
import re

import nbformat
import plotly.express as px
import plotly.graph_objects as go
import plotly.io as pio
import pytest

import plotly_mime

TITLE = "용량의 분포"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def notebook(*figures: go.Figure) -> str:
    """A notebook that has already been run, with these figures as its outputs; far below a long text."""
    cells = [nbformat.v4.new_markdown_cell("# 실습\n\n" + "긴 글입니다.\n\n" * 80)]
    for figure in figures:
        bundle = pio.renderers["plotly_mimetype"].to_mimebundle(json.loads(figure.to_json()))
        output = nbformat.v4.new_output("display_data", data=bundle)
        cells.append(nbformat.v4.new_code_cell("fig.show()", outputs=[output]))
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL))


def figures() -> list[go.Figure]:
    histogram = px.histogram(x=[1, 2, 2, 3], title=TITLE, labels={"x": "용량"})
    histogram.add_vline(2, line_dash="dash")
    boxes = go.Figure(
        [go.Box(y=[1, 2, 3, 9], boxmean="sd"), go.Violin(y=[1, 2, 3])], {"title": {"text": "<b>상자</b>"}}
    )
    return [histogram, boxes]


@pytest.fixture(scope="session")
def site(build_book):
    return build_book(
        {"index.md": "# 처음\n\n글.\n", "lab.ipynb": notebook(*figures())}, ["plotly_mime", "site_assets", "korean_ui"]
    )


@pytest.fixture(scope="session")
def lab_html(site) -> str:
    return (site / "lab.html").read_text("utf-8")


@pytest.fixture
def page(browser, serve, site):
    context = browser.new_context(viewport={"width": 1280, "height": 700}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{serve(site)}/lab.html")
    yield page
    context.close()


def draw_all(page) -> None:
    for plot in page.query_selector_all(".chart-plot"):
        plot.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelectorAll('.chart-plot .main-svg .trace').length >= 3")


def test_a_chart_is_its_data_and_nothing_that_repeats(lab_html):
    specs = [json.loads(spec) for spec in re.findall(r'<script type="application/json">(.*?)</script>', lab_html)]
    assert [spec["data"][0]["type"] for spec in specs] == ["histogram", "box"]
    assert all("template" not in spec["layout"] and "title" not in spec["layout"] for spec in specs)
    assert "plot.ly" not in lab_html and "plotly.com" not in lab_html


def test_only_pages_with_a_chart_load_the_script(site, lab_html):
    assert len(re.findall(r"<script[^>]*plotly_mime\.js", lab_html)) == 1
    assert "plotly" not in (site / "index.html").read_text("utf-8")


def test_the_title_is_a_caption_and_the_label_says_what_the_axes_show(lab_html):
    assert f"<figcaption>{TITLE}</figcaption>" in lab_html
    assert f'aria-label="{TITLE}. 가로축: 용량. 세로축: 개수"' in lab_html
    assert "<figcaption>상자</figcaption>" in lab_html


def test_a_reader_without_javascript_is_told(lab_html):
    assert lab_html.count("<noscript>이 그래프를 보려면") == 2


def test_text_of_a_figure_can_not_leave_its_place():
    html = plotly_mime.to_html({"data": [{"name": "</script><b>"}], "layout": {"title": {"text": 'x"><i>&lt;y'}}})
    assert "</script><b>" not in html
    assert "<figcaption>x&quot;&gt;&lt;y</figcaption>" in html


def test_names_that_plotly_express_makes_up_are_korean():
    figure = json.loads(px.line({"가": [1, 2], "나": [2, 1]}, title="선").to_json())
    html = plotly_mime.to_html(figure)
    assert "구분=가\\u003cbr>순번=%{x}\\u003cbr>값=%{y}" in html
    assert not re.search(r"\b(variable|index|value)\b(?!\")", html)


def test_a_title_of_several_lines_keeps_them():
    assert plotly_mime.title_lines({"title": {"text": "위<br><sup>아래</sup>"}}) == ["위", "아래"]
    assert plotly_mime.title_lines({"title": "하나"}) == ["하나"]
    assert plotly_mime.title_lines({"title": {}}) == plotly_mime.title_lines({}) == []


def test_the_served_library_draws_what_the_labs_draw():
    assert {"scatter", "bar", "box", "heatmap", "histogram", "violin", "pie"} <= plotly_mime.served_trace_types()


@pytest.mark.parametrize(
    ("figure", "problem"),
    [
        (go.Figure(go.Scattergl(x=[1], y=[1]), {"title": "점"}), "scattergl.*render_mode"),
        (go.Figure(go.Scatter3d(x=[1], y=[1], z=[1]), {"title": "점"}), "scatter3d"),
        (go.Figure(go.Scatter(x=[1], y=[1])), "제목이 없습니다"),
    ],
)
def test_a_chart_that_some_reader_would_not_get_stops_the_build(build_book, figure, problem):
    with pytest.raises(AssertionError, match=rf"lab\.ipynb.*{problem}"):
        build_book({"index.md": "# 처음\n", "lab.ipynb": notebook(figure)}, ["plotly_mime"])


def test_kernels_of_the_build_store_only_data(monkeypatch):
    class App:
        def connect(self, *_): ...

    monkeypatch.delenv("PLOTLY_RENDERER", raising=False)
    plotly_mime.setup(App())
    assert os.environ["PLOTLY_RENDERER"] == "plotly_mimetype"


def test_the_library_is_fetched_when_a_chart_comes_near_and_not_before(page):
    assert page.evaluate("typeof Plotly") == "undefined"
    draw_all(page)


def test_a_chart_follows_light_and_dark(page):
    draw_all(page)
    color = "getComputedStyle(document.querySelector('.chart-plot .xtick text')).fill"
    light = page.evaluate(color)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"{color} !== '{light}'")
    assert page.evaluate("getComputedStyle(document.querySelector('.chart-plot .main-svg')).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "transparent",
    )


def test_buttons_and_hover_of_a_chart_speak_korean(page):
    draw_all(page)
    titles = page.eval_on_selector_all(".modebar-btn", "buttons => buttons.map((button) => button.dataset.title)")
    assert set(titles) == {"그림(PNG) 내려받기", "확대", "축소", "처음 범위로"}
    page.evaluate("Plotly.Fx.hover(document.querySelectorAll('.chart-plot')[1], [{curveNumber: 0, pointNumber: 0}])")
    hover = page.evaluate("document.querySelectorAll('.chart-plot')[1].querySelector('.hoverlayer').textContent")
    assert "중앙값" in hover and "평균 ± 표준 편차" in hover and not re.search("[A-Za-z]{2}", hover)


def test_a_chart_has_the_font_of_the_page(page):
    draw_all(page)
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.xtick text')).fontFamily === getComputedStyle(document.body).fontFamily"
    )


def test_a_chart_fits_a_phone(browser, serve, site):
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{serve(site)}/lab.html")
    draw_all(page)
    assert page.evaluate("document.querySelector('.chart-plot .main-svg').clientWidth") <= 390
    assert page.evaluate("document.querySelector('.chart-plot').layout.dragmode") is False  # a finger scrolls the page
    context.close()
