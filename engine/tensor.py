"""텐서: numpy 배열 하나와, 그 배열이 어떤 연산에서 나왔는지 가리키는 표지입니다.

연산(+, @, sum …)은 engine/ops가 이 클래스에 메서드로 붙입니다.
"""

from __future__ import annotations

import copy
import warnings
import weakref

import numpy as np

from . import dtypes, errors, printing
from .events import Detached, GradientReplaced, LeafMade, announce, listeners, slow_lane
from .grad_mode import mode
from .hooks import RemovableHandle, hooks_of

UNTRACKED, ONE_OF_MANY = "추적 중지 구역에서 만든 뷰", "함께 만든 여러 뷰 가운데 하나"  # Tensor._made의 값


class Tensor:
    """배열 하나를 감싼 텐서입니다. 만들 때는 engine.tensor()나 engine.zeros()를 씁니다."""

    # 연산마다 읽는 네 가지만 슬롯에 둡니다. 드물게 쓰는 것은 아래 기본값으로 있다가 필요할 때 적습니다.
    __slots__ = ("_array", "_version_counter", "_edge", "_requires_grad", "__dict__", "__weakref__")

    _grad: Tensor | None = None   # 쌓인 변화도
    _base: Tensor | None = None   # 메모리를 나누어 쓰는 원본. 뷰가 아니면 None
    _made: str | None = None      # 뷰를 제자리로 고칠 수 없다면, 어떻게 만든 뷰라서인지
    _views: tuple | list = ()     # 이 메모리를 보는 뷰들을 가리키는 약한 참조
    _accumulator = None           # 잎의 AccumulateGrad를 가리키는 약한 참조
    _hooks = None                  # 잎에 단 훅. 잎이 아니면 훅은 노드에 있습니다.

    __array_ufunc__ = None  # numpy 배열이 왼쪽에 있어도 numpy가 연산을 가로채지 않게 합니다.

    def __init__(self, array: np.ndarray):
        self._array = array
        # 번호 하나가 든 상자입니다. 뷰와 detach()한 텐서가 상자를 함께 봅니다. 추론 구역의 텐서에는 없습니다.
        # 추론 구역은 slow_lane에 들어 있어, 빈 목록이면 스레드의 스위치를 읽지 않아도 됩니다.
        self._version_counter = None if slow_lane and mode.inference else [0]
        self._edge = None            # (만든 노드, 그 노드의 몇 번째 결과인지). 잎이면 None
        self._requires_grad = False

    # ── 값의 모양과 종류 ── 나머지(size, numel, stride, device …)는 ops/facts.py가 답니다.

    @property
    def shape(self) -> dtypes.Size:
        """모양입니다. 축이 없으면 torch.Size([])입니다."""
        return dtypes.Size(self._array.shape)

    @property
    def dtype(self) -> dtypes.dtype:
        """값의 종류입니다."""
        return dtypes.of(self._array)

    @property
    def ndim(self) -> int:
        """축의 개수입니다."""
        return self._array.ndim

    # ── 기록에 관한 성질 ──

    @property
    def requires_grad(self) -> bool:
        """이 텐서로 변화도를 보내야 하는지입니다."""
        return self._requires_grad

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        if self._edge is not None:
            if not value:
                raise errors.CHANGE_REQUIRES_GRAD_OF_NON_LEAF(
                    shape=self._array.shape, node=self.grad_fn.name())
            return
        if value and self._array.dtype.kind != "f":
            raise errors.ONLY_FLOATS_REQUIRE_GRAD(dtype=self.dtype)
        if value and self._version_counter is None and not mode.inference:
            raise errors.INFERENCE_REQUIRES_GRAD(shape=self._array.shape)
        self._requires_grad = bool(value)
        if listeners and value:
            announce(LeafMade, self)

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """추적 여부를 바꾸고 자신을 돌려줍니다."""
        self.requires_grad = requires_grad
        return self

    @property
    def grad_fn(self):
        """이 텐서를 만든 노드(변화도 함수)입니다. 잎이면 None입니다."""
        return None if self._edge is None else self._edge[0]

    @property
    def is_leaf(self) -> bool:
        """그래프의 잎인지입니다. 추적하지 않는 텐서는 모두 잎입니다."""
        return self._edge is None

    @grad_fn.setter
    def grad_fn(self, value) -> None:
        raise errors.READ_ONLY(name="grad_fn")

    @is_leaf.setter
    def is_leaf(self, value) -> None:
        raise errors.READ_ONLY(name="is_leaf")

    @property
    def output_nr(self) -> int:
        """만든 노드의 몇 번째 결과인지입니다."""
        return 0 if self._edge is None else self._edge[1]

    @property
    def grad(self) -> Tensor | None:
        """역전파가 쌓아 둔 변화도입니다. 아직 없으면 None입니다."""
        if self._grad is None and self._edge is not None and not self.retains_grad:
            warnings.warn(
                "잎이 아닌 텐서의 .grad를 읽었습니다. backward()는 잎에만 변화도를 남깁니다. "
                "변화도가 필요하면 이 텐서를 만든 뒤 역전파 전에 .retain_grad()를 부르세요. "
                "(The .grad attribute of a Tensor that is not a leaf Tensor is being accessed)",
                UserWarning, stacklevel=2)
        return self._grad

    @grad.setter
    def grad(self, grad: Tensor | None) -> None:
        if grad is not None:
            self._check_grad(grad)
        if listeners:
            announce(GradientReplaced, self, self._grad, grad)
        self._grad = grad

    def _check_grad(self, grad) -> None:
        if not isinstance(grad, Tensor):
            raise errors.GRAD_OF_OTHER_TYPE(type=type(grad).__name__)
        if grad is self:
            raise errors.GRAD_IS_ITSELF()
        if grad._array.dtype != self._array.dtype:
            raise errors.GRAD_OF_OTHER_DTYPE(dtype=self.dtype, grad_dtype=grad.dtype)
        if grad._array.shape != self._array.shape:
            raise errors.GRAD_OF_OTHER_SHAPE(
                shape=list(self._array.shape), grad_shape=list(grad._array.shape))

    @property
    def retains_grad(self) -> bool:
        """잎이 아닌데도 retain_grad()로 변화도를 남기기로 했는지입니다."""
        if self._edge is None or self._edge[0]._hooks is None:
            return False
        kept = self._edge[0]._hooks.retained.get(self._edge[1])
        return kept is not None and kept() is self

    def retain_grad(self) -> None:
        """잎이 아닌 텐서도 역전파 때 .grad를 남기게 합니다. 잎이면 하는 일이 없습니다.

        RuntimeError: 추적하지 않는 텐서일 때.
        """
        if not self._requires_grad:
            raise errors.RETAIN_GRAD_WITHOUT_GRAPH(shape=self._array.shape)
        if self._edge is not None:
            node, nr = self._edge
            hooks_of(node).retained[nr] = weakref.ref(self)

    def register_hook(self, hook) -> RemovableHandle:
        """이 텐서로 온 변화도를 보거나 바꾸는 훅을 답니다.

        hook(변화도)가 텐서를 돌려주면 그 값이 대신 흐르고, None을 돌려주면 그대로 흐릅니다.
        잎이면 .grad에 더하기 전에 부릅니다. RuntimeError: 추적하지 않는 텐서일 때.
        """
        if not self._requires_grad:
            raise errors.HOOK_WITHOUT_GRAPH(shape=self._array.shape)
        holder, nr = self._edge or (self, 0)
        return RemovableHandle(hooks_of(holder).tensor.setdefault(nr, {}), hook)

    def register_post_accumulate_grad_hook(self, hook) -> RemovableHandle:
        """.grad에 변화도를 더한 뒤에 hook(텐서)를 부릅니다. 잎에만 달 수 있습니다.

        RuntimeError: 추적하지 않거나 잎이 아닐 때.
        """
        if not self._requires_grad:
            raise errors.HOOK_WITHOUT_GRAPH(shape=self._array.shape)
        if self._edge is not None:
            raise errors.POST_ACCUMULATE_ON_NON_LEAF(node=self.grad_fn.name())
        return RemovableHandle(hooks_of(self).post_accumulate, hook)

    # ── 메모리를 나누어 쓰는 텐서 ──

    @property
    def _version(self) -> int:
        """이 메모리를 제자리 연산으로 몇 번 고쳤는지입니다. RuntimeError: 추론 구역의 텐서일 때."""
        if self._version_counter is None:
            raise errors.INFERENCE_HAS_NO_VERSION(shape=self._array.shape)
        return self._version_counter[0]

    def is_inference(self) -> bool:
        """추론 구역에서 만든 텐서인지입니다."""
        return self._version_counter is None

    def _is_view(self) -> bool:
        return self._base is not None

    def detach(self) -> Tensor:
        """값은 나누어 쓰고 연산 기록은 끊은 텐서를 돌려줍니다. 버전 번호도 나누어 씁니다."""
        alias = self._detached()
        if listeners:
            announce(Detached, self, alias)
        return alias

    def _detached(self) -> Tensor:
        """detach()와 같되, 엔진이 스스로 하는 일이라 듣는 이에게 알리지 않습니다."""
        alias = Tensor(self._array)
        alias._version_counter = self._version_counter
        return alias

    def detach_(self) -> Tensor:
        """기록을 자신에게서 끊고 자신을 돌려줍니다. RuntimeError: 뷰일 때."""
        if self._base is not None:
            raise errors.DETACH_VIEW_IN_PLACE(shape=self._base._array.shape)
        self._edge, self._requires_grad = None, False
        return self

    @property
    def data(self) -> Tensor:
        """값만 함께 쓰는 텐서입니다. 버전 번호를 따로 가져서, 고쳐도 검사에 걸리지 않습니다."""
        return Tensor(self._array)

    @data.setter
    def data(self, other: Tensor) -> None:
        if not isinstance(other, Tensor):
            raise errors.DATA_OF_OTHER_TYPE(type=type(other).__name__)
        if self._requires_grad and other._array.dtype.kind != "f":
            raise errors.DATA_OF_INTEGERS(dtype=other.dtype)
        self._leave_memory()
        before, self._array = self._array, other._array
        if (before.shape, before.dtype) != (self._array.shape, self._array.dtype):
            self._accumulator = None  # 다음 그래프는 새 모양의 잎 노드를 씁니다.

    def _leave_memory(self) -> None:
        """값을 담은 메모리를 떠납니다. 그 메모리에 남는 뷰들에게는 이름 없는 원본을 세워 둡니다."""
        base, self._base, self._made = self._base, None, None
        if base is not None and base._views:
            base._views[:] = [view for view in base._views if view() is not self]
        if self._views:
            stand_in = self._detached()
            stand_in._edge, stand_in._requires_grad = self._edge, self._requires_grad
            stand_in._views = self.__dict__.pop("_views")
            for view in stand_in._views:
                view()._base = stand_in

    # ── 복사하고 저장하기 ──

    def __hash__(self) -> int:
        return id(self)  # ==가 텐서를 돌려주므로, 사전의 열쇠로는 객체 자신을 씁니다.

    def __deepcopy__(self, memo: dict) -> Tensor:
        """값과 .grad, 독자가 붙인 속성까지 복사한 잎을 만듭니다. RuntimeError: 잎이 아닐 때."""
        if self._edge is not None:
            raise errors.DEEPCOPY_OF_NON_LEAF(node=self.grad_fn.name(), shape=self._array.shape)
        twin = memo[id(self)] = _rebuild(type(self), self._array.copy(), self._requires_grad)
        twin._grad = copy.deepcopy(self._grad, memo)
        twin.__dict__.update(copy.deepcopy(self._own_attributes(), memo))
        return twin

    def __reduce_ex__(self, protocol):
        # 그래프는 저장하지 않습니다. 값과 추적 여부와 독자의 속성만 남아, 읽으면 잎이 됩니다.
        return (_rebuild, (type(self), self._array, self._requires_grad),
                self._own_attributes() or None)

    def _own_attributes(self) -> dict:
        """독자가 붙인 속성입니다. 엔진이 쓰는 것(_grad, _base …)은 클래스에 기본값이 있습니다."""
        return {name: value for name, value in vars(self).items() if not hasattr(Tensor, name)}

    # ── 글로 적기 ──

    def __repr__(self) -> str:
        return printing.tensor_repr(
            self._array,
            default_dtype=dtypes.get_default_dtype().name,
            requires_grad=self._requires_grad,
            grad_fn=None if self._edge is None else type(self._edge[0]).__name__)

    def __format__(self, spec: str) -> str:
        if self._array.ndim == 0:
            return format(self._array.item(), spec) if spec else str(self._array.item())
        if spec:
            raise errors.FORMAT_OF_MANY(spec=spec, shape=self._array.shape)
        return repr(self)


def _rebuild(kind: type[Tensor], array: np.ndarray, requires_grad: bool) -> Tensor:
    tensor = kind.__new__(kind)
    Tensor.__init__(tensor, array)
    tensor._requires_grad = requires_grad
    return tensor
