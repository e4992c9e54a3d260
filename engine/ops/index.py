"""고르는 연산의 공식입니다. 대괄호 안의 열쇠를 읽는 일은 getitem.py가 합니다."""

from __future__ import annotations

import numpy as np

from ..tensor import Tensor
from .op import Op, saved_entry, version_counter_of


def numpy_key(key: tuple) -> tuple:
    """번호 텐서가 섞인 열쇠를 numpy의 열쇠로 바꿉니다."""
    return tuple(getattr(part, "_array", part) for part in key)


class Indexing(Op):
    """번호 텐서로 고르는 연산의 밑바탕입니다. 열쇠(key)에는 축마다 번호 텐서나 slice(None)이 있습니다.

    번호 텐서도 저장해 둡니다. 역전파 전에 번호가 바뀌면 변화도를 엉뚱한 자리로 보내기 때문입니다.
    """

    @classmethod
    def record(cls, inputs, edges, out, params=None):
        node, names = super().record(inputs, edges, out, params), []
        node._stored = {}
        for i, part in enumerate(node.key):
            names.append(f"indices[{i}]" if isinstance(part, Tensor) else part)
            if isinstance(part, Tensor):
                node._stored[names[-1]] = saved_entry(node, part)
        node.key = tuple(names)
        return node

    @classmethod
    def check_saving(cls, inputs, params):
        super().check_saving(inputs, params)
        for part in params["key"]:
            if isinstance(part, Tensor):
                version_counter_of(cls, part)

    def places(self) -> tuple:
        """저장해 둔 번호 텐서를 꺼내 열쇠를 되돌립니다."""
        return tuple(self.unpack(part) if isinstance(part, str) else part for part in self.key)


class Index(Indexing):
    """c = a[번호].  변화도는 고른 자리에 더합니다. 한 자리를 두 번 골랐으면 두 번 더합니다."""

    @staticmethod
    def forward(a, key):
        return a[numpy_key(key)]

    def grad_a(self, grad):
        return IndexAdd.apply(grad, shape=self.input_shape(), key=self.places())


class IndexAdd(Indexing, name="IndexPutBackward0"):
    """c = 0으로 채운 뒤 고른 자리에 a를 더한 것. Index의 변화도이고, 그 변화도는 다시 Index입니다."""

    @staticmethod
    def forward(a, shape, key):
        c = np.zeros(shape, a.dtype)
        np.add.at(c, numpy_key(key), a)
        return c

    def grad_a(self, grad):
        return Index.apply(grad, key=self.places())


class Select(Op):
    """c = 한 축에서 번호 하나를 고른 뷰.  변화도는 고른 자리에만 놓고 나머지는 0입니다."""

    view = True

    @staticmethod
    def forward(a, key):
        return a[key]

    def grad_a(self, grad):
        return SliceFill.apply(grad, shape=self.input_shape(), key=self.key)


class Slice(Select):
    """c = 한 축에서 범위를 고른 뷰.  변화도는 고른 자리에만 놓고 나머지는 0입니다."""


class SliceFill(Op, name="SliceBackwardBackward0"):
    """c = 0으로 채운 뒤 고른 범위에 a를 놓은 것. 그 변화도는 같은 범위를 고른 것입니다."""

    @staticmethod
    def forward(a, shape, key):
        c = np.zeros(shape, a.dtype)
        c[key] = a
        return c

    def grad_a(self, grad):
        return Slice.apply(grad, key=self.key)
