"""텐서를 글로 적습니다. 글자 하나까지 PyTorch의 print와 같습니다.

규칙은 PyTorch 2.13의 torch/_tensor_str.py를 따릅니다. 모든 값을 같은 너비로 적어 자리를 맞추고,
값이 많으면 축마다 앞뒤 몇 개만 적습니다. 여기서는 numpy 배열만 다루고 텐서는 모릅니다.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import numpy as np


@dataclass
class _Options:
    precision: int = 4            # 소수점 아래 자릿수
    threshold: float = 1000       # 값이 이보다 많으면 줄여 적습니다.
    edgeitems: int = 3            # 줄여 적을 때 축의 앞과 뒤에 남기는 개수
    linewidth: int = 80           # 한 줄에 적는 글자 수
    sci_mode: bool | None = None  # 지수 표기를 쓸지. None이면 값의 크기를 보고 정합니다.


_PROFILES = {
    "default": asdict(_Options()),
    "short": asdict(_Options(precision=2, edgeitems=2)),
    "full": asdict(_Options(threshold=math.inf)),
}
_options = _Options()


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None,
                     profile=None, sci_mode=None) -> None:
    """텐서를 적는 방법을 바꿉니다. torch.set_printoptions와 같습니다.

    profile("default", "short", "full")을 먼저 적용하고, 적지 않은 것은 그대로 둡니다.
    sci_mode만은 적지 않으면 ‘값의 크기를 보고 정하기’로 돌아갑니다.
    """
    given = {"precision": precision, "threshold": threshold,
             "edgeitems": edgeitems, "linewidth": linewidth}
    given = {name: value for name, value in given.items() if value is not None}
    for name, value in (_PROFILES.get(profile, {}) | given | {"sci_mode": sci_mode}).items():
        setattr(_options, name, value)


def tensor_repr(array: np.ndarray, *, default_dtype: str = "float32",
                requires_grad: bool = False, grad_fn: str | None = None) -> str:
    """repr(텐서)의 글입니다. grad_fn은 변화도 함수의 이름(‘MulBackward0’)입니다."""
    return tensor_str(array, suffixes(array, default_dtype, requires_grad, grad_fn))


def suffixes(array: np.ndarray, default_dtype: str = "float32",
             requires_grad: bool = False, grad_fn: str | None = None) -> list[str]:
    """값 뒤에 붙는 말입니다. 적힌 값만 보고 알 수 있는 것은 적지 않습니다.

    예: ["size=(0, 3)", "dtype=torch.float64", "requires_grad=True"]
    """
    empty = array.size == 0
    unclear_size = array.ndim != 1 if empty else _options.edgeitems == 0
    obvious = (default_dtype,) if empty else (default_dtype, "int64", "bool")
    notes = []
    if unclear_size:
        notes.append(f"size={array.shape}")
    if array.dtype.name not in obvious:
        notes.append(f"dtype=torch.{array.dtype.name}")
    if grad_fn is not None:
        notes.append(f"grad_fn=<{grad_fn}>")
    elif requires_grad:
        notes.append("requires_grad=True")
    return notes


def tensor_str(array: np.ndarray, notes: list[str] | tuple[str, ...] = ()) -> str:
    """배열의 값과 그 뒤에 붙는 말을 ‘tensor(값, 말)’로 적습니다."""
    prefix = "tensor("
    text = prefix + _values(array, len(prefix))
    used = len(text) - text.rfind("\n") + 1  # 마지막 줄의 길이보다 2가 큽니다. torch도 그렇습니다.
    for note in notes:
        if used + len(note) + 2 > _options.linewidth:
            text += ",\n" + " " * len(prefix) + note
            used = len(prefix) + len(note)
        else:
            text += ", " + note
            used += len(note) + 2
    return text + ")"


def _values(array: np.ndarray, indent: int) -> str:
    if array.size == 0:
        return "[]"
    shown = _edges(array) if array.size > _options.threshold else array
    return _nested(shown, array.shape, indent, _Format(shown))


def _edges(array: np.ndarray) -> np.ndarray:
    """긴 축마다 가운데를 덜어 내고 앞뒤 edgeitems개씩만 남긴 배열입니다."""
    keep = _options.edgeitems
    for axis, size in enumerate(array.shape):
        if size > 2 * keep:
            array = np.delete(array, slice(keep, size - keep), axis)
    return array


def _nested(array: np.ndarray, full_shape: tuple[int, ...], indent: int, write: _Format) -> str:
    """대괄호로 겹겹이 묶어 적습니다. full_shape는 가운데를 덜어 내기 전의 모양입니다."""
    if array.ndim == 0:
        return write(array.item())
    if array.ndim == 1:
        return _row(array, full_shape[0], indent, write)
    parts = [_nested(part, full_shape[1:], indent + 1, write) for part in array]
    if len(parts) < full_shape[0]:
        parts.insert(len(parts) // 2, "...")
    return _bracket(parts, "\n" * (array.ndim - 1), indent)


def _row(array: np.ndarray, full_size: int, indent: int, write: _Format) -> str:
    words = [write(value) for value in array.tolist()]
    if len(words) < full_size:
        words.insert(len(words) // 2, " ..." if words else "...")
    per_line = max(1, (_options.linewidth - indent) // (write.width + 2))  # 2: 쉼표와 빈칸
    lines = [", ".join(words[i:i + per_line]) for i in range(0, len(words), per_line)]
    return _bracket(lines, "\n", indent)


def _bracket(parts: list[str], newlines: str, indent: int) -> str:
    return "[" + ("," + newlines + " " * (indent + 1)).join(parts) + "]"


class _Format:
    """값 하나를 글로 바꿉니다. 함께 적을 값을 모두 보고 적는 방식과 너비를 정합니다."""

    def __init__(self, array: np.ndarray):
        numbers = array.ravel().tolist()
        self._write = str
        if array.dtype.kind == "f":
            numbers = [x for x in numbers if x != 0 and math.isfinite(x)]
            self._write = _float_style(numbers)
        self.width = max((len(self._write(x)) for x in numbers), default=1)

    def __call__(self, value) -> str:
        return self._write(value).rjust(self.width)


def _float_style(numbers: list[float]):
    """0이 아닌 유한한 실수들을 적는 방식을 고릅니다: 지수 표기, 정수처럼, 소수점 아래까지."""
    precision = _options.precision
    if numbers and _is_scientific([abs(x) for x in numbers]):
        return lambda x: f"{x:.{precision}e}"
    if all(x.is_integer() for x in numbers):
        return lambda x: f"{x:.0f}." if math.isfinite(x) else str(x)  # 점은 실수라는 표시입니다.
    return lambda x: f"{x:.{precision}f}"


def _is_scientific(sizes: list[float]) -> bool:
    if _options.sci_mode is not None:
        return _options.sci_mode
    low, high = min(sizes), max(sizes)
    return high / low > 1e3 or high > 1e8 or low < 1e-4
