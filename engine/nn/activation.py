"""활성 함수를 Sequential에 넣을 수 있게 계층으로 만든 것입니다. 하는 일은 같은 이름의 F 함수와 같습니다."""

from __future__ import annotations

from ..tensor import Tensor
from . import functional as F
from .module import Module


class _Activation(Module):
    """F의 함수 하나를 부릅니다. 설정은 함수의 인자와 이름이 같은 속성입니다."""

    function = staticmethod(F.relu)

    def __init__(self, **settings):
        super().__init__()
        self._settings = tuple(settings)
        for name, value in settings.items():
            setattr(self, name, value)

    def forward(self, input: Tensor) -> Tensor:
        return self.function(input, **{name: getattr(self, name) for name in self._settings})

    def extra_repr(self) -> str:
        values = {name: getattr(self, name) for name in self._settings}
        if not values.get("inplace", True):  # PyTorch처럼 inplace는 켰을 때만 적습니다.
            del values["inplace"]
        return ", ".join(f"{name}={value!r}" for name, value in values.items())


class ReLU(_Activation):
    """음수를 0으로 바꿉니다.  max(x, 0)"""

    def __init__(self, inplace: bool = False):
        super().__init__(inplace=inplace)


class ReLU6(_Activation):
    """0과 6 사이로 자릅니다."""

    function = staticmethod(F.relu6)

    def __init__(self, inplace: bool = False):
        super().__init__(inplace=inplace)


class LeakyReLU(_Activation):
    """음수에 작은 기울기를 남긴 relu입니다."""

    function = staticmethod(F.leaky_relu)

    def __init__(self, negative_slope: float = 0.01, inplace: bool = False):
        super().__init__(negative_slope=negative_slope, inplace=inplace)


class ELU(_Activation):
    """음수가 −alpha로 부드럽게 다가가는 relu입니다."""

    function = staticmethod(F.elu)

    def __init__(self, alpha: float = 1.0, inplace: bool = False):
        super().__init__(alpha=alpha, inplace=inplace)


class GELU(_Activation):
    """정규 분포의 누적 확률을 곱합니다.  x·Φ(x)"""

    function = staticmethod(F.gelu)

    def __init__(self, approximate: str = "none"):
        super().__init__(approximate=approximate)


class SiLU(_Activation):
    """시그모이드를 곱합니다.  x·σ(x)"""

    function = staticmethod(F.silu)

    def __init__(self, inplace: bool = False):
        super().__init__(inplace=inplace)


class Softplus(_Activation):
    """부드러운 relu입니다.  ln(1 + e^βx) / β"""

    function = staticmethod(F.softplus)

    def __init__(self, beta: float = 1.0, threshold: float = 20.0):
        super().__init__(beta=beta, threshold=threshold)


class Hardtanh(_Activation):
    """min_val과 max_val 사이로 자릅니다."""

    function = staticmethod(F.hardtanh)

    def __init__(self, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False):
        super().__init__(min_val=min_val, max_val=max_val, inplace=inplace)


class Tanh(_Activation):
    """−1과 1 사이로 구부립니다.  tanh x"""

    function = staticmethod(F.tanh)


class Sigmoid(_Activation):
    """0과 1 사이로 구부립니다.  1/(1 + e⁻ˣ)"""

    function = staticmethod(F.sigmoid)


class LogSigmoid(_Activation):
    """시그모이드의 로그입니다.  ln σ(x)"""

    function = staticmethod(F.logsigmoid)


class Softmax(_Activation):
    """dim 축을 따라 합이 1인 양수로 바꿉니다."""

    function = staticmethod(F.softmax)

    def __init__(self, dim: int | None = None):
        super().__init__(dim=dim)


class LogSoftmax(_Activation):
    """softmax의 로그입니다."""

    function = staticmethod(F.log_softmax)

    def __init__(self, dim: int | None = None):
        super().__init__(dim=dim)
