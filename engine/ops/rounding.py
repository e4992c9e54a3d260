"""계단처럼 끊기는 함수입니다: 내림, 올림, 반올림과 나머지.

끊기는 자리에는 도함수가 없습니다. 그 자리도 곁과 같은 기울기로 봅니다.
"""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .checks import as_tensors, check_floats
from .fast import binary, unary
from .op import Op, method, nothing

# ── 반올림: 계단이라 어디서나 기울기가 0 ──────────────────────────────────────────────────────


class Floor(Op):
    """c = a 이하의 가장 큰 정수     어디서나 ∂c/∂a = 0입니다."""

    forward = np.floor

    def grad_a(self, grad):
        return nothing(grad)


class Ceil(Floor):
    """c = a 이상의 가장 작은 정수   어디서나 ∂c/∂a = 0입니다."""

    forward = np.ceil


class Trunc(Floor):
    """c = a에서 소수를 버린 값      어디서나 ∂c/∂a = 0입니다."""

    forward = np.trunc


class Round(Floor):
    """c = a에 가장 가까운 정수. 한가운데면 짝수   어디서나 ∂c/∂a = 0입니다."""

    @staticmethod
    def forward(a, out=...):
        return np.rint(a, out=out) if a.dtype.kind == "f" else np.positive(a, out=out)


class RoundDecimals(Floor, name="RoundBackward1"):
    """c = a를 소수 decimals자리까지 남긴 값   어디서나 ∂c/∂a = 0입니다."""

    @staticmethod
    def forward(a, decimals):
        return np.round(a, decimals)


class Frac(Op):
    """c = a − (소수를 버린 a)       ∂c/∂a = 1"""

    @staticmethod
    def forward(a, out=...):
        return np.subtract(a, np.trunc(a), out=out)

    def grad_a(self, grad):
        return grad


# ── 나머지 ────────────────────────────────────────────────────────────────────────────────────


def _fmod(a: np.ndarray, b: np.ndarray, out=...) -> np.ndarray:
    """a의 부호를 따르는 나머지입니다. RuntimeError: 정수를 0으로 나눌 때."""
    if a.dtype.kind in "iu" and not np.all(b):
        raise errors.INTEGER_DIVISION_BY_ZERO()
    return np.fmod(a, b, out=out)


def _remainder(a: np.ndarray, b: np.ndarray, out=...) -> np.ndarray:
    """b의 부호를 따르는 나머지입니다."""
    c = _fmod(a, b, out=out)
    np.add(c, b, out=c, where=(c != 0) & ((c < 0) != (b < 0)))
    return c


class Remainder(Op):
    """c = a − b·⌊a/b⌋, b는 숫자     ∂c/∂a = 1"""

    @staticmethod
    def forward(a, other):
        return _remainder(a, a.dtype.type(other))

    def grad_a(self, grad):
        return grad


class RemainderTensor(Op, name="RemainderBackward1"):
    """c = a − b·⌊a/b⌋          ∂c/∂a = 1,   ∂c/∂b = −⌊a/b⌋"""

    forward = staticmethod(_remainder)

    def grad_a(self, grad):
        return grad

    def grad_b(self, grad, a, b):
        return -grad * a.div(b, rounding_mode="floor")


class Fmod(Op):
    """c = a − b·(소수를 버린 a/b), b는 숫자   ∂c/∂a = 1"""

    @staticmethod
    def forward(a, other):
        return _fmod(a, a.dtype.type(other))

    def grad_a(self, grad):
        return grad


class FmodTensor(Op, name="FmodBackward1"):
    """c = a − b·(소수를 버린 a/b)   ∂c/∂a = 1,   ∂c/∂b = −(소수를 버린 a/b)"""

    forward = staticmethod(_fmod)

    def grad_a(self, grad):
        return grad

    def grad_b(self, grad, a, b):
        return -grad * a.div(b, rounding_mode="trunc")


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

floor = unary("floor", Floor, integers=True)
ceil = unary("ceil", Ceil, integers=True)
trunc = unary("trunc", Trunc, integers=True)
_round = unary("_round", Round, integers=True)
_frac = unary("_frac", Frac)
_remainder_tensor = binary("_remainder_tensor", RemainderTensor)
_fmod_tensor = binary("_fmod_tensor", FmodTensor)
method("fix")(trunc)


@method()
def round(input: Tensor, *, decimals: int = 0) -> Tensor:
    """가장 가까운 정수로 반올림합니다. 한가운데면 짝수 쪽입니다: 0.5 → 0, 1.5 → 2"""
    return _round(input) if decimals == 0 else RoundDecimals.apply(input, decimals=decimals)


@method()
def frac(input: Tensor) -> Tensor:
    """소수 부분입니다. 부호는 input을 따릅니다. NotImplementedError: 실수가 아닐 때."""
    check_floats("frac", input)
    return _frac(input)


@method("remainder", "__mod__")
def remainder(input: Tensor | float, other: Tensor | float) -> Tensor:
    """나눈 나머지입니다. 파이썬의 %처럼 부호가 other를 따릅니다."""
    return _modulo("remainder", Remainder, _remainder_tensor, input, other)


@method()
def fmod(input: Tensor, other: Tensor | float) -> Tensor:
    """나눈 나머지입니다. C의 fmod처럼 부호가 input을 따릅니다."""
    return _modulo("fmod", Fmod, _fmod_tensor, input, other)


def _modulo(name, by_number, by_tensor, input, other):
    if isinstance(other, Tensor):
        return by_tensor(input, other)
    a, b = as_tensors(name, input, other)
    return by_number.apply(a.to(dtypes.result_type(a._array, b._array)), other=other)


@method("__rmod__")
def _reversed_remainder(input: Tensor, other: float) -> Tensor:
    return remainder(other, input)
