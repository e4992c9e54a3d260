"""draw: 그래프를 SVG로, SVG를 만들 수 없으면 글로 보입니다."""

import importlib
import re
import sys
import xml.etree.ElementTree as ET
from types import SimpleNamespace
from unicodedata import east_asian_width

import graphviz.backend.dot_command as dot_command
import pytest

import engine
from engine.draw import draw
from engine.tracing import record

SVG = "{http://www.w3.org/2000/svg}"
layout = importlib.import_module("engine.draw.layout")


def fork():
    """x가 두 갈래로 갈라졌다가 L에서 만나는 그래프."""
    x = engine.tensor(2.0, requires_grad=True)
    a = x + x
    b = x * x
    L = a * b
    return draw(L)


def elements(drawing, tag):
    return list(ET.fromstring(drawing.svg).iter(SVG + tag))


def groups(drawing):
    return {g.get("id"): g.get("class").split() for g in elements(drawing, "g") if g.get("id")}


def test_every_node_and_edge_has_its_id_and_class():
    drawing = fork()
    found = groups(drawing)
    assert {k for k, c in found.items() if "node" in c} == {n.key for n in drawing.graph.nodes}
    assert {k for k, c in found.items() if "edge" in c} == {e.key for e in drawing.graph.edges}
    assert found["n0"] == ["node", "op", "root"]
    assert [c for c in found.values() if "leaf" in c] == [["node", "leaf"]]
    assert len([k for k in found if re.fullmatch(r"n\d\.\d", k)]) == 6


def test_the_same_graph_gives_the_same_bytes():
    first, second = fork(), fork()
    assert first.svg == second.svg
    assert first.dot == second.dot
    assert first._repr_html_() == second._repr_html_()


def test_svg_follows_the_page():
    svg = fork().svg
    root = ET.fromstring(svg)
    assert svg.startswith("<svg")
    assert root.get("width") is None
    assert root.get("height") is None
    assert root.get("viewBox")
    assert "max-width:100%" in root.get("style")
    assert not re.search(r'"(black|white|#000000|Arial[^"]*)"', svg)
    assert "data-theme=dark" in svg
    assert "prefers-color-scheme:dark" in svg
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]


def test_alternative_text_says_what_is_drawn():
    root = ET.fromstring(fork().svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.find(SVG + "title").text
    assert root.get("aria-label").startswith("잎 x에서 뿌리 L까지")
    titles = [t.text for t in root.iter(SVG + "title")]
    assert "잎 x, 모양 (), 값 2, .grad 없음(None)" in titles
    assert "x → a, 자리 1" in titles


def test_plain_text_is_the_transcript():
    drawing = fork()
    assert repr(drawing) == str(drawing.graph)
    assert "뿌리 MulBackward0 L, 모양 (), 값 16" in repr(drawing)


@pytest.mark.parametrize("name", ["<b>&\"굵게\"</b>", r"뒤\N빗금\G\\", "줄\n바꿈", "이름" * 40])
def test_any_name_is_shown_as_it_is(name):
    w = engine.tensor(2.0, requires_grad=True)
    drawing = draw(w * w, names={name: w})
    shown = name.replace("\n", " ")
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    assert shown in [t.text for t in elements(drawing, "text")]


@pytest.mark.parametrize("name", ["w", "가중치", "한글_and_english_이름_2", "매개변수" * 9])
def test_text_stays_inside_its_box(name):
    """글자 너비를 넉넉하게 잡아(한글 1, 나머지 0.6) 상자의 안쪽에 드는지 봅니다."""
    w = engine.ones(3, 2, requires_grad=True)
    for group in elements(draw((w * w).sum(), names={name: w}), "g"):
        if "node" not in (group.get("class") or ""):
            continue
        xs = [float(x) for x in re.findall(r"(-?[\d.]+),", group.find(SVG + "path").get("d"))]
        for text in group.iter(SVG + "text"):
            units = sum(1 if east_asian_width(c) in "WF" else 0.6 for c in text.text)
            left = float(text.get("x"))
            assert min(xs) + 8 <= left
            assert left + units * float(text.get("font-size")) <= max(xs) - 4, text.text


def test_a_missing_gradient_is_drawn_differently_from_zero():
    x = engine.tensor(2.0, requires_grad=True)
    y = x * x
    assert 'class="ag-off"' in draw(y).svg
    y.backward()
    x.grad.zero_()
    assert 'class="ag-off"' not in draw(y).svg
    assert ".grad 0" in repr(draw(y))


def test_a_drawing_keeps_the_moment_it_was_made():
    x = engine.tensor(2.0, requires_grad=True)
    y = x * x
    before = draw(y)
    y.backward()
    assert "없음(None)" in before.svg
    assert "없음(None)" not in draw(y).svg


def test_a_large_graph_is_cut_and_says_so():
    y = engine.tensor(1.0, requires_grad=True)
    for _ in range(30):
        y = y + y
    drawing = draw(y, limit=10)
    assert "상자 31개 가운데 뿌리 쪽 10개만" in drawing.note
    assert drawing.note in drawing._repr_html_()
    assert drawing.note in repr(drawing)
    assert "생략한 입력 2개" in drawing.svg
    assert draw(y).note == ""


def _chain(length):
    y, w, b = (engine.tensor(n, requires_grad=True) for n in (0.5, 0.999, 0.001))
    for _ in range(length):
        y = y * w + b
    return draw(y)


def test_a_leaf_used_all_over_a_large_graph_gets_name_tags():
    drawing = _chain(60)
    found = groups(drawing)
    assert len(drawing.graph.nodes) == 123
    assert {k for k, c in found.items() if "edge" in c} == {e.key for e in drawing.graph.edges}
    assert {k for k, c in found.items() if "node" in c and "tag" not in c} == {
        n.key for n in drawing.graph.nodes}
    uses = [e for e in drawing.graph.edges if e.source in
            {n.key for n in drawing.graph.nodes if n.name in ("w", "b")}]
    tags = {k for k, c in found.items() if "tag" in c}
    assert len(uses) == 120
    assert len(tags) == 118         # w와 b의 상자는 하나씩 간선으로 이어져 있습니다.
    assert tags < {f"{e.source}@{e.key}" for e in uses}
    assert [t.text for t in elements(drawing, "text")].count("w") == 60
    assert drawing.note == "여러 번 쓰인 노드는 상자 하나와 이름표로 그렸습니다: b, w."
    assert drawing.svg == _chain(60).svg


def test_a_graph_of_a_chapters_size_has_no_tags():
    drawing = _chain(40)
    assert not [c for c in groups(drawing).values() if "tag" in c]
    assert drawing.note == ""


def test_without_dot_the_transcript_and_a_sentence_remain(monkeypatch):
    monkeypatch.setattr(layout, "_find_dot", lambda: None)
    monkeypatch.delenv("ENGINE_DOT", raising=False)
    drawing = fork()
    assert drawing.svg is None
    assert "pip install" in drawing.note
    assert "MulBackward0 L" in drawing._repr_html_()
    assert drawing.note in drawing._repr_html_()


def test_without_the_graphviz_package_nothing_crashes(monkeypatch):
    monkeypatch.setitem(sys.modules, "graphviz", None)
    drawing = fork()
    assert drawing.svg is None
    assert "graphviz 패키지가 없어" in drawing.note


@pytest.mark.parametrize("program", ["/없는/dot", sys.executable])
def test_a_program_that_cannot_draw_is_reported_not_raised(program, capfd):
    x = engine.tensor(2.0, requires_grad=True)
    drawing = draw(x * x, dot=program)
    assert drawing.svg is None
    assert program in drawing.note
    assert capfd.readouterr().err == ""


def test_where_no_process_can_be_started_nothing_crashes(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(138, "emscripten does not support processes")

    monkeypatch.setattr("subprocess.Popen", refuse)
    assert fork().svg is None


def test_in_a_browser_the_page_lays_the_graph_out(monkeypatch):
    native = fork()
    laid_out = {native.dot: layout.run_dot(native.dot, None)[0]}
    monkeypatch.setattr(layout, "_find_dot", lambda: None)
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setitem(sys.modules, "browser_graphviz", SimpleNamespace(svg=laid_out.get))
    assert fork().svg == native.svg


@pytest.mark.parametrize("page", [None, SimpleNamespace()])
def test_in_a_browser_that_cannot_lay_out_the_transcript_remains(monkeypatch, page):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setitem(sys.modules, "browser_graphviz", page)
    drawing = fork()
    assert drawing.svg is None
    assert "브라우저" in drawing.note
    assert "MulBackward0 L" in drawing._repr_html_()


@pytest.mark.parametrize("program", [None, "/없는/dot"])
def test_graphviz_is_left_as_it_was(program):
    before = dot_command.DOT_BINARY
    draw(engine.tensor(2.0, requires_grad=True) * 2.0, dot=program)._repr_html_()
    assert before == dot_command.DOT_BINARY


def test_the_environment_can_choose_the_program(monkeypatch):
    monkeypatch.setenv("ENGINE_DOT", "/여기/dot")
    assert "/여기/dot" in fork().note


def test_two_drawings_on_one_page_share_no_id():
    x = engine.tensor(2.0, requires_grad=True)
    ids = re.findall(r' id="([^"]+)"', draw(x * x)._repr_html_() + draw(x + x)._repr_html_())
    assert len(ids) == len(set(ids)) == 8


def test_views_choose_what_a_box_says():
    x = engine.tensor(2.0, requires_grad=True)
    y = x.exp() * x
    texts = {view: [t.text for t in elements(draw(y, show=view), "text")]
             for view in ("data", "grad", "grad_fn", "saved", "version")}
    assert "MulBackward0" in texts["grad_fn"]
    assert "MulBackward0" not in texts["data"]
    assert ".grad" in texts["grad"]
    assert ".grad" not in texts["saved"]
    assert "저장" in texts["saved"]
    assert "버전 0" in texts["version"]


def test_detach_and_the_graph_of_a_gradient_are_drawn():
    x = engine.tensor(2.0, requires_grad=True)
    b = x * x
    d = b.detach()
    drawing = draw(b * d)
    assert [c for c in groups(drawing).values() if "shared" in c] == [["edge", "shared"]]
    assert "b의 값을 함께 쓰지만 길은 끊긴 d" in [t.text for t in elements(drawing, "title")]
    g, = engine.autograd.grad(b, x, create_graph=True)
    later = [c for c in groups(draw(b, g)).values() if "later" in c]
    assert later
    assert all("leaf" not in c for c in later)


def leaf_and_root(svg):
    """잎의 상자와 뿌리의 상자가 시작하는 자리입니다."""
    places = re.findall(r'class="node (leaf|op)\b.*?<path [^>]*d="M(-?[\d.]+),(-?[\d.]+)', svg, re.S)
    found = {kind: (float(x), float(y)) for kind, x, y in places}
    return found["leaf"], found["op"]


@pytest.mark.parametrize("direction", ["TB", "BT", "LR", "RL"])
def test_directions_change_the_layout(direction):
    x = engine.tensor(2.0, requires_grad=True)
    (lx, ly), (rx, ry) = leaf_and_root(draw(x * x, direction=direction).svg)
    assert {"TB": ly < ry, "BT": ly > ry, "LR": lx < rx, "RL": lx > rx}[direction]


def test_leaves_lie_below_the_root_in_a_drawing_and_in_the_stepper():
    with record() as trace:
        x = engine.tensor(2.0, requires_grad=True)
        y = x * x
    for svg in (draw(y).svg, trace.to_dict()["svg"]):
        (_, ly), (_, ry) = leaf_and_root(svg)
        assert ly > ry


@pytest.mark.parametrize("suffix", ["svg", "dot", "txt"])
def test_save_writes_what_the_suffix_says(tmp_path, suffix):
    drawing, path = fork(), tmp_path / f"그림.{suffix}"
    drawing.save(path)
    expected = {"svg": drawing.svg, "dot": drawing.dot, "txt": repr(drawing) + "\n"}[suffix]
    assert path.read_bytes() == expected.encode()


@pytest.mark.parametrize(("act", "kind", "english"), [
    (lambda: draw(3.0), TypeError, "draw expects tensors"),
    (lambda: draw(engine.ones(2), direction="위"), ValueError, "unknown direction"),
    (lambda: draw(engine.ones(2), show="색"), ValueError, "unknown view"),
    (lambda: fork().save("graph.png"), ValueError, "cannot save drawing"),
])
def test_errors_say_what_why_and_what_to_do(act, kind, english):
    with pytest.raises(kind, match=english) as caught:
        act()
    _first, why, todo = str(caught.value).splitlines()
    assert why.startswith("까닭: ")
    assert todo.startswith("해 볼 일: ")
