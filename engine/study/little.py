"""작은 편집기가 실행하는 작은 언어: ‘이름 = 식’ 꼴의 줄뿐입니다. 파이썬의 eval을 부르지 않습니다.

독자가 글자를 하나 칠 때마다 실행하므로, 멈추지 않거나 메모리를 다 쓰는 글은 계산하기 전에 거절합니다.
"""

from __future__ import annotations

import ast
import operator

from .. import errors
from ..creation import tensor
from ..tensor import Tensor

FUNCTIONS = "sum", "mean", "sigmoid", "relu", "exp", "log"
MOST_LINES, MOST_NAMES, LONGEST_LINE = 20, 20, 80
LARGEST, LARGEST_EXPONENT, MOST_VALUES = 10**9, 10, 10_000
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
              ast.Div: operator.truediv, ast.MatMult: operator.matmul, ast.Pow: operator.pow}


class _Refused(Exception):
    """까닭을 담아 줄의 처음까지 올라갑니다."""


def run(code: str) -> tuple[Tensor, dict[str, Tensor]]:
    """(마지막으로 담은 텐서, 이름마다의 텐서)를 돌려줍니다.

    ValueError: 이 언어의 글이 아닐 때. 모양이 맞지 않는 것처럼 엔진이 내는 오류는 그대로 냅니다.
    """
    values, last = {}, None
    for number, line in enumerate(code.splitlines(), 1):
        try:
            _require(number <= MOST_LINES, f"줄은 {MOST_LINES}개까지 실행합니다.")
            for statement in _parsed(line):
                value = _assign(statement, values)
                last = value if isinstance(value, Tensor) else last
                _require(len(values) <= MOST_NAMES, f"이름은 {MOST_NAMES}개까지 씁니다.")
        except _Refused as refused:
            raise errors.REFUSED_CODE(line=f"{number}번째 줄", why=str(refused)) from None
    if last is None:
        raise errors.REFUSED_CODE(line="이 코드", why="텐서를 담은 줄이 없어 그릴 것이 없습니다.")
    return last, {name: value for name, value in values.items() if isinstance(value, Tensor)}


def _require(condition, why):
    if not condition:
        raise _Refused(why)


def _parsed(line):
    _require(len(line) <= LONGEST_LINE, f"한 줄은 {LONGEST_LINE}자까지 읽습니다.")
    try:
        return ast.parse(line.strip()).body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise _Refused("아직 덜 적었거나, 파이썬의 문법에 맞지 않습니다.") from None


def _assign(statement, values):
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=expression):
            _require(not name.startswith("_") and name not in ("tensor", *FUNCTIONS),
                     f"‘{name}’에는 값을 담을 수 없습니다.")
            values[name] = _value(expression, values)
            return values[name]
    raise _Refused(f"‘{_text(statement)}’에서 ‘이름 = 식’ 꼴을 찾지 못했습니다.")


def _value(node, values):
    """식의 값입니다. 텐서이거나 수입니다."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return _number(number)
        case ast.Name(id=name):
            _require(name in values, f"‘{name}’에 담은 값이 앞줄에 없습니다.")
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _binary(op, _value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id="tensor"), args=[data],
                      keywords=[] | [ast.keyword(arg="requires_grad", value=ast.Constant(value=bool()))]):
            return tensor(_data(data, values), **{k.arg: k.value.value for k in node.keywords})
        case (ast.Call(func=ast.Name(id=name), args=[inner], keywords=[])
              | ast.Call(func=ast.Attribute(value=inner, attr=name), args=[], keywords=[])
              ) if name in FUNCTIONS:
            value = _value(inner, values)
            _require(isinstance(value, Tensor), f"‘{name}’에는 텐서를 넣습니다.")
            return getattr(value, name)()
    raise _Refused(f"이 편집기는 ‘{_text(node)}’ 꼴의 식을 모릅니다.")


def _binary(op, left, right):
    tensors = [side for side in (left, right) if isinstance(side, Tensor)]
    _require(not isinstance(op, ast.MatMult) or len(tensors) == 2, "‘@’의 두 자리에는 텐서를 넣습니다.")
    if isinstance(op, ast.Pow) and not isinstance(right, Tensor):
        _require(abs(right) <= LARGEST_EXPONENT, f"지수는 {LARGEST_EXPONENT}까지 계산합니다.")
    if len(tensors) == 2:       # 결과의 원소는 브로드캐스팅이든 행렬 곱이든 두 수의 곱을 넘지 않습니다.
        _require(left.numel() * right.numel() <= MOST_VALUES, "결과의 원소가 너무 많을 수 있습니다.")
    try:
        result = _OPERATORS[type(op)](left, right)
    except ArithmeticError:
        raise _Refused("0으로 나누었거나, 수가 너무 큽니다.") from None
    return result if tensors else _number(result)


def _number(value):
    _require(not isinstance(value, complex) and abs(value) <= LARGEST,
             f"수는 −{LARGEST:,}부터 {LARGEST:,}까지의 실수만 계산합니다.")
    return value


def _data(node, values):
    """tensor(…)에 적은 수나 목록입니다."""
    if isinstance(node, ast.List):
        return [_data(item, values) for item in node.elts]
    value = _value(node, values)
    _require(not isinstance(value, Tensor), "‘tensor’에는 수나 수의 목록을 넣습니다.")
    return value


def _text(node):
    text = ast.unparse(node).partition("\n")[0]
    return text if len(text) <= 40 else text[:39] + "…"
