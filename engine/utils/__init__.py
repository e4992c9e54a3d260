"""학습을 돕는 도구입니다."""

from . import checkpoint

__all__ = ["checkpoint"]
