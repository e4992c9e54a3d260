"""난수로 자신을 채우는 제자리 연산입니다. 씨앗값이 같으면 PyTorch와 같은 수가 나옵니다."""

from __future__ import annotations

import numpy as np

from ..random import Generator, default_generator
from ..tensor import Tensor
from .op import method


def _fill(input: Tensor, values: np.ndarray) -> Tensor:
    return input.copy_(Tensor(np.asarray(values)))


@method()
def uniform_(input: Tensor, from_: float = 0.0, to: float = 1.0, *,
             generator: Generator | None = None) -> Tensor:
    """from_ 이상 to 미만의 균등 난수로 채우고 자신을 돌려줍니다."""
    draw = generator or default_generator
    return _fill(input, draw.uniform(input._array.shape, input._array.dtype, from_, to))


@method()
def normal_(input: Tensor, mean: float = 0.0, std: float = 1.0, *,
            generator: Generator | None = None) -> Tensor:
    """평균 mean, 표준 편차 std인 정규 난수로 채우고 자신을 돌려줍니다."""
    draw = generator or default_generator
    return _fill(input, draw.normal(input._array.shape, input._array.dtype, mean, std))
