"""값의 종류(dtype)와 모양(Size), 그리고 종류가 섞일 때의 규칙입니다."""

from __future__ import annotations

import builtins

import numpy as np

from . import errors


class dtype:  # noqa: N801 — torch의 이름을 그대로 씁니다.
    """텐서 값의 종류입니다. 출력은 PyTorch와 글자까지 같습니다: torch.float32"""

    def __init__(self, name: str):
        self.name = name
        self.numpy = np.dtype(name)
        self.is_floating_point = self.numpy.kind == "f"
        self.itemsize = self.numpy.itemsize

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str:
        return self.name  # 복사하거나 저장했다 읽어도 같은 객체입니다.


float16, float32, float64 = dtype("float16"), dtype("float32"), dtype("float64")
uint8, int8, int16, int32, int64 = map(dtype, ("uint8", "int8", "int16", "int32", "int64"))
bool = dtype("bool")

_BY_NUMPY = {d.numpy: d for d in (float16, float32, float64, uint8, int8, int16, int32, int64, bool)}
ZERO = {d: np.zeros((), d) for d in _BY_NUMPY}  # 0차원 0. 숫자를 배열로 바꾸는 시간을 아낍니다.
KIND_RANK = {"b": 0, "u": 1, "i": 1, "f": 2}  # 참·거짓 < 정수 < 실수
_default = float32


def of(array: np.ndarray) -> dtype:
    """numpy 배열의 값 종류를 돌려줍니다. 다루지 않는 종류면 TypeError가 납니다."""
    try:
        return _BY_NUMPY[array.dtype]
    except KeyError:
        raise errors.UNKNOWN_DTYPE(dtype=array.dtype) from None


def get_default_dtype() -> dtype:
    """소수로 만든 텐서가 따로 적지 않았을 때 갖는 종류입니다. 처음에는 float32입니다."""
    return _default


def set_default_dtype(d: dtype) -> None:
    """소수로 만든 텐서의 기본 종류를 바꿉니다."""
    global _default
    _default = d


class finfo:  # noqa: N801
    """실수 dtype의 한계입니다: min, max, eps(1과 그다음 수의 차이), tiny(가장 작은 정규 양수)"""

    def __init__(self, type: dtype | None = None):
        found = _default if type is None else type
        if not found.is_floating_point:
            raise errors.NO_LIMITS(name="finfo", dtype=found)
        limits = np.finfo(found.numpy)
        self.dtype, self.bits = found.name, limits.bits
        self.min, self.max, self.eps = float(limits.min), float(limits.max), float(limits.eps)
        self.tiny = self.smallest_normal = float(limits.tiny)
        self.resolution = 10.0**-limits.precision


class iinfo:  # noqa: N801
    """정수 dtype의 한계입니다: min, max, bits"""

    def __init__(self, type: dtype):
        if type.numpy.kind not in "iu":
            raise errors.NO_LIMITS(name="iinfo", dtype=type)
        limits = np.iinfo(type.numpy)
        self.dtype, self.bits, self.min, self.max = type.name, limits.bits, limits.min, limits.max


class Size(tuple):
    """텐서의 모양입니다. 튜플과 똑같이 씁니다."""

    def __repr__(self) -> str:
        return f"torch.Size({list(self)})"

    def numel(self) -> int:
        """값의 개수입니다. 축이 없으면 1입니다."""
        count = 1
        for size in self:
            count *= size
        return count


def result_type(a: np.ndarray, b: np.ndarray) -> np.dtype:
    """두 배열을 함께 계산한 결과의 numpy dtype입니다.

    실수 > 정수 > 참·거짓의 차례로 높은 쪽을 따릅니다. 높이가 같으면 축이 있는 쪽을,
    둘 다 있거나 없으면 더 넓은 쪽을 따릅니다. (torch.result_type과 같습니다.)
    """
    ranks = KIND_RANK[a.dtype.kind], KIND_RANK[b.dtype.kind]
    a_leads, b_leads = (ranks[0], a.ndim > 0), (ranks[1], b.ndim > 0)
    if a_leads[0] == b_leads[0] and a_leads[1] == b_leads[1]:
        return np.promote_types(a.dtype, b.dtype)
    return a.dtype if a_leads > b_leads else b.dtype


def wrap_number(value: builtins.bool | int | float, beside: np.dtype) -> np.ndarray:
    """파이썬 숫자를 dtype이 `beside`인 배열과 함께 계산할 0차원 배열로 만듭니다.

    숫자는 텐서의 종류를 바꾸지 않습니다. 다만 정수 텐서와 소수가 만나면 기본 실수가 됩니다.
    """
    if beside.kind != "f":
        if isinstance(value, (float, np.floating)):
            beside = _default.numpy
        elif beside.kind == "b" and not isinstance(value, (builtins.bool, np.bool_)):
            beside = np.dtype(np.int64)
    return np.array(value, beside)
