"""기록: 엔진이 하는 일을 걸음의 목록으로 남깁니다. 읽는 차례: recorder → nodes → story → backward → trace"""

from .explore import Explore, explore
from .jacobian import jacobian
from .trace import Pair, Trace, record
from .wrong_order import depth_first, wrong_order

__all__ = ["Explore", "Pair", "Trace", "depth_first", "explore", "jacobian", "record", "wrong_order"]
