"""한 축을 움직이는 창으로 보는 뷰입니다. 창이 겹치면 한 값이 여러 칸에 보입니다."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .. import errors
from ..tensor import Tensor
from .checks import check_dim
from .index import IndexAdd
from .op import Op, method


class Unfold(Op):
    """c = a의 dim 축을 step칸씩 움직이는 크기 size의 창으로 본 뷰   변화도는 창에 든 만큼 더합니다."""

    view = True

    @staticmethod
    def forward(a, dim, size, step):
        if a.ndim == 0:
            return a.reshape(1)[:size]
        windows = sliding_window_view(a, size, dim, writeable=True)
        return windows[(slice(None),) * dim + (slice(None, None, step),)]

    def grad_a(self, grad):
        shape, dim = self.input_shape(), self.dim
        if not shape:
            return grad.sum()
        starts = np.arange(0, shape[dim] - self.size + 1, self.step)
        places = starts[:, None] + np.arange(self.size)   # (창의 번호, 창 안의 번호) → 축의 번호
        return IndexAdd.apply(grad.movedim(-1, dim + 1), shape=shape,
                              key=(slice(None),) * dim + (places,))


@method()
def unfold(input: Tensor, dimension: int, size: int, step: int) -> Tensor:
    """dimension 축을 step씩 움직이는 크기 size의 창으로 본 뷰입니다. 창의 축은 맨 뒤에 붙습니다.

    RuntimeError: 창이 축보다 클 때, step이 1보다 작을 때.
    """
    dim = check_dim(dimension, input._array.ndim)
    length = input._array.shape[dim] if input._array.ndim else 1
    if not 0 <= size <= length or step < 1:
        raise errors.UNFOLD_SIZE(size=size, step=step, length=length, dim=dim)
    return Unfold.apply(input, dim=dim, size=size, step=step)
