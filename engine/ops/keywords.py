"""이름을 적어 준 인자를 PyTorch처럼 읽습니다: x.sum(axis=0, keepdims=True), x.expand(size=(2, 3))"""

from __future__ import annotations

import functools
import inspect
import itertools

_NUMPY_NAMES = {"axis": "dim", "keepdims": "keepdim"}   # numpy의 이름 → torch의 이름


def read_keywords(function):
    """dim과 keepdim은 numpy의 이름으로도, *size처럼 늘어놓는 인자는 size=로도 받게 합니다.

    그런 인자가 없는 함수는 감싸지 않고 그대로 돌려주므로, 값마다 계산하는 연산은 느려지지 않습니다.
    """
    parameters = inspect.signature(function).parameters
    renamed = {numpy: name for numpy, name in _NUMPY_NAMES.items() if name in parameters}
    spread = [name for name, parameter in parameters.items()
              if parameter.kind is parameter.VAR_POSITIONAL]
    before = list(itertools.takewhile(lambda name: name not in spread, parameters))
    if not renamed and not spread:
        return function

    @functools.wraps(function)
    def wrapper(*args, **named):
        for numpy, name in renamed.items() if named else ():
            if numpy in named and name not in named:
                named[name] = named.pop(numpy)
        for name in spread:
            if name in named and len(args) <= len(before):
                args += tuple(named.pop(first) for first in before[len(args):] if first in named)
                args = (*args, named.pop(name))
        return function(*args, **named)
    return wrapper
