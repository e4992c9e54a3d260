"""기록: 엔진이 하는 일을 걸음의 목록으로 남깁니다. 읽는 차례: recorder → nodes → story → backward → trace"""

from .trace import Trace, record

__all__ = ["Trace", "record"]
