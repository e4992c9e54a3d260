"""씨앗이 같으면 PyTorch의 CPU 난수와 같은 수가 나오는지 확인합니다."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")  # 사유: torch는 사용자가 아니라 CI가 설치합니다

from hypothesis import given  # noqa: E402 — torch가 없으면 여기까지 오지 않습니다.
from hypothesis import strategies as st  # noqa: E402

import engine  # noqa: E402
from engine import random  # noqa: E402

DTYPES = {np.float16: torch.float16, np.float32: torch.float32, np.float64: torch.float64}
# 로그와 코사인의 끝자리가 다를 수 있는 값에만 씁니다. 나머지는 모두 같아야 합니다.
# float32: 실제로 다른 만큼의 최댓값은 3.3e-7이었습니다. float16은 그 차이로 한 눈금 옮겨 갑니다.
LAST_DIGIT = {np.float16: 1.0e-3, np.float32: 4.8e-7, np.float64: 4.5e-16}
SIZES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 31, 32, 33, 100, 1000]
RANGES = [(0, 1), (0, 10), (-5, 9), (0, 2**28 - 1), (0, 2**28), (-2**31, 2**31), (0, 2**32 - 1),
          (0, 2**32), (7, 2**40), (-2**63, 2**63 - 1)]


def seeded(seed):
    """같은 씨앗을 심은 (torch의 생성기, 우리 생성기)입니다."""
    return torch.Generator().manual_seed(seed), random.Generator().manual_seed(seed)


def assert_in_step(theirs, ours):
    """두 생성기가 난수를 똑같은 개수만큼 썼다면 다음 수도 같습니다."""
    assert (torch.rand(1, dtype=torch.float64, generator=theirs).item()
            == ours.uniform((1,), np.float64).item())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("size", SIZES)
def test_uniform_is_equal(size, dtype):
    theirs, ours = seeded(size)
    expected = torch.rand(size, dtype=DTYPES[dtype], generator=theirs).numpy()
    np.testing.assert_array_equal(ours.uniform((size,), dtype), expected, strict=True)
    assert_in_step(theirs, ours)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize(("low", "high"), [(-0.1, 0.1), (-1 / 7, 1 / 7), (2.0, 5.0), (-3.0, -2.9)])
def test_uniform_with_a_range_is_equal(low, high, dtype):
    theirs, ours = seeded(7)
    expected = torch.empty(3000, dtype=DTYPES[dtype]).uniform_(low, high, generator=theirs)
    np.testing.assert_array_equal(
        ours.uniform((3000,), dtype, low, high), expected.numpy(), strict=True)


def test_float64_uniform_with_a_range_is_equal_up_to_the_last_rounding():
    # torch는 곱셈과 덧셈을 한 번에, numpy는 따로 반올림합니다.
    theirs, ours = seeded(7)
    expected = torch.empty(3000, dtype=torch.float64).uniform_(-0.1, 0.1, generator=theirs)
    np.testing.assert_allclose(
        ours.uniform((3000,), np.float64, -0.1, 0.1), expected, rtol=0, atol=2e-17)


@pytest.mark.parametrize("dtype", DTYPES)
def test_uniform_that_rounds_up_to_high_becomes_low(dtype):
    theirs, ours = seeded(1)
    high = 1 + 3 * float(np.finfo(dtype).eps)
    expected = torch.empty(500, dtype=DTYPES[dtype]).uniform_(1, high, generator=theirs)
    np.testing.assert_array_equal(ours.uniform((500,), dtype, 1, high), expected.numpy())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("size", [size for size in SIZES if size < 16])
def test_few_normals_are_equal(size, dtype):
    theirs, ours = seeded(size)
    expected = torch.randn(size, dtype=DTYPES[dtype], generator=theirs).numpy()
    # 배정밀도로 계산해 옮기므로 float32와 float16에서는 같습니다.
    np.testing.assert_allclose(ours.normal((size,), dtype), expected, strict=True,
                               rtol=LAST_DIGIT[dtype] if dtype == np.float64 else 0)
    assert_in_step(theirs, ours)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("size", [size for size in SIZES if size >= 16])
def test_many_normals_are_equal_up_to_the_last_digit(size, dtype):
    theirs, ours = seeded(size)
    expected = torch.randn(size, dtype=DTYPES[dtype], generator=theirs).numpy()
    np.testing.assert_allclose(
        ours.normal((size,), dtype), expected, rtol=LAST_DIGIT[dtype], strict=True)
    assert_in_step(theirs, ours)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("size", [3, 100])
def test_normal_with_mean_and_std_is_equal_up_to_the_last_digit(size, dtype):
    theirs, ours = seeded(0)
    expected = torch.empty(size, dtype=DTYPES[dtype]).normal_(5.0, 0.5, generator=theirs)
    np.testing.assert_allclose(ours.normal((size,), dtype, 5.0, 0.5), expected,
                               rtol=LAST_DIGIT[dtype])


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_randint_is_equal(low, high):
    theirs, ours = seeded(3)
    expected = torch.randint(low, high, (4, 25), generator=theirs).numpy()
    np.testing.assert_array_equal(ours.randint(low, high, (4, 25)), expected, strict=True)
    assert_in_step(theirs, ours)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 10, 1000, 60000])
def test_randperm_is_equal(n):
    theirs, ours = seeded(n)
    expected = torch.randperm(n, generator=theirs).numpy()
    np.testing.assert_array_equal(ours.randperm(n), expected, strict=True)
    assert_in_step(theirs, ours)


@pytest.mark.parametrize("dtype", DTYPES)
def test_bernoulli_is_equal(dtype):
    theirs, ours = seeded(0)
    p = np.linspace(0, 1, 600).reshape(20, 30).astype(dtype)
    expected = torch.bernoulli(torch.from_numpy(p), generator=theirs).numpy()
    np.testing.assert_array_equal(ours.bernoulli(p), expected, strict=True)
    assert_in_step(theirs, ours)


DRAWS = st.one_of(
    st.tuples(st.just("uniform"), st.integers(0, 40), st.sampled_from(list(DTYPES))),
    st.tuples(st.just("normal"), st.integers(0, 40), st.sampled_from(list(DTYPES))),
    st.tuples(st.just("randint"), st.integers(0, 40), st.sampled_from(RANGES)),
    st.tuples(st.just("randperm"), st.integers(0, 40), st.none()),
    st.tuples(st.just("manual_seed"), st.integers(-2**63, 2**64 - 1), st.none()),
)


def draw_from_torch(g, kind, size, detail):
    if kind == "uniform":
        return torch.rand(size, dtype=DTYPES[detail], generator=g).numpy()
    if kind == "normal":
        return torch.randn(size, dtype=DTYPES[detail], generator=g).numpy()
    if kind == "randint":
        return torch.randint(*detail, (size,), generator=g).numpy()
    return torch.randperm(size, generator=g).numpy()


def draw_from_ours(g, kind, size, detail):
    if kind in ("uniform", "normal"):
        return getattr(g, kind)((size,), detail)
    if kind == "randint":
        return g.randint(*detail, (size,))
    return g.randperm(size)


@given(st.lists(DRAWS, max_size=12))
def test_any_sequence_of_calls_stays_in_step(calls):
    theirs, ours = seeded(0)
    for kind, size, detail in calls:
        if kind == "manual_seed":
            assert theirs.manual_seed(size).initial_seed() == ours.manual_seed(size).initial_seed()
            continue
        np.testing.assert_allclose(
            draw_from_ours(ours, kind, size, detail), draw_from_torch(theirs, kind, size, detail),
            rtol=LAST_DIGIT[detail] if kind == "normal" else 0, strict=True)
    assert_in_step(theirs, ours)


@pytest.mark.parametrize("seed", [0, 42, -1, -2**63, 2**32, 2**64 - 1, True, 3.7, "4", np.int64(3)])
def test_manual_seed_takes_the_same_seeds(seed):
    theirs, ours = torch.manual_seed(seed), random.manual_seed(seed)
    assert theirs.initial_seed() == ours.initial_seed()
    assert torch.rand(1).item() == ours.uniform((1,), np.float32).item()


@pytest.mark.parametrize("seed", [2**64, -2**63 - 1])
def test_manual_seed_refuses_the_same_seeds(seed):
    for manual_seed in (torch.manual_seed, random.manual_seed):
        with pytest.raises(ValueError, match="Overflow when unpacking long long"):
            manual_seed(seed)


def test_a_new_generator_starts_from_the_same_seed():
    assert torch.Generator().initial_seed() == random.Generator().initial_seed()


# ── 텐서를 뽑는 함수와 메서드 ─────────────────────────────────────────────────────────────────

P = [0.1, 0.2, 0.3, 0.4]
CALLS = {
    **{f"random_-{dtype}": lambda m, dtype=dtype: m.zeros(20, dtype=getattr(m, dtype)).random_()
       for dtype in ("int64", "int32", "int16", "int8", "uint8", "bool", "float16", "float32",
                     "float64")},
    "random_-to": lambda m: m.zeros(20).random_(5),
    "random_-from-to": lambda m: m.zeros(20, dtype=m.int64).random_(-3, 2**40),
    "random_-from": lambda m: m.zeros(20, dtype=m.int64).random_(5, None),
    "random_-everything": lambda m: m.zeros(20, dtype=m.int64).random_(-2**63, None),
    "randint_like": lambda m: m.randint_like(m.zeros(2, 3), 5),
    "randint_like-from": lambda m: m.randint_like(m.zeros(2, 3), 2, 5, dtype=m.int64),
    "exponential_": lambda m: m.zeros(20).exponential_(),
    "exponential_-rate": lambda m: m.zeros(20, dtype=m.float64).exponential_(3),
    "bernoulli_": lambda m: m.zeros(20).bernoulli_(),
    "bernoulli_-number": lambda m: m.zeros(20, dtype=m.int64).bernoulli_(0.3),
    "bernoulli_-tensor": lambda m: m.zeros(5, 4).bernoulli_(m.tensor(P)),
    "bernoulli_-double": lambda m: m.zeros(5, 4).bernoulli_(m.tensor(P, dtype=m.float64)),
    "bernoulli": lambda m: m.bernoulli(m.tensor(P)), "bernoulli-p": lambda m: m.zeros(20).bernoulli(0.3),
    "normal": lambda m: m.normal(1.0, 2.0, (3, 7)),
    "normal-keywords": lambda m: m.normal(mean=0.0, std=1.0, size=(2,), dtype=m.float64),
    "normal-mean": lambda m: m.normal(m.arange(3.0), 2.0), "normal-mean-only": lambda m: m.normal(m.arange(3.0)),
    "normal-std": lambda m: m.normal(1.0, m.arange(3.0)),
    "normal-both": lambda m: m.normal(m.arange(20.0).view(20, 1), m.arange(3.0)),
    **{f"multinomial-{count}-{again}": lambda m, count=count, again=again: m.multinomial(
        m.tensor(P), count, again) for count, again in ((1, False), (4, False), (1, True), (30, True))},
    "multinomial-rows": lambda m: m.tensor([P, P[::-1]]).multinomial(3),
    "multinomial-rows-again": lambda m: m.tensor([P, P[::-1]]).multinomial(5, replacement=True),
    "multinomial-double": lambda m: m.multinomial(m.tensor([0, 1, 0, 3], dtype=m.float64), 9, True),
    **{f"generator-{name}": lambda m, name=name, args=args: getattr(m, name)(
        *args, generator=m.Generator().manual_seed(3))
       for name, args in (("rand", (3,)), ("randn", (3,)), ("randint", (9, (3,))), ("randperm", (5,)))},
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_draws_the_same_numbers(name):
    found = []
    for m in (torch, engine):
        m.manual_seed(0)
        drawn = CALLS[name](m)
        found.append((str(drawn.dtype), drawn.numpy(), m.rand(1).item()))   # 다음 난수도 같습니다.
    (dtype, theirs, after), (our_dtype, ours, our_after) = found
    assert (our_dtype, our_after) == (dtype, after)
    np.testing.assert_allclose(ours, theirs, rtol=LAST_DIGIT[np.float32], strict=True)


TRACKED = {
    "uniform_": lambda x: (x * 1).uniform_(), "normal_": lambda x: (x * 1).normal_(),
    "exponential_": lambda x: (x * 1).exponential_(), "random_": lambda x: (x * 1).random_(),
    "random_-to": lambda x: (x * 1).random_(3), "random_-from": lambda x: (x * 1).random_(1, 3),
    "bernoulli_": lambda x: (x * 1).bernoulli_(), "bernoulli_-p": lambda x: (x * 1).bernoulli_(x),
    "bernoulli": lambda x: x.bernoulli(),
}
MODULE_TRACKED = {"mean": lambda m, x: m.normal(x, 1.0), "std": lambda m, x: m.normal(0.0, x),
                  "both": lambda m, x: m.normal(x, x)}


@pytest.mark.parametrize("name", [*TRACKED, *MODULE_TRACKED])
def test_a_draw_is_recorded_and_sends_zeros(name):
    found = []
    for m in (torch, engine):
        x = m.full((3,), 0.5, requires_grad=True)
        out = TRACKED[name](x) if name in TRACKED else MODULE_TRACKED[name](m, x)
        out.sum().backward()
        found.append((out.grad_fn.name(), x.grad.tolist()))
    assert found[0] == found[1]
    assert found[1][1] == [0, 0, 0]
