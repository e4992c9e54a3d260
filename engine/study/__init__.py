"""노트북에서 쓰는 도구입니다. 연습을 확인하고, PyTorch와 견주고, 기록을 나란히 봅니다."""

from .check import check
from .compare import compare
from .editor import editor
from .lifeline import lifeline
from .switch import switch
from .tangent import tangent

__all__ = ["check", "compare", "editor", "lifeline", "switch", "tangent"]
