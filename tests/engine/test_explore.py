"""입력을 바꾸어 보기와 야코비안 보기: 입력은 이름으로 건네고, 맞지 않으면 한국어로 멈춥니다."""

import functools

import pytest

import engine
from engine import nn
from engine.tracing import explore, jacobian
from engine.tracing.numbers import number


def scaled(x, w):
    return x * x * w


def only_by_name(x, *, w):
    return x * w


def grads(trace):
    return {node["name"]: trace.state()[f"{node['k']}.grad"] for node in trace.nodes
            if node["kind"] == "leaf"}


def three_lines(caught):
    what, why, todo = str(caught.value).split("\n")
    return why.startswith("까닭: ") and todo.startswith("해 볼 일: ") and "(" in what


# ── explore ──


def test_inputs_go_to_the_function_by_name():
    made = explore(scaled, w=3.0, x=2.0, stops={"x": [2], "w": [3]})
    assert grads(made.start) == {"w": "4", "x": "12"}
    made = explore(only_by_name, w=3.0, x=2.0, stops={"x": [2], "w": [3]})
    assert grads(made.start) == {"w": "2", "x": "3"}


@pytest.mark.parametrize("inputs", [{"x": 2.0, "q": 3.0}, {"x": 2.0}, {"x": 2.0, "w": 1.0, "q": 3.0}])
def test_names_that_are_not_the_functions_are_refused(inputs):
    with pytest.raises(TypeError, match=r"unexpected or missing.*\n까닭: .*x, w") as caught:
        explore(scaled, **inputs)
    assert three_lines(caught)


def test_a_rerun_refuses_them_too():
    with pytest.raises(TypeError, match="unexpected or missing"):
        explore(scaled, x=2.0, w=3.0).rerun({"q": 1.0})


def test_inputs_with_a_value_of_their_own_may_be_left_out():
    assert grads(explore(lambda x, w=5: x * w, x=2.0).start) == {"x": "5"}
    assert grads(explore(lambda **given: given["x"] * 3, x=2.0).start) == {"x": "3"}


def test_stops_of_an_input_that_is_no_number_are_refused():
    for name in ("w", "v"):
        with pytest.raises(ValueError, match=f"{name}.*unknown stops") as caught:
            explore(lambda x, v: (x * v).sum(), x=2.0, v=[1.0, 2.0], stops={name: [1, 2]})
        assert three_lines(caught)


def test_a_partial_function_and_a_callable_object_are_recorded():
    class Scale:
        def __call__(self, x):
            return x * 7

    assert grads(explore(functools.partial(scaled, w=3.0), x=2.0).start) == {"x": "12"}
    assert grads(explore(Scale(), x=2.0).start) == {"x": "7"}


def test_a_function_without_python_code_is_refused():
    with pytest.raises(TypeError, match="Python function") as caught:
        explore(abs, x=2.0)
    assert three_lines(caught)


def test_a_function_of_the_engine_shows_no_source():
    trace = explore(engine.sin, input=0.0).start
    assert trace.to_dict()["src"] == []
    assert grads(trace) == {"input": "1"}


# ── jacobian ──


def jac(*given, **more):
    return jacobian(*given, **more).to_dict()["jac"]


def test_the_note_says_only_what_is_true_of_zeros():
    """0인 칸도 엔진이 곱합니다: x = 0에서 2x = 0을 곱하는 y0"""
    view = jac(lambda x: x * x, [0.0, 1.0, 2.0])
    assert view["note"] == "엔진은 이 표를 만들지 않습니다. 빗금 칸은 값이 0입니다. 0인 칸 7/9"
    assert sum(not made for row in view["made"] for made in row) == 7


def test_modules_methods_and_partial_functions_have_a_jacobian():
    class Bend:
        def bend(self, slope):
            return slope * 3

    linear = nn.Linear(2, 1)
    view = jac(linear, [1.0, 2.0])
    assert view["in"] == ["input0", "input1"]
    assert view["J"] == [[number(each) for each in linear.weight.tolist()[0]]]
    assert jac(Bend().bend, [1.0])["in"] == ["slope0"]
    assert jac(functools.partial(scaled, w=3.0), [1.0])["J"] == [["6"]]
    assert jac(lambda *given: given[0] * 2, [1.0])["in"] == ["x0"]


@pytest.mark.parametrize(("function", "x", "vectors", "kind", "says"), [
    (lambda x: x * x, [1.0, 2.0], {"짧은 것": [1.0]}, ValueError, "‘짧은 것’"),
    (lambda x: x * x, [1.0, 2.0], {"긴 것": [1.0, 2.0, 3.0]}, ValueError, "length of v"),
    (lambda x: (x, x), [1.0, 2.0], None, TypeError, "tuple"),
    (lambda x: x.sum().item(), [1.0, 2.0], None, TypeError, "float"),
    (lambda x: x[:0] * 1, [1.0, 2.0], None, ValueError, "0 × 2"),
    (lambda x: (x * 2).detach(), [1.0, 2.0], None, ValueError, "detach"),
    (abs, [1.0, 2.0], None, TypeError, "Python function"),
])
def test_what_has_no_jacobian_to_show_is_refused(function, x, vectors, kind, says):
    with pytest.raises(kind, match=says) as caught:
        jacobian(function, x, vectors)
    assert three_lines(caught)
