"""변화도 검사: 연쇄 법칙으로 구한 변화도를, 입력을 조금 움직여 잰 값(수치 미분)과 견줍니다.

중심 차분 (f(x + ε) − f(x − ε)) / 2ε의 오차는 ε²에 비례합니다. ε이 너무 작으면 뺄셈의 반올림
오차가 커지므로, float64에서는 1e-6 안팎이 알맞습니다.
"""

from __future__ import annotations

import warnings

import numpy as np

from .. import errors
from ..tensor import Tensor
from . import grad


def gradcheck(func, inputs, *, eps: float = 1e-6, atol: float = 1e-5, rtol: float = 1e-3,
              raise_exception: bool = True) -> bool:
    """func의 변화도가 수치 미분과 맞는지 확인합니다. 맞으면 True입니다.

    inputs: 텐서 하나 또는 튜플. 추적하는 float64 텐서가 하나 이상 있어야 합니다.
    |야코비안 − 수치 미분| ≤ atol + rtol·|수치 미분|이어야 합니다.
    GradcheckError: 어긋날 때. raise_exception=False면 False를 돌려줍니다.
    ValueError: 추적하는 입력이 없을 때.
    """
    inputs = (inputs,) if isinstance(inputs, Tensor) else tuple(inputs)
    _check_inputs(inputs)
    outputs = _outputs(func, inputs)
    for i, x in enumerate(inputs):
        if not (isinstance(x, Tensor) and x.requires_grad):
            continue
        numerical = numerical_jacobian(func, inputs, i, eps)
        for o, output in enumerate(outputs):
            if output.requires_grad:
                analytical = analytical_jacobian(output, x)
            else:
                analytical = np.zeros_like(numerical[o])
            if not np.allclose(analytical, numerical[o], rtol, atol):
                if not raise_exception:
                    return False
                raise _mismatch(o, i, analytical, numerical[o])
    return True


def gradgradcheck(func, inputs, grad_outputs=None, *, eps: float = 1e-6, atol: float = 1e-5,
                  rtol: float = 1e-3, raise_exception: bool = True) -> bool:
    """변화도의 변화도가 수치 미분과 맞는지 확인합니다. 시작값은 무작위로 뽑습니다.

    인자와 오류는 gradcheck와 같습니다. grad_outputs: 쓸 시작값을 정해 줄 때.
    """
    inputs = (inputs,) if isinstance(inputs, Tensor) else tuple(inputs)
    _check_inputs(inputs)
    if grad_outputs is None:
        draw = np.random.default_rng(0)
        grad_outputs = [Tensor(draw.standard_normal(out._array.shape).astype(out._array.dtype))
                        .requires_grad_() for out in _outputs(func, inputs)]
    grad_outputs = [grad_outputs] if isinstance(grad_outputs, Tensor) else list(grad_outputs)
    tracked = [i for i, x in enumerate(inputs) if isinstance(x, Tensor) and x.requires_grad]

    def first_order(*args):
        xs, seeds = args[:len(inputs)], args[len(inputs):]
        return grad(_outputs(func, xs), [xs[i] for i in tracked], list(seeds),
                    create_graph=True, materialize_grads=True)

    return gradcheck(first_order, (*inputs, *grad_outputs), eps=eps, atol=atol, rtol=rtol,
                     raise_exception=raise_exception)


def numerical_jacobian(func, inputs: tuple, index: int, eps: float) -> list[np.ndarray]:
    """index번 입력의 값을 하나씩 ±eps 움직여 잰 야코비안입니다. 결과마다 (결과 크기, 입력 크기)."""
    x = inputs[index]._array
    columns = []
    for place in np.ndindex(x.shape):
        value = x[place]
        x[place] = value + eps
        above = [out._array.astype(np.float64).ravel() for out in _outputs(func, inputs)]
        x[place] = value - eps
        below = [out._array.astype(np.float64).ravel() for out in _outputs(func, inputs)]
        x[place] = value
        columns.append([(a - b) / (2 * eps) for a, b in zip(above, below)])
    if not columns:
        return [np.zeros((out._array.size, 0)) for out in _outputs(func, inputs)]
    return [np.stack(column, axis=1) for column in zip(*columns)]


def analytical_jacobian(output: Tensor, x: Tensor) -> np.ndarray:
    """결과의 값마다 역전파를 한 번씩 해서 모은 야코비안입니다. (결과 크기, 입력 크기)"""
    rows = []
    for place in np.ndindex(output._array.shape):
        seed = np.zeros_like(output._array)
        seed[place] = 1
        row, = grad(output, x, Tensor(seed), retain_graph=True, materialize_grads=True)
        rows.append(row._array.ravel())
    return np.stack(rows) if rows else np.zeros((0, x._array.size))


def _mismatch(output: int, input: int, analytical: np.ndarray, numerical: np.ndarray) -> Exception:
    """가장 크게 어긋난 자리를 짚어 줍니다."""
    gap = np.abs(analytical - numerical)
    row, column = np.unravel_index(np.nanargmax(np.where(np.isnan(gap), np.inf, gap)), gap.shape)
    return errors.GRADCHECK_MISMATCH(
        output=output, input=input, row=row, column=column,
        analytical=analytical[row, column], numerical=numerical[row, column])


def _outputs(func, inputs) -> list[Tensor]:
    result = func(*inputs)
    outputs = [result] if isinstance(result, Tensor) else list(result)
    return [out for out in outputs if isinstance(out, Tensor) and out._array.dtype.kind == "f"]


def _check_inputs(inputs: tuple) -> None:
    tracked = [x for x in inputs if isinstance(x, Tensor) and x.requires_grad]
    if not tracked:
        raise errors.GRADCHECK_WITHOUT_INPUT()
    if any(x._array.dtype != np.float64 for x in tracked):
        warnings.warn(
            "변화도 검사에 float64가 아닌 입력이 있습니다. 반올림 오차 때문에 맞는 변화도도 "
            "어긋나 보일 수 있습니다. (not a double precision floating point)",
            UserWarning, stacklevel=3)
