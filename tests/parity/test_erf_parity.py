"""erf와 erfc는 numpy에 없어서 직접 계산합니다. 끝자리까지 PyTorch만큼 맞는지 봅니다."""

import math

import numpy as np
import pytest

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")


def points(dtype):
    """값이 바뀌는 구간, 0 근처의 아주 작은 수, 식이 바뀌는 경계의 양옆입니다."""
    draw = np.random.default_rng(0)
    edges = np.array([0.46875, 3.92, 4.0, 5.9, 9.0])
    x = np.concatenate([draw.uniform(-6, 6, 20_000), draw.uniform(-1, 1, 20_000),
                        10 ** draw.uniform(-37, 0, 10_000), edges, -edges]).astype(dtype)
    return np.concatenate([x, np.nextafter(x[-10:], dtype(0)), np.nextafter(x[-10:], dtype(99))])


def ulps(found, exact, dtype):
    """참값에서 몇 눈금(ulp) 떨어졌는지의 최댓값입니다."""
    return float(np.max(np.abs(found.astype(np.float64) - exact)
                        / np.spacing(np.abs(exact).astype(dtype)).astype(np.float64)))


# float64의 참값은 math.erf라서 그 자신도 한 눈금까지 다를 수 있습니다.
# 괄호는 torch의 오차입니다.
@pytest.mark.parametrize(("name", "dtype", "bound"), [
    ("erf", np.float32, 1),    # (0.7)
    ("erfc", np.float32, 1),   # (0.8)
    ("erf", np.float64, 4),    # (1)
    ("erfc", np.float64, 8),   # (3)
])
def test_a_value_is_right_to_the_last_digits(name, dtype, bound):
    x = points(dtype)
    exact = np.array([getattr(math, name)(v) for v in x.astype(float)])
    assert ulps(getattr(torch.from_numpy(x), name)().numpy(), exact, dtype) <= bound
    assert ulps(getattr(engine.from_numpy(x), name)().numpy(), exact, dtype) <= bound


@pytest.mark.parametrize("name", ["erf", "erfc"])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_ends_and_the_middle_are_torchs(name, dtype):
    x = np.array([0, -0.0, np.inf, -np.inf, np.nan, 30, -30], dtype)
    ours = getattr(engine.from_numpy(x), name)().numpy()
    theirs = getattr(torch.from_numpy(x), name)().numpy()
    np.testing.assert_array_equal(ours, theirs, strict=True)
    np.testing.assert_array_equal(np.signbit(ours[:2]), np.signbit(theirs[:2]))
