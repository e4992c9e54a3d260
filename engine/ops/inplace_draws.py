"""난수로 자신을 채우는 제자리 메서드입니다. 씨앗값이 같으면 PyTorch와 같은 수가 나옵니다."""

from __future__ import annotations

from functools import partial

import numpy as np

from .. import errors
from ..random import Generator, default_generator
from ..tensor import Tensor
from . import draws
from .checks import check_floats
from .inplace import in_place
from .op import method


@method()
def uniform_(input: Tensor, from_: float = 0.0, to: float = 1.0, *,
             generator: Generator | None = None) -> Tensor:
    """from_ 이상 to 미만의 균등 난수로 채우고 자신을 돌려줍니다."""
    draw = (generator or default_generator).uniform
    return in_place(draws.Uniform, input, draw=partial(draw, low=from_, high=to))


@method()
def normal_(input: Tensor, mean: float = 0.0, std: float = 1.0, *,
            generator: Generator | None = None) -> Tensor:
    """평균 mean, 표준 편차 std인 정규 난수로 채우고 자신을 돌려줍니다. RuntimeError: std가 음수일 때."""
    draws.check_std(std)
    draw = (generator or default_generator).normal
    return in_place(draws.Normal, input, draw=partial(draw, mean=mean, std=std))


@method()
def exponential_(input: Tensor, lambd: float = 1.0, *,
                 generator: Generator | None = None) -> Tensor:
    """비율이 lambd인 지수 난수로 채우고 자신을 돌려줍니다. RuntimeError: 실수가 아닐 때, lambd ≤ 0일 때."""
    check_floats("exponential_", input)
    if lambd <= 0:
        raise errors.EXPONENTIAL_RATE(lambd=lambd)
    draw = (generator or default_generator).exponential
    return in_place(draws.Exponential, input, draw=partial(draw, lambd=lambd))


@method()
def random_(input: Tensor, *range: int | None, generator: Generator | None = None) -> Tensor:
    """고르게 뽑은 정수로 채우고 자신을 돌려줍니다.

    random_()는 dtype이 담는 0 이상의 정수, random_(끝)은 0 이상 끝 미만, random_(시작, 끝)은 시작 이상
    끝 미만에서 뽑습니다. RuntimeError: 범위가 비었거나 dtype에 담기지 않을 때.
    """
    generator = generator or default_generator
    if not range:
        return in_place(draws.Random, input, draw=generator.integers)
    low, high = range if len(range) == 2 else (0, *range)
    top = _largest(input._array.dtype)
    high = int(top) + 1 if high is None else high
    if low >= high:
        raise errors.NO_RANDOM_RANGE(low=low, high=high)
    if not -top - 1 <= low <= high - 1 <= top:
        raise errors.RANDOM_DOES_NOT_FIT(low=low, high=high, dtype=input.dtype)

    def draw(shape, dtype):
        return generator.randint(low, high, shape)

    return in_place(draws.RandomBelow if len(range) == 1 else draws.RandomBounded, input, draw=draw)


def _largest(dtype: np.dtype):
    if dtype.kind == "b":
        return 1
    return np.finfo(dtype).max if dtype.kind == "f" else np.iinfo(dtype).max


@method()
def bernoulli_(input: Tensor, p: Tensor | float = 0.5, *,
               generator: Generator | None = None) -> Tensor:
    """확률 p(숫자나 자리마다의 확률)로 1을, 아니면 0을 채우고 자신을 돌려줍니다.

    RuntimeError: p가 0과 1 사이가 아닐 때. NotImplementedError: p가 실수가 아닌 텐서일 때.
    """
    generator = generator or default_generator
    if isinstance(p, Tensor):
        draws.check_probability("bernoulli_", p)
        return in_place(draws.BernoulliFillTensor, input, p, generator=generator)
    draws.check_probability("bernoulli_", Tensor(np.array(float(p))))

    def draw(shape, dtype):
        return generator.bernoulli(np.full(shape, float(p)))

    return in_place(draws.BernoulliFill, input, draw=draw)
