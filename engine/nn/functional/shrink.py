"""값을 0으로 당기거나 고르는 활성 함수입니다: 움츠리기, 문턱, 굼벨 소프트맥스, 축을 짐작하는 softmax."""

from __future__ import annotations

import warnings

from ...ops import softmax as ops
from ...ops.checks import check_floats
from ...ops.where import where
from ...tensor import Tensor


def softshrink(input: Tensor, lambd: float = 0.5) -> Tensor:
    """0 쪽으로 lambd만큼 당깁니다. 그보다 가까운 값은 0입니다."""
    check_floats("softshrink", input)
    return where(input > lambd, input - lambd, where(input < -lambd, input + lambd, 0))


def hardshrink(input: Tensor, lambd: float = 0.5) -> Tensor:
    """0에서 lambd 안쪽인 값만 0으로 바꿉니다."""
    check_floats("hardshrink", input)
    return where((input >= -lambd) & (input <= lambd), 0, input)


def threshold(input: Tensor, threshold: float, value: float, inplace: bool = False) -> Tensor:
    """threshold를 넘지 못한 값을 value로 바꿉니다."""
    low = input <= threshold
    return input.masked_fill_(low, value) if inplace else input.masked_fill(low, value)


def gumbel_softmax(logits: Tensor, tau: float = 1, hard: bool = False, eps: float = 1e-10,
                   dim: int = -1) -> Tensor:
    """갈래를 뽑되 변화도가 흐르게 합니다.  softmax((logits + g)/tau), g는 굼벨 난수   출처: arXiv:1611.01144

    tau가 작을수록 하나로 몰립니다. hard=True면 값은 뽑은 자리만 1이고, 변화도는 softmax의 것입니다.
    eps는 옛 인자라 쓰지 않습니다.
    """
    noise = -logits.new_zeros(logits.shape).exponential_().log()
    soft = ((logits + noise) / tau).softmax(dim)
    if not hard:
        return soft
    place = soft.max(dim, keepdim=True).indices
    return soft.new_zeros(soft.shape).scatter(dim, place, 1.0) - soft.detach() + soft


def _guessed(name: str, input: Tensor, dim: int | None) -> int:
    """적지 않은 축입니다. 0, 1, 3차원이면 0이고, 그 밖에는 1입니다. UserWarning: 짐작했을 때."""
    if dim is not None:
        return dim
    warnings.warn(
        f"{name}에 축(dim)을 적어 주세요. 짐작한 축은 모양에 따라 달라집니다. "
        f"(Implicit dimension choice for {name} has been deprecated)", UserWarning, stacklevel=3)
    return 0 if input.ndim in (0, 1, 3) else 1


def softmax(input: Tensor, dim: int | None = None, *, dtype=None) -> Tensor:
    """dim 축을 따라 더하면 1이 되는 확률로 바꿉니다. dim을 빼면 짐작하고 경고합니다."""
    return ops.softmax(input, _guessed("softmax", input, dim), dtype)


def log_softmax(input: Tensor, dim: int | None = None, *, dtype=None) -> Tensor:
    """softmax의 로그입니다. dim을 빼면 짐작하고 경고합니다."""
    return ops.log_softmax(input, _guessed("log_softmax", input, dim), dtype)


def softmin(input: Tensor, dim: int | None = None, *, dtype=None) -> Tensor:
    """작은 값이 큰 몫을 갖는 softmax입니다.  softmax(−x)"""
    return ops.softmax(-input, _guessed("softmin", input, dim), dtype)
