"""숫자를 화면의 글로 바꿉니다. 반올림은 여기에서 한 번만 합니다."""

from __future__ import annotations

import math

import numpy as np

WRITTEN = 4         # 값을 그대로 적는 원소 수
KEPT = 64           # 이보다 많으면 값 대신 요약을 싣습니다.
BINS = 16           # 요약에 싣는 막대의 수

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def superscript(value: int) -> str:
    """위첨자로 적은 정수입니다."""
    return str(value).translate(_SUPERSCRIPTS)


def subscript(value: int) -> str:
    """아래첨자로 적은 정수입니다."""
    return str(value).translate(_SUBSCRIPTS)


def number(value, digits: int = 5) -> str:
    """숫자 하나를 유효 숫자 다섯까지 적습니다. 1보다 작으면 하나 적게 적습니다."""
    if isinstance(value, (bool, np.bool_)):
        return "참" if value else "거짓"
    if isinstance(value, (float, np.floating)):
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "∞" if value > 0 else "−∞"
        value = float(value)
        value = f"{value or 0.0:.{digits - (abs(value) < 1)}g}"
        mantissa, _, power = value.partition("e")
        value = f"{mantissa}×10{superscript(int(power))}" if power else mantissa
    return str(value).replace("-", "−")


def in_formula(value) -> str:
    """식 안에 넣을 숫자입니다. 음수는 괄호로 쌉니다."""
    text = value if isinstance(value, str) else brief(value)
    return f"({text})" if text.startswith("−") or "×" in text else text


def brief(array: np.ndarray) -> str:
    """상자와 표에 적을 글입니다. 값이 몇 개면 그대로, 많으면 모양과 평균을 적습니다."""
    if not array.size:
        return f"빈 텐서 {array.shape}"
    if array.size <= WRITTEN:
        return _listed(array.tolist(), 5 if array.ndim == 0 else 4)
    if array.dtype.kind == "b":
        return f"참 {int(array.sum())}개 {array.shape}"
    low, high = array.min(), array.max()
    if low == high:
        return f"모두 {number(low)} {array.shape}"
    return f"평균 {number(_mean(array), 4)} {array.shape}"


def whole(array: np.ndarray) -> str:
    """문장에 적을 글입니다. 값이 많으면 텐서임을 앞세웁니다: (5, 3) 텐서(값은 평균 0.129)"""
    text = brief(array)
    if array.size <= WRITTEN:
        return text
    return f"{array.shape} 텐서(값은 {text.removesuffix(f' {array.shape}')})"


def _listed(values, digits: int) -> str:
    if isinstance(values, list):
        return f"[{', '.join(_listed(value, digits) for value in values)}]"
    return number(values, digits)


def _mean(array: np.ndarray) -> float:
    with np.errstate(all="ignore"):
        return float(array.mean(dtype=np.float64))


def detail(array: np.ndarray) -> str:
    """자세히 볼 때의 글입니다. 원소가 많으면 값 대신 요약과 막대 열여섯 개를 적습니다."""
    facts = f"모양 {array.shape}, {array.dtype.name}"
    if array.size <= KEPT:
        return f"{facts}: {_listed(array.tolist(), 4)}"
    flat = array.ravel()
    known = flat[np.isfinite(flat)] if array.dtype.kind == "f" else flat
    parts = [facts]
    if known.size:
        known = known.astype(np.float64)
        low, high = float(known.min()), float(known.max())
        counts, _ = np.histogram(known, BINS, (low, high) if low < high else (low - 1, high + 1))
        bars = "".join(_BARS[-(-count * (len(_BARS) - 1) // counts.max())] for count in counts)
        parts.append(f"최소 {number(low)}, 평균 {number(float(known.mean()))}, 최대 {number(high)}")
        parts.append(f"분포 {bars}")
    if known.size < flat.size:
        parts.append(f"NaN이나 ∞ {flat.size - known.size}개")
    parts.append(f"처음 여덟 값 {_listed(flat[:8].tolist(), 4)}")
    return ". ".join(parts)


_BARS = " ▁▂▃▄▅▆▇█"      # 하나라도 들었으면 가장 낮은 막대라도 보입니다.


def arrow(array: np.ndarray) -> dict:
    """변화도를 나르는 화살표의 굵기와 부호입니다. 굵기는 크기의 자릿수를 따라 1에서 6까지입니다."""
    label = brief(array) if array.size <= WRITTEN else str(array.shape)
    facts = {"label": label, "w": 1, "sign": "+", "kind": "normal"}
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        return {**facts, "kind": "nan", "sign": ""}
    largest = float(np.abs(array).max()) if array.size else 0.0
    if not largest:
        return {**facts, "kind": "zero", "sign": ""}
    low, high = float(array.min()), float(array.max())
    sign = "±" if low < 0 < high else "−" if low < 0 else "+"
    return {**facts, "w": min(max(math.floor(math.log10(largest)) + 5, 1), 6), "sign": sign}
