"""입력을 바꾸어 보기와 야코비안 보기: 입력은 이름으로 건네고, 맞지 않으면 한국어로 멈춥니다."""

import functools

import pytest

import engine
from engine.tracing import explore


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
