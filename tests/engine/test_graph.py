"""graph.describe: 텐서에서 거슬러 오른 그래프를 노드와 간선의 목록으로 옮깁니다."""

import json
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.graph import NO_GRAD, Names, caller_names, describe

모듈_전역 = engine.tensor(5.0, requires_grad=True)


def leaf(value=2.0):
    return engine.tensor(value, requires_grad=True)


def named(graph):
    return {node.name: node for node in graph.nodes if node.name}


@st.composite
def graphs(draw):
    """잎 하나에서 출발해, 앞에 나온 두 텐서를 고르며 자라는 그래프."""
    made = [leaf(1.0)]
    for _ in range(draw(st.integers(1, 12))):
        a, b = (made[draw(st.integers(0, len(made) - 1))] for _ in range(2))
        made.append(a + b if draw(st.booleans()) else a * b)
    return made[-1]


def test_using_a_tensor_twice_gives_two_edges():
    x = leaf()
    y = x * x
    edges = describe([y]).edges
    assert [(e.source, e.target, e.slot) for e in edges] == [("n1", "n0", 0), ("n1", "n0", 1)]
    assert [e.key for e in edges] == ["n0.0", "n0.1"]


@given(graphs())
def test_nodes_come_after_everything_that_uses_them(root):
    graph = describe([root])
    place = {node.key: i for i, node in enumerate(graph.nodes)}
    assert graph.nodes[0].root
    assert all(place[e.source] > place[e.target] for e in graph.edges)
    assert len({e.key for e in graph.edges}) == len(graph.edges)


@given(graphs())
def test_the_same_graph_is_described_the_same_way(root):
    first, second = describe([root]), describe([root])
    assert first == second
    assert str(first) == str(second)
    assert json.loads(json.dumps(first.to_dict(), ensure_ascii=False))["total"] == first.total


@given(graphs(), st.integers(1, 15))
def test_limit_keeps_a_prefix_and_counts_what_it_hides(root, limit):
    whole, part = describe([root]), describe([root], limit=limit)
    assert [n.key for n in part.nodes] == [n.key for n in whole.nodes][:limit]
    assert part.total == whole.total == len(whole.nodes)
    arriving = Counter(e.target for e in whole.edges)
    shown = Counter(e.target for e in part.edges)
    assert all(shown[n.key] + n.hidden == arriving[n.key] for n in part.nodes)
    assert bool(part.omission) == (len(part.nodes) < part.total)
    assert part.omission == "" or f"상자 {part.total}개 가운데" in part.omission


def test_a_chain_of_100000_operations_needs_no_recursion():
    y = leaf()
    for _ in range(100_000):
        y = y * 1.0
    graph = describe([y], limit=3)
    assert len(graph.nodes) == 3
    assert graph.total >= 100_001


def test_names_are_the_readers_own_variables():
    w, b = leaf(3.0), leaf(1.0)
    z = w * b
    loss = z + 모듈_전역
    found = named(describe([loss], caller_names(0)))
    assert set(found) == {"w", "b", "z", "loss", "모듈_전역"}
    assert found["loss"].root
    assert found["loss"].op == "AddBackward0"
    assert found["z"].op == "MulBackward0"
    assert found["w"].kind == "leaf"


def test_private_names_are_not_shown_and_given_names_win():
    _hidden, w = leaf(), leaf()
    y = _hidden * w
    found = named(describe([y], caller_names(0, {"가중치": w})))
    assert set(found) == {"가중치", "y"}


def test_a_rebound_name_belongs_to_the_last_tensor_only():
    y = leaf()
    y = y * y
    y = y + y
    assert [n.name for n in describe([y], caller_names(0)).nodes] == ["y", None, None]


def test_members_of_lists_and_modules_are_named_by_their_path():
    class Model:
        def named_parameters(self):
            return [("layer.weight", weight)]

    weight = leaf()
    names = Names({"params": [leaf(), weight]}, {"model": Model()})
    assert names.of_leaf(weight) == "params[1]"
    assert Names({"model": Model()}).of_leaf(weight) == "model.layer.weight"


def test_a_gradient_that_is_missing_differs_from_zero():
    x = leaf()
    y = x * x
    assert named(describe([y], caller_names(0)))["x"].grad == NO_GRAD
    y.backward()
    assert named(describe([y], caller_names(0)))["x"].grad == "4"
    x.grad.zero_()
    assert named(describe([y], caller_names(0)))["x"].grad == "0"


def test_large_gradients_are_summarised_and_zeros_are_told_apart():
    x = engine.ones(3, 2, requires_grad=True)
    (x * x).sum().backward()
    assert describe([x]).nodes[0].grad == "있음 (3, 2)"
    x.grad.zero_()
    assert describe([x]).nodes[0].grad == "모두 0 (3, 2)"


def test_operations_do_not_hold_grad_unless_asked():
    x = leaf()
    y, z = x * 2.0, x * 3.0
    z.retain_grad()
    (y * z).backward()
    found = named(describe([y, z], caller_names(0)))
    assert found["y"].grad is None
    assert found["z"].grad == "4"


def test_untracked_inputs_are_counted_when_they_cannot_be_found():
    x, c = leaf(), engine.tensor(3.0)
    graph = describe([x + c], constant_of=lambda node, slot: None)
    assert graph.nodes[0].constants == 1
    assert len(graph.edges) == 1


def test_untracked_inputs_become_nodes_when_they_can_be_found():
    x, c = leaf(), engine.tensor(3.0)
    graph = describe([x + c], caller_names(0), constant_of=lambda node, slot: c)
    assert named(graph)["c"].kind == "constant"
    assert graph.nodes[0].constants == 0
    assert [e.key for e in graph.edges] == ["n0.0", "n0.1"]


def test_a_saved_constant_is_shown_until_backward_frees_it():
    x, c = leaf(), engine.tensor(3.0)
    y = x * c
    assert named(describe([y], caller_names(0)))["c"].value == "3"
    y.backward()
    after = describe([y], caller_names(0))
    assert "c" not in named(after)
    assert after.nodes[0].constants == 1


def test_a_saved_constant_that_is_a_view_is_named_after_its_base():
    x, w = engine.ones(5), engine.ones(5, 3, requires_grad=True)
    z = x @ w
    assert named(describe([z], caller_names(0)))["x의 뷰"].shape == (1, 5)


def test_several_outputs_of_one_operation_share_a_node():
    x = engine.ones(4, requires_grad=True)
    a, b = x.split(2)
    graph = describe([a + b], caller_names(0))
    assert named(graph)["a, b"].op.startswith("Split")
    assert [e.output for e in graph.edges if e.target == "n0"] == [0, 1]


def test_several_roots_are_one_graph():
    x = leaf()
    a = x * x
    b = a + x
    graph = describe([a, b, x, b], caller_names(0))
    assert {n.name for n in graph.nodes if n.root} == {"a", "b", "x"}
    assert len(graph.nodes) == 3


@pytest.mark.parametrize(("tracked", "kind"), [(True, "leaf"), (False, "constant")])
def test_a_tensor_without_history_is_a_single_node(tracked, kind):
    x = engine.tensor(1.0, requires_grad=tracked)
    graph = describe([x], caller_names(0))
    assert [(n.name, n.kind, n.root) for n in graph.nodes] == [("x", kind, True)]
    assert not graph.edges


def test_the_transcript_is_stable():
    x = leaf()
    a = x * x
    L = a + x
    assert str(describe([L], caller_names(0))) == (
        "잎 x에서 뿌리 L까지 이어지는 연산 그래프. 노드 3개, 화살표 4개.\n"
        "노드\n"
        "  n0 뿌리 AddBackward0 L, 모양 (), 값 6\n"
        "  n1 MulBackward0 a, 모양 (), 값 4\n"
        "  n2 잎 x, 모양 (), 값 2, .grad 없음(None)\n"
        "화살표\n"
        "  n1 → n0 자리 0\n"
        "  n2 → n0 자리 1\n"
        "  n2 → n1 자리 0\n"
        "  n2 → n1 자리 1")


def test_constants_are_counted_apart():
    x = leaf()
    c = engine.tensor(3.0)
    text = str(describe([x * c], caller_names(0)))
    assert text.startswith("잎 x에서 뿌리 MulBackward0까지 이어지는 연산 그래프. 노드 2개, 상수 1개, 화살표 2개.\n"
                           "노드와 상수\n")
    assert str(describe([c], caller_names(0))).startswith(
        "뿌리 c까지 이어지는 연산 그래프. 노드 0개, 상수 1개, 화살표 0개.")


VIEWS = "saved", "version"


def test_saved_tensors_are_named_until_they_are_freed():
    x = leaf()
    y = x * 3.0
    z = y.sin()
    found = named(describe([z], caller_names(0), show=VIEWS))
    assert (found["y"].saved, found["z"].saved, found["z"].version) == (("3",), ("y",), 0)
    z.backward()
    found = named(describe([z], caller_names(0), show=VIEWS))
    assert (found["z"].saved, found["z"].saved_state) == ((), "해제됨")
    assert "저장된 텐서 해제됨" in str(found["z"])


def test_a_saved_tensor_changed_in_place_is_told_apart_from_a_freed_one():
    x = leaf()
    y = x * 1.0
    z = y * y
    with engine.no_grad():
        y.add_(1)
    found = named(describe([z], caller_names(0), show=VIEWS))
    assert found["z"].saved_state == "버전 어긋남"
    assert found["y"].version == 1


def test_an_op_that_saves_its_own_result_says_so():
    assert describe([leaf().exp()], show=VIEWS).nodes[0].saved == ("자기 결과",)


def test_a_detached_tensor_is_tied_to_its_source():
    x = leaf()
    b = x * x
    d = b.detach()
    L = b + d * x
    graph = describe([L], caller_names(0))
    keys = {node.name: node.key for node in graph.nodes}
    assert graph.shared == ((keys["b"], keys["d"]),)
    assert str(graph).endswith(f"값만 함께 씀(detach)\n  {keys['b']} = {keys['d']}")
    assert describe([b], caller_names(0)).shared == ()


def test_the_graph_of_a_gradient_lies_over_the_first():
    x = leaf()
    y = x**3
    g, = engine.autograd.grad(y, x, create_graph=True)
    graph = describe([y, g], caller_names(0))
    layers = {node.name or node.op: node.layer for node in graph.nodes if node.kind != "constant"}
    assert layers == {"y": 0, "x": 0, "g": 1, "MulBackward0": 1, "PowBackward0": 1}
    assert {node.layer for node in describe([g], caller_names(0)).nodes} == {0}


def test_graph_and_draw_import_without_graphviz():
    code = "import sys, engine.graph, engine.draw; assert 'graphviz' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
