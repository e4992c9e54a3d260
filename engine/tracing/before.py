"""기록을 시작할 때 독자의 이름들이 무엇이었는지 적어 둡니다. 기록에 딸린 torch 코드가 거기서 시작합니다."""

from __future__ import annotations

from types import CodeType
from typing import Any, NamedTuple

import numpy as np

from ..dtypes import get_default_dtype
from ..grad_mode import mode
from ..tensor import Tensor
from .torch_values import MOST_ITEMS, MOST_VALUES


class Before(NamedTuple):
    """기록을 시작할 때의 것들입니다."""

    names: dict          # 기록할 문장이 부르는 이름 → 값
    then: dict           # id(고칠 수 있는 값) → 그때의 내용. 텐서면 (값, 추적하는지, .grad)
    enabled: bool        # 연산을 기록하는 중이었는지
    dtype: Any           # 기본 값 종류


class Result(NamedTuple):
    """앞에서 연산으로 만든 텐서입니다. 값만 두어 그래프를 붙들지 않습니다."""

    array: Any
    tracked: bool


def before(code: CodeType, *spaces: dict) -> Before:
    """code가 부르는 이름이 지금 spaces에서 무엇인지 적어 둡니다. 앞의 spaces가 먼저입니다."""
    called = _called(code)
    return named({name: space[name] for space in reversed(spaces) for name in called & space.keys()})


def named(names: dict) -> Before:
    """이름마다 값을 직접 준 것입니다."""
    kept = {name: result_of(value) for name, value in names.items()}
    then = {id(value): _then(value) for value in kept.values()
            if isinstance(value, (Tensor, np.ndarray)) or type(value) in (list, dict, set)}
    return Before(kept, then, mode.enabled, get_default_dtype())


def result_of(value):
    """연산으로 만든 텐서면 그 값만, 다른 것이면 그대로입니다."""
    made = isinstance(value, Tensor) and value.grad_fn is not None
    return Result(_copy(value._array), value.requires_grad) if made else value


def _called(code: CodeType) -> set[str]:
    inner = [_called(each) for each in code.co_consts if isinstance(each, CodeType)]
    return {*code.co_names, *code.co_varnames, *code.co_cellvars, *code.co_freevars}.union(*inner)


def _then(value):
    if isinstance(value, Tensor):
        return _copy(value._array), value.requires_grad, None if value._grad is None else _copy(value._grad._array)
    if isinstance(value, np.ndarray):
        return _copy(value)
    if len(value) > MOST_ITEMS:
        return value
    if isinstance(value, dict):
        return {key: result_of(each) for key, each in value.items()}
    return [result_of(each) for each in value] if isinstance(value, list) else set(value)


def _copy(array):
    """코드에 적을 만큼 작은 것만 복사합니다."""
    return array.copy() if array.size <= MOST_VALUES else array
