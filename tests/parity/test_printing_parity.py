"""텐서를 적은 글이 PyTorch의 print와 글자까지 같은지 확인합니다."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")  # 사유: torch는 사용자가 아니라 CI가 설치합니다

from hypothesis import given, settings  # noqa: E402 — torch가 없으면 여기까지 오지 않습니다.
from hypothesis import strategies as st  # noqa: E402
from hypothesis.extra import numpy as hnp  # noqa: E402

from engine import printing  # noqa: E402

FLOATS = ["float16", "float32", "float64"]
OTHERS = ["uint8", "int8", "int16", "int32", "int64", "bool"]

OPTIONS = st.fixed_dictionaries({}, optional={
    "precision": st.integers(0, 8),
    "threshold": st.sampled_from([0, 5, 100, 10**6]),
    "edgeitems": st.integers(0, 5),
    "linewidth": st.integers(1, 130),
    "sci_mode": st.sampled_from([None, True, False]),
    "profile": st.sampled_from(["default", "short", "full", "다른 이름"]),
})
SHAPES = st.one_of(
    hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5),
    st.sampled_from([(1001,), (40, 30), (6, 200), (200, 6), (12, 11, 10), (2, 3, 200),
                     (8, 7, 5, 4)]))


@pytest.fixture(autouse=True)
def default_options():
    yield
    set_both({"profile": "default"})


def set_both(options):
    torch.set_printoptions(**options)
    printing.set_printoptions(**options)


def assert_same_text(array, requires_grad=False, is_result=False):
    tensor = torch.from_numpy(np.array(array)).requires_grad_(requires_grad)
    if is_result:
        tensor = tensor.clone()
    name = type(tensor.grad_fn).__name__ if tensor.grad_fn else None
    assert printing.tensor_repr(array, requires_grad=requires_grad, grad_fn=name) == repr(tensor)


@pytest.mark.parametrize("dtype", FLOATS + OTHERS)
@settings(deadline=None)  # 수천 개의 값을 두 번 적는 보기는 느린 기계에서 기한을 넘깁니다.
@given(data=st.data())
def test_any_values_in_any_shape(dtype, data):
    array = data.draw(hnp.arrays(dtype, SHAPES))
    requires_grad = dtype in FLOATS and data.draw(st.booleans())
    assert_same_text(array, requires_grad, requires_grad and data.draw(st.booleans()))


@settings(deadline=None)  # 까닭은 앞 시험과 같습니다.
@given(hnp.arrays("float32", SHAPES), OPTIONS)
def test_any_options(array, options):
    set_both({"profile": "default"})
    set_both(options)
    assert_same_text(array)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("exponent", range(-9, 10, 2))
@pytest.mark.parametrize("spread", [0, 2, 4], ids=lambda n: f"spread-10^{n}")
def test_every_magnitude(dtype, exponent, spread):
    rng = np.random.default_rng([exponent + 9, spread])
    for shape in [(), (5,), (3, 4), (1200,), (2, 30, 21)]:
        values = rng.standard_normal(shape) * 10.0**(exponent + rng.integers(0, spread + 1, shape))
        with np.errstate(over="ignore"):  # float16에 담지 못해 무한대가 된 값도 적어 봅니다.
            array = np.asarray(values, dtype)
        assert_same_text(array)
        assert_same_text(np.round(array))
        assert_same_text(np.where(rng.random(shape) < 0.2, np.array(np.nan, dtype), array))


@pytest.mark.parametrize("values", [
    [np.nan], [np.inf, -np.inf], [0.0, -0.0], [-0.0, 1.5], [np.nan, 1e9], [np.inf, 2.0],
    [1.0, 1000.0], [1.0, 1001.0], [1e8, 1e8 + 8], [9.9e-5], [1e-4], [5e-324, 1e308],
], ids=str)
def test_special_values_and_the_edges_of_scientific_notation(values):
    assert_same_text(np.array(values))


@pytest.mark.parametrize("default", [torch.float32, torch.float64])
@pytest.mark.parametrize("dtype", FLOATS + OTHERS)
@pytest.mark.parametrize("shape", [(2,), (0,), (0, 3)], ids=str)
def test_dtype_is_shown_when_it_is_not_obvious(default, dtype, shape):
    array = np.zeros(shape, dtype)
    before = torch.get_default_dtype()
    torch.set_default_dtype(default)
    try:
        expected = repr(torch.from_numpy(array))
    finally:
        torch.set_default_dtype(before)
    name = str(default).removeprefix("torch.")
    assert printing.tensor_repr(array, default_dtype=name) == expected


@settings(deadline=None)  # 까닭은 앞 시험과 같습니다.
@given(st.lists(OPTIONS, max_size=4))
def test_options_given_one_after_another_add_up(calls):
    set_both({"profile": "default"})
    for options in calls:
        set_both(options)
        assert_same_text(np.linspace(-3, 500, 1100, dtype=np.float32))
        assert_same_text(np.arange(1100.0).reshape(11, 100))
