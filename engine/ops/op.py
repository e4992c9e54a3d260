"""연산의 뼈대: 연산 하나가 클래스 하나이고, 실행할 때마다 그 클래스의 노드가 하나 생깁니다.

클래스에는 셋만 적습니다.

    class Mul(Op):
        \"\"\"c = a · b        ∂c/∂a = b,   ∂c/∂b = a\"\"\"

        forward = np.multiply

        def grad_a(self, grad, b):
            return grad * b

        def grad_b(self, grad, a):
            return grad * a

- `forward`는 numpy 배열로 값을 계산합니다. numpy의 함수를 그대로 써도 됩니다. 빠른 길(fast.py)은
  `out=...`을 넘겨 부르는데, 0차원도 숫자가 아니라 배열로 돌려달라는 numpy의 말입니다.
- `grad_a`는 받은 변화도 `grad`로 `a` 자리에 보낼 변화도를 계산합니다. 텐서 연산으로 적으므로
  변화도를 또 미분할 수 있습니다. 인자의 이름이 곧 저장할 값입니다: `b`를 적으면 순전파 때 `b`를
  저장합니다. 자기 결과는 `out`입니다. 필요한 자리의 공식만 부르고, 그 공식이 쓰는 값만 저장합니다.
  공식을 적은 차례가 곧 입력 자리의 차례입니다.
- dim처럼 텐서가 아닌 설정은 노드의 속성으로 남습니다: `self.dim`

브로드캐스팅으로 늘어난 변화도를 되돌리는 일은 역전파(backward.py)가 한 곳에서 합니다.
"""

from __future__ import annotations

import functools
import inspect
import weakref

import numpy as np

from .. import errors
from ..events import OpApplied, announce, listeners
from ..grad_mode import mode
from ..node import NO_EDGE, NOTHING_SAVED, Node, Packed, gradient_edge, next_order
from ..tensor import ONE_OF_MANY, UNTRACKED, Tensor
from .keywords import read_keywords


class Op(Node):
    """미리 만들어 둔 연산의 밑바탕입니다."""

    __slots__ = ()

    forward = None
    view = False           # 결과가 첫 입력과 메모리를 나누어 쓰는지
    casts = False          # 제자리에서 쓸 때 값을 그 텐서의 dtype으로 바꾸어 담는지(copy_)
    reads_first = False    # 제자리에서 쓰기 전에 다른 입력을 다 읽는지(fill_)
    inputs: tuple = ()     # 입력 자리의 이름
    slots: dict = {}       # 입력의 이름 → 자리 번호
    formulas: tuple = ()   # 입력 자리마다 (공식, 공식이 쓰는 저장된 값의 이름)

    def __init_subclass__(cls, name: str | None = None):
        cls.__name__ = cls.__qualname__ = name or f"{cls.__name__}Backward0"
        formulas = {key.removeprefix("grad_"): value for key, value in vars(cls).items()
                    if key.startswith("grad_")}
        if formulas:
            cls.inputs = tuple(formulas)
            cls.slots = {name: slot for slot, name in enumerate(formulas)}
            cls.formulas = tuple((formula, tuple(inspect.signature(formula).parameters)[2:])
                                 for formula in formulas.values())
        used = dict.fromkeys(name for _, names in cls.formulas for name in names)
        cls.saves = tuple(sorted(used, key=[*cls.inputs, *used].index))  # 입력의 차례대로
        for key in dict.fromkeys((*cls.saves, *_settings(cls))):
            setattr(cls, f"_saved_{_TORCH_NAMES.get(key, key)}", _look_inside(key))

    @classmethod
    def apply(cls, *inputs: Tensor, **params):
        """연산을 실행하고, 추적 중이면 기록합니다. 결과가 여럿이면 튜플입니다."""
        return cls.finish(inputs, cls.forward(*[t._array for t in inputs], **params), params)

    @classmethod
    def finish(cls, inputs: tuple, result, params: dict | None = None):
        """계산한 배열을 텐서로 감싸고, 추적 중이면 기록하고, 실행했다는 것을 알립니다."""
        if type(result) is tuple:
            out = tuple([Tensor(array) for array in result])
        else:
            out = Tensor(result if type(result) is np.ndarray else np.asarray(result))
        if cls.view:
            _share(inputs[0], out)
        node = None
        if mode.enabled:
            for t in inputs:
                if t._requires_grad:
                    edges = tuple([gradient_edge(t) for t in inputs])
                    node = cls.record(inputs, edges, out, params)
                    break
        if listeners:
            announce(OpApplied, cls, inputs, out, params, node)
        return out

    @classmethod
    def record(cls, inputs: tuple, edges: tuple, out, params: dict | None = None) -> Op:
        """이 실행을 노드 하나로 기록하고, 결과가 그 노드를 가리키게 합니다. 그 노드를 돌려줍니다."""
        node = cls()
        node.next_functions = edges
        node._order = next_order()
        node._hooks = None
        node._stored = NOTHING_SAVED
        if params:
            node.__dict__.update(params)
        if cls.saves:
            node._stored = saved = {}
            for name in cls.kept(tuple([edge is not NO_EDGE for edge in edges])):
                if name == "out":
                    saved[name] = saved_entry(node, out, is_output=True)
                elif name in cls.slots:
                    saved[name] = saved_entry(node, inputs[cls.slots[name]])
                else:  # Where의 condition처럼 설정으로 온 텐서도, 공식이 쓰면 저장된 값입니다.
                    saved[name] = saved_entry(node, node.__dict__.pop(name))
        node.remember_place()
        if type(out) is tuple:
            node._outputs = tuple([(t._array.shape, t._array.dtype) for t in out])
            for nr, t in enumerate(out):
                t._edge, t._requires_grad = (node, nr), True
        else:
            array = out._array
            node._outputs = ((array.shape, array.dtype),)
            out._edge = (node, 0)
            out._requires_grad = True
        return node

    @classmethod
    def check_saving(cls, inputs: tuple, params: dict) -> None:
        """RuntimeError: 저장할 입력이 추론 구역의 텐서일 때. 제자리 연산이 쓰기 전에 부릅니다."""
        for name in cls.kept(tuple([t._requires_grad for t in inputs])):
            if name in cls.slots:
                version_counter_of(cls, inputs[cls.slots[name]])

    @classmethod
    @functools.cache
    def kept(cls, wanted: tuple) -> tuple:
        """변화도가 필요한 자리가 `wanted`일 때, 그 공식들이 쓰는 값의 이름입니다."""
        used = {name for (_, names), want in zip(cls.formulas, wanted) if want for name in names}
        return tuple(name for name in cls.saves if name in used)

    def check_saved(self, create_graph: bool = False) -> None:
        super().check_saved()
        if not create_graph:
            return
        for name, slot in self.slots.items():
            if name in self._stored and self.next_functions[slot][0] is not None:
                value = self._stored[name][0]
                if type(value) is Tensor and not value._requires_grad:
                    raise errors.SAVED_WAS_DETACHED(node=self.name(), shape=value._array.shape)

    def backward(self, grads: list, needed) -> list:
        """자리마다 공식을 불러 보낼 변화도를 모읍니다. 필요 없는 자리는 None입니다."""
        grad, = grads
        saved = self._stored
        sent = []
        for (formula, names), (target, _) in zip(self.formulas, self.next_functions):
            if target not in needed:
                sent.append(None)
            elif not names:
                sent.append(formula(self, grad))
            else:
                values = []
                for name in names:
                    value = saved[name][0]
                    values.append(value if type(value) is Tensor else self.unpack(name))
                sent.append(formula(self, grad, *values))
        return sent


def nothing(grad: Tensor) -> Tensor:
    """어디서나 기울기가 0인 연산의 변화도입니다. grad · 0은 grad가 ∞일 때 NaN이라 쓰지 않습니다."""
    return Tensor(np.zeros_like(grad._array))


_TORCH_NAMES = {"a": "self", "b": "other", "out": "result"}  # 저장된 값을 PyTorch에서 부르는 이름


def _settings(op: type[Op]) -> list[str]:
    """텐서가 아닌 설정의 이름입니다. numpy의 함수를 그대로 쓰는 연산에는 설정이 없습니다."""
    if not inspect.isfunction(op.forward):
        return []
    return [key for key in list(inspect.signature(op.forward).parameters)[len(op.inputs):]
            if key != "out"]


def _look_inside(key: str) -> property:
    """저장한 값과 설정을 PyTorch의 이름으로 들여다보는 속성입니다: _saved_self, _saved_exponent"""
    def read(node: Op):
        if key in node.__dict__:
            return node.__dict__[key]
        node.check_saved()
        return node.unpack(key) if key in node._stored else None
    return property(read)


def saved_entry(node: Node, tensor: Tensor, is_output: bool = False) -> tuple:
    """저장할 값 하나를 (값, 버전 번호 상자, 지금의 번호)로 만듭니다.

    결과는 배열만 저장합니다. 텐서를 저장하면 노드와 텐서가 서로를 붙잡습니다.
    """
    counter = version_counter_of(type(node), tensor)
    if mode.saving:
        # 결과를 그대로 넘기면 훅이 붙잡은 텐서가 이 노드를 붙잡습니다.
        packed = (Packed(tensor._detached(), (None, 0)) if is_output
                  else Packed(tensor, gradient_edge(tensor)))
        return packed, [0], 0
    return tensor._array if is_output else tensor, counter, counter[0]


def version_counter_of(op: type[Node], tensor: Tensor) -> list:
    """op가 저장할 텐서의 버전 번호 목록입니다. RuntimeError: 추론 구역의 텐서일 때."""
    if tensor._version_counter is None:
        raise errors.INFERENCE_SAVED(node=op.__name__, shape=tensor._array.shape)
    return tensor._version_counter


def _share(input: Tensor, out) -> None:
    """뷰가 원본과 버전 번호를 함께 보게 합니다. 추적 중이면 원본도 뷰를 알아 둡니다."""
    base = input if input._base is None else input._base
    several = isinstance(out, tuple)
    for view in out if several else (out,):
        view._version_counter, view._base = base._version_counter, base
        made = UNTRACKED if not mode.enabled else ONE_OF_MANY if several else input._made
        if made is not None:
            view._made = made
        if mode.enabled:  # 제자리 연산이 원본을 고치면 뷰의 기록도 고쳐야 합니다(inplace.py).
            views = base.__dict__.setdefault("_views", [])
            views.append(weakref.ref(view, views.remove))  # 뷰가 사라지면 목록에서도 사라집니다.


def method(*names: str, doc: str | None = None):
    """함수를 Tensor의 메서드로도 다는 데코레이터입니다. 이름을 적지 않으면 함수 이름을 씁니다."""
    def bind(function):
        if doc is not None:
            function.__doc__ = doc
            function.__name__ = function.__qualname__ = names[0]
        function = read_keywords(function)
        for name in names or (function.__name__,):
            setattr(Tensor, name, function)
        return function
    return bind
