"""연습의 답을 확인합니다: check("1-2", 답)

장마다 모듈 하나(ch01.py …)에 연습마다 함수 하나가 있습니다. 함수는 답을 받아, 맞으면 None을,
아니면 다시 볼 곳을 알려 주는 문장을 돌려줍니다. 수(int, float)나 글(str)을 받는 자리에는 그렇게 읽은
답만 옵니다. 함수가 다루지 못해 오류를 내는 답은 꼴이 다른 답입니다.
"""

from __future__ import annotations

import importlib.util
import inspect
import re
from textwrap import dedent

NOT_A_NUMBER = "숫자를 따옴표와 단위 없이 적으세요."
NOT_A_TEXT = "문제에 적힌 대로, 답을 따옴표로 묶어 적으세요."
OTHER_NAMES = "칸에 적혀 있던 이름과 개수는 그대로 두고, None만 답으로 바꾸세요."
OTHER_KIND = ("답의 꼴이 다릅니다. 문제에 적힌 대로 숫자, 글, 목록 가운데 맞는 것을 적으세요. "
              "숫자와 식은 따옴표로 묶지 않습니다.")

_exercises: dict = {}


def exercise(number: str, unfinished: str | None = None):
    """`number`번 연습을 확인하는 함수를 등록합니다.

    unfinished: 자리 가운데 일부에만 답이 있을 때의 말. 주지 않으면 아직 답이 없다고 합니다.
    """
    def register(function):
        _exercises[number] = function, unfinished
        return function
    return register


class Feedback:
    """확인한 결과입니다. 칸의 마지막에 두면 글로 보입니다."""

    def __init__(self, number: str, hint: str | None, answered: bool = True):
        self.number, self.hint, self.answered = number, hint, answered

    @property
    def right(self) -> bool:
        """맞았는지입니다."""
        return self.answered and self.hint is None

    def __repr__(self) -> str:
        if not self.answered:
            return f"연습 {self.number}: 아직 답이 없습니다. 답을 적고 칸을 다시 실행하세요."
        if self.right:
            return f"연습 {self.number}: 맞았습니다."
        return f"연습 {self.number} 다시 볼 곳: {self.hint}"


def check(number: str, *answers, **named) -> Feedback:
    """연습의 답을 확인합니다. 답을 아직 적지 않았으면(None, ...) 그렇다고 알려 줍니다.

    ValueError: 없는 연습 번호일 때.
    """
    function, unfinished = _find(number)
    blank = [answer is None or answer is ... for answer in (*answers, *named.values())]
    if all(blank) or (any(blank) and not unfinished):
        return Feedback(number, None, answered=False)
    return Feedback(number, unfinished if any(blank) else _hint(function, answers, named))


def said(error: Exception) -> str:
    """독자의 코드에서 난 오류를 한 줄로 적습니다. 글이 없는 오류는 종류를 적습니다."""
    return next(iter(str(error).splitlines()), type(error).__name__)


def _hint(function, answers, named) -> str | None:
    try:
        given = inspect.signature(function, eval_str=True).bind(*answers, **named)
    except TypeError:
        return OTHER_NAMES
    for name, parameter in given.signature.parameters.items():
        answer = given.arguments[name]
        if parameter.annotation is str:
            if not isinstance(answer, str):
                return NOT_A_TEXT
            given.arguments[name] = dedent(answer).strip()
        elif parameter.annotation in (int, float):
            try:
                given.arguments[name] = _number(answer)
            except Exception:
                return NOT_A_NUMBER
    try:
        return function(*given.args, **given.kwargs)
    except Exception:       # 독자는 무엇이든 적을 수 있습니다. 맞는 답에서 나지 않는 것은 시험이 봅니다.
        return OTHER_KIND


def _number(answer) -> float:
    if isinstance(answer, str):
        raise TypeError
    return float(answer)


def _find(number: str):
    from .. import errors
    chapter = re.fullmatch(r"(\d+)-\d+", str(number))
    if chapter:
        name = f"{__package__}.ch{int(chapter[1]):02d}"
        if importlib.util.find_spec(name):
            importlib.import_module(name)
    if not chapter or number not in _exercises:
        raise errors.UNKNOWN_EXERCISE(number=number)
    return _exercises[number]
