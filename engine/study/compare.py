"""같은 칸을 PyTorch로도 실행해 견줍니다. 1부의 장 끝마다 있습니다."""

from __future__ import annotations

from collections.abc import Callable

import engine
from engine import errors


def compare(program: Callable) -> dict:
    """program(engine)이 돌려준 값의 사전을 돌려줍니다. torch가 있으면 program(torch)와 견줍니다.

    program: 모듈을 받아 {이름: 텐서나 숫자}를 돌려주는 함수. 견주었는지도 한 줄로 알립니다.
    RuntimeError: 모양이나 값이 다를 때. 어느 이름이 다른지 알려 줍니다.
    """
    ours = program(engine)
    try:
        import torch
    except ImportError:
        print("PyTorch가 없어 견주지 않았습니다.")
        return ours
    theirs = program(torch)
    for name, value in ours.items():
        mine, other = engine.as_tensor(value), torch.as_tensor(theirs[name])
        same_shape = tuple(mine.shape) == tuple(other.shape)
        if not same_shape or not engine.allclose(
                mine.detach().double(), engine.tensor(other.tolist()).double(), rtol=1e-5):
            raise errors.DIFFERS_FROM_TORCH(name=name, ours=value, theirs=theirs[name])
    print("PyTorch와 같습니다.")
    return ours
