"""책의 연습을 확인하고 PyTorch와 견주는 곳입니다. 노트북은 check, compare, editor, switch를 씁니다."""

from .check import check
from .compare import compare
from .editor import editor
from .switch import switch

__all__ = ["check", "compare", "editor", "switch"]
