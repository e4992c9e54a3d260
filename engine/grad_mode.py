"""추적을 켜고 끄는 스위치입니다. 스레드마다 따로 있고, 처음에는 켜져 있습니다."""

from __future__ import annotations

import functools
import inspect
import threading

from .events import RegionEntered, RegionLeft, announce, listeners, slow_lane


class _Mode(threading.local):
    enabled = True     # 연산을 기록하는지
    inference = False  # 추론 구역 안인지
    saving: tuple = ()  # 열려 있는 saved_tensors_hooks의 (pack, unpack). 마지막이 가장 안쪽입니다.
    visiting: dict | None = None  # 지금 도는 역전파가 아직 찾아갈 노드들(backward.py의 visits)


mode = _Mode()


def is_grad_enabled() -> bool:
    """지금 연산을 기록하는지 알려 줍니다."""
    return mode.enabled


class switched:  # noqa: N801 — with 문에 쓰는 이름입니다.
    """엔진이 스스로 스위치를 바꾸는 구역입니다. 독자가 연 구역이 아니므로 듣는 이에게 알리지 않습니다."""

    __slots__ = ("_before", "_enabled")

    def __init__(self, enabled: bool):
        self._enabled = enabled

    def __enter__(self):
        self._before = mode.enabled
        mode.enabled = self._enabled

    def __exit__(self, *exception):
        mode.enabled = self._before


class _Region:
    """스위치를 바꾸었다가 되돌리는 구역입니다. with 문으로도, 데코레이터로도 씁니다.

    들어갈 때의 값을 쌓아 두므로 같은 객체를 겹쳐 써도 차례대로 되돌아갑니다.
    """

    enabled = False

    def __new__(cls, function=None):
        region = super().__new__(cls)
        return region if function is None else region(function)  # @no_grad 처럼 괄호 없이 쓴 경우

    def __init__(self, function=None):
        self._before: list = []  # 들어갈 때마다 쌓아 두는 그때의 스위치

    def __enter__(self):
        self._before.append(mode.enabled)
        mode.enabled = self.enabled
        if listeners:
            announce(RegionEntered, type(self).__name__, mode.enabled)
        return self

    def __exit__(self, *exception):
        mode.enabled = self._before.pop()
        if listeners:
            announce(RegionLeft, type(self).__name__, mode.enabled)

    def __call__(self, function):
        """함수(또는 제너레이터 함수)가 도는 동안만 스위치를 바꾸게 합니다."""
        region = self._again  # 여러 스레드가 함께 부를 수 있으므로 부를 때마다 새 구역을 엽니다.

        if inspect.isgeneratorfunction(function):
            return _wrap_generator(region, function)

        @functools.wraps(function)
        def wrapped(*args, **kwargs):
            with region():
                return function(*args, **kwargs)
        return wrapped

    def _again(self):
        return type(self)()


def _wrap_generator(region, function):
    @functools.wraps(function)
    def wrapped(*args, **kwargs):
        generator = function(*args, **kwargs)
        resume = functools.partial(next, generator)
        while True:  # 값을 내어 줄 때마다 밖의 스위치로 되돌립니다.
            try:
                with region():
                    value = resume()
            except StopIteration as end:
                return end.value
            try:
                sent = yield value
            except GeneratorExit:
                with region():
                    generator.close()
                raise
            except BaseException as error:
                resume = functools.partial(generator.throw, error)
            else:
                resume = functools.partial(generator.send, sent)
    return wrapped


class no_grad(_Region):  # noqa: N801
    """이 구역의 연산은 기록하지 않습니다(추적 중지 구역)."""

    enabled = False


class enable_grad(_Region):  # noqa: N801
    """추적 중지 구역 안에서 다시 기록하게 합니다."""

    enabled = True


class inference_mode(_Region):  # noqa: N801
    """추론 구역입니다. 기록하지 않고, 만든 텐서에 버전 번호도 두지 않습니다.

    그런 텐서는 나중에도 역전파에 쓸 수 없습니다. mode=False면 바깥의 추론 구역을 잠시 끕니다.
    """

    def __new__(cls, mode: bool = True):
        return super().__new__(cls, mode if callable(mode) else None)

    def __init__(self, mode: bool = True):
        super().__init__()
        self.on = mode

    def _again(self):
        return inference_mode(self.on)

    def __enter__(self):
        self._before.append((mode.enabled, mode.inference))
        mode.enabled, mode.inference = not self.on, self.on
        slow_lane.append(self)
        if listeners:
            announce(RegionEntered, "inference_mode", mode.enabled)
        return self

    def __exit__(self, *exception):
        slow_lane.remove(self)
        mode.enabled, mode.inference = self._before.pop()
        if listeners:
            announce(RegionLeft, "inference_mode", mode.enabled)


def is_inference_mode_enabled() -> bool:
    """지금 추론 구역 안인지 알려 줍니다."""
    return mode.inference


class set_grad_enabled(_Region):  # noqa: N801
    """스위치를 `enabled` 값으로 바꿉니다. 부르는 즉시 바뀌고, with나 데코레이터로 쓰면 되돌립니다."""

    def __new__(cls, enabled: bool):
        return object.__new__(cls)

    def __init__(self, enabled: bool):
        super().__init__()
        self.enabled = enabled
        self._outside = mode.enabled
        mode.enabled = enabled
        if listeners:
            announce(RegionEntered, "set_grad_enabled", enabled)

    def __enter__(self):
        self._before.append(self._outside)
        mode.enabled = self.enabled
        return self

    def __call__(self, function):
        if listeners:
            announce(RegionLeft, "set_grad_enabled", self._outside)
        mode.enabled = self._outside  # 데코레이터로 쓸 때는 지금의 스위치를 건드리지 않습니다.
        return (enable_grad if self.enabled else no_grad)()(function)
