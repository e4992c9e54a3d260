"""변화도의 배열을 복사하지 않고 .grad로 넘겨도 되는지를 참조 수로 압니다.

배열을 다른 텐서나 저장된 값이 함께 쓰고 있다면, .grad를 제자리에서 고칠 때 그것도 바뀝니다. 그래서
역전파의 목록 하나만 붙잡고 있을 때만 넘깁니다. PyTorch의 AccumulateGrad도 참조 수로 알아봅니다.
‘함께 쓴다’고 잘못 알면 한 번 더 복사할 뿐입니다. 반대로 잘못 알지는 않는지는 tests/engine/test_ops.py가
연산마다 확인합니다.
"""

from __future__ import annotations

import sys

import numpy as np

from .tensor import Tensor


def is_sole_holder(grad: Tensor) -> bool:
    """accumulate(잎, grads[0])처럼 불렀을 때, 그 목록 말고는 아무도 이 변화도를 쓰지 않는지입니다."""
    return _holders(grad) in _SOLE


def _holders(grad: Tensor) -> tuple:
    """(뷰가 아닌지, 배열이 메모리의 주인인지, 참조 수)입니다.

    뷰라면 원본 텐서와 원본의 배열을 붙잡은 것도 셉니다. 원본을 누가 쓰면 뷰도 함께 쓰는 것입니다.
    """
    base = grad if grad._base is None else grad._base
    count = (sys.getrefcount(grad) + sys.getrefcount(grad._array)
             + sys.getrefcount(base) + sys.getrefcount(base._array))
    return base is grad, base._array.base is None, count


# ── 혼자일 때의 참조 수 ──
# 파이썬의 판마다 다를 수 있어, 불러올 때 역전파와 똑같은 모양으로 불러서 잽니다.


def _measured(grad: Tensor) -> tuple:
    grads = [grad]          # run_backward의 grads
    del grad
    return _accumulate_like(None, grads[0])


def _accumulate_like(variable, grad: Tensor) -> tuple:
    return _is_sole_holder_like(grad)


def _is_sole_holder_like(grad: Tensor) -> tuple:
    return _holders(grad)


def _view_of(base: Tensor) -> Tensor:
    view = Tensor(base._array.T)
    view._base = base
    return view


_SOLE = {_measured(Tensor(np.empty(1))), _measured(_view_of(Tensor(np.empty((2, 2)))))}
