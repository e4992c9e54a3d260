"""작은 편집기: 작은 언어의 글만 실행하고, 어떤 글에도 마지막 그래프를 지키며 세 줄로 답합니다."""

import re
import time

import pytest

import engine
from engine.draw import draw
from engine.study import editor
from engine.study.little import run

SQUARE = "# 두 자리\nx = tensor(2.0, requires_grad=True)\ny = x * x"
CONSTANT = "x = tensor(2.0)\ny = x + x"
VECTORS = "u = tensor([1.0, -2.0], requires_grad=True)\n"
THREE_LINES = re.compile(r".*[가-힣].* \(.*\)\n까닭: .*\n해 볼 일: .*")


def graph_of(code):
    last, tensors = run(code)
    return draw(last, names=tensors).graph


# ── 실행하는 글 ───────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("code", "nodes", "edges"), [
    (SQUARE, 2, 2),
    (CONSTANT, 1, 0),
    ("x = tensor(2.0, requires_grad=True)\nc = tensor(3.0)\nd = c * 2\ny = x * d", 3, 2),
    (VECTORS + "y = (u @ u).sigmoid()", 3, 3),
    (VECTORS + "k = 2 ** 3 / 4\n\ny = sum(-u / k - 1)   # 합\nz = 3", 6, 5),
])
def test_the_graph_is_that_of_the_last_tensor(code, nodes, edges):
    graph = graph_of(code)
    assert (len(graph.nodes), len(graph.edges)) == (nodes, edges)


@pytest.mark.parametrize("name", ["sum", "mean", "sigmoid", "relu", "exp", "log"])
def test_functions_and_methods_are_those_of_the_engine(name):
    expected = getattr(engine.tensor([1.0, 2.0]), name)().tolist()
    for form in (f"y = {name}(u)", f"y = u.{name}()"):
        last, _ = run(f"u = tensor([1.0, 2.0], requires_grad=True)\n{form}")
        assert last.tolist() == expected
        assert last.requires_grad


@pytest.mark.parametrize("form", ["u + v", "u - v", "u * v", "u / v", "u @ v", "u ** v", "-u", "2 ** u"])
def test_operators_are_those_of_the_engine(form):
    last, tensors = run(f"u = tensor([1.0, 3.0])\nv = tensor([2, 0.5])\ny = {form}")
    assert last.tolist() == eval(form, dict(tensors)).tolist()


# ── 거절하는 글 ───────────────────────────────────────────────────────────────────────────────
REFUSED = [
    "import os", "from os import path", "x = __import__('os')", "x = tensor(1.0).__class__",
    "x = tensor(1.0).grad", "x = tensor(1.0).backward()", "x = tensor.__globals__",
    "x = (lambda: 1)()", "while True: x = 1", "for i in [1]: x = i", "def f(): pass", "class A: pass",
    "x = 10**10**10", "x = 2.0**1000", "x = ((10**9)**10)**10", "x = 1e400", "x = (-1)**0.5",
    "x = tensor([0] * 10**9)", "x = tensor(1.0) @ 3", "x = 3 @ 4", "x = 1 / 0", "x = 1e-300 ** -10",
    "x = f'{1}'", "x = 'a'", "exec('x = 1')", "x = eval('1')", "x = [i for i in [1]]", "x = [1, 2]",
    "x = tensor([i for i in [1]])", "x = tensor({1: 2})", "x = tensor(1.0)[0]", "x = tensor(1.0, 2)",
    "x = tensor(1.0, requires_grad=1)", "x = tensor(1.0, dtype=1)", "x = tensor(*[1])",
    "x = tensor(tensor(1.0))", "x = sum(3)", "x = sum(tensor([1.0]), 0)", "x = tensor(1.0).sum(dim=0)",
    "x = True", "x = None", "x = 1j", "x = 1 if 1 else 2", "x = 1 < 2", "x = (y := 1)", "x, y = 1, 2",
    "x = y = 1", "x += 1", "x: int = 1", "x", "del x", "_x = 1", "__builtins__ = 1", "sum = tensor(1.0)",
    "x = y", "x = (", "x = 1 +", "\0", "", "# 주석뿐", "x = 3",
    "x = " + "-" * 90 + "1", "x = tensor(1)\n" * 21, "".join(f"a{i} = 1; b{i} = tensor(1)\n" for i in range(11)),
]


@pytest.mark.parametrize("code", REFUSED, ids=lambda code: code[:30].encode("unicode_escape").decode())
def test_anything_else_is_refused_at_once_in_three_lines(code):
    began = time.perf_counter()
    with pytest.raises(ValueError, match="editor refused") as caught:
        run(code)
    assert time.perf_counter() - began < 1
    assert THREE_LINES.fullmatch(str(caught.value))


def test_a_chain_of_broadcasts_cannot_reach_millions_of_elements():
    lines = []
    for depth in range(9):      # 축이 서로 다른 텐서 아홉: 모두 곱하면 원소가 3천만 개입니다.
        items = ["[" * depth + "1" + "]" * depth] * (60 // (2 * depth + 2))
        lines.append(f"t{depth} = tensor([{','.join(items)}])")
    lines.append("y = " + " * ".join(f"t{depth}" for depth in range(9)))
    with pytest.raises(ValueError, match=r"10번째 줄[^\n]*\n까닭: 결과의 원소가 너무 많을"):
        run("\n".join(lines))


def test_the_error_names_the_line_and_the_part():
    with pytest.raises(ValueError, match="2번째 줄") as caught:
        run("x = tensor(1.0)\ny = x.__class__")
    assert "‘x.__class__’" in str(caught.value)


# ── 살아 있는 편집기 ──────────────────────────────────────────────────────────────────────────
@pytest.fixture
def live():
    box = editor(SQUARE, CONSTANT).live()
    _, buttons, text, error, picture = box.children
    return buttons.children, text, error, picture


def test_an_edit_redraws_and_an_error_keeps_the_last_good_graph(live):
    _, text, error, picture = live
    first = picture.value
    text.value = SQUARE.replace("x * x", "x + x")
    good = picture.value
    assert "AddBackward0" in good
    assert good != first
    text.value = SQUARE.replace("x * x", "x +")
    assert picture.value == good
    assert 'role="alert"' in error.value
    assert "까닭: " in error.value
    text.value = "x = tensor([1.0, 2.0]) @ tensor([1.0])"      # 엔진이 내는 오류
    assert picture.value == good
    assert "까닭: " in error.value
    text.value = "x = y<script>"
    assert "<script>" not in error.value
    text.value = CONSTANT
    assert error.value == ""
    assert picture.value != good


def test_a_button_brings_a_program_back_even_after_edits(live):
    (first, second), text, _, picture = live
    second.click()
    assert (text.value, second.description) == (CONSTANT, "y = x + x")
    text.value = "x ="
    first.click()
    assert (text.value, first.description) == (SQUARE, "두 자리")
    assert "MulBackward0" in picture.value


def test_a_living_kernel_gets_the_widget_and_the_text(monkeypatch):
    monkeypatch.delenv("ENGINE_STATIC", raising=False)
    bundle = editor(SQUARE)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == repr(editor(SQUARE))


# ── 책 ────────────────────────────────────────────────────────────────────────────────────────
def test_the_book_shows_each_program_with_its_graph_and_no_script(monkeypatch):
    monkeypatch.setenv("ENGINE_STATIC", "1")
    bundle = editor(SQUARE, CONSTANT)._repr_mimebundle_()
    html = bundle["text/html"]
    assert set(bundle) == {"text/plain", "text/html"}
    assert html.count('<input type="radio"') == html.count("<section aria-label=") == 2
    assert html.count(" checked>") == 1
    assert html.count('role="img" aria-label="') == 2
    assert "<script" not in html
    assert '<section aria-label="두 자리"><pre' in html


def test_the_text_has_code_nodes_and_edges_and_is_always_the_same():
    text = repr(editor(SQUARE, CONSTANT))
    assert text == repr(editor(SQUARE, CONSTANT))
    assert text.startswith(SQUARE + "\n→ 잎 x에서 뿌리 y까지")
    assert "  n1 → n0 자리 0\n  n1 → n0 자리 1" in text
    assert CONSTANT in text
