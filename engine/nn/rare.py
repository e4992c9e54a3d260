"""드물게 쓰는 계층입니다. 하는 일은 같은 이름의 F 함수와 같습니다."""

from __future__ import annotations

from .. import creation, errors
from ..tensor import Tensor
from . import functional as F
from . import init
from .activation import _Activation
from .module import Module
from .parameter import Parameter


class SELU(_Activation):
    """층을 거듭해도 평균 0, 분산 1로 모이게 크기를 맞춘 elu입니다."""

    function = staticmethod(F.selu)

    def __init__(self, inplace: bool = False):
        super().__init__(inplace=inplace)


class CELU(_Activation):
    """0에서도 매끄러운 elu입니다."""

    function = staticmethod(F.celu)

    def __init__(self, alpha: float = 1.0, inplace: bool = False):
        super().__init__(alpha=alpha, inplace=inplace)


class Mish(_Activation):
    """x·tanh(softplus(x))입니다."""

    function = staticmethod(F.mish)

    def __init__(self, inplace: bool = False):
        super().__init__(inplace=inplace)


class Hardsigmoid(_Activation):
    """시그모이드를 직선 셋으로 어림합니다."""

    function = staticmethod(F.hardsigmoid)

    def __init__(self, inplace: bool = False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input: Tensor) -> Tensor:
        return F.hardsigmoid(input, self.inplace)


class Hardswish(Hardsigmoid):
    """x·hardsigmoid(x)입니다."""

    def forward(self, input: Tensor) -> Tensor:
        return F.hardswish(input, self.inplace)


class Softsign(_Activation):
    """x / (1 + |x|)입니다."""

    function = staticmethod(F.softsign)


class Tanhshrink(_Activation):
    """x − tanh(x)입니다."""

    function = staticmethod(F.tanhshrink)


class Softmin(_Activation):
    """작은 값이 큰 몫을 갖는 softmax입니다."""

    function = staticmethod(F.softmin)

    def __init__(self, dim: int | None = None):
        super().__init__(dim=dim)


class Softshrink(_Activation):
    """0 쪽으로 lambd만큼 당깁니다."""

    function = staticmethod(F.softshrink)

    def __init__(self, lambd: float = 0.5):
        super().__init__(lambd=lambd)

    def extra_repr(self) -> str:
        return f"{self.lambd}"


class Hardshrink(Softshrink):
    """0에서 lambd 안쪽인 값만 0으로 바꿉니다."""

    function = staticmethod(F.hardshrink)


class Threshold(_Activation):
    """threshold를 넘지 못한 값을 value로 바꿉니다."""

    function = staticmethod(F.threshold)

    def __init__(self, threshold: float, value: float, inplace: bool = False):
        super().__init__(threshold=threshold, value=value, inplace=inplace)


class GLU(_Activation):
    """dim 축의 앞 절반에 뒤 절반의 시그모이드를 곱합니다."""

    function = staticmethod(F.glu)

    def __init__(self, dim: int = -1):
        super().__init__(dim=dim)


class PReLU(Module):
    """음수의 기울기를 배우는 relu입니다."""

    def __init__(self, num_parameters: int = 1, init: float = 0.25, dtype=None):
        super().__init__()
        self.num_parameters = num_parameters
        self.weight = Parameter(creation.full((num_parameters,), float(init), dtype=dtype))

    def forward(self, input: Tensor) -> Tensor:
        return F.prelu(input, self.weight)

    def extra_repr(self) -> str:
        return f"num_parameters={self.num_parameters}"


class RMSNorm(Module):
    """마지막 몇 축의 제곱 평균이 1이 되게 나누고 weight를 곱합니다."""

    def __init__(self, normalized_shape, eps: float | None = None,
                 elementwise_affine: bool = True, dtype=None):
        super().__init__()
        self.normalized_shape = ((normalized_shape,) if isinstance(normalized_shape, int)
                                 else tuple(normalized_shape))
        self.eps, self.elementwise_affine = eps, elementwise_affine
        self.register_parameter("weight", Parameter(
            creation.ones(self.normalized_shape, dtype=dtype)) if elementwise_affine else None)

    def forward(self, input: Tensor) -> Tensor:
        return F.rms_norm(input, self.normalized_shape, self.weight, self.eps)

    def extra_repr(self) -> str:
        return (f"{self.normalized_shape}, eps={self.eps}, "
                f"elementwise_affine={self.elementwise_affine}")


class GroupNorm(Module):
    """채널을 num_groups 무리로 묶어 무리마다 평균 0, 분산 1로 맞춥니다."""

    def __init__(self, num_groups: int, num_channels: int, eps: float = 1e-5,
                 affine: bool = True, dtype=None, *, bias: bool = True):
        super().__init__()
        if num_channels % num_groups:
            raise errors.CHANNELS_PER_GROUP(
                name="num_channels", channels=num_channels, groups=num_groups)
        self.num_groups, self.num_channels = num_groups, num_channels
        self.eps, self.affine = eps, affine
        self.register_parameter(
            "weight", Parameter(creation.ones(num_channels, dtype=dtype)) if affine else None)
        self.register_parameter(
            "bias", Parameter(creation.zeros(num_channels, dtype=dtype))
            if affine and bias else None)

    def forward(self, input: Tensor) -> Tensor:
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        return (f"{self.num_groups}, {self.num_channels}, eps={self.eps}, "
                f"affine={self.affine}, bias={self.bias is not None}")


class Conv1d(Module):
    """1차원 합성곱입니다.  (N, in_channels, L) → (N, out_channels, L′)"""

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int, stride: int = 1,
                 padding: int | str = 0, dilation: int = 1, groups: int = 1, bias: bool = True,
                 dtype=None):
        super().__init__()
        for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
            if channels % groups:
                raise errors.CHANNELS_PER_GROUP(name=name, channels=channels, groups=groups)
        self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
        self.kernel_size, self.stride, self.dilation = map(_single, (kernel_size, stride, dilation))
        self.padding = padding if isinstance(padding, str) else _single(padding)
        self.weight = Parameter(creation.empty(
            out_channels, in_channels // groups, *self.kernel_size, dtype=dtype))
        self.register_parameter(
            "bias", Parameter(creation.empty(out_channels, dtype=dtype)) if bias else None)
        init.layer_default_(self.weight, self.bias)

    def forward(self, input: Tensor) -> Tensor:
        return F.conv1d(input, self.weight, self.bias, self.stride, self.padding,
                        self.dilation, self.groups)

    def extra_repr(self) -> str:
        parts = [f"{self.in_channels}, {self.out_channels}",
                 f"kernel_size={self.kernel_size}", f"stride={self.stride}"]
        usual = {"padding": (0,), "dilation": (1,), "groups": 1}
        parts += [f"{name}={getattr(self, name)}" for name, value in usual.items()
                  if getattr(self, name) != value]
        return ", ".join(parts if self.bias is not None else [*parts, "bias=False"])


def _single(value) -> tuple[int]:
    return (value,) if isinstance(value, int) else tuple(value)


class AdaptiveAvgPool2d(Module):
    """크기가 output_size가 되도록 자리마다의 구간을 평균합니다."""

    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size

    def forward(self, input: Tensor) -> Tensor:
        return F.adaptive_avg_pool2d(input, self.output_size)

    def extra_repr(self) -> str:
        return f"output_size={self.output_size}"
