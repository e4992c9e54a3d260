"""활성 함수입니다. inplace=True면 결과를 입력의 메모리에 쓰고 그 입력을 돌려줍니다."""

from __future__ import annotations

from ... import errors
from ...ops import activation as ops
from ...ops.inplace import in_place
from ...tensor import Tensor


def _activate(op, name: str, input: Tensor, inplace: bool = False, **params) -> Tensor:
    """활성 함수 하나를 실행합니다. NotImplementedError: 실수 텐서가 아닐 때."""
    if not isinstance(input, Tensor):
        raise errors.NOT_A_TENSOR(name=name, type=type(input).__name__)
    if input._array.dtype.kind != "f":
        raise errors.ACTIVATION_OF_INTEGERS(name=name, dtype=input.dtype)
    return in_place(op, input, **params) if inplace else op.apply(input, **params)


def relu(input: Tensor, inplace: bool = False) -> Tensor:
    """음수를 0으로 바꿉니다.  max(x, 0)"""
    return input.relu_() if inplace else ops.relu(input)


def leaky_relu(input: Tensor, negative_slope: float = 0.01, inplace: bool = False) -> Tensor:
    """음수에 작은 기울기를 남긴 relu입니다."""
    op = ops.LeakyReluInPlace if inplace else ops.LeakyRelu
    return _activate(op, "leaky_relu", input, inplace, negative_slope=negative_slope)


def elu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """음수가 −alpha로 부드럽게 다가가는 relu입니다.  alpha·(eˣ − 1)"""
    op = ops.EluInPlace if inplace else ops.Elu
    return _activate(op, "elu", input, inplace, alpha=alpha)


def gelu(input: Tensor, approximate: str = "none") -> Tensor:
    """x·Φ(x)입니다. approximate="tanh"면 tanh로 어림합니다. RuntimeError: 다른 값일 때."""
    if approximate not in ("none", "tanh"):
        raise errors.GELU_APPROXIMATE(approximate=approximate)
    return _activate(ops.Gelu if approximate == "none" else ops.GeluTanh, "gelu", input)


def silu(input: Tensor, inplace: bool = False) -> Tensor:
    """x·σ(x)입니다."""
    return _activate(ops.Silu, "silu", input, inplace)


def softplus(input: Tensor, beta: float = 1.0, threshold: float = 20.0) -> Tensor:
    """부드러운 relu입니다.  ln(1 + e^βx) / β.  βx가 threshold보다 크면 x입니다."""
    return _activate(ops.Softplus, "softplus", input, beta=beta, threshold=threshold)


def logsigmoid(input: Tensor) -> Tensor:
    """ln σ(x)입니다. 시그모이드를 거쳐 로그를 취하는 것보다 정확합니다."""
    return _activate(ops.LogSigmoid, "logsigmoid", input)


def hardtanh(input: Tensor, min_val: float = -1.0, max_val: float = 1.0,
             inplace: bool = False) -> Tensor:
    """값을 min_val과 max_val 사이로 자릅니다. 경계에 있는 값으로는 변화도가 가지 않습니다."""
    if inplace:
        return in_place(ops.Hardtanh, input, min_val=min_val, max_val=max_val)
    return ops.Hardtanh.apply(input, min_val=min_val, max_val=max_val)


def relu6(input: Tensor, inplace: bool = False) -> Tensor:
    """값을 0과 6 사이로 자릅니다."""
    return hardtanh(input, 0.0, 6.0, inplace)
