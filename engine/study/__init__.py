"""책의 연습을 확인하고 PyTorch와 견주는 곳입니다. 노트북은 check와 compare만 씁니다."""

from .check import check
from .compare import compare

__all__ = ["check", "compare"]
