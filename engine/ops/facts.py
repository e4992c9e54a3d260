"""텐서와 dtype에 관해 묻는 함수입니다: 크기, 메모리에 놓인 모습, 장치, 함께 계산한 dtype. 미분하지 않습니다."""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..device import CPU
from ..tensor import Tensor
from .checks import as_tensors
from .op import method

# ── 크기와 메모리 ─────────────────────────────────────────────────────────────────────────────

Tensor.itemsize = property(
    lambda self: self._array.itemsize, doc="값 하나의 바이트 수입니다.")
Tensor.nbytes = property(
    lambda self: self._array.nbytes, doc="모든 값의 바이트 수입니다.")


@method()
def element_size(input: Tensor) -> int:
    """값 하나의 바이트 수입니다."""
    return input._array.itemsize


@method("numel", "nelement")
def numel(input: Tensor) -> int:
    """값의 개수입니다."""
    return input._array.size


@method("dim", "ndimension")
def dim(input: Tensor) -> int:
    """축의 개수입니다. ndim과 같습니다."""
    return input._array.ndim


@method()
def size(input: Tensor, dim: int | None = None):
    """모양, 또는 `dim`번 축의 크기입니다. IndexError: 없는 축일 때."""
    if dim is None:
        return input.shape
    ndim = max(input._array.ndim, 1)
    if not -ndim <= dim < ndim or not input._array.ndim:
        raise errors.DIM_OUT_OF_RANGE(dim=dim, low=-ndim, high=ndim - 1)
    return input._array.shape[dim]


@method()
def stride(input: Tensor) -> tuple[int, ...]:
    """축마다 다음 값까지 메모리에서 몇 칸 떨어져 있는지입니다."""
    return tuple(step // input._array.itemsize for step in input._array.strides)


@method()
def is_contiguous(input: Tensor) -> bool:
    """값이 메모리에 차례대로 놓여 있는지 알려 줍니다."""
    return input._array.flags.c_contiguous


@method()
def data_ptr(input: Tensor) -> int:
    """첫 값이 놓인 메모리 주소입니다. 메모리를 나누어 쓰는지 볼 때 견줍니다."""
    return input._array.__array_interface__["data"][0]


# ── 장치 ──────────────────────────────────────────────────────────────────────────────────────

Tensor.is_cuda = False
Tensor.device = property(lambda self: CPU, doc="텐서가 놓인 장치입니다. 늘 CPU입니다.")


@method()
def get_device(input: Tensor) -> int:
    """장치의 번호입니다. CPU에는 번호가 없어 −1입니다."""
    return -1


# ── 종류와 dtype ──────────────────────────────────────────────────────────────────────────────


def is_tensor(obj) -> bool:
    """텐서인지 알려 줍니다."""
    return isinstance(obj, Tensor)


@method()
def is_floating_point(input: Tensor) -> bool:
    """실수 텐서인지 알려 줍니다."""
    return input._array.dtype.kind == "f"


def _cast(name: str, dtype: dtypes.dtype) -> None:
    def function(input: Tensor) -> Tensor:
        return input.to(dtype)

    method(name, doc=f"{dtype.name}으로 바꿉니다.")(function)


_cast("byte", dtypes.uint8)
_cast("char", dtypes.int8)
_cast("short", dtypes.int16)


def result_type(tensor1, tensor2) -> dtypes.dtype:
    """두 값을 함께 계산한 dtype입니다. 하나는 파이썬 숫자여도 됩니다."""
    a, b = (t._array for t in as_tensors("result_type", tensor1, tensor2))
    return dtypes.of(np.empty(0, dtypes.result_type(a, b)))


def promote_types(type1: dtypes.dtype, type2: dtypes.dtype) -> dtypes.dtype:
    """두 dtype을 함께 계산할 때의 dtype입니다."""
    return result_type(Tensor(np.empty(1, type1.numpy)), Tensor(np.empty(1, type2.numpy)))


def can_cast(from_: dtypes.dtype, to: dtypes.dtype) -> bool:
    """값의 종류(실수, 정수, 참·거짓)를 낮추지 않고 바꿀 수 있는지입니다."""
    rank = {kind: dtypes.KIND_RANK[kind] for kind in "buif"}
    return rank[from_.numpy.kind] <= rank[to.numpy.kind]


@method("__getattr__")
def _missing(self: Tensor, name: str):
    """없는 이름을 찾을 때 부릅니다. AttributeError: 언제나."""
    raise errors.NO_SUCH_NAME(module="Tensor", name=name)
