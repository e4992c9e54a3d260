"""조건으로 둘 가운데 하나를 고르는 where입니다. 변화도를 막거나 고르는 공식에도 씁니다."""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .checks import as_tensors, common_shape
from .op import Op, method


class Where(Op):
    """c = 조건이 참이면 a, 아니면 b.  고른 쪽으로만 변화도가 갑니다."""

    @staticmethod
    def forward(a, b, condition):
        try:
            return np.where(condition._array, a, b)
        except ValueError:
            common_shape(condition._array.shape, a.shape, b.shape)  # 어긋난 두 모양을 알립니다.
            raise

    def grad_a(self, grad, condition):
        return where(condition, grad, 0)

    def grad_b(self, grad, condition):
        return where(condition, 0, grad)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def where(condition: Tensor, input: Tensor | float | None = None,
          other: Tensor | float | None = None) -> Tensor:
    """condition이 참인 자리는 input, 거짓인 자리는 other의 값입니다. 셋을 브로드캐스팅합니다.

    input과 other를 빼면 참인 자리의 번호를 축마다 하나씩 튜플로 줍니다.
    """
    if input is None and other is None:
        return condition.nonzero(as_tuple=True)
    if condition._array.dtype != np.bool_:
        raise errors.CONDITION_NOT_BOOL(dtype=condition.dtype)
    input, other = as_tensors("where", input, other)
    dtype = dtypes.result_type(input._array, other._array)
    return Where.apply(input.to(dtype), other.to(dtype), condition=condition)


@method("where")
def _where_method(input: Tensor, condition: Tensor, other: Tensor | float) -> Tensor:
    return where(condition, input, other)
