"""연습이 옳은 답과 오해에서 나온 답을 가려 내고, 오해마다 다른 곳을 가리키는지 봅니다."""

import pytest

from engine.study import check

SHAPES = {"w": (5, 3), "b": (3,), "z": (3,), "loss": ()}
SLOPE = 0.11794  # 1.6절이 보여 주는 w.grad[4, 1]

RIGHT = [
    ("1-1", (), SHAPES),
    ("1-2", (SLOPE * 0.01,), {}),
    ("1-3", ("음수",), {}),
    ("1-4", (2,), {}),
]
WRONG = [
    ("손실에도 축이 있다고 봄", "1-1", (), SHAPES | {"loss": (1,)}, "숫자 하나라 축이 없습니다"),
    ("가중치의 축을 거꾸로 적음", "1-1", (), SHAPES | {"w": (3, 5)}, "행과 하나씩 짝"),
    ("출력의 모양이 입력과 같다고 봄", "1-1", (), SHAPES | {"z": (5,)}, "뒤 축이 남습니다"),
    ("움직인 크기를 곱하지 않음", "1-2", (SLOPE,), {}, "움직인 크기 0.01을 곱하세요"),
    ("부호를 거꾸로 봄", "1-2", (-SLOPE * 0.01,), {}, "부호를 보세요"),
    ("다른 수", "1-2", (1.0,), {}, "w.grad[4, 1]"),
    ("정답이 1이어도 양수라고 봄", "1-3", ("양수",), {}, "z가 클수록 손실이 작습니다"),
    ("약속한 말이 아님", "1-3", ("+",), {}, "‘양수’나 ‘음수’"),
    ("행이 늘 b.grad와 같다고 봄", "1-4", (1,), {}, "x가 1일 때"),
    ("다른 배수", "1-4", (3,), {}, "x의 값을 곱한 것"),
]


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


def test_an_empty_answer_is_not_called_wrong():
    assert "아직 답이 없습니다" in repr(check("1-2", None))


def test_an_unknown_exercise_says_how_numbers_are_written():
    with pytest.raises(ValueError, match="unknown exercise"):
        check("99-1", 1)
