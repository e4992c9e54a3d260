"""기록에 적힌 변화도가 PyTorch의 것과 같은지, 기록에 딸린 torch 코드를 돌려 봅니다."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))

import test_trace_laws as laws
from hypothesis import given, settings
from trace_programs import PROGRAMS

from engine.tracing import jacobian, wrong_order
from engine.tracing.numbers import brief, number

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

WHOLE = [p for p in PROGRAMS if p.__name__ not in ("network", "training", "hooked", "custom")]


def grads(trace):
    """잎의 이름 → 기록의 마지막 .grad"""
    state = trace.state()
    return {node["name"]: state[f"{node['k']}.grad"] for node in trace.nodes if node["kind"] == "leaf"}


def shown(grad):
    return "없음(None)" if grad is None else brief(grad.numpy())


@pytest.mark.parametrize("program", WHOLE, ids=lambda p: p.__name__)
def test_the_code_of_a_trace_gives_the_same_gradients_in_torch(program):
    trace = program()
    space = {}
    code = trace.to_dict()["code"]
    assert len(code.splitlines()) <= 12
    error = trace.to_dict()["error"]
    if error:
        with pytest.raises(RuntimeError) as caught:
            exec(code, space)
        english = error["what"].split("(")[-1].split(")")[0].lower()
        assert english[:40] in str(caught.value).lower()
    else:
        exec(code, space)
    for name, grad in grads(trace).items():
        assert grad == shown(space[name].grad), name


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
