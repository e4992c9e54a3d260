"""0장의 연습: 걸음보기로 숨은 숫자 찾기."""

from __future__ import annotations

from .check import exercise

SECRET = 7.0        # 노트북의 코드에는 보이지 않고, 걸음보기에서만 읽을 수 있습니다.


@exercise("0-1")
def hidden_number(h: float) -> str | None:
    """숨은 숫자에서 만든 가운데 값. h = 3 * x입니다."""
    if h == 3 * SECRET:
        return None
    if h == SECRET:
        return "그 수는 x의 값입니다. ‘다음’을 눌러 이름이 h인 상자를 보세요. (0.1절)"
    if h == 3 * SECRET - 1:
        return "그 수는 마지막 값 y입니다. ‘이전’을 눌러 이름이 h인 상자를 보세요. (0.1절)"
    return "h를 만든 걸음에서 멈추고, 이름이 h인 상자의 값을 읽어 보세요. (0.1절)"
