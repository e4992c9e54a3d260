"""계층을 담는 계층입니다."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .. import errors
from .module import Module, _enclosed, _indented


class _Numbered(Module):
    """계층을 0번부터 번호를 이름으로 하여 담습니다."""

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Module]:
        return iter(self._modules.values())

    def __getitem__(self, index: int | slice):
        modules = list(self)
        if isinstance(index, slice):
            return type(self)._of(modules[index])
        return modules[self._place(index)]

    def __setitem__(self, index: int, module: Module) -> None:
        self.add_module(str(self._place(index)), module)

    def _place(self, index: int) -> int:
        if not -len(self) <= index < len(self):
            raise errors.NO_SUCH_MODULE(index=index, count=len(self))
        return index % len(self)

    def append(self, module: Module):
        """끝에 계층을 붙이고 자신을 돌려줍니다."""
        if not isinstance(module, Module):
            raise errors.NOT_A_MODULE(type=type(module).__name__)
        self.add_module(str(len(self)), module)
        return self

    def extend(self, modules: Iterable[Module]):
        """끝에 계층을 차례로 붙이고 자신을 돌려줍니다."""
        for module in modules:
            self.append(module)
        return self


class Sequential(_Numbered):
    """계층을 차례로 지나게 합니다. 이름을 붙이려면 이름 → 계층인 사전을 줍니다."""

    def __init__(self, *modules: Module | Mapping[str, Module]):
        super().__init__()
        if len(modules) == 1 and isinstance(modules[0], Mapping):
            for name, module in modules[0].items():
                self.add_module(name, module)
        else:
            self.extend(modules)

    @classmethod
    def _of(cls, modules: list) -> Sequential:
        return cls(*modules)

    def forward(self, input):
        for module in self:
            input = module(input)
        return input


class ModuleList(_Numbered):
    """계층의 목록입니다. 어떤 차례로 부를지는 담은 쪽의 forward가 정합니다."""

    def __init__(self, modules: Iterable[Module] | None = None):
        super().__init__()
        self.extend(modules or ())

    @classmethod
    def _of(cls, modules: list) -> ModuleList:
        return cls(modules)

    def __repr__(self) -> str:
        """잇달아 같은 계층은 한 줄로 줄여 적습니다: (0-2): 3 x Linear(…)"""
        runs: list[list] = []
        for i, module in enumerate(self):
            text = _indented(module)
            if runs and runs[-1][2] == text:
                runs[-1][1] = i
            else:
                runs.append([i, i, text])
        lines = [f"({a}): {text}" if a == b else f"({a}-{b}): {b - a + 1} x {text}"
                 for a, b, text in runs]
        return _enclosed(type(self).__name__, "", lines)


class ModuleDict(Module):
    """이름 → 계층인 사전입니다."""

    def __init__(self, modules: Mapping[str, Module] | None = None):
        super().__init__()
        self.update(modules or {})

    def update(self, modules: Mapping[str, Module]) -> None:
        """계층을 더하거나 바꿉니다."""
        for name, module in modules.items():
            self[name] = module

    def __setitem__(self, name: str, module: Module) -> None:
        self.add_module(name, module)

    def __getitem__(self, name: str) -> Module:
        return self._modules[name]

    def __delitem__(self, name: str) -> None:
        self._modules[name]  # 없는 이름이면 KeyError가 납니다.
        delattr(self, name)

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __contains__(self, name: str) -> bool:
        return name in self._modules

    def keys(self):
        """이름들입니다."""
        return self._modules.keys()

    def values(self):
        """계층들입니다."""
        return self._modules.values()

    def items(self):
        """(이름, 계층)의 짝들입니다."""
        return self._modules.items()
