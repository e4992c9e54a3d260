"""연산을 부른 독자의 줄을 찾고, 보여 줄 소스와 변수 이름을 읽습니다."""

from __future__ import annotations

import ast
import functools
import inspect
import itertools
import linecache
import os
import sys
import textwrap
from types import CodeType
from typing import NamedTuple

from .bindings import SEQUENCES, bindings

_ENGINE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_DEEPEST = 30        # 독자의 함수를 이보다 깊게 거슬러 보지 않습니다.
_MOST_LINES = 60
_RESUMABLE = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR

new = tuple.__new__      # 이름 있는 튜플의 __new__는 파이썬 함수라, 연산마다 부르기에는 느립니다.


class _Inside(dict):
    """파일의 이름 → 엔진의 파일인지. 코드 객체는 해시를 매번 다시 구해서 열쇠로는 느립니다."""

    def __missing__(self, filename: str) -> bool:
        found = self[filename] = filename.startswith(_ENGINE)
        return found


_inside = _Inside()


def is_engine(code: CodeType) -> bool:
    """엔진의 코드인지입니다."""
    return _inside[code.co_filename]


class Place(NamedTuple):
    """독자의 자리입니다. 안쪽부터 (코드, 명령의 번호, 거기서 부른 호출의 번호)의 튜플입니다."""

    frames: tuple


class Here:
    """지금 실행하는 일을 부른 독자의 자리를 찾습니다. home은 with 문이 있는 코드입니다.

    함수 하나가 도는 동안 그 함수를 부른 쪽은 같은 자리에 멈춰 있습니다. 그래서 바로 앞과 같은 함수의
    일이면 바깥은 다시 거슬러 보지 않습니다. 제너레이터만은 멈췄다가 다른 곳에서 이어질 수 있습니다.
    끝난 함수의 프레임은 지역 변수를 붙듭니다. 그래서 호출에 번호를 붙이고 프레임은 놓아줍니다.
    """

    def __init__(self, home: CodeType):
        self._home = home
        self._frame = self._below = None         # 앞서 본 독자의 함수와, 거기서 부른 엔진의 함수
        self._outer: tuple = ()                  # 그 함수를 부른 자리들
        self._calls: dict = {}                   # 아직 끝나지 않은 호출의 프레임 → 번호
        self._next = itertools.count().__next__

    def place(self, depth: int) -> Place | None:
        """depth: 기록하는 이의 프레임을 건너뛸 만큼 거슬러 시작합니다."""
        frame, below = sys._getframe(depth), None
        while frame is not None and _inside[frame.f_code.co_filename]:
            frame, below = frame.f_back, frame
        if frame is None:
            return None
        if frame is not self._frame:
            self._move(frame, below)
        elif below is not self._below:
            del self._calls[self._below]
            self._below, self._calls[below] = below, self._next()
        return new(Place, (((frame.f_code, frame.f_lasti, self._calls[below]), *self._outer),))

    def _move(self, frame, below) -> None:
        """독자의 다른 함수로 옮겨 왔습니다. 바깥의 자리를 다시 찾고, 끝난 호출은 놓아줍니다."""
        outer = () if frame.f_code is self._home else self._callers(frame)
        calls = {call: number for call, number in self._calls.items() if _resumes(call)}
        for call in (below, *[call for _, call in outer]):
            calls[call] = self._calls[call] if call in self._calls else self._next()
        self._outer = tuple([(code, instruction, calls[call]) for (code, instruction), call in outer])
        self._calls, self._below = calls, below
        self._frame = None if _resumes(frame) else frame

    def _callers(self, frame) -> list:
        """frame의 바깥에서 home까지의 자리와, 거기서 부른 프레임입니다. home에서 부르지 않았으면 없습니다."""
        found = []
        for _ in range(_DEEPEST):
            frame, below = frame.f_back, frame
            if frame is None:
                return []
            code = frame.f_code
            if not _inside[code.co_filename]:
                found.append(((code, frame.f_lasti), below))
                if code is self._home:
                    break
        return found


def _resumes(frame) -> bool:
    return bool(frame.f_code.co_flags & _RESUMABLE)


class Span(NamedTuple):
    """소스의 한 자리입니다. 줄은 1부터, 칸은 0부터 셉니다."""

    line: int
    end_line: int
    start: int
    end: int


def span_of(code: CodeType, instruction: int) -> Span | None:
    """명령 하나가 나온 소스의 자리입니다. 알 수 없으면 None입니다."""
    for index, position in enumerate(code.co_positions()):
        if index == instruction // 2:
            return None if None in position else Span(*position)
    return None


@functools.lru_cache(maxsize=8)
def parsed(text: str) -> ast.Module:
    """소스의 구문 나무입니다. 같은 칸을 여러 번 기록해도 한 번만 읽습니다."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):      # %로 시작하는 노트북의 명령 등
        return ast.Module([], [])


class Source:
    """한 파일에서 독자에게 보여 줄 줄과, 식에 붙인 변수 이름입니다."""

    def __init__(self, code: CodeType, with_line: int | None):
        self.filename = code.co_filename
        self.lines = linecache.getlines(self.filename)
        self.names: dict[Span, list[str]] = {}
        self.operands: dict[Span, tuple] = {}      # a * b나 a + b의 자리 → (왼쪽, 오른쪽)
        self.blocks: list[tuple[int, int]] = []
        self.body = ""                             # with 문이 묶은 문장들
        self._tree = parsed("".join(self.lines))
        for node in ast.walk(self._tree):
            self._remember(node)
        if with_line is None:
            self.show(code)
        else:
            self._show_with(with_line)

    def _remember(self, node) -> None:
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Add)):
            span = Span(node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)
            self.operands[span] = node.left, node.right
            return
        for target, value in bindings(node):
            span = Span(value.lineno, value.end_lineno, value.col_offset, value.end_col_offset)
            parts = target.elts if isinstance(target, SEQUENCES) else [target]
            self.names[span] = [ast.unparse(part) for part in parts]

    def swapped(self, code: CodeType, span: Span | None, first: str) -> bool:
        """곱셈이나 덧셈의 첫 입력 first가 소스에는 오른쪽에 적혀 있는지입니다: 3 * x의 x"""
        if code.co_filename != self.filename or span not in self.operands:
            return False
        left, right = self.operands[span]
        number = left.operand if isinstance(left, ast.UnaryOp) else left
        return isinstance(number, ast.Constant) or (
            ast.unparse(right) == first and ast.unparse(left) != first)

    def _show_with(self, line: int) -> None:
        found = [node for node in ast.walk(self._tree)
                 if isinstance(node, ast.With) and node.lineno <= line <= node.body[0].lineno]
        if found:
            block = max(found, key=lambda node: node.lineno)
            first = block.body[0]
            self.blocks.append((first.lineno, block.end_lineno))
            lines = self.lines[first.lineno - 1:block.end_lineno]
            if first.lineno == block.lineno:      # with record() as trace: y = x * x
                lines[0] = lines[0].encode()[first.col_offset:].decode()
            self.body = textwrap.dedent("".join(lines)).rstrip()
            names = [getattr(item.context_expr, "func", item.context_expr) for item in block.items]
            after = [ast.unparse(item) for item in block.items[[*map(_records, names), True].index(True) + 1:]]
            if after:      # with record() as trace, no_grad():
                self.body = f"with {', '.join(after)}:\n{textwrap.indent(self.body, '    ')}"

    def show(self, code: CodeType) -> None:
        """독자의 함수도 보여 줄 줄에 더합니다. 엔진의 함수는 보이지 않습니다."""
        if code.co_filename != self.filename or code.co_name == "<module>" or is_engine(code):
            return
        if any(first <= code.co_firstlineno <= last for first, last in self.blocks):
            return
        for node in ast.walk(self._tree):
            if isinstance(node, (ast.FunctionDef, ast.Lambda)):
                first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
                if first == code.co_firstlineno:
                    self.blocks.append((first, node.end_lineno))
                    return

    def shown(self) -> list[dict]:
        """보여 줄 줄과 그 번호입니다. 함께 들여 쓴 만큼은 당깁니다."""
        result = []
        for first, last in sorted(self.blocks):
            block = [line.rstrip() for line in self.lines[first - 1:last]]
            for n, text in enumerate(textwrap.dedent("\n".join(block)).split("\n"), first):
                result.append({"n": n, "text": text})
        return result[:_MOST_LINES]

    def locate(self, code: CodeType, span: Span | None) -> tuple[int, list[int] | None] | None:
        """보이는 줄 가운데 몇 번째 줄의 몇 번째 칸부터 몇 번째 칸까지인지입니다."""
        if span is None or code.co_filename != self.filename:
            return None
        for first, last in self.blocks:
            if first <= span.line <= last:
                line = self.lines[span.line - 1]
                block = "".join(self.lines[first - 1:last])
                indent = len(line.rstrip("\n")) - len(_dedented(block, span.line - first))
                if span.line != span.end_line:
                    return span.line, None
                columns = [len(line.encode()[:column].decode(errors="ignore")) - indent
                           for column in (span.start, span.end)]
                return span.line, columns
        return None

    def text(self, code: CodeType, span: Span | None) -> str | None:
        """한 줄 안에 든 식의 글입니다."""
        if span is None or code.co_filename != self.filename or span.line != span.end_line:
            return None
        if span.line > len(self.lines):
            return None
        return self.lines[span.line - 1].encode()[span.start:span.end].decode(errors="ignore")


def _records(name: ast.expr) -> bool:
    return ast.unparse(name).rpartition(".")[2] == "record"


def _dedented(block: str, index: int) -> str:
    lines = textwrap.dedent("\n".join(line.rstrip() for line in block.splitlines())).split("\n")
    return lines[index] if index < len(lines) else ""
