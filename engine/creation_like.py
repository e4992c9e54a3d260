"""다른 텐서를 본떠 만드는 함수입니다: 모양까지 본뜨는 *_like와, dtype만 본뜨는 new_*."""

from __future__ import annotations

import numpy as np

from .creation import empty, full, new, numpy_dtype, on_device, ones, tensor, zeros
from .creation_random import rand, randint, randn
from .ops.op import method
from .tensor import Tensor


@on_device
def zeros_like(input: Tensor, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """input과 모양·dtype이 같고 0으로 채운 텐서입니다."""
    return full_like(input, 0, dtype=dtype, requires_grad=requires_grad)


@on_device
def ones_like(input: Tensor, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """input과 모양·dtype이 같고 1로 채운 텐서입니다."""
    return full_like(input, 1, dtype=dtype, requires_grad=requires_grad)


@on_device
def full_like(input: Tensor, fill_value, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """input과 모양·dtype이 같고 fill_value로 채운 텐서입니다."""
    dtype = numpy_dtype(dtype, input._array.dtype)
    return new(np.full(input._array.shape, fill_value, dtype), requires_grad)


@on_device
def empty_like(input: Tensor, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """input과 모양·dtype이 같고 값을 정하지 않은 텐서입니다. 이 엔진은 0을 넣어 둡니다."""
    return zeros_like(input, dtype=dtype, requires_grad=requires_grad)


@method()
@on_device
def new_tensor(self: Tensor, data, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """self와 dtype이 같은 새 텐서를 data로 만듭니다."""
    return tensor(data, dtype=dtype or self.dtype, requires_grad=requires_grad)


@method()
@on_device
def new_full(self: Tensor, size, fill_value, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """self와 dtype이 같고 fill_value로 채운 텐서입니다."""
    return full(size, fill_value, dtype=dtype or self.dtype, requires_grad=requires_grad)


def _new_method(name: str, create) -> None:
    def function(self: Tensor, *size, dtype=None, **settings) -> Tensor:
        return create(*size, dtype=dtype or self.dtype, **settings)

    method(name, doc=f"self와 dtype이 같은 텐서를 {create.__name__}처럼 만듭니다.")(function)


for _create in (zeros, ones, empty):
    _new_method(f"new_{_create.__name__}", _create)


@on_device
def rand_like(input: Tensor, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """input과 모양이 같고 0 이상 1 미만에서 고르게 뽑은 텐서입니다."""
    return rand(input.shape, dtype=dtype or input.dtype, requires_grad=requires_grad)


@on_device
def randn_like(input: Tensor, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """input과 모양이 같고 정규 분포에서 뽑은 텐서입니다."""
    return randn(input.shape, dtype=dtype or input.dtype, requires_grad=requires_grad)


@on_device
def randint_like(input: Tensor, low: int, high: int | None = None, *, dtype=None,
                 requires_grad: bool = False) -> Tensor:
    """input과 모양과 dtype이 같고 low 이상 high 미만의 정수를 뽑은 텐서입니다. high를 빼면 0부터 low까지입니다."""
    low, high = (0, low) if high is None else (low, high)
    return randint(low, high, input.shape, dtype=dtype or input.dtype, requires_grad=requires_grad)
