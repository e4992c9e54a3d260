"""매개변수를 담는 계층입니다: 번호로 찾는 ParameterList와 이름으로 찾는 ParameterDict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .. import errors
from ..tensor import Tensor
from .module import Module
from .parameter import Parameter


class _Parameters(Module):
    """텐서를 넣으면 매개변수로 바꾸어 담습니다."""

    def _keep(self, name: str, value) -> None:
        is_plain = isinstance(value, Tensor) and not isinstance(value, Parameter)
        setattr(self, name, Parameter(value) if is_plain else value)

    def __call__(self, *args, **kwargs):
        raise errors.PARAMETERS_ARE_NOT_CALLED(name=type(self).__name__)

    def _line(self, value) -> str:
        if not isinstance(value, Tensor):
            return f"Object of type: {type(value).__name__}"
        kind = "Parameter" if isinstance(value, Parameter) else "Tensor"
        size = "x".join(map(str, value.shape))
        return f"{kind} containing: [{self._kind_of(value)} of size {size}]"


class ParameterList(_Parameters):
    """매개변수의 목록입니다."""

    def __init__(self, values: Iterable | None = None):
        super().__init__()
        self._size = 0
        self.extend(() if values is None else values)

    def _place(self, index: int) -> int:
        if not -self._size <= index < self._size:
            raise errors.NO_SUCH_MODULE(index=index, count=self._size)
        return index % self._size

    def __getitem__(self, index: int | slice):
        if isinstance(index, slice):
            return type(self)(list(self)[index])
        return getattr(self, str(self._place(index)))

    def __setitem__(self, index: int, value) -> None:
        self._keep(str(self._place(index)), value)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator:
        return (self[i] for i in range(self._size))

    def __iadd__(self, values: Iterable) -> ParameterList:
        return self.extend(values)

    def append(self, value) -> ParameterList:
        """끝에 하나를 붙이고 자신을 돌려줍니다."""
        self._size += 1
        self[-1] = value
        return self

    def extend(self, values: Iterable) -> ParameterList:
        """끝에 차례로 붙이고 자신을 돌려줍니다. TypeError: 텐서처럼 목록이 아닐 때."""
        if isinstance(values, Tensor) or not isinstance(values, Iterable):
            raise errors.PARAMETERS_NOT_A_LIST(type=type(values).__name__)
        for value in values:
            self.append(value)
        return self

    def _kind_of(self, value: Tensor) -> str:
        return str(value.dtype)

    def extra_repr(self) -> str:
        return "\n".join(f"  ({i}): {self._line(value)}" for i, value in enumerate(self))


class ParameterDict(_Parameters):
    """이름 → 매개변수인 사전입니다."""

    def __init__(self, parameters: Mapping | Iterable | None = None):
        super().__init__()
        self._keys: dict[str, None] = {}
        self.update({} if parameters is None else parameters)

    def update(self, parameters: Mapping | Iterable) -> None:
        """이름과 값의 짝을 더하거나 바꿉니다. 사전이면 이름의 차례로 넣습니다. TypeError: 목록이 아닐 때."""
        if not isinstance(parameters, Iterable):
            raise errors.PARAMETERS_NOT_A_LIST(type=type(parameters).__name__)
        if type(parameters) is dict:
            pairs = sorted(parameters.items())
        else:
            pairs = parameters.items() if hasattr(parameters, "items") else parameters
        for name, value in pairs:
            self[name] = value

    def __setitem__(self, name: str, value) -> None:
        self._keys[name] = None
        self._keep(name, value)

    def __getitem__(self, name: str):
        if name not in self._keys:
            raise errors.NO_SUCH_NAME(module=type(self).__name__, name=name)
        return getattr(self, name)

    def __delitem__(self, name: str) -> None:
        del self._keys[name]
        delattr(self, name)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __contains__(self, name: str) -> bool:
        return name in self._keys

    def keys(self):
        """이름들입니다."""
        return self._keys.keys()

    def values(self):
        """값들입니다."""
        return (self[name] for name in self._keys)

    def items(self):
        """(이름, 값)의 짝들입니다."""
        return ((name, self[name]) for name in self._keys)

    def get(self, name: str, default=None):
        """그 이름의 값입니다. 없으면 default입니다."""
        return self[name] if name in self else default

    def pop(self, name: str):
        """그 이름의 값을 빼고 돌려줍니다. AttributeError: 없는 이름일 때."""
        value = self[name]
        del self[name]
        return value

    def _kind_of(self, value: Tensor) -> str:
        return value.type()

    def extra_repr(self) -> str:
        return "\n".join(f"  ({name}): {self._line(value)}" for name, value in self.items())
