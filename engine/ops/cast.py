"""값의 종류(dtype)를 바꾸는 연산입니다."""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..device import check_device
from ..tensor import Tensor
from .op import Op, method


class ToCopy(Op):
    """c = a를 다른 dtype으로 옮긴 값.  변화도는 a의 dtype으로 되돌려 보냅니다."""

    @staticmethod
    def forward(a, dtype):
        return a.astype(dtype)

    def grad_a(self, grad):
        return grad  # dtype은 역전파가 간선에서 되돌립니다.


def what_to(*what, dtype=None, device=None):
    """to의 인자에서 dtype을 골라냅니다. 장치는 확인만 합니다. RuntimeError: CPU가 아닌 장치일 때."""
    for part in what:
        if isinstance(part, Tensor):
            dtype = part._array.dtype
        elif isinstance(part, (dtypes.dtype, np.dtype)):
            dtype = part
        elif not isinstance(part, bool):  # 참·거짓은 non_blocking이고, CPU에서는 뜻이 없습니다.
            check_device(part)
    check_device(device)
    return dtype


@method()
def to(input: Tensor, *what, dtype: dtypes.dtype | np.dtype | None = None, device=None,
       non_blocking: bool = False, copy: bool = False) -> Tensor:
    """dtype을 바꾼 텐서입니다. 이미 그 dtype이면 자신을 돌려줍니다. 텐서를 주면 그 dtype을 따릅니다.

    to(dtype), to("cpu"), to("cpu", dtype), to(텐서)로 부릅니다. RuntimeError: CPU가 아닌 장치일 때.
    """
    dtype = what_to(*what, dtype=dtype, device=device) or input._array.dtype
    dtype = getattr(dtype, "numpy", dtype)
    if input._array.dtype == dtype and not copy:
        return input
    if dtype.kind != "f":  # 정수와 참·거짓에는 변화도가 없습니다.
        return Tensor(input._array.astype(dtype))
    return ToCopy.apply(input, dtype=dtype)


def _named(dtype: dtypes.dtype, name: str):
    def cast(input: Tensor) -> Tensor:
        return to(input, dtype)
    method(name, doc=f"{dtype.name}로 바꾼 텐서입니다. 이미 그 dtype이면 자신을 돌려줍니다.")(cast)


for _dtype, _name in ((dtypes.float16, "half"), (dtypes.float32, "float"),
                      (dtypes.float64, "double"), (dtypes.int32, "int"),
                      (dtypes.int64, "long"), (dtypes.bool, "bool")):
    _named(_dtype, _name)


_OLD_NAMES = {"float16": "Half", "float32": "Float", "float64": "Double", "uint8": "Byte",
              "int8": "Char", "int16": "Short", "int32": "Int", "int64": "Long", "bool": "Bool"}
_OLD_DTYPES = {f"torch.{old}Tensor": name for name, old in _OLD_NAMES.items()}


@method("type")
def type_(input: Tensor, dtype: dtypes.dtype | str | None = None, non_blocking: bool = False):
    """dtype의 옛 이름('torch.FloatTensor')입니다. dtype을 주면 to(dtype)과 같고, 옛 이름으로 적어도 됩니다.

    ValueError: 모르는 이름일 때.
    """
    if dtype is None:
        return f"torch.{_OLD_NAMES[input._array.dtype.name]}Tensor"
    if isinstance(dtype, str):
        if dtype not in _OLD_DTYPES:
            raise errors.OLD_TYPE_NAME(name=dtype)
        dtype = np.dtype(_OLD_DTYPES[dtype])
    return to(input, dtype)


@method()
def type_as(input: Tensor, other: Tensor) -> Tensor:
    """other와 같은 dtype으로 바꾼 텐서입니다."""
    return to(input, other)


@method()
def cpu(input: Tensor) -> Tensor:
    """CPU에 놓인 텐서, 곧 자신입니다."""
    return input


@method()
def cuda(input: Tensor, device=None) -> Tensor:
    """CUDA 장치로 옮깁니다. RuntimeError: 언제나. 이 엔진에는 CUDA가 없습니다."""
    raise errors.NO_SUCH_DEVICE(device="cuda" if device is None else device)
