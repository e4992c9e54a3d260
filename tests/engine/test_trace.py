"""기록(engine.tracing): 엔진이 한 일이 걸음마다 그대로 남는지 봅니다."""

import contextlib
import gc
import gzip
import json
import re
import subprocess
import sys
import types
from functools import cache

import numpy as np
import pytest
import torch
import torch_examples
import trace_programs
from trace_programs import PROGRAMS

import engine
from engine import events, tensor
from engine.draw import draw
from engine.stepper import static_html
from engine.tracing import depth_first, explore, jacobian, record, wrong_order
from engine.tracing.numbers import brief

ROOT = engine.__file__.rpartition("/engine/")[0]
STEP_KINDS = {"leaf", "op", "save", "region", "detach", "inplace", "seed", "pop", "local", "send",
              "merge", "unbroadcast", "hook", "accum", "free", "skip", "error", "optim", "zero"}


@cache
def traced(name):
    return getattr(trace_programs, name)()


def steps(trace, *kinds):
    return [step for step in trace.steps if step["t"] in kinds]


def key(trace, name):
    return next(node["k"] for node in trace.nodes if node["name"] == name)


def says(trace, *kinds):
    return [step["say"] for step in steps(trace, *kinds)]


# ── 꼴 ──


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_a_trace_is_plain_json(program):
    trace = traced(program.__name__)
    data = json.loads(trace.to_json())
    assert data == trace.to_dict()
    assert data["v"] == 1
    keys = [node["k"] for node in data["nodes"]]
    assert keys == [f"n{i}" for i in range(len(keys))]
    for step in data["steps"]:
        assert step["t"] in STEP_KINDS
        assert step["say"].endswith((".", ")"))
        assert {step["n"], step["to"]} <= {*keys, None}
        assert set(step["queue"]) <= set(keys)
        for name in step["set"]:
            assert name == "region" or re.fullmatch(
                r"(e\.)?n\d+\.(\d+|value|ver|arr|buf|grad|got|state|data|gotdata|graddata|saved\.\d+"
                r"|\d+\.data)", name), name
    assert [step["big"] for step in data["steps"]] == sorted(step["big"] for step in data["steps"])


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_only_a_send_draws_a_backward_arrow(program):
    sent, shown = set(), {}
    for step in traced(program.__name__).steps:
        shown |= {name: mark for name, mark in step["set"].items() if re.fullmatch(r"e\.n\d+\.\d+", name)}
        if step["t"] == "seed":     # 다시 걸을 간선은 비웁니다. 이번에 걷지 않을 그래프는 그대로 둡니다.
            sent -= {name for name, mark in step["set"].items() if mark is None}
        if step["t"] == "send":
            sent.add(f"e.{step['e']}")
        drawn = {name for name, mark in shown.items() if mark and mark["kind"] not in ("skip", "cut")}
        assert drawn == sent, step["say"]


def test_a_second_backward_starts_without_the_arrows_of_the_first():
    trace = traced("retained")
    again = [i for i, step in enumerate(trace.steps) if step["t"] == "seed"][1]
    assert [trace.state(k)["e.n1.0"] is None for k in (again - 1, again)] == [False, True]


def test_what_is_shown_knows_how_the_reader_calls_it(monkeypatch):
    trace, pair = traced("fork"), wrong_order()
    shell = types.SimpleNamespace(user_ns={"_1": pair, "mine": trace}, execution_count=5)
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: shell))
    assert trace.shown() == {**trace.to_dict(), "called": "mine"}
    monkeypatch.delenv("ENGINE_STATIC", raising=False)
    assert pair.shown()["called"] == trace.at(3).shown()["called"] == "Out[5]"
    monkeypatch.setenv("ENGINE_STATIC", "1")     # 책에는 커널이 없습니다.
    assert "called" not in pair.shown()
    assert trace.at(3, stops=["b"]).shown()["open"] == {"k": 3, "stops": ["b"]}
    monkeypatch.delitem(sys.modules, "IPython")
    assert trace.shown() == trace.to_dict()


def test_every_kind_of_step_has_an_example():
    assert {step["t"] for program in PROGRAMS for step in traced(program.__name__).steps} == STEP_KINDS


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_the_same_program_gives_the_same_bytes(program):
    assert program().to_json() == program().to_json()


def test_another_process_gives_the_same_bytes():
    code = "import trace_programs; print(trace_programs.network().to_json())"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                           cwd=trace_programs.__file__.rpartition("/")[0],
                           env={"PYTHONHASHSEED": seed, "PYTHONPATH": ROOT}).stdout for seed in ("1", "2")]
    assert runs[0] == runs[1] == traced("network").to_json() + "\n"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_a_trace_of_the_chapters_size_is_small(program):
    assert len(gzip.compress(traced(program.__name__).to_json().encode())) <= 40_000


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_sentences_are_sentences(program):
    text = traced(program.__name__).transcript()
    assert not re.search(r"None을|nan|inf|object at|\S  +\S", text)
    assert not re.search(r"[가-힣0-9a-z]\((을|를|이|가)\)", text)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_every_node_and_edge_of_the_picture_has_its_key(program):
    data = traced(program.__name__).to_dict()
    drawn = set(re.findall(r'data-k="(n[^"]+)"', data["svg"]))
    edges = {f"{node['k']}.{slot}" for node in data["nodes"]
             for slot, source in enumerate(node["in"]) if source}
    assert drawn == {node["k"] for node in data["nodes"]} | edges


def test_the_picture_counts_as_a_drawing_does():
    x = tensor(2.0, requires_grad=True)
    c = tensor(3.0)
    with record("상수를 곱하기") as trace:
        y = x * c
        with engine.no_grad():
            z = y * y
        y.backward()
    del z
    data = trace.to_dict()
    assert data["alt"] == ("잎 x에서 뿌리 y까지 이어지는 연산 그래프. "
                           "노드 2개, 상수 1개, 기록하지 않은 연산 1개, 화살표 4개.")
    assert f'aria-label="{data["alt"]}"' in data["svg"]
    assert draw(x * c, names={"y": y}).graph.summary.endswith("노드 2개, 상수 1개, 화살표 2개.")


def test_the_alternative_text_names_only_the_leaves_that_reach_the_root():
    w, b = (tensor(n, requires_grad=True) for n in (2.0, 3.0))
    with record() as trace:
        with engine.no_grad():
            h = w * w
        y = h * b
        y.backward()
    alt = "잎 b에서 뿌리 y까지 이어지는 연산 그래프. 노드 3개, 기록하지 않은 연산 1개, 화살표 4개."
    assert trace.to_dict()["alt"] == alt


def test_the_alternative_text_of_a_frame_counts_what_is_made_by_then():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        for _ in range(2):
            y = x * x
            y.backward()
    labels = re.findall('<svg[^>]* aria-label="([^"]*)"', static_html(trace.to_dict(), assets=False))
    assert [re.search("노드 ([0-9])개", label)[1] for label in labels] == ["2", "3", "3"]


def test_a_backward_step_of_an_earlier_leaf_is_on_the_line_that_called():
    w = tensor(2.0, requires_grad=True)
    with record() as trace:
        y = w * w
        y.backward()
    line = next(row["n"] for row in trace.to_dict()["src"] if "backward" in row["text"])
    assert [step["line"] for step in steps(trace, "accum")] == [line]
    assert steps(trace, "leaf")[0]["line"] is None


def test_a_region_is_one_box_though_leaves_appear_in_between():
    w, b = (tensor(n, requires_grad=True) for n in (2.0, 3.0))
    with record() as trace:
        with engine.no_grad():
            h = w * 2 + b
        (h * w).backward()
    svg = trace.to_dict()["svg"]
    assert svg.count('class="cluster') == 1
    assert re.findall(r'class="node leaf', svg) == ["class=\"node leaf"] * 2


def test_a_node_names_what_sits_in_each_of_its_slots():
    w = tensor([1.0, 2.0], requires_grad=True)
    with record() as trace:
        a = 3 * w
        b = a * a
        s = (b - 1.0).sum()
    del s
    nodes = {node["name"]: node for node in trace.nodes}
    assert nodes["a"]["slots"] == ["w", "3"]       # 3 * w는 w.__rmul__(3)이라 w가 첫 자리입니다.
    assert nodes["b"]["slots"] == ["a", "a"]
    assert nodes["s"]["slots"] == ["b - 1.0"]
    assert nodes["w"]["slots"] == []


def test_a_graph_made_earlier_names_its_slots_too():
    x = tensor(2.0, requires_grad=True)
    y = x * x
    with record() as trace:
        y.backward()
    made = next(node for node in trace.nodes if node["name"] == "y")
    assert made["in"] == [[key(trace, "x"), 0]] * 2
    assert made["slots"] == ["x", "x"]


def test_the_rule_of_softmax_calls_its_result_by_name():
    x = tensor([1.0, 2.0], requires_grad=True)
    with record() as trace:
        p = x.softmax(0)
        p.sum().backward()
    assert [step["f"][0] for step in steps(trace, "send")][-1] == (
        "보낼 변화도 = p · (받은 변화도 − 합(받은 변화도 · p))")


def test_a_mean_says_how_many_it_divides_by():
    x = tensor([1.0, 2.0, 6.0], requires_grad=True)
    with record() as trace:
        m = x.mean()
        m.backward()
    assert "m = 합(x) / 3 = 3." in says(trace, "op")[0]
    assert "∂m/∂x = 1/3" in says(trace, "local")[0]


def _chain(length):
    with record("사슬") as trace:
        y, w, b = (tensor(n, requires_grad=True) for n in (0.5, 0.999, 0.001))
        for _ in range(length):
            y = y * w + b
        y.backward()
    return trace.to_dict()


def test_a_leaf_used_all_over_a_large_picture_gets_name_tags():
    data = _chain(98)
    uses = {f"{node['k']}.{slot}": source[0] for node in data["nodes"]
            for slot, source in enumerate(node["in"]) if source}
    boxes = re.findall(r'<g data-k="(n\d+)" class="node ', data["svg"])
    assert sorted(boxes) == sorted(node["k"] for node in data["nodes"])
    edges = re.findall(r'<g data-k="(n\d+\.\d)" class="edge', data["svg"])
    assert sorted(edges) == sorted(uses)
    tags = re.findall(r'<g class="tag" data-k="(n\d+)" data-e="(n\d+\.\d)">', data["svg"])
    names = {node["name"]: node["k"] for node in data["nodes"]}
    assert [sum(source == names[name] for source, _ in tags) for name in ("w", "b")] == [97, 97]
    assert all(uses[edge] == source for source, edge in tags)
    assert ">w</text>" in data["svg"]
    assert data["svg_note"] == "여러 번 쓰인 노드는 상자 하나와 이름표로 그렸습니다: w, b."


def test_a_picture_of_a_chapters_size_has_no_tags():
    data = _chain(40)
    assert 'class="tag"' not in data["svg"]
    assert data["svg_note"] == ""


# ── 보기 프로그램의 숫자 ──


@pytest.mark.parametrize("name", ["fork", "bias", "no_grad", "retained", "hooked", "double"])
def test_the_grads_of_the_examples_are_torchs(name):
    trace = traced(name)
    shown = {node["name"]: trace.state()[f"{node['k']}.grad"] for node in trace.nodes
             if node["kind"] == "leaf"}
    assert shown == {leaf: brief(grad) for leaf, grad in getattr(torch_examples, name)().items()}


def test_torch_refuses_the_two_examples_that_end_in_an_error():
    with pytest.raises(RuntimeError, match="a second time"):
        torch_examples.second_backward()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        torch_examples.in_place()
    assert "modified by an inplace operation" in traced("in_place").to_dict()["error"]["what"]


def test_the_jacobian_is_torchs():
    theirs = torch.autograd.functional.jacobian(lambda x: x * x.sum(), torch.tensor([1.0, 2.0, 3.0]))
    ours = jacobian(lambda x: x * x.sum(), [1.0, 2.0, 3.0]).to_dict()["jac"]
    assert [[float(each.replace("−", "-")) for each in row] for row in ours["J"]] == theirs.tolist()


def test_two_paths_meet():
    trace = traced("fork")
    x, state = key(trace, "x"), trace.state()
    assert [s["f"][-1] for s in steps(trace, "send") if s["to"] == x] == [
        "6 × 2 = 12", "6 × 2 = 12", "4 × 3 = 12"]
    assert [s["set"][f"{x}.arr"] for s in steps(trace, "send") if s["to"] == x] == ["1/3", "2/3", "3/3"]
    assert [s["set"][f"{x}.buf"] for s in steps(trace, "merge")] == ["12 ⊕ 12 = 24", "12 ⊕ 12 ⊕ 12 = 36"]
    assert state[f"{x}.grad"] == "36"
    assert [node["in"] for node in trace.nodes] == [
        [], [["n0", 0], None], [["n0", 0], ["n0", 0]], [["n1", 0], ["n2", 0]]]
    assert says(trace, "merge") == ["x의 버퍼에 더해 24입니다. 아직 다 도착하지 않았습니다.",
                                    "x가 움직이면 세 길이 함께 L을 움직이므로, 길마다 온 변화도를 더합니다: 12 + 12 + 12 = 36."]
    assert [(line["text"], node["line"] - trace.to_dict()["src"][0]["n"]) for node, line in zip(
        trace.nodes, trace.to_dict()["src"], strict=False)] == [
            ("x = tensor(2.0, requires_grad=True)", 0), ("a = 3 * x", 1), ("b = x * x", 2), ("L = a * b", 3)]
    a = trace.nodes[1]
    assert trace.to_dict()["src"][1]["text"][slice(*a["col"])] == "3 * x"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_a_sentence_calls_a_tensor_saved_only_once_it_is(program):
    trace = traced(program.__name__)
    for k, step in enumerate(trace.steps):
        if step["t"] == "op":
            kept = [name for name in trace.state(k) if name.startswith(f"{step['n']}.saved.")]
            assert (kept, "저장된" in step["say"]) == ([], False)


def test_a_sum_of_paths_says_why_and_a_root_adds_its_own_seed():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        y = x * x
        engine.autograd.backward([y * 3, y], retain_graph=True)
        (y + y).backward()
    assert says(trace, "merge") == [
        "시작값과 길마다 온 변화도를 더합니다: 1 + 3 = 4.",
        "x가 움직이면 두 길이 함께 y * 3, y를 움직이므로, 길마다 온 변화도를 더합니다: 8 + 8 = 16.",
        "y가 움직이면 두 길이 함께 y + y를 움직이므로, 길마다 온 변화도를 더합니다: 1 + 1 = 2.",
        "x가 움직이면 두 길이 함께 y + y를 움직이므로, 길마다 온 변화도를 더합니다: 4 + 4 = 8."]


def test_what_no_backward_reached_is_not_called_finished():
    trace = traced("no_grad")
    state = trace.state()
    apart = {node["name"] for node in trace.nodes if state.get(f"{node['k']}.state") == "apart"}
    assert apart == {"c", "d"}
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        y, z = x * 3, x * 4
        y.backward()
        z.backward()
    told = [step["set"].get(f"{key(trace, 'z')}.state") for step in steps(trace, "seed")]
    assert told == ["apart", "ready"]
    assert trace.state()[f"{key(trace, 'y')}.state"] == trace.state()[f"{key(trace, 'z')}.state"] == "done"


def test_a_box_counts_its_constant_inputs_as_a_drawing_does():
    x = tensor(2.0, requires_grad=True)
    with record() as trace:
        y = x + 1
        z = y * y
    assert trace.to_dict()["svg"].count(">상수 입력 1개<") == draw(z).svg.count(">상수 입력 1개<") == 1


def test_the_ready_queue_and_memory_follow_the_walk():
    trace = traced("fork")
    names = {node["k"]: node["name"] for node in trace.nodes}
    assert [(names[s["n"]], [names[k] for k in s["queue"]]) for s in steps(trace, "pop")] == [
        ("L", []), ("b", ["a"]), ("a", []), ("x", [])]
    # a: 3, b: x 하나(두 번 저장해도 한 메모리), L: a와 b. 값 하나는 4바이트입니다.
    assert [s["mem"] for s in steps(trace, "save")] == [4, 8, 8, 12, 16]
    assert [s["mem"] for s in steps(trace, "free")] == [8, 4, 0]


def test_a_bias_gradient_is_summed_back_to_its_shape():
    trace = traced("bias")
    step, = steps(trace, "unbroadcast")
    assert step["say"] == "0번 축으로 더해 모양 (1,)으로 되돌립니다."
    assert step["f"] == ["(3, 1) → (1,)", "= [−13.5]"]
    assert trace.state()[f"{key(trace, 'b')}.grad"] == "[−13.5]"


def test_no_grad_and_detach_are_shown():
    trace = traced("no_grad")
    c, d = (next(node for node in trace.nodes if node["name"] == name) for name in "cd")
    assert (c["kind"], c["region"], c["in"]) == ("plain", "no_grad", [[key(trace, "b"), 0], None])
    assert (d["kind"], d["fn"], d["cut"]) == ("plain", "detach", key(trace, "b"))
    assert says(trace, "detach") == ["d는 b와 값을 함께 쓰지만 길은 끊겼습니다."]
    assert says(trace, "region")[0] == "no_grad 구역입니다. 이 구역의 연산은 기록하지 않습니다."
    assert any(s["say"] == "d는 변화도가 필요 없어 보내지 않습니다." for s in steps(trace, "skip"))


def test_a_second_backward_points_at_the_step_that_freed():
    trace = traced("second_backward")
    error = trace.to_dict()["error"]
    cause = trace.steps[error["at"]]
    assert trace.steps[-1]["t"] == "error"
    assert (cause["t"], cause["n"], cause["cause"]) == ("free", key(trace, "L"), True)
    assert "a second time" in error["what"]
    assert re.fullmatch(r"\d+번 줄의 역전파가 \d+번 줄 L이 저장한 a, x를 해제했습니다\.", error["why"])
    assert "retain_graph=True" in error["todo"]


def test_retaining_the_graph_keeps_the_saved_tensors_and_accumulates():
    trace = traced("retained")
    assert [s["freed"] for s in steps(trace, "free")] == [False, False, True, True]
    assert {s["mem"] for s in steps(trace, "free")[:2]} == {12}
    closing = " 두 번 쓰인 x로 온 변화도는 모두 6 + 6 = 12입니다."
    assert says(trace, "accum") == [f"x.grad는 아직 없음(None)이라 온 변화도 12를 그대로 적습니다.{closing}",
                                    f"x.grad 12에 12를 더해 24가 되었습니다.{closing}"]
    assert trace.to_dict()["error"] is None


def test_an_in_place_change_marks_the_saved_tensors_it_spoils():
    trace = traced("in_place")
    step, = steps(trace, "inplace")
    z = key(trace, "z")
    assert step["set"][f"{z}.saved.0"] == step["set"][f"{z}.saved.1"] == "버전 어긋남"
    assert step["say"] == "y₁을 제자리에서 고쳤습니다. 버전이 1이 되었습니다. 저장해 둔 버전 0과 다릅니다."
    assert trace.steps[trace.to_dict()["error"]["at"]] is step
    after = next(node for node in trace.nodes if node["name"] == "y₂")
    assert trace.state()[f"{after['k']}.value"] == "[3, 5]"
    assert "y₂ = y₁ + 1 = [2, 4] + 1 = [3, 5]." in says(trace, "op")


def test_a_hook_shows_before_and_after():
    assert says(traced("hooked"), "hook") == ["훅 shrink가 36을 3.6으로 바꿨습니다."]


def test_an_optimizer_step_and_clearing():
    trace = traced("training")
    assert says(trace, "optim") == ["w: 0.5 → 0.46 (학습률 0.1 × 0.4)."]
    assert says(trace, "zero") == ["w.grad를 비웠습니다. 0.4에서 없음(None)이 되었습니다."]


def test_a_double_backward_draws_the_second_graph():
    trace = traced("double")
    made = [node for node in trace.nodes if "during" in node]
    assert [node["fn"] for node in made] == ["PowBackward0", "MulBackward0", "MulBackward0"]
    assert made[-1]["name"] == "g"
    assert trace.state()[f"{key(trace, 'x')}.grad"] == "18"      # y'' = 6x


def test_the_inside_of_a_readers_own_function_is_one_op():
    trace = traced("custom")
    assert [node["fn"] for node in trace.nodes] == [None, "CubeBackward"]
    assert says(trace, "op") == ["y = Cube(x) = 8. 저장할 텐서: x."]
    assert [len(step["inner"]) for step in steps(trace, "pop")] == [3, 0]
    assert trace.state()[f"{key(trace, 'x')}.grad"] == "12"


def test_a_block_inside_no_grad_is_a_region():
    x = tensor(2.0, requires_grad=True)
    with engine.no_grad(), record() as trace:
        y = x * 3
    assert y.requires_grad is False
    assert [node["region"] for node in trace.nodes if node["kind"] == "plain"] == ["no_grad"]


def test_what_runs_inside_a_visit_is_listed():
    inner = [step["inner"] for step in steps(traced("fork"), "pop")]
    assert [each["say"] for each in inner[1]] == ["6 × 2 = 12", "6 × 2 = 12"]


def test_the_wrong_order_walks_the_recorded_graph():
    pair = wrong_order()
    right, wrong = pair.traces
    a = torch.tensor(1.0, requires_grad=True)
    b = a + a
    (b + b).backward()
    assert right.state()[f"{key(right, 'a')}.grad"] == brief(a.grad.numpy()) == "4"
    # 깊이 우선은 b에 1이 올 때 a로 1 + 1을, 2가 되었을 때 다시 2 + 2를 보냅니다.
    assert [s["f"][-1] for s in steps(wrong, "send") if s["to"] == key(wrong, "a")] == [
        "1 × 1 = 1", "1 × 1 = 1", "2 × 1 = 2", "2 × 1 = 2"]
    assert wrong.state()[f"{key(wrong, 'a')}.grad"] == "6"
    assert right.nodes == wrong.nodes
    assert "2번 가운데 1번만 도착했는데 b를 먼저 실행합니다. 지금까지 받은 것은 1입니다." in says(wrong, "pop")
    assert set(pair.to_dict()) == {"v", "pair", "labels"}
    assert wrong.to_dict()["ask"] == []     # 틀린 값을 답이라고 하지 않습니다.
    x = tensor(3.0, requires_grad=True)
    depth_first((x * x) * 2)        # 길이 나뉘지 않는 그래프에서는 순서가 답을 바꾸지 않습니다.
    assert x.grad.item() == 12


def test_a_vector_of_the_readers_own_comes_before_the_given_ones():
    def runs(trace, changed):
        return trace.rerun(changed)["jac"]["runs"]
    trace = jacobian(lambda x: x * x, [1.0, 2.0])
    preset = runs(trace, {})
    own, *rest = runs(trace, {"v": ["1", "0.5"]})
    assert (own["label"], own["v"], own["x"]) == ("고친 v", ["1", "0.5"], ["2", "2"])
    assert rest == preset
    chosen = jacobian(lambda x: x * x, [1.0, 2.0], {"둘째만": [0, 1]})
    assert [run["label"] for run in runs(chosen, {"v": ["3", "4"]})] == ["고친 v", "둘째만"]


def test_the_jacobian_is_built_row_by_row():
    trace = jacobian(lambda x: x * x, [1.0, 2.0, 3.0])
    jac = trace.to_dict()["jac"]
    assert jac["J"] == [["2", "0", "0"], ["0", "4", "0"], ["0", "0", "6"]]
    runs = {run["label"]: run for run in jac["runs"]}
    assert runs["모두 1"]["x"] == ["2", "4", "6"]
    assert [runs[f"한 행만 y{i}"]["x"] for i in range(3)] == jac["J"]
    assert runs["모두 1"]["rows"] == ["2 = 1 × 2", "4 = 1 × 4", "6 = 1 × 6"]
    assert trace.state()[f"{key(trace, 'x')}.grad"] == "[2, 4, 6]"


def test_explore_records_every_stop():
    def f(x):
        return x * x

    made = explore(f, x=2.0, stops={"x": [-1, 0, 1, 3]})
    data = made.to_dict()["explore"]
    assert data["inputs"] == [{"name": "x", "stops": ["−1.0", "0.0", "1.0", "2.0", "3.0"], "at": 3}]
    grads = [trace.state()["n0.grad"] for trace in made.traces]
    assert grads == ["−2", "0", "2", "4", "6"]
    assert made.run(x=10.0).state()["n0.grad"] == "20"
    assert 5 <= len(explore(f, x=1.0).stops["x"]) <= 9
    assert len(gzip.compress(explore(f, x=1.0).to_json().encode())) <= 120_000
    first, second = data["traces"][:2]
    assert "src" in first
    assert "src" not in second      # 첫 기록과 같은 것은 되풀이해 싣지 않습니다.


def test_questions_come_from_wrong_models():
    asks = {q["q"]: q for q in traced("fork").to_dict()["ask"]}
    merging = asks["길마다 온 값이 모두 모이면 x로 온 변화도는 얼마일까요?"]
    assert [c["v"] for c in merging["c"]] == ["12", "36", "72"]
    assert [c["v"] for c in merging["c"] if c.get("ok")] == ["36"]
    for program in PROGRAMS:
        trace = traced(program.__name__)
        for ask in trace.to_dict()["ask"]:
            answer, = (c["v"] for c in ask["c"] if c.get("ok"))
            assert answer in trace.steps[ask["at"]]["say"]
            assert 3 <= len({c["v"] for c in ask["c"]}) == len(ask["c"]) <= 4
            assert all(c["fb"].startswith("다시 볼 곳: ") for c in ask["c"] if not c.get("ok"))


# ── 이름 ──


def test_a_rebound_name_is_numbered_in_order():
    with record() as trace:
        y = tensor(1.5, requires_grad=True)
        for _ in range(3):
            y = y * 2
    assert [node["name"] for node in trace.nodes] == ["y₁", "y₂", "y₃", "y₄"]


def test_names_inside_the_readers_functions_are_found():
    def inner(a):
        half = a / 2
        return half * a

    with record() as trace:
        x = tensor(3.0, requires_grad=True)
        out = inner(x)
    assert [node["name"] for node in trace.nodes] == ["x", "half", "out"]
    assert any("half = a / 2" in line["text"] for line in trace.to_dict()["src"])
    assert out.grad_fn is not None


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'x" onload="y', "이름&값"])
def test_a_name_is_never_markup(name):
    w = tensor(2.0, requires_grad=True)
    with record(names={name: w}) as trace:
        (w * w).backward()
    assert any(node["name"] == name for node in trace.nodes)
    assert name not in (trace.to_dict()["svg"] or "")


def test_parameters_of_a_module_are_named_by_their_path():
    names = {node["name"] for node in traced("network").nodes if node["kind"] == "leaf"}
    assert names == {"model.0.weight", "model.0.bias", "model.2.weight", "model.2.bias"}


def test_a_graph_made_before_the_block_is_shown():
    x = tensor(2.0, requires_grad=True)
    y = x * x
    with record() as trace:
        y.backward()
    assert {node["name"] for node in trace.nodes} == {"x", "y"}
    assert trace.state()[f"{key(trace, 'x')}.grad"] == "4"


def test_a_long_graph_made_before_the_block_needs_no_recursion():
    y = tensor(1.0, requires_grad=True)
    for _ in range(3000):
        y = y * 1.0
    with record(errors="show") as trace:
        engine.ones(2, requires_grad=True).backward(y)
    assert trace.steps[-1]["t"] == "error"
    with record() as trace:
        y.backward()
    assert len(trace.nodes) == 3001


def test_an_error_of_an_earlier_graph_still_shows_the_graph():
    x = tensor(2.0, requires_grad=True)
    y = x * x
    y.backward()
    with record(errors="show") as trace:
        y.backward()
    assert {node["name"] for node in trace.nodes} == {"x", "y"}
    assert trace.steps[-1]["n"] == key(trace, "y")
    assert "second time" in trace.to_dict()["error"]["what"]


# ── 이상한 값 ──


def test_strange_numbers_are_written_as_words():
    with record() as trace:
        x = tensor([0.0, 1.0], requires_grad=True)
        y = x.log() * x
        y.sum().backward()
    text = trace.to_json()
    assert "∞" in text
    assert "NaN" in text
    assert {step["set"][f"e.{step['e']}"]["kind"] for step in steps(trace, "send")} >= {"nan", "normal"}


def test_zero_and_missing_gradients_differ():
    with record() as trace:
        x = tensor(0.0, requires_grad=True)
        (x * x).backward()
    first, last = trace.state(0), trace.state()
    assert (first["n0.grad"], last["n0.grad"]) == ("없음(None)", "0")
    assert {s["set"][f"e.{s['e']}"]["kind"] for s in steps(trace, "send")} == {"zero"}


def test_empty_and_large_tensors_are_summarised():
    engine.manual_seed(0)
    with record() as trace:
        e = engine.ones(0, 3, requires_grad=True)
        big = engine.randn(20, 20, requires_grad=True)
        (big * 2).sum().backward()
        e.sum().backward()
    state = trace.state()
    assert state[f"{key(trace, 'e')}.value"] == "빈 텐서 (0, 3)"
    detail = state[f"{key(trace, 'big')}.data"]
    assert re.search(r"분포 [ ▁▂▃▄▅▆▇█]{16}\. 처음 여덟 값 \[(\S+, ){7}\S+\]$", detail)
    assert f"최소 {brief(np.asarray(big.detach().numpy().min()))}" in detail
    assert len(trace.to_json()) < 60_000


def test_a_run_that_never_ends_is_cut(monkeypatch):
    monkeypatch.setattr("engine.tracing.recorder.MOST", 20)
    monkeypatch.setattr("engine.tracing.trace.MOST", 20)
    with record() as trace:
        y = tensor(1.0, requires_grad=True)
        for _ in range(50):
            y = y * 2
        y.backward()
    assert "20가지를 넘어 앞부분만" in trace.transcript()
    assert y.item() == 2.0**50


# ── 엔진을 건드리지 않기 ──


def test_an_error_is_recorded_and_raised_again():
    recorder = record()

    def run():
        with recorder:
            x = tensor(1.0, requires_grad=True)
            _ = x * (1 // 0)

    with pytest.raises(ZeroDivisionError):
        run()
    trace = recorder.trace
    assert trace.steps[-1]["t"] == "error"
    assert trace.to_dict()["error"]["what"].startswith("ZeroDivisionError")
    assert not events.listeners
    assert not events.slow_lane


def test_showing_errors_swallows_them_but_not_an_interrupt():
    with record(errors="show") as trace:
        engine.ones(2, requires_grad=True).backward()
    assert trace.steps[-1]["t"] == "error"
    with pytest.raises(KeyboardInterrupt), record(errors="show"):
        raise KeyboardInterrupt
    with pytest.raises(ValueError, match="unknown errors mode"):
        record(errors="숨기기")


def test_an_error_caught_inside_the_block_is_a_step_in_the_middle():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        y = x * x
        y.backward()
        with contextlib.suppress(RuntimeError):
            y.backward()
        z = x + 1
    kinds = [step["t"] for step in trace.steps]
    assert kinds.index("error") < len(kinds) - 1
    assert z.item() == 3


def test_a_listener_that_raises_is_dropped_and_the_computation_goes_on():
    def square_of_three():
        x = tensor(3.0, requires_grad=True)
        (x * x).backward()
        return x

    def broken(event):
        raise ZeroDivisionError("고장")

    events.listen(broken)
    try:
        with pytest.warns(RuntimeWarning, match="계산에는 영향이 없습니다") as caught:
            x = square_of_three()
    finally:
        events.unlisten(broken)
    assert len(caught) == 1
    assert x.grad.item() == 6
    assert broken not in events.listeners


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_a_trace_holds_no_graph(program):
    def alive():
        return [o for o in gc.get_objects() if issubclass(type(o), engine.node.Node)]

    gc.collect()
    before = len(alive())
    trace = program()
    gc.collect()
    assert len(alive()) <= before
    assert trace.steps


def test_a_fault_of_the_trace_is_not_the_readers(monkeypatch):
    monkeypatch.setattr("engine.tracing.trace.Story", None)

    def run():
        with record() as trace:
            x = tensor(3.0, requires_grad=True)
            (x * x).backward()
        return trace, x

    with pytest.warns(RuntimeWarning, match="계산은 그대로입니다"):
        trace, x = run()
    assert x.grad.item() == 6
    assert trace.steps == []
    assert "걸음으로 옮기지 못했습니다" in trace.transcript()


def test_recorders_nest_and_listen_only_to_their_own_thread():
    import threading

    def elsewhere():
        w = tensor(5.0, requires_grad=True)
        (w * w).backward()

    with record() as outer:
        x = tensor(2.0, requires_grad=True)
        with record() as inside:
            y = x * x
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        y.backward()
    assert {node["name"] for node in outer.nodes} == {"x", "y"}
    assert {node["name"] for node in inside.nodes} == {"x", "y"}
    assert len(inside.steps) < len(outer.steps)


def test_repr_is_the_transcript():
    trace = traced("fork")
    assert repr(trace) == trace.transcript()
    assert trace.transcript().splitlines()[:2] == [
        "두 갈래가 만나는 곳", "1. 잎 x를 만들었습니다. 값 2, 변화도를 추적합니다."]


def test_what_the_engine_writes_by_itself_is_not_a_step_of_the_reader():
    model = engine.nn.Sequential(engine.nn.Linear(2, 2), engine.nn.BatchNorm1d(2))
    kept = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    with record() as trace:
        with engine.no_grad():
            engine.nn.init.zeros_(model[0].weight)
            engine.nn.Embedding(3, 2, padding_idx=0)
            model.load_state_dict(kept)
        model(tensor([[1.0, 2.0], [3.0, 5.0]])).sum().backward()
    assert not steps(trace, "inplace")
    assert steps(trace, "accum")


@pytest.mark.parametrize(("change", "kind"), [
    (lambda w: engine.nn.functional.relu(w * 1, inplace=True), "inplace"),
    (lambda w: engine.nn.utils.clip_grad_norm_([w], 0.5), "inplace"),
    (lambda w: engine.optim.SGD([w], lr=0.1).zero_grad(set_to_none=False), "zero"),
    (engine.autograd.graph.increment_version, "inplace"),
])
def test_what_the_reader_asks_a_layer_above_to_write_is_a_step(change, kind):
    with record() as trace:
        w = tensor([3.0, 4.0], requires_grad=True)
        (w * w).sum().backward()
        change(w)
    assert steps(trace, kind)


def test_increment_version_makes_the_saved_value_stale():
    with record(errors="show") as trace:
        x = tensor(2.0, requires_grad=True)
        y = x * x
        engine.autograd.graph.increment_version(x)
        y.backward()
    step, = steps(trace, "inplace")
    assert "버전 어긋남" in step["set"].values()
    assert trace.to_dict()["error"]["at"] == trace.steps.index(step)


def test_a_slider_on_a_whole_number_still_moves_a_float():
    """자바스크립트의 −3은 정수로 도착합니다. 정수 텐서는 변화도를 추적할 수 없습니다."""
    live = explore(lambda x: x * x, x=5.0, stops={"x": [-3, 5, 10]})
    assert live.rerun({"x": -3}) == live.rerun({"x": -3.0})


def test_a_trace_shown_inside_its_block_says_that_it_is_being_recorded():
    with record(title="아직") as trace:
        x = tensor(2.0, requires_grad=True)
        assert repr(trace) == "아직\n아직 기록하고 있습니다. with 구역이 끝난 뒤에 보세요."
        assert trace.steps == trace.nodes == []
        assert trace.state() == {}
        assert json.loads(trace.to_json())["steps"] == []
    assert len(trace.steps) == 1
    del x


# ── 한 노드를 아주 여러 번 쓸 때 ──


def often(count):
    with record() as trace:
        x = tensor(1.0, requires_grad=True)
        y = x
        for _ in range(count):
            y = y * x
        y.backward()
    return trace


def test_the_size_of_a_trace_grows_with_its_steps_alone():
    """도착이 n번이라고 걸음마다 n개의 값을 적으면 크기는 n의 제곱으로 늘어납니다."""
    small, large = (often(count) for count in (100, 400))
    sizes = [len(json.dumps([trace.steps, trace.nodes], ensure_ascii=False)) for trace in (small, large)]
    assert len(large.steps) > 3.9 * len(small.steps)
    assert sizes[1] < 4.5 * sizes[0]


def test_more_than_six_arrivals_are_counted_instead_of_listed():
    trace = often(8)
    x = key(trace, "x")
    buffers = [step["set"][f"{x}.buf"] for step in steps(trace, "merge")]
    assert buffers[4:] == ["1 ⊕ 1 ⊕ 1 ⊕ 1 ⊕ 1 ⊕ 1 = 6", "7개 ⊕ = 7", "8개 ⊕ = 8", "9개 ⊕ = 9"]
    assert [step["f"] for step in steps(trace, "merge")][-1] == ["9개 ⊕", "= 9"]
    sent = [step["set"].get(f"{x}.buf") for step in steps(trace, "send")]
    assert [text for text in sent if text][-3:] == ["7개 ⊕", "8개 ⊕", "9개 ⊕"]


def test_a_crowded_queue_is_cut_and_the_trace_says_so():
    def wide(count):
        with record() as trace:
            x = tensor(1.0, requires_grad=True)
            engine.stack([x * x for _ in range(count)]).sum().backward()
        return trace

    small, large = wide(100), wide(400)
    longest = [max(len(step["queue"]) for step in trace.steps) for trace in (small, large)]
    assert longest == [64, 64]
    assert large.to_dict()["note"] == "대기줄은 앞의 64개만 적었습니다."
    assert "대기줄은" not in wide(60).transcript()
    sizes = [len(json.dumps(trace.steps, ensure_ascii=False)) for trace in (small, large)]
    assert sizes[1] < 5 * sizes[0]
