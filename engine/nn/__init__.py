"""신경망에 쓰는 함수입니다."""

from . import functional

__all__ = ["functional"]
