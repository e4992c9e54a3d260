"""뷰를 고친 뒤 원본과 뷰들의 기록을 다시 잇습니다.

뷰를 고친 것은 원본의 일부를 고친 것입니다. 그래서 원본이 CopySlices 노드를 가리키게 하고,
같은 메모리를 보는 뷰는 모두 AsStrided로 원본에서 다시 잇습니다. 제자리 연산(inplace.py)과
Function의 mark_dirty가 함께 씁니다.
"""

from __future__ import annotations

import math

import numpy as np

from ..node import Node, gradient_edge, next_order
from ..tensor import Tensor
from .index import IndexAdd
from .op import Op
from .where import where


class AsStrided(Op):
    """c = 한 줄로 편 a에서 `region`번째 값들을 고른 것.  뷰의 기록을 원본에서 다시 이을 때 씁니다."""

    @staticmethod
    def forward(a, region):
        return np.take(a, region)

    def grad_a(self, grad):
        return _placed(grad, self.region, self.input_shape())


def _placed(values: Tensor, region: np.ndarray, shape: tuple) -> Tensor:
    """0으로 채운 `shape` 모양의 텐서를 한 줄로 폈을 때, region번째 자리에 values를 더한 것입니다."""
    flat = IndexAdd.apply(values, shape=(math.prod(shape),), key=(region,))
    return flat.reshape(shape)


class CopySlices(Node):
    """원본의 일부(region)를 제자리 연산 `inner`로 바꾼 노드입니다.

    바뀐 자리의 변화도는 inner를 거쳐 가고, 나머지 자리의 변화도는 그대로 갑니다.
    """

    def __init__(self, base: Tensor, inner: Node, region: np.ndarray, slot: int):
        self.inner, self.region, self.slot = inner, region, slot
        edges = list(inner.next_functions)
        edges[slot] = gradient_edge(base)  # 고친 뷰로 갈 변화도는 원본으로 갑니다.
        # inner도 같은 간선을 봅니다. 공식을 부를지를 받을 노드가 있는지로 정하기 때문입니다.
        self.next_functions = inner.next_functions = tuple(edges)
        self._outputs = ((base._array.shape, base._array.dtype),)
        self._order, self._hooks = next_order(), None
        self.remember_place()

    @property
    def _stored(self):
        """inner가 저장한 값과 바뀐 자리입니다. 해제했으면 None입니다."""
        return None if self.region is None else {**self.inner._stored, "region": (self.region, [0], 0)}

    def release(self):
        self.inner.release()
        self.region = None

    def name(self) -> str:
        return "torch::autograd::CopySlices"

    def backward(self, grads, needed):
        grad, = grads
        shape, slot = grad._array.shape, self.slot
        sent = list(self._through_inner(AsStrided.apply(grad, region=self.region), needed))
        if self.next_functions[slot][0] not in needed:
            sent[slot] = None
            return sent
        replaced = np.zeros(math.prod(shape), bool)
        replaced[self.region] = True
        replaced = Tensor(replaced.reshape(shape))
        placed = 0 if sent[slot] is None else _placed(sent[slot], self.region, shape)
        sent[slot] = where(replaced, placed, grad)
        return sent

    def _through_inner(self, grad: Tensor, needed) -> list:
        """inner의 공식을 부릅니다. inner가 저장한 자기 결과는 이 노드를 거쳐 원본에 잇습니다."""
        saved = self.inner._stored
        if "out" not in saved or type(saved["out"][0]) is not np.ndarray:
            return self.inner.backward([grad], needed)
        array, *version = saved["out"]
        out = Tensor(array)
        AsStrided.record((), ((self, 0),), out, {"region": self.region})
        self.inner._stored = {**saved, "out": (out, *version)}
        try:
            return self.inner.backward([grad], needed)
        finally:
            self.inner._stored = saved  # 남겨 두면 노드가 자신을 붙잡습니다.


def rebase(target: Tensor, written: Tensor, slot: int = 0) -> None:
    """고친 target이 새 노드를 가리키게 하고, 같은 메모리를 보는 텐서들의 기록도 다시 잇습니다.

    written: target 대신 새 노드의 결과로 기록한 텐서. target에 곧바로 기록하면, 뷰일 때 원본과 어긋납니다.
    slot: 새 노드에서 target의 몫이 있는 입력 자리.
    """
    base = target if target._base is None else target._base
    views = [view for reference in base._views if (view := reference()) is not None]
    retaining = [tensor for tensor in (base, *views) if tensor.retains_grad]
    for tensor in retaining:  # 텐서 훅은 옛 값의 것이라 두고, retain_grad는 새 값을 따라갑니다.
        node, nr = tensor._edge
        del node._hooks.retained[nr]
    if base is target:
        base._edge = written._edge
    else:
        region = _region(base._array, target._array)
        base._edge = CopySlices(base, written._edge[0], region, slot), 0
    base._requires_grad = True
    for view in views:
        region = _region(base._array, view._array)
        AsStrided.record((base,), (gradient_edge(base),), view, {"region": region})
    for tensor in retaining:
        tensor.retain_grad()


def _region(base: np.ndarray, view: np.ndarray) -> np.ndarray:
    """뷰의 값들이 한 줄로 편 원본에서 몇 번째인지입니다. 메모리 주소를 견주어 찾습니다."""
    addresses = _addresses(base).ravel()
    order = addresses.argsort()
    return order[np.searchsorted(addresses, _addresses(view), sorter=order)]


def _addresses(array: np.ndarray) -> np.ndarray:
    addresses = np.array(array.__array_interface__["data"][0])
    for size, step in zip(array.shape, array.strides):
        addresses = np.add.outer(addresses, np.arange(size) * step)
    return addresses
