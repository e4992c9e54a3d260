"""잘못된 쓰임의 표입니다. 행 하나가 잘못 하나이고, engine/errors/의 글 하나와 짝입니다.

같은 표로 두 가지를 봅니다. 오류 글이 세 줄이고 아무것도 달라지지 않았는지(engine/test_bad_input.py),
예외의 종류가 PyTorch와 같은지(parity/test_bad_input_parity.py).
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np


class BadCase(NamedTuple):
    """act(m, w)는 예외를 냅니다. w는 world(m)을 given(m, w)로 손본 것입니다."""

    name: str
    says: str | None              # errors의 이름. None이면 어느 글이든 좋습니다.
    act: Callable
    given: Callable = lambda m, w: None
    usable: bool = True           # 그래프를 걷다가 멈추는 오류는 지나온 곳을 이미 해제했습니다.
    in_torch: bool = True         # torch에서도 같은 예외인지. 다르면 까닭의 자리를 적습니다.

    def prepared(self, m):
        w = world(m)
        self.given(m, w)
        return w


def world(m):
    """오류가 난 뒤에도 그대로여야 하는 것들입니다."""
    x = m.tensor([1.0, 2.0], requires_grad=True)
    w = m.tensor([0.5, -1.0], requires_grad=True)
    x.grad = m.tensor([10.0, 20.0])
    y = x * w
    e = y.exp()
    return SimpleNamespace(
        x=x, w=w, y=y, e=e, loss=(e * y).sum(), c=m.tensor([5.0, 6.0]), n=m.tensor([1, 2, 3]),
        a=m.ones(2, 3), b=m.ones(2, 3), cube=m.ones(2, 1, 2), unused=m.ones(2, requires_grad=True))


def hooked(m, w):
    with m.autograd.graph.saved_tensors_hooks(lambda t: t, lambda packed: 1.0):
        w.loss = (w.y * w.y).sum()


def inference(m, w):
    with m.inference_mode():
        w.i, w.k = m.ones(2), m.tensor([0])


def no_grad_view(m, w):
    with m.no_grad():
        w.v = w.y.view(2, 1)


def turned_leaf(m, w):
    """추적을 멈춘 동안 모양을 바꾼 잎입니다. 쌓인 .grad의 모양은 그대로입니다."""
    w.q = m.ones(1, 2, requires_grad=True)
    w.q.sum().backward()
    with m.no_grad():
        w.q.t_()


def shifted(m, write):
    """한 메모리를 한 칸 밀어 보는 두 뷰로 부릅니다."""
    x = m.arange(5.)
    return write(x[1:], x[:-1])


def setitem(t, key, value):
    t[key] = value


def put(name, value, of=lambda w: w.x):
    return lambda m, w: setattr(of(w), name, value(m, w) if callable(value) else value)


def in_no_grad(m, action):
    with m.no_grad():
        return action()


def each(says, acts, **options):
    """한 글에 여러 쓰임입니다."""
    return [BadCase(f"{says}-{name}" if says else name, says, act, **options)
            for name, act in acts.items()]


LEAVES = [
    *each("ONLY_FLOATS_REQUIRE_GRAD", {
        "factory": lambda m, w: m.tensor([1, 2], requires_grad=True),
        "method": lambda m, w: w.n.requires_grad_(),
        "attribute": put("requires_grad", True, lambda w: w.n)}),
    *each("CHANGE_REQUIRES_GRAD_OF_NON_LEAF", {
        "method": lambda m, w: w.y.requires_grad_(False),
        "attribute": put("requires_grad", False, lambda w: w.y)}),
    *each("GRAD_OF_OTHER_TYPE", {"number": put("grad", 1.0), "list": put("grad", [1.0, 2.0])}),
    *each("GRAD_OF_OTHER_SHAPE", {"longer": put("grad", lambda m, w: m.ones(3)),
                                  "0d": put("grad", lambda m, w: m.tensor(1.0))}),
    *each("GRAD_OF_OTHER_DTYPE", {"double": put("grad", lambda m, w: m.ones(2, dtype=m.float64))}),
    *each("GRAD_IS_ITSELF", {"leaf": put("grad", lambda m, w: w.c, lambda w: w.c)}),
    *each("DATA_OF_OTHER_TYPE", {"number": put("data", 1.0), "none": put("data", None)}),
    *each("DATA_OF_INTEGERS", {"leaf": put("data", lambda m, w: w.n),
                               "middle": put("data", lambda m, w: w.n, lambda w: w.y)}),
    *each("READ_ONLY", {"grad_fn": put("grad_fn", lambda m, w: w.e.grad_fn, lambda w: w.y),
                        "is_leaf": put("is_leaf", True, lambda w: w.y)}),
    *each("INFERENCE_REQUIRES_GRAD", {"outside": lambda m, w: w.i.requires_grad_()},
          given=inference),
    *each("INFERENCE_HAS_NO_VERSION", {"version": lambda m, w: w.i._version}, given=inference),
    *each("INFERENCE_IN_PLACE", {"add_": lambda m, w: w.i.add_(1),
                                "unsqueeze_": lambda m, w: w.i.unsqueeze_(0)}, given=inference),
    *each("INFERENCE_SAVED", {"mul": lambda m, w: w.x * w.i, "matmul": lambda m, w: w.x @ w.i},
          given=inference),
    *each("INFERENCE_SAVED", {
        "mul_": lambda m, w: w.y.mul_(w.i),
        "set-chosen": lambda m, w: setitem(w.y, w.k, 5.0)}, given=inference),
    *each("DEEPCOPY_OF_NON_LEAF", {"method": lambda m, w: w.y.__deepcopy__({})}),
]

BACKWARD = [
    *each("NEEDS_SCALAR", {"backward": lambda m, w: w.y.backward(),
                           "grad": lambda m, w: m.autograd.grad(w.y, w.x),
                           "second-root": lambda m, w: m.autograd.backward([w.loss, w.y])}),
    *each("ROOT_WITHOUT_GRAPH", {
        "untracked": lambda m, w: w.c.sum().backward(),
        "detached": lambda m, w: w.loss.detach().backward(),
        "no_grad": lambda m, w: in_no_grad(m, lambda: w.y.sum()).backward(),
        "int": lambda m, w: w.y.argmax().backward(),
        "second-root": lambda m, w: m.autograd.backward([w.loss, w.c.sum()])}),
    *each("GRADIENT_OF_OTHER_SHAPE", {
        "longer": lambda m, w: w.y.backward(m.ones(3)),
        "0d": lambda m, w: w.y.backward(m.tensor(1.0)),
        "size1-for-0d": lambda m, w: w.loss.backward(m.ones(1))}),
    *each("GRADIENT_OF_OTHER_TYPE", {"number": lambda m, w: w.loss.backward(1.0)}),
    *each("GRADIENT_COUNT", {
        "fewer": lambda m, w: m.autograd.backward([w.y, w.e], [m.ones(2)])}),
    # DIFFERENCES.md 530번
    *each("GRADIENT_COUNT", {"more": lambda m, w: m.autograd.grad(
        [w.loss], [w.x], [m.ones(()), m.ones(())])}, in_torch=False),
    *each("NODE_GRADIENT_COUNT", {"none": lambda m, w: w.loss.grad_fn(),
                                  "more": lambda m, w: w.y.grad_fn(w.c, w.c)}),
    *each("GRADIENT_OF_OTHER_TYPE", {"node": lambda m, w: w.y.grad_fn(1.0)}),
    *each("SECOND_BACKWARD", {
        "call-a-node": lambda m, w: w.y.grad_fn(w.c),
        "backward": lambda m, w: w.loss.backward(),
        "grad": lambda m, w: m.autograd.grad(w.loss, w.x),
        "saved": lambda m, w: w.y.grad_fn._saved_self,
        "with-another-root": lambda m, w: m.autograd.backward([(w.x * 3).sum(), w.loss]),
    }, given=lambda m, w: w.loss.backward()),
    *each("SECOND_BACKWARD", {
        "below": lambda m, w: w.loss.backward(),
        "below-and-fresh": lambda m, w: ((w.unused * 2).sum() + w.loss).backward(),
    }, given=lambda m, w: w.y.sum().backward()),
    *each("SAVED_WAS_MODIFIED", {
        "input": lambda m, w: w.loss.backward(), "grad": lambda m, w: m.autograd.grad(w.loss, w.x),
        "saved": lambda m, w: w.loss.grad_fn.next_functions[0][0]._saved_other,
    }, given=lambda m, w: w.y.add_(1)),
    *each("SAVED_WAS_MODIFIED", {
        "output-through-detach": lambda m, w: w.loss.backward(),
        "and-fresh": lambda m, w: ((w.unused * 2).sum() + w.loss).backward(),
    }, given=lambda m, w: w.e.detach().zero_()),
    *each("INPUT_WITHOUT_GRAD", {
        "grad": lambda m, w: m.autograd.grad(w.loss, w.c),
        "second": lambda m, w: m.autograd.grad(w.loss, [w.x, w.c]),
        "backward": lambda m, w: w.loss.backward(inputs=[w.c])}),
    *each("INPUT_UNUSED", {
        "leaf": lambda m, w: m.autograd.grad(w.loss, w.unused, retain_graph=True),
        "second": lambda m, w: m.autograd.grad(w.loss, [w.x, w.unused], retain_graph=True),
        "later": lambda m, w: m.autograd.grad(w.y.sum(), w.e, retain_graph=True)}),
    *each("EMPTY_INPUTS", {"grad": lambda m, w: m.autograd.grad(w.loss, []),
                           "backward": lambda m, w: w.loss.backward(inputs=[])}),
    *each("MATERIALIZE_AND_UNUSED", {"grad": lambda m, w: m.autograd.grad(
        w.loss, w.x, materialize_grads=True, allow_unused=False)}),
    *each("RETAIN_GRAD_WITHOUT_GRAPH", {"untracked": lambda m, w: w.c.retain_grad()}),
    *each("HOOK_WITHOUT_GRAPH", {"untracked": lambda m, w: w.c.register_hook(lambda g: g)}),
    *each("POST_ACCUMULATE_ON_NON_LEAF", {
        "result": lambda m, w: w.y.register_post_accumulate_grad_hook(lambda t: None)}),
    *each("HOOK_OF_OTHER_TYPE", {"number": lambda m, w: w.loss.backward()}, usable=False,
          given=lambda m, w: w.e.register_hook(lambda g: 1.0)),
    *each("HOOK_OF_OTHER_SHAPE", {"scalar": lambda m, w: w.loss.backward()}, usable=False,
          given=lambda m, w: w.e.register_hook(lambda g: g.sum())),
    *each("HOOK_OF_OTHER_DTYPE", {"double": lambda m, w: w.loss.backward()}, usable=False,
          given=lambda m, w: w.e.register_hook(lambda g: g.double())),
    *each("SAVED_WAS_DETACHED", {
        "twice": lambda m, w: m.autograd.grad(w.loss, w.x, create_graph=True)},
        given=lambda m, w: w.y.detach_()),
    *each("UNPACK_OF_OTHER_TYPE", {"backward": lambda m, w: w.loss.backward()}, usable=False,
          given=hooked),
    *each("HOOK_COUNT", {"fewer": lambda m, w: w.loss.backward()}, usable=False,
          given=lambda m, w: w.loss.grad_fn.register_hook(lambda sent, got: ())),
]

SHAPES = [
    *each("SHAPES_DO_NOT_BROADCAST", {
        "add": lambda m, w: w.x + m.ones(3), "mul": lambda m, w: w.a * m.ones(4),
        "pow": lambda m, w: w.x ** m.ones(3), "gt": lambda m, w: w.a > m.ones(2),
        "eq": lambda m, w: w.a == m.ones(2), "where": lambda m, w: m.where(w.a > 0, w.x, w.a),
        "add_": lambda m, w: w.y.add_(m.ones(3)), "mse": lambda m, w: m.nn.functional.mse_loss(
            w.x, m.ones(3)), "floor": lambda m, w: m.div(w.a, w.x, rounding_mode="floor")}),
    *each("MATMUL_SHAPES", {
        "mm": lambda m, w: w.a @ w.b, "mv": lambda m, w: w.a @ w.x,
        "dot": lambda m, w: w.x @ w.n.float(),
        "bmm": lambda m, w: m.ones(2, 2, 3) @ m.ones(3, 3, 2),
        "batched": lambda m, w: m.ones(2, 2, 3) @ m.ones(2, 2),
        "linear": lambda m, w: m.nn.functional.linear(w.a, m.ones(4, 2))}),
    *each("MATMUL_NEEDS_A_DIM", {"left": lambda m, w: w.loss @ w.x,
                                 "right": lambda m, w: w.x @ m.tensor(1.0)}),
    *each("MATMUL_DTYPES", {"mm": lambda m, w: w.a @ w.b.t().double(),
                            "int": lambda m, w: w.a @ m.ones(3, 2, dtype=m.int64)}),
    *each("WRONG_NDIM", {"mm": lambda m, w: m.mm(w.a, w.x), "dot": lambda m, w: m.dot(w.a, w.a),
                         "t": lambda m, w: w.cube.t()}),
    *each("MEAN_OF_INTEGERS", {"all": lambda m, w: w.n.mean(), "dim": lambda m, w: w.n.mean(0),
                               "bool": lambda m, w: (w.n > 1).mean()}),
    *each("DIM_OUT_OF_RANGE", {
        "sum": lambda m, w: w.a.sum(2), "mean": lambda m, w: w.a.mean(-3),
        "max": lambda m, w: w.a.max(2), "amax": lambda m, w: w.a.amax((0, 2)),
        "argmax": lambda m, w: w.a.argmax(2), "all": lambda m, w: (w.a > 0).all(2),
        "softmax": lambda m, w: w.a.softmax(2), "logsumexp": lambda m, w: w.a.logsumexp(-3),
        "transpose": lambda m, w: w.a.transpose(0, 2), "permute": lambda m, w: w.a.permute(0, 2),
        "squeeze": lambda m, w: w.a.squeeze(2), "unsqueeze": lambda m, w: w.a.unsqueeze(4),
        "flatten": lambda m, w: w.a.flatten(0, 2), "cat": lambda m, w: m.cat([w.a, w.b], 2),
        "stack": lambda m, w: m.stack([w.a, w.b], 3), "split": lambda m, w: w.a.split(1, 2),
        "unbind": lambda m, w: w.a.unbind(-3), "size": lambda m, w: w.a.size(2)}),
    *each("DIM_TWICE", {"sum": lambda m, w: w.a.sum((0, 0)),
                        "sum-negative": lambda m, w: w.a.sum((1, -1)),
                        "permute": lambda m, w: w.a.permute(0, 0)}),
    *each("DIM_TYPE", {
        "float": lambda m, w: w.a.sum(1.0), "bool": lambda m, w: w.a.sum(True),
        "none": lambda m, w: w.a.cumsum(None), "argmax-tuple": lambda m, w: w.a.argmax((0, 1)),
        "max-none": lambda m, w: w.a.max(dim=None), "max-tuple": lambda m, w: m.min(w.a, (0, 1)),
        "squeeze-none": lambda m, w: w.a.squeeze(None),
        "keepdim-alone": lambda m, w: w.a.prod(keepdim=True),
        "logsumexp-none": lambda m, w: w.a.logsumexp(None)}),
    *each("NO_SIZE", {"view": lambda m, w: w.a.view(), "zeros": lambda m, w: m.zeros(),
                      "new-zeros": lambda m, w: w.a.new_zeros()}),
    *each("PERMUTE_NEEDS_EVERY_DIM", {"fewer": lambda m, w: w.a.permute(0),
                                      "more": lambda m, w: w.a.permute(0, 1, 2)}),
    *each("REDUCE_OF_EMPTY", {"max": lambda m, w: m.ones(0).max(),
                              "amin": lambda m, w: m.ones(0).amin(),
                              "min": lambda m, w: m.ones(2, 0).min()}),
    *each("REDUCE_OF_EMPTY_DIM", {"max": lambda m, w: m.ones(0, 2).max(0),
                 "amax": lambda m, w: m.ones(0, 2).amax(0),
                 "argmax-all": lambda m, w: m.ones(0).argmax(),
                 "argmax": lambda m, w: m.ones(0, 2).argmax(0)}),
    *each("VIEW_SIZE", {
        "view": lambda m, w: w.a.view(4), "reshape": lambda m, w: w.a.reshape(2, 2),
        "guess": lambda m, w: w.a.view(-1, 4), "two-guesses": lambda m, w: w.a.view(-1, -1),
        "guess-of-empty": lambda m, w: m.ones(0).view(-1, 0)}),
    *each("VIEW_NEGATIVE", {"view": lambda m, w: w.a.view(-2, 3),
                            "reshape": lambda m, w: w.a.reshape(3, -2)}),
    *each("VIEW_NEEDS_COPY", {"transposed": lambda m, w: w.a.t().view(6),
                              "expanded": lambda m, w: w.x.expand(2, 2).view(4)}),
    *each("EXPAND_SHAPE", {
        "not-1": lambda m, w: w.x.expand(3), "fewer-dims": lambda m, w: w.a.expand(3),
        "new-keep": lambda m, w: w.x.expand(-1, 2),
        "sum_to_size": lambda m, w: w.a.sum_to_size(2)}),
    *each("CAT_SHAPES", {"cat": lambda m, w: m.cat([w.a, w.b.t()]),
                         "stack": lambda m, w: m.stack([w.x, w.n.float()]),
                         "ndim": lambda m, w: m.cat([w.a, w.x])}),
    *each("CAT_OF_NOTHING", {"cat": lambda m, w: m.cat([])}),
    *each("STACK_OF_NOTHING", {"stack": lambda m, w: m.stack([])}),
    *each("SPLIT_SIZES", {"short": lambda m, w: w.a.split([1], 1)}),
    *each("CAT_OF_SCALAR", {"cat": lambda m, w: m.cat([w.loss, w.loss]),
                            "one": lambda m, w: m.cat([w.x, w.loss])}),
    *each("SPLIT_OF_SCALAR", {"split": lambda m, w: w.loss.split(1)}),
    *each("NO_DIMS", {"unbind": lambda m, w: w.loss.unbind()}),
    *each("SPLIT_SIZE", {"zero": lambda m, w: w.a.split(0),
                         "negative": lambda m, w: w.a.split(-1)}),
    *each("CHUNKS_MUST_BE_POSITIVE", {"zero": lambda m, w: w.a.chunk(0)}),
]

INDEX = [
    *each("INDEX_OUT_OF_RANGE", {
        "int": lambda m, w: w.x[2], "negative": lambda m, w: w.x[-3],
        "second": lambda m, w: w.a[0, 3],
        "set": lambda m, w: setitem(w.y, 2, 0.0), "empty": lambda m, w: m.ones(0)[0]}),
    *each("TOO_MANY_INDICES", {"ints": lambda m, w: w.x[0, 0], "0d": lambda m, w: w.loss[0],
                               "slices": lambda m, w: w.x[:, :],
                               "set": lambda m, w: setitem(w.y, (0, 0), 1.0)}),
    *each("INDEX_TYPE", {"float-tensor": lambda m, w: w.x[m.ones(1)]}),
    # DIFFERENCES.md 531번
    *each("INDEX_TYPE", {"float-list": lambda m, w: w.x[[0.5]]}, in_torch=False),
    *each("INDEX_TYPE", {"float": lambda m, w: w.x[0.5]}),
    *each("INDEX_OF_OTHER_TYPE", {"str": lambda m, w: w.x["a"]}),
    *each("INDEX_MISMATCH", {
        "out-of-range": lambda m, w: w.x[m.tensor([0, 2])], "negative": lambda m, w: w.x[[-3]],
        "shapes": lambda m, w: w.a[m.tensor([0, 1]), m.tensor([0, 1, 2])],
        "mask-shape": lambda m, w: w.x[m.tensor([True, False, True])]}),
    *each("INDEX_MISMATCH", {
        "set-out-of-range": lambda m, w: setitem(w.y, m.tensor([0, 2]), 1.0),
        "set-mask-shape": lambda m, w: setitem(w.y, m.tensor([True, False, True]), 1.0)}),
    *each("STEP_MUST_BE_POSITIVE", {"negative": lambda m, w: w.x[::-1],
                                    "zero": lambda m, w: w.x[::0]}),
]

IN_PLACE = [
    *each("LEAF_IN_PLACE", {
        "add_": lambda m, w: w.x.add_(1), "zero_": lambda m, w: w.x.zero_(),
        "iadd": lambda m, w: w.x.__iadd__(1), "copy_": lambda m, w: w.x.copy_(w.c),
        "t_": lambda m, w: w.x.t_(), "squeeze_": lambda m, w: w.x.squeeze_()}),
    *each("VIEW_OF_LEAF_IN_PLACE", {
        "setitem": lambda m, w: setitem(w.x, 0, 1.0), "select": lambda m, w: w.x[0].mul_(2),
        "view": lambda m, w: w.x.view(2, 1).add_(1),
        "transpose_": lambda m, w: w.x.view(2, 1).transpose_(0, 1)}),
    *each("LEAF_IN_PLACE", {"set-chosen": lambda m, w: setitem(w.x, m.tensor([0]), 1.0),
                            "set-all": lambda m, w: setitem(w.x, ..., 0.0)}),
    *each("IN_PLACE_DTYPE", {
        "float-into-int": lambda m, w: w.n.add_(0.5), "div": lambda m, w: w.n.div_(2),
        "tensor": lambda m, w: w.n.mul_(m.ones(3)), "bool": lambda m, w: (w.n > 1).add_(1),
        "exp_": lambda m, w: w.n.exp_(), "sigmoid_": lambda m, w: w.n.sigmoid_()}),
    *each("FILL_WITH_MANY", {"fill_": lambda m, w: w.y.fill_(m.ones(2))}),
    *each("IN_PLACE_SHAPE", {
        "wider": lambda m, w: w.y.add_(m.ones(3, 2)), "size1": lambda m, w: m.ones(1).mul_(w.c),
        "set-int": lambda m, w: setitem(w.y, 0, m.ones(2)),
        "set-slice": lambda m, w: setitem(w.y, slice(0, 1), m.ones(2)),
        "copy_": lambda m, w: w.y.copy_(m.ones(3)),
        "copy_-wider": lambda m, w: w.y.copy_(m.ones(3, 2)),
        "copy_-same-ndim": lambda m, w: w.a.copy_(m.ones(3, 3))}),
    *each("INDEX_VALUE_SHAPE", {
        "set-chosen-shape": lambda m, w: setitem(w.y, m.tensor([0, 1]), m.ones(3)),
        "set-chosen-whole": lambda m, w: setitem(w.a, m.tensor([0]), w.b),
        "set-chosen-ndim": lambda m, w: setitem(w.y, m.tensor([0, 1]), m.ones(2, 3))}),
    *each("IN_PLACE_OVERLAP", {"expanded": lambda m, w: m.ones(1).expand(3).add_(1),
                               "row": lambda m, w: w.y.expand(2, 2).mul_(2)}),
    *each("IN_PLACE_SHARES", {
        "set": lambda m, w: shifted(m, lambda x, y: setitem(x, slice(None), y)),
        "copy_": lambda m, w: shifted(m, lambda x, y: x.copy_(y)),
        "mul_": lambda m, w: shifted(m, lambda x, y: x.mul_(y)),
        "first": lambda m, w: w.y.add_(w.y[0]),
        "wrong-shape-too": lambda m, w: shifted(m, lambda x, y: x.mul_(y[:2]))}),
    *each("IN_PLACE_SHAPE", {"grad-of-old-shape": lambda m, w: w.q.sum().backward()},
          given=turned_leaf),
    *each("UNFOLD_SIZE", {"long": lambda m, w: w.c.unfold(0, 3, 1),
                          "step": lambda m, w: w.c.unfold(0, 1, 0)}),
    # DIFFERENCES.md 606번
    *each("IN_PLACE_OVERLAP", {"unfold": lambda m, w: m.ones(4).unfold(0, 2, 1).mul_(2)},
          in_torch=False),
    *each("VIEW_IN_PLACE_UNDER_GRAD", {"mul_": lambda m, w: w.v.mul_(2),
                                      "t_": lambda m, w: w.v.t_()}, given=no_grad_view),
    *each("MULTI_OUTPUT_VIEW_IN_PLACE", {
        "split": lambda m, w: w.y.split(1)[0].add_(1),
        "unbind": lambda m, w: w.y.unbind()[1].mul_(2),
        "unsqueeze_": lambda m, w: w.y.unbind()[1].unsqueeze_(0),
        "chunk": lambda m, w: w.y.chunk(2)[0].zero_()}),
    *each("DETACH_VIEW_IN_PLACE", {"select": lambda m, w: w.y[0].detach_()}),
]

VALUES = [
    *each("NOT_ONE_ELEMENT", {"item": lambda m, w: w.c.item(),
                              "empty": lambda m, w: m.ones(0).item()}),
    *each("NOT_ONE_NUMBER", {"float": lambda m, w: float(w.c), "int": lambda m, w: int(w.n)}),
    *each("AMBIGUOUS_BOOL", {"if": lambda m, w: bool(w.c), "comparison": lambda m, w: not w.c > 0}),
    *each("AMBIGUOUS_BOOL_OF_NOTHING", {"bool": lambda m, w: bool(m.ones(0))}),
    *each("LEN_OF_SCALAR", {"len": lambda m, w: len(w.loss)}),
    *each("ITER_OF_SCALAR", {"iter": lambda m, w: list(w.loss)}),
    *each("NUMPY_OF_TRACKED", {"leaf": lambda m, w: w.x.numpy(), "result": lambda m, w: w.y.numpy(),
                               "asarray": lambda m, w: np.asarray(w.x)}),
    *each("FORMAT_OF_MANY", {"format": lambda m, w: f"{w.c:.2f}"}),
    *each("NOT_A_TENSOR", {
        "exp": lambda m, w: m.exp(2.0), "mm": lambda m, w: m.mm(w.a, [[1.0]]),
        "cat": lambda m, w: m.cat([w.x, 1.0]), "relu": lambda m, w: m.relu([1.0]),
        "add-str": lambda m, w: w.x + "a", "add-none": lambda m, w: w.x + None,
        "mul-list": lambda m, w: w.x * [1.0, 2.0], "sub-list-left": lambda m, w: [1.0, 2.0] - w.x,
        "mul-dict": lambda m, w: w.x * {}, "matmul-list": lambda m, w: w.x @ [1.0, 2.0],
        "array-left": lambda m, w: np.ones(2, np.float32) * w.x,
        "pow-str": lambda m, w: w.x ** "2", "add_-str": lambda m, w: w.y.add_("a"),
        "where-list": lambda m, w: m.where(w.x > 0, w.x, [1.0, 2.0]),
        "set-str": lambda m, w: setitem(w.y, 0, "a"),
        "set-list": lambda m, w: setitem(w.y, 0, [1.0])}),
    *each("NEGATIVE_INTEGER_POWER", {"number": lambda m, w: w.n ** -1}),
    *each("INTEGER_DIVISION_BY_ZERO", {"floor": lambda m, w: w.n // 0}),
    *each("ALPHA_OF_INTEGERS", {"add": lambda m, w: w.n.add(w.n, alpha=0.5)}),
    *each("CLAMP_WITHOUT_BOUNDS", {"clamp": lambda m, w: w.x.clamp()}),
    *each("UNKNOWN_ROUNDING", {"div": lambda m, w: m.div(w.x, 2, rounding_mode="up")}),
    *each("CONDITION_NOT_BOOL", {"float": lambda m, w: m.where(w.x, w.x, w.x)}),
    *each("NOT_FOR_BOOL", {"sub": lambda m, w: (w.n > 1) - (w.n > 2),
                           "neg": lambda m, w: -(w.n > 1), "relu": lambda m, w: (w.n > 1).relu()}),
    *each("VALUE_DOES_NOT_FIT", {"set-chosen": lambda m, w: setitem(w.n, w.n > 1, float("inf"))}),
    *each("DTYPES_DIFFER", {"set-chosen": lambda m, w: setitem(w.y, [0], m.tensor(1)),
                            "allclose": lambda m, w: m.allclose(w.c, w.c.double())}),
    *each("RAGGED_DATA", {"lists": lambda m, w: m.tensor([[1.0, 2.0], [3.0]]),
                          "deeper": lambda m, w: m.tensor([[[1], [2]], [[1], [2, 3]]])}),
    *each("MIXED_DATA", {"number-and-list": lambda m, w: m.tensor([[1.0], 2.0])}),
    *each("TEXT_DATA", {"str": lambda m, w: m.tensor(["a"])}),
    *each("BAD_DATA", {"none": lambda m, w: m.tensor(None),
                       "object": lambda m, w: m.tensor(object())}),
    # DIFFERENCES.md 510번
    *each("UNKNOWN_DTYPE", {"complex": lambda m, w: m.from_numpy(np.ones(2, complex)),
                            "mul": lambda m, w: w.x * (1 + 2j), "left": lambda m, w: 2j - w.x,
                            "numpy": lambda m, w: w.x * np.complex64(1j)},
          in_torch=False),
    *each("NO_SUCH_DEVICE", {
        "create": lambda m, w: m.zeros(2, device="foo"), "to": lambda m, w: w.c.to("foo"),
        "random": lambda m, w: m.rand(2, device="foo"),
        "number": lambda m, w: w.c.to(3), "device": lambda m, w: m.device("foo"),
        "module": lambda m, w: m.nn.Linear(1, 1).to("foo")}),
    # DIFFERENCES.md 538번
    *each("NO_SUCH_DEVICE", {"cuda": lambda m, w: w.c.to("cuda"), "cuda()": lambda m, w: w.c.cuda(),
                             "module-cuda": lambda m, w: m.nn.Linear(1, 1).cuda()},
          in_torch=False),
    *each("NOT_AN_ARRAY", {"list": lambda m, w: m.from_numpy([1.0])}),
    # DIFFERENCES.md 532번
    *each("READ_ONLY_ARRAY", {"broadcast": lambda m, w: m.from_numpy(
        np.broadcast_to(np.ones(1), 3))}, in_torch=False),
    *each("NEGATIVE_SIZE", {"zeros": lambda m, w: m.zeros(2, -1), "rand": lambda m, w: m.rand(-1),
                            "eye": lambda m, w: m.eye(-1),
                            "full": lambda m, w: m.full((-1,), 0.0)}),
    *each("MASKED_SCATTER_TOO_FEW", {"in-place": lambda m, w: w.y.masked_scatter_(w.c > 0, m.ones(1))}),
    *each("NO_DIAGONAL", {"vector": lambda m, w: w.y.fill_diagonal_(0)}),
    *each("SCATTER_SHAPE", {"select": lambda m, w: w.a.select_scatter(w.b, 0, 0)}),
    *each("INDEX_COPY_COUNT", {"in-place": lambda m, w: w.y.index_copy_(0, m.tensor([0]), w.c)}),
    *each("INDEX_ADD_SHAPE", {"index_copy": lambda m, w: w.a.index_copy(0, m.tensor([0]), m.ones(1, 2))}),
    *each("INDEX_MISMATCH", {
        "index_put_": lambda m, w: w.y.index_put_((m.tensor([0, 2]),), w.c),
        "index_put_-accumulate": lambda m, w: w.y.index_put_((m.tensor([0, 2]),), w.c, True)}),
    *each("INDEX_VALUE_SHAPE", {
        "index_put_": lambda m, w: w.y.index_put_((m.tensor([0]),), m.ones(3)),
        "index_put_-accumulate": lambda m, w: w.y.index_put_((m.tensor([0, 1]),), m.ones(3), True)}),
    *each("LEAF_IN_PLACE", {"index_put_": lambda m, w: w.x.index_put_((m.tensor([0]),), m.ones(1)),
                            "addmv_": lambda m, w: w.x.addmv_(m.ones(2, 2), w.c)}),
    *each("SCATTER_REDUCE_NAME", {"in-place": lambda m, w: w.y.scatter_reduce_(
        0, m.tensor([0]), m.ones(1), "middle")}),
    *each("SPLIT_WITHOUT_PARTS", {"nothing": lambda m, w: w.c.tensor_split(),
                                  "both": lambda m, w: m.hsplit(w.c, indices=[1], sections=2)}),
    *each("SPLIT_SECTIONS", {"zero": lambda m, w: w.c.tensor_split(0)}),
    *each("SPLIT_NDIM", {"vsplit": lambda m, w: w.c.vsplit(2), "hsplit": lambda m, w: w.loss.hsplit(1)}),
    *each("SPLIT_UNEVENLY", {"hsplit": lambda m, w: w.a.hsplit(2)}),
    *each("QUANTILE_WAY", {"": lambda m, w: w.c.quantile(0.5, interpolation="middle")}),
    *each("QUANTILE_DTYPE", {"": lambda m, w: w.n.quantile(0.5)}),
    *each("QUANTILE_RANGE", {"": lambda m, w: w.c.quantile(-0.1)}),
    *each("REDUCE_OF_EMPTY", {"quantile": lambda m, w: m.ones(0).quantile(0.5)}),
    *each("BINCOUNT_FLOATS", {"": lambda m, w: w.c.bincount()}),
    *each("BINCOUNT_INPUT", {"negative": lambda m, w: (w.n - 2).bincount()}),
    *each("BINCOUNT_WEIGHTS", {"": lambda m, w: w.n.bincount(w.c)}),
    *each("BINCOUNT_LENGTH", {"": lambda m, w: w.n.bincount(minlength=-1)}),
    *each("NEEDS_FLOATS", {"histc": lambda m, w: w.n.histc()}),
    *each("HISTC_RANGE", {"bins": lambda m, w: w.c.histc(0), "turned": lambda m, w: w.c.histc(2, 3, 1)}),
    *each("SEARCHSORTED_SHAPES", {"": lambda m, w: m.searchsorted(w.a, m.ones(3, 2))}),
    *each("NOT_FOR_BOOL", {"positive": lambda m, w: (w.c > 0).positive()}),
    *each("ASARRAY_NEEDS_COPY", {"list": lambda m, w: m.asarray([1.0], copy=False)}),
    *each("PARAMETERS_NOT_A_LIST", {"tensor": lambda m, w: m.nn.ParameterList(w.c),
                                    "number": lambda m, w: m.nn.ParameterDict(5)}),
    *each("PARAMETERS_ARE_NOT_CALLED", {"list": lambda m, w: m.nn.ParameterList()(w.c)}),
    *each("NO_SUCH_MODULE", {"parameter-list": lambda m, w: m.nn.ParameterList([w.c])[1]}),
    *each("NO_SUCH_NAME", {"parameter-dict": lambda m, w: m.nn.ParameterDict()["w"]}),
    *each("TRIPLET_MARGIN", {"": lambda m, w: m.nn.functional.triplet_margin_loss(w.a, w.b, w.a, margin=0)}),
    *each("MARGIN_NDIMS", {"": lambda m, w: m.nn.functional.margin_ranking_loss(w.c, w.c, w.loss)}),
    *each("MULTI_MARGIN_POWER", {"": lambda m, w: m.nn.functional.multi_margin_loss(w.a, w.n[:2], p=3)}),
    *each("MULTI_MARGIN_WEIGHT", {"": lambda m, w: m.nn.functional.multi_margin_loss(
        w.a, w.n[:2], weight=w.b)}),
    *each("NEGATIVE_VARIANCE", {"": lambda m, w: m.nn.functional.gaussian_nll_loss(w.c, w.c, -w.c)}),
    *each("VARIANCE_SHAPE", {"": lambda m, w: m.nn.functional.gaussian_nll_loss(w.a, w.a, m.ones(3))}),
    *each("NO_RANDOM_RANGE", {"randint": lambda m, w: m.randint(3, 3, (2,)),
                              "random_": lambda m, w: w.c.random_(3, 3)}),
    *each("RANDOM_DOES_NOT_FIT", {
        "uint8": lambda m, w: m.zeros(2, dtype=m.uint8).random_(300),
        "half": lambda m, w: m.zeros(2, dtype=m.float16).random_(0, 70000)}),
    *each("NEGATIVE_STD", {"normal_": lambda m, w: w.c.normal_(0, -1),
                           "numbers": lambda m, w: m.normal(0.0, -1.0, (2,)),
                           "tensor": lambda m, w: m.normal(w.c, -w.c)}),
    *each("NORMAL_WITHOUT_SIZE", {"normal": lambda m, w: m.normal(0.0, 1.0)}),
    *each("EXPONENTIAL_RATE", {"zero": lambda m, w: w.c.exponential_(0)}),
    *each("DRAW_PROBABILITY", {"bernoulli": lambda m, w: m.bernoulli(w.c),
                               "bernoulli_": lambda m, w: w.c.bernoulli_(2.0),
                               "bernoulli_-tensor": lambda m, w: w.c.bernoulli_(w.c + 1)}),
    *each("MULTINOMIAL_DTYPE", {"int": lambda m, w: m.multinomial(w.n, 1)}),
    *each("MULTINOMIAL_COUNT", {"more": lambda m, w: m.multinomial(w.c, 3),
                                "none": lambda m, w: m.multinomial(w.c, 0)}),
    *each("MULTINOMIAL_WEIGHTS", {"zero": lambda m, w: m.multinomial(m.zeros(2), 1),
                                  "negative": lambda m, w: m.multinomial(m.tensor([-1.0, 2.0]), 1)}),
    *each("NO_LIMITS", {"finfo": lambda m, w: m.finfo(m.int64),
                        "iinfo": lambda m, w: m.iinfo(m.float32)}),
    *each("EYE_NEEDS_TWO_DIMS", {"": lambda m, w: m.nn.init.eye_(m.zeros(2, 3, 1))}),
    *each("NO_SUCH_NAME", {"tensor": lambda m, w: w.a.nonsense,
                           "linalg": lambda m, w: m.linalg.nonsense,
                           "optim": lambda m, w: m.optim.nonsense,
                           "autograd": lambda m, w: m.autograd.nonsense}),
    *each("ARANGE_WITHOUT_END", {"": lambda m, w: m.arange(),
                                 "step": lambda m, w: m.arange(step=2)}),
    *each("NO_STEP", {"zero": lambda m, w: m.arange(0, 3, 0),
                      "sign": lambda m, w: m.arange(3, 0, 1)}),
]



LOSSES = [
    *each("TARGET_SHAPE", {
        "bce-logits": lambda m, w: m.nn.functional.binary_cross_entropy_with_logits(w.x, w.a),
        "bce": lambda m, w: m.nn.functional.binary_cross_entropy(w.x.sigmoid(), m.ones(3))}),
    *each("NOT_A_PROBABILITY", {
        "large": lambda m, w: m.nn.functional.binary_cross_entropy(w.x, m.ones(2)),
        "negative": lambda m, w: m.nn.functional.binary_cross_entropy(-w.c, m.ones(2)),
        "nan": lambda m, w: m.nn.functional.binary_cross_entropy(w.c * float("nan"), m.ones(2))}),
    *each("UNKNOWN_REDUCTION", {
        name: lambda m, w, name=name: getattr(m.nn.functional, name)(w.x, w.c, reduction="avg")
        for name in ("mse_loss", "l1_loss", "binary_cross_entropy_with_logits")}),
    *each("CLASS_SHAPE", {
        "batch": lambda m, w: m.nn.functional.nll_loss(w.a, m.tensor([0, 1, 2]))}),
    *each("CLASS_OUT_OF_RANGE", {
        "high": lambda m, w: m.nn.functional.cross_entropy(w.a, m.tensor([0, 3])),
        "negative": lambda m, w: m.nn.functional.nll_loss(w.a, m.tensor([-1, 0]))}),
    *each("CLASS_DTYPE", {
        "float": lambda m, w: m.nn.functional.nll_loss(w.a, m.tensor([0.0, 1.0]))}),
    *each("CLASS_DTYPE", {
        "int32": lambda m, w: m.nn.functional.cross_entropy(w.a, m.tensor([0, 1]).int())}),
    *each("CLASS_WEIGHT_SHAPE", {
        "short": lambda m, w: m.nn.functional.nll_loss(w.a, m.tensor([0, 1]), w.c),
        "column": lambda m, w: m.nn.functional.cross_entropy(
            w.a, m.tensor([0, 1]), m.ones(3, 1))}),
    *each("CLASS_WEIGHT_TRACKED", {
        "nll_loss": lambda m, w: m.nn.functional.nll_loss(w.a[:, :2], m.tensor([0, 1]), w.x),
        "cross_entropy": lambda m, w: m.nn.functional.cross_entropy(w.b[:, :2], m.tensor([0, 1]),
                                                                    w.x)}),
    *each("RESULT_DOES_NOT_FIT", {
        "bce-logits": lambda m, w: m.nn.functional.binary_cross_entropy_with_logits(
            m.zeros(3), w.n),
        "bce-logits-weight": lambda m, w: m.nn.functional.binary_cross_entropy_with_logits(
            m.zeros(3), w.n, weight=m.ones(3), pos_weight=m.ones(3)),
        "huber": lambda m, w: m.nn.functional.huber_loss(w.n, m.zeros(3))}),
    *each("NOT_FOR_BOOL", {
        "bce-logits": lambda m, w: m.nn.functional.binary_cross_entropy_with_logits(
            m.zeros(3), w.n > 1)}),
    *each("DTYPES_DIFFER", {
        "bce": lambda m, w: m.nn.functional.binary_cross_entropy(m.ones(3), w.n),
        "bce-double": lambda m, w: m.nn.functional.binary_cross_entropy(
            m.ones(3), m.ones(3).double()),
        "nll-weight": lambda m, w: m.nn.functional.nll_loss(
            w.a, m.tensor([0, 1]), m.ones(3).double())}),
    *each("NEEDS_FLOATS", {
        name: lambda m, w, name=name: getattr(m.nn.functional, name)(w.n, w.n)
        for name in ("mse_loss", "smooth_l1_loss", "huber_loss",
                     "binary_cross_entropy_with_logits")}),
    *each("NEEDS_FLOATS", {
        "bce": lambda m, w: m.nn.functional.binary_cross_entropy(w.n // 2, w.n),
        "mse-bool": lambda m, w: m.nn.functional.mse_loss(w.n > 1, w.n > 1),
        "nll": lambda m, w: m.nn.functional.nll_loss(w.a.long(), m.tensor([0, 1]))}),
    *each("GRADCHECK_WITHOUT_INPUT", {
        "untracked": lambda m, w: m.autograd.gradcheck(lambda t: t * 2, w.c.double())}),
    *each("GRADCHECK_MISMATCH", {
        "detached": lambda m, w: m.autograd.gradcheck(
            lambda t: t * t.detach(), m.ones(2, dtype=m.float64, requires_grad=True))}),
]

BAD_CASES = [*LEAVES, *BACKWARD, *SHAPES, *INDEX, *IN_PLACE, *VALUES, *LOSSES]
