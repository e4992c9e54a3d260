"""난수의 법칙: 같은 씨앗은 같은 수, 이어 뽑기, 범위, 순열, 평균과 분산. torch 없이 확인합니다."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import random

SEEDS = st.integers(-2**63, 2**64 - 1)

DRAWS = {
    "uniform-float16": lambda g: g.uniform((40,), np.float16),
    "uniform-float32": lambda g: g.uniform((3, 5), np.float32),
    "uniform-float64": lambda g: g.uniform((3, 5), np.float64, -2.0, 3.0),
    "normal-few": lambda g: g.normal((3,), np.float32),
    "normal-blocks": lambda g: g.normal((5, 7), np.float32),
    "normal-moved": lambda g: g.normal((4, 4), np.float64, 10.0, 0.5),
    "randint": lambda g: g.randint(-5, 9, (11,)),
    "randint-wide": lambda g: g.randint(-2**63, 2**63 - 1, (11,)),
    "randperm": lambda g: g.randperm(12),
    "bernoulli": lambda g: g.bernoulli(np.full((6, 2), 0.3, np.float32)),
}

# PyTorch 2.13에서 torch.manual_seed(0) 바로 다음에 나오는 값입니다.
FIRST_VALUES_OF_SEED_0 = {
    "rand": (lambda g: g.uniform((4,), np.float32),
             [0.49625658988952637, 0.7682217955589294, 0.08847743272781372, 0.13203048706054688]),
    "rand-float64": (lambda g: g.uniform((2,), np.float64),
                     [0.9700530018065531, 0.707819864399788]),
    "randn": (lambda g: g.normal((3,), np.float32),
              [1.5409960746765137, -0.293428897857666, -2.1787893772125244]),
    "randn-last-of-17": (lambda g: g.normal((17,), np.float32)[-3:],
                         [0.946298360824585, -0.843676745891571, 0.9318265914916992]),
    "randint": (lambda g: g.randint(0, 10, (6,)), [4, 9, 3, 0, 3, 9]),
    "randint-wide": (lambda g: g.randint(0, 10**12, (2,)), [223749065263, 183495924928]),
    "randperm": (lambda g: g.randperm(6), [2, 5, 3, 0, 1, 4]),
    "bernoulli": (lambda g: g.bernoulli(np.full(6, 0.5, np.float32)), [1, 0, 1, 1, 1, 0]),
}


def seeded(seed):
    return random.Generator().manual_seed(seed)


@pytest.mark.parametrize(("draw", "expected"), FIRST_VALUES_OF_SEED_0.values(),
                         ids=FIRST_VALUES_OF_SEED_0.keys())
def test_seed_0_starts_with_the_numbers_torch_prints(draw, expected):
    np.testing.assert_allclose(draw(seeded(0)), expected, rtol=2.4e-7)


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS.keys())
def test_same_seed_gives_same_numbers_and_another_seed_does_not(draw):
    np.testing.assert_array_equal(draw(seeded(3)), draw(seeded(3)))
    assert (draw(seeded(3)) != draw(seeded(4))).any()


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS.keys())
def test_saved_state_replays_from_that_point(draw):
    g = seeded(3)
    g.normal((1,), np.float32)  # 남겨 둔 짝이 있는 상태를 저장합니다.
    state = g.get_state()
    first = draw(g), g.normal((3,), np.float64)
    again = draw(g.set_state(state)), g.normal((3,), np.float64)
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS.keys())
def test_two_generators_do_not_disturb_each_other(draw):
    g, other = seeded(3), seeded(4)
    expected = draw(seeded(3))
    draw(other)
    np.testing.assert_array_equal(draw(g), expected)


def test_normals_come_in_pairs_and_seeding_forgets_the_spare():
    g = seeded(0)
    first = g.normal((1,), np.float64)
    assert g.manual_seed(0).normal((1,), np.float64) == first
    assert g.normal((1,), np.float64) == seeded(0).normal((2,), np.float64)[1]


@given(st.lists(st.integers(0, 5), max_size=3))
def test_few_normals_drawn_in_parts_equal_those_drawn_at_once(sizes):
    g = seeded(1)
    parts = [g.normal((size,), np.float64) for size in sizes]
    np.testing.assert_array_equal(
        np.concatenate([np.empty(0), *parts]), seeded(1).normal((sum(sizes),), np.float64))


@given(st.lists(st.integers(0, 40), max_size=4), st.sampled_from([np.float32, np.float64]))
def test_uniforms_drawn_in_parts_equal_those_drawn_at_once(sizes, dtype):
    g = seeded(1)
    parts = [g.uniform((size,), dtype) for size in sizes]
    np.testing.assert_array_equal(
        np.concatenate([np.empty(0, dtype), *parts]), seeded(1).uniform((sum(sizes),), dtype))


@given(SEEDS)
def test_seed_counts_modulo_64_bits_and_numbers_modulo_32_bits(seed):
    g = seeded(seed)
    assert g.initial_seed() == seed % 2**64
    np.testing.assert_array_equal(
        g.uniform((3,), np.float32), seeded(seed % 2**32).uniform((3,), np.float32))


@pytest.mark.parametrize("seed", [2**64, -2**63 - 1])
def test_seed_beyond_64_bits_is_refused(seed):
    with pytest.raises(ValueError, match=r"Overflow when unpacking[\s\S]*까닭: [\s\S]*해 볼 일: "):
        seeded(seed)


def test_module_functions_use_the_default_generator():
    assert random.manual_seed(5) is random.default_generator
    assert random.initial_seed() == 5
    np.testing.assert_array_equal(random.default_generator.randperm(9), seeded(5).randperm(9))
    fresh = random.seed()
    assert fresh == random.initial_seed() != random.seed()


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("shape", [(), (0,), (1,), (2, 0, 3), (15,), (16,), (3, 4, 5)])
def test_floats_have_the_asked_shape_and_dtype(shape, dtype):
    for values in (seeded(0).uniform(shape, dtype), seeded(0).normal(shape, dtype),
                   seeded(0).uniform(shape, dtype, -1, 1), seeded(0).normal(shape, dtype, 1, 2),
                   seeded(0).bernoulli(np.full(shape, 0.5, dtype))):
        assert (values.shape, values.dtype) == (shape, dtype)


@given(st.integers(0, 2**32), st.sampled_from([np.float16, np.float32, np.float64]),
       st.floats(-100, 100, width=16), st.integers(1, 9))
def test_uniform_never_reaches_high(seed, dtype, low, ulps):
    """low와 high 사이에 수가 몇 개뿐이면 반올림이 자주 high에 닿습니다."""
    low = dtype(low)
    high = low
    for _ in range(ulps):
        high = np.nextafter(high, dtype(np.inf))
    values = seeded(seed).uniform((50,), dtype, low, high)
    assert (low <= values).all()
    assert (values < high).all()


@given(SEEDS, st.integers(-2**63, 2**63 - 2), st.data())
def test_randint_stays_in_its_range(seed, low, data):
    high = data.draw(st.integers(low + 1, 2**63 - 1))
    values = seeded(seed).randint(low, high, (20,))
    assert values.dtype == np.int64
    assert all(low <= value < high for value in values.tolist())


def test_randint_gives_every_integer_of_a_small_range():
    assert set(seeded(0).randint(-2, 3, (200,)).tolist()) == {-2, -1, 0, 1, 2}


@given(SEEDS, st.integers(0, 300))
def test_randperm_is_a_permutation(seed, n):
    order = seeded(seed).randperm(n)
    assert order.dtype == np.int64
    np.testing.assert_array_equal(np.sort(order), np.arange(n))


def test_randperm_puts_every_value_everywhere_equally_often():
    g = seeded(0)
    orders = np.array([g.randperm(4) for _ in range(4000)])
    counts = np.array([(orders == value).sum(axis=0) for value in range(4)])
    np.testing.assert_allclose(counts, 1000, atol=120)  # 표준 편차 27의 네 배를 조금 넘습니다.


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_moments_of_many_numbers(dtype):
    uniform, normal = seeded(0).uniform((10**5,), dtype), seeded(0).normal((10**5,), dtype)
    np.testing.assert_allclose([uniform.mean(), uniform.var()], [1 / 2, 1 / 12], atol=0.005)
    np.testing.assert_allclose([normal.mean(), normal.var()], [0, 1], atol=0.02)
    np.testing.assert_allclose([(normal**3).mean(), (normal**4).mean()], [0, 3], atol=0.1)
    assert abs(np.corrcoef(normal[:-8], normal[8:])[0, 1]) < 0.02  # 8칸 떨어진 값이 한 짝입니다.


def test_bernoulli_is_certain_at_0_and_1_and_fair_at_its_probability():
    p = np.repeat(np.array([0, 0.25, 1], np.float32), 4000)
    np.testing.assert_allclose(
        seeded(0).bernoulli(p).reshape(3, 4000).mean(axis=1), [0, 0.25, 1], atol=0.03)
    assert not seeded(0).bernoulli(np.zeros(100, np.float32)).any()
    assert seeded(0).bernoulli(np.ones(100, np.float32)).all()
