"""연습이 옳은 답과 오해에서 나온 답을 가려 내고, 오해마다 다른 곳을 가리키는지 봅니다."""

import importlib
import math
import runpy
from pathlib import Path

import pytest

import engine
from engine.study import check

ANSWERS = [runpy.run_path(path) for path in sorted(Path(__file__).parent.glob("answers/ch*.py"))]
RIGHT = [row for answers in ANSWERS for row in answers["RIGHT"]]
WRONG = [row for answers in ANSWERS for row in answers["WRONG"]]


@pytest.mark.parametrize(("number", "answers", "named"), RIGHT, ids=lambda v: str(v)[:12])
def test_a_right_answer_is_accepted(number, answers, named):
    assert check(number, *answers, **named).right


@pytest.mark.parametrize(("number", "answers", "named", "hint"), [row[1:] for row in WRONG],
                         ids=[row[0] for row in WRONG])
def test_a_misconception_gets_its_own_hint(number, answers, named, hint):
    feedback = check(number, *answers, **named)
    assert not feedback.right
    assert "다시 볼 곳: " in repr(feedback)
    assert hint in repr(feedback)


def _fails(*_):
    raise KeyError


ODD = [
    0, -1, True, 3.5, math.nan, math.inf, 10**400, 1 + 2j, "", "글", "0.0012", "2배", "w1", b"", [], [1, 2],
    [[1], [2, 3]], [None], {}, {"w": None}, {1}, (), (5, "3"), range(3), object(), int, engine,
    lambda: 3, lambda k: [k], lambda *_: "글", _fails,
    engine.tensor(math.nan), engine.tensor(2.), engine.ones(2, 3), engine.ones(0),
]


@pytest.mark.parametrize(("number", "answers", "named"), RIGHT, ids=lambda v: str(v)[:12])
def test_no_answer_is_too_odd(number, answers, named):
    """자리 하나에, 그리고 모든 자리에 무엇을 적어도 오류가 나지 않고 답이 돌아옵니다."""
    for odd in ODD:
        for at in range(len(answers)):
            assert f"연습 {number}" in repr(check(number, *answers[:at], odd, *answers[at + 1:]))
        for name in named:
            assert f"연습 {number}" in repr(check(number, **named | {name: odd}))
        assert f"연습 {number}" in repr(check(number, *(odd for _ in answers), **dict.fromkeys(named, odd)))


@pytest.mark.parametrize(("answers", "named"), [((1, 2, 3, 4, 5), {}), ((), {"없는_이름": 1})])
def test_answers_of_other_names_are_told_so(answers, named):
    assert "칸에 적혀 있던 이름" in repr(check("1-1", *answers, **named))


def test_every_exercise_has_right_and_wrong_answers():
    """장의 모듈에 등록한 연습은 모두 답의 표에 있습니다."""
    checking = importlib.import_module("engine.study.check")
    for module in Path(checking.__file__).parent.glob("ch[0-9][0-9].py"):
        importlib.import_module(f"engine.study.{module.stem}")
    registered = set(checking._exercises)
    assert registered == {row[0] for row in RIGHT} == {row[1] for row in WRONG}


def test_an_empty_answer_is_not_called_wrong():
    assert "아직 답이 없습니다" in repr(check("1-2", None))


def test_an_unknown_exercise_says_how_numbers_are_written():
    for number in ("99-1", "99-1 ", 1.2, None, ["1-1"]):
        with pytest.raises(ValueError, match="unknown exercise"):
            check(number, 1)
