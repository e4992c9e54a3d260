"""텐서에서 독자의 변수 이름을 찾습니다."""

import sys


def is_tensor(value):
    """클래스에만 묻습니다. 인스턴스에 물으면 독자 객체의 `__getattr__`이 움직일 수 있습니다."""
    return hasattr(type(value), "grad_fn") and hasattr(type(value), "is_leaf")


class Names:
    """텐서에서 독자의 변수 이름으로 가는 사전.

    연산 노드는 자기가 만든 텐서를 모릅니다(알면 순환 참조가 됩니다). 그래서 거꾸로,
    이름 붙은 텐서 가운데 `grad_fn`이 그 노드인 것을 찾습니다.
    """

    def __init__(self, *spaces):
        self._leaves = {}           # id(잎) → 이름
        self._outputs = {}          # id(노드) → {출력 번호: (이름, 텐서)}
        self._alive = []            # id가 다른 객체에 다시 쓰이지 않도록 붙들어 둡니다.
        for space in spaces:
            for name, value in list(space.items()):
                if not name.startswith("_"):
                    self._visit(name, value)

    def _visit(self, name, value):
        if is_tensor(value):
            self.add(name, value)
        elif hasattr(type(value), "named_parameters"):
            for part, tensor in value.named_parameters():
                self.add(f"{name}.{part}", tensor)
        elif type(value) in (list, tuple) and len(value) <= 100:
            for i, tensor in enumerate(value):
                if is_tensor(tensor):
                    self.add(f"{name}[{i}]", tensor)

    def add(self, name, tensor):
        """텐서 하나의 이름을 적어 둡니다."""
        node = tensor.grad_fn
        self._alive.append((tensor, node))
        if node is None:
            self._leaves.setdefault(id(tensor), name)
        else:
            outputs = self._outputs.setdefault(id(node), {})
            outputs.setdefault(getattr(tensor, "output_nr", 0), (name, tensor))

    def fall_back_on(self, earlier):
        """앞서 찾아 둔 잎의 이름을 보탭니다. 지금 이름이 있는 잎은 그대로 둡니다."""
        self._leaves = {**earlier._leaves, **self._leaves}
        self._alive += earlier._alive

    def of_leaf(self, tensor):
        """이 텐서의 이름입니다. 없으면 None입니다."""
        return self._leaves.get(id(tensor))

    def of_op(self, node):
        """이 노드가 만든 것으로 찾은 (이름, 텐서)를 출력 번호 순서로."""
        return [found for _, found in sorted(self._outputs.get(id(node), {}).items())]


def caller_names(depth, explicit=None):
    """`depth`단계 위 호출자의 지역 변수와 전역 변수에서 찾습니다. 직접 준 이름이 먼저입니다."""
    frame = sys._getframe(depth + 1)
    return Names(explicit or {}, frame.f_locals, frame.f_globals)
