"""야코비안 보기: 행렬 전체와, 벡터 v를 골랐을 때 엔진이 실제로 계산하는 vᵀJ를 나란히 둡니다."""

from __future__ import annotations

import functools

import numpy as np

from .. import errors
from ..autograd import grad
from ..creation import tensor
from ..korean import say
from ..tensor import Tensor
from .calling import code_in, first_input
from .explore import record_call
from .numbers import brief, in_formula, number
from .trace import Trace

_MOST = 8       # 행렬의 한 변에 보일 원소 수


def jacobian(function, x, vectors: dict | None = None, *, title: str = "벡터-야코비안 곱") -> Trace:
    """y = function(x)의 야코비안을 한 행씩 구하고, 고른 벡터마다 backward(v)의 결과를 구한 기록입니다.

    x: 숫자의 목록이나 텐서. 한 줄로 펴서 봅니다. 원소는 여덟 개까지입니다.
    vectors: {"모두 1": [1, 1, 1]}처럼 고를 벡터. 적지 않으면 모두 1, 한 행씩, 정해 둔 무작위입니다.
    걸음은 첫 벡터로 역전파한 것입니다. ValueError: 원소가 너무 많거나, y가 추적하는 텐서가 아니거나, 벡터의 길이가
    y와 다를 때. TypeError: y가 텐서 하나가 아니거나, 함수가 파이썬으로 적은 것이 아닐 때.
    """
    code_in(function)       # 기록할 수 없는 함수면 부르기 전에 멈춥니다.
    values = x.tolist() if isinstance(x, Tensor) else x
    leaf = tensor(values, requires_grad=True)
    y = function(leaf)
    if not isinstance(y, Tensor):
        raise errors.JACOBIAN_NEEDS_TENSOR(type=type(y).__name__)
    rows, columns = y.numel(), leaf.numel()
    if not y.requires_grad or not 0 < min(rows, columns) <= max(rows, columns) <= _MOST:
        raise errors.JACOBIAN_TOO_LARGE(rows=rows, columns=columns, most=_MOST)
    matrix = np.stack([_pull(y, leaf, basis) for basis in np.eye(rows)])
    given = vectors or _vectors(rows)
    chosen = {label: np.asarray(v, float).ravel() for label, v in given.items()}
    for label, v in chosen.items():
        if v.size != rows:
            raise errors.WRONG_LENGTH_OF_V(label=label, given=v.size, rows=rows)
    runs = [_run(label, v, _pull(y, leaf, v), matrix) for label, v in chosen.items()]
    name = first_input(function)
    traces = [_recorded(function, name, tensor(values, requires_grad=True), title, _like(v, y))
              for v in chosen.values()]
    for run, each in zip(runs, traces, strict=True):
        run["steps"] = each.steps
    trace = traces[0]
    zeros = int((matrix == 0).sum())
    trace.to_dict()["jac"] = {
        "in": _places(name, leaf), "out": _places("y", y), "runs": runs,
        "J": [_strings(row) for row in matrix], "made": (matrix != 0).tolist(),
        "note": f"엔진은 이 표를 만들지 않습니다. 빗금 칸은 값이 0입니다. 0인 칸 {zeros}/{matrix.size}"}

    def rerun(changed: dict) -> dict:
        """살아 있는 커널에서 독자가 v를 고칠 때마다 부릅니다. 고를 수 있던 벡터는 그대로 남습니다."""
        own = {"고친 v": [float(text) for text in changed["v"]]} if changed else {}
        again = jacobian(function, x, {**own, **given}, title=title).to_dict()
        return {**again, "jac": {**again["jac"], "live": True}}

    trace.rerun = rerun
    return trace


def _recorded(function, name: str, leaf: Tensor, title: str, seed: Tensor) -> Trace:
    return record_call(code_in(function), functools.partial(function, leaf), {name: leaf}, title, seed)


def _pull(y: Tensor, x: Tensor, v) -> np.ndarray:
    """backward(v)가 x로 보내는 변화도 vᵀJ를 엔진으로 구한 것입니다."""
    found, = grad(y, x, _like(v, y), retain_graph=True, materialize_grads=True)
    return found._array.ravel().copy()


def _like(v, y: Tensor) -> Tensor:
    return tensor(np.asarray(v, y._array.dtype).reshape(y._array.shape))


def _vectors(rows: int) -> dict:
    basis = {f"한 행만 y{i}": row for i, row in enumerate(np.eye(rows))} if rows > 1 else {}
    draws = np.round(np.random.default_rng(0).uniform(-2, 2, rows), 1)
    return {"모두 1": np.ones(rows), **basis, "무작위": draws}


def _run(label: str, v: np.ndarray, result: np.ndarray, matrix: np.ndarray) -> dict:
    only = np.flatnonzero(v)
    lines = []
    for j, total in enumerate(result):
        terms = [f"{in_formula(number(v[i]))} × {in_formula(number(matrix[i, j]))}"
                 for i in range(len(v)) if matrix[i, j] != 0]
        lines.append(f"{number(total)} = {' + '.join(terms) or '0'}")
    return {"label": label, "v": _strings(v), "x": _strings(result), "rows": lines,
            "row": int(only[0]) if len(only) == 1 and v[only[0]] == 1 else None,
            "note": say("backward({v})는 .grad에 {x:을} 더합니다.", v=brief(v), x=brief(result))}


def _places(name: str, t: Tensor) -> list[str]:
    return [f"{name}{i}" for i in range(t.numel())] if t.ndim else [name]


def _strings(values) -> list[str]:
    return [number(value) for value in values]
