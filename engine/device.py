"""장치입니다. 이 엔진은 numpy로 계산하므로 장치가 CPU 하나뿐입니다.

PyTorch 프로그램을 그대로 실행할 수 있게 "cpu"라는 이름만 받아들입니다.
"""

from __future__ import annotations

from . import errors


class device:  # noqa: N801 — torch의 이름을 그대로 씁니다.
    """텐서가 놓인 곳의 이름입니다.  RuntimeError: "cpu"가 아닐 때."""

    def __init__(self, type: str | device = "cpu", index: int | None = None):
        name, _, number = str(type).partition(":")
        if name != "cpu":
            raise errors.NO_SUCH_DEVICE(device=type)
        self.type, self.index = name, int(number) if number else index

    def __repr__(self) -> str:
        index = "" if self.index is None else f", index={self.index}"
        return f"device(type='{self.type}'{index})"

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __eq__(self, other) -> bool:
        return isinstance(other, device) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


CPU = device("cpu")


def check_device(where) -> None:
    """RuntimeError: CPU가 아닌 장치일 때. None이면 CPU입니다."""
    if where is not None:
        device(where)
