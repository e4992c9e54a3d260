"""텐서를 글로 적는 규칙: torch가 실제로 적은 글과, torch 없이 확인하는 법칙을 담았습니다."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from engine import printing

INF, NAN = float("inf"), float("nan")


def floats(values, dtype=np.float32):
    return np.array(values, dtype)


# PyTorch 2.13이 적은 글을 옮겼습니다.
EXPECTED = {
    "scalar": (floats(3), "tensor(3.)"),
    "negative-zero": (floats(-0.0), "tensor(-0.)"),
    "scalar-float64": (floats(1.5, np.float64), "tensor(1.5000, dtype=torch.float64)"),
    "scalar-bool": (np.array(True), "tensor(True)"),
    "whole-numbers-end-with-a-point": (np.ones(5, np.float32), "tensor([1., 1., 1., 1., 1.])"),
    "four-decimals-aligned": (floats([0.1, -20.5, 3]), "tensor([  0.1000, -20.5000,   3.0000])"),
    "nan-and-inf-do-not-widen": (floats([1, NAN, -INF]), "tensor([1., nan, -inf])"),
    "only-inf": (floats([INF]), "tensor([inf])"),
    "only-zeros": (floats([0, -0.0, 0]), "tensor([0., -0., 0.])"),
    "too-small-is-scientific": (floats([1e-5, 1]), "tensor([1.0000e-05, 1.0000e+00])"),
    "ratio-of-1000-is-not": (floats([0.5, 500]), "tensor([  0.5000, 500.0000])"),
    "ratio-above-1000-is-scientific": (floats([1, 1001]), "tensor([1.0000e+00, 1.0010e+03])"),
    "too-large-is-scientific": (floats([1e9]), "tensor([1.0000e+09])"),
    "integers-aligned": (
        np.array([[1, -20], [300, 4]]),
        "tensor([[  1, -20],\n"
        "        [300,   4]])"),
    "booleans-aligned": (np.array([[True, False]]), "tensor([[ True, False]])"),
    "int32": (np.array([1, 2], np.int32), "tensor([1, 2], dtype=torch.int32)"),
    "float16": (floats([1, 2], np.float16), "tensor([1., 2.], dtype=torch.float16)"),
    "empty": (floats([]), "tensor([])"),
    "empty-with-axes": (np.zeros((0, 3), np.float32), "tensor([], size=(0, 3))"),
    "empty-int64": (np.zeros(0, np.int64), "tensor([], dtype=torch.int64)"),
    "long-row-wraps": (
        np.arange(30),
        "tensor([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17,\n"
        "        18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29])"),
    "blank-line-between-matrices": (
        np.arange(8).reshape(2, 2, 2),
        "tensor([[[0, 1],\n"
        "         [2, 3]],\n"
        "\n"
        "        [[4, 5],\n"
        "         [6, 7]]])"),
    "many-values-are-summarised": (
        np.arange(1001), "tensor([   0,    1,    2,  ...,  998,  999, 1000])"),
    "only-the-long-axis-is-summarised": (
        np.arange(1200, dtype=np.float32).reshape(300, 4) % 7,
        "tensor([[0., 1., 2., 3.],\n"
        "        [4., 5., 6., 0.],\n"
        "        [1., 2., 3., 4.],\n"
        "        ...,\n"
        "        [5., 6., 0., 1.],\n"
        "        [2., 3., 4., 5.],\n"
        "        [6., 0., 1., 2.]])"),
}


@pytest.fixture(autouse=True)
def default_options():
    yield
    printing.set_printoptions(profile="default")


@pytest.mark.parametrize(("array", "expected"), EXPECTED.values(), ids=EXPECTED.keys())
def test_text_is_what_torch_prints(array, expected):
    assert printing.tensor_repr(array) == expected


@pytest.mark.parametrize(("told", "expected"), [
    ({"requires_grad": True}, "tensor([2.], requires_grad=True)"),
    ({"requires_grad": True, "grad_fn": "MulBackward0"}, "tensor([2.], grad_fn=<MulBackward0>)"),
    ({"default_dtype": "float64"}, "tensor([2.], dtype=torch.float32)"),
    ({"default_dtype": "float64", "requires_grad": True},
     "tensor([2.], dtype=torch.float32, requires_grad=True)"),
], ids=["leaf", "result", "other-default", "dtype-before-grad"])
def test_only_what_the_values_do_not_show_is_added(told, expected):
    assert printing.tensor_repr(floats([2]), **told) == expected


def test_suffix_that_does_not_fit_goes_to_the_next_line():
    assert printing.tensor_repr(np.full(6, 1 / 3), grad_fn="MulBackward0") == (
        "tensor([0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333], dtype=torch.float64,\n"
        "       grad_fn=<MulBackward0>)")


@pytest.mark.parametrize(("options", "expected"), [
    ({"precision": 2}, "tensor([ 1.23, 10.00, -0.50])"),
    ({"sci_mode": True, "precision": 1}, "tensor([ 1.2e+00,  1.0e+01, -5.0e-01])"),
    ({"threshold": 2, "edgeitems": 1}, "tensor([ 1.2345,  ..., -0.5000])"),
    ({"linewidth": 20}, "tensor([ 1.2345,\n        10.0000,\n        -0.5000])"),
    ({"profile": "short"}, "tensor([ 1.23, 10.00, -0.50])"),
    ({"profile": "short", "precision": 1}, "tensor([ 1.2, 10.0, -0.5])"),
    ({"threshold": 2, "edgeitems": 0}, "tensor([...], size=(3,))"),
], ids=lambda x: "-".join(x) if isinstance(x, dict) else "")
def test_options_change_the_text(options, expected):
    printing.set_printoptions(**options)
    assert printing.tensor_repr(floats([1.2345, 10, -0.5])) == expected


def test_profile_full_writes_everything_and_default_summarises_again():
    printing.set_printoptions(profile="full")
    assert "..." not in printing.tensor_repr(np.arange(1001))
    printing.set_printoptions(profile="default")
    assert "..." in printing.tensor_repr(np.arange(1001))


def test_sci_mode_is_forgotten_by_the_next_call_that_does_not_name_it():
    printing.set_printoptions(sci_mode=True)
    printing.set_printoptions(precision=3)
    assert printing.tensor_repr(floats([0.5])) == "tensor([0.500])"


SHAPES = hnp.array_shapes(min_dims=1, max_dims=4, max_side=5)


@given(hnp.arrays(st.sampled_from([np.int64, np.int8, np.uint8, np.bool_]), SHAPES))
def test_integers_read_back_are_the_same_array(array):
    text = printing.tensor_str(array).removeprefix("tensor(").removesuffix(")")
    np.testing.assert_array_equal(eval(text), array)


@given(hnp.arrays(np.float64, SHAPES, elements=st.floats(-1e4, 1e4)))
def test_floats_read_back_are_the_same_up_to_four_decimals(array):
    text = printing.tensor_str(array).removeprefix("tensor(").removesuffix(")")
    np.testing.assert_allclose(eval(text), array, rtol=0.5e-4, atol=0.5e-4)


@given(hnp.arrays(np.int64, st.integers(1, 1000), elements=st.integers(-10**9, 10**9)),
       st.integers(30, 120))
def test_lines_keep_to_the_linewidth(array, linewidth):
    printing.set_printoptions(linewidth=linewidth)
    text = printing.tensor_repr(array)
    printing.set_printoptions(profile="default")
    assert all(len(line) <= linewidth + 1 for line in text.split("\n"))  # 1: 줄 끝의 쉼표나 괄호


@given(hnp.arrays(np.int16, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6)))
def test_numbers_in_a_column_end_at_the_same_place(array):
    lines = printing.tensor_str(array).split("\n")
    assert len({len(line.rstrip("],)")) for line in lines}) == 1


def test_printing_a_large_array_does_not_read_all_of_it():
    array = np.broadcast_to(np.float32(1), (10**6, 10**6))  # 실제로 만들면 4 TB입니다.
    assert printing.tensor_repr(array).count("1.") == 36
