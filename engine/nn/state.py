"""계층의 상태를 사전으로 꺼내고 다시 넣습니다."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import NamedTuple

from .. import errors
from ..ops.inplace import overwrite
from ..tensor import Tensor


class IncompatibleKeys(NamedTuple):
    """빠진 이름(missing_keys)과 남는 이름(unexpected_keys)입니다."""

    missing_keys: list
    unexpected_keys: list

    def __repr__(self) -> str:
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return (f"_IncompatibleKeys(missing_keys={self.missing_keys}, "
                f"unexpected_keys={self.unexpected_keys})")

    __str__ = __repr__


def state_of(module, prefix: str = "", keep_vars: bool = False) -> OrderedDict[str, Tensor]:
    """매개변수와 버퍼의 경로 → 떼어 낸(keep_vars면 그대로인) 텐서입니다. 나누어 쓰는 텐서는 이름마다 나옵니다."""
    state = OrderedDict()
    for path, owner in module.named_modules(remove_duplicate=False):
        buffers = {name: b for name, b in owner._buffers.items() if owner._persistent[name]}
        for name, tensor in {**owner._parameters, **buffers}.items():
            where = prefix + (f"{path}.{name}" if path else name)
            state[where] = tensor if keep_vars else tensor._detached()
    return state


def load_into(module, state: Mapping, strict: bool) -> IncompatibleKeys:
    """모두 맞는지 먼저 확인하고, 맞으면 한꺼번에 복사합니다."""
    if not isinstance(state, Mapping):
        raise errors.STATE_DICT_TYPE(type=type(state).__name__)
    ours = state_of(module)
    missing = [name for name in ours if name not in state]
    unexpected = [name for name in state if name not in ours]
    problems = [_mismatch(name, tensor, state[name])
                for name, tensor in ours.items() if name in state]
    if strict:
        problems += [f"빠진 이름: {', '.join(missing)}"] if missing else []
        problems += [f"남는 이름: {', '.join(map(str, unexpected))}"] if unexpected else []
    problems = [problem for problem in problems if problem]
    if problems:
        raise errors.STATE_DICT_MISMATCH(
            module=type(module).__name__, problems=" · ".join(problems))
    for name, tensor in ours.items():
        if name in state:
            overwrite(tensor, state[name]._array)
    return IncompatibleKeys(missing, unexpected)


def _mismatch(name: str, ours: Tensor, theirs) -> str | None:
    if not isinstance(theirs, Tensor):
        return f"{name}이 텐서가 아니라 {type(theirs).__name__}입니다"
    if ours.shape != theirs.shape:
        return f"{name}의 모양이 계층에서는 {tuple(ours.shape)}, 상태에서는 {tuple(theirs.shape)}입니다"
    return None
