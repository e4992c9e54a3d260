"""연산의 뼈대: 연산 하나가 클래스 하나이고, 실행할 때마다 그 클래스의 노드가 하나 생깁니다.

클래스에는 셋만 적습니다.

    class Mul(Op):
        \"\"\"c = a · b        ∂c/∂a = b,   ∂c/∂b = a\"\"\"

        forward = np.multiply

        def grad_a(self, grad, b):
            return grad * b

        def grad_b(self, grad, a):
            return grad * a

- `forward`는 numpy 배열로 값을 계산합니다.
- `grad_a`는 받은 변화도 `grad`로 `a` 자리에 보낼 변화도를 계산합니다. 텐서 연산으로 적으므로
  변화도를 또 미분할 수 있습니다. 인자의 이름이 곧 저장할 값입니다: `b`를 적으면 순전파 때 `b`를
  저장합니다. 자기 결과는 `out`입니다. 필요한 자리의 공식만 부르고, 그 공식이 쓰는 값만 저장합니다.
- dim처럼 텐서가 아닌 설정은 노드의 속성으로 남습니다: `self.dim`

브로드캐스팅으로 늘어난 변화도를 되돌리는 일은 역전파(backward.py)가 한 곳에서 합니다.
"""

from __future__ import annotations

import inspect
import weakref

import numpy as np

from .. import dtypes, errors
from ..grad_mode import mode
from ..node import NO_EDGE, NOTHING_SAVED, Node, gradient_edge, leaf_edge, next_order
from ..tensor import Tensor


class Op(Node):
    """미리 만들어 둔 연산의 밑바탕입니다."""

    __slots__ = ()

    forward = None
    view = False           # 결과가 첫 입력과 메모리를 나누어 쓰는지
    inputs: tuple = ()     # 입력 자리의 이름
    formulas: tuple = ()   # 입력 자리마다 (공식, 공식이 쓰는 저장된 값의 이름)

    def __init_subclass__(cls, name: str | None = None):
        cls.__name__ = cls.__qualname__ = name or f"{cls.__name__}Backward0"
        formulas = {key.removeprefix("grad_"): value for key, value in vars(cls).items()
                    if key.startswith("grad_")}
        if formulas:
            cls.inputs = tuple(formulas)
            cls.formulas = tuple((formula, tuple(inspect.signature(formula).parameters)[2:])
                                 for formula in formulas.values())
        cls.saves = tuple(dict.fromkeys(name for _, names in cls.formulas for name in names))
        cls._plans = {}

    @classmethod
    def apply(cls, *inputs: Tensor, **params):
        """연산을 실행하고, 추적 중이면 기록합니다. 결과가 여럿이면 튜플입니다."""
        result = cls.forward(*[t._array for t in inputs], **params)
        if isinstance(result, tuple):
            out = tuple(Tensor(array) for array in result)
        else:
            out = Tensor(np.asarray(result))
        if cls.view:
            _share(inputs[0], out)
        if mode.enabled:
            for t in inputs:
                if t._requires_grad:
                    cls.record(inputs, tuple([gradient_edge(t) for t in inputs]), out, params)
                    break
        return out

    @classmethod
    def record(cls, inputs: tuple, edges: tuple, out, params: dict | None = None) -> None:
        """이 실행을 노드 하나로 기록하고, 결과가 그 노드를 가리키게 합니다."""
        node = cls.__new__(cls)
        node.next_functions, node.order, node.observers = edges, next_order(), None
        if params:
            node.__dict__.update(params)
        if isinstance(out, tuple):
            node.outputs = tuple([(t._array.shape, t._array.dtype) for t in out])
            for nr, t in enumerate(out):
                t._edge, t._requires_grad = (node, nr), True
        else:
            array = out._array
            node.outputs = ((array.shape, array.dtype),)
            out._edge, out._requires_grad = (node, 0), True
        if not cls.saves:
            node.saved = NOTHING_SAVED
            return
        key = tuple([edge is not NO_EDGE for edge in edges])
        node.saved = saved = {}
        for name, slot in cls._plans.get(key) or cls._plan(key):
            if slot is None:
                tensor = node.__dict__.pop(name)
            else:
                tensor = out if slot < 0 else inputs[slot]
            counter = tensor._version_counter
            if counter is None:
                raise errors.INFERENCE_SAVED(node=cls.__name__, shape=tensor._array.shape)
            # 결과는 배열만 저장합니다. 텐서를 저장하면 노드와 텐서가 서로를 붙잡습니다.
            saved[name] = tensor._array if slot == -1 else tensor, counter, counter[0]

    @classmethod
    def _plan(cls, wanted: tuple) -> tuple:
        """변화도가 필요한 자리가 `wanted`일 때 저장할 (이름, 입력 자리). 결과는 -1, 설정은 None."""
        needed = {name for (_, names), want in zip(cls.formulas, wanted) if want for name in names}
        slots = {name: slot for slot, name in enumerate(cls.inputs)} | {"out": -1}
        plan = tuple((name, slots.get(name)) for name in cls.saves if name in needed)
        cls._plans[wanted] = plan
        return plan

    def backward(self, grads: list, wanted: list) -> list:
        """자리마다 공식을 불러 보낼 변화도를 모읍니다. 필요 없는 자리는 None입니다."""
        grad, = grads
        return [formula(self, grad, *[self.unpack(name) for name in names]) if want else None
                for (formula, names), want in zip(self.formulas, wanted)]


def _share(input: Tensor, out) -> None:
    """뷰가 원본과 버전 번호를 함께 보게 합니다. 추적 중이면 원본도 뷰를 알아 둡니다."""
    base = input if input._base is None else input._base
    for view in out if isinstance(out, tuple) else (out,):
        view._version_counter, view._base = base._version_counter, base
        if mode.enabled:  # 제자리 연산이 원본을 고치면 뷰의 기록도 고쳐야 합니다(inplace.py).
            base.__dict__.setdefault("_views", []).append(weakref.ref(view))


# ── 값마다 계산하는 연산의 빠른 길 ──
# 작은 텐서에서는 파이썬의 함수 호출이 계산보다 비쌉니다. 그래서 입력이 하나나 둘인 연산은
# apply 대신 아래 두 함수가 자리를 펼쳐 적은 길로 다닙니다. 기록은 똑같이 record가 합니다.

def unary(name: str, op: type[Op], integers: bool = False):
    """입력이 하나인 `op`를 부르는 함수를 만들어 Tensor의 메서드로도 답니다.

    integers: 정수 입력을 정수인 채로 계산하는지. 아니면 기본 실수로 바꿉니다.
    """
    forward = op.forward

    def function(input: Tensor) -> Tensor:
        if not isinstance(input, Tensor):
            raise errors.NOT_A_TENSOR(name=name, type=type(input).__name__)
        x = input._array
        if x.dtype.kind != "f" and not integers:
            x = x.astype(dtypes.get_default_dtype().numpy)
        out = Tensor(forward(x, out=...))
        if input._requires_grad and mode.enabled:
            op.record((input,), (input._edge or leaf_edge(input),), out)
        return out

    return method(name, doc=op.__doc__)(function)


def binary(name: str, op: type[Op], floats: bool = False):
    """입력이 둘인 `op`를 부르는 함수를 만들어 Tensor의 메서드로도 답니다.

    둘 가운데 하나는 파이썬 숫자여도 됩니다. floats: 정수끼리도 기본 실수로 계산하는지.
    """
    forward = op.forward

    def function(input: Tensor | float, other: Tensor | float) -> Tensor:
        if not (isinstance(other, Tensor) and isinstance(input, Tensor)):
            input, other = as_tensors(name, input, other)
        x, y = input._array, other._array
        if x.dtype is not y.dtype or (floats and x.dtype.kind != "f"):
            x, y = promote(x, y, floats)
        try:
            out = Tensor(forward(x, y, out=...))
        except ValueError:
            raise broadcast_error(x.shape, y.shape) from None
        if (input._requires_grad or other._requires_grad) and mode.enabled:
            edges = input._edge or leaf_edge(input), other._edge or leaf_edge(other)
            op.record((input, other), edges, out)
        return out

    return method(name, doc=op.__doc__)(function)


def method(*names: str, doc: str | None = None):
    """함수를 Tensor의 메서드로도 다는 데코레이터입니다. 이름을 적지 않으면 함수 이름을 씁니다."""
    def bind(function):
        if doc is not None:
            function.__doc__ = doc
            function.__name__ = function.__qualname__ = names[0]
        for name in names or (function.__name__,):
            setattr(Tensor, name, function)
        return function
    return bind


_NUMBERS = (int, float, np.number, np.bool_)  # bool은 int의 하위 종류입니다.


def as_tensors(name: str, a, b) -> tuple[Tensor, Tensor]:
    """둘 가운데 하나가 파이썬 숫자이면, 곁의 텐서에 맞춘 0차원 텐서로 바꿉니다."""
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        return a, b
    if isinstance(a, Tensor) and isinstance(b, _NUMBERS):
        return a, Tensor(dtypes.wrap_number(b, a._array))
    if isinstance(b, Tensor) and isinstance(a, _NUMBERS):
        return Tensor(dtypes.wrap_number(a, b._array)), b
    raise errors.NOT_A_TENSOR(name=name, type=type(b if isinstance(a, Tensor) else a).__name__)


def promote(x: np.ndarray, y: np.ndarray, floats: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """두 배열을 함께 계산할 dtype으로 맞춥니다."""
    dtype = dtypes.result_type(x, y)
    if floats and dtype.kind != "f":
        dtype = dtypes.get_default_dtype().numpy
    return x.astype(dtype, copy=False), y.astype(dtype, copy=False)


def broadcast_error(a: tuple, b: tuple) -> Exception:
    """브로드캐스팅할 수 없는 두 모양에서, 뒤에서부터 처음 어긋난 축을 찾아 알립니다."""
    ndim = max(len(a), len(b))
    wide_a, wide_b = (1,) * (ndim - len(a)) + a, (1,) * (ndim - len(b)) + b
    dim = max(i for i in range(ndim) if wide_a[i] != wide_b[i] and 1 not in (wide_a[i], wide_b[i]))
    return errors.SHAPES_DO_NOT_BROADCAST(
        a=a, b=b, dim=dim, size_a=wide_a[dim], size_b=wide_b[dim])
