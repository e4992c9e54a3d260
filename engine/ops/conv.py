"""2차원 합성곱과 테두리 채우기입니다. 창을 펼쳐 행렬 곱 하나로 계산합니다."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ..tensor import Tensor
from .op import Op


class Geometry(NamedTuple):
    """창을 어떻게 움직이는지입니다. 모두 (높이, 너비)의 짝입니다."""

    kernel: tuple          # 창의 크기
    stride: tuple          # 창이 한 번에 움직이는 칸
    padding: tuple         # 축마다 (앞, 뒤)에 덧대는 칸
    dilation: tuple        # 창 안에서 이웃한 두 자리의 간격

    def span(self) -> tuple:
        """간격까지 넣은 창의 크기입니다.  d·(k − 1) + 1"""
        return tuple(d * (k - 1) + 1 for k, d in zip(self.kernel, self.dilation))

    def output(self, size: tuple) -> tuple:
        """높이와 너비가 size인 입력에서 창이 놓이는 자리의 수입니다."""
        return tuple((n + before + after - span) // s + 1 for n, (before, after), span, s
                     in zip(size, self.padding, self.span(), self.stride))

    def padded(self, x: np.ndarray, fill: float = 0) -> np.ndarray:
        """마지막 두 축에 padding만큼 덧댄 배열입니다."""
        if not np.any(self.padding):
            return x
        pads = [*[(0, 0)] * (x.ndim - 2), *self.padding]
        return np.pad(x, pads, constant_values=fill)

    def places(self, size: tuple):
        """창의 칸 (u, v)마다, 그 칸이 지나가는 자리들입니다. size는 창이 놓이는 자리의 수입니다."""
        for u, v in np.ndindex(*self.kernel):
            yield u, v, (..., *(slice(at * d, at * d + (n - 1) * s + 1, s) for at, d, n, s
                                in zip((u, v), self.dilation, size, self.stride)))

    def fold(self, shape: tuple, dtype: np.dtype, pieces) -> np.ndarray:
        """칸마다의 값 pieces(u, v)를 그 칸이 지나간 자리에 더합니다. 겹친 자리는 합칩니다."""
        height, width = shape[-2:]
        full = [n + sum(pad) for n, pad in zip(shape[-2:], self.padding)]
        total = np.zeros((*shape[:-2], *full), dtype)
        for u, v, place in self.places(self.output((height, width))):
            total[place] += pieces(u, v)
        (top, _), (left, _) = self.padding
        return total[..., top:top + height, left:left + width]


def windows(x: np.ndarray, geometry: Geometry, fill: float = 0) -> np.ndarray:
    """창마다 담기는 값입니다. 덧댈 때 말고는 복사하지 않습니다.  (…, H, W) → (…, H′, W′, kh, kw)"""
    (sh, sw), (dh, dw) = geometry.stride, geometry.dilation
    view = sliding_window_view(geometry.padded(x, fill), geometry.span(), axis=(-2, -1))
    return view[..., ::sh, ::sw, ::dh, ::dw]


def _columns(x: np.ndarray, geometry: Geometry, groups: int) -> np.ndarray:
    """창 하나를 세로줄 하나로 폅니다.  (N, C, H, W) → (N, 무리, C/무리·kh·kw, H′·W′)"""
    spread = windows(x, geometry).transpose(0, 1, 4, 5, 2, 3)
    n, c, kh, kw, height, width = spread.shape
    return spread.reshape(n, groups, c // groups * kh * kw, height * width)


def _rows(weight: np.ndarray, groups: int) -> np.ndarray:
    """필터 하나를 가로줄 하나로 폅니다.  (O, C/무리, kh, kw) → (무리, O/무리, C/무리·kh·kw)"""
    o, c, kh, kw = weight.shape
    return weight.reshape(groups, o // groups, c * kh * kw)


def _grouped(grad: np.ndarray, groups: int) -> np.ndarray:
    """(N, O, H′, W′) → (N, 무리, O/무리, H′·W′)"""
    n, o, height, width = grad.shape
    return grad.reshape(n, groups, o // groups, height * width)


class Convolution(Op):
    """c[o, i, j] = Σ x[q, i·s + u·d, j·s + v·d] · w[o, q, u, v] + b[o]    (q, u, v로 더합니다)

    x에도 w에도 선형이라, g·c를 모두 더한 T(g, x, w)는 셋 저마다에 선형입니다. 아래 세 연산은
    T를 g, x, w로 한 번씩 미분한 것이고, 그래서 서로가 서로의 변화도입니다.
    """

    @staticmethod
    def forward(x, weight, bias, geometry, groups):
        c = np.matmul(_rows(weight, groups), _columns(x, geometry, groups))
        c = c.reshape(len(x), len(weight), *geometry.output(x.shape[2:]))
        return c if bias.ndim == 0 else c + bias.reshape(-1, 1, 1)

    def grad_input(self, grad, weight):
        return ConvolutionInput.apply(grad, weight, shape=self.input_shape(),
                                      geometry=self.geometry, groups=self.groups)

    def grad_weight(self, grad, input):
        return ConvolutionWeight.apply(grad, input, shape=self.input_shape(1),
                                       geometry=self.geometry, groups=self.groups)

    def grad_bias(self, grad):
        return grad.sum((0, 2, 3))


class ConvolutionInput(Op, name="ConvolutionBackwardBackward0"):
    """∂T/∂x: 값 하나가 쓰인 창마다 g·w를 모읍니다. 겹친 창의 몫은 더합니다."""

    @staticmethod
    def forward(grad, weight, shape, geometry, groups):
        columns = np.matmul(_rows(weight, groups).swapaxes(1, 2), _grouped(grad, groups))
        columns = columns.reshape(*shape[:2], *geometry.kernel, *grad.shape[2:])
        return geometry.fold(shape, grad.dtype, lambda u, v: columns[:, :, u, v])

    def grad_grad(self, upstream, weight):
        return convolve(upstream, weight, self.geometry, self.groups)

    def grad_weight(self, upstream, grad):
        return ConvolutionWeight.apply(grad, upstream, shape=self.input_shape(1),
                                       geometry=self.geometry, groups=self.groups)


class ConvolutionWeight(Op, name="ConvolutionBackwardBackward0"):
    """∂T/∂w: 필터의 칸마다 g와 그 칸에 닿은 x를 곱해 더합니다."""

    @staticmethod
    def forward(grad, x, shape, geometry, groups):
        columns = _columns(x, geometry, groups).swapaxes(2, 3)
        return np.matmul(_grouped(grad, groups), columns).sum(0).reshape(shape)

    def grad_grad(self, upstream, input):
        return convolve(input, upstream, self.geometry, self.groups)

    def grad_input(self, upstream, grad):
        return ConvolutionInput.apply(grad, upstream, shape=self.input_shape(1),
                                      geometry=self.geometry, groups=self.groups)


def convolve(x: Tensor, weight: Tensor, geometry: Geometry, groups: int,
             bias: Tensor | None = None) -> Tensor:
    """합성곱을 실행합니다. 편향이 없으면 축이 없는 0을 대신 넣습니다."""
    if bias is None:
        bias = Tensor(np.zeros((), x._array.dtype))
    return Convolution.apply(x, weight, bias, geometry=geometry, groups=groups)


class ConstantPadNd(Op):
    """c = a의 축마다 (앞, 뒤)에 value를 덧댄 것. 음수면 잘라 냅니다.  변화도는 거꾸로 덧대거나 자릅니다."""

    @staticmethod
    def forward(a, pads, value):
        kept = tuple(slice(max(-before, 0), n - max(-after, 0))
                     for n, (before, after) in zip(a.shape, pads))
        added = [(max(before, 0), max(after, 0)) for before, after in pads]
        return np.pad(a[kept], added, constant_values=value)

    def grad_a(self, grad):
        pads = [(-before, -after) for before, after in self.pads]
        return ConstantPadNd.apply(grad, pads=pads, value=0)
