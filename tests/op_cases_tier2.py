"""연산의 표 둘째 묶음입니다: 함수, 통계, 차례, 고르기, 모양, 선형 대수. 행을 짓는 말은 op_cases.py에 있습니다."""

from op_cases import INF, NAN, Kink, OpCase, along_dims, broadcast, elementwise, forms, wrote

# ── 값마다 계산하는 함수 ──────────────────────────────────────────────────────────────────────

FUNCTIONS = [
    *elementwise("exp2", lambda m, a: a.exp2()),
    *elementwise("expm1", lambda m, a: m.expm1(a)),
    *elementwise("log2", lambda m, a: a.log2(), low=0.5),     # 0 근처에서는 수치 미분이 무너집니다.
    *elementwise("log10", lambda m, a: m.log10(a), low=0.5),
    *elementwise("log1p", lambda m, a: a.log1p(), low=-0.5),  # −1 근처에서 무너집니다.
    *elementwise("rsqrt", lambda m, a: a.rsqrt(), low=0.5),
    *elementwise("square", lambda m, a: m.square(a)),
    *elementwise("tan", lambda m, a: a.tan(), low=-1, high=1),  # π/2 근처에서 끝없이 커집니다.
    *elementwise("asin", lambda m, a: a.asin(), low=-0.8, high=0.8),  # ±1에서는 기울기가 끝이 없습니다.
    *elementwise("acos", lambda m, a: m.acos(a), low=-0.8, high=0.8),
    *elementwise("atan", lambda m, a: a.atan()),
    *elementwise("sinh", lambda m, a: a.sinh()),
    *elementwise("cosh", lambda m, a: m.cosh(a)),
    *elementwise("asinh", lambda m, a: a.asinh()),
    *elementwise("acosh", lambda m, a: a.acosh(), low=1.5, high=3),   # 1보다 커야 합니다.
    *elementwise("atanh", lambda m, a: m.atanh(a), low=-0.8, high=0.8),
    *elementwise("erf", lambda m, a: m.erf(a)),
    *elementwise("erfc", lambda m, a: a.erfc()),
    *elementwise("erf-far", lambda m, a: a.erf(), low=3, high=6),     # 근사의 셋째 구간입니다.
    *elementwise("erfc-far", lambda m, a: a.erfc() * 1e8, low=3.5, high=5),
    *(OpCase(name, lambda m, a, name=name: getattr(m, name)(a), [(2, 3)], low=-0.8, high=0.8)
      for name in ("absolute", "negative", "arcsin", "arccos", "arctan", "arcsinh", "arctanh")),
    OpCase("arccosh", lambda m, a: a.arccosh(), [(2,)], low=1.5, high=3),
    *broadcast("atan2", lambda m, a, b: m.atan2(a, b), low=0.3),      # 원점과 음의 축을 피합니다.
    *broadcast("hypot", lambda m, a, b: a.hypot(b), low=0.3),
    *broadcast("logaddexp", lambda m, a, b: m.logaddexp(a, b)),
    OpCase("arctan2", lambda m, a, b: a.arctan2(b), [(2,), (2,)], low=0.3),
    *broadcast("lerp", lambda m, a, b: m.lerp(a, b, 0.3)),
    *forms("lerp", {
        "far": lambda m, a, b: a.lerp(b, 1.5),
        "int": lambda m, a, b: a.lerp(b, 1)}, [(2, 3), (3,)]),
    OpCase("lerp-tensor", lambda m, a, b, w: a.lerp(b, w), [(2, 3), (3,), (2, 1)], low=0.6),
    OpCase("lerp-tensor-0d", lambda m, a, b, w: m.lerp(a, b, weight=w), [(2,), (2,), ()],
           low=-1, high=0.4),                                          # ½을 사이에 두고 셈이 갈립니다.
    *forms("addcmul", {
        "plain": lambda m, a, x, y: m.addcmul(a, x, y),
        "value": lambda m, a, x, y: a.addcmul(x, y, value=0.5),
        "int-value": lambda m, a, x, y: a.addcmul(x, y, value=-2)}, [(2, 3), (3,), (2, 1)]),
    OpCase("addcmul-0d", lambda m, a, x, y: m.addcmul(a, x, y), [(), (2,), ()]),
    *forms("addcdiv", {
        "plain": lambda m, a, x, y: m.addcdiv(a, x, y),
        "value": lambda m, a, x, y: a.addcdiv(x, y, value=0.5)}, [(2, 3), (3,), (2, 1)], low=0.5),
    *(OpCase(name, lambda m, a, b, name=name: getattr(m, name)(a, b), [(2, 3), (3,)], low=0.5)
      for name in ("multiply", "subtract", "divide", "true_divide")),
    OpCase("where-method", lambda m, a, b: a.where(a > 0, b), [(2, 3), (3,)]),
]

STEPS = [
    *elementwise("floor", lambda m, a: a.floor()),
    *elementwise("ceil", lambda m, a: m.ceil(a)),
    *elementwise("round", lambda m, a: a.round()),
    *elementwise("trunc", lambda m, a: m.trunc(a)),
    *elementwise("frac", lambda m, a: a.frac()),
    OpCase("fix", lambda m, a: a.fix(), [(3,)]),
    OpCase("round-decimals", lambda m, a: a.round(decimals=1), [(2, 3)]),
    *elementwise("remainder", lambda m, a: a % 0.7),
    *forms("remainder", {
        "negative": lambda m, a: m.remainder(a, -0.7),
        "int": lambda m, a: a.remainder(2)}, [(2, 3)], low=0.8, high=1.3),
    *broadcast("remainder-tensor", lambda m, a, b: a % (b + 0.05), low=0.8, high=1.3),
    *forms("fmod", {
        "number": lambda m, a: a.fmod(0.7), "negative": lambda m, a: m.fmod(a, -0.7)}, [(2, 3)]),
    *broadcast("fmod-tensor", lambda m, a, b: m.fmod(-a, b + 0.05), low=0.8, high=1.3),
    OpCase("maximum", lambda m, a, b: m.maximum(a, b), [(2, 3), (2, 3)]),
    *broadcast("maximum-broadcast", lambda m, a, b: a.maximum(b * 1.01)),
    *broadcast("minimum", lambda m, a, b: m.minimum(a, b * 1.01)),
    OpCase("max-two", lambda m, a, b: m.max(a, b), [(2, 3), (3,)]),
    OpCase("min-two", lambda m, a, b: a.min(b), [(2, 3), ()]),
    *forms("clamp-tensor", {
        "both": lambda m, a, low, high: a.clamp(low, high + 1),
        "min": lambda m, a, low, high: m.clamp(a, min=low),
        "max": lambda m, a, low, high: a.clamp(max=high),
        "clip": lambda m, a, low, high: m.clip(a, low, high + 1),
        "crossed": lambda m, a, low, high: a.clamp(high + 5, low)}, [(2, 3), (3,), ()]),
    OpCase("clamp-tensor-wider", lambda m, a, low: a.clamp(low), [(3,), (2, 3)]),
    *forms("clamp_min", {
        "number": lambda m, a: a.clamp_min(0),
        "clamp_max": lambda m, a: m.clamp_max(a, 0.5)}, [(2, 3)]),
    *elementwise("nan_to_num", lambda m, a: a.nan_to_num()),
]

# ── 모으기와 쌓기 ─────────────────────────────────────────────────────────────────────────────

ONE_DIM = {"dim-0": (0,), "dim-last": (-1,), "dim-1": (1,)}

STATISTICS = [
    *(OpCase(f"prod{suffix}", lambda m, a: a.prod(), [shape])
      for suffix, shape in {"": (2, 3), "-0d": ()}.items()),
    # 나머지가 없으면 변화도가 상수라, 그것을 또 추적하는지가 torch와 다릅니다.
    *(OpCase(f"prod{suffix}", lambda m, a: a.prod(), [shape], order=0)
      for suffix, shape in {"-empty": (0, 3), "-1": (1,)}.items()),
    *(OpCase(f"prod-{name}", lambda m, a, dim=dim: m.prod(a, *dim), [(2, 3, 2)])
      for name, dim in ONE_DIM.items()),
    *forms("prod", {
        "keepdim": lambda m, a: a.prod(1, keepdim=True), "transposed": lambda m, a: a.t().prod(0),
        "dtype": lambda m, a: a.prod(dtype=m.float64)}, [(2, 3)]),
    OpCase("prod-0d-dim", lambda m, a: a.prod(0), [()]),
    OpCase("prod-empty-dim", lambda m, a: a.prod(0), [(0, 3)]),
    OpCase("prod-zeros", lambda m, a: (a * m.tensor([0.0, 1, 0, 1])).prod(0), [(3, 4)]),
    OpCase("prod-one-zero", lambda m, a: (a * m.tensor([0.0, 1, 1])).prod(1), [(2, 3)]),
    *(OpCase(f"{name}-all{suffix}", lambda m, a, name=name: getattr(a, name)(), [shape])
      for name in ("var", "std") for suffix, shape in {"": (2, 3), "-3d": (2, 1, 2)}.items()),
    *(case for name in ("var", "std") for case in forms(name, {
        "dim-0": lambda m, a, name=name: getattr(a, name)(0),
        "dims": lambda m, a, name=name: getattr(a, name)((0, 2)),
        "keepdim": lambda m, a, name=name: getattr(m, name)(a, -1, keepdim=True),
        "biased": lambda m, a, name=name: getattr(a, name)(unbiased=False),
        "biased-positional": lambda m, a, name=name: getattr(a, name)(False),
        "dim-biased": lambda m, a, name=name: getattr(a, name)(1, False),
        "correction-0": lambda m, a, name=name: getattr(m, name)(a, dim=1, correction=0),
        "correction-2": lambda m, a, name=name: getattr(a, name)(1, correction=2, keepdim=True),
        "transposed": lambda m, a, name=name: getattr(a.transpose(0, 1), name)(0)}, [(2, 3, 2)])),
    *forms("var_mean", {
        "all": lambda m, a: m.var_mean(a), "dim": lambda m, a: m.var_mean(a, dim=1, correction=0),
        "std": lambda m, a: m.std_mean(a, 0, keepdim=True)}, [(2, 3)]),
    *(case for name in ("cumsum", "cumprod") for case in (
        *(OpCase(f"{name}-{form}", lambda m, a, name=name, dim=dim: getattr(a, name)(*dim),
                 [(2, 3, 2)],
                 low=0.5)   # cumprod의 변화도는 입력으로 나누므로 0 근처에서 끝자리를 잃습니다.
          for form, dim in ONE_DIM.items()),
        OpCase(f"{name}-0d", lambda m, a, name=name: getattr(m, name)(a, 0), [()]),
        OpCase(f"{name}-empty", lambda m, a, name=name: getattr(a, name)(0), [(0, 3)]),
        OpCase(f"{name}-dtype", lambda m, a, name=name: getattr(a, name)(0, dtype=a.dtype), [(3,)]),
        OpCase(f"{name}-transposed", lambda m, a, name=name: getattr(a.t(), name)(1), [(2, 3)]))),
    OpCase("cumprod-one-zero", lambda m, a: (a * m.tensor([1.0, 0, 1, 1])).cumprod(1), [(2, 4)]),
    OpCase("cumprod-two-zeros", lambda m, a: (a * m.tensor([0.0, 1, 0, 1])).cumprod(-1), [(4,)]),
    *(case for p in (2, 1, 3, 1.5, 0.5, INF, -INF) for case in forms(f"norm-{p}", {
        "all": lambda m, a, p=p: a.norm(p), "dim": lambda m, a, p=p: m.norm(a, p, 1),
        "keepdim": lambda m, a, p=p: m.linalg.vector_norm(a, p, (0, 1), keepdim=True),
    }, [(2, 3)])),
    *along_dims("norm", lambda m, a, *dim, **keep: m.linalg.vector_norm(a, 2, *dim, **keep)),
    OpCase("norm-0", lambda m, a: a.norm(0), [(2, 3)]),
    OpCase("norm-fro", lambda m, a: a.norm("fro", dim=(0, 1)), [(2, 3)]),
    OpCase("norm-0d", lambda m, a: a.norm(), [()]),
    OpCase("norm-transposed", lambda m, a: a.t().norm(dim=0), [(2, 3)]),
    OpCase("norm-dtype", lambda m, a: a.norm(dtype=a.dtype), [(3,)]),
]

ORDER = [
    *(OpCase(f"sort{name}", lambda m, a, args=args: a.sort(*args), [(3, 4)])
      for name, args in {"": (), "-dim-0": (0,), "-descending": (-1, True)}.items()),
    *forms("sort", {
        "values": lambda m, a: m.sort(a, dim=1).values,
        "stable": lambda m, a: m.sort(a, stable=True),
        "transposed": lambda m, a: a.t().sort(0, descending=True)}, [(3, 4)]),
    OpCase("sort-0d", lambda m, a: a.sort(), [()]),
    OpCase("sort-empty", lambda m, a: a.sort(0), [(0, 3)]),
    OpCase("argsort", lambda m, a: a.argsort(), [(3, 4)], order=0),
    OpCase("argsort-descending", lambda m, a: m.argsort(a, dim=0, descending=True), [(3, 4)],
           order=0),
    *forms("topk", {
        "last": lambda m, a: a.topk(2).values, "dim-0": lambda m, a: m.topk(a, 1, 0).values,
        "smallest": lambda m, a: a.topk(3, largest=False).values, "none": lambda m, a: a.topk(0),
        "all": lambda m, a: a.topk(4, dim=-1).values}, [(3, 4)]),   # 정수의 동점에서는 번호가 정해져 있지 않습니다.
    OpCase("topk-indices", lambda m, a: (m.arange(6, dtype=a.dtype).sin() + a).topk(3), [()]),
    OpCase("topk-0d", lambda m, a: a.topk(1), [()]),
    *(OpCase(f"median{suffix}", lambda m, a: a.median(), [shape])
      for suffix, shape in {"": (5,), "-even": (2, 3), "-0d": ()}.items()),
    *forms("median", {
        "dim": lambda m, a: a.median(1), "keepdim": lambda m, a: m.median(a, dim=0, keepdim=True),
        "transposed": lambda m, a: a.t().median(-1)}, [(3, 4)]),
    OpCase("median-0d-dim", lambda m, a: a.median(0), [()]),
]

# ── 모양과 자리 ───────────────────────────────────────────────────────────────────────────────

MOVE = [
    *forms("flip", {
        "one": lambda m, a: a.flip(0), "two": lambda m, a: a.flip(0, -1),
        "tuple": lambda m, a: m.flip(a, (1, 2)),
        "none": lambda m, a: a.flip(()), "lr": lambda m, a: m.fliplr(a),
        "ud": lambda m, a: a.flipud(),
        "transposed": lambda m, a: a.transpose(0, 2).flip(1)}, [(2, 3, 2)]),
    OpCase("flip-0d", lambda m, a: a.flip(()), [()]),
    OpCase("flip-empty", lambda m, a: a.flip(0), [(0, 2)]),
    *forms("roll", {
        "flat": lambda m, a: a.roll(2), "dim": lambda m, a: m.roll(a, -1, 0),
        "dims": lambda m, a: a.roll((1, -2), (0, 1)),
        "same-dim": lambda m, a: a.roll((1, 1), (1, 1)),
        "far": lambda m, a: a.roll(7, dims=1), "transposed": lambda m, a: a.t().roll(1)}, [(2, 3)]),
    OpCase("roll-0d", lambda m, a: a.roll(1), [()]),
    *forms("rot90", {
        "once": lambda m, a: a.rot90(), "twice": lambda m, a: m.rot90(a, 2),
        "back": lambda m, a: a.rot90(-1, (1, 2)),
        "four": lambda m, a: a.rot90(4, [0, 2])}, [(2, 3, 2)]),
    *forms("repeat", {
        "sizes": lambda m, a: a.repeat(2, 3), "new-axis": lambda m, a: a.repeat(2, 1, 2),
        "tuple": lambda m, a: a.repeat((1, 2)), "zero": lambda m, a: a.repeat(2, 0),
        "tile": lambda m, a: m.tile(a, (2,)), "tile-more": lambda m, a: a.tile(2, 1, 2)}, [(2, 3)]),
    OpCase("repeat-0d", lambda m, a: a.repeat(2, 2), [()]),
    *forms("repeat_interleave", {
        "flat": lambda m, a: a.repeat_interleave(2),
        "dim": lambda m, a: m.repeat_interleave(a, 2, dim=1),
        "dim-0": lambda m, a: a.repeat_interleave(3, 0),
        "none": lambda m, a: a.repeat_interleave(0, 0),
        "tensor": lambda m, a: a.repeat_interleave(m.tensor([2, 0, 1]), dim=1),
        "tensor-1": lambda m, a: a.repeat_interleave(m.tensor([2]), dim=0),
        "transposed": lambda m, a: a.t().repeat_interleave(2, 0)}, [(2, 3)]),
    OpCase("repeat_interleave-0d", lambda m, a: a.repeat_interleave(2), [()]),
    *forms("unflatten", {
        "two": lambda m, a: a.unflatten(1, (2, 3)), "guess": lambda m, a: a.unflatten(-1, (3, -1)),
        "one": lambda m, a: m.unflatten(a, 0, (2,))}, [(2, 6)]),
    *forms("movedim", {
        "one": lambda m, a: a.movedim(0, 2), "negative": lambda m, a: m.movedim(a, -1, 0),
        "two": lambda m, a: m.moveaxis(a, (0, 1), (2, 0)), "same": lambda m, a: a.movedim(1, 1),
        "swapaxes": lambda m, a: m.swapaxes(a, 0, 2),
        "swapdims": lambda m, a: a.swapdims(0, 1)}, [(2, 3, 2)]),
    *forms("shape-alias", {
        "ravel": lambda m, a: m.ravel(a), "ravel-transposed": lambda m, a: a.t().ravel(),
        "reshape_as": lambda m, a: a.reshape_as(m.ones(3, 2)),
        "view_as": lambda m, a: a.view_as(m.ones(6)),
        "broadcast_to": lambda m, a: m.broadcast_to(a, (2, 2, 3)),
        "narrow": lambda m, a: a.narrow(1, 1, 2),
        "narrow-negative": lambda m, a: m.narrow(a, 1, -2, 1),
        "narrow-nothing": lambda m, a: a.narrow(0, 2, 0),
        "select": lambda m, a: a.select(1, -1),
        "select-0": lambda m, a: m.select(a, 0, 1)}, [(2, 3)]),
    *forms("diagonal", {
        "main": lambda m, a: a.diagonal(), "above": lambda m, a: m.diagonal(a, 1),
        "below": lambda m, a: a.diagonal(-1, 0, 1), "dims": lambda m, a: a.diagonal(0, 2, 0),
        "negative": lambda m, a: a.diagonal(dim1=-2, dim2=-1),
        "outside": lambda m, a: a.diagonal(5),
        "of-view": lambda m, a: a[1:].diagonal(1, 1, 2),
        "squared": lambda m, a: a.diagonal(1) ** 2}, [(2, 3, 4)]),
    *forms("diag", {
        "matrix": lambda m, a: a.diag(), "above": lambda m, a: m.diag(a, 1),
        "below": lambda m, a: a.diag(-1),
        "transposed": lambda m, a: a.t().diag()}, [(2, 3)]),
    *forms("diag-vector", {
        "main": lambda m, a: a.diag(), "above": lambda m, a: m.diag(a, 2),
        "below": lambda m, a: a.diag(-1)},
        [(3,)]),
    *forms("diag_embed", {
        "main": lambda m, a: m.diag_embed(a), "above": lambda m, a: a.diag_embed(1),
        "dims": lambda m, a: a.diag_embed(-1, 0, 2)}, [(2, 3)]),
    OpCase("trace", lambda m, a: a.trace(), [(3, 3)]),
    OpCase("trace-wide", lambda m, a: m.trace(a), [(2, 3)]),
    *(case for name in ("tril", "triu") for case in forms(name, {
        "main": lambda m, a, name=name: getattr(a, name)(),
        "above": lambda m, a, name=name: getattr(m, name)(a, 1),
        "below": lambda m, a, name=name: getattr(a, name)(diagonal=-1),
        "transposed": lambda m, a, name=name: getattr(a.mT, name)()}, [(2, 3, 4)])),
    *forms("stacking", {
        "hstack": lambda m, a, b: m.hstack([a, b]), "vstack": lambda m, a, b: m.vstack((a, b)),
        "concat": lambda m, a, b: m.concat([a, b], dim=1),
        "concatenate": lambda m, a, b: m.concatenate((a, b))}, [(2, 3), (2, 3)]),
    *forms("stacking-1d", {
        "hstack": lambda m, a, b: m.hstack((a, b)),
        "vstack": lambda m, a, b: m.vstack([a, b])}, [(3,), (3,)]),
    *forms("stacking-0d", {
        "hstack": lambda m, a, b: m.hstack((a, b)),
        "vstack": lambda m, a, b: m.vstack([a, b])}, [(), ()]),
    *forms("meshgrid", {
        "ij": lambda m, a, b: m.meshgrid(a, b, indexing="ij"),
        "xy": lambda m, a, b: m.meshgrid(a, b, indexing="xy"),
        "list": lambda m, a, b: m.meshgrid([b, a, b], indexing="xy"),
        "one": lambda m, a, b: m.meshgrid(b, indexing="xy")}, [(2,), (3,)]),
    OpCase("meshgrid-0d", lambda m, a, b: m.meshgrid(a, b, indexing="ij"), [(), (2,)]),
]

# ── 번호와 마스크 ─────────────────────────────────────────────────────────────────────────────

PICK = [
    *forms("gather", {
        "dim-0": lambda m, a: a.gather(0, m.tensor([[0, 2, 1, 0], [1, 1, 0, 2]])),
        "dim-1": lambda m, a: m.gather(a, 1, m.tensor([[3, 3], [0, 1], [2, 0]])),
        "negative": lambda m, a: a.gather(-1, m.tensor([[1], [0]])),
        "empty": lambda m, a: a.gather(0, m.zeros(0, 4, dtype=m.int64)),
        "transposed": lambda m, a: a.t().gather(0, m.tensor([[3, 0, 1]])),
        "take_along_dim": lambda m, a: m.take_along_dim(a, m.tensor([[1], [0], [2]]), 1),
        "take_along_dim-wide": lambda m, a: m.take_along_dim(a, m.tensor([[1, 0, 3]]), dim=1),
        "take": lambda m, a: a.take(m.tensor([[0, -1], [5, 5]])),
        "take-transposed": lambda m, a: m.take(a.t(), m.tensor([1, 4])),
        "index_select": lambda m, a: a.index_select(0, m.tensor([2, 0, 2])),
        "index_select-1": lambda m, a: m.index_select(a, -1, m.tensor([3])),
        "index_select-0d": lambda m, a: a.index_select(1, m.tensor(2)),
        "index_select-none": lambda m, a: a.index_select(1, m.tensor([], dtype=m.int64))},
            [(3, 4)]),
    OpCase("gather-0d", lambda m, a: a.gather(0, m.tensor([0, 0])), [()]),
    OpCase("take_along_dim-flat", lambda m, a: a.take_along_dim(m.tensor([7, 0, 7])), [(8,)]),
    OpCase("take-0d", lambda m, a: a.take(m.tensor([0, 0])), [()]),
    OpCase("index_select-of-0d", lambda m, a: a.index_select(0, m.tensor([0])), [()]),
    *forms("scatter", {
        "dim-0": lambda m, a, b: a.scatter(0, m.tensor([[0, 1, 2], [2, 0, 1]]), b),
        "dim-1": lambda m, a, b: m.scatter(a, 1, m.tensor([[3, 0, 1], [2, 1, 0]]), b),
        "add": lambda m, a, b: a.scatter_add(0, m.tensor([[0, 0, 0], [0, 1, 0]]), b),
        "add-1": lambda m, a, b: m.scatter_add(a, -1, m.tensor([[3, 3, 3], [1, 0, 1]]), b)},
            [(3, 4), (2, 3)]),
    # 번호보다 큰 src는 앞부분만 씁니다. torch는 이때의 변화도를 계산하지 못합니다.
    *forms("scatter-smaller", {
        "index": lambda m, a, b: a.scatter(1, m.tensor([[2], [0]]), b),
        "add": lambda m, a, b: a.scatter_add(1, m.tensor([[2, 2]]), b)}, [(3, 4), (2, 3)], order=0),
    *forms("scatter-number", {
        "positional": lambda m, a: a.scatter(0, m.tensor([[0, 1, 2, 0]]), 1.5),
        "keyword": lambda m, a: m.scatter(a, 1, m.tensor([[1], [2]]), value=3)}, [(3, 4)]),
    OpCase("scatter-0d", lambda m, a, b: a.scatter(0, m.tensor(0), b), [(), ()]),
    *forms("index_add", {
        "dim-0": lambda m, a, b: a.index_add(0, m.tensor([2, 2]), b),
        "alpha": lambda m, a, b: m.index_add(a, 0, m.tensor([0, 2]), b, alpha=0.5)},
            [(3, 4), (2, 4)]),
    OpCase("index_add-dim-1", lambda m, a, b: a.index_add(-1, m.tensor([1, 0, 1]), b),
           [(2, 4), (2, 3)]),
    *forms("index_fill", {
        "number": lambda m, a: a.index_fill(0, m.tensor([2, 0]), 1.5),
        "negative": lambda m, a: m.index_fill(a, 1, m.tensor([-1]), 0)}, [(3, 4)]),
    OpCase("index_fill-tensor", lambda m, a, v: a.index_fill(1, m.tensor([1, 1, 3]), v),
           [(3, 4), ()]),
    *forms("masked", {
        "fill": lambda m, a: a.masked_fill(a > 0, 0.5),
        "fill-int": lambda m, a: m.masked_fill(a, a < 0, 2),
        "fill-inf": lambda m, a: a.masked_fill(m.tensor([True, False, False]), -INF).softmax(-1),
        "fill-row": lambda m, a: a.masked_fill(m.tensor([True, False, True]), 0),
        "select": lambda m, a: a.masked_select(a > 0), "select-row": lambda m, a: m.masked_select(
            a, m.tensor([True, False, True])),
        "select-none": lambda m, a: a.masked_select(a > 9),
        "select-transposed": lambda m, a: a.t().masked_select(a.t() > 0)}, [(2, 3)]),
    OpCase("masked-fill-wider", lambda m, a: a.masked_fill(m.tensor([[True], [False]]), 0), [(3,)]),
    OpCase("masked-select-wider", lambda m, a: a.masked_select(m.tensor([[True], [True]])), [(3,)]),
    OpCase("masked-fill-tensor", lambda m, a, v: a.masked_fill(m.tensor([True, False, True]), v),
           [(2, 3), ()]),
    OpCase("masked-fill-0d", lambda m, a: a.masked_fill(a > -9, 1), [()]),
]

# ── 곱과 선형 대수 ────────────────────────────────────────────────────────────────────────────

PAIR = [(2, 3), (3, 4)]


def safe(a):
    """대각선을 키워 역행렬이 있게 한 정사각 행렬입니다."""
    return lambda m: a + 5 * m.eye(a.shape[-1], dtype=a.dtype)


LINALG = [
    OpCase("outer", lambda m, a, b: m.outer(a, b), [(2,), (3,)]),
    OpCase("outer-strided", lambda m, a, b: a[::2].ger(b), [(4,), (3,)]),
    *forms("addmm", {
        "beta-alpha": lambda m, a, b, c: m.addmm(a, b, c, beta=-1, alpha=2),
        "method": lambda m, a, b, c: a.addmm(b, c, alpha=-1)}, [(2, 4), *PAIR]),
    *forms("einsum", {
        "matmul": lambda m, a, b: m.einsum("ij,jk->ik", a, b),
        "implicit": lambda m, a, b: m.einsum("ij,jk", a, b),
        "swapped": lambda m, a, b: m.einsum("ij,jk->ki", a, b),
        "sum": lambda m, a, b: m.einsum("ij,jk->", a, b),
        "keep": lambda m, a, b: m.einsum("ij,jk->ijk", a, b),
        "row": lambda m, a, b: m.einsum("ij,jk->i", a, b),
        "list": lambda m, a, b: m.einsum("ij, jk -> ik", [a, b]),
        "free": lambda m, a, b: m.einsum("ij,kl->il", a, b),
        "dots": lambda m, a, b: m.einsum("...j,jk->...k", a, b),
    }, PAIR),
    *forms("einsum-one", {
        "transpose": lambda m, a: m.einsum("ijk->kij", a),
        "sum": lambda m, a: m.einsum("ijk->j", a),
        "diagonal": lambda m, a: m.einsum("iji->ij", a),
        "trace": lambda m, a: m.einsum("iji->j", a),
        "dots": lambda m, a: m.einsum("i...->...", a),
        "dots-implicit": lambda m, a: m.einsum("i...", a),
        "same": lambda m, a: m.einsum("abc", a)}, [(2, 3, 2)]),
    OpCase("einsum-batched", lambda m, a, b: m.einsum("bij,bjk->bik", a, b),
           [(2, 2, 3), (2, 3, 2)]),
    OpCase("einsum-attention", lambda m, q, k: m.einsum("bqhd,bkhd->bhqk", q, k),
           [(1, 2, 2, 3), (1, 3, 2, 3)]),
    OpCase("einsum-broadcast", lambda m, a, b: m.einsum("...ij,...jk->...ik", a, b),
           [(2, 1, 2, 3), (2, 3, 1)]),
    OpCase("einsum-size1", lambda m, a, b: m.einsum("ij,ij->i", a, b), [(2, 1), (2, 3)]),
    OpCase("einsum-three", lambda m, a, b, c: m.einsum("ij,jk,kl->il", a, b, c),
           [(2, 2), (2, 3), (3, 2)]),
    OpCase("einsum-three-shared", lambda m, a, b, c: m.einsum("i,i,i->", a, b, c),
           [(3,), (3,), (3,)]),
    OpCase("einsum-bilinear", lambda m, a, w, b: m.einsum("bi,oij,bj->bo", a, w, b),
           [(2, 2), (2, 2, 3), (2, 3)]),
    OpCase("einsum-quadratic", lambda m, a: m.einsum("ij,ik->jk", a, a), [(2, 3)]),
    OpCase("einsum-0d", lambda m, a, b: m.einsum(",i->i", a, b), [(), (3,)]),
    OpCase("einsum-inner-0", lambda m, a, b: m.einsum("ij,jk->ik", a, b), [(2, 0), (0, 3)]),
    OpCase("einsum-transposed", lambda m, a, b: m.einsum("ij,kj->ik", a, b.t()), [(2, 3), (3, 4)]),
    *forms("tensordot", {
        "one": lambda m, a, b: m.tensordot(a, b, 1), "two": lambda m, a, b: m.tensordot(a, b),
        "lists": lambda m, a, b: m.tensordot(a, b, dims=([1], [0])),
        "negative": lambda m, a, b: m.tensordot(a, b, ([-1, 0], [1, -1])),
        "zero": lambda m, a, b: m.tensordot(a, b, 0)}, [(2, 3, 3), (3, 3, 2)]),
    OpCase("tensordot-all", lambda m, a, b: m.tensordot(a, b, 2), [(2, 3), (2, 3)]),
    *(OpCase(f"kron-{len(a)}d-{len(b)}d", lambda m, a, b: m.kron(a, b), [a, b])
      for a, b in (((2, 3), (3, 2)), ((2,), (3,)), ((2,), (1, 3)), ((2, 1, 1), (2,)), ((), (2,)))),
    OpCase("kron-method", lambda m, a, b: a.kron(b), [(3, 1), (1, 2)]),
    *forms("inv", {
        "function": lambda m, a: m.linalg.inv(safe(a)(m)),
        "method": lambda m, a: safe(a)(m).inverse(),
        "transposed": lambda m, a: m.inverse(safe(a)(m).t())}, [(3, 3)]),
    OpCase("inv-batch", lambda m, a: m.linalg.inv(safe(a)(m)), [(2, 2, 2)]),
    *forms("det", {
        "function": lambda m, a: m.linalg.det(a), "method": lambda m, a: a.det(),
        "plain": lambda m, a: m.det(a.t())},
        [(3, 3)]),
    OpCase("det-batch", lambda m, a: m.linalg.det(a), [(2, 2, 2)]),
    OpCase("det-1", lambda m, a: m.linalg.det(a), [(1, 1)]),
    OpCase("solve-matrix", lambda m, a, b: m.linalg.solve(safe(a)(m), b), [(3, 3), (3, 2)]),
    OpCase("solve-vector", lambda m, a, b: m.linalg.solve(safe(a)(m), b), [(3, 3), (3,)]),
    OpCase("solve-batch", lambda m, a, b: m.linalg.solve(safe(a)(m), b), [(2, 2, 2), (2, 2, 3)]),
    OpCase("solve-batch-vector", lambda m, a, b: m.linalg.solve(safe(a)(m), b),
           [(2, 3, 3), (2, 3)]),
    OpCase("solve-broadcast", lambda m, a, b: m.linalg.solve(safe(a)(m), b), [(2, 2), (3, 2, 1)]),
    *forms("cholesky", {
        "lower": lambda m, a: m.linalg.cholesky(safe(a @ a.mT)(m)),
        "upper": lambda m, a: m.linalg.cholesky(safe(a @ a.mT)(m), upper=True)}, [(3, 3)]),
    OpCase("cholesky-batch", lambda m, a: m.linalg.cholesky(safe(a @ a.mT)(m)), [(2, 2, 2)]),
    *forms("linalg-norm", {
        "plain": lambda m, a: m.linalg.norm(a), "fro": lambda m, a: m.linalg.norm(a, "fro"),
        "columns": lambda m, a: m.linalg.norm(a, 1),
        "rows": lambda m, a: m.linalg.norm(a, INF, keepdim=True),
        "least-column": lambda m, a: m.linalg.matrix_norm(a, -1),
        "least-row": lambda m, a: m.linalg.matrix_norm(a, -INF),
        "dim": lambda m, a: m.linalg.norm(a, 3, dim=0),
        "matrix": lambda m, a: m.linalg.matrix_norm(a, keepdim=True)},
        [(2, 3)]),
    OpCase("matrix-norm-batch", lambda m, a: m.linalg.matrix_norm(a, 1, dim=(0, 2)), [(2, 3, 2)]),
]

# ── 제자리 ────────────────────────────────────────────────────────────────────────────────────

IN_PLACE = [
    *(OpCase(name, wrote(lambda m, y, name=name: getattr(y, name)()), [(2, 3)], low=0.2, high=0.8)
      for name in ("abs_", "absolute_", "negative_", "sign_", "reciprocal_", "log_", "sin_", "cos_",
                   "exp2_", "expm1_", "log2_", "log10_", "log1p_", "rsqrt_", "tan_", "asin_",
                   "acos_", "atan_", "sinh_",
                   "cosh_", "erf_", "erfc_", "floor_", "ceil_", "round_", "trunc_", "frac_",
                   "square_", "tril_", "triu_", "nan_to_num_")),
    *(OpCase(f"{name}-{suffix}", wrote(lambda m, y, b, name=name: getattr(y, name)(b)),
             [(2, 3), shape],
             low=0.5, high=0.9)
      for name in ("atan2_", "hypot_", "pow_", "remainder_", "fmod_", "multiply_", "divide_",
                   "subtract_", "__ipow__", "__imod__")
      for suffix, shape in (("same", (2, 3)), ("row", (3,)), ("0d", ()))),
    *(OpCase(f"{name}-{number}", wrote(lambda m, y, name=name, n=number: getattr(y, name)(n)),
             [(2, 3)], low=0.3)
      for name, number in (("pow_", 2), ("pow_", 0), ("pow_", 0.5), ("pow_", -1),
                           ("remainder_", 0.7), ("fmod_", -0.7), ("__ipow__", 3), ("__imod__", 2),
                           ("clamp_min_", 0), ("clamp_max_", 1),
                           ("clip_", 0.5), ("cumsum_", 0), ("cumprod_", 1))),
    *forms("in-place", {
        "add_-alpha-number": wrote(lambda m, y, b: y.add_(2, alpha=3)),
        "lerp_": wrote(lambda m, y, b: y.lerp_(b.expand(2, 3), 0.3)),
        "lerp_-tensor": wrote(lambda m, y, b: y.lerp_(b.expand(2, 3), b)),
        "addcmul_": wrote(lambda m, y, b: y.addcmul_(b, b, value=0.5)),
        "addcdiv_": wrote(lambda m, y, b: y.addcdiv_(b, b + 4)),
        "clamp_-tensor": wrote(lambda m, y, b: y.clamp_(b, b + 1)),
        "fill_-tensor": wrote(lambda m, y, b: y.fill_(b[0])),
        "masked_fill_": wrote(lambda m, y, b: y.masked_fill_(y > 0, 0.5)),
        "masked_fill_-tensor": wrote(lambda m, y, b: y.masked_fill_(y > 0, b[1])),
        "index_fill_": wrote(lambda m, y, b: y.index_fill_(1, m.tensor([0, 2]), 1.5)),
        "index_fill_-tensor": wrote(lambda m, y, b: y.index_fill_(1, m.tensor([0, 2]), b[0])),
        "index_add_": wrote(lambda m, y, b: y.index_add_(0, m.tensor([1]), b[None], alpha=2)),
        "scatter_": wrote(lambda m, y, b: y.scatter_(0, m.tensor([[1, 0, 1]]), b[None])),
        "scatter_-number": wrote(lambda m, y, b: y.scatter_(1, m.tensor([[1], [0]]), 2.5)),
        "scatter_add_": wrote(lambda m, y, b: y.scatter_add_(0, m.tensor([[1, 0, 1]]), b[None])),
        "div_-floor": wrote(lambda m, y, b: y.div_(0.3, rounding_mode="floor")),
        "div_-trunc": wrote(lambda m, y, b: y.div_(b + 4, rounding_mode="trunc")),
        "round_-decimals": wrote(lambda m, y, b: y.round_(decimals=1)),
        "masked_fill_-row": wrote(lambda m, y, b: y[0].masked_fill_(b > 0, 0.0)),
        "index_add_-column": wrote(lambda m, y, b: y.t().index_add_(0, m.tensor([2]), b[None, :2])),
        "diagonal-mul_": wrote(lambda m, y, b: y.diagonal().mul_(2)),
        "diagonal-copy_": wrote(lambda m, y, b: y[:, 1:].diagonal().copy_(b[:2])),
        "narrow-exp_": wrote(lambda m, y, b: y.narrow(1, 1, 2).exp_()),
        "select-log1p_": wrote(lambda m, y, b: y.select(1, 0).square_().log1p_()),
    }, [(2, 3), (3,)]),
    *forms("in-place-untracked", {
        "floor_divide_": lambda m, a: a.detach().clone().floor_divide_(0.3),
        "ifloordiv": lambda m, a: a.detach().clone().__ifloordiv__(2)}, [(2, 3)], order=0),
]

# ── 견주기: 미분하지 않습니다 ─────────────────────────────────────────────────────────────────

VERDICTS = [
    *forms("truth", {
        "isinf": lambda m, a: m.isinf(a / 0), "isfinite": lambda m, a: (a / (a > 0)).isfinite(),
        "isclose": lambda m, a: m.isclose(a, a + 1e-9),
        "not-isclose": lambda m, a: a.isclose(a + 1, rtol=0.01),
        "nonzero": lambda m, a: (a > 0).nonzero(),
        "nonzero-tuple": lambda m, a: m.nonzero(a > 0, as_tuple=True),
        "where-tuple": lambda m, a: m.where(a > 0), "argwhere": lambda m, a: m.argwhere(a > 0),
        "count_nonzero": lambda m, a: m.count_nonzero(a > 0, dim=0),
        "logical_and": lambda m, a: m.logical_and(a, a > 0),
        "logical_or": lambda m, a: (a > 1).logical_or(a < -1),
        "logical_xor": lambda m, a: m.logical_xor(a > 0, a < 1),
        "logical_not": lambda m, a: a.logical_not(),
        "xor": lambda m, a: (a > 0) ^ (a < 1),
        "bitwise": lambda m, a: m.bitwise_and(a > 0, ~(a > 1)),
        "all-dims": lambda m, a: (a > -9).all((0, 1)),
        "any-dims-keepdim": lambda m, a: (a > 1).any((0, 1), keepdim=True),
        "all-of-floats": lambda m, a: a.all(), "any-none": lambda m, a: m.any(a > 9, dim=1),
        "greater": lambda m, a: m.greater(a, 0), "less_equal": lambda m, a: a.less_equal(a),
        "not_equal": lambda m, a: m.not_equal(a, a.t().t()),
        "floor_divide": lambda m, a: a.detach() // 0.3,
        "floor_divide-left": lambda m, a: 3 // (a.detach() + 5),
        "remainder-left": lambda m, a: 3 % (a.detach() + 5),
        "argmax-dim": lambda m, a: a.argmax(-1, keepdim=True),
    }, [(2, 3)], order=0),
    OpCase("nonzero-0d", lambda m, a: a.nonzero(), [()], order=0),
    OpCase("nonzero-0d-tuple", lambda m, a: a.nonzero(as_tuple=True), [()], order=0),
    OpCase("all-empty", lambda m, a: (a > 0).all(), [(0, 3)], order=0),
    OpCase("argmax-0d-dim", lambda m, a: a.argmax(0), [()], order=0),
]

TIER2_CASES = [*FUNCTIONS, *STEPS, *STATISTICS, *ORDER, *MOVE, *PICK, *LINALG, *IN_PLACE, *VERDICTS]

# ── 미분할 수 없는 점의 약속 ──────────────────────────────────────────────────────────────────

TIER2_KINKS = [
    Kink("rsqrt-of-0", lambda m, x: x.rsqrt(), [0, 4], [-INF, -0.0625]),
    Kink("asin-at-1", lambda m, x: x.asin(), [1], [INF]),
    Kink("steps-are-flat", lambda m, x: x.round() + x.floor() + x.ceil() + x.trunc(), [-1.5, 0, 2],
         [0, 0, 0]),
    Kink("floor-under-an-infinite-slope", lambda m, x: x.floor().log(), [0.5], [0]),
    Kink("frac-at-an-integer", lambda m, x: x.frac(), [-1, 2], [1, 1]),
    Kink("remainder-at-a-multiple", lambda m, x: x % 2, [4, -5.5], [1, 1]),
    Kink("maximum-tie", lambda m, x: m.maximum(x, m.tensor([1.0, 3.0])), [1, 2], [0.5, 0]),
    Kink("minimum-tie", lambda m, x: m.minimum(x, m.tensor([1.0, 3.0])), [1, 2], [0.5, 1]),
    Kink("maximum-nan", lambda m, x: m.maximum(x, m.tensor([1.0, 3.0])), [NAN, 5], [1, 1]),
    Kink("clamp-tensor-at-bounds", lambda m, x: x.clamp(min=m.zeros(2)), [0, 1], [1, 1]),
    Kink("clamp-to-itself", lambda m, x: x.clamp(x, x), [0, 1], [1, 1]),
    Kink("nan_to_num-of-nan-and-inf", lambda m, x: x.nan_to_num(), [NAN, 1, INF], [0, 1, 0]),
    Kink("atan2-at-the-origin", lambda m, x: m.atan2(x, m.zeros_like(x)), [0], [0]),
    Kink("hypot-at-the-origin", lambda m, x: m.hypot(x, m.zeros_like(x)), [0], [NAN]),
    Kink("prod-with-one-zero", lambda m, x: x.prod(), [2, 0, 3], [0, 6, 0]),
    Kink("prod-with-two-zeros", lambda m, x: x.prod(), [2, 0, 0], [0, 0, 0]),
    Kink("prod-dim-with-one-zero", lambda m, x: x.prod(0), [2, 0, 3], [0, 6, 0]),
    Kink("cumprod-with-a-zero", lambda m, x: x.cumprod(0), [2, 0, 3], [1, 8, 0]),
    Kink("std-of-equal-values", lambda m, x: x.std(), [2, 2], [0, 0]),
    Kink("var-of-equal-values", lambda m, x: x.var(), [2, 2], [0, 0]),
    Kink("norm-of-0", lambda m, x: x.norm(), [0, 0], [0, 0]),
    Kink("norm-1-at-0", lambda m, x: x.norm(1), [0, 1], [0, 1]),
    Kink("norm-3-at-0", lambda m, x: x.norm(3), [0, 2], [0, 1]),
    Kink("norm-3-of-0", lambda m, x: x.norm(3), [0, 0], [0, 0]),
    Kink("norm-half-at-0", lambda m, x: x.norm(0.5), [0, 1], [0, 1]),
    Kink("norm-inf-tie", lambda m, x: x.norm(INF), [1, -3, 3], [0, -0.5, 0.5]),
    Kink("median-tie", lambda m, x: x.median(), [1, 2, 2, 4], [0, 0.5, 0.5, 0]),
    Kink("sort-tie", lambda m, x: x.sort().values * m.tensor([1.0, 2.0, 3.0]), [2, 1, 2],
         [2, 1, 3]),
    Kink("topk-tie", lambda m, x: x.topk(1).values, [1, 2, 0], [0, 1, 0]),
    Kink("masked_fill-hides-nan", lambda m, x: x.log().masked_fill(x <= 0, 0), [1, 2], [1, 0.5]),
    Kink("gather-duplicates-add", lambda m, x: x.gather(0, m.tensor([0, 0, 1])), [1, 2], [2, 1]),
    Kink("index_select-duplicates-add", lambda m, x: x.index_select(0, m.tensor([0, 0, 1])), [1, 2],
         [2, 1]),
]
