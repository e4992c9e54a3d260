"""여러 기록을 바꿔 보는 단추가, 글과 HTML에 기록마다의 변화도와 메모리를 보이는지 봅니다."""

import engine
from engine.study import switch
from engine.tracing import record


def recorded(stopped):
    x = engine.tensor([3.0], requires_grad=True)
    with record(title="제곱") as trace, engine.set_grad_enabled(True):
        y = (x.detach() if stopped else x) * x
        y.backward()
    return trace


def shown():
    return switch("견주기", {"모두 추적": recorded(False), "떼어 냄": recorded(True)})


def test_the_table_compares_gradients_and_memory():
    (_, whole, more), (_, cut, less) = shown().rows()
    assert (whole["x"], cut["x"]) == ("[6]", "[3]")
    assert more >= less > 0


def test_the_text_names_every_trace():
    text = repr(shown())
    assert "모두 추적: x.grad [6]" in text
    assert "떼어 냄: x.grad [3]" in text


def test_one_button_and_one_panel_for_each_trace_and_one_is_chosen(monkeypatch):
    monkeypatch.setenv("ENGINE_STATIC", "1")
    html = shown()._repr_mimebundle_()["text/html"]
    assert html.count('<input type="radio"') == html.count("<section ") == 2
    assert html.count(" checked>") == 1
    assert "<script>" not in html
