"""값 하나를 torch의 식으로 적습니다: 텐서, 숫자와 목록, 계층, 옵티마이저. numpy 배열의 식은 import numpy를 바랍니다."""

from __future__ import annotations

import inspect
import math
import sys
from types import ModuleType

import numpy as np

from .. import nn
from ..dtypes import dtype as DType
from ..optim import Optimizer
from ..tensor import Tensor

MOST_ITEMS = 100        # 목록 하나에 든 것의 수
MOST_VALUES = 20        # 값을 그대로 적는 원소 수
_FEW = 2                # 이보다 많은 값이 모두 같으면 torch.ones처럼 적습니다.
_MOST_LETTERS = 300     # 목록 하나의 길이
_HOMES = ("", ".nn", ".nn.functional", ".nn.init", ".nn.utils", ".optim", ".optim.lr_scheduler",
          ".autograd", ".autograd.functional", ".utils.data")
_LITERAL = bool, int, float, str, bytes, range, DType
_PLAIN = {"float32", "int64", "bool"}     # 숫자만 보고도 torch가 정하는 종류


class Untranslatable(Exception):
    """torch의 식으로 적을 수 없는 값입니다."""


def tensor(array, tracked: bool) -> tuple[str, bool]:
    """텐서를 만드는 식과, 그 값이 기록과 같은지입니다. 값이 많으면 모양만 같은 다른 값을 만듭니다."""
    array = np.asarray(array)
    tracking = ", requires_grad=True" if tracked else ""
    kind = "" if array.dtype.name in _PLAIN else f", dtype=torch.{array.dtype.name}"
    if array.size > _FEW or not array.size:
        same = array.ravel()[:1].tolist()
        if not same or (array == same[0]).all():
            return f"torch.{_filled(array, same)}{kind}{tracking})", True
    if array.size <= MOST_VALUES:
        return f"torch.tensor({listed(array)}{kind}{tracking})", True
    if array.dtype.kind == "f":
        return f"torch.randn({_shape(array)}{kind}{tracking})", False
    low, high, kind = int(array.min()), int(array.max()) + 1, f", dtype=torch.{array.dtype.name}"
    return f"torch.randint({low}, {high}, ({_shape(array)},){kind})", False


def _filled(array, same: list) -> str:
    shape = _shape(array)
    if array.dtype.kind == "f" and same in ([], [0], [1]):
        return f"{'ones' if same == [1] else 'zeros'}({shape}"
    return f"full(({shape},), {listed(array.ravel()[0]) if same else 0}"


def _shape(array) -> str:
    return ", ".join(map(str, array.shape))


def listed(array) -> str:
    """배열의 값을 읽으면 같은 값이 되는 가장 짧은 글로 적습니다."""
    if array.ndim:
        return f"[{', '.join(map(listed, array))}]"
    text = str(array)
    return text if array.dtype.kind != "f" or np.isfinite(array) else f'float("{text}")'


def expression(value, named: dict) -> str:
    """숫자와 글, 그 목록의 식입니다. named는 id → 앞에서 이름을 붙인 것의 식입니다."""
    if id(value) in named:
        return named[id(value)]
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if isinstance(value, Tensor):      # 만드는 줄이 앞에 있어야 합니다.
        raise Untranslatable
    if value is None or value is ... or isinstance(value, _LITERAL):
        text = repr(value)
    elif isinstance(value, np.generic):
        return expression(value.item(), named)
    elif isinstance(value, np.ndarray) and value.size <= MOST_VALUES and value.dtype.kind in "biuf":
        return f"numpy.array({listed(value)}, dtype={value.dtype.name!r})"
    elif type(value) in (list, tuple, set, dict) and len(value) > MOST_ITEMS:
        raise Untranslatable
    elif type(value) in (list, tuple, set) and value:
        start, end = {list: "[]", tuple: "()", set: "{}"}[type(value)]
        inside = ", ".join(expression(each, named) for each in value)
        text = f"{start}{inside}{',' * (type(value) is tuple and len(value) == 1)}{end}"
    elif type(value) is dict:
        text = f"{{{', '.join(f'{expression(k, named)}: {expression(v, named)}' for k, v in value.items())}}}"
    elif type(value) in (list, tuple, set):
        text = repr(value)
    else:
        return _built(value, named)
    if len(text) > _MOST_LETTERS:
        raise Untranslatable
    return text


def home_of(thing) -> str | None:
    """엔진의 함수나 클래스가 torch에서 있는 자리입니다: torch.nn.Linear"""
    for home in _HOMES:
        if home and not str(thing.__module__).startswith(f"engine{home}"):
            continue        # 다른 데서 들여온 것일 뿐입니다.
        space = vars(sys.modules.get(f"engine{home}") or object)
        name = next((name for name, value in space.items() if value is thing), None)
        if name:
            return f"torch{home}.{name}"
    return None


def module_of(module) -> str:
    """모듈의 이름입니다. 엔진의 모듈이면 그에 해당하는 torch의 모듈입니다."""
    if not module.__name__.startswith("engine."):
        if module.__name__ not in sys.stdlib_module_names and any(map(_of_engine, vars(module).values())):
            raise Untranslatable        # 그 안의 함수가 torch의 텐서를 다루지 못합니다.
        return module.__name__
    home = module.__name__.removeprefix("engine")
    if home not in _HOMES:
        raise Untranslatable
    return f"torch{home}"


def _of_engine(value) -> bool:
    home = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
    return str(home).partition(".")[0] == "engine"


def _built(value, named: dict) -> str:
    """계층이나 옵티마이저를 만드는 식입니다. 매개변수의 값은 적지 않습니다."""
    kind = home_of(type(value))
    if isinstance(value, Optimizer) and kind:
        return f"{kind}({', '.join([_groups(value, named), *_settings(value, value.defaults, named)])})"
    if not isinstance(value, nn.Module) or not kind:
        raise Untranslatable
    if isinstance(value, (nn.Sequential, nn.ModuleList)):
        parts = ", ".join(expression(child, named) for child in value.children())
        parts = parts if isinstance(value, nn.Sequential) else f"[{parts}]"
        return f"{kind}({parts})"
    return f"{kind}({', '.join(_settings(value, _attributes(value), named))})"


def _attributes(layer) -> dict:
    """계층을 만들 때 준 설정입니다. bias는 매개변수로 남으므로 있는지만 봅니다."""
    found = {**layer._buffers, **vars(layer)}
    if "bias" in layer._parameters:
        found["bias"] = layer._parameters["bias"] is not None
    return found


def _settings(thing, values: dict, named: dict) -> list[str]:
    """만들 때 준 것 가운데 처음 값과 다른 설정입니다. 꼭 주어야 하는 것은 이름 없이 적습니다."""
    found = []
    for name, given in inspect.signature(type(thing)).parameters.items():
        spread = given.kind in (given.VAR_POSITIONAL, given.VAR_KEYWORD)
        if spread or name == "params" or (name not in values and given.default is not given.empty):
            continue
        if name not in values:
            raise Untranslatable
        if given.default is given.empty:
            found.append(expression(values[name], named))
        elif not _same(values[name], given.default):
            found.append(f"{name}={expression(values[name], named)}")
    return found


def _same(value, default) -> bool:
    return value is default or (not isinstance(value, Tensor) and value == default)


def _groups(optimizer, named: dict) -> str:
    """옵티마이저에 준 매개변수입니다. 무리마다 설정이 다르면 사전의 목록입니다."""
    lists = [named.get(tuple(map(id, group["params"]))) or f"[{', '.join(expression(p, named) for p in group['params'])}]"
             for group in optimizer.param_groups]
    if len(lists) == 1:
        return lists[0]
    own = [{k: v for k, v in group.items() if k != "params" and optimizer.defaults.get(k) != v}
           for group in optimizer.param_groups]
    parts = [", ".join([f'"params": {params}', *[f'"{k}": {expression(v, named)}' for k, v in more.items()]])
             for params, more in zip(lists, own)]
    return f"[{', '.join(f'{{{part}}}' for part in parts)}]"
