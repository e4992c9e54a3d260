"""매개변수: 학습하며 고칠 잎 텐서입니다. Module의 속성으로 넣으면 저절로 등록됩니다."""

from __future__ import annotations

import numpy as np

from .. import dtypes
from ..tensor import Tensor


class Parameter(Tensor):
    """data와 메모리를 나누어 쓰는 매개변수입니다. RuntimeError: 실수 텐서가 아닐 때."""

    def __init__(self, data: Tensor | None = None, requires_grad: bool = True):
        empty = np.empty(0, dtypes.get_default_dtype().numpy)
        super().__init__(empty if data is None else data._array)
        self.requires_grad = requires_grad

    def __deepcopy__(self, memo: dict) -> Parameter:
        """값만 복사합니다. .grad는 복사하지 않습니다."""
        copy = memo[id(self)] = Parameter(Tensor(self._array.copy()), self.requires_grad)
        return copy

    def __repr__(self) -> str:
        return "Parameter containing:\n" + super().__repr__()
