"""야코비안 보기: 행렬 전체와, 벡터 v를 골랐을 때 엔진이 실제로 계산하는 vᵀJ를 나란히 둡니다."""

from __future__ import annotations

import json

import numpy as np

from .. import errors
from ..autograd import grad
from ..creation import tensor
from ..tensor import Tensor
from .numbers import brief, in_formula, number

_MOST = 8       # 행렬의 한 변에 보일 원소 수


def jacobian(function, x, vectors: dict | None = None, *, names: tuple = ("x", "y")) -> JacobianView:
    """y = function(x)의 야코비안을 한 줄씩 구하고, 고른 벡터마다 backward(v)의 결과를 구합니다.

    x: 숫자의 목록이나 텐서. 한 줄로 펴서 봅니다. 원소는 여덟 개까지입니다.
    vectors: {"모두 1": [1, 1, 1]}처럼 고를 벡터. 적지 않으면 모두 1, 한 줄씩, 무작위입니다.
    ValueError: 원소가 너무 많거나 y가 추적하는 텐서가 아닐 때.
    """
    leaf = tensor(x.tolist() if isinstance(x, Tensor) else x, requires_grad=True)
    y = function(leaf)
    rows, columns = y.numel(), leaf.numel()
    if not y.requires_grad or max(rows, columns) > _MOST:
        raise errors.JACOBIAN_TOO_LARGE(rows=rows, columns=columns, most=_MOST)
    matrix = np.stack([_pull(y, leaf, basis) for basis in np.eye(rows)])
    if vectors is None:
        draws = np.round(np.random.default_rng(0).uniform(-2, 2, rows), 1)
        vectors = {"모두 1": np.ones(rows),
                   **{f"한 줄만: {names[1]}{i}": basis for i, basis in enumerate(np.eye(rows))},
                   "무작위": draws}
    chosen = {label: (np.asarray(v, float).ravel(), _pull(y, leaf, v)) for label, v in vectors.items()}
    return JacobianView(leaf, y, matrix, chosen, names)


def _pull(y: Tensor, x: Tensor, v) -> np.ndarray:
    """backward(v)가 x로 보내는 변화도 vᵀJ를 엔진으로 구한 것입니다."""
    seed = tensor(np.asarray(v, y._array.dtype).reshape(y._array.shape))
    found, = grad(y, x, seed, retain_graph=True, materialize_grads=True)
    return found._array.ravel().copy()


class JacobianView:
    """구한 행렬과 벡터들입니다."""

    def __init__(self, x: Tensor, y: Tensor, matrix: np.ndarray, chosen: dict, names: tuple):
        self._x, self._y = x._array.copy().ravel(), y._array.copy().ravel()
        self._fn = type(y.grad_fn).__name__
        self.matrix, self.chosen, self._names = matrix, chosen, names

    def to_dict(self) -> dict:
        """JSON으로 적을 수 있는 사전입니다."""
        zero = self.matrix == 0
        vectors = []
        for label, (v, result) in self.chosen.items():
            terms = [[f"{in_formula(number(v[i]))} × {in_formula(number(self.matrix[i, j]))}"
                      for i in range(len(v)) if not zero[i, j]] for j in range(zero.shape[1])]
            vectors.append({
                "label": label, "v": _strings(v), "result": _strings(result), "terms": terms,
                "say": f"v = {brief(v)}일 때 backward(v)는 {self._names[0]}.grad에 {brief(result)}를 더합니다."})
        return {"v": 1, "jac": {
            "x": {"name": self._names[0], "values": _strings(self._x)},
            "y": {"name": self._names[1], "values": _strings(self._y), "fn": self._fn},
            "J": [_strings(row) for row in self.matrix],
            "zero": zero.tolist(), "cells": int(zero.size), "made": 0,
            "used": int(zero.size - zero.sum()), "vectors": vectors}}

    def to_json(self) -> str:
        """JSON 글입니다."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    def transcript(self) -> str:
        """행렬과 벡터를 글로 적은 것입니다."""
        lines = [f"야코비안 (줄은 {self._names[1]}, 칸은 {self._names[0]})"]
        lines += [f"  {self._names[1]}{i}: {', '.join(_strings(row))}" for i, row in enumerate(self.matrix)]
        lines += [f"{label}: v = [{', '.join(_strings(v))}], vᵀJ = [{', '.join(_strings(result))}]"
                  for label, (v, result) in self.chosen.items()]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.transcript()


def _strings(values) -> list[str]:
    return [number(value) for value in values]
