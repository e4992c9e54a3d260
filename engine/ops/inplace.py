"""제자리 연산입니다: add_, mul_, zero_, x[0] = … 처럼 텐서의 메모리를 고칩니다.

어떤 연산이든 제자리로 하는 방법은 하나입니다(in_place).
1. 값을 계산해 텐서의 메모리에 쓰고, 버전 번호를 1 올립니다.
2. 추적 중이면 그 텐서가 새 노드를 가리키게 합니다. 옛 노드는 새 노드의 입력이 됩니다.
3. 뷰를 고쳤거나 고친 메모리를 보는 뷰가 있으면, 그 기록도 다시 잇습니다(view_history.py).
"""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..events import ErrorRaised, OpApplied, VersionBumped, announce, listeners
from ..grad_mode import mode, switched
from ..node import gradient_edge
from ..tensor import ONE_OF_MANY, UNTRACKED, Tensor
from .checks import broadcast_error, promote
from .op import Op, method
from .view_history import rebase


def in_place_method(*names: str):
    """함수를 Tensor의 제자리 메서드로 다는 데코레이터입니다. 밑줄을 뗀 이름이 하는 일을 설명합니다."""
    return method(*names, doc=f"{names[0].rstrip('_')}의 결과를 자신의 메모리에 쓰고 자신을 돌려줍니다.")


def in_place(op: type[Op], target: Tensor, *others: Tensor, **params) -> Tensor:
    """`op`의 결과를 target의 메모리에 쓰고 target을 돌려줍니다.

    RuntimeError: 추적하는 잎일 때, 모양이나 dtype이 바뀔 때. 이때는 아무것도 바뀌지 않습니다.
    """
    tracked = (mode.enabled and target._array.dtype.kind == "f"
               and any(t._requires_grad for t in (target, *others)))
    check_target(target, tracked)
    x = target._array
    if not x.flags.c_contiguous and _overlaps(x):
        raise errors.IN_PLACE_OVERLAP(shape=x.shape)
    if not op.reads_first and any(_partly_shares(x, t._array) for t in others):
        raise errors.IN_PLACE_SHARES(shape=x.shape)
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
    if widened and not op.casts:
        raise errors.IN_PLACE_DTYPE(dtype=target.dtype, result=dtypes.of(result))
    if not _fits(result.shape, x.shape):
        raise errors.IN_PLACE_SHAPE(shape=list(x.shape), result=list(result.shape))

    before = (target, *others)
    if tracked:
        op.check_saving(before, params)
        if op.saves:  # 공식은 바꾸기 전의 값을 씁니다. 자신의 값은 곧 덮어쓰므로 따로 남깁니다.
            before = (_copied(target), *others)
    if x.size:  # 늘려서 만든 빈 뷰는 numpy가 읽기 전용으로 봅니다.
        np.copyto(x, result, casting="unsafe")
    bump_version(target)
    if tracked:
        edges = tuple([gradient_edge(t) for t in (target, *others)])
        written = target._detached()
        node = op.record(before, edges, written, params)
        _outdate(node, target)
        rebase(target, written)
        if listeners:
            announce(OpApplied, op, before, target if target._base is None else written,
                     params, node)
    return target


def overwrite(target: Tensor, values) -> None:
    """엔진이 스스로 정한 값으로 덮어씁니다: 매개변수의 처음 값, 이동 통계, 불러온 상태.

    독자가 적은 연산이 아니라서 기록하지 않고 알리지도 않습니다. 버전 번호는 오릅니다.
    RuntimeError: 추론 구역의 텐서를 구역 밖에서 바꿀 때.
    """
    with switched(False):
        check_target(target, tracked=False)
    if target._array.size:  # 늘려서 만든 빈 뷰는 numpy가 읽기 전용으로 봅니다.
        np.copyto(target._array, values, casting="unsafe")
    if not target.is_inference():
        target._version_counter[0] += 1


def bump_version(target: Tensor) -> None:
    """버전 번호를 1 올립니다. 추론 구역의 텐서에는 번호가 없습니다."""
    if not target.is_inference():
        target._version_counter[0] += 1
        if listeners:
            version = target._version_counter[0]
            announce(VersionBumped, target, version - 1, version)


def _copied(t: Tensor) -> Tensor:
    """고치기 전의 값입니다. 공식이 쓸 저장된 값이라, 잎의 복사본도 잎으로 가는 간선을 그대로 가집니다."""
    copy = Tensor(t._array.copy())
    copy._requires_grad = t._requires_grad
    copy._edge = gradient_edge(t) if t._requires_grad else None
    return copy


def _outdate(node: Op, target: Tensor) -> None:
    """y.mul_(y)처럼 target의 메모리를 보는 다른 입력을 저장했다면, 저장한 뒤에 바뀐 값으로 적습니다."""
    for name in node.inputs[1:]:
        value, counter, version = node._stored.get(name, (None, None, 0))
        if counter is target._version_counter:
            node._stored[name] = value, counter, version - 1


def _fits(shape: tuple, target: tuple) -> bool:
    """shape가 브로드캐스팅으로 target이 될 수 있는지입니다."""
    try:
        return np.broadcast_shapes(shape, target) == target
    except ValueError:
        return False


def check_history(target: Tensor, tracked: bool) -> None:
    """target을 고쳐도 기록이 어긋나지 않는지 봅니다. 추적 중지 구역에서는 묻지 않습니다.

    RuntimeError: 추적하는 잎이나 그 뷰일 때, 기록을 다시 이을 수 없는 뷰일 때.
    """
    base, shape = target._base, target._array.shape
    if not mode.enabled:
        return
    if base is None and target._requires_grad and target._edge is None:
        raise _announced(errors.LEAF_IN_PLACE(shape=shape), target)
    if base is None or not (tracked or base._requires_grad or target._requires_grad):
        return
    if base._edge is None and (base._requires_grad or target._requires_grad):
        raise _announced(errors.VIEW_OF_LEAF_IN_PLACE(shape=shape), base)
    if target._made is UNTRACKED:  # 원본에서 온 길을 적지 않은 뷰는 다시 이을 길도 없습니다.
        raise errors.VIEW_IN_PLACE_UNDER_GRAD()
    if target._made is ONE_OF_MANY:  # 함께 만든 다른 뷰의 노드와 얽혀, 하나만 다시 이을 수 없습니다.
        node, nr = target._edge or (None, 0)
        raise errors.MULTI_OUTPUT_VIEW_IN_PLACE(nr=nr, node=node.name() if node else "view")


def _announced(error: Exception, leaf: Tensor) -> Exception:
    if listeners:
        announce(ErrorRaised, error, gradient_edge(leaf)[0])
    return error


def check_target(target: Tensor, tracked: bool) -> None:
    """RuntimeError: 추론 구역의 텐서를 구역 밖에서 바꿀 때, 기록이 어긋날 때(check_history)."""
    if target.is_inference() and not mode.inference:
        raise errors.INFERENCE_IN_PLACE(shape=target._array.shape)
    check_history(target, tracked)


def _overlaps(array: np.ndarray) -> bool:
    """두 칸이 한 메모리를 가리키는지입니다. 걸음이 짧은 축부터, 안쪽 축이 닿는 곳을 넘어서는지 봅니다."""
    reach = 0
    for step, size in sorted((abs(step), size) for step, size in zip(array.strides, array.shape)):
        if size > 1 and step <= reach:
            return array.size > 0
        reach += step * (size - 1)
    return False


def _partly_shares(x: np.ndarray, other: np.ndarray) -> bool:
    """x[1:]에 x[:-1]을 쓸 때처럼, 쓰는 동안 읽을 값이 바뀌는지입니다.

    같은 자리를 같은 차례로 보면 바뀌지 않습니다. 빈틈이 있는 뷰는 PyTorch처럼 묻지 않습니다.
    """
    if x.size == 0 or not np.may_share_memory(x, other):
        return False
    if x.strides == other.strides and x.shape == other.shape and _start(x) == _start(other):
        return False
    return all(a.flags.forc for a in (x, other))


def _start(array: np.ndarray) -> int:
    """첫 값의 주소(바이트)입니다."""
    return array.__array_interface__["data"][0]
