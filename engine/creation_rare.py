"""드물게 쓰는 만드는 함수입니다: 로그 눈금, 숫자 하나, 삼각형의 번호."""

from __future__ import annotations

import warnings

import numpy as np

from . import errors
from .creation import as_tensor, new, numpy_dtype, on_device, shape_of, tensor
from .tensor import Tensor


@on_device
def logspace(start: float, end: float, steps: int, base: float = 10.0, *, dtype=None,
             requires_grad: bool = False) -> Tensor:
    """base^start부터 base^end까지(끝 포함) 로그 눈금에서 고르게 놓인 값 steps개입니다."""
    shape_of((steps,))
    array = np.power(float(base), np.linspace(start, end, steps))
    return new(array.astype(numpy_dtype(dtype)), requires_grad)


@on_device
def range(start=0, end=None, step=1, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """start부터 end까지(끝 포함) step씩 늘어나는 텐서입니다. arange를 쓰세요. UserWarning: 언제나."""
    if end is None:
        start, end = 0, start
    warnings.warn(
        "range는 끝을 포함해 파이썬의 range와 다릅니다. arange를 쓰세요. (torch.range is deprecated "
        "and will be removed in a future release)", UserWarning, stacklevel=3)
    if step == 0 or (end - start) * step < 0:
        raise errors.NO_STEP(start=start, end=end, step=step)
    count = int((end - start) / step) + 1
    return new((start + step * np.arange(count)).astype(numpy_dtype(dtype)), requires_grad)


@on_device
def scalar_tensor(s, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """숫자 하나가 든, 축이 없는 텐서입니다. dtype을 빼면 기본 실수입니다."""
    return new(np.array(s, numpy_dtype(dtype)), requires_grad)


@on_device
def asarray(obj, *, dtype=None, copy: bool | None = None, requires_grad: bool = False) -> Tensor:
    """텐서나 numpy 배열이면 되도록 메모리를 나누어, 아니면 새로 만들어 돌려줍니다.

    copy=True면 언제나 복사합니다. ValueError: copy=False인데 복사하지 않고는 만들 수 없을 때.
    """
    if isinstance(obj, Tensor):
        out = obj if dtype is None else obj.to(dtype)
        out = out.clone() if copy and out is obj else out
        shared = out is obj
        out = out if requires_grad or not out._requires_grad else out.detach()
    else:
        out = tensor(obj, dtype=dtype) if copy else as_tensor(obj, dtype)
        shared = isinstance(obj, np.ndarray) and np.shares_memory(out._array, obj)
    if copy is False and not shared:
        raise errors.ASARRAY_NEEDS_COPY(type=type(obj).__name__)
    return out.requires_grad_() if requires_grad else out


def _triangle(name: str, places, doc: str):
    def function(row: int, col: int, offset: int = 0, *, dtype=None) -> Tensor:
        shape_of((row, col))
        found = np.array(places(row, offset, col))
        return Tensor(found.astype(numpy_dtype(dtype, np.dtype(np.int64))))

    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc
    return on_device(function)


tril_indices = _triangle(
    "tril_indices", np.tril_indices, "(row, col) 행렬의 대각선과 그 아래의 번호입니다.  → (2, 개수)")
triu_indices = _triangle(
    "triu_indices", np.triu_indices, "(row, col) 행렬의 대각선과 그 위의 번호입니다.  → (2, 개수)")
