"""제자리 연산입니다: add_, mul_, zero_, x[0] = … 처럼 텐서의 메모리를 고칩니다.

어떤 연산이든 제자리로 하는 방법은 하나입니다(in_place).
1. 값을 계산해 텐서의 메모리에 쓰고, 버전 번호를 1 올립니다.
2. 추적 중이면 그 텐서가 새 노드를 가리키게 합니다. 옛 노드는 새 노드의 입력이 됩니다.
3. 뷰를 고쳤다면 원본의 일부를 고친 것입니다. 그래서 원본이 CopySlices 노드를 가리키게 하고,
   같은 메모리를 보는 뷰의 기록도 원본에서 다시 잇습니다.
"""

from __future__ import annotations

import math

import numpy as np

from .. import dtypes, errors
from ..events import VersionBumped, announce, listeners
from ..grad_mode import mode
from ..node import Node, gradient_edge, next_order
from ..tensor import Tensor
from .checks import as_tensors, broadcast_error, check_fits, check_same_dtype, promote
from .index import IndexAdd, Indexing, basic_view, numpy_key
from .op import Op, method, nothing
from .where import where


class Copy(Op, name="CopyBackwards"):
    """a의 값을 b로 바꿉니다.   ∂c/∂a = 0,   ∂c/∂b = 1"""

    @staticmethod
    def forward(a, b):
        return b

    def grad_a(self, grad):
        return nothing(grad)

    def grad_b(self, grad):
        return grad


class FillTensor(Copy, name="FillBackward3"):
    """a의 값을 0차원 텐서 b의 값으로 바꿉니다.   ∂c/∂a = 0,   ∂c/∂b = 1"""


class Zero(Op):
    """a의 값을 0으로 바꿉니다.   ∂c/∂a = 0"""

    @staticmethod
    def forward(a):
        return np.zeros_like(a)

    def grad_a(self, grad):
        return nothing(grad)


class Fill(Op, name="FillBackward2"):
    """a의 값을 숫자 하나로 바꿉니다.   ∂c/∂a = 0"""

    @staticmethod
    def forward(a, value):
        return np.full_like(a, value)

    def grad_a(self, grad):
        return nothing(grad)


class IndexPut(Indexing):
    """a[번호] = b.   바뀐 자리의 변화도는 a 대신 b로 갑니다."""

    @staticmethod
    def forward(a, b, key):
        c, key = a.copy(), numpy_key(key)
        try:
            c[key] = b
        except IndexError as error:
            raise errors.INDEX_MISMATCH(shape=a.shape, detail=error) from None
        except ValueError:
            raise errors.INDEX_VALUE_SHAPE(shape=_chosen_shape(a, key), value=b.shape) from None
        return c

    def grad_a(self, grad):
        kept = np.ones(grad._array.shape, bool)
        kept[numpy_key(self.places())] = False
        return where(Tensor(kept), grad, 0)

    def grad_b(self, grad):
        return grad[self.places()]


def _chosen_shape(a: np.ndarray, key: tuple) -> tuple:
    """고를 모양입니다. 번호가 범위를 벗어났어도, 고를 값이 있으면 모양은 정해집니다."""
    try:
        return a[tuple(part if isinstance(part, slice) else part * 0 for part in key)].shape
    except IndexError as error:
        raise errors.INDEX_MISMATCH(shape=a.shape, detail=error) from None


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

    def __init__(self, base: Tensor, inner: Op, region: np.ndarray):
        self.inner, self.region = inner, region
        self.next_functions = (gradient_edge(base), *inner.next_functions[1:])
        inner.next_functions = self.next_functions
        self.outputs = ((base._array.shape, base._array.dtype),)
        self.order, self.hooks = next_order(), None
        self.remember_place()

    @property
    def saved(self):
        """inner가 저장한 값과 바뀐 자리입니다. 해제했으면 None입니다."""
        return None if self.region is None else {**self.inner.saved, "region": (self.region, [0], 0)}

    def release(self):
        self.inner.release()
        self.region = None

    def name(self) -> str:
        return "torch::autograd::CopySlices"

    def backward(self, grads, needed):
        grad, = grads
        shape, base = grad._array.shape, self.next_functions[0][0]
        inside = AsStrided.apply(grad, region=self.region)
        changed, *others = self._through_inner(inside, needed)
        if base not in needed:
            return [None, *others]
        replaced = np.zeros(math.prod(shape), bool)
        replaced[self.region] = True
        placed = _placed(changed, self.region, shape)
        return [where(Tensor(replaced.reshape(shape)), placed, grad), *others]

    def _through_inner(self, grad: Tensor, needed) -> list:
        """inner의 공식을 부릅니다. inner가 저장한 자기 결과는 이 노드를 거쳐 원본에 잇습니다."""
        saved = self.inner.saved
        if "out" not in saved or type(saved["out"][0]) is not np.ndarray:
            return self.inner.backward([grad], needed)
        array, *version = saved["out"]
        out = Tensor(array)
        AsStrided.record((None,), ((self, 0),), out, {"region": self.region})
        self.inner.saved = {**saved, "out": (out, *version)}
        try:
            return self.inner.backward([grad], needed)
        finally:
            self.inner.saved = saved  # 남겨 두면 노드가 자신을 붙잡습니다.


def in_place(op: type[Op], target: Tensor, *others: Tensor, **params) -> Tensor:
    """`op`의 결과를 target의 메모리에 쓰고 target을 돌려줍니다.

    RuntimeError: 추적하는 잎일 때, 모양이나 dtype이 바뀔 때. 이때는 아무것도 바뀌지 않습니다.
    """
    tracked = (mode.enabled and target._array.dtype.kind == "f"
               and any(t._requires_grad for t in (target, *others)))
    _check_writable(target, tracked)
    x = target._array
    arrays = [x, *[t._array for t in others]]
    if len(others) == 1:
        arrays = promote(*arrays)
    try:
        result = op.forward(*arrays, **params)
    except ValueError:
        raise broadcast_error(x.shape, others[0]._array.shape) from None
    except TypeError:  # 정수 텐서에 exp_처럼 실수를 내는 연산
        raise errors.IN_PLACE_DTYPE(
            dtype=target.dtype, result=dtypes.get_default_dtype()) from None
    widened = dtypes.KIND_RANK[result.dtype.kind] > dtypes.KIND_RANK[x.dtype.kind]
    if widened and not issubclass(op, Copy):
        raise errors.IN_PLACE_DTYPE(dtype=target.dtype, result=dtypes.of(result))
    if not _fits(result.shape, x.shape):
        raise errors.IN_PLACE_SHAPE(shape=list(x.shape), result=list(result.shape))

    before = (target, *others)
    if tracked:
        op.check_saving(before, params)
    if tracked and op.saves:  # 공식은 바꾸기 전의 값을 씁니다. 덮어쓸 메모리에 있는 값은 따로 남깁니다.
        before = tuple(_copied(t) if np.may_share_memory(t._array, x) else t for t in before)
    if x.size:  # 늘려서 만든 빈 뷰는 numpy가 읽기 전용으로 봅니다.
        np.copyto(x, result, casting="unsafe")
    if not target.is_inference():
        target._version_counter[0] += 1
        if listeners:
            version = target._version_counter[0]
            announce(VersionBumped(target, version - 1, version))
    if tracked:
        edges = tuple([gradient_edge(t) for t in (target, *others)])
        _rebase(op, before, edges, target, params)
    return target


def _copied(t: Tensor) -> Tensor:
    copy = Tensor(t._array.copy())
    copy._requires_grad = t._requires_grad
    copy._edge = gradient_edge(t) if t._requires_grad else None
    return copy


def _fits(shape: tuple, target: tuple) -> bool:
    """shape가 브로드캐스팅으로 target이 될 수 있는지입니다."""
    try:
        return np.broadcast_shapes(shape, target) == target
    except ValueError:
        return False


def _check_writable(target: Tensor, tracked: bool) -> None:
    base, shape = target._base, target._array.shape
    if target.is_inference() and not mode.inference:
        raise errors.INFERENCE_IN_PLACE(shape=shape)
    if mode.enabled:
        if base is None and target._requires_grad and target._edge is None:
            raise errors.LEAF_IN_PLACE(shape=shape)
        if base is not None and base._edge is None and (base._requires_grad or target._requires_grad):
            raise errors.VIEW_OF_LEAF_IN_PLACE(shape=shape)
    if mode.enabled and base is not None and (tracked or base._requires_grad):
        if not any(view() is target for view in list(base._views)):
            raise errors.VIEW_IN_PLACE_UNDER_GRAD()
        if target._edge is not None and len(target._edge[0].outputs) > 1:
            raise errors.MULTI_OUTPUT_VIEW_IN_PLACE(
                nr=target._edge[1], node=target._edge[0].name())
    repeated = [size > 1 and step == 0 for size, step in zip(shape, target._array.strides)]
    if target._array.size and any(repeated):
        raise errors.IN_PLACE_OVERLAP(shape=shape)


def _rebase(op, inputs: tuple, edges: tuple, target: Tensor, params: dict) -> None:
    """고친 텐서의 기록을 새로 잇습니다."""
    base = target._base
    if base is None:
        op.record(inputs, edges, target, params)
        base = target
    else:
        written = target.detach()
        op.record(inputs, edges, written, params)
        region = _region(base._array, target._array)
        base._edge, base._requires_grad = (CopySlices(base, written._edge[0], region), 0), True
    for reference in list(base._views):
        view = reference()
        if view is not None:
            fresh = AsStrided.apply(base, region=_region(base._array, view._array))
            view._edge, view._requires_grad = fresh._edge, True


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


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def copy_(input: Tensor, other: Tensor | float) -> Tensor:
    """값을 other의 값으로 바꾸고 자신을 돌려줍니다. 모양이 다르면 브로드캐스팅합니다."""
    return in_place(Copy, *as_tensors("copy_", input, other))


@method()
def zero_(input: Tensor) -> Tensor:
    """모든 값을 0으로 바꾸고 자신을 돌려줍니다."""
    return in_place(Zero, input)


@method()
def fill_(input: Tensor, value: Tensor | float) -> Tensor:
    """모든 값을 value(숫자나 0차원 텐서)로 바꾸고 자신을 돌려줍니다. RuntimeError: value에 축이 있을 때."""
    if not isinstance(value, Tensor):
        return in_place(Fill, input, value=value)
    if value._array.ndim:
        raise errors.FILL_WITH_MANY(name="fill_", shape=value._array.shape)
    return in_place(FillTensor, input, value)


@method("__setitem__")
def setitem(input: Tensor, key, value: Tensor | float) -> None:
    """x[번호] = 값. 번호와 범위로 고른 자리는 뷰에 복사해 쓰고, 번호 텐서는 자리마다 씁니다.

    RuntimeError: 번호 텐서로 쓰는 값이 텐서인데 dtype이 다를 때. 숫자는 그 dtype이 됩니다.
    """
    view, places = basic_view(input, key)
    number, (_, value) = not isinstance(value, Tensor), as_tensors("__setitem__", input, value)
    extra = value._array.ndim - view._array.ndim
    if extra > 0 and value._array.shape[:extra] == (1,) * extra:
        value = value.reshape(value._array.shape[extra:])  # 앞에 남는 크기 1인 축은 뗍니다.
    if not any(isinstance(place, Tensor) for place in places):
        in_place(FillTensor if value._array.ndim == 0 < view._array.ndim else Copy, view, value)
        return
    if number:
        check_fits(input, value.item())
        value = value.to(input.dtype)
    check_same_dtype("index_put_", input, value)
    in_place(IndexPut, view, value, key=places)


@method()
def detach_(input: Tensor) -> Tensor:
    """기록을 자신에게서 끊고 자신을 돌려줍니다. RuntimeError: 뷰일 때."""
    if input._base is not None:
        raise errors.DETACH_VIEW_IN_PLACE(shape=input._base._array.shape)
    input._edge, input._requires_grad = None, False
    return input
