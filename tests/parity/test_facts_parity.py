"""텐서와 dtype에 관해 묻는 이름, 곁의 텐서를 본떠 만드는 이름이 torch와 같은지 봅니다."""

from itertools import product

import pytest
from probe import builtin_name

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

DTYPES = "bool uint8 int8 int16 int32 int64 float16 float32 float64".split()


def both(run):
    return [str(run(m)) for m in (torch, engine)]


@pytest.mark.parametrize(("a", "b"), list(product(DTYPES, DTYPES)))
def test_dtypes_meet_as_in_torch(a, b):
    for run in (lambda m: m.promote_types(getattr(m, a), getattr(m, b)),
                lambda m: m.can_cast(getattr(m, a), getattr(m, b)),
                lambda m: m.result_type(m.ones(2, dtype=getattr(m, a)),
                                        m.tensor(1, dtype=getattr(m, b)))):
        theirs, ours = both(run)
        assert ours == theirs


@pytest.mark.parametrize("run", [
    lambda m: m.result_type(m.ones(2, dtype=m.int32), 1.5),
    lambda m: m.result_type(1, m.ones(2, dtype=m.bool)),
    lambda m: m.numel(m.ones(2, 3)), lambda m: m.ones(2, 3).nelement(),
    lambda m: m.is_tensor(m.ones(1)), lambda m: m.is_tensor([1]),
    lambda m: m.is_floating_point(m.ones(1)), lambda m: m.ones(2, 3).ndimension(),
    lambda m: m.ones(2, 3, dtype=m.int16).element_size(),
    lambda m: (m.ones(2, 3).itemsize, m.ones(2, 3).nbytes),
    *(lambda m, name=name: getattr(m.tensor([1.7, 2]), name)()
      for name in ("byte", "char", "short")),
    *(lambda m, size=size, name=name: getattr(m.ones(1, dtype=m.float64), name)(*size)
      for name in ("new_zeros", "new_ones") for size in (((),), (2,), (2, 3), ((2, 3),), ([2],))),
    lambda m: m.ones(1).new_zeros(2, dtype=m.int64, requires_grad=False),
    lambda m: m.ones(1).new_ones(2, requires_grad=True),
    *(lambda m, name=name: getattr(m, name)(size=(2, 3)).shape
      for name in ("zeros", "ones", "empty", "rand", "randn")),
    lambda m: m.ones(1).new_empty(2, 3).shape,
    lambda m: m.empty_like(m.ones(2, 3, dtype=m.int8)).dtype,
    lambda m: m.ones(1, dtype=m.int64).new_full((2, 2), 3.7),
    lambda m: m.ones(1).new_full((2,), 3, dtype=m.int64),
    lambda m: m.ones(1, dtype=m.float64).new_tensor([1, 2]),
    lambda m: m.nn.Sequential(m.nn.Linear(2, 3)).get_parameter("0.bias").shape,
    lambda m: m.nn.Sequential(m.nn.BatchNorm1d(3)).get_buffer("0.running_var"),
    lambda m: m.nn.Sequential(m.nn.ReLU()).get_submodule("0"),
    lambda m: m.nn.ReLU().get_submodule("")])
def test_an_answer_is_torchs(run):
    theirs, ours = both(run)
    assert ours == theirs


@pytest.mark.parametrize("act", [
    lambda m: m.nn.Linear(2, 3).get_parameter("0.bias"),
    lambda m: m.nn.Linear(2, 3).get_parameter("gain"),
    lambda m: m.nn.Linear(2, 3).get_buffer("bias"),
    lambda m: m.nn.Linear(2, 3).get_submodule("bias"),
    lambda m: m.no_such_name, lambda m: m.nn.NoSuchName, lambda m: m.nn.functional.no_such_name])
def test_a_missing_name_is_told_in_three_lines(act):
    with pytest.raises(AttributeError) as theirs:
        act(torch)
    with pytest.raises(AttributeError) as ours:
        act(engine)
    assert builtin_name(ours.value) == builtin_name(theirs.value)
    assert str(ours.value).count("\n") == 2
