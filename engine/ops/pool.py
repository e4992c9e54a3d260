"""풀링입니다. 창마다 값 하나만 남겨 그림을 줄입니다."""

from __future__ import annotations

import numpy as np

from .conv import Geometry, windows
from .op import Op


def highest(x: np.ndarray, geometry: Geometry) -> np.ndarray:
    """창마다 가장 큰 값의 번호입니다. 번호는 H·W칸을 한 줄로 세고, 동점이면 먼저 나온 쪽입니다."""
    height, width = x.shape[-2:]
    lowest = -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min
    seen = windows(x, geometry, fill=lowest)
    *_, rows, columns, kh, kw = seen.shape
    u, v = np.divmod(seen.reshape(*seen.shape[:-2], kh * kw).argmax(-1), kw)
    (sh, sw), (dh, dw), ((top, _), (left, _)) = geometry.stride, geometry.dilation, geometry.padding
    row = np.arange(rows)[:, None] * sh + u * dh - top
    column = np.arange(columns) * sw + v * dw - left
    # 창의 값이 모두 −∞면 덧댄 칸을 골랐을 수 있습니다. 가장 가까운 진짜 칸으로 옮깁니다.
    return row.clip(0, height - 1) * width + column.clip(0, width - 1)


def _flat(array: np.ndarray) -> np.ndarray:
    """(…, H, W) → (…, H·W)"""
    return array.reshape(*array.shape[:-2], array.shape[-2] * array.shape[-1])


class MaxPool2DWithIndices(Op):
    """c = 창마다 가장 큰 값 x[번호].  변화도는 그 번호로만 갑니다."""

    @staticmethod
    def forward(x, indices):
        places = indices._array
        return np.take_along_axis(_flat(x), _flat(places), -1).reshape(places.shape)

    def grad_a(self, grad, indices):
        return MaxUnpool.apply(grad, indices=indices, shape=self.input_shape())


class MaxUnpool(Op, name="MaxPool2DWithIndicesBackwardBackward0"):
    """c = 0으로 채운 뒤 번호마다 a를 더한 것. 겹친 창이 같은 값을 골랐으면 합칩니다."""

    @staticmethod
    def forward(a, indices, shape):
        places = _flat(indices._array).reshape(-1, a.shape[-2] * a.shape[-1])
        area = shape[-2] * shape[-1]
        c = np.zeros(len(places) * area, a.dtype)
        np.add.at(c, (places + np.arange(len(places))[:, None] * area).ravel(), a.ravel())
        return c.reshape(shape)

    def grad_a(self, grad, indices):
        return MaxPool2DWithIndices.apply(grad, indices=indices)


class AvgPool2D(Op):
    """c = 창에 든 값의 합 / 나눌 수     ∂c/∂a = 창에 든 값마다 1 / 나눌 수"""

    @staticmethod
    def forward(a, geometry, divisor):
        padded = geometry.padded(a)
        total = sum(padded[place] for *_, place in geometry.places(divisor.shape))
        return (total / divisor).astype(a.dtype, copy=False)  # 정수면 소수를 버립니다.

    def grad_a(self, grad):
        return AvgUnpool.apply(grad, shape=self.input_shape(),
                               geometry=self.geometry, divisor=self.divisor)


class AvgUnpool(Op, name="AvgPool2DBackwardBackward0"):
    """c = 창마다 a / 나눌 수를 그 창의 모든 칸에 더한 것. 겹친 창의 몫은 합칩니다."""

    @staticmethod
    def forward(a, shape, geometry, divisor):
        part = a / divisor
        return geometry.fold(shape, a.dtype, lambda u, v: part)

    def grad_a(self, grad):
        return AvgPool2D.apply(grad, geometry=self.geometry, divisor=self.divisor)
