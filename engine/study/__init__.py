"""책의 연습을 확인하는 곳입니다. 노트북은 check만 씁니다."""

from .check import check

__all__ = ["check"]
