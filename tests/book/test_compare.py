"""compare가 견준 것과 견주지 못한 것을 바르게 알리는지 봅니다."""

import sys

import pytest

from engine.study import compare


def square(m):
    x = m.tensor(3., requires_grad=True)
    (x * x).backward()
    return {"x.grad": x.grad}


def test_equal_values_are_said_to_be_equal(capsys):
    pytest.importorskip("torch", reason="견주기 시험: torch가 없습니다")
    assert compare(square)["x.grad"] == 6
    assert capsys.readouterr().out == "PyTorch와 같습니다.\n"


def test_other_values_are_an_error_and_nothing_is_said(capsys):
    torch = pytest.importorskip("torch", reason="견주기 시험: torch가 없습니다")
    with pytest.raises(RuntimeError, match="수"):
        compare(lambda m: {"수": 1. if m is torch else 2.})
    assert capsys.readouterr().out == ""


def test_without_torch_nothing_is_compared(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "torch", None)
    assert compare(square)["x.grad"] == 6
    assert capsys.readouterr().out == "PyTorch가 없어 견주지 않았습니다.\n"
