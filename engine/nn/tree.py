"""계층의 나무를 훑습니다. 등록부는 따로 없고, 물을 때마다 속성에서 Parameter와 Module을 찾습니다."""

from __future__ import annotations

from collections.abc import Iterator

from .. import errors
from ..tensor import Tensor
from .parameter import Parameter


class Tree:
    """Module에서 매개변수, 버퍼, 하위 계층을 찾는 부분입니다."""

    _persistent: dict[str, bool]  # 버퍼의 이름 → 상태에 넣는지

    @property
    def _parameters(self) -> dict[str, Parameter]:
        """이 계층이 바로 가진 매개변수입니다."""
        return {name: v for name, v in self.__dict__.items() if isinstance(v, Parameter)}

    @property
    def _buffers(self) -> dict[str, Tensor]:
        """이 계층이 바로 가진 버퍼입니다."""
        found = {name: self.__dict__.get(name) for name in self._persistent}
        return {name: buffer for name, buffer in found.items() if buffer is not None}

    @property
    def _modules(self) -> dict[str, Tree]:
        """이 계층이 바로 가진 하위 계층입니다."""
        return {name: v for name, v in self.__dict__.items() if isinstance(v, Tree)}

    def named_modules(self, prefix: str = "",
                      remove_duplicate: bool = True) -> Iterator[tuple[str, Tree]]:
        """자신과 모든 하위 계층의 (경로, 계층)입니다. 한 계층을 두 곳에 두었어도 한 번만 나옵니다."""
        seen: set[Tree] = set()
        stack = [(prefix, self)]
        while stack:
            path, module = stack.pop()
            if remove_duplicate and module in seen:
                continue
            seen.add(module)
            yield path, module
            stack += reversed([(f"{path}.{name}" if path else name, child)
                               for name, child in module._modules.items()])

    def modules(self, remove_duplicate: bool = True) -> Iterator[Tree]:
        """자신과 모든 하위 계층입니다."""
        return (module for _, module in self.named_modules(remove_duplicate=remove_duplicate))

    def named_children(self) -> Iterator[tuple[str, Tree]]:
        """바로 아래 계층의 (이름, 계층)입니다."""
        seen: set[Tree] = set()
        for name, child in self._modules.items():
            if child not in seen:
                seen.add(child)
                yield name, child

    def children(self) -> Iterator[Tree]:
        """바로 아래 계층입니다."""
        return (child for _, child in self.named_children())

    def _members(self, of, prefix: str, recurse: bool, remove_duplicate: bool):
        seen: set[Tensor] = set()
        owners = self.named_modules(prefix, remove_duplicate) if recurse else [(prefix, self)]
        for path, module in owners:
            for name, tensor in of(module).items():
                if not (remove_duplicate and tensor in seen):
                    seen.add(tensor)
                    yield f"{path}.{name}" if path else name, tensor

    def named_parameters(self, prefix: str = "", recurse: bool = True,
                         remove_duplicate: bool = True) -> Iterator[tuple[str, Parameter]]:
        """모든 매개변수의 (경로, 매개변수)입니다. 나누어 쓰는 매개변수는 한 번만 나옵니다."""
        return self._members(lambda m: m._parameters, prefix, recurse, remove_duplicate)

    def parameters(self, recurse: bool = True) -> Iterator[Parameter]:
        """모든 매개변수입니다. 옵티마이저에 줍니다."""
        return (p for _, p in self.named_parameters(recurse=recurse))

    def named_buffers(self, prefix: str = "", recurse: bool = True,
                      remove_duplicate: bool = True) -> Iterator[tuple[str, Tensor]]:
        """모든 버퍼의 (경로, 버퍼)입니다."""
        return self._members(lambda m: m._buffers, prefix, recurse, remove_duplicate)

    def buffers(self, recurse: bool = True) -> Iterator[Tensor]:
        """모든 버퍼입니다."""
        return (b for _, b in self.named_buffers(recurse=recurse))

    def get_submodule(self, target: str) -> Tree:
        """경로 target에 있는 하위 계층입니다. 빈 글이면 자신입니다. AttributeError: 없을 때."""
        module = self
        for name in filter(None, target.split(".")):
            module = _member(module, module._modules, name, target)
        return module

    def get_parameter(self, target: str) -> Parameter:
        """경로 target에 있는 매개변수입니다. AttributeError: 없을 때."""
        path, _, name = target.rpartition(".")
        owner = self.get_submodule(path)
        return _member(owner, owner._parameters, name, target)

    def get_buffer(self, target: str) -> Tensor:
        """경로 target에 있는 버퍼입니다. AttributeError: 없을 때."""
        path, _, name = target.rpartition(".")
        owner = self.get_submodule(path)
        return _member(owner, owner._buffers, name, target)


def _member(owner: Tree, members: dict, name: str, target: str):
    if name not in members:
        raise errors.NO_MEMBER(name=name, module=type(owner).__name__, target=target)
    return members[name]
