"""신경망 함수의 표입니다. op_cases.py와 같은 꼴이고, 같은 시험이 함께 봅니다."""

import numpy as np
from op_cases import Kink, OpCase, constant, elementwise, forms, losses


def F(m):
    return m.nn.functional


# ── 활성 함수 ─────────────────────────────────────────────────────────────────────────────────

ACTIVATIONS = [
    *(case for name in ("leaky_relu", "elu", "gelu", "silu", "softplus", "logsigmoid", "hardtanh",
                        "relu6")
      for case in elementwise(f"F.{name}", lambda m, a, name=name: getattr(F(m), name)(a))),
    *forms("F", {
        "leaky_relu-slope": lambda m, a: F(m).leaky_relu(a, 0.3),
        "elu-alpha": lambda m, a: F(m).elu(a, 2.0),
        "gelu-tanh": lambda m, a: F(m).gelu(a, approximate="tanh"),
        "softplus-beta": lambda m, a: F(m).softplus(a, 3.0, 1.5),
        "hardtanh-bounds": lambda m, a: F(m).hardtanh(a, -0.5, 1.5),
        "relu-inplace": lambda m, a: F(m).relu(a * 1, inplace=True),
        "leaky_relu-inplace": lambda m, a: F(m).leaky_relu(a * 1, 0.3, inplace=True),
        "elu-inplace": lambda m, a: F(m).elu(a * 1, inplace=True),
        "silu-inplace": lambda m, a: F(m).silu(a * 1, inplace=True),
        "hardtanh-inplace": lambda m, a: F(m).hardtanh(a * 1, inplace=True),
    }, [(2, 3)]),
    *(OpCase(f"F.{name}-far", lambda m, a, name=name: getattr(F(m), name)(a), [(4,)],
             low=-60, high=60, eps=1e-5)                     # 값이 커서 걸음도 키웁니다.
      for name in ("elu", "gelu", "silu", "softplus", "logsigmoid")),
]

# ── 합성곱과 풀링 ─────────────────────────────────────────────────────────────────────────────


def conv(name, x, weight, bias=True, **settings):
    """합성곱 하나입니다. bias는 편향도 주는지입니다."""
    shapes = [x, weight, (weight[0],)][:2 + bias]
    return OpCase(f"conv2d-{name}", lambda m, x, w, *b: F(m).conv2d(x, w, *b, **settings),
                  shapes)


CONV = [
    conv("plain", (2, 2, 4, 3), (3, 2, 2, 2)),
    conv("no-bias", (1, 2, 3, 3), (2, 2, 2, 2), bias=False),
    conv("1x1", (2, 3, 2, 2), (2, 3, 1, 1)),
    conv("unbatched", (2, 3, 3), (2, 2, 2, 2)),
    conv("stride", (1, 2, 5, 4), (2, 2, 2, 2), stride=2),
    conv("stride-pair", (1, 1, 5, 5), (2, 1, 3, 2), stride=(2, 3)),
    conv("stride-leaves-a-rest", (1, 1, 4, 6), (1, 1, 2, 3), stride=2),
    conv("padding", (1, 2, 3, 3), (2, 2, 3, 3), padding=1),
    conv("padding-pair", (1, 1, 3, 2), (1, 1, 2, 2), padding=(0, 2)),
    conv("padding-same", (1, 1, 3, 4), (1, 1, 3, 3), padding="same"),
    conv("padding-valid", (1, 1, 3, 4), (1, 1, 3, 2), padding="valid"),
    conv("dilation", (1, 1, 5, 5), (2, 1, 2, 3), dilation=2),
    conv("groups", (2, 4, 3, 3), (2, 2, 2, 2), groups=2),
    conv("depthwise", (1, 3, 3, 3), (6, 1, 2, 2), groups=3),
    conv("everything", (2, 4, 6, 7), (4, 2, 2, 3), stride=(2, 1), padding=(1, 2), dilation=(2, 1),
         groups=2),
    conv("empty-batch", (0, 1, 3, 3), (1, 1, 2, 2)),
    OpCase("conv2d-transposed-input", lambda m, x, w: F(m).conv2d(x.transpose(2, 3), w),
           [(1, 1, 3, 4), (1, 1, 2, 2)]),
    OpCase("conv2d-expanded-weight",
           lambda m, x, w: F(m).conv2d(x, w.expand(2, 1, 2, 2)), [(1, 1, 3, 3), (1, 1, 2, 2)]),
    *forms("max_pool2d", {
        "plain": lambda m, x: F(m).max_pool2d(x, 2),
        "overlap": lambda m, x: F(m).max_pool2d(x, 3, stride=1),
        "pair": lambda m, x: F(m).max_pool2d(x, (1, 2), (2, 1)),
        "padding": lambda m, x: F(m).max_pool2d(x, 3, stride=2, padding=1),
        "dilation": lambda m, x: F(m).max_pool2d(x, 2, stride=1, dilation=2),
        "ceil": lambda m, x: F(m).max_pool2d(x, 2, ceil_mode=True),
        "ceil-padding": lambda m, x: F(m).max_pool2d(x, 3, 2, padding=1, ceil_mode=True),
        "indices": lambda m, x: F(m).max_pool2d(x, 2, return_indices=True),
        "unbatched": lambda m, x: F(m).max_pool2d(x[0], 2),
        "transposed": lambda m, x: F(m).max_pool2d(x.transpose(2, 3), 2)}, [(2, 2, 4, 5)]),
    *forms("avg_pool2d", {
        "plain": lambda m, x: F(m).avg_pool2d(x, 2),
        "overlap": lambda m, x: F(m).avg_pool2d(x, 3, stride=1),
        "pair": lambda m, x: F(m).avg_pool2d(x, (1, 2), (2, 1)),
        "padding": lambda m, x: F(m).avg_pool2d(x, 3, stride=2, padding=1),
        "padding-not-counted": lambda m, x: F(m).avg_pool2d(
            x, 3, 2, padding=1, count_include_pad=False),
        "ceil": lambda m, x: F(m).avg_pool2d(x, 2, ceil_mode=True),
        "ceil-padding": lambda m, x: F(m).avg_pool2d(x, 3, 2, padding=1, ceil_mode=True),
        "divisor": lambda m, x: F(m).avg_pool2d(x, 2, divisor_override=3),
        "unbatched": lambda m, x: F(m).avg_pool2d(x[0], 2)}, [(2, 2, 4, 5)]),
    # 풀링은 선형이라, 그 뒤에 굽은 연산이 있어야 변화도의 변화도가 풀링을 지납니다.
    OpCase("squared-max_pool2d", lambda m, x: F(m).max_pool2d(x, 3, 1) ** 2, [(1, 1, 4, 4)]),
    OpCase("squared-avg_pool2d", lambda m, x: F(m).avg_pool2d(x, 3, 1) ** 2, [(1, 1, 4, 4)]),
    *forms("pad", {
        "last": lambda m, x: F(m).pad(x, (1, 2)),
        "two-axes": lambda m, x: F(m).pad(x, (1, 0, 0, 2), value=0.5),
        "crop": lambda m, x: F(m).pad(x, (-1, -1)),
        "crop-and-pad": lambda m, x: F(m).pad(x, (-1, 2, 1, -1)),
        "nothing": lambda m, x: F(m).pad(x, (0, 0))}, [(2, 3)]),
]

# ── 정규화, 임베딩, 어텐션 ────────────────────────────────────────────────────────────────────


def batch_norm(training):
    def run(m, x, *parameters):
        ones = m.ones(x.shape[1], dtype=x.dtype)
        return F(m).batch_norm(x, ones * 0.1, ones * 2, *parameters, training=training)
    return run


def attention(**settings):
    return lambda m, q, k, v: F(m).scaled_dot_product_attention(
        q, k, v, **{name: key(m, q) if callable(key) else key for name, key in settings.items()})


QKV = [(2, 3, 2), (2, 4, 2), (2, 4, 3)]
MODELS = [
    OpCase("layer_norm", lambda m, x: F(m).layer_norm(x, (3,)), [(2, 3)]),
    OpCase("layer_norm-weight", lambda m, x, w: F(m).layer_norm(x, (3,), w), [(2, 3), (3,)]),
    OpCase("layer_norm-both", lambda m, x, w, b: F(m).layer_norm(x, [2, 3], w, b, 0.1),
           [(2, 2, 3), (2, 3), (2, 3)]),
    OpCase("layer_norm-transposed", lambda m, x: F(m).layer_norm(x.t(), (3,)), [(3, 2)]),
    *(OpCase(f"batch_norm-{len(shape)}d-{'train' if training else 'eval'}{'-affine' * affine}",
             batch_norm(training), [shape, (2,), (2,)][:1 + 2 * affine])
      for shape in ((4, 2), (2, 2, 3), (2, 2, 2, 2)) for training in (True, False)
      for affine in (True, False)),
    OpCase("batch_norm-no-statistics", lambda m, x: F(m).batch_norm(
        x, None, None, training=True), [(3, 2)]),
    # 노름이 0인 줄에서는 미분할 수 없으므로 0에서 떨어뜨립니다.
    *forms("normalize", {
        "last": lambda m, x: F(m).normalize(x, dim=-1),
        "rows": lambda m, x: F(m).normalize(x, dim=0),
        "p1": lambda m, x: F(m).normalize(x, p=1.0)}, [(2, 3)], low=0.5),
    OpCase("cosine_similarity", lambda m, a, b: F(m).cosine_similarity(a, b),
           [(2, 3), (2, 3)], low=0.5),
    OpCase("cosine_similarity-dim", lambda m, a, b: F(m).cosine_similarity(a, b, dim=0),
           [(2, 3), (2, 1)], low=0.5),
    *forms("embedding", {
        "plain": lambda m, w: F(m).embedding(m.tensor([0, 2]), w),
        "same-row-twice": lambda m, w: F(m).embedding(m.tensor([[1, 1], [0, 1]]), w),
        "one": lambda m, w: F(m).embedding(m.tensor(2), w)}, [(3, 2)]),
    *forms("one_hot", {
        "counted": lambda m, x: F(m).one_hot(m.tensor([[2, 0], [1, 2]])),
        "wider": lambda m, x: F(m).one_hot(m.tensor([1]), 4)}, [()], order=0),
    *(OpCase(f"attention-{name}", run, QKV) for name, run in {
        "plain": attention(),
        "scale": attention(scale=0.3),
        "causal": attention(is_causal=True),
        "mask": attention(attn_mask=lambda m, q: m.tensor(np.arange(12).reshape(3, 4) % 3 > 0)),
        "mask-row-of-nothing": attention(
            attn_mask=lambda m, q: m.tensor([[True] * 4, [False] * 4, [True, False] * 2])),
        "added-mask": attention(
            attn_mask=lambda m, q: constant(m, np.arange(12).reshape(3, 4) / 5.0, q))}.items()),
    OpCase("attention-2d", attention(), [(3, 2), (4, 2), (4, 1)]),
    *forms("dropout", {
        "eval": lambda m, x: F(m).dropout(x * 1, 0.5, training=False),
        "none": lambda m, x: F(m).dropout(x * 1, 0.0),
        "all": lambda m, x: F(m).dropout(x, 1.0)}, [(2, 3)]),
]

# ── 손실 ──────────────────────────────────────────────────────────────────────────────────────

LOSSES = [
    *losses("smooth_l1", lambda m, a, b, **k: F(m).smooth_l1_loss(a, b, **k),
            [(3, 3), (3, 3)]),
    *losses("smooth_l1-beta", lambda m, a, b, **k: F(m).smooth_l1_loss(a, b, beta=0.5, **k),
            [(2, 3), (2, 3)]),
    *losses("smooth_l1-beta-0", lambda m, a, b, **k: F(m).smooth_l1_loss(a, b, beta=0, **k),
            [(2, 3), (2, 3)]),
    *losses("huber", lambda m, a, b, **k: F(m).huber_loss(a, b, **k), [(3, 3), (3, 3)]),
    *losses("huber-delta", lambda m, a, b, **k: F(m).huber_loss(a, b, delta=0.5, **k),
            [(2, 3), (2, 3)]),
    *(case for reduction in ("batchmean", "sum", "none") for case in (
        OpCase(f"kl_div-{reduction}", lambda m, a, p, reduction=reduction: F(m).kl_div(
            a, p.softmax(1), reduction=reduction), [(2, 3), (2, 3)]),
        OpCase(f"kl_div-log-{reduction}", lambda m, a, p, reduction=reduction:
               F(m).kl_div(a, p, reduction=reduction, log_target=True),
               [(2, 3), (2, 3)]))),
    OpCase("smooth_l1-0d", lambda m, a, b: F(m).smooth_l1_loss(a, b), [(), ()]),
]

NN_CASES = [*ACTIVATIONS, *CONV, *MODELS, *LOSSES]


def slope(run):
    """run의 도함수입니다. 그 변화도는 두 번째 도함수입니다."""
    return lambda m, x: m.autograd.grad(run(m, x).sum(), x, create_graph=True)[0]


NN_KINKS = [
    Kink("relu6-at-bounds", lambda m, x: F(m).relu6(x), [0, 6, 3], [0, 0, 1]),
    Kink("hardtanh-at-bounds", lambda m, x: F(m).hardtanh(x), [-1, 1, 0], [0, 0, 1]),
    Kink("leaky_relu-at-0", lambda m, x: F(m).leaky_relu(x, 0.1),
         [-1, 0, 1], [0.1, 0.1, 1]),
    Kink("elu-at-0", lambda m, x: F(m).elu(x, 2.0), [0, 1], [2, 1]),
    Kink("elu-nan", lambda m, x: F(m).elu(x, 2.0), [float("nan")], [1]),
    Kink("elu-slope-at-0", slope(lambda m, x: F(m).elu(x, 2.0)), [0, -0.0, 1], [0, 0, 0]),
    Kink("elu-inplace-slope-at-0", slope(lambda m, x: F(m).elu(x * 1, 2.0, inplace=True)),
         [0, 1], [0, 0]),
    Kink("selu-slope-at-0", slope(lambda m, x: F(m).selu(x)), [0, 1], [0, 0]),
    Kink("celu-slope-at-0", slope(lambda m, x: F(m).celu(x, 0.5)), [0, 1], [0, 0]),
    Kink("softplus-beyond-threshold", lambda m, x: F(m).softplus(x), [0, 30], [0.5, 1]),
    Kink("logsigmoid-far", lambda m, x: F(m).logsigmoid(x), [-1000, 1000], [1, 0]),
    Kink("smooth_l1-at-beta", lambda m, x: F(m).smooth_l1_loss(
        x, x.detach() * 0, reduction="sum"), [0, 1, 2], [0, 1, 1]),
    Kink("max_pool2d-ties", lambda m, x: F(m).max_pool2d(x.view(1, 1, 2, 2), 2),
         [3, 1, 3, 3], [1, 0, 0, 0]),
    Kink("max_pool2d-nan", lambda m, x: F(m).max_pool2d(x.view(1, 1, 2, 2), 2),
         [3, float("nan"), 5, 1], [0, 1, 0, 0]),
    Kink("normalize-zero-vector", lambda m, x: F(m).normalize(x, dim=0),
         [0, 0], [1e12, 1e12]),
    Kink("embedding-padding_idx", lambda m, x: F(m).embedding(
        m.tensor([0, 1, 1]), x.view(3, 1), padding_idx=1), [5, 6, 7], [1, 0, 0]),
    Kink("embedding-padding_idx-negative", lambda m, x: F(m).embedding(
        m.tensor([[2, 0]]), x.view(3, 1), padding_idx=-1), [5, 6, 7], [1, 0, 0]),
    Kink("kl_div-target-0", lambda m, x: F(m).kl_div(
        x, x.detach() * 0, reduction="sum"), [1, 2], [0, 0]),
]
