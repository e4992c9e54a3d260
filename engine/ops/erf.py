"""오차 함수 erf와 erfc입니다. numpy에 없어서 유리식으로 계산합니다.

    erf(x) = 2/√π · ∫₀ˣ e^−t² dt,   erfc(x) = 1 − erf(x)

정규 분포의 누적 확률이 (1 + erf(x/√2)) / 2라서, GELU 같은 활성 함수가 씁니다.
출처: W. J. Cody, “Rational Chebyshev approximations for the error function”,
Math. Comp. 23 (1969), 631–637쪽의 세 구간 근사. 계수는 netlib SPECFUN의 CALERF와 같습니다.
math.erf와 견주면 1e-15 안쪽에서 같습니다.

float32와 float16의 erf는 구간을 나누지 않습니다. erf(x)/x를 x²의 유리식 하나로 맞추어도 그 자릿수에는
넉넉합니다(|x| ≤ 3.92에서 상대 오차 1.9e-8). 계수는 math.erf에 가중 최소제곱으로 맞추었습니다.
"""

from __future__ import annotations

import numpy as np

from .fast import unary
from .op import Op

# 구간마다 (분자, 분모)의 계수입니다. 높은 차수부터 적습니다.
_SMALL = ((1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2,
           3.77485237685302021e2, 3.20937758913846947e3),
          (1.0, 2.36012909523441209e1, 2.44024637934444173e2,
           1.28261652607737228e3, 2.84423683343917062e3))
_MIDDLE = ((2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0,
            6.61191906371416295e1, 2.98635138197400131e2, 8.81952221241769090e2,
            1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3),
           (1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2,
            1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3,
            3.43936767414372164e3, 1.23033935480374942e3))
_LARGE = ((1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1,
           1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4),
          (1.0, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1,
           6.05183413124413191e-2, 2.33520497626869185e-3))
_ROOT_PI = 1.7724538509055160273
# 모두 양수라 더하면서 자릿수를 잃지 않습니다.
_SINGLE = ((2.0500852346e-6, 2.8488060781e-4, 3.7655604661e-3,
            5.2748544260e-2, 1.9040527472e-1, 1.1283791462e0),
           (3.8091583200e-5, 1.1625202624e-3, 1.4969103468e-2,
            1.1410860005e-1, 5.0207502243e-1, 1.0))


def _polynomial(coefficients: tuple, x: np.ndarray) -> np.ndarray:
    """호너의 방법입니다. np.polyval과 달리 중간 배열을 새로 만들지 않습니다."""
    first, second, *rest = coefficients
    y = x * first
    y += second
    for coefficient in rest:
        y *= x
        y += coefficient
    return y


def _ratio(coefficients: tuple, x: np.ndarray) -> np.ndarray:
    top, bottom = coefficients
    return _polynomial(top, x) / _polynomial(bottom, x)


def _erf_single(a: np.ndarray, out) -> np.ndarray:
    """float32나 float16의 erf입니다. |x| > 3.92에서는 ±1로 반올림됩니다."""
    x = np.clip(a, -3.92, 3.92).astype(np.float64)
    c = x * _ratio(_SINGLE, x * x)
    if out is ...:
        return c.astype(a.dtype)
    out[...] = c
    return out


def _erf_small(x: np.ndarray) -> np.ndarray:
    """|x| ≤ 0.46875에서의 erf입니다."""
    return x * _ratio(_SMALL, x * x)


def _erfc_positive(x: np.ndarray) -> np.ndarray:
    """x > 0.46875에서의 erfc입니다. e^−x²은 x²의 반올림이 커지지 않게 둘로 나누어 계산합니다."""
    near = np.minimum(x, 4)
    far = 1 / np.square(np.maximum(x, 4))
    tail = (1 / _ROOT_PI - far * _ratio(_LARGE, far)) * np.sqrt(far)
    coarse = np.trunc(x * 16) / 16
    decay = np.exp(-coarse * coarse) * np.exp(-(x - coarse) * (x + coarse))
    return decay * np.where(x <= 4, _ratio(_MIDDLE, near), tail)


def _two_ranges(a: np.ndarray, out, small, large) -> np.ndarray:
    """|x|가 작은 자리는 small(x), 나머지는 large(x, erfc(|x|))로 계산합니다."""
    x = a.astype(np.float64)  # 중간 계산은 배정밀도로 해서 float32의 끝자리까지 맞춥니다.
    magnitude = np.minimum(np.abs(x), 30)  # erfc(30)은 0입니다. ∞ − ∞를 피합니다.
    inside = magnitude <= 0.46875
    c = np.empty_like(x)
    c[inside] = small(x[inside])
    outside = ~inside
    c[outside] = large(x[outside], _erfc_positive(magnitude[outside]))
    if out is ...:
        return c.astype(a.dtype)
    out[...] = c
    return out


def erf_and_tail(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """x ≥ 0인 float64에서 erf(x)와 남은 꼬리 erfc(x)를 함께 구합니다. 큰 x의 꼬리도 자릿수를 잃지 않습니다."""
    small = np.minimum(x, 0.46875)
    near = _erf_small(small)
    tail = np.where(x <= 0.46875, 1 - near, _erfc_positive(np.clip(x, 0.46875, 30)))
    return np.where(x <= 0.46875, near, 1 - tail), tail


class Erf(Op):
    """c = erf(a)        ∂c/∂a = 2/√π · e^−a²"""

    @staticmethod
    def forward(a, out=...):
        if a.dtype.itemsize < 8:
            return _erf_single(a, out)
        return _two_ranges(a, out, _erf_small, lambda x, tail: np.copysign(1 - tail, x))

    def grad_a(self, grad, a):
        return grad * (2 / _ROOT_PI * (-a * a).exp())


class Erfc(Op):
    """c = 1 − erf(a)    ∂c/∂a = −2/√π · e^−a².  큰 a에서도 1에서 빼지 않아 자릿수를 잃지 않습니다."""

    @staticmethod
    def forward(a, out=...):
        return _two_ranges(a, out, lambda x: 1 - _erf_small(x),
                           lambda x, tail: np.where(x > 0, tail, 2 - tail))

    def grad_a(self, grad, a):
        return grad * (-2 / _ROOT_PI * (-a * a).exp())


erf = unary("erf", Erf)
erfc = unary("erfc", Erfc)
