"""오류 글 한 편의 꼴과, 글을 담는 예외의 종류"""

from __future__ import annotations

import re
from string import Formatter

from ..korean import say


class GradcheckError(RuntimeError):
    """변화도 검사에서 두 값이 어긋났다는 오류입니다."""


class NamedKeyError(KeyError):
    """글이 여러 줄인 KeyError입니다. 파이썬의 KeyError는 글을 따옴표로 싸서 한 줄로 보입니다."""

    __str__ = Exception.__str__


class Message:
    """빈칸이 있는 오류 글입니다. 빈칸을 채워 부르면 예외 하나를 돌려줍니다.

    빈칸에는 조사도 적습니다({name:은}). 채운 값의 소리에 맞춥니다.

    what은 ‘한국어 문장. (영어 검색어)’ 꼴이고, see는 설명이 있는 곳입니다: ‘3.6절’. 아직 쓰지 않은 장은 ‘15장’처럼
    장만 적고, 책에서 다루지 않으면 비웁니다.
    """

    def __init__(self, kind: type[Exception], what: str, why: str, todo: str, see: str = ""):
        self.kind, self.what, self.why, self.todo, self.see = kind, what, why, todo, see

    def __call__(self, **values) -> Exception:
        where = f" → {self.see}" if self.see else ""
        text = f"{self.what}\n까닭: {self.why}\n해 볼 일: {self.todo}{where}"
        return self.kind(say(text, **values))

    @property
    def chapter(self) -> int | None:
        """설명이 있는 장의 번호입니다."""
        return int(re.match(r"\d+", self.see)[0]) if self.see else None

    @property
    def blanks(self) -> set[str]:
        """채워야 하는 빈칸의 이름입니다."""
        parts = Formatter().parse(f"{self.what}{self.why}{self.todo}")
        return {name for _, name, _, _ in parts if name is not None}
