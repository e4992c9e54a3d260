"""걸음보기의 파이썬 쪽: 층이 나뉜 HTML, 빠져나갈 수 없는 JSON, 그림 없이도 나오는 글, 크기."""

import gzip
import json
import re
import sys
from pathlib import Path

import pytest

from engine.stepper import html, mimebundle, picture, static_html, transcript

sys.path.insert(0, str(Path(__file__).parents[1] / "browser/fixtures"))
import make


def data_of(page):
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', page, re.S)[1])


def test_the_html_holds_a_picture_a_table_a_transcript_and_the_trace():
    trace = make.fork()
    page = static_html(trace, assets=False)
    assert page.count("<svg") == 2                 # 순전파가 끝난 걸음과 마지막 걸음
    assert page.count("<li>") == len(trace["steps"])
    assert '<th scope="row">x</th><td>2</td><td>36</td><td>3/3</td><td>36</td>' in page
    assert data_of(page) == {key: value for key, value in trace.items() if key != "svg"}
    assert page.count('type="application/json"') == page.count("<script")


def test_the_player_is_one_classic_script_that_a_page_may_hold_twice():
    page = static_html(make.fork())
    assert "export default" not in page
    assert page.count("if (!window.agStepper)") == 1
    assert "</script" not in html.classic_script()
    assert "import " not in re.sub(r"//.*|\w+Import\w*|document\.importNode", "", html.classic_script())


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "<!-- <script", "<img src=x onerror=alert(1)>",
                                  "\u2028\u2029", '" onload="alert(1)', "\\N @value@ \\1"])
def test_no_text_of_the_reader_becomes_markup(evil):
    trace = make.fork()
    trace["title"] = evil
    trace["nodes"][2]["name"] = trace["nodes"][2]["alt"] = evil
    trace["nodes"][3]["region"] = evil
    for step in trace["steps"]:
        step["say"] = evil
        step["set"] = {key: evil if isinstance(value, str) else value
                       for key, value in step["set"].items()}
    del trace["svg"]
    page = static_html(trace, assets=False)
    assert page.count("<script") == 1
    assert "<img" not in page
    assert not re.search(r"<[^>]* onload=", re.sub(r'"[^"]*"', '""', page))
    assert data_of(page)["title"] == evil


def test_without_a_layout_program_the_table_and_the_transcript_remain(monkeypatch):
    monkeypatch.setattr(picture, "run_dot", lambda dot, program: (None, "dot이 없습니다"))
    trace = make.fork()
    del trace["svg"]
    page = static_html(trace, assets=False)
    assert "<svg" not in page
    assert "<table>" in page


def test_traces_of_stops_share_what_is_the_same():
    data = data_of(static_html(make.explore(), assets=False))
    first, *rest = data["explore"]["traces"]
    assert all("src" in trace for trace in [first])
    assert not any("src" in trace or "nodes" in trace for trace in rest)


def test_the_plain_text_is_the_transcript_and_the_book_gets_html_only(monkeypatch):
    trace = make.fork()
    monkeypatch.setenv("ENGINE_STATIC", "1")
    bundle = mimebundle(trace)
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<style>" not in bundle["text/html"].replace("<style>\n.ag-graph", "")
    assert bundle["text/plain"] == transcript(trace)
    assert bundle["text/plain"].splitlines()[0] == "걸음보기: 두 갈래가 만나는 곳, 29걸음"
    assert mimebundle(trace) == bundle


def test_with_a_kernel_the_widget_comes_with_the_same_text(monkeypatch):
    pytest.importorskip("anywidget", reason="위젯 시험: anywidget이 없습니다")
    monkeypatch.delenv("ENGINE_STATIC", raising=False)
    bundle = mimebundle(make.fork())
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == transcript(make.fork())
    from engine.stepper.widget import Stepper
    assert repr(Stepper(make.fork(), at=3)) == "걸음보기(29걸음 가운데 4)"


def test_making_the_player_light_keeps_every_word():
    """rjsmin은 겹친 백틱(`…${`…`}…`) 속의 빈칸을 코드의 빈칸으로 보고 뺍니다."""
    source = (Path(html.__file__).parent / "player.js").read_text(encoding="utf-8")
    code = re.sub(r"(?m)^\s*//.*$|\s+// .*$", "", source)
    assert not re.search(r"\$\{[^}]*`", code)
    texts = re.findall(r'"[^"\n]*"|`[^`]*`', code)
    assert len(texts) > 200
    assert [text for text in texts if text not in html.player_module()] == []


def test_the_player_is_small():
    shipped = [html.classic_script(), html.player_css()]
    sizes = [len(gzip.compress(text.encode(), 9)) for text in shipped]
    print(sizes)
    assert sum(sizes) <= 25_000
    assert len(gzip.compress(static_html(make.fork(), assets=False).encode(), 9)) <= 40 * 1024
