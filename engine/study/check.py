"""연습의 답을 확인합니다: check("1-2", 답)

장마다 모듈 하나(ch01.py …)에 연습마다 함수 하나가 있습니다. 함수는 답을 받아, 맞으면 None을,
아니면 다시 볼 곳을 알려 주는 문장을 돌려줍니다.
"""

from __future__ import annotations

import importlib.util
import re

_exercises: dict = {}


def exercise(number: str):
    """`number`번 연습을 확인하는 함수를 등록합니다."""
    def register(function):
        _exercises[number] = function
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
    if not (answers or named) or any(a is None or a is ... for a in (*answers, *named.values())):
        return Feedback(number, None, answered=False)
    return Feedback(number, _find(number)(*answers, **named))


def _find(number: str):
    from .. import errors
    chapter = re.fullmatch(r"(\d+)-\d+", number)
    if chapter:
        name = f"{__package__}.ch{int(chapter[1]):02d}"
        if importlib.util.find_spec(name):
            importlib.import_module(name)
    if number not in _exercises:
        raise errors.UNKNOWN_EXERCISE(number=number)
    return _exercises[number]
