"""연산 그래프를 목록으로 옮깁니다: 텐서 → 노드와 간선.

`grad_fn`에서 시작해 `next_functions`를 따라갈 뿐, 엔진의 안쪽은 건드리지 않습니다.
그림과 걸음보기가 이 목록을 함께 쓰므로, 같은 그래프는 언제나 같은 목록이 됩니다.
"""

from .facts import SHOWN, VIEWS, short
from .listing import NO_GRAD, Graph, GraphEdge, GraphNode, summary
from .names import Names, caller_names, is_tensor
from .walk import describe, saved_constant

__all__ = ["NO_GRAD", "SHOWN", "VIEWS", "Graph", "GraphEdge", "GraphNode", "Names", "caller_names",
           "describe", "is_tensor", "saved_constant", "short", "summary"]
