"""독자가 건넨 함수의 코드와 입력의 이름을 찾습니다: 함수, 메서드, 모듈, partial"""

from __future__ import annotations

import functools
import inspect
from types import CodeType

from .. import errors

_BY_NAME = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY


def code_in(function) -> CodeType:
    """독자가 적은 코드입니다. TypeError: 파이썬으로 적은 것이 아닐 때."""
    found = inspect.unwrap(function)
    while isinstance(found, functools.partial):
        found = inspect.unwrap(found.func)
    for each in (found, *(getattr(found, name, None) for name in ("forward", "__call__"))):
        if hasattr(each, "__code__"):
            return each.__code__
    raise errors.NO_CODE_TO_RECORD(function=repr(function))


def first_input(function) -> str:
    """첫 입력의 이름입니다. *args처럼 이름이 없으면 x입니다."""
    function = getattr(function, "forward", function)      # 모듈의 __call__은 (*args, **kwargs)입니다.
    first = next(iter(inspect.signature(function).parameters.values()), None)
    return first.name if first is not None and first.kind in (
        *_BY_NAME, inspect.Parameter.POSITIONAL_ONLY) else "x"


def check_inputs(function, given) -> None:
    """이름으로 건넬 입력이 함수의 입력과 맞는지 봅니다. TypeError: 모르는 이름이 있거나 빠진 이름이 있을 때."""
    parameters = inspect.signature(getattr(function, "forward", function)).parameters.values()
    named = {each.name: each.default for each in parameters if each.kind in _BY_NAME}
    anything = any(each.kind is inspect.Parameter.VAR_KEYWORD for each in parameters)
    unknown = [name for name in given if name not in named and not anything]
    missing = [name for name, default in named.items()
               if name not in given and default is inspect.Parameter.empty]
    if unknown or missing:
        raise errors.WRONG_INPUTS(unknown=", ".join(unknown) or "없음", known=", ".join(named) or "없음",
                                  missing=", ".join(missing) or "없음")
