"""난수를 뽑는 연산입니다. 씨앗값이 같으면 PyTorch와 같은 수가 나옵니다.

뽑은 값은 입력을 조금 바꾸어도 그대로이거나 뛰어 바뀌므로, 변화도는 모두 0입니다.
"""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..random import Generator, default_generator
from ..tensor import Tensor
from .checks import check_floats, check_tensors, common_shape
from .op import Op, method, nothing


class Drawn(Op):
    """a의 값을 뽑은 값으로 바꿉니다. 메모리에 놓인 차례로 뽑습니다.   ∂c/∂a = 0"""

    casts = True

    @staticmethod
    def forward(a, draw):
        if a.flags.c_contiguous:
            return draw(a.shape, a.dtype)
        order = np.argsort([-stride for stride in a.strides], kind="stable")
        return draw(a.transpose(order).shape, a.dtype).transpose(np.argsort(order))

    def grad_a(self, grad):
        return nothing(grad)


class Uniform(Drawn):
    """a의 값을 균등 난수로 바꿉니다.   ∂c/∂a = 0"""


class Normal(Drawn):
    """a의 값을 정규 난수로 바꿉니다.   ∂c/∂a = 0"""


class Exponential(Drawn):
    """a의 값을 지수 난수로 바꿉니다.   ∂c/∂a = 0"""


class RandomBounded(Drawn, name="RandomBackward0"):
    """a의 값을 범위에서 뽑은 정수로 바꿉니다.   ∂c/∂a = 0"""


class RandomBelow(Drawn, name="RandomBackward1"):
    """a의 값을 0 이상의 작은 정수로 바꿉니다.   ∂c/∂a = 0"""


class Random(Drawn, name="RandomBackward2"):
    """a의 값을 dtype이 담는 정수로 바꿉니다.   ∂c/∂a = 0"""


class BernoulliFill(Drawn, name="BernoulliBackward2"):
    """a의 값을 확률이 같은 0과 1로 바꿉니다.   ∂c/∂a = 0"""


class BernoulliFillTensor(Op, name="BernoulliBackward1"):
    """a의 값을 자리마다 확률이 p인 0과 1로 바꿉니다.   ∂c/∂a = 0,   ∂c/∂p = 0"""

    casts = True

    @staticmethod
    def forward(a, p, generator):
        return generator.bernoulli(np.broadcast_to(p, a.shape))

    def grad_a(self, grad):
        return nothing(grad)

    def grad_p(self, grad):
        return nothing(grad)


class Bernoulli(Op):
    """c = 확률이 a면 1, 아니면 0     ∂c/∂a = 0"""

    @staticmethod
    def forward(a, generator):
        return generator.bernoulli(a)

    def grad_a(self, grad):
        return nothing(grad)


class NormalAround(Op, name="NormalBackward3"):
    """c = 평균이 a, 표준 편차가 b인 정규 난수     ∂c/∂a = 0,   ∂c/∂b = 0"""

    @staticmethod
    def forward(a, b, generator):
        shape = np.broadcast_shapes(a.shape, b.shape)
        return generator.normal(shape, np.result_type(a, b)) * b + a

    def grad_a(self, grad):
        return nothing(grad)

    def grad_b(self, grad):
        return nothing(grad)


class NormalAroundMean(NormalAround, name="NormalBackward1"):
    """c = 평균이 a, 표준 편차가 숫자인 정규 난수     ∂c/∂a = 0,   ∂c/∂b = 0"""


class NormalAroundStd(NormalAround, name="NormalBackward2"):
    """c = 평균이 숫자, 표준 편차가 b인 정규 난수     ∂c/∂a = 0,   ∂c/∂b = 0"""


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def bernoulli(input: Tensor, p: float | None = None, *,
              generator: Generator | None = None) -> Tensor:
    """input을 확률로 보고 자리마다 1이나 0을 뽑습니다. p를 적으면 input에서는 모양과 dtype만 봅니다.

    RuntimeError: 확률이 0과 1 사이가 아닐 때. NotImplementedError: 실수가 아닐 때.
    """
    if p is not None:
        return input.clone().bernoulli_(p, generator=generator)
    check_probability("bernoulli", input)
    return Bernoulli.apply(input, generator=generator or default_generator)


@method()
def multinomial(input: Tensor, num_samples: int, replacement: bool = False, *,
                generator: Generator | None = None) -> Tensor:
    """input의 마지막 축을 무게로 보고, 번호를 num_samples개 뽑습니다.  (…, 무게) → (…, num_samples) int64

    replacement: 뽑은 번호를 되돌려 놓고 또 뽑습니다. 미분하지 않습니다.
    RuntimeError: 1차원이나 2차원이 아닐 때, 실수가 아닐 때, 무게가 음수이거나 모두 0일 때, 모자랄 때.
    """
    check_tensors("multinomial", input)
    p = input._array
    if p.ndim not in (1, 2):
        raise errors.WRONG_NDIM(name="multinomial", expected="1 또는 2", got=p.ndim)
    if p.dtype.kind != "f":
        raise errors.MULTINOMIAL_DTYPE(dtype=input.dtype)
    if num_samples < 1 or not (replacement or num_samples <= p.shape[-1]):
        raise errors.MULTINOMIAL_COUNT(count=num_samples, size=p.shape[-1])
    if not (np.isfinite(p).all() and (p >= 0).all() and (p.sum(-1) > 0).all()):
        raise errors.MULTINOMIAL_WEIGHTS()
    return Tensor((generator or default_generator).multinomial(p, num_samples, replacement))


def normal_around(mean: Tensor | float, std: Tensor | float, generator: Generator) -> Tensor:
    """자리마다의 평균과 표준 편차로 뽑은 정규 난수입니다. RuntimeError: std가 음수일 때."""
    check_std(std)
    given = [t for t in (mean, std) if isinstance(t, Tensor)]
    check_tensors("normal", *given)
    common_shape(*[t._array.shape for t in given])
    if len(given) == 2:
        return NormalAround.apply(mean, std, generator=generator)
    op = NormalAroundMean if isinstance(mean, Tensor) else NormalAroundStd
    mean, std = (t if isinstance(t, Tensor) else Tensor(dtypes.wrap_number(t, given[0]._array.dtype))
                 for t in (mean, std))
    return op.apply(mean, std, generator=generator)


def check_std(std: Tensor | float) -> None:
    """RuntimeError: 표준 편차가 음수일 때."""
    smallest = np.min(getattr(std, "_array", std), initial=0)
    if smallest < 0:
        raise errors.NEGATIVE_STD(std=smallest)


def check_probability(name: str, p: Tensor) -> None:
    """RuntimeError: 확률이 0과 1 사이가 아닐 때. NotImplementedError: 실수가 아닐 때."""
    check_floats(name, p)
    if not ((p._array >= 0) & (p._array <= 1)).all():
        raise errors.DRAW_PROBABILITY(name=name)
