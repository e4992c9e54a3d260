"""기록에 적힌 변화도가 PyTorch의 것과 같은지 봅니다. 기록에 딸린 코드는 test_trace_code_parity.py가 봅니다."""

import ast
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))

import test_trace_laws as laws
from hypothesis import given, settings
from trace_programs import PROGRAMS

import engine
from engine.tracing import jacobian, wrong_order
from engine.tracing.numbers import arrow, brief, number

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

def grads(trace):
    """잎의 이름 → 기록의 마지막 .grad"""
    state = trace.state()
    return {node["name"]: state[f"{node['k']}.grad"] for node in trace.nodes if node["kind"] == "leaf"}


def shown(grad):
    return "없음(None)" if grad is None else brief(grad.numpy())


def test_the_hook_and_the_optimizer_in_torch():
    x = torch.tensor(2.0, requires_grad=True)
    x.register_hook(lambda grad: grad * 0.1)
    (3 * x * x * x).backward()
    hooked = next(p for p in PROGRAMS if p.__name__ == "hooked")()
    assert grads(hooked)["x"] == shown(x.grad)

    w = torch.tensor(0.5, requires_grad=True)
    step = torch.optim.SGD([w], lr=0.1)
    ((w - 0.1) ** 2 / 2).backward()
    step.step()
    training = next(p for p in PROGRAMS if p.__name__ == "training")()
    assert training.state()["n0.value"] == brief(w.detach().numpy())


def test_the_small_network_in_torch():
    torch.manual_seed(0)
    X, Y = torch.randn(5, 3), torch.randn(5, 2)
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 2))
    torch.nn.functional.mse_loss(model(X), Y).backward()
    network = next(p for p in PROGRAMS if p.__name__ == "network")()
    theirs = {f"model.{name}": shown(p.grad) for name, p in model.named_parameters()}
    assert grads(network) == theirs


def test_the_jacobian_is_the_one_of_torch():
    def f(x):
        return x[1:] * x[:-1]

    shown_rows = jacobian(f, [1.0, 2.0, 3.0]).to_dict()["jac"]["J"]
    theirs = torch.autograd.functional.jacobian(f, torch.tensor([1.0, 2.0, 3.0]))
    assert shown_rows == [[number(value) for value in row] for row in theirs.tolist()]


def test_only_the_right_order_agrees_with_torch():
    a = torch.tensor(1.0, requires_grad=True)
    b = a + a
    (b + b).backward()
    right, wrong = (grads(trace)["a"] for trace in wrong_order().traces)
    assert right == shown(a.grad)
    assert wrong != right


@settings(deadline=None, max_examples=150, derandomize=True)
@given(laws.programs())
def test_random_programs_show_the_gradients_of_torch(program):
    trace, ours = laws.recorded(program)
    theirs = laws.leaves_of(torch, program)
    laws.run(torch, program, theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert (mine.grad is None) == (other.grad is None)
        if mine.grad is not None:
            assert np.allclose(mine.grad.numpy(), other.grad.numpy(), rtol=1e-10, equal_nan=True)
    for name, grad in grads(trace).items():
        theirs_grad = theirs[int(name[1:])].grad
        if theirs_grad is None or theirs_grad.numel() == 1:
            assert grad == shown(theirs_grad)


# ── 걸음마다의 숫자 ──


class Witness:
    """기록의 코드를 m에서 따로 돌리며, 노드마다 건 훅으로 값과 변화도를 모읍니다. 기록은 보지 않습니다."""

    def __init__(self, m, trace):
        self.nodes = {node["k"]: node for node in trace.nodes}
        self.values, self.grads = {}, []                             # 이름 → 값, 역전파마다 잎의 .grad
        self.got, self.sent = defaultdict(list), defaultdict(list)   # 노드 → …, (노드, 자리) → …
        self.error = None
        self.space = {"torch": m}
        lines = trace.to_dict()["code"].splitlines()[1:]             # 첫 줄은 import torch입니다.
        first = next(i for i, line in enumerate(lines) if ".backward(" in line)
        exec("\n".join(lines[:first]), self.space)
        for node in trace.nodes:
            self.values[node["k"]] = brief(self._eval(node["name"]).detach().numpy())
        self._watch(self._eval(lines[first].split(".backward(")[0]))
        for line in lines[first:]:
            try:
                exec(line, self.space)
            except RuntimeError as error:
                self.error = error
                return
            self.grads.append({key: shown(self._eval(node["name"]).grad)
                               for key, node in self.nodes.items() if node["kind"] == "leaf"})

    def _eval(self, expression):
        value = eval(expression, self.space)
        return value if hasattr(value, "detach") else self.space["torch"].tensor(value)

    def _watch(self, root):
        """뿌리에서 기록의 간선을 따라가며, 같은 노드마다 훅을 겁니다."""
        start = next((key for key, node in self.nodes.items() if node["root"]), None)
        found = {start: root.grad_fn} if start else {}
        stack = list(found)
        while stack:
            key = stack.pop()
            node = found[key]
            node.register_prehook(lambda grads, key=key: self.got[key].append(grads[0].numpy().copy()))
            if self.nodes[key]["kind"] == "op":
                node.register_hook(lambda sent, got, key=key: self._send(key, sent))
            for slot, source in enumerate(self.nodes[key]["in"]):
                target = node.next_functions[slot][0]
                if target is not None and source[0] not in found:
                    found[source[0]] = target
                    stack.append(source[0])

    def _send(self, key, sent):
        for slot, grad in enumerate(sent):
            if grad is not None:
                shape = ast.literal_eval(self.nodes[self.nodes[key]["in"][slot][0]]["shape"])
                self.sent[key, slot].append(grad.sum_to_size(shape).numpy().copy())


STEPWISE = [p for p in PROGRAMS if p.__name__ in (
    "fork", "bias", "no_grad", "second_backward", "retained", "not_scalar")]


@pytest.mark.parametrize("m", [engine, torch], ids=["engine", "torch"])
@pytest.mark.parametrize("program", STEPWISE, ids=lambda p: p.__name__)
def test_every_number_of_every_step_is_what_hooks_saw(program, m):
    trace = program()
    seen = Witness(m, trace)
    got = {key: iter(values) for key, values in seen.got.items()}
    sent = {key: iter(values) for key, values in seen.sent.items()}
    ends, merged = defaultdict(lambda: iter(seen.grads)), {}      # 잎마다, 역전파마다 한 번 쌓습니다.
    for step in trace.steps:
        kind, key, changes = step["t"], step["n"], step["set"]
        if kind in ("leaf", "op", "detach") and seen.nodes[key]["kind"] != "const":
            assert changes[f"{key}.value"] == seen.values[key]
        elif kind == "pop":
            value = brief(next(got[key]))
            assert changes[f"{key}.got"] == value
            assert merged.pop(key, value) == value     # 마지막 ⊕의 합이 꺼낼 때 받은 변화도입니다.
        elif kind == "send":
            value = next(sent[key, step["slot"]])
            assert changes[f"e.{key}.{step['slot']}"] == arrow(value)
            if "×" in step["f"][-1] and value.size == 1:
                plain = step["f"][-1].translate(str.maketrans("−", "-", "()"))
                factors, _, product = plain.partition(" = ")
                assert np.prod([*map(float, factors.split(" × "))]) == pytest.approx(float(product))
        elif kind == "merge":
            merged[step["to"]] = changes[f"{step['to']}.buf"].rpartition(" = ")[2]
        elif kind == "accum":
            assert changes[f"{key}.grad"] == next(ends[key])[key]
    assert (seen.error is None) == (trace.to_dict()["error"] is None)
    if seen.error is None:     # 훅이 본 것을 빠뜨린 걸음도 없습니다.
        assert not any(list(rest) for rest in (*got.values(), *sent.values()))


@pytest.mark.parametrize("m", [engine, torch], ids=["engine", "torch"])
def test_every_value_and_version_of_a_write_in_place(m):
    x = m.tensor([1.0, 2.0], requires_grad=True)
    y = x * 2
    first = brief(y.detach().numpy().copy())
    z = y * y
    saved = y._version
    y.add_(1)
    trace = next(p for p in PROGRAMS if p.__name__ == "in_place")()
    made = {node["name"]: step for step in trace.steps for node in trace.nodes
            if step["n"] == node["k"] and step["t"] == "op"}
    assert [step["set"][f"{step['n']}.value"] for step in made.values()][:3] == [
        first, brief(z.detach().numpy()), brief(y.detach().numpy())]
    write, = (step for step in trace.steps if step["t"] == "inplace")
    assert write["was"] == str(saved)
    assert write["set"][f"{write['n']}.ver"] == str(y._version)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        z.sum().backward()


@pytest.mark.parametrize("m", [engine, torch], ids=["engine", "torch"])
def test_the_hook_step_shows_what_came_and_what_went_on(m):
    seen = []
    x = m.tensor(2.0, requires_grad=True)
    x.register_hook(lambda grad: seen.append(brief(grad.numpy())))
    x.register_hook(lambda grad: grad * 0.1)
    x.register_hook(lambda grad: seen.append(brief(grad.numpy())))
    (3 * x * x * x).backward()
    step, = (step for step in next(p for p in PROGRAMS if p.__name__ == "hooked")().steps
             if step["t"] == "hook")
    assert step["f"] == [" → ".join(seen)]


@pytest.mark.parametrize("m", [engine, torch], ids=["engine", "torch"])
def test_every_product_of_a_vector_and_the_jacobian(m):
    def f(x):
        return x[1:] * x[:-1]

    runs = jacobian(f, [1.0, 2.0, 3.0]).to_dict()["jac"]["runs"]
    assert len(runs) == 4
    for run in runs:
        v = m.tensor([float(text.replace("−", "-")) for text in run["v"]])
        _, product = m.autograd.functional.vjp(f, m.tensor([1.0, 2.0, 3.0]), v)
        assert run["x"] == [number(value) for value in product.tolist()]
