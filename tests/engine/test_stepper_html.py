"""걸음보기의 파이썬 쪽: 층이 나뉜 HTML, 빠져나갈 수 없는 JSON, 그림 없이도 나오는 글, 크기."""

import gzip
import json
import re
from itertools import combinations
from pathlib import Path

import pytest
import trace_programs as programs

from engine import tensor
from engine.stepper import html, mimebundle, picture, static_html, transcript
from engine.tracing import explore, jacobian, record

BOOK = Path(__file__).parents[2] / "book"


def data_of(page):
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', page, re.S)[1])


def test_the_html_holds_a_picture_a_table_a_transcript_and_the_trace():
    trace = programs.fork().to_dict()
    page = static_html(trace, assets=False)
    assert page.count("<svg") == 2                 # 순전파가 끝난 걸음과 마지막 걸음
    assert page.count("<li>") == len(trace["steps"])
    assert '<th scope="row">x</th><td>2</td><td>36</td><td>3/3</td><td>36</td>' in page
    assert data_of(page) == {key: value for key, value in trace.items() if key != "svg"}
    assert page.count('type="application/json"') == page.count("<script")


def test_the_player_is_one_classic_script_that_a_page_may_hold_twice():
    page = static_html(programs.fork().to_dict())
    assert "export default" not in page
    assert page.count("if (!window.agStepper)") == 1
    assert "</script" not in html.classic_script()
    assert "import " not in re.sub(r"//.*|\w+Import\w*|document\.importNode", "", html.classic_script())


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "<!-- <script", "<img src=x onerror=alert(1)>",
                                  "\u2028\u2029", '" onload="alert(1)', "\\N @value@ \\1"])
def test_no_text_of_the_reader_becomes_markup(evil):
    trace = programs.fork().to_dict()
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
    trace = programs.fork().to_dict()
    del trace["svg"]
    page = static_html(trace, assets=False)
    assert "<svg" not in page
    assert "<table>" in page


def test_traces_of_stops_share_what_is_the_same():
    data = data_of(static_html(explore(lambda x: 3 * x * (x * x), x=2.0).to_dict(), assets=False))
    first, *rest = data["explore"]["traces"]
    assert all("src" in trace for trace in [first])
    assert len(rest) > 1
    assert not any("src" in trace for trace in rest)
    assert not any(key in ("nodes", "svg") and trace[key] == first[key]
                   for trace in rest for key in trace)


def test_the_plain_text_is_the_transcript_and_the_book_gets_html_only(monkeypatch):
    trace = programs.fork().to_dict()
    monkeypatch.setenv("ENGINE_STATIC", "1")
    bundle = mimebundle(trace)
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<style>" not in bundle["text/html"].replace("<style>\n.ag-graph", "")
    assert bundle["text/plain"] == transcript(trace)
    assert bundle["text/plain"].splitlines()[0] == f"걸음보기: 두 갈래가 만나는 곳, {len(trace['steps'])}걸음"
    assert mimebundle(trace) == bundle


def bare(page, *, pictures=True):
    """GitHub나 VS Code의 미리보기처럼 스크립트와 꾸밈을(그림도) 뺀 HTML입니다."""
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page)
    return page if pictures else re.sub(r"(?s)<svg\b.*?</svg>", "", page)


def test_a_plain_renderer_still_shows_the_picture_the_table_and_every_sentence(monkeypatch):
    monkeypatch.setenv("ENGINE_STATIC", "1")
    trace = programs.fork().to_dict()
    page = mimebundle(trace)["text/html"]
    svg = re.findall(r"(?s)<svg\b.*?</svg>", bare(page))[-1]
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert {"받은 6", ".grad 36", "⊕ 4"} & set(texts) >= {"받은 6", ".grad 36"}
    assert "stroke=" in svg                        # 꾸밈이 없어도 상자와 화살표가 보입니다.
    rest = bare(page, pictures=False)
    assert all(step["say"] in rest for step in trace["steps"])
    assert '<th scope="row">x</th><td>2</td><td>36</td>' in rest


def test_a_tensor_that_is_not_tracked_is_not_said_to_be_no_leaf():
    """기록하지 않은 결과의 is_leaf는 True입니다(2.6절). 표에서 잎이 아닌 것은 노드의 결과뿐입니다."""
    trace = programs.no_grad().to_dict()
    page = bare(static_html(trace, assets=False), pictures=False)
    words = {"leaf": set(), "op": {"잎 아님"}, "plain": {"기록 없음"}}
    for node in trace["nodes"]:
        if node["kind"] != "const":
            row = re.search(rf'<th scope="row">{re.escape(node["name"])}</th>(.*?)</tr>', page)[1]
            assert {"잎 아님", "기록 없음"} & set(re.findall("<td>(.*?)</td>", row)) == words[node["kind"]]


def test_every_stored_stepper_of_the_book_holds_its_text_and_a_table():
    outputs = [output["data"] for path in sorted(BOOK.glob("*.ipynb"))
               for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
               for output in cell.get("outputs", ()) if "data" in output
               and 'class="ag-stepper"' in "".join(output["data"].get("text/html", ""))]
    assert len(outputs) >= 8
    for data in outputs:
        assert len("".join(data["text/plain"])) > 100
        rest = bare("".join(data["text/html"]), pictures=False)
        assert "<table>" in rest
        assert rest.count("<li>") > 3


def test_the_jacobian_and_the_stops_are_tables_without_scripts():
    page = bare(static_html(jacobian(lambda x: x * x, [1.0, 3.0]).to_dict(), assets=False))
    assert '<th scope="row">y1</th><td>0</td><td>6</td>' in page
    assert '<th scope="row">모두 1: v = [1, 1], vᵀJ</th><td>2</td><td>6</td>' in page
    page = bare(static_html(explore(lambda x: x * x, x=2.0, stops={"x": [1, 3]}).to_dict(), assets=False))
    for x in (1, 2, 3):
        row = re.search(rf'<th scope="row">x = {x}\.0</th>(.*?)</tr>', page)[1]
        assert f"= {x * x}</td>" in row
        assert f"x.grad = {2 * x}</td>" in row


def test_compact_is_a_property_of_the_output(monkeypatch):
    monkeypatch.setenv("ENGINE_STATIC", "1")
    assert data_of(mimebundle(programs.fork().to_dict(), compact=True)["text/html"])["compact"] is True
    assert "compact" not in data_of(mimebundle(programs.fork().to_dict())["text/html"])


def test_a_widget_keeps_how_it_is_shown_when_it_runs_again():
    pytest.importorskip("anywidget", reason="위젯 시험: anywidget이 없습니다")
    from engine.stepper.widget import live
    shown = {"compact": True, "open": {"k": 7, "stops": ["b"]}, "called": "trace"}
    stepper = live({**programs.fork().to_dict(), **shown}, lambda values: programs.fork().to_dict())
    assert stepper.at == 6
    for values in ({}, {"x": 3.0}):
        stepper.inputs = values
        assert {key: stepper.trace[key] for key in shown} == shown


def test_with_a_kernel_the_widget_comes_with_the_same_text(monkeypatch):
    pytest.importorskip("anywidget", reason="위젯 시험: anywidget이 없습니다")
    monkeypatch.delenv("ENGINE_STATIC", raising=False)
    bundle = mimebundle(programs.fork().to_dict())
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == transcript(programs.fork().to_dict())
    from engine.stepper.widget import Stepper
    trace = programs.fork().to_dict()
    assert repr(Stepper(trace, at=3)) == f"걸음보기({len(trace['steps'])}걸음 가운데 4)"


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
    assert len(gzip.compress(static_html(programs.fork().to_dict(), assets=False).encode(), 9)) <= 40 * 1024


def labels(svg):
    """간선에 적은 값마다의 자리 (왼쪽, 위, 오른쪽, 아래)입니다. 13px의 고정폭 글자이고, y는 글자의 밑줄입니다."""
    for x, y, text in re.findall(r'<text data-static="" [^>]*x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)<', svg):
        x, y, half = float(x), float(y), 13 * 0.61 * len(text) / 2
        yield x - half, y - 10, x + half, y + 3


def neighbours():
    """긴 값이 서로 다른 노드에서 한 잎으로 옵니다(6.5절)."""
    with record() as trace:
        x = tensor([2.0, 3.0, 4.0], requires_grad=True)
        left, right = x[:-1], x[1:]
        y = left * right
        y.backward(tensor([1.0, 10.0]))
    return trace


@pytest.mark.parametrize("program", [programs.fork, programs.retained, programs.double, programs.network, neighbours])
def test_the_values_written_on_the_arrows_do_not_touch(program):
    svg = re.findall(r"(?s)<svg\b.*?</svg>", static_html(program().to_dict(), assets=False))[-1]
    found = list(labels(svg))
    assert len(found) > 1
    for one, other in combinations(found, 2):
        apart = one[2] <= other[0], other[2] <= one[0], one[3] <= other[1], other[3] <= one[1]
        assert any(apart), (one, other)
