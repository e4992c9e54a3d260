"""문장을 torch로 옮기며, 문장이 읽는 이름을 그 앞에서 만듭니다."""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import sys
from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np

from .. import nn
from ..optim import Optimizer
from ..tensor import Tensor
from .before import Before, Result, result_of
from .reading import definition, free_names, local_names, space_of
from .torch_values import (
    MOST_VALUES,
    Untranslatable,
    expression,
    home_of,
    listed,
    module_of,
    tensor,
)

_MISSING = object()
_DIFFERS = "  # 값이 많아 줄였습니다. 기록과 다른 값입니다."
_COMPUTED = "  # 기록 앞에서 계산한 값입니다. 그 계산은 옮기지 못했습니다."
_OURS = {"draw", "errors", "graph", "stepper", "study", "tracing"}     # torch에 없는 엔진의 모듈
_HOLDERS = list, tuple, dict, Optimizer                                # 다른 이름의 텐서를 담을 수 있는 것
_RANDOM = re.compile(r"\b(rand|randn|randint|randperm|rand_like|randn_like|normal_?|uniform_|bernoulli_?|"
                     r"multinomial|dropout)\(")


class Program:
    """torch 프로그램 하나입니다. imports와 lines를 이어 적으면 됩니다."""

    def __init__(self, start: Before, first: Callable):
        self.imports, self.lines = {"import torch": None}, []
        self.unknown: dict[str, None] = {}       # 옮기지 못한 이름
        self.random = False                      # 무작위로 만드는 값이 있는지
        self._start, self._seen = start, first
        self._own: set[str] = set()              # 문장이 스스로 만드는 이름
        self._made: dict[str, Any] = {}          # 앞에 만드는 줄을 적은 이름 → 값
        self._known: dict = {}                   # id → 그것을 부르는 식

    def add(self, text: str, tree: ast.AST) -> None:
        """기록한 문장을, 거기서 읽는 이름을 만드는 줄들 뒤에 더합니다."""
        self._own = local_names(tree) - {*free_names(tree)}
        self.lines.append(self._translated(text, tree, self._start.names))

    def _translated(self, text: str, tree: ast.AST, space: dict) -> str:
        """읽는 이름을 먼저 만들고, 엔진의 이름을 torch의 이름으로 바꾼 글입니다."""
        own, homes = local_names(tree), {}
        self.random |= bool(_RANDOM.search(text))
        for name in sorted(free_names(tree), key=lambda name: isinstance(space.get(name), _HOLDERS)):
            value = space.get(name, _MISSING)
            home = _home(value)
            if home and name not in own:
                homes[name] = home
            elif value is not _MISSING and name not in self._own:
                self._define(name, value)
            elif name not in {*own, *self._own} and not hasattr(builtins, name):
                self.unknown[name] = None
        for path in re.findall(rf"\bengine\.(?:{'|'.join(_OURS)})\b", text):
            self.unknown[path] = None
        text = _renamed(text, tree, homes)
        return re.sub(r"(?m)^(\s*(?:import|from) )engine\b", r"\1torch", text)

    # ── 이름 ──

    def _define(self, name: str, value) -> None:
        """이름 하나를 만드는 줄을 더합니다. 적지 못하면 옮기지 못한 이름에 더합니다."""
        value = result_of(value)
        if name in self._made:
            made = self._made[name]
            if made is not value and type(made) is not Result:    # 다른 파일의 함수가 같은 이름을 씁니다.
                self.unknown[name] = None
            return
        self._made[name] = value
        try:
            self._make(name, value)
        except Untranslatable:
            self.unknown[name] = None

    def _make(self, name: str, value) -> None:
        if id(value) in self._known:
            self.lines.append(f"{name} = {self._known[id(value)]}")
        elif isinstance(value, ModuleType):
            path = module_of(value)
            self.imports[f"import {path}" + f" as {name}" * (path != name)] = None
        elif isinstance(value, Result):
            self.lines.append(f"{name} = {tensor(*value)[0]}{_COMPUTED}")
        elif isinstance(value, Tensor):
            array, tracked, grad = self._first(value)
            self._tensor(name, array, tracked)
            self._known[id(value)] = name
            self._grad(name, grad)
        elif _standard(value):
            self.imports[f"from {value.__module__} import {value.__name__}"
                         + f" as {name}" * (value.__name__ != name)] = None
        elif isinstance(value, (FunctionType, type)):
            self._source(name, value)
        elif isinstance(value, nn.Module):
            self._layer(name, value)
        else:
            self._value(name, value)

    def _first(self, tensor: Tensor) -> tuple:
        """텐서의 처음 (값, 추적하는지, .grad)입니다."""
        return self._start.then.get(id(tensor)) or self._seen(tensor)

    def _value(self, name: str, value) -> None:
        """그 밖의 값입니다. 이름 없이 담긴 텐서는 여기서 만들고, 뒤에서는 ws[0]처럼 부릅니다."""
        then = self._start.then.get(id(value), value)
        inside = [(f"{name}[{key!r}]", each) for key, each in _items(then)
                  if isinstance(each, Tensor) and id(each) not in self._known]
        first = {path: self._first(each) for path, each in inside}
        new = {id(each): tensor(*first[path][:2]) for path, each in inside}
        if not all(exact for _, exact in new.values()):
            raise Untranslatable
        text = expression(then, self._known | {key: made for key, (made, _) in new.items()})
        if isinstance(value, np.ndarray):
            self.imports["import numpy"] = None
        late = isinstance(value, Optimizer) and any(value.state.values())
        self.lines.append(f"{name} = {text}"
                          + "  # 앞서 모은 값(모멘텀 등)이 있었다면 옮기지 않았습니다." * late)
        self._known |= {id(each): path for path, each in inside}
        if isinstance(value, (*_HOLDERS, np.ndarray)):
            self._known[id(value)] = name
        for path, (_, _, grad) in first.items():
            self._grad(path, grad)

    def _tensor(self, name: str, array, tracked: bool) -> None:
        text, exact = tensor(array, tracked)
        self.lines.append(f"{name} = {text}{'' if exact else _DIFFERS}")

    def _grad(self, name: str, grad) -> None:
        if grad is not None:
            self._tensor(f"{name}.grad", grad, False)

    def _source(self, name: str, thing) -> None:
        """독자의 함수나 클래스는 소스를 옮깁니다."""
        text = None if (thing.__module__ or "").startswith("engine.") else definition(thing)
        if text is None:
            raise Untranslatable
        called = thing.__name__
        if called == "<lambda>":
            called, text = name, f"{name} = {f'({text})' if chr(10) in text else text}"
        self._made.setdefault(called, thing)
        self.lines.append(self._translated(text, ast.parse(text), space_of(thing)))
        if name != called:
            self.lines.append(f"{name} = {called}")

    def _layer(self, name: str, layer: nn.Module) -> None:
        """계층을 만들고, 매개변수를 기록을 시작할 때의 값으로 채웁니다."""
        own = not home_of(type(layer))
        self.lines.append(f"{name} = {self._own_layer(layer) if own else expression(layer, self._known)}")
        found = {path: (p, *self._first(p)) for path, p in layer.named_parameters()}
        self._known |= {id(p): f'{name}.get_parameter("{path}")' for path, (p, *_) in found.items()}
        self._known |= {id(layer): name, tuple(map(id, layer.parameters())): f"{name}.parameters()"}
        arrays = [array for _, array, *_ in found.values()]
        if arrays and max(array.size for array in arrays) <= MOST_VALUES:
            values = listed(np.concatenate([array.ravel() for array in arrays]))
            self.lines.append(
                f"torch.nn.utils.vector_to_parameters(torch.tensor({values}), {name}.parameters())")
        elif arrays:
            self.lines[-1] += _DIFFERS
        self.lines += [f"{name}.eval()"] * (not layer.training)
        self.random |= layer.training and any("Dropout" in type(part).__name__ for part in layer.modules())
        for p, _, _, grad in found.values():
            self.lines += [f"{self._known[id(p)]}.requires_grad_(False)"] * (not p.requires_grad)
            self._grad(self._known[id(p)], grad)

    def _own_layer(self, layer: nn.Module) -> str:
        """독자의 신경망입니다. 아무것도 주지 않고 만드는 것만 옮깁니다."""
        kind = type(layer)
        parameters = inspect.signature(kind).parameters.values()
        if any(p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
            raise Untranslatable
        self._define(kind.__name__, kind)
        return f"{kind.__name__}()"


def _items(holder):
    """목록이나 사전에 담긴 것을 부르는 (번호나 열쇠, 값)입니다."""
    if isinstance(holder, dict):
        return holder.items()
    return enumerate(holder) if isinstance(holder, (list, tuple)) else ()


def _home(value) -> str | None:
    """엔진의 함수나 클래스면, 그 이름 대신 적을 torch의 이름입니다."""
    if value is sys.modules["engine"]:
        return "torch"
    return home_of(value) if isinstance(value, (type, FunctionType, BuiltinFunctionType)) else None


def _standard(value) -> bool:
    """표준 라이브러리의 함수나 클래스인지입니다."""
    module = str(getattr(value, "__module__", "")).partition(".")[0]
    return hasattr(value, "__qualname__") and module in sys.stdlib_module_names


def _renamed(text: str, tree: ast.AST, homes: dict) -> str:
    """이름을 나온 자리에서만 바꿉니다. 글과 주석은 그대로입니다."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in homes]
    lines = text.encode().split(b"\n")
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = line[:node.col_offset] + homes[node.id].encode() + line[node.end_col_offset:]
    return b"\n".join(lines).decode()
