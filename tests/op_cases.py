"""연산의 표입니다. 행 하나가 연산 하나의 한 가지 쓰임이고, 이름이 곧 무엇을 보는지입니다.

같은 표로 두 가지를 봅니다. 변화도가 수치 미분과 맞는지(engine/test_ops.py), PyTorch와 같은지
(parity/test_ops_parity.py). 그래서 식은 시험할 모듈을 `m`으로 받습니다: engine 또는 torch.
"""

import zlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class OpCase(NamedTuple):
    """run(m, *텐서)를 shapes 모양의 값에서 시험합니다."""

    name: str
    run: Callable
    shapes: list
    low: float = -2.0     # 입력 값의 범위. 좁힌 행에는 까닭을 적습니다.
    high: float = 2.0
    order: int = 2        # 수치 미분과 몇 번까지 견주는지. 0은 미분하지 않는 연산입니다.
    eps: float = 1e-6     # 수치 미분의 걸음

    def arrays(self, dtype=np.float64):
        """입력 배열입니다. 이름에서 씨앗을 얻으므로 언제나 같은 값입니다."""
        draw = np.random.default_rng(zlib.crc32(self.name.encode()))
        return [draw.uniform(self.low, self.high, shape).astype(dtype) for shape in self.shapes]

    def outputs(self, m, tensors):
        """결과 텐서의 목록입니다."""
        found = self.run(m, *tensors)
        return [found] if isinstance(found, m.Tensor) else list(found)


# ── 행을 짓는 말 ──────────────────────────────────────────────────────────────────────────────
def elementwise(name, run, **domain):
    """입력이 하나인 연산을 여러 모양에서 봅니다."""
    shapes = {"": (2, 3), "-0d": (), "-size1": (1,), "-3d": (2, 1, 2), "-empty": (0, 3)}
    return [*(OpCase(name + suffix, run, [shape], **domain) for suffix, shape in shapes.items()),
            OpCase(f"{name}-transposed", lambda m, a: run(m, a.t()), [(2, 3)], **domain),
            OpCase(f"{name}-expanded", lambda m, a: run(m, a.expand(2, 3)), [(2, 1)], **domain)]


def broadcast(name, run, **domain):
    """입력이 둘인 연산을 브로드캐스팅하는 모양마다 봅니다."""
    pairs = [("", (2, 3), (2, 3)), ("-row", (2, 3), (3,)), ("-row-left", (3,), (2, 3)),
             ("-column-and-row", (2, 1), (1, 3)), ("-0d", (), ()), ("-0d-left", (), (2, 2)),
             ("-0d-right", (2, 2), ()), ("-size1", (1,), (3,)), ("-size1-and-0d", (1,), ()),
             ("-new-axis", (2, 1, 2), (3, 1)), ("-empty", (0, 3), (3,)),
             ("-empty-row", (2, 0), (2, 1))]
    return [*(OpCase(name + suffix, run, [a, b], **domain) for suffix, a, b in pairs),
            OpCase(f"{name}-itself", lambda m, a: run(m, a, a), [(2, 2)], **domain),
            OpCase(f"{name}-transposed", lambda m, a, b: run(m, a.t(), b),
                   [(2, 3), (3, 2)], **domain),
            OpCase(f"{name}-expanded", lambda m, a, b: run(m, a, b.expand(2, 3)),
                   [(2, 3), (2, 1)], **domain)]


def forms(name, runs, shapes, **domain):
    """연산 하나를 여러 인자로 부르는 행입니다. runs: 이름에 붙일 말 → 식"""
    return [OpCase(f"{name}-{suffix}", run, shapes, **domain) for suffix, run in runs.items()]


def wrote(change):
    """복사본 y를 change(m, y, …)로 고친 뒤의 y와, change가 돌려준 텐서(뷰)를 봅니다."""
    def run(m, x, *others):
        y = x.clone()
        seen = change(m, y, *others)
        return (y,) if seen is None or seen is y else (y, seen)
    return run


def key_of(m, key):
    return key(m) if callable(key) else key


def pick(key):
    """x[key]. 텐서가 든 key는 m을 받는 함수로 적습니다."""
    return lambda m, x: x[key_of(m, key)]


def put(key, through=lambda y: y):
    """x의 복사본에 y[key] = v. through는 쓰기 전에 거치는 뷰입니다."""
    def change(m, y, v):
        through(y)[key_of(m, key)] = v
    return wrote(change)


def constant(m, values, like):
    return m.tensor(values, dtype=like.dtype)


def losses(name, run, shapes, **domain):
    """손실 하나를 모으는 방법마다 봅니다."""
    return [OpCase(f"{name}-{reduction}",
                   lambda m, *ts, reduction=reduction: run(m, *ts, reduction=reduction),
                   shapes, **domain)
            for reduction in ("mean", "sum", "none")]

# ── 사칙과 거듭제곱 ───────────────────────────────────────────────────────────────────────────


ARITHMETIC = [
    *broadcast("add", lambda m, a, b: a + b),
    *broadcast("sub", lambda m, a, b: a - b),
    *broadcast("mul", lambda m, a, b: a * b),
    *broadcast("div", lambda m, a, b: a / b, low=0.5),      # 0 근처에서는 수치 미분이 무너집니다.
    *forms("add", {
        "number": lambda m, a: a + 2, "number-left": lambda m, a: 2 + a,
        "float": lambda m, a: a + 0.5, "bool": lambda m, a: a + True,
        "alpha-number": lambda m, a: m.add(a, 2, alpha=3)}, [(2, 3)]),
    *forms("add", {
        "alpha": lambda m, a, b: a.add(b, alpha=0.5),
        "alpha-int": lambda m, a, b: m.add(a, b, alpha=2),
        "alpha-negative": lambda m, a, b: a.add(b, alpha=-1),
        "method": lambda m, a, b: a.add(b)}, [(2, 3), (3,)]),
    *forms("sub", {
        "number": lambda m, a: a - 2, "number-left": lambda m, a: 2 - a,
        "function-number": lambda m, a: m.sub(a, 1.5)}, [(2, 3)]),
    *forms("sub", {
        "alpha": lambda m, a, b: a.sub(b, alpha=0.5),
        "alpha-int": lambda m, a, b: m.sub(a, b, alpha=3)}, [(2, 3), ()]),
    *forms("mul", {
        "number": lambda m, a: a * 3, "number-left": lambda m, a: 3 * a,
        "zero": lambda m, a: a * 0, "numpy-number": lambda m, a: np.float64(1.5) * a}, [(2, 3)]),
    *forms("div", {
        "number": lambda m, a: a / 4, "number-left": lambda m, a: 2 / a,
        "float-left": lambda m, a: 0.5 / a, "function": lambda m, a: m.div(a, 2)},
        [(2, 3)], low=0.5),
    *forms("div", {
        "floor": lambda m, a, b: m.div(a, b, rounding_mode="floor"),
        "trunc": lambda m, a, b: a.div(b, rounding_mode="trunc")}, [(2, 3), (3,)], low=0.5),
    *elementwise("neg", lambda m, a: -a),
    *elementwise("abs", lambda m, a: abs(a)),
    *elementwise("pow-2", lambda m, a: a**2),
    *forms("pow", {
        "0": lambda m, a: a**0, "1": lambda m, a: a**1, "3": lambda m, a: m.pow(a, 3),
        "method": lambda m, a: a.pow(4)}, [(2, 3)]),
    *forms("pow", {
        "half": lambda m, a: a**0.5, "fraction": lambda m, a: a**2.5, "-1": lambda m, a: a**-1,
        "-2": lambda m, a: a.pow(-2)}, [(2, 3)], low=0.5),  # 음수의 분수 제곱은 없습니다.
    *broadcast("pow-tensor", lambda m, a, b: a**b, low=0.5),
    *elementwise("pow-base", lambda m, a: 2**a),
    *forms("pow-base", {
        "float": lambda m, a: m.pow(1.5, a), "1": lambda m, a: 1**a}, [(2, 3)]),
]

# ── 값마다 계산하는 함수 ──────────────────────────────────────────────────────────────────────

UNARY = [
    *elementwise("exp", lambda m, a: a.exp()),
    *elementwise("log", lambda m, a: a.log(), low=0.5),     # 0 근처에서는 수치 미분이 무너집니다.
    *elementwise("sqrt", lambda m, a: a.sqrt(), low=0.5),   # 0에서는 기울기가 끝이 없습니다.
    *elementwise("reciprocal", lambda m, a: a.reciprocal(), low=0.5),
    *elementwise("sin", lambda m, a: a.sin()),
    *elementwise("cos", lambda m, a: a.cos()),
    *elementwise("tanh", lambda m, a: a.tanh()),
    *elementwise("sigmoid", lambda m, a: a.sigmoid()),
    *elementwise("relu", lambda m, a: a.relu()),
    *elementwise("sign", lambda m, a: a.sign()),
    *elementwise("clamp", lambda m, a: a.clamp(-1, 1)),
    *forms("clamp", {
        "min": lambda m, a: a.clamp(min=0), "max": lambda m, a: m.clamp(a, max=0.5),
        "keywords": lambda m, a: m.clamp(a, min=-0.5, max=0.5),
        "crossed": lambda m, a: a.clamp(1, -1)}, [(2, 3)]),
    *broadcast("where", lambda m, a, b: m.where(a > b, a, b)),
    OpCase("where-wide-condition",
           lambda m, a, b: m.where(m.tensor([[True], [False], [True]]), a, b), [(2,), ()]),
    *forms("where", {
        "number": lambda m, a: m.where(a > 0, a, 0),
        "float-left": lambda m, a: m.where(a > 0, 1.5, a)}, [(2, 3)]),
]

# ── 행렬 곱 ───────────────────────────────────────────────────────────────────────────────────

LEFT = {1: (3,), 2: (2, 3), 3: (2, 2, 3), 4: (2, 1, 2, 3)}
RIGHT = {1: (3,), 2: (3, 2), 3: (2, 3, 2), 4: (1, 2, 3, 2)}

MATMUL = [
    *(OpCase(f"matmul-{i}d-{j}d", lambda m, a, b: a @ b, [LEFT[i], RIGHT[j]])
      for i in LEFT for j in RIGHT),
    *forms("matmul", {
        "function": lambda m, a, b: m.matmul(a, b), "mm": lambda m, a, b: m.mm(a, b),
        "mm-method": lambda m, a, b: a.mm(b)}, [(2, 3), (3, 2)]),
    OpCase("matmul-transposed", lambda m, a, b: a.t() @ b.t(), [(3, 2), (2, 3)]),
    OpCase("matmul-itself", lambda m, a: a @ a, [(2, 2)]),
    OpCase("matmul-gram", lambda m, a: a @ a.T, [(2, 3)]),
    OpCase("matmul-expanded", lambda m, a, b: a.expand(2, 3) @ b, [(3,), (3, 2)]),
    OpCase("matmul-batch-of-one", lambda m, a, b: a @ b, [(1, 2, 3), (3, 3, 1)]),
    OpCase("matmul-batch-transposed", lambda m, a, b: a.transpose(1, 2) @ b,
           [(2, 3, 2), (2, 3, 1)]),
    OpCase("matmul-batch-permuted-matrix", lambda m, a, b: a.permute(1, 0, 2) @ b,
           [(2, 2, 3), (3, 2)]),
    OpCase("matmul-inner-0", lambda m, a, b: a @ b, [(2, 0), (0, 3)]),
    OpCase("matmul-outer-0", lambda m, a, b: a @ b, [(0, 2), (2, 3)]),
    OpCase("matmul-batch-0", lambda m, a, b: a @ b, [(0, 2, 3), (3, 2)]),
    OpCase("matmul-batched-inner-0", lambda m, a, b: a @ b, [(2, 2, 0), (2, 0, 1)]),
    OpCase("matmul-batch-inner-0-matrix", lambda m, a, b: a @ b, [(2, 2, 0), (0, 1)]),
    OpCase("dot", lambda m, a, b: m.dot(a, b), [(3,), (3,)]),
    OpCase("dot-method", lambda m, a, b: a.dot(b), [(1,), (1,)]),
    OpCase("dot-empty", lambda m, a, b: a.dot(b), [(0,), (0,)]),
    OpCase("mv", lambda m, a, b: m.mv(a, b), [(2, 3), (3,)]),
    OpCase("bmm", lambda m, a, b: m.bmm(a, b), [(2, 1, 3), (2, 3, 2)]),
    OpCase("addmm", lambda m, a, b, c: m.addmm(a, b, c), [(2,), (2, 3), (3, 2)]),
    OpCase("addmm-column", lambda m, a, b, c: m.addmm(a, b, c), [(2, 1), (2, 3), (3, 2)]),
]


# ── 모으기 ────────────────────────────────────────────────────────────────────────────────────
def along_dims(name, call, **domain):
    """축을 하나, 여럿, 음수로 적어 모읍니다. call(m, x, …)은 dim과 keepdim을 받습니다."""
    return [
        *forms(name, {
            "dim-0": lambda m, a: call(m, a, 0), "dim-last": lambda m, a: call(m, a, -1),
            "dim-keyword": lambda m, a: call(m, a, dim=1),
            "dim-keepdim": lambda m, a: call(m, a, 1, keepdim=True),
            "dim-keepdim-positional": lambda m, a: call(m, a, 0, True),
            "dims": lambda m, a: call(m, a, (0, 2)), "dims-list": lambda m, a: call(m, a, [1, -1]),
            "dims-negative": lambda m, a: call(m, a, dim=(-1, -3)),
            "dims-keepdim": lambda m, a: call(m, a, dim=(0, 1), keepdim=True)},
            [(2, 3, 2)], **domain),
        OpCase(f"{name}-0d-dim", lambda m, a: call(m, a, 0), [()], **domain),
        OpCase(f"{name}-0d-dim-negative", lambda m, a: call(m, a, -1), [()], **domain),
        OpCase(f"{name}-dim-of-size1", lambda m, a: call(m, a, 1), [(2, 1)], **domain),
        OpCase(f"{name}-empty-other-dim", lambda m, a: call(m, a, 1), [(0, 3)], **domain),
        OpCase(f"{name}-transposed-dim", lambda m, a: call(m, a.t(), 0), [(2, 3)], **domain),
        OpCase(f"{name}-expanded-dim", lambda m, a: call(m, a.expand(2, 3), 1), [(3,)], **domain)]


def whole(name, call, **domain):
    """축을 적지 않고 모두 모읍니다."""
    shapes = {"": (2, 3), "-0d": (), "-size1": (1, 1), "-3d": (2, 1, 2)}
    return [*(OpCase(f"{name}-all{suffix}", call, [shape], **domain)
              for suffix, shape in shapes.items()),
            OpCase(f"{name}-all-transposed", lambda m, a: call(m, a.t()), [(2, 3)], **domain)]


def chosen(name, call):
    """값 하나를 고르는 max와 min입니다. 축마다 고르면 번호도 돌려줍니다."""
    return [
        *whole(name, lambda m, a: call(m, a)),
        *forms(name, {
            "dim-0": lambda m, a: call(m, a, 0), "dim-last": lambda m, a: call(m, a, -1),
            "dim-keyword": lambda m, a: call(m, a, dim=1),
            "dim-keepdim": lambda m, a: call(m, a, 1, keepdim=True),
            "dim-values": lambda m, a: call(m, a, -2).values,
            "dim-keepdim-positional": lambda m, a: call(m, a, -1, True)}, [(2, 3, 2)]),
        OpCase(f"{name}-0d-dim", lambda m, a: call(m, a, 0), [()]),
        OpCase(f"{name}-0d-dim-keepdim", lambda m, a: call(m, a, -1, keepdim=True), [()]),
        OpCase(f"{name}-dim-of-size1", lambda m, a: call(m, a, 1), [(2, 1)]),
        OpCase(f"{name}-empty-other-dim", lambda m, a: call(m, a, 1), [(0, 3)]),
        OpCase(f"{name}-transposed-dim", lambda m, a: call(m, a.t(), 0), [(2, 3)])]


REDUCE = [
    *whole("sum", lambda m, a: a.sum()),
    *whole("mean", lambda m, a: m.mean(a)),
    *whole("amax", lambda m, a: a.amax()),
    *whole("amin", lambda m, a: m.amin(a)),
    *along_dims("sum", lambda m, a, *dim, **keep: a.sum(*dim, **keep)),
    *along_dims("mean", lambda m, a, *dim, **keep: a.mean(*dim, **keep)),
    *along_dims("amax", lambda m, a, *dim, **keep: a.amax(*dim, **keep)),
    *along_dims("amin", lambda m, a, *dim, **keep: m.amin(a, *dim, **keep)),
    *along_dims("logsumexp", lambda m, a, *dim, **keep: a.logsumexp(*dim, **keep)),
    *chosen("max", lambda m, a, *dim, **keep: a.max(*dim, **keep)),
    *chosen("min", lambda m, a, *dim, **keep: m.min(a, *dim, **keep)),
    *forms("sum", {
        "no-dims": lambda m, a: a.sum(()), "no-dims-keepdim": lambda m, a: a.sum((), keepdim=True),
        "none": lambda m, a: m.sum(a, None), "function": lambda m, a: m.sum(a, dim=0)}, [(2, 3)]),
    *forms("mean", {
        "no-dims": lambda m, a: a.mean(()),
        "no-dims-keepdim": lambda m, a: a.mean((), keepdim=True),
        "none-keepdim": lambda m, a: a.mean(None, keepdim=True)}, [(2, 3)]),
    *forms("amax", {
        "keepdim": lambda m, a: a.amax(keepdim=True), "no-dims": lambda m, a: m.amax(a, dim=()),
    }, [(2, 3)]),
    OpCase("sum-empty", lambda m, a: a.sum(), [(0, 3)]),
    OpCase("sum-empty-dim", lambda m, a: a.sum(0), [(0, 3)]),
    OpCase("mean-empty-other-dim-keepdim", lambda m, a: a.mean(1, keepdim=True), [(0, 3)]),
    OpCase("logsumexp-empty-dim", lambda m, a: a.logsumexp(0), [(0, 3)]),
    OpCase("logsumexp-large", lambda m, a: (a * 1000).logsumexp(0), [(3,)]),  # e¹⁰⁰⁰은 넘칩니다.
    *(case for name in ("softmax", "log_softmax") for case in (
        *forms(name, {
            "dim-0": lambda m, a, name=name: getattr(a, name)(0),
            "dim-last": lambda m, a, name=name: getattr(m, name)(a, dim=-1),
            "dim-middle": lambda m, a, name=name: getattr(m.nn.functional, name)(a, dim=1),
        }, [(2, 3, 2)]),
        OpCase(f"{name}-0d", lambda m, a, name=name: getattr(a, name)(0), [()]),
        OpCase(f"{name}-size1", lambda m, a, name=name: getattr(a, name)(-1), [(2, 1)]),
        OpCase(f"{name}-empty", lambda m, a, name=name: getattr(a, name)(0), [(0, 3)]),
        OpCase(f"{name}-empty-other", lambda m, a, name=name: getattr(a, name)(1), [(0, 3)]),
        OpCase(f"{name}-transposed", lambda m, a, name=name: getattr(a.t(), name)(1), [(2, 3)]))),
]

# ── 모양 ──────────────────────────────────────────────────────────────────────────────────────

SHAPE = [
    *forms("view", {
        "sizes": lambda m, a: a.view(3, 4), "tuple": lambda m, a: a.view((3, 4)),
        "guess": lambda m, a: a.view(-1, 2), "flat": lambda m, a: a.view(-1),
        "of-shape": lambda m, a: a.view(a.shape),
        "of-view": lambda m, a: a.view(12).view(4, 3)}, [(2, 3, 2)]),
    *forms("reshape", {
        "sizes": lambda m, a: a.reshape(3, 4), "function": lambda m, a: m.reshape(a, (4, -1)),
        "list": lambda m, a: a.reshape([6, 2]),
        "transposed": lambda m, a: a.transpose(0, 1).reshape(12),
        "transposed-guess": lambda m, a: a.transpose(0, 2).reshape(-1, 4)}, [(2, 3, 2)]),
    OpCase("view-0d", lambda m, a: a.view(1, 1), [()]),
    OpCase("view-to-0d", lambda m, a: a.view(()), [(1, 1)]),
    OpCase("reshape-to-0d", lambda m, a: a.reshape([]), [(1,)]),
    OpCase("reshape-empty", lambda m, a: a.reshape(3, 0), [(0, 2)]),
    OpCase("reshape-empty-guess", lambda m, a: a.reshape(-1, 2), [(0, 2)]),
    OpCase("reshape-expanded", lambda m, a: a.expand(2, 3).reshape(6), [(3,)]),
    *forms("flatten", {
        "all": lambda m, a: a.flatten(), "start": lambda m, a: m.flatten(a, 1),
        "range": lambda m, a: a.flatten(0, 1), "negative": lambda m, a: a.flatten(-2, -1),
        "keywords": lambda m, a: a.flatten(start_dim=1, end_dim=2),
        "one-dim": lambda m, a: a.flatten(1, 1),
        "transposed": lambda m, a: a.transpose(0, 1).flatten()}, [(2, 3, 2)]),
    OpCase("flatten-0d", lambda m, a: a.flatten(), [()]),
    OpCase("flatten-1d", lambda m, a: a.flatten(), [(3,)]),
    OpCase("flatten-empty", lambda m, a: a.flatten(), [(2, 0)]),
    OpCase("t", lambda m, a: a.t(), [(2, 3)]),
    OpCase("t-function", lambda m, a: m.t(a), [(2, 3)]),
    OpCase("t-1d", lambda m, a: a.t(), [(3,)]),
    OpCase("t-0d", lambda m, a: a.t(), [()]),
    OpCase("T", lambda m, a: a.T, [(2, 3)]),
    OpCase("mT", lambda m, a: a.mT, [(2, 3, 2)]),
    *forms("transpose", {
        "method": lambda m, a: a.transpose(0, 1), "negative": lambda m, a: m.transpose(a, -1, -3),
        "same-dim": lambda m, a: a.transpose(1, 1)}, [(2, 3, 2)]),
    OpCase("transpose-0d", lambda m, a: a.transpose(0, -1), [()]),
    *forms("permute", {
        "sizes": lambda m, a: a.permute(2, 0, 1), "tuple": lambda m, a: m.permute(a, (1, 2, 0)),
        "negative": lambda m, a: a.permute(-1, 0, -2)}, [(2, 3, 1)]),
    OpCase("permute-4d", lambda m, a: a.permute(3, 1, 0, 2), [(2, 1, 2, 2)]),
    OpCase("permute-0d", lambda m, a: a.permute(()), [()]),
    *forms("squeeze", {
        "all": lambda m, a: a.squeeze(), "dim": lambda m, a: a.squeeze(0),
        "negative": lambda m, a: m.squeeze(a, -2), "tuple": lambda m, a: a.squeeze((0, 2)),
        "not-size1": lambda m, a: a.squeeze(1),
        "tuple-some": lambda m, a: a.squeeze((0, 1))}, [(1, 2, 1, 2)]),
    OpCase("squeeze-nothing", lambda m, a: a.squeeze(), [(2, 3)]),
    OpCase("squeeze-0d", lambda m, a: a.squeeze(0), [()]),
    *forms("unsqueeze", {
        "first": lambda m, a: a.unsqueeze(0), "last": lambda m, a: m.unsqueeze(a, -1),
        "middle": lambda m, a: a.unsqueeze(1), "negative": lambda m, a: a.unsqueeze(-3)}, [(2, 3)]),
    OpCase("unsqueeze-0d", lambda m, a: a.unsqueeze(0), [()]),
    *forms("expand", {
        "sizes": lambda m, a: a.expand(2, 3), "keep": lambda m, a: a.expand(-1, 3),
        "new-axis": lambda m, a: a.expand(2, 2, 3), "tuple": lambda m, a: a.expand((2, 4)),
        "same": lambda m, a: a.expand(2, 1), "new-axis-keep": lambda m, a: a.expand(2, -1, 3),
        "to-0": lambda m, a: a.expand(2, 0),
        "twice": lambda m, a: a.expand(2, 3).expand(2, 2, 3)}, [(2, 1)]),
    OpCase("expand-0d", lambda m, a: a.expand(2, 3), [()]),
    OpCase("expand_as", lambda m, a, b: a.expand_as(b), [(3,), (2, 3)]),
    *forms("sum_to_size", {
        "row": lambda m, a: a.sum_to_size(3), "column": lambda m, a: a.sum_to_size((2, 1)),
        "1": lambda m, a: a.sum_to_size(1), "same": lambda m, a: a.sum_to_size(2, 3)}, [(2, 3)]),
    *elementwise("clone", lambda m, a: a.clone()),
    OpCase("clone-function", lambda m, a: m.clone(a), [(2,)]),
    OpCase("contiguous", lambda m, a: a.t().contiguous(), [(2, 3)]),
    OpCase("contiguous-already", lambda m, a: a.contiguous() * 2, [(2, 3)]),
    OpCase("detach", lambda m, a: a.detach(), [(2, 3)], order=0),
]

# ── 고르기 ────────────────────────────────────────────────────────────────────────────────────

KEYS = {
    "int": 1, "int-negative": -1, "ints": (1, -2, 0), "numpy-int": np.int64(1),
    "slice": np.s_[1:], "slice-negative": np.s_[-2:-1], "slice-step": np.s_[::2],
    "slice-step-stop": np.s_[0:3:2], "slice-empty": np.s_[2:1], "slice-beyond": np.s_[1:99],
    "slice-all": np.s_[:], "slices": np.s_[1:, ::2], "slice-int": np.s_[:, 1],
    "int-slice": np.s_[0, 1:],
    "none": None, "none-middle": np.s_[:, None], "none-twice": np.s_[None, :, None, 0],
    "ellipsis": Ellipsis, "ellipsis-int": np.s_[..., 1], "int-ellipsis": np.s_[0, ...],
    "int-ellipsis-slice": np.s_[0, ..., ::2], "ellipsis-none": np.s_[..., None], "empty-tuple": (),
    "list": [2, 0], "list-negative": [-1, 0], "list-duplicates": [0, 0, 1],
    "list-in-tuple": np.s_[:, [1, 0]], "two-lists": ([0, 2], [1, 1]), "list-empty": [],
    "list-of-bool": [True, False, True],
    "tensor": lambda m: m.tensor([2, 0, 2]), "tensor-2d": lambda m: m.tensor([[0, 1], [2, 2]]),
    "tensor-0d": lambda m: m.tensor(1), "tensor-negative": lambda m: m.tensor([-1, -3]),
    "tensor-int32": lambda m: m.tensor([1, 0], dtype=m.int32),
    "tensor-empty": lambda m: m.tensor([], dtype=m.int64),
    "tensor-and-slice": lambda m: (m.tensor([0, 2]), np.s_[1:]),
    "slice-and-tensor": lambda m: (np.s_[::2], m.tensor([1, 0, 1])),
    "tensor-and-int": lambda m: (m.tensor([0, 2, 2]), 1),
    "int-and-tensor": lambda m: (1, m.tensor([0, 1])),
    "tensor-and-none": lambda m: (m.tensor([0, 2]), None),
    "none-and-tensor": lambda m: (None, m.tensor([0, 2])),
    "tensors": lambda m: (m.tensor([0, 1]), m.tensor([1, 0])),
    "tensors-broadcast": lambda m: (m.tensor([[0], [2]]), m.tensor([1, 0])),
    "tensors-apart": lambda m: (m.tensor([0, 2]), np.s_[:], m.tensor([1, 0])),
    "tensors-around-int": lambda m: (m.tensor([0, 2]), 0, m.tensor([1, 0])),
    "int-apart-from-tensor": lambda m: (0, np.s_[:], m.tensor([1, 0])),
    "ellipsis-and-tensor": lambda m: (..., m.tensor([1, 0, 1])),
    "mask": lambda m: m.tensor([True, False, True]),
    "mask-2d": lambda m: m.tensor([[True, False], [False, False], [True, True]]),
    "mask-none-true": lambda m: m.tensor([False, False, False]),
    "mask-and-int": lambda m: (m.tensor([True, False, True]), 1),
    "mask-and-slice": lambda m: (m.tensor([True, False, True]), np.s_[1:]),
    "slice-and-mask": lambda m: (np.s_[1:], m.tensor([False, True])),
    "mask-and-tensor": lambda m: (m.tensor([True, False, True]), m.tensor([1, 0])),
    "true": True, "false": False,
}
CUBE = (3, 2, 2)
INDEX = [
    *(OpCase(f"getitem-{name}", pick(key), [CUBE]) for name, key in KEYS.items()),
    OpCase("getitem-mask-of-itself", lambda m, a: a[a > 0], [(2, 3)]),
    OpCase("getitem-mask-0d", lambda m, a: a[a > -9], [()]),
    OpCase("getitem-0d-none", pick(None), [()]),
    OpCase("getitem-0d-ellipsis", pick(...), [()]),
    OpCase("getitem-chain", lambda m, a: a[1:][0][..., 1], [CUBE]),
    OpCase("getitem-transposed", lambda m, a: a.t()[0], [(2, 3)]),
    OpCase("getitem-transposed-tensor", lambda m, a: a.t()[m.tensor([2, 0])], [(2, 3)]),
    OpCase("getitem-expanded", lambda m, a: a.expand(2, 3)[:, 1], [(3,)]),
    OpCase("getitem-empty", pick(np.s_[1:]), [(0, 2)]),
    OpCase("iterate", lambda m, a: list(a), [(3, 2)]),
    OpCase("unpack", lambda m, a: [row * 2 for row in a], [(3, 2)]),
]

# ── 잇고 나누기 ───────────────────────────────────────────────────────────────────────────────

JOIN = [
    *forms("cat", {
        "dim-0": lambda m, a, b: m.cat([a, b]), "tuple": lambda m, a, b: m.cat((a, b, a)),
        "one": lambda m, a, b: m.cat([a]), "transposed": lambda m, a, b: m.cat([a.t(), b.t()], 1),
    }, [(2, 3), (1, 3)]),
    *forms("cat", {
        "dim-1": lambda m, a, b: m.cat([a, b], 1),
        "negative": lambda m, a, b: m.cat([a, b], dim=-1),
    }, [(2, 1), (2, 2)]),
    OpCase("cat-untracked", lambda m, a: m.cat([a, m.ones_like(a)], 1), [(2, 1)]),
    OpCase("cat-empty-1d", lambda m, a, b: m.cat([a, b]), [(0,), (2, 3)]),
    OpCase("cat-empty-row", lambda m, a, b: m.cat([a, b]), [(0, 3), (2, 3)]),
    OpCase("cat-1d", lambda m, a, b: m.cat([a, b]), [(2,), (3,)]),
    *forms("stack", {
        "dim-0": lambda m, a, b: m.stack([a, b]), "dim-1": lambda m, a, b: m.stack([a, b], 1),
        "negative": lambda m, a, b: m.stack((a, b, a), dim=-1), "one": lambda m, a, b: m.stack([b]),
    }, [(2, 3), (2, 3)]),
    OpCase("stack-0d", lambda m, a, b: m.stack([a, b]), [(), ()]),
    *forms("split", {
        "size": lambda m, a: a.split(2), "sizes": lambda m, a: m.split(a, [1, 3]),
        "dim": lambda m, a: a.split(1, dim=1), "negative": lambda m, a: a.split([1, 1], -1),
        "first-only": lambda m, a: a.split(2)[0]}, [(4, 2)]),
    OpCase("chunk", lambda m, a: m.chunk(a, 3), [(4, 2)]),
    OpCase("unbind", lambda m, a: a.unbind(), [(3, 2)]),
    OpCase("unbind-dim", lambda m, a: m.unbind(a, -1), [(3, 2)]),
    OpCase("unbind-one-used", lambda m, a: a.unbind()[1], [(3, 2)]),
]

# ── 제자리 ────────────────────────────────────────────────────────────────────────────────────

IN_PLACE = [
    *(OpCase(f"{name}-{suffix}", wrote(lambda m, y, b, name=name: getattr(y, name)(b)),
             [(2, 3), shape], low=0.5)   # div_가 0으로 나누지 않게 합니다.
      for name in ("add_", "sub_", "mul_", "div_", "copy_", "__iadd__", "__isub__", "__imul__",
                   "__itruediv__")
      for suffix, shape in (("same", (2, 3)), ("row", (3,)), ("column", (2, 1)), ("0d", ()))),
    *(OpCase(f"{name}-number", wrote(lambda m, y, name=name: getattr(y, name)(2)), [(2, 3)])
      for name in ("add_", "sub_", "mul_", "div_", "fill_", "__iadd__", "__imul__")),
    *(OpCase(name, wrote(lambda m, y, name=name: getattr(y, name)()), [(2, 3)], low=0.5)
      for name in ("zero_", "exp_", "sqrt_", "neg_", "tanh_", "sigmoid_")),
    OpCase("relu_", wrote(lambda m, y: y.relu_()), [(2, 3)]),
    OpCase("clamp_", wrote(lambda m, y: y.clamp_(-1, 1)), [(2, 3)]),
    OpCase("clamp_-min", wrote(lambda m, y: y.clamp_(min=0)), [(2, 3)]),
    OpCase("add_-itself", wrote(lambda m, y: y.add_(y)), [(2, 3)]),
    OpCase("in-place-chain", wrote(lambda m, y, b: y.mul_(2).add_(b).mul_(b)), [(2, 3), (3,)]),
    OpCase("add_-alpha", wrote(lambda m, y, b: y.add_(b, alpha=2)), [(2, 3), (3,)]),
    OpCase("sub_-alpha", wrote(lambda m, y, b: y.sub_(b, alpha=2)), [(2, 3), (3,)]),
    OpCase("add_-empty", wrote(lambda m, y, b: y.add_(b)), [(0, 3), (3,)]),
    OpCase("mul_-0d-and-0d", wrote(lambda m, y, b: y.mul_(b)), [(), ()]),
    OpCase("add_-into-untracked", lambda m, a: m.zeros(2, 3, dtype=a.dtype).add_(a), [(2, 3)]),
    OpCase("copy_-into-untracked", lambda m, a: m.zeros(2, 3, dtype=a.dtype).copy_(a), [(3,)]),
    OpCase("mul_-into-untracked", lambda m, a: m.full((2, 3), 2.0, dtype=a.dtype).mul_(a),
           [(2, 3)]),
]
THROUGH_VIEWS = forms("view", {
    "select-mul_": wrote(lambda m, y, b: y[0].mul_(2)),
    "select-mul_-tensor": wrote(lambda m, y, b: y[0].mul_(b)),
    "slice-add_": wrote(lambda m, y, b: y[1:].add_(b)),
    "slice-step-sub_": wrote(lambda m, y, b: y[::2].sub_(b)),
    "column-copy_": wrote(lambda m, y, b: y[:, 1].copy_(b[0])),
    "transposed-select-mul_": wrote(lambda m, y, b: y.t()[0].mul_(3)),
    "transposed-mul_": wrote(lambda m, y, b: y.t().mul_(b.reshape(3, 1))),
    "reshaped-mul_": wrote(lambda m, y, b: y.view(9)[2:7].mul_(2)),
    "transposed-exp_": wrote(lambda m, y, b: y.t().exp_()),
    "permuted-exp_": wrote(lambda m, y, b: y.permute(1, 0)[1:, :2].exp_()),
    "unsqueezed-relu_": wrote(lambda m, y, b: y.unsqueeze(0).relu_()),
    "diagonal-like-zero_": wrote(lambda m, y, b: y.view(9)[::4].zero_()),
    "fill_": wrote(lambda m, y, b: y[:, ::2].fill_(5)),
    "clamp_": wrote(lambda m, y, b: y[1].clamp_(-0.5, 0.5)),
    "view-of-view": wrote(lambda m, y, b: y[1:][0][1:].mul_(b[1:])),
    "twice": wrote(lambda m, y, b: y[0].mul_(2).add_(b)),
    "two-views": wrote(lambda m, y, b: (y[0].mul_(2), y[:, 0].mul_(b))[1]),
    "overlapping-views": wrote(lambda m, y, b: (y[:2].mul_(2), y[1:].mul_(b))[0]),
    "earlier-view-after-base": wrote(lambda m, y, b: (y[0], y.mul_(b))[0]),
    "earlier-view-after-other-view": wrote(lambda m, y, b: (y.t(), y[0].mul_(b))[0]),
    "base-then-view": wrote(lambda m, y, b: y.add_(b)[0].mul_(2)),
    "value-from-the-same-base": wrote(lambda m, y, b: y[0].add_(y[1])),
    "overlapping-value": wrote(lambda m, y, b: y[1:].add_(y[:-1] * 1)),
    "then-use": lambda m, x, b: [wrote(lambda m, y, b: y[0].mul_(b))(m, x, b)[0] * b],
    "of-untracked": lambda m, x, b: wrote(lambda m, y, b: y[1].copy_(b))(
        m, m.zeros(3, 3, dtype=x.dtype), b),
    "through-reshape": wrote(lambda m, y, b: y.reshape(9)[0:3].mul_(b)),
    "through-squeeze": wrote(lambda m, y, b: y.unsqueeze(1).squeeze(1)[2].mul_(b)),
    "through-expand-one": wrote(lambda m, y, b: y[0].expand(1, 3).mul_(b)),
}, [(3, 3), (3,)])


def setitem_cases():
    """KEYS의 열쇠마다 텐서, 0차원 텐서, 숫자를 넣습니다. 텐서의 모양은 numpy가 고른 자리와 같습니다."""
    class Numpy:
        int32, int64 = np.int32, np.int64
        tensor = staticmethod(np.array)

    for name, key in KEYS.items():
        places = np.arange(12).reshape(CUBE)[key_of(Numpy, key)]
        if np.unique(places).size < places.size:
            continue  # 한 자리에 두 번 쓰면 어느 값이 남는지 정해져 있지 않습니다.
        yield OpCase(f"setitem-{name}", put(key), [CUBE, places.shape])
        yield OpCase(f"setitem-{name}-0d", put(key), [CUBE, ()])
        yield OpCase(f"setitem-{name}-number", wrote(
            lambda m, y, key=key: y.__setitem__(key_of(m, key), 3)), [CUBE])


SETITEM = [
    *setitem_cases(),
    OpCase("setitem-row-broadcast", put(np.s_[1:]), [(3, 2), (2,)]),
    OpCase("setitem-leading-1", put(0), [(3, 2), (1, 2)]),
    OpCase("setitem-tensor-broadcast", put(lambda m: m.tensor([0, 2])), [(3, 2), (2,)]),
    OpCase("setitem-mask-row", put(lambda m: m.tensor([True, False, True])), [(3, 2), (1, 2)]),
    OpCase("setitem-through-transposed", put(0, lambda y: y.t()), [(2, 3), (2,)]),
    OpCase("setitem-through-slice", put(np.s_[:, 0], lambda y: y[1:]), [(3, 2), (2,)]),
    OpCase("setitem-tensor-through-slice", put(lambda m: m.tensor([1, 0]), lambda y: y[1:]),
           [(3, 2), (2, 2)]),
    OpCase("setitem-0d-ellipsis", put(...), [(), ()]),
    OpCase("setitem-mask-of-itself", wrote(lambda m, y: y.__setitem__(y < 0, 0)), [(2, 3)]),
    OpCase("setitem-into-untracked", lambda m, v: wrote(lambda m, y: y.__setitem__(1, v))(
        m, m.zeros(3, 2, dtype=v.dtype)), [(2,)]),
    OpCase("setitem-value-from-itself", wrote(lambda m, y: y.__setitem__(0, y[1] * 2)), [(2, 3)]),
]

# ── 신경망 함수와 손실 ────────────────────────────────────────────────────────────────────────

CLASSES = {"": [0, 2], "-spatial": [[0, 1], [2, 2]]}
LOGITS = {"": (2, 3), "-spatial": (2, 3, 2)}

FUNCTIONAL = [
    *(OpCase(f"linear-{len(shape)}d{'-bias' * bias}",
             lambda m, x, w, *b: m.nn.functional.linear(x, w, *b), [shape, (2, 3), (2,)][:2 + bias])
      for shape in ((3,), (2, 3), (2, 2, 3), (1, 2, 1, 3)) for bias in (False, True)),
    OpCase("linear-empty", lambda m, x, w, b: m.nn.functional.linear(x, w, b),
           [(0, 3), (2, 3), (2,)]),
    OpCase("linear-transposed-input", lambda m, x, w, b: m.nn.functional.linear(x.t(), w, b),
           [(3, 2), (2, 3), (2,)]),
    OpCase("linear-transposed-3d-input",
           lambda m, x, w, b: m.nn.functional.linear(x.transpose(0, 1), w, b),
           [(2, 2, 3), (2, 3), (2,)]),
    OpCase("linear-bias-keyword", lambda m, x, w, b: m.nn.functional.linear(x, w, bias=b),
           [(2, 3), (1, 3), (1,)]),
    *(OpCase(f"F.{name}", lambda m, a, name=name: getattr(m.nn.functional, name)(a), [(2, 3)])
      for name in ("relu", "sigmoid", "tanh")),
    *losses("mse", lambda m, a, b, **k: m.nn.functional.mse_loss(a, b, **k), [(2, 3), (2, 3)]),
    *losses("l1", lambda m, a, b, **k: m.nn.functional.l1_loss(a, b, **k), [(2, 3), (2, 3)]),
    *losses("bce-logits", lambda m, a, b, **k: m.nn.functional.binary_cross_entropy_with_logits(
        a, b, **k), [(2, 3), (2, 3)]),
    *losses("bce-logits-weight", lambda m, a, b, **k:
            m.nn.functional.binary_cross_entropy_with_logits(
                a, b, constant(m, [0.5, 2.0, 1.0], a), **k), [(2, 3), (2, 3)]),
    *losses("bce-logits-pos_weight", lambda m, a, b, **k:
            m.nn.functional.binary_cross_entropy_with_logits(
                a, b, pos_weight=constant(m, [0.5, 2.0, 1.0], a), **k), [(2, 3), (2, 3)]),
    *losses("bce-logits-both-weights", lambda m, a, b, **k:
            m.nn.functional.binary_cross_entropy_with_logits(
                a, b, weight=constant(m, [[2.0], [3.0]], a),
                pos_weight=constant(m, [0.5, 2.0, 1.0], a), **k), [(2, 3), (2, 3)]),
    *losses("bce", lambda m, a, b, **k: m.nn.functional.binary_cross_entropy(a, b, **k),
            [(2, 3), (2, 3)], low=0.1, high=0.9),           # 확률은 0과 1 사이입니다.
    *losses("bce-weight", lambda m, a, b, **k: m.nn.functional.binary_cross_entropy(
        a, b, constant(m, [0.5, 2.0, 1.0], a), **k), [(2, 3), (2, 3)], low=0.1, high=0.9),
    OpCase("mse-broadcast", lambda m, a, b: (a - b).pow(2).mean(), [(2, 3), (3,)]),
    OpCase("mse-0d", lambda m, a, b: m.nn.functional.mse_loss(a, b), [(), ()]),
    OpCase("bce-logits-0d", lambda m, a, b: m.nn.functional.binary_cross_entropy_with_logits(a, b),
           [(), ()]),
    OpCase("l1-size1", lambda m, a, b: m.nn.functional.l1_loss(a, b), [(1,), (1,)]),
    *(case for kind, labels in CLASSES.items() for loss in ("nll_loss", "cross_entropy")
      for case in losses(f"{loss}{kind}", lambda m, a, labels=labels, loss=loss, **k:
                         getattr(m.nn.functional, loss)(a, m.tensor(labels), **k), [LOGITS[kind]])),
    *(case for kind, labels in CLASSES.items() for loss in ("nll_loss", "cross_entropy")
      for case in losses(f"{loss}{kind}-weight-ignore", lambda m, a, labels=labels, loss=loss, **k:
                         getattr(m.nn.functional, loss)(
                             a, m.tensor(labels), weight=constant(m, [0.5, 2.0, 1.0], a),
                             ignore_index=0, **k), [LOGITS[kind]])),
    *losses("cross_entropy-smoothing", lambda m, a, **k: m.nn.functional.cross_entropy(
        a, m.tensor([0, 2]), label_smoothing=0.2, **k), [(2, 3)]),
    *losses("cross_entropy-smoothing-weight-ignore", lambda m, a, **k:
            m.nn.functional.cross_entropy(
                a, m.tensor([0, 2, 1]), weight=constant(m, [0.5, 2.0, 1.0], a), ignore_index=2,
                label_smoothing=0.2, **k), [(3, 3)]),
    *losses("cross_entropy-probabilities", lambda m, a, p, **k: m.nn.functional.cross_entropy(
        a, p.softmax(1), **k), [(2, 3), (2, 3)]),
    *losses("cross_entropy-probabilities-weight-smoothing", lambda m, a, p, **k:
            m.nn.functional.cross_entropy(
                a, p.softmax(1), weight=constant(m, [0.5, 2.0, 1.0], a), label_smoothing=0.1, **k),
            [(2, 3), (2, 3)]),
    *losses("cross_entropy-1d", lambda m, a, **k: m.nn.functional.cross_entropy(
        a, m.tensor(1), **k), [(3,)]),
    *losses("nll_loss-1d", lambda m, a, **k: m.nn.functional.nll_loss(a, m.tensor(1), **k), [(3,)]),
    # nll_loss는 선형이라, 그 뒤에 굽은 연산이 있어야 변화도의 변화도가 지납니다.
    *losses("squared-nll_loss", lambda m, a, **k: m.nn.functional.nll_loss(
        a, m.tensor([[0, 1], [2, 2]]), weight=constant(m, [0.5, 2.0, 1.0], a), ignore_index=1,
        **k) ** 2, [(2, 3, 2)]),
    *losses("cross_entropy-1d-smoothing", lambda m, a, **k: m.nn.functional.cross_entropy(
        a, m.tensor(1), label_smoothing=0.3, **k), [(3,)]),
    *losses("cross_entropy-spatial-smoothing", lambda m, a, **k: m.nn.functional.cross_entropy(
        a, m.tensor([[0, 1], [2, 2]]), label_smoothing=0.3, **k), [(2, 3, 2)]),
    *losses("cross_entropy-ignore", lambda m, a, **k: m.nn.functional.cross_entropy(
        a, m.tensor([0, -100, 2]), **k), [(3, 3)]),
]

# ── dtype, 견주기 ─────────────────────────────────────────────────────────────────────────────

CAST = [
    # float32를 거치면 1e-6은 반올림에 묻힙니다. 선형이라 큰 걸음도 정확합니다.
    *forms("cast", {
        "float": lambda m, a: a.float().double(), "to": lambda m, a: a.to(m.float32).double(),
        "to-keyword": lambda m, a: a.to(dtype=m.float32).double(),
        "double": lambda m, a: a.double() * 1, "to-tensor": lambda m, a: a.to(a.float()).double(),
        "copy": lambda m, a: a.to(a.dtype, copy=True),
        "type_as": lambda m, a: a.type_as(a.float()).double()}, [(2, 3)], eps=2**-7),
    *forms("cast", {
        "long": lambda m, a: a.long(), "int": lambda m, a: a.to(m.int32),
        "bool": lambda m, a: a.bool()}, [(2, 3)], order=0),
    OpCase("sum-dtype", lambda m, a: a.sum(dtype=m.float64), [(2, 3)]),
    OpCase("mean-dtype", lambda m, a: a.mean(1, dtype=m.float64), [(2, 3)]),
    OpCase("softmax-dtype", lambda m, a: a.softmax(0, dtype=m.float64), [(2, 3)]),
    OpCase("log_softmax-dtype", lambda m, a: m.log_softmax(a, 0, dtype=m.float64), [(2, 3)]),
]
COMPARE = [
    *(case for name in ("gt", "ge", "lt", "le", "eq", "ne") for case in (
        OpCase(name, lambda m, a, b, name=name: getattr(a, name)(b), [(2, 3), (3,)], order=0),
        OpCase(f"{name}-number", lambda m, a, name=name: getattr(m, name)(a, 0.5),
               [(2, 3)], order=0),
        OpCase(f"{name}-itself", lambda m, a, name=name: getattr(a, f"__{name}__")(a),
               [(2,)], order=0))),
    *forms("argmax", {
        "all": lambda m, a: a.argmax(), "dim": lambda m, a: a.argmax(0),
        "keepdim": lambda m, a: m.argmax(a, dim=-1, keepdim=True)}, [(2, 3, 2)], order=0),
    *forms("argmin", {
        "all": lambda m, a: a.argmin(), "dim": lambda m, a: m.argmin(a, -2)}, [(2, 3, 2)], order=0),
    *forms("logic", {
        "and": lambda m, a: (a > 0) & (a < 1), "or": lambda m, a: (a > 1) | (a < -1),
        "not": lambda m, a: ~(a > 0), "isnan": lambda m, a: m.isnan(a),
        "all": lambda m, a: (a > 0).all(),
        "any": lambda m, a: (a > 0).any(), "all-dim": lambda m, a: (a > 0).all(0),
        "any-keepdim": lambda m, a: (a > 0).any(dim=1, keepdim=True)}, [(2, 3)], order=0),
    *forms("verdict", {
        "allclose": lambda m, a: m.tensor(m.allclose(a, a + 1e-9)),
        "not-allclose": lambda m, a: m.tensor(a.allclose(a + 1, rtol=0.01)),
        "equal": lambda m, a: m.tensor(m.equal(a, a.clone()))}, [(2, 3)], order=0),
]

OP_CASES = [*ARITHMETIC, *UNARY, *MATMUL, *REDUCE, *SHAPE, *INDEX, *JOIN, *IN_PLACE, *THROUGH_VIEWS,
            *SETITEM, *FUNCTIONAL, *CAST, *COMPARE]


# ── 미분할 수 없는 점 ─────────────────────────────────────────────────────────────────────────
class Kink(NamedTuple):
    """미분할 수 없는 점에서 약속한 변화도입니다. 약속은 PyTorch의 것입니다."""

    name: str
    run: Callable
    at: list
    grad: list


INF, NAN = float("inf"), float("nan")
KINKS = [
    Kink("relu-at-0", lambda m, x: x.relu(), [-1, 0, 1], [0, 0, 1]),
    Kink("relu_-at-0", lambda m, x: (x * 1).relu_(), [-1, 0, 1], [0, 0, 1]),
    Kink("abs-at-0", lambda m, x: x.abs(), [-1, 0, 1], [-1, 0, 1]),
    Kink("sign-anywhere", lambda m, x: x.sign(), [-1.5, 0, 1.5], [0, 0, 0]),
    Kink("sqrt-at-0", lambda m, x: x.sqrt(), [0, 4], [INF, 0.25]),
    Kink("log-at-0", lambda m, x: x.log(), [0, 1], [INF, 1]),
    Kink("div-0-by-0", lambda m, x: x / x, [0], [NAN]),
    Kink("mul-0-by-inf", lambda m, x: x * 0, [INF], [0]),
    Kink("pow-0-of-0", lambda m, x: x.pow(0), [0, 2], [0, 0]),
    Kink("pow-1-of-0", lambda m, x: x.pow(1), [0, 2], [1, 1]),
    Kink("pow-half-of-0", lambda m, x: x.pow(0.5), [0, 4], [INF, 0.25]),
    Kink("pow-int-of-negative", lambda m, x: x.pow(3), [-2], [12]),
    Kink("pow-half-of-negative", lambda m, x: x.pow(0.5), [-2], [NAN]),
    Kink("pow-of-base-0", lambda m, x: 0**x, [0, 1], [0, 0]),
    Kink("pow-tensor-of-base-0", lambda m, x: m.zeros_like(x).pow(x), [0, 1, 2], [0, 0, 0]),
    Kink("pow-tensor-with-exponent-0", lambda m, x: x**m.zeros_like(x), [0, 2], [0, 0]),
    Kink("clamp-at-bounds", lambda m, x: x.clamp(0, 1), [-1, 0, 0.5, 1, 2], [0, 1, 1, 1, 0]),
    Kink("clamp-nan", lambda m, x: x.clamp(0, 1), [NAN], [0]),
    Kink("max-tie", lambda m, x: x.max(), [1, 3, 3], [0, 0.5, 0.5]),
    Kink("min-tie", lambda m, x: x.min(), [1, 1, 3], [0.5, 0.5, 0]),
    Kink("amax-tie", lambda m, x: x.amax(), [1, 3, 3], [0, 0.5, 0.5]),
    Kink("amin-tie-of-three", lambda m, x: x.amin(0), [1, 1, 1, 2], [1 / 3, 1 / 3, 1 / 3, 0]),
    Kink("max-dim-tie", lambda m, x: x.max(0).values, [1, 3, 3], [0, 1, 0]),
    Kink("min-dim-tie", lambda m, x: x.min(0).values, [1, 1, 3], [1, 0, 0]),
    Kink("max-nan", lambda m, x: x.max(), [NAN, 1], [1, 0]),
    Kink("where-with-a-nan-branch", lambda m, x: m.where(x > 0, x.log(), m.zeros_like(x)),
         [0, 1], [NAN, 1]),
    Kink("logsumexp-with-minus-inf", lambda m, x: x.logsumexp(0), [0, -INF], [1, 0]),
    Kink("logsumexp-all-minus-inf", lambda m, x: x.logsumexp(0), [-INF, -INF], [NAN, NAN]),
    Kink("softmax-with-minus-inf", lambda m, x: x.softmax(0) * m.tensor([1.0, 2.0]),
         [0, -INF], [0, 0]),
    Kink("sigmoid-large", lambda m, x: x.sigmoid(), [-1000, 1000], [0, 0]),
    Kink("l1-at-0", lambda m, x: m.nn.functional.l1_loss(x, m.zeros_like(x), reduction="sum"),
         [0, 1], [0, 1]),
    Kink("bce-logits-large", lambda m, x: m.nn.functional.binary_cross_entropy_with_logits(
        x, m.tensor([0.0, 1.0], dtype=x.dtype)), [-1000, 1000], [0, 0]),
    Kink("bce-at-certainty", lambda m, x: m.nn.functional.binary_cross_entropy(
        x, m.tensor([1.0, 0.0], dtype=x.dtype), reduction="sum"), [0, 1], [-1e12, 1e12]),
    Kink("getitem-duplicates-add", lambda m, x: x[m.tensor([0, 0, 1])], [1, 2], [2, 1]),
]
