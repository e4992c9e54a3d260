"""겨루는 프로그램들입니다. 같은 일을 엔진, 상대 엔진, 손으로 쓴 numpy로 적습니다.

`programs`로 끝나는 함수는 이름 → 프로그램의 사전을 돌려줍니다. 첫 이름이 우리 엔진입니다.
프로그램은 한 번 돌 때마다 순전파와 역전파를 하고 변화도를 튜플로 돌려줍니다.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace

import autograd
import autograd.numpy as anp
import numpy as np
import torch
from micrograd.engine import Value

import engine

OURS, TORCH, NUMPY = "우리 엔진", "PyTorch", "손으로 쓴 numpy"
MICROGRAD, HIPS = "micrograd", "HIPS autograd"
MODULES = {OURS: engine, TORCH: torch}
STEPS = 300  # 한 걸음은 연산 셋입니다: y = f(y * w + b)


def _take(*leaves) -> tuple:
    """잎의 변화도를 꺼내고 비웁니다."""
    grads = tuple(leaf.grad for leaf in leaves)
    for leaf in leaves:
        leaf.grad = None
    return grads


def _parameters(module, arrays) -> list:
    return [module.from_numpy(array.copy()).requires_grad_() for array in arrays]


def _random(*shapes) -> list[np.ndarray]:
    rng = np.random.default_rng(0)
    return [rng.standard_normal(shape).astype(np.float32) for shape in shapes]


# ── 튜토리얼의 프로그램 ───────────────────────────────────────────────────────────────────────


def _tutorial_step(module, x, y, w, b) -> tuple:
    z = module.matmul(x, w) + b
    loss = module.nn.functional.binary_cross_entropy_with_logits(z, y)
    loss.backward()
    return _take(w, b)


def tutorial_programs(create: bool) -> dict:
    """create: 잎도 매번 새로 만드는지."""
    def leaves(module):
        return (module.ones(5), module.zeros(3), module.randn(5, 3, requires_grad=True),
                module.randn(3, requires_grad=True))

    def program(module):
        module.manual_seed(0)
        if create:
            return lambda: _tutorial_step(module, *leaves(module))
        made = leaves(module)
        return lambda: _tutorial_step(module, *made)
    return {name: program(module) for name, module in MODULES.items()}


# ── 스칼라 연산 900개 ─────────────────────────────────────────────────────────────────────────


def _walk_chain(f, y, w, b):
    for _ in range(STEPS):
        y = f(y * w + b)
    return y


def chain_programs(name: str) -> dict:
    """name: 걸음마다 쓸 함수. micrograd에는 relu만 있습니다."""
    start = 0.5, 0.999, 0.001

    def program(module):
        y, w, b = _parameters(module, [np.array(number, np.float32) for number in start])

        def run():
            _walk_chain(getattr(module, name), y, w, b).backward()
            return _take(y, w, b)
        return run

    def micrograd():
        y, w, b = map(Value, start)
        _walk_chain(Value.relu, y, w, b).backward()
        return y.grad, w.grad, b.grad

    f = {"relu": lambda a: anp.maximum(a, 0), "tanh": anp.tanh}[name]
    hips = autograd.grad(lambda leaves: _walk_chain(f, *leaves))
    leaves = tuple(np.float32(number) for number in start)

    sys.setrecursionlimit(10_000)  # micrograd의 backward()는 재귀입니다.
    programs = {n: program(module) for n, module in MODULES.items()}
    if name == "relu":
        programs[MICROGRAD] = micrograd
    return programs | {HIPS: lambda: hips(leaves)}


def long_chain(length: int):
    """스칼라 연산 `length`개를 잇고 역전파한 결과입니다. 그래프는 아직 살아 있습니다."""
    y, w, b = _parameters(engine, [np.array(number, np.float32) for number in (0.5, 0.999, 0.001)])
    for _ in range(length // 2):
        y = y * w + b
    y.backward()
    return y


# ── MLP 한 걸음 ───────────────────────────────────────────────────────────────────────────────


def mlp_programs() -> dict:
    """표본 64개, 784 → 128 → 10. 순전파, 교차 엔트로피, 역전파까지입니다."""
    x, w1, b1, w2, b2 = _random((64, 784), (128, 784), 128, (10, 128), 10)
    w1, w2 = w1 / 28, w2 / 12
    labels = np.arange(64) % 10

    def program(module):
        parameters = _parameters(module, (w1, b1, w2, b2))
        inputs, target = module.from_numpy(x), module.from_numpy(labels)
        F = module.nn.functional

        def run():
            hidden = F.relu(F.linear(inputs, *parameters[:2]))
            F.cross_entropy(F.linear(hidden, *parameters[2:]), target).backward()
            return _take(*parameters)
        return run

    def by_hand():
        hidden = np.maximum(x @ w1.T + b1, 0)
        logits = hidden @ w2.T + b2
        logits -= logits.max(1, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(1, keepdims=True)
        loss = -np.log(p[np.arange(64), labels]).mean()  # noqa: F841 — 손실도 계산에 듭니다.
        p[np.arange(64), labels] -= 1
        p /= np.float32(64)
        d_hidden = p @ w2
        d_hidden *= hidden > 0
        return d_hidden.T @ x, d_hidden.sum(0), p.T @ hidden, p.sum(0)

    return {name: program(module) for name, module in MODULES.items()} | {NUMPY: by_hand}


# ── 값 10⁶개 ──────────────────────────────────────────────────────────────────────────────────


def elementwise_programs() -> dict:
    """((x*w + b).tanh() * x).sum()과 그 변화도입니다."""
    arrays = _random(*[10**6] * 3)

    def program(module):
        x, w, b = _parameters(module, arrays)

        def run():
            ((x * w + b).tanh() * x).sum().backward()
            return _take(x, w, b)
        return run

    def by_hand():
        x, w, b = arrays
        t = np.tanh(x * w + b)
        total = (t * x).sum()  # noqa: F841 — 결과도 계산에 듭니다.
        d_b = x * (1 - t * t)
        return t + d_b * w, d_b * x, d_b

    return {name: program(module) for name, module in MODULES.items()} | {NUMPY: by_hand}


# ── 연산 하나 ─────────────────────────────────────────────────────────────────────────────────


def op_programs() -> dict:
    """연산의 이름 → (엔진의 프로그램, 같은 계산을 하는 numpy 프로그램). 값은 3개씩입니다."""
    x, y = _random(3, 3)
    a, b = [leaf * 1 for leaf in _parameters(engine, (x, y))]  # 잎이 아니라 계산 도중의 텐서입니다.
    f = SimpleNamespace(engine=engine.exp, numpy=np.exp)
    return {
        "mul": (lambda: a * b, lambda: x * y),
        "add": (lambda: a + b, lambda: x + y),
        "exp": (lambda: f.engine(a), lambda: f.numpy(x)),
    }
