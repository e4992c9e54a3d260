"""걸음 안의 질문을 흔한 오해에서 만듭니다."""
from __future__ import annotations


def questions(data: dict) -> list[dict]:
    """질문의 목록입니다."""
    return []
