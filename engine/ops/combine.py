"""둘이나 셋을 섞는 함수입니다: 각도, 빗변, 로그 더하기, 사이 값, 곱해서 더하기."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_floats, check_same_dtype, check_tensors, common_dtype, common_shape
from .fast import between_tensors
from .op import Op, method
from .where import where

# ── 둘에서 하나로 ─────────────────────────────────────────────────────────────────────────────


class Atan2(Op):
    """c = 점 (b, a)의 방향(라디안)   ∂c/∂a = b/r²,   ∂c/∂b = −a/r²,   r² = a² + b².  r = 0이면 0입니다."""

    forward = np.arctan2

    def grad_a(self, grad, a, b):
        return grad * (b * _reciprocal_or_zero(a * a + b * b))

    def grad_b(self, grad, a, b):
        return grad * (-a * _reciprocal_or_zero(a * a + b * b))


def _reciprocal_or_zero(a: Tensor) -> Tensor:
    return where(a == 0, 0, a.reciprocal())


class Hypot(Op):
    """c = √(a² + b²)   ∂c/∂a = a/c,   ∂c/∂b = b/c"""

    forward = np.hypot

    def grad_a(self, grad, a, out):
        return grad * (a / out)

    def grad_b(self, grad, b, out):
        return grad * (b / out)


class Logaddexp(Op):
    """c = ln(eᵃ + eᵇ)  ∂c/∂a = 1/(1 + e^(b − a)),   ∂c/∂b = 1/(1 + e^(a − b))"""

    forward = np.logaddexp

    def grad_a(self, grad, a, b):
        return grad / (1 + (b - a).exp())

    def grad_b(self, grad, a, b):
        return grad / (1 + (a - b).exp())


# ── 셋에서 하나로 ─────────────────────────────────────────────────────────────────────────────


def _lerp(a: np.ndarray, b: np.ndarray, weight) -> np.ndarray:
    """w < ½이면 a에서, 아니면 b에서 잽니다. 그래야 w = 1일 때 정확히 b가 됩니다."""
    return np.where(weight < 0.5, a + weight * (b - a), b - (b - a) * (1 - weight))


class Lerp(Op):
    """c = a + w·(b − a), w는 숫자   ∂c/∂a = 1 − w,   ∂c/∂b = w"""

    @staticmethod
    def forward(a, b, weight):
        return _lerp(a, b, a.dtype.type(weight))

    def grad_a(self, grad):
        return grad * (1 - self.weight)

    def grad_b(self, grad):
        return grad * self.weight


class LerpTensor(Op, name="LerpBackward1"):
    """c = a + w·(b − a)    ∂c/∂a = 1 − w,   ∂c/∂b = w,   ∂c/∂w = b − a"""

    forward = staticmethod(_lerp)

    def grad_a(self, grad, weight):
        return grad * (1 - weight)

    def grad_b(self, grad, weight):
        return grad * weight

    def grad_weight(self, grad, a, b):
        return grad * (b - a)


class Addcmul(Op):
    """c = a + v·x·y, v는 숫자   ∂c/∂a = 1,   ∂c/∂x = v·y,   ∂c/∂y = v·x"""

    @staticmethod
    def forward(a, x, y, value):
        a, x, y = _alike(a, x, y)
        return a + a.dtype.type(value) * x * y

    def grad_a(self, grad):
        return grad

    def grad_x(self, grad, y):
        return grad * (y * self.value)

    def grad_y(self, grad, x):
        return grad * (x * self.value)


class Addcdiv(Op):
    """c = a + v·x/y, v는 숫자   ∂c/∂a = 1,   ∂c/∂x = v/y,   ∂c/∂y = −v·x/y²"""

    @staticmethod
    def forward(a, x, y, value):
        a, x, y = _alike(a, x, y)
        return a + a.dtype.type(value) * x / y

    def grad_a(self, grad):
        return grad

    def grad_x(self, grad, y):
        return grad * (self.value / y)

    def grad_y(self, grad, x, y):
        return -grad * (self.value * x / (y * y))


def _alike(*arrays: np.ndarray) -> list[np.ndarray]:
    dtype = common_dtype(*arrays)
    return [array.astype(dtype, copy=False) for array in arrays]


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

atan2 = between_tensors(
    check_tensors, Atan2,
    "점 (other, input)이 가로축에서 돌아간 각도입니다. −π와 π 사이의 라디안입니다.",
    "atan2", "arctan2", floats=True)
hypot = between_tensors(
    check_floats, Hypot,
    "두 변이 input과 other인 직각삼각형의 빗변입니다. NotImplementedError: 실수가 아닐 때.",
    "hypot")
logaddexp = between_tensors(
    check_floats, Logaddexp,
    "ln(eᵃ + eᵇ)을 넘치지 않게 계산합니다. NotImplementedError: 실수가 아닐 때.",
    "logaddexp")


@method()
def lerp(input: Tensor, end: Tensor, weight: Tensor | float) -> Tensor:
    """input에서 end로 weight만큼 간 값입니다. 0이면 input, 1이면 end입니다.

    RuntimeError: dtype이 다를 때. NotImplementedError: 실수가 아닐 때.
    """
    op, inputs, params = check_lerp(input, end, weight)
    return op.apply(*inputs, **params)


def check_lerp(input: Tensor, end: Tensor, weight) -> tuple:
    """lerp의 입력을 확인하고, 쓸 연산과 그 입력을 고릅니다."""
    check_floats("lerp", input, end)
    inputs = (input, end, weight) if isinstance(weight, Tensor) else (input, end)
    check_same_dtype("lerp", *inputs)
    common_shape(*[t._array.shape for t in inputs])
    if len(inputs) == 3:
        return LerpTensor, inputs, {}
    if not isinstance(weight, (int, float)):
        raise errors.NOT_A_TENSOR(name="lerp", type=type(weight).__name__)
    return Lerp, inputs, {"weight": weight}


@method()
def addcmul(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: float = 1) -> Tensor:
    """input + value · tensor1 · tensor2. 모양이 다르면 브로드캐스팅합니다."""
    check_mix("addcmul", input, tensor1, tensor2)
    return Addcmul.apply(input, tensor1, tensor2, value=value)


@method()
def addcdiv(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: float = 1) -> Tensor:
    """input + value · tensor1 / tensor2. RuntimeError: 셋이 모두 정수일 때."""
    check_mix("addcdiv", input, tensor1, tensor2)
    return Addcdiv.apply(input, tensor1, tensor2, value=value)


def check_mix(name: str, *inputs: Tensor) -> None:
    """addcmul과 addcdiv의 입력을 확인합니다."""
    check_tensors(name, *inputs)
    common_shape(*[t._array.shape for t in inputs])
    if name == "addcdiv" and all(t._array.dtype.kind != "f" for t in inputs[1:]):
        raise errors.ADDCDIV_OF_INTEGERS(dtype=inputs[1].dtype)
