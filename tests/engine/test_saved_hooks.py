"""저장된 텐서 훅은 값만 바꾸어 둡니다. 그래프의 길은 그대로입니다."""

import pytest

import engine
from engine.autograd import Function, grad
from engine.autograd.graph import saved_tensors_hooks


class Cube(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return g * 3 * x * x


@pytest.mark.parametrize("cube", [lambda x: x**3, Cube.apply], ids=["op", "function"])
@pytest.mark.parametrize("leaf", [True, False], ids=["leaf", "result"])
def test_a_packed_input_can_be_differentiated_twice(cube, leaf):
    x = engine.tensor(2.0, requires_grad=True)
    with saved_tensors_hooks(lambda t: t.detach().clone(), lambda t: t):
        y = cube(x if leaf else x * 1)
    first, = grad(y, x, create_graph=True)
    second, = grad(first, x)
    assert (first.item(), second.item()) == (12, 12)   # 3x²와 6x
