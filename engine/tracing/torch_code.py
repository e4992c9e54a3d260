"""같은 일을 PyTorch로 하는 짧은 코드입니다."""

from __future__ import annotations

import math
import re

_MOST_LINES = 12
_MOST_VALUES = 12


def code_of(source: list[dict], tensors: list[tuple]) -> str:
    """독자의 소스를 torch로 옮긴 코드입니다. 열두 줄을 넘으면 줄이고 그 사실을 적습니다.

    tensors: 구역 앞에서 만든 텐서마다 (이름, 값, 추적하는지)
    """
    lines = ["import torch"]
    body = [_translated(line["text"]) for line in source]
    used = "\n".join(body)
    for name, array, tracked in tensors:
        if not name.isidentifier() or not re.search(rf"\b{name}\b", used):
            continue
        tracking = ", requires_grad=True" if tracked else ""
        if array.size <= _MOST_VALUES:
            dtype = "" if array.dtype.name in ("float32", "int64", "bool") else f", dtype=torch.{array.dtype.name}"
            lines.append(f"{name} = torch.tensor({_literal(array.tolist())}{dtype}{tracking})")
        else:
            lines.append(f"{name} = torch.randn({', '.join(map(str, array.shape))}{tracking})  # 값은 줄였습니다.")
    lines += body
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES - 1], f"# 뒤의 {len(lines) - _MOST_LINES + 1}줄은 줄였습니다."]
    return "\n".join(lines)


def _translated(text: str) -> str:
    text = re.sub(r"\bengine\b", "torch", text)
    return re.sub(r"(?<![\w.])tensor\(", "torch.tensor(", text)


def _literal(values):
    if isinstance(values, list):
        return f"[{', '.join(map(_literal, values))}]"
    if not isinstance(values, float):
        return repr(values)
    if not math.isfinite(values):
        return f'float("{values}")'
    return f"{values:.1f}" if values.is_integer() and abs(values) < 1e9 else f"{values:.9g}"
