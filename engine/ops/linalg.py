"""선형 대수의 이름입니다. engine.linalg로 부릅니다. 공식은 norms와 square_matrix에 있습니다."""

from __future__ import annotations

from .. import errors
from .norms import matrix_norm, norm, vector_norm
from .square_matrix import cholesky, det, inv, matrix_power, slogdet, solve

__all__ = ["cholesky", "det", "inv", "matrix_norm", "matrix_power", "norm", "slogdet", "solve",
           "vector_norm"]


def __getattr__(name: str):
    """없는 이름을 찾을 때 부릅니다. AttributeError: 언제나."""
    raise errors.NO_SUCH_NAME(module=__name__, name=name)
