"""오류 글에서 책의 ‘오류 메시지 사전’을 짓습니다. 손으로 옮겨 적은 것은 없습니다."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import Formatter
from types import ModuleType

from .. import errors
from ..korean import either
from .message import Message

LAST_OF_PART_ONE = 7

# 독자가 만나는 차례입니다.
SUBJECTS = (
    errors.leaf, errors.values, errors.random, errors.dtypes, errors.shape, errors.join,
    errors.index, errors.statistics, errors.linalg, errors.inplace, errors.backward, errors.hooks, errors.function,
    errors.functional, errors.loss, errors.nn, errors.conv, errors.module, errors.optim,
    errors.files, errors.book,
)


def messages(subject: ModuleType) -> dict[str, Message]:
    """한 주제의 글을 적힌 차례로 돌려줍니다: 이름 → 글"""
    return {name: value for name, value in vars(subject).items() if isinstance(value, Message)}


def markdown() -> str:
    """모든 글을 설명하는 곳으로 나누어 주제별로 늘어놓은 Markdown입니다. 부를 때마다 글자가 같습니다.

    글마다 `error-이름` 자리표(MyST target)가 있어, 다른 쪽에서 가리킬 수 있습니다.
    """
    return "\n".join([
        *_part("1부에서 설명하는 오류", lambda message: message.see and message.chapter <= LAST_OF_PART_ONE),
        *_part("2부부터 설명하는 오류", lambda message: message.see and message.chapter > LAST_OF_PART_ONE),
        *_part("본문에서 다루지 않는 오류", lambda message: not message.see)])


def _part(title: str, holds: Callable[[Message], bool]) -> Iterator[str]:
    yield f"## {title}\n"
    for subject in SUBJECTS:
        entries = [_entry(name, message) for name, message in messages(subject).items() if holds(message)]
        if entries:
            yield from (f"### {subject.__doc__}\n", *entries)


def _entry(name: str, message: Message) -> str:
    korean, _, english = message.what.partition(" (")
    where = f" · 설명: {message.see}" if message.see else ""
    return (
        f"(error-{name.lower().replace('_', '-')})=\n"
        f"**{_prose(korean)}**\n\n"
        f"- 영어: {_code(english.removesuffix(')'))}\n"
        f"- 까닭: {_prose(message.why)}\n"
        f"- 해 볼 일: {_prose(message.todo)}\n"
        f"- 종류: `{message.kind.__name__}`{where}\n")


def _filled(text: str) -> str:
    """빈칸 {shape:을}을 ‘⟨shape⟩을(를)’로 바꿉니다. 중괄호는 MyST가 다른 뜻으로 읽습니다."""
    return "".join(before + (f"⟨{name}⟩{either(particle)}" if name else "")
                   for before, name, particle, _ in Formatter().parse(text))


def _prose(text: str) -> str:
    """글자 그대로 보이도록, Markdown에서 뜻이 있는 글자 앞에 \\를 붙입니다."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>$#" else c for c in _filled(text))


def _code(text: str) -> str:
    text = _filled(text)
    return f"`` {text} ``" if "`" in text else f"`{text}`"
