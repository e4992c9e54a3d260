"""값은 두고 보는 모양만 바꾸는 제자리 연산입니다: unsqueeze_, squeeze_, transpose_, t_.

메모리에 쓰지 않으므로 텐서가 보는 numpy 배열만 새 뷰로 바꿉니다. 기록하는 규칙과 막는 규칙은
값을 바꾸는 제자리 연산과 같습니다. 버전 번호도 오릅니다.
"""

from __future__ import annotations

from ..events import OpApplied, announce, listeners
from ..grad_mode import mode
from ..node import gradient_edge
from ..tensor import Tensor
from . import broadcast, transpose
from .checks import check_dim
from .inplace import bump_version, check_target, in_place_method
from .op import Op
from .view_history import rebase


class UnsqueezeInPlace(broadcast.Unsqueeze, name="UnsqueezeBackward1"):
    """a에 크기 1인 축을 끼웁니다."""


class SqueezeAllInPlace(broadcast.Squeeze, name="SqueezeBackward3"):
    """a에서 크기 1인 축을 모두 뺍니다."""


class SqueezeDimsInPlace(broadcast.Squeeze, name="SqueezeBackward5"):
    """a에서 적은 축 가운데 크기가 1인 것을 뺍니다."""


class TransposeInPlace(transpose.Transpose, name="TransposeBackward1"):
    """a의 두 축을 맞바꿉니다."""


class TInPlace(transpose.T, name="TBackward1"):
    """a를 뒤집습니다."""


def view_in_place(op: type[Op], target: Tensor, **params) -> Tensor:
    """target이 `op`가 만든 뷰를 보게 하고 target을 돌려줍니다. 원본과 다른 뷰의 모양은 그대로입니다.

    RuntimeError: 추적하는 잎이거나 그 뷰일 때, 기록할 수 없는 뷰일 때.
    """
    # 뷰는 원본의 기록에서 언제든 다시 이을 수 있으므로, 추적을 멈춘 동안에도 새 모양을 기록합니다.
    tracked = target._edge is not None and (mode.enabled or target._base is not None)
    check_target(target, tracked)
    target._array = op.forward(target._array, **params)
    target._accumulator = None   # 모양이 달라졌으므로 다음 그래프는 새 잎 노드를 씁니다.
    bump_version(target)
    if tracked:
        # 뷰의 새 모양은 뷰만의 일이라 원본과 다른 뷰의 기록은 그대로 둡니다.
        written = target if target._base is not None else target._detached()
        node = op.record((target,), (gradient_edge(target),), written, params)
        if written is not target:
            rebase(target, written)
        if listeners:
            announce(OpApplied, op, (target,), target, params, node)
    return target


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@in_place_method("unsqueeze_")
def unsqueeze_(input: Tensor, dim: int) -> Tensor:
    return view_in_place(UnsqueezeInPlace, input, dim=check_dim(dim, input._array.ndim + 1))


_SQUEEZES = {broadcast.Squeeze: SqueezeAllInPlace, broadcast.SqueezeDim: broadcast.SqueezeInPlace,
             broadcast.SqueezeDims: SqueezeDimsInPlace}


@in_place_method("squeeze_")
def squeeze_(input: Tensor, dim: int | tuple = broadcast.UNSET) -> Tensor:
    op, dims = broadcast.prepare_squeeze(input, dim)
    return view_in_place(_SQUEEZES[op], input, dims=dims)


@in_place_method("transpose_", "swapdims_")
def transpose_(input: Tensor, dim0: int, dim1: int) -> Tensor:
    ndim = input._array.ndim
    return view_in_place(TransposeInPlace, input,
                         dim0=check_dim(dim0, ndim), dim1=check_dim(dim1, ndim))


@in_place_method("swapaxes_")
def swapaxes_(input: Tensor, axis0: int, axis1: int) -> Tensor:
    return transpose_(input, axis0, axis1)


@in_place_method("t_")
def t_(input: Tensor) -> Tensor:
    transpose.check_t("t_()", input)
    return view_in_place(TInPlace, input)
