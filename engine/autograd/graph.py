"""그래프를 들여다볼 때 쓰는 이름입니다."""

from __future__ import annotations

from ..node import Node, gradient_edge
from ..tensor import Tensor

__all__ = ["Node", "get_gradient_edge"]


def get_gradient_edge(tensor: Tensor) -> tuple[Node, int]:
    """텐서로 온 변화도를 보낼 (노드, 몇 번째 결과)입니다."""
    return gradient_edge(tensor)
