"""체크포인트: 저장하는 대신, 역전파 때 순전파를 다시 계산해 메모리를 아낍니다."""

from __future__ import annotations

import itertools

from ..autograd.graph import saved_tensors_hooks
from ..grad_mode import switched
from ..random import default_generator
from ..tensor import Tensor


def checkpoint(function, *args, use_reentrant: bool = False, preserve_rng_state: bool = True,
               **kwargs):
    """function(*args, **kwargs)를 실행하되, 그 안에서 저장할 값은 번호만 적어 둡니다.

    역전파가 그 값을 처음 찾을 때 function을 한 번 더 실행해, 저장하는 차례대로 번호를 맞춥니다.
    그래서 function은 부를 때마다 같은 차례로 같은 연산을 해야 합니다.
    preserve_rng_state: 다시 실행할 때 난수를 처음과 같게 합니다.
    """
    state = default_generator.get_state()
    numbers = itertools.count()
    values: dict[int, Tensor] = {}

    def recompute() -> None:
        again = itertools.count()

        def keep(tensor: Tensor) -> None:
            values[next(again)] = tensor._detached()

        now = default_generator.get_state()
        if preserve_rng_state:
            default_generator.set_state(state)
        with switched(True), saved_tensors_hooks(keep, lambda nothing: nothing):
            function(*[_twin(a) for a in args], **{k: _twin(v) for k, v in kwargs.items()})
        default_generator.set_state(now)

    def unpack(number: int) -> Tensor:
        if number not in values:
            recompute()
        return values.pop(number)

    with saved_tensors_hooks(lambda tensor: next(numbers), unpack):
        return function(*args, **kwargs)


def _twin(value):
    """원래의 그래프에 이어지지 않으면서 추적 여부는 같은 입력입니다."""
    if not isinstance(value, Tensor):
        return value
    return value._detached().requires_grad_(value.requires_grad)
