"""걸음보기의 보기 프로그램들입니다. 하나하나가 기록 하나를 돌려줍니다.

    python tests/engine/trace_programs.py 폴더     # 폴더에 JSON으로 적습니다.
"""

import sys
from pathlib import Path

import engine
from engine import tensor
from engine.tracing import record


def fork():
    with record("두 갈래가 만나는 곳") as trace:
        x = tensor(2.0, requires_grad=True)
        a = 3 * x
        b = x * x
        L = a * b
        L.backward()
    return trace


def bias():
    X = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    with record("편향은 줄마다 쓰인다") as trace:
        w = tensor([[0.5], [-1.0]], requires_grad=True)
        b = tensor([0.25], requires_grad=True)
        z = X @ w + b
        loss = (z * z).sum()
        loss.backward()
    return trace


def no_grad():
    with record("기록하지 않는 곳") as trace:
        x = tensor(2.0, requires_grad=True)
        b = x * x
        d = b.detach()
        with engine.no_grad():
            c = b * 3
        L = b + d * x
        L.backward()
    del c
    return trace


def second_backward():
    with record("두 번째 역전파", errors="show") as trace:
        x = tensor(2.0, requires_grad=True)
        a = 3 * x
        L = a * x
        L.backward()
        L.backward()
    return trace


def retained():
    with record("그래프를 남겨 두고 두 번") as trace:
        x = tensor(2.0, requires_grad=True)
        a = 3 * x
        L = a * x
        L.backward(retain_graph=True)
        L.backward()
    return trace


def in_place():
    with record("저장한 값을 고치면", errors="show") as trace:
        x = tensor([1.0, 2.0], requires_grad=True)
        y = x * 2
        z = y * y
        y.add_(1)
        z.sum().backward()
    return trace


def hooked():
    def shrink(grad):
        return grad * 0.1

    with record("훅이 바꾸는 변화도") as trace:
        x = tensor(2.0, requires_grad=True)
        x.register_hook(shrink)
        a = 3 * x
        L = a * x * x
        L.backward()
    return trace


def training():
    w = tensor(0.5, requires_grad=True)
    step = engine.optim.SGD([w], lr=0.1)
    with record("매개변수 한 걸음") as trace:
        loss = (w - 0.1) ** 2 / 2
        loss.backward()
        step.step()
        step.zero_grad()
    return trace


def not_scalar():
    with record("스칼라가 아닌 뿌리", errors="show") as trace:
        x = tensor([1.0, 2.0, 3.0], requires_grad=True)
        y = x * x
        y.backward()
    return trace


def network():
    engine.manual_seed(0)
    X, Y = engine.randn(5, 3), engine.randn(5, 2)
    model = engine.nn.Sequential(engine.nn.Linear(3, 4), engine.nn.Tanh(), engine.nn.Linear(4, 2))
    with record("작은 신경망") as trace:
        pred = model(X)
        loss = engine.nn.functional.mse_loss(pred, Y)
        loss.backward()
    return trace


def double():
    with record("변화도를 또 미분하기") as trace:
        x = tensor(3.0, requires_grad=True)
        y = x ** 3
        (g,) = engine.autograd.grad(y, x, create_graph=True)
        g.backward()
    return trace


class Cube(engine.autograd.Function):
    """직접 적은 세제곱입니다."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, grad):
        x, = ctx.saved_tensors
        return grad * 3 * x * x


def custom():
    with record("직접 적은 연산") as trace:
        x = tensor(2.0, requires_grad=True)
        y = Cube.apply(x)
        y.backward()
    return trace


PROGRAMS = [fork, bias, no_grad, second_backward, retained, in_place, hooked, training, not_scalar,
            network, double, custom]

if __name__ == "__main__":
    for program in PROGRAMS:
        path = Path(sys.argv[1]) / f"{program.__name__}.json"
        path.write_text(program().to_json(), encoding="utf-8")
