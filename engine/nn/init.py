"""매개변수의 처음 값입니다. 씨앗값이 같으면 PyTorch와 같은 값이 됩니다.

폭을 정하는 두 방법의 출처: xavier는 Glorot와 Bengio(2010), kaiming은 He 등(arXiv:1502.01852)입니다.
"""

from __future__ import annotations

import math
import warnings

import numpy as np

from .. import errors
from ..ops.inplace import overwrite
from ..random import Generator, default_generator
from ..tensor import Tensor


def _write(tensor: Tensor, values) -> Tensor:
    overwrite(tensor, values)
    return tensor


def uniform_(tensor: Tensor, a: float = 0.0, b: float = 1.0,
             generator: Generator | None = None) -> Tensor:
    """a 이상 b 미만의 균등 난수로 채웁니다. generator를 빼면 기본 생성기에서 뽑습니다."""
    draw = (generator or default_generator).uniform
    return _write(tensor, draw(tensor.shape, tensor._array.dtype, a, b))


def normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0,
            generator: Generator | None = None) -> Tensor:
    """평균 mean, 표준 편차 std인 정규 난수로 채웁니다."""
    draw = (generator or default_generator).normal
    return _write(tensor, draw(tensor.shape, tensor._array.dtype, mean, std))


def constant_(tensor: Tensor, val: float) -> Tensor:
    """val로 채웁니다."""
    return _write(tensor, val)


def zeros_(tensor: Tensor) -> Tensor:
    """0으로 채웁니다."""
    return constant_(tensor, 0)


def ones_(tensor: Tensor) -> Tensor:
    """1로 채웁니다."""
    return constant_(tensor, 1)


def eye_(tensor: Tensor) -> Tensor:
    """단위행렬로 채웁니다. ValueError: 2차원이 아닐 때."""
    if len(tensor.shape) != 2:
        raise errors.EYE_NEEDS_TWO_DIMS(shape=tuple(tensor.shape))
    return _write(tensor, np.eye(*tensor.shape))


_GAINS = {"linear": 1.0, "conv2d": 1.0, "sigmoid": 1.0, "tanh": 5 / 3, "relu": math.sqrt(2),
          "selu": 3 / 4}


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """활성 함수가 줄인 퍼짐을 되돌리는 배수입니다. leaky_relu면 param은 음수 쪽 기울기입니다.

    ValueError: 모르는 이름일 때.
    """
    if nonlinearity == "leaky_relu":
        slope = 0.01 if param is None else param
        return math.sqrt(2 / (1 + slope**2))
    if nonlinearity not in _GAINS:
        raise errors.UNKNOWN_NONLINEARITY(name=nonlinearity)
    return _GAINS[nonlinearity]


def fans(tensor: Tensor) -> tuple[int, int]:
    """값 하나가 받는 수(fan_in)와 보내는 수(fan_out)입니다. 가중치는 (출력, 입력, 창 …)입니다.

    ValueError: 2차원보다 낮을 때.
    """
    shape = tensor.shape
    if len(shape) < 2:
        raise errors.FAN_NEEDS_TWO_DIMS(shape=tuple(shape))
    window = math.prod(shape[2:])
    return shape[1] * window, shape[0] * window


def xavier_uniform_(tensor: Tensor, gain: float = 1.0,
                    generator: Generator | None = None) -> Tensor:
    """폭이 gain·√(6/(fan_in + fan_out))인 균등 난수로 채웁니다."""
    bound = math.sqrt(3) * (gain * math.sqrt(2 / sum(fans(tensor))))
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor: Tensor, gain: float = 1.0,
                   generator: Generator | None = None) -> Tensor:
    """표준 편차가 gain·√(2/(fan_in + fan_out))인 정규 난수로 채웁니다."""
    return normal_(tensor, 0, gain * math.sqrt(2 / sum(fans(tensor))), generator)


def _kaiming_std(tensor: Tensor, a: float, mode: str, nonlinearity: str) -> float:
    if mode not in ("fan_in", "fan_out"):
        raise errors.UNKNOWN_FAN(mode=mode)
    fan = fans(tensor)[mode == "fan_out"]
    return calculate_gain(nonlinearity, a) / math.sqrt(fan)


def kaiming_uniform_(tensor: Tensor, a: float = 0, mode: str = "fan_in",
                     nonlinearity: str = "leaky_relu",
                     generator: Generator | None = None) -> Tensor:
    """폭이 gain·√(3/fan)인 균등 난수로 채웁니다. a는 leaky_relu의 음수 쪽 기울기입니다."""
    bound = math.sqrt(3) * _kaiming_std(tensor, a, mode, nonlinearity)
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(tensor: Tensor, a: float = 0, mode: str = "fan_in",
                    nonlinearity: str = "leaky_relu",
                     generator: Generator | None = None) -> Tensor:
    """표준 편차가 gain/√fan인 정규 난수로 채웁니다."""
    return normal_(tensor, 0, _kaiming_std(tensor, a, mode, nonlinearity), generator)


def orthogonal_(tensor: Tensor, gain: float = 1,
                generator: Generator | None = None) -> Tensor:
    """첫 축 말고는 한 줄로 편 행렬의 줄(또는 칸)이 서로 직교하게 채웁니다.   출처: arXiv:1312.6120

    정규 난수의 QR 분해에서 Q를 쓰고, R의 대각선이 양수가 되게 부호를 고릅니다. ValueError: 2차원보다 낮을 때.
    """
    if tensor.ndim < 2:
        raise errors.ORTHOGONAL_NEEDS_TWO_DIMS(shape=tuple(tensor.shape))
    if not tensor.numel():
        return tensor
    rows, columns = tensor.shape[0], tensor.numel() // tensor.shape[0]
    drawn = (generator or default_generator).normal((rows, columns), tensor._array.dtype)
    q, r = np.linalg.qr(drawn.T if rows < columns else drawn)
    q = q * np.sign(np.diag(r))
    return _write(tensor, (q.T if rows < columns else q).reshape(tensor.shape) * gain)


def dirac_(tensor: Tensor, groups: int = 1) -> Tensor:
    """합성곱이 채널을 그대로 내보내게 채웁니다. 창의 가운데만 1입니다.  (출력, 입력, 창 …)

    ValueError: 3, 4, 5차원이 아닐 때, 출력 채널이 groups로 나누어떨어지지 않을 때.
    """
    shape = tuple(tensor.shape)
    if len(shape) not in (3, 4, 5) or shape[0] % groups:
        raise errors.DIRAC_SHAPE(shape=shape, groups=groups)
    per_group = shape[0] // groups
    values = np.zeros(shape)
    middle = tuple(size // 2 for size in shape[2:])
    for first in range(0, shape[0], per_group):
        for channel in range(min(per_group, shape[1])):
            values[(first + channel, channel, *middle)] = 1
    return _write(tensor, values)


def trunc_normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0, a: float = -2.0,
                  b: float = 2.0, generator: Generator | None = None) -> Tensor:
    """a와 b 사이로 자른 정규 분포에서 뽑습니다.

    남을 확률이 0.3보다 크면 벗어난 값만 다시 뽑고, 작으면 균등하게 뽑아 밀도에 견주어 받아들입니다.
    UserWarning: 평균이 구간에서 표준 편차의 두 배보다 멀 때.
    """
    if not a - 2 * std <= mean <= b + 2 * std:
        warnings.warn("평균이 [a, b]에서 표준 편차의 두 배보다 멉니다. 분포가 어긋날 수 있습니다. "
                      "(mean is more than 2 std from [a, b] in nn.init.trunc_normal_)",
                      UserWarning, stacklevel=2)
    draw, shape, dtype = generator or default_generator, tensor.shape, tensor._array.dtype
    inside = [math.erf((edge - mean) / std / math.sqrt(2)) / 2 for edge in (a, b)]
    if inside[1] - inside[0] > 0.3:
        values, (low, high) = draw.normal(shape, dtype, mean, std), np.array([a, b], dtype)
        while ((values < low) | (values > high)).any():
            again = draw.normal(shape, dtype, mean, std)
            values = np.where((values < low) | (values > high), again, values)
        return _write(tensor, values)
    peak = ((max(a, min(mean, b)) - mean) / std) ** 2

    def refused(values):
        return np.log(draw.uniform(shape, dtype)) > (peak - ((values - mean) / std) ** 2) / 2

    values = draw.uniform(shape, dtype, a, b)
    pending = refused(values)
    while pending.any():
        again = draw.uniform(shape, dtype, a, b)
        values = np.where(pending, again, values)
        pending &= refused(again)
    return _write(tensor, values)


def layer_default_(weight: Tensor, bias: Tensor | None) -> None:
    """Linear와 Conv2d의 처음 값입니다. 둘 다 폭이 1/√fan_in인 균등 난수이고, 가중치를 먼저 뽑습니다."""
    kaiming_uniform_(weight, a=math.sqrt(5))
    if bias is not None:
        fan_in, _ = fans(weight)
        bound = 1 / math.sqrt(fan_in) if fan_in > 0 else 0
        uniform_(bias, -bound, bound)
