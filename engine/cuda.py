"""CUDA 장치를 묻는 함수입니다. 이 엔진에는 CUDA가 없어 늘 없다고 답합니다."""


def is_available() -> bool:
    """CUDA 장치를 쓸 수 있는지입니다. 늘 False입니다."""
    return False


def device_count() -> int:
    """CUDA 장치의 개수입니다. 늘 0입니다."""
    return 0
