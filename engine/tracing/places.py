"""연산을 부른 독자의 줄을 찾고, 보여 줄 소스와 변수 이름을 읽습니다."""

from __future__ import annotations

import ast
import functools
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
    """독자의 자리입니다. 안쪽부터 (코드, 명령의 번호, 거기서 부른 프레임)의 튜플입니다."""

    frames: tuple


def place_of(home: CodeType, depth: int) -> Place | None:
    """지금 실행하는 일을 부른 독자의 자리입니다. home은 with 문이 있는 코드입니다.

    depth: 기록하는 이의 프레임을 건너뛸 만큼 거슬러 시작합니다.
    """
    frame, below = sys._getframe(depth), None
    while frame is not None and _inside[frame.f_code.co_filename]:
        frame, below = frame.f_back, frame
    frames = []
    for _ in range(_DEEPEST):
        if frame is None:       # with 문이 있는 코드에서 부른 것이 아니면 가장 안쪽 자리만 적습니다.
            del frames[1:]
            break
        code = frame.f_code
        if not _inside[code.co_filename]:
            frames.append((code, frame.f_lasti, below))
            if code is home:
                break
        frame, below = frame.f_back, frame
    return tuple.__new__(Place, (tuple(frames),)) if frames else None


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
def _parsed(text: str) -> ast.Module:
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
        self._tree = _parsed("".join(self.lines))
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
            self.blocks.append((block.body[0].lineno, block.end_lineno))

    def show(self, code: CodeType) -> None:
        """독자의 함수도 보여 줄 줄에 더합니다."""
        if code.co_filename != self.filename or code.co_name == "<module>":
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


def _dedented(block: str, index: int) -> str:
    lines = textwrap.dedent("\n".join(line.rstrip() for line in block.splitlines())).split("\n")
    return lines[index] if index < len(lines) else ""
