"""코드가 밖에서 읽는 이름과, 함수와 클래스를 적은 소스를 찾습니다."""

from __future__ import annotations

import ast
import linecache
import textwrap
from types import CodeType, FunctionType

from .places import parsed, span_of

_FUNCTIONS = ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda
_COMPREHENSIONS = ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp


class _Reads(ast.NodeVisitor):
    """실행하는 차례대로 보며, 담기 전에 읽는 이름을 모읍니다. 함수의 몸은 적은 자리에서 부른 것으로 봅니다."""

    def __init__(self, bound=()):
        self.bound, self.free = set(bound), {}

    def _all(self, *nodes) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def _maybe(self, *nodes) -> set:
        """실행하지 않을 수도 있는 문장들입니다. 여기서만 담은 이름을 돌려줍니다."""
        before, self.bound = self.bound, set(self.bound)
        self._all(*nodes)
        inside, self.bound = self.bound, before
        return inside

    def _within(self, bound, *nodes) -> None:
        """이름을 따로 담는 구역(함수 등) 안입니다."""
        inner = _Reads(self.bound | bound)
        inner._all(*nodes)
        self.free |= inner.free

    def visit_Name(self, node) -> None:
        if isinstance(node.ctx, ast.Store):
            self.bound.add(node.id)
        elif node.id not in self.bound:
            self.free[node.id] = None

    def visit_Assign(self, node) -> None:
        self._all(node.value, *node.targets)

    def visit_AnnAssign(self, node) -> None:
        self._all(node.annotation, node.value, node.target)

    def visit_AugAssign(self, node) -> None:
        if isinstance(node.target, ast.Name):
            self.visit(ast.Name(node.target.id, ast.Load()))
        self._all(node.value, node.target)

    def visit_NamedExpr(self, node) -> None:
        self._all(node.value, node.target)

    def visit_For(self, node) -> None:
        self._all(node.iter)
        self._maybe(node.target, *node.body)
        self._maybe(*node.orelse)

    def visit_While(self, node) -> None:
        self._all(node.test)
        self._maybe(*node.body)

    def visit_If(self, node) -> None:
        self._all(node.test)
        self.bound |= self._maybe(*node.body) & self._maybe(*node.orelse)

    def visit_ExceptHandler(self, node) -> None:
        self._all(node.type)
        self._within({node.name}, *node.body)

    def visit_Import(self, node) -> None:
        self.bound |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}

    visit_ImportFrom = visit_Import

    def visit_ClassDef(self, node) -> None:
        self._all(*node.decorator_list, *node.bases, *node.keywords)
        self._within({node.name}, *node.body)
        self.bound.add(node.name)

    def generic_visit(self, node) -> None:
        if isinstance(node, _FUNCTIONS):
            name = {getattr(node, "name", None)}
            given = node.args
            self._all(*getattr(node, "decorator_list", ()), *given.defaults, *given.kw_defaults)
            body = node.body if isinstance(node.body, list) else [node.body]
            self._within(name | local_names(node), *body)
            self.bound |= name
        elif isinstance(node, _COMPREHENSIONS):
            parts = [getattr(node, part, None) for part in ("elt", "key", "value")]
            self._within(set(), *node.generators, *parts)
        elif isinstance(node, ast.comprehension):
            self._all(node.iter, node.target, *node.ifs)
        else:
            super().generic_visit(node)


def free_names(tree: ast.AST) -> list[str]:
    """담기 전에 읽는 이름들입니다. 처음 읽는 차례입니다."""
    reads = _Reads()
    reads.visit(tree)
    return [*reads.free]


def local_names(scope: ast.AST) -> set[str]:
    """이 구역이 스스로 담는 이름들입니다. 안쪽 함수의 것은 세지 않습니다."""
    names, outside = set(), set()
    stack = [*ast.iter_child_nodes(scope)]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ExceptHandler):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            outside.update(node.names)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        if not isinstance(node, (*_FUNCTIONS, *_COMPREHENSIONS, ast.ClassDef)):
            stack += ast.iter_child_nodes(node)
    return names - outside


def space_of(thing) -> dict:
    """함수나 클래스 안에서 보이는 바깥 이름들입니다."""
    functions = [thing] if isinstance(thing, FunctionType) else _methods(thing)
    found: dict = {}
    for function in functions:
        cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
        found |= {**function.__globals__, **{name: cell.cell_contents for name, cell in cells if _full(cell)}}
    return found


def _full(cell) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:      # 아직 아무것도 담지 않은 칸입니다.
        return False


def definition(thing) -> str | None:
    """함수나 클래스를 적은 소스입니다. 람다는 그 식만입니다. 찾지 못하면 None입니다."""
    functions = [thing] if isinstance(thing, FunctionType) else _methods(thing)
    for code in [function.__code__ for function in functions]:
        lines = linecache.getlines(code.co_filename)
        inside = [node for node in ast.walk(parsed("".join(lines))) if _holds(node, code)]
        wanted = _FUNCTIONS if isinstance(thing, FunctionType) else ast.ClassDef
        found = [node for node in inside if isinstance(node, wanted)
                 and getattr(node, "name", "<lambda>") == thing.__name__]
        if found:
            return _text(lines, max(found, key=lambda node: (node.lineno, node.col_offset)))
    return None


def _methods(kind: type) -> list[FunctionType]:
    inside = [getattr(value, "__func__", value) for value in vars(kind).values()]     # 정적 메서드는 함수를 쌉니다.
    return [value for value in inside if isinstance(value, FunctionType)]


def _first(node) -> int:
    return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])


def _holds(node, code: CodeType) -> bool:
    """코드가 이 정의에서 나왔는지입니다. 한 줄에 람다가 여럿이면 명령의 자리로 가려냅니다."""
    if isinstance(node, ast.ClassDef):
        return _first(node) <= code.co_firstlineno <= node.end_lineno
    if not isinstance(node, _FUNCTIONS) or _first(node) != code.co_firstlineno:
        return False
    if not isinstance(node, ast.Lambda):
        return True
    start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
    spans = filter(None, (span_of(code, i) for i in range(0, len(code.co_code), 2)))
    return any(start < (span.line, span.start) and (span.end_line, span.end) <= end for span in spans)


def _text(lines: list[str], node) -> str:
    if isinstance(node, ast.Lambda):
        return ast.get_source_segment("".join(lines), node)
    return textwrap.dedent("".join(lines[_first(node) - 1:node.end_lineno])).rstrip()
