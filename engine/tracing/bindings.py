"""소스의 문장이 어느 식에 어느 이름을 붙이는지 읽습니다."""

from __future__ import annotations

import ast

SEQUENCES = ast.Tuple, ast.List
_MANY = ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp      # 값이 텐서 하나가 아닌 식


def bindings(node) -> list[tuple]:
    """문장 하나가 이름을 붙이는 (왼쪽, 식)들입니다."""
    if isinstance(node, ast.Assign):
        return _paired(node.targets[0], node.value)
    if isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        return [] if node.value is None else _paired(node.target, node.value)
    if isinstance(node, ast.AugAssign):
        return [(node.target, node)]
    if isinstance(node, ast.With):      # 파이썬 3.11은 들어가는 일의 자리를 with 문 전체로 적습니다.
        named = [item for item in node.items if item.optional_vars is not None]
        whole = [(item.optional_vars, node) for item in named if len(node.items) == 1]
        return [(item.optional_vars, item.context_expr) for item in named] + whole
    if isinstance(node, (ast.For, ast.comprehension)):
        return _each(node.target, node.iter)
    return []


def _paired(target, value) -> list[tuple]:
    """a, b = x, y처럼 양쪽에 수를 맞추어 적었으면 하나씩 짝을 짓습니다."""
    if isinstance(target, SEQUENCES) and isinstance(value, SEQUENCES):
        parts = [*target.elts, *value.elts]
        if len(target.elts) == len(value.elts) and not any(isinstance(p, ast.Starred) for p in parts):
            return [pair for left, right in zip(target.elts, value.elts, strict=True)
                    for pair in _paired(left, right)]
    return [] if isinstance(value, _MANY) else [(target, value)]


def _each(target, iterated) -> list[tuple]:
    """for가 하나씩 꺼내는 것을 그 자리에 적었으면 식마다 짝을 짓습니다. enumerate와 zip도 봅니다."""
    if isinstance(iterated, SEQUENCES):
        return [pair for item in iterated.elts for pair in _paired(target, item)]
    called = iterated.func.id if isinstance(iterated, ast.Call) and isinstance(
        iterated.func, ast.Name) else None
    parts = target.elts if isinstance(target, SEQUENCES) else []
    if called == "enumerate" and len(parts) == 2 and iterated.args:
        return _each(parts[1], iterated.args[0])
    if called == "zip" and len(parts) == len(iterated.args):
        return [pair for part, items in zip(parts, iterated.args, strict=True)
                for pair in _each(part, items)]
    return []
