"""연산의 표 셋째 묶음입니다: 드물게 쓰는 함수. 행을 짓는 말은 op_cases.py에 있습니다."""

from op_cases import Kink, OpCase, broadcast, elementwise, forms, wrote

PAIRS = [
    *broadcast("fmax", lambda m, a, b: m.fmax(a, b)),
    *broadcast("fmin", lambda m, a, b: a.fmin(b)),
    *broadcast("copysign", lambda m, a, b: m.copysign(a, b)),
    *broadcast("xlogy", lambda m, a, b: m.xlogy(a, b), low=0.5),   # 로그는 0 근처에서 무너집니다.
    *elementwise("sinc", lambda m, a: m.sinc(a)),
]
PROGRESS = [
    *forms("cummax", {str(d): lambda m, a, d=d: m.cummax(a, d).values for d in (0, 1, -1)},
           [(2, 3)]),
    *forms("cummin", {str(d): lambda m, a, d=d: a.cummin(d).values for d in (0, 1, -1)}, [(2, 3)]),
    *forms("logcumsumexp", {str(d): lambda m, a, d=d: m.logcumsumexp(a, d) for d in (0, 1, -1)},
           [(2, 3)]),
    OpCase("logcumsumexp-0d", lambda m, a: a.logcumsumexp(0), [()]),
    *forms("kthvalue", {
        "last": lambda m, a: m.kthvalue(a, 2).values,
        "first": lambda m, a: a.kthvalue(1, dim=0, keepdim=True).values}, [(3, 4)]),
    *forms("diff", {
        "once": lambda m, a: a.diff(), "twice": lambda m, a: m.diff(a, n=2, dim=0),
        "more-than-there-is": lambda m, a: a.diff(9),
        "ends": lambda m, a: a.diff(dim=1, prepend=a, append=a[:, :1])}, [(3, 4)]),
    *forms("unfold", {
        "overlap": lambda m, a: a.unfold(1, 3, 1), "apart": lambda m, a: a.unfold(-1, 2, 3),
        "first": lambda m, a: a.unfold(0, 2, 1), "nothing": lambda m, a: a.unfold(0, 0, 2),
        "base-written": wrote(lambda m, y: (y.unfold(1, 2, 1), y.mul_(3))[0]),
        "apart-written": wrote(lambda m, y: y.unfold(1, 2, 3).mul_(3)),
        "window-written": wrote(lambda m, y: (y.unfold(1, 3, 1), y.unfold(1, 3, 1)[:, 1].mul_(3))[0]),
        "twice": lambda m, a: a.unfold(0, 2, 1).unfold(1, 3, 2)}, [(3, 5)]),
    OpCase("unfold-0d", lambda m, a: a.unfold(0, 1, 1), [()]),
]
# 값은 두고 보는 모양만 바꾸는 제자리 연산입니다. 앞서 만든 뷰는 모양이 그대로입니다.
IN_PLACE_VIEWS = [
    *forms("in-place-view", {
        "t_": wrote(lambda m, y: y.t_()), "transpose_": wrote(lambda m, y: y.transpose_(0, -1)),
        "swapaxes_": wrote(lambda m, y: y.swapaxes_(0, 1)),
        "swapdims_": wrote(lambda m, y: y.swapdims_(0, 1)),
        "unsqueeze_": wrote(lambda m, y: y.unsqueeze_(-1)),
        "squeeze_": wrote(lambda m, y: y.unsqueeze_(1).squeeze_()),
        "squeeze_-dim": wrote(lambda m, y: y.unsqueeze_(1).squeeze_(1)),
        "squeeze_-nothing": wrote(lambda m, y: y.squeeze_(0)),
        "squeeze_-dims": wrote(lambda m, y: y.unsqueeze_(1).unsqueeze_(0).squeeze_((0, 2))),
        "view-made-before": wrote(lambda m, y: (y[0], y.t_())[0]),
        "view-written-after": wrote(lambda m, y: (y[0], y.t_())[0].mul_(3)),
        "written-after": wrote(lambda m, y: (y[0], y.t_().mul_(3))[0]),
        "of-a-view": wrote(lambda m, y: y[0].unsqueeze_(0)),
        "of-a-view-written": wrote(lambda m, y: y.view(-1).unsqueeze_(0).mul_(3)),
        "of-a-view-base-written": wrote(lambda m, y: (y[0].unsqueeze_(0), y.mul_(3))[0]),
    }, [(2, 3)]),
]
# 난수를 뽑는 연산입니다. 변화도가 0인 것은 parity/test_random_parity.py가 봅니다.
DRAWS = forms("draw", {
    name: lambda m, a, draw=draw: (m.manual_seed(0), draw(m, a))[1]
    for name, draw in {
        "uniform_": lambda m, a: (a * 1).uniform_(1, 2), "normal_": lambda m, a: (a * 1).normal_(),
        "exponential_": lambda m, a: (a * 1).exponential_(), "random_": lambda m, a: (a * 1).random_(),
        "random_-to": lambda m, a: (a * 1).random_(5), "random_-from": lambda m, a: (a * 1).random_(2, 5),
        "bernoulli_": lambda m, a: (a * 1).bernoulli_(0.3), "bernoulli_-p": lambda m, a: (a * 1).bernoulli_(a),
        "bernoulli": lambda m, a: a.bernoulli(), "normal": lambda m, a: m.normal(a, a),
        "normal-mean": lambda m, a: m.normal(a), "normal-std": lambda m, a: m.normal(0.5, a),
    }.items()}, [(2, 3)], low=0.0, high=1.0, order=0)
PIECES = [
    OpCase("broadcast_tensors", lambda m, a, b: m.broadcast_tensors(a, b), [(3,), (2, 1)]),
    *(OpCase(f"atleast_{n}d-of-{len(shape)}d",
             lambda m, a, n=n: getattr(m, f"atleast_{n}d")(a), [shape])
      for n in (1, 2, 3) for shape in ((), (2,), (2, 3), (1, 2, 3))),
    OpCase("atleast_2d-many", lambda m, a, b: m.atleast_2d(a, b), [(), (3,)]),
    OpCase("split_with_sizes", lambda m, a: a.split_with_sizes([1, 3], dim=1), [(2, 4)]),
    *forms("tensor_split", {
        "sections": lambda m, a: a.tensor_split(3), "more": lambda m, a: m.tensor_split(a, 7),
        "indices": lambda m, a: a.tensor_split((1, 4), dim=0),
        "backward": lambda m, a: a.tensor_split([4, 1, -1])}, [(5, 2)]),
    *(OpCase(f"inner-{len(a)}d-{len(b)}d", lambda m, x, y: m.inner(x, y), [a, b])
      for a, b in (((), (2,)), ((3,), (3,)), ((2, 3), (4, 3)), ((2, 3), (3,)))),
    *forms("cross", {"first": lambda m, a, b: m.cross(a.t(), b.t(), dim=0),
                     "last": lambda m, a, b: a.cross(b, -1)},
           [(2, 3), (2, 3)]),
]

ACTIVATIONS = [
    *elementwise("selu", lambda m, a: m.nn.functional.selu(a)),
    *elementwise("celu", lambda m, a: m.nn.functional.celu(a, 0.5)),
    *elementwise("mish", lambda m, a: m.nn.functional.mish(a)),
    *elementwise("hardsigmoid", lambda m, a: m.nn.functional.hardsigmoid(a * 3), order=0),
    *elementwise("hardswish", lambda m, a: m.nn.functional.hardswish(a * 3)),
    *elementwise("softsign", lambda m, a: m.nn.functional.softsign(a)),
    *elementwise("tanhshrink", lambda m, a: m.nn.functional.tanhshrink(a)),
    OpCase("selu-inplace", lambda m, a: m.nn.functional.selu(a.clone(), True), [(2, 3)]),
    *forms("softmin", {str(d): lambda m, a, d=d: m.nn.functional.softmin(a, dim=d)
                       for d in (0, -1)}, [(2, 3)]),
    *forms("glu", {str(d): lambda m, a, d=d: m.nn.functional.glu(a, d) for d in (0, -1)}, [(2, 4)]),
    OpCase("prelu-one", lambda m, a, w: m.nn.functional.prelu(a, w), [(2, 3), (1,)]),
    OpCase("prelu-channels", lambda m, a, w: m.nn.functional.prelu(a, w), [(2, 3, 2), (3,)]),
]
LAYERS = [
    *forms("rms_norm", {
        "weight": lambda m, a, w: m.nn.functional.rms_norm(a, (3,), w),
        "eps": lambda m, a, w: m.nn.functional.rms_norm(a, [2, 3], eps=0.1) * w},
           [(2, 2, 3), (3,)]),
    *forms("group_norm", {
        "affine": lambda m, a, w, b: m.nn.functional.group_norm(a, 2, w, b),
        "plain": lambda m, a, w, b: m.nn.functional.group_norm(a, 4, eps=0.1) * w[0] + b[0]},
           [(2, 4, 3), (4,), (4,)]),
    *forms("conv1d", {
        "plain": lambda m, x, w, b: m.nn.functional.conv1d(x, w, b),
        "stride": lambda m, x, w, b: m.nn.functional.conv1d(x, w, b, stride=2, padding=1),
        "same": lambda m, x, w, b: m.nn.functional.conv1d(x, w, b, padding="same", dilation=(2,))},
           [(2, 2, 6), (3, 2, 3), (3,)]),
    *forms("adaptive_avg_pool2d", {
        "one": lambda m, x: m.nn.functional.adaptive_avg_pool2d(x, 1),
        "pair": lambda m, x: m.nn.functional.adaptive_avg_pool2d(x, (3, None)),
        "overlap": lambda m, x: m.nn.functional.adaptive_avg_pool2d(x, (3, 2))}, [(2, 2, 5, 4)]),
]

TIER3_CASES = [*PAIRS, *PROGRESS, *IN_PLACE_VIEWS, *DRAWS, *PIECES, *ACTIVATIONS, *LAYERS]

TIER3_KINKS = [
    # torch에는 hardsigmoid의 두 번째 도함수가 없어 위의 행은 값만 봅니다.
    Kink("hardsigmoid-corners", lambda m, x: m.nn.functional.hardsigmoid(x), [-4, -3, 0, 3],
         [0, 0, 1 / 6, 0]),
    Kink("hardswish-corners", lambda m, x: m.nn.functional.hardswish(x), [-4, -3, 0, 3, 4],
         [0, 0, 0.5, 1, 1]),
    Kink("fmax-tie", lambda m, x: m.fmax(x, m.ones_like(x)), [1, 2, 0], [1, 1, 0]),
    Kink("xlogy-at-0", lambda m, x: m.xlogy(x, m.zeros_like(x)), [0], [0]),
    Kink("sinc-at-0", lambda m, x: m.sinc(x), [0], [0]),
    Kink("copysign-at-0", lambda m, x: m.copysign(x, m.ones_like(x)), [0, -2], [0, -1]),
    Kink("cummax-tie", lambda m, x: x.cummax(0).values, [1, 1, 0], [1, 2, 0]),
]
