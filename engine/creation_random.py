"""난수로 텐서를 만드는 함수입니다. 씨앗값이 같으면 PyTorch와 같은 수가 나옵니다."""

from __future__ import annotations

import numpy as np

from . import errors
from .creation import new, numpy_dtype, on_device, shape_of
from .ops.draws import check_std, normal_around
from .random import Generator, default_generator
from .tensor import Tensor


@on_device
def rand(*size, dtype=None, requires_grad: bool = False,
         generator: Generator | None = None) -> Tensor:
    """0 이상 1 미만에서 고르게 뽑은 텐서입니다."""
    array = (generator or default_generator).uniform(shape_of(size), numpy_dtype(dtype))
    return new(array, requires_grad)


@on_device
def randn(*size, dtype=None, requires_grad: bool = False,
          generator: Generator | None = None) -> Tensor:
    """평균 0, 표준편차 1인 정규 분포에서 뽑은 텐서입니다."""
    array = (generator or default_generator).normal(shape_of(size), numpy_dtype(dtype))
    return new(array, requires_grad)


@on_device
def randint(low: int, high, size=None, *, dtype=None, requires_grad: bool = False,
            generator: Generator | None = None) -> Tensor:
    """low 이상 high 미만의 정수를 고르게 뽑은 텐서입니다. randint(high, size)로도 부릅니다."""
    if size is None:
        low, high, size = 0, low, high
    if low >= high:
        raise errors.NO_RANDOM_RANGE(low=low, high=high)
    array = (generator or default_generator).randint(low, high, shape_of((size,)))
    return new(array.astype(numpy_dtype(dtype, np.dtype(np.int64))), requires_grad)


@on_device
def randperm(n: int, *, dtype=None, requires_grad: bool = False,
             generator: Generator | None = None) -> Tensor:
    """0부터 n − 1까지를 무작위로 늘어놓은 텐서입니다."""
    array = (generator or default_generator).randperm(n)
    return new(array.astype(numpy_dtype(dtype, np.dtype(np.int64))), requires_grad)


@on_device
def normal(mean: float | Tensor, std: float | Tensor = 1.0, size=None, *, dtype=None,
           requires_grad: bool = False, generator: Generator | None = None) -> Tensor:
    """평균이 mean, 표준 편차가 std인 정규 분포에서 뽑습니다.

    둘 가운데 하나라도 텐서면 자리마다의 평균과 표준 편차입니다. 뽑은 값은 둘에 기대지 않는 것으로
    보므로 변화도는 0입니다. 흘려보내려면 mean + std·randn(크기)로 적으세요. 둘 다 숫자면 size를 적습니다.
    RuntimeError: std가 음수일 때. TypeError: 둘 다 숫자인데 size가 없을 때.
    """
    generator = generator or default_generator
    if isinstance(mean, Tensor) or isinstance(std, Tensor):
        return normal_around(mean, std, generator)
    if size is None:
        raise errors.NORMAL_WITHOUT_SIZE()
    check_std(std)
    array = generator.normal(shape_of((size,)), numpy_dtype(dtype), mean, std)
    return new(array, requires_grad)
