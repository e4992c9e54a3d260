"""모델 전체의 변화도와 매개변수를 한꺼번에 다룹니다."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .. import errors
from ..grad_mode import switched
from ..ops.join import cat
from ..tensor import Tensor


def _grads(parameters: Tensor | Iterable[Tensor]) -> list[Tensor]:
    parameters = [parameters] if isinstance(parameters, Tensor) else parameters
    return [p._grad for p in parameters if p._grad is not None]


def clip_grad_norm_(parameters: Tensor | Iterable[Tensor], max_norm: float,
                    norm_type: float = 2.0, error_if_nonfinite: bool = False) -> Tensor:
    """모든 변화도를 한 벡터로 보았을 때의 노름이 max_norm을 넘으면 그만큼 줄입니다.

    줄이기 전의 노름을 돌려줍니다. RuntimeError: error_if_nonfinite인데 노름이 inf나 nan일 때.
    """
    grads = _grads(parameters)
    if not grads:
        return Tensor(np.zeros((), np.float32))
    order = float(norm_type)
    norms = [np.linalg.norm(g._array.ravel(), order) for g in grads]
    total = np.asarray(np.linalg.norm(np.stack(norms), order))
    if error_if_nonfinite and not np.isfinite(total):
        raise errors.NONFINITE_NORM(norm=total, order=order)
    scale = np.minimum(max_norm / (total + 1e-6), 1)  # 1e-6: 0으로 나누지 않게 합니다.
    with switched(False):
        for g in grads:
            g.mul_(scale)
    return Tensor(total)


def clip_grad_value_(parameters: Tensor | Iterable[Tensor], clip_value: float) -> None:
    """변화도의 값을 하나하나 −clip_value와 clip_value 사이로 자릅니다."""
    with switched(False):
        for g in _grads(parameters):
            g.clamp_(-clip_value, clip_value)


def parameters_to_vector(parameters: Iterable[Tensor]) -> Tensor:
    """매개변수들을 펴서 벡터 하나로 잇습니다. 기록도 이어집니다."""
    return cat([parameter.reshape(-1) for parameter in parameters])


def vector_to_parameters(vec: Tensor, parameters: Iterable[Tensor]) -> None:
    """벡터를 다시 나누어 매개변수들에 넣습니다."""
    start = 0
    for parameter in parameters:
        part = vec.data[start:start + parameter.numel()]
        parameter.data = part.view(parameter.shape).data
        start += parameter.numel()
