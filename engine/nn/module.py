"""Module: 매개변수와 다른 계층을 담는 그릇입니다.

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(2, 3)

        def forward(self, x):
            return self.hidden(x).relu()

속성으로 넣은 Parameter와 Module은 저절로 매개변수와 하위 계층이 됩니다. 찾는 일은 tree.py가 합니다.
"""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..hooks import RemovableHandle
from ..ops.cast import what_to
from ..tensor import Tensor
from .hooks import ModuleHooks, call_with_hooks
from .parameter import Parameter
from .state import load_into, state_of
from .tree import Tree


class Module(Tree):
    """계층의 밑바탕입니다. 물려받아 __init__과 forward를 적습니다."""

    training: bool

    def __init__(self) -> None:
        self.training = True
        self._persistent: dict[str, bool] = {}  # 버퍼의 이름 → 상태에 넣는지
        self._hooks = ModuleHooks()

    def forward(self, *args):
        """순전파입니다. NotImplementedError: 물려받은 클래스가 적지 않았을 때."""
        raise errors.MODULE_WITHOUT_FORWARD(module=type(self).__name__)

    def __call__(self, *args, **kwargs):
        """forward를 실행합니다. 훅이 있으면 앞뒤로 부릅니다."""
        if self._hooks:
            return call_with_hooks(self, args, kwargs)
        return self.forward(*args, **kwargs)

    # ── 등록 ──

    def __setattr__(self, name: str, value) -> None:
        members = self.__dict__
        if isinstance(value, (Parameter, Module)):
            if "_hooks" not in members:
                raise errors.MODULE_BEFORE_INIT(module=type(self).__name__, name=name)
            members.get("_persistent", {}).pop(name, None)
        elif value is not None and isinstance(members.get(name), Parameter):
            raise errors.NOT_A_PARAMETER(name=name, type=type(value).__name__)
        elif not (value is None or isinstance(value, Tensor)) and name in members.get(
                "_persistent", ()):
            raise errors.NOT_A_BUFFER(name=name, type=type(value).__name__)
        members[name] = value

    def register_parameter(self, name: str, param: Parameter | None) -> None:
        """매개변수를 등록합니다. None이면 그 매개변수가 없다는 뜻입니다."""
        self._check_name(name, self._parameters)
        if param is not None and not isinstance(param, Parameter):
            raise errors.NOT_A_PARAMETER(name=name, type=type(param).__name__)
        setattr(self, name, param)

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """학습하지 않지만 계층과 함께 다니는 텐서를 등록합니다. persistent면 상태에도 넣습니다."""
        self._check_name(name, self._buffers)
        if tensor is not None and not isinstance(tensor, Tensor):
            raise errors.NOT_A_BUFFER(name=name, type=type(tensor).__name__)
        self._persistent[name] = persistent
        setattr(self, name, tensor)

    def add_module(self, name: str, module: Module | None) -> None:
        """하위 계층을 등록합니다."""
        self._check_name(name, self._modules)
        if module is not None and not isinstance(module, Module):
            raise errors.NOT_A_MODULE(type=type(module).__name__)
        setattr(self, name, module)

    register_module = add_module

    def _check_name(self, name: str, own: dict) -> None:
        """KeyError: 쓸 수 없는 이름이거나, own이 아닌 것이 이미 쓰는 이름일 때."""
        if "_hooks" not in self.__dict__:
            raise errors.MODULE_BEFORE_INIT(module=type(self).__name__, name=name)
        if not name or "." in name:
            raise errors.NAME_WITH_DOT(name=name)
        if hasattr(self, name) and name not in own and getattr(self, name) is not None:
            raise errors.NAME_IS_TAKEN(name=name)

    # ── 한꺼번에 바꾸기 ──

    def train(self, mode: bool = True) -> Module:
        """학습할 때의 동작(드롭아웃, 배치 정규화)으로 바꿉니다. 추적은 바꾸지 않습니다."""
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> Module:
        """추론할 때의 동작으로 바꿉니다. 추적은 바꾸지 않으므로 no_grad는 따로 씁니다."""
        return self.train(False)

    def requires_grad_(self, requires_grad: bool = True) -> Module:
        """모든 매개변수의 추적 여부를 바꿉니다. False면 동결입니다."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none: bool = True) -> None:
        """모든 매개변수의 .grad를 비웁니다. set_to_none=False면 0으로 채웁니다."""
        for parameter in self.parameters():
            clear_grad(parameter, set_to_none)

    def apply(self, fn) -> Module:
        """하위 계층부터 시작해 모든 계층에 fn(계층)을 부릅니다."""
        for child in self.children():
            child.apply(fn)
        fn(self)
        return self

    def to(self, *what, dtype: dtypes.dtype | None = None, device=None) -> Module:
        """실수인 매개변수, 변화도, 버퍼의 dtype을 바꿉니다. 인자는 Tensor.to와 같습니다.

        TypeError: 실수 dtype이 아닐 때. RuntimeError: CPU가 아닌 장치일 때.
        """
        dtype = what_to(*what, dtype=dtype, device=device)
        if dtype is None:
            return self
        if isinstance(dtype, np.dtype):
            dtype = dtypes.of(np.empty(0, dtype))
        if not dtype.is_floating_point:
            raise errors.MODULE_TO_INTEGERS(dtype=dtype)
        for tensor in (*self.parameters(), *self.buffers()):
            if tensor.is_floating_point():
                tensor.data = tensor.data.to(dtype)
                if tensor._grad is not None:
                    tensor._grad.data = tensor._grad.data.to(dtype)
        return self

    def cpu(self) -> Module:
        """CPU로 옮깁니다. 늘 CPU에 있으므로 하는 일이 없습니다."""
        return self

    def cuda(self, device=None) -> Module:
        """CUDA 장치로 옮깁니다. RuntimeError: 언제나. 이 엔진에는 CUDA가 없습니다."""
        raise errors.NO_SUCH_DEVICE(device="cuda" if device is None else device)

    def half(self) -> Module:
        """float16으로 바꿉니다."""
        return self.to(dtypes.float16)

    def float(self) -> Module:
        """float32로 바꿉니다."""
        return self.to(dtypes.float32)

    def double(self) -> Module:
        """float64로 바꿉니다."""
        return self.to(dtypes.float64)

    # ── 상태와 훅 ──

    def state_dict(self, *, prefix: str = "", keep_vars: bool = False) -> dict[str, Tensor]:
        """매개변수와 버퍼의 이름 → 값입니다. 값은 메모리를 나누어 쓰고 추적하지 않습니다.

        prefix: 이름의 앞에 붙일 말. keep_vars: 떼어 내지 않은 매개변수와 버퍼를 그대로 줍니다.
        """
        return state_of(self, prefix, keep_vars)

    def load_state_dict(self, state_dict: dict[str, Tensor], strict: bool = True):
        """상태를 읽어 넣습니다. 맞지 않으면 아무것도 바꾸지 않습니다.

        strict=False면 이름이 빠지거나 남아도 나머지를 넣습니다.
        (missing_keys, unexpected_keys)를 돌려줍니다. RuntimeError: 이름이나 모양이 맞지 않을 때.
        """
        return load_into(self, state_dict, strict)

    def register_forward_pre_hook(self, hook) -> RemovableHandle:
        """forward 전에 hook(계층, 인자)를 부릅니다. 돌려준 값은 인자를 대신합니다."""
        return RemovableHandle(self._hooks.before, hook)

    def register_forward_hook(self, hook) -> RemovableHandle:
        """forward 뒤에 hook(계층, 인자, 결과)를 부릅니다. 돌려준 값은 결과를 대신합니다."""
        return RemovableHandle(self._hooks.after, hook)

    def register_full_backward_hook(self, hook) -> RemovableHandle:
        """역전파가 계층을 지나면 hook(계층, 입력의 변화도, 결과의 변화도)를 부릅니다.

        텐서 튜플을 돌려주면 입력의 변화도를 대신합니다.
        """
        return RemovableHandle(self._hooks.backward, hook)

    # ── 글로 적기 ──

    def extra_repr(self) -> str:
        """괄호 안에 적을 설정입니다."""
        return ""

    def __repr__(self) -> str:
        lines = [f"({name}): {_indented(child)}" for name, child in self._modules.items()]
        return _enclosed(type(self).__name__, self.extra_repr(), lines)


def _indented(child: Module) -> str:
    return repr(child).replace("\n", "\n  ")


def _enclosed(name: str, settings: str, lines: list[str]) -> str:
    inside = [*settings.splitlines(), *lines]
    if not lines and len(inside) < 2:
        return f"{name}({settings})"
    return f"{name}(\n  " + "\n  ".join(inside) + "\n)"


def clear_grad(tensor: Tensor, set_to_none: bool = True) -> None:
    """텐서의 .grad를 비우거나 0으로 채웁니다."""
    grad = tensor._grad
    if set_to_none or grad is None:
        tensor.grad = None
        return
    if grad.is_leaf:
        grad.requires_grad_(False)
    else:
        grad.detach_()
    grad.zero_()
