"""『한 걸음씩 보는 autograd』의 자동 미분 엔진입니다. 이름과 동작은 PyTorch를 따릅니다.

    import engine

    x = engine.tensor(3., requires_grad=True)
    (x * x).backward()
    x.grad          # tensor(6.)

읽는 차례: tensor → node → ops/op → ops/arithmetic → backward → autograd/__init__
다음으로: ops/fast(빠른 길) → ownership(복사하지 않는 .grad) → hooks, backward_hooks(훅)
제자리 연산: ops/inplace → ops/index(번호로 고르기) → ops/assign(써넣기) → ops/view_history(뷰)
그 밖: grad_mode(추적 중지 구역) → events(걸음보기가 듣는 일)
"""

import warnings as _warnings
from math import e, inf, nan, pi

from . import autograd, cuda, errors, nn, optim, utils
from .anomaly import is_anomaly_enabled
from .creation import (
    arange,
    as_tensor,
    empty,
    eye,
    from_numpy,
    full,
    linspace,
    ones,
    tensor,
    zeros,
)
from .creation_like import (
    empty_like,
    full_like,
    ones_like,
    rand_like,
    randint_like,
    randn_like,
    zeros_like,
)
from .creation_random import normal, rand, randint, randn, randperm
from .creation_rare import asarray, logspace, range, scalar_tensor, tril_indices, triu_indices
from .device import device
from .dtypes import (
    Size,
    bool,
    dtype,
    finfo,
    float16,
    float32,
    float64,
    get_default_dtype,
    iinfo,
    int8,
    int16,
    int32,
    int64,
    set_default_dtype,
    uint8,
)
from .grad_mode import (
    enable_grad,
    inference_mode,
    is_grad_enabled,
    is_inference_mode_enabled,
    no_grad,
    set_grad_enabled,
)
from .ops import (
    assign,
    cast,
    inplace,
    inplace_copies,
    inplace_draws,
    inplace_fill,
    inplace_forms,
    inplace_views,
    linalg,
    unfold,
    values,
)
from .ops.activation import relu, sigmoid
from .ops.arithmetic import add, div, floor_divide, mul, neg, reciprocal, sub
from .ops.axes import broadcast_to, movedim, narrow, ravel, select, swapaxes, unflatten
from .ops.broadcast import squeeze, unsqueeze
from .ops.choose import abs, clamp, clamp_max, clamp_min, maximum, minimum, nan_to_num, sign
from .ops.combine import addcdiv, addcmul, atan2, hypot, lerp, logaddexp
from .ops.compare import (
    all,
    allclose,
    any,
    argmax,
    argmin,
    bitwise_and,
    bitwise_not,
    bitwise_or,
    bitwise_xor,
    eq,
    equal,
    ge,
    greater,
    greater_equal,
    gt,
    isclose,
    isfinite,
    isinf,
    isnan,
    le,
    less,
    less_equal,
    logical_and,
    logical_not,
    logical_or,
    logical_xor,
    lt,
    ne,
    not_equal,
)
from .ops.counting import (
    bincount,
    bucketize,
    histc,
    isin,
    searchsorted,
    unique,
    unique_consecutive,
    unravel_index,
)
from .ops.curves import cumulative_trapezoid, diagflat, msort, trapezoid, trapz, vander
from .ops.diagonal import diag, diag_embed, diagonal, trace, tril, triu
from .ops.draws import bernoulli, multinomial
from .ops.einsum import einsum, kron, outer, tensordot
from .ops.erf import erf, erfc
from .ops.exponential import exp, exp2, expm1, log, log1p, log2, log10
from .ops.extreme import amax, amin, max, min
from .ops.facts import (
    can_cast,
    is_floating_point,
    is_tensor,
    numel,
    promote_types,
    result_type,
)
from .ops.gather import gather, scatter, scatter_add, take, take_along_dim
from .ops.index_dim import index_add, index_fill, index_select
from .ops.join import (
    cat,
    chunk,
    concat,
    concatenate,
    hstack,
    meshgrid,
    split,
    stack,
    unbind,
    vstack,
)
from .ops.masked import argwhere, count_nonzero, masked_fill, masked_select, nonzero
from .ops.matmul import addmm, bmm, dot, matmul, mm, mv
from .ops.norms import tensor_norm as norm
from .ops.order import argsort, median, sort, topk
from .ops.pairs import copysign, fmax, fmin, sinc, xlogy
from .ops.pieces import (
    atleast_1d,
    atleast_2d,
    atleast_3d,
    broadcast_shapes,
    broadcast_tensors,
    cross,
    inner,
    split_with_sizes,
    tensor_split,
)
from .ops.powers import pow, rsqrt, sqrt, square
from .ops.products import addbmm, addmv, addr, baddbmm, cdist, dist, vdot
from .ops.progress import cummax, cummin, diff, kthvalue, logcumsumexp
from .ops.put import (
    diagonal_scatter,
    index_copy,
    index_put,
    masked_scatter,
    select_scatter,
    slice_scatter,
)
from .ops.quantile import corrcoef, cov, nanmedian, nanquantile, quantile
from .ops.rare_pointwise import (
    deg2rad,
    erfinv,
    float_power,
    heaviside,
    is_nonzero,
    isneginf,
    isposinf,
    ldexp,
    logaddexp2,
    logit,
    positive,
    rad2deg,
    rsub,
    sgn,
    signbit,
)
from .ops.rare_reduce import aminmax, nanmean, nansum
from .ops.rearrange import flip, fliplr, flipud, repeat_interleave, roll, rot90, tile
from .ops.reduce import mean, sum
from .ops.reshape import clone, flatten, reshape
from .ops.rounding import ceil, floor, fmod, frac, remainder, round, trunc
from .ops.scan import cumprod, cumsum
from .ops.scatter_reduce import scatter_reduce
from .ops.softmax import log_softmax, logsumexp, softmax
from .ops.square_matrix import det, logdet, matrix_power, slogdet
from .ops.square_matrix import inv as inverse
from .ops.stacks import (
    block_diag,
    cartesian_prod,
    column_stack,
    combinations,
    dsplit,
    dstack,
    hsplit,
    row_stack,
    vsplit,
)
from .ops.statistics import prod, std, std_mean, var, var_mean
from .ops.transpose import permute, t, transpose
from .ops.trigonometry import acos, acosh, asin, asinh, atan, atanh, cos, cosh, sin, sinh, tan, tanh
from .ops.where import where
from .printing import set_printoptions
from .random import (
    Generator,
    default_generator,
    get_rng_state,
    initial_seed,
    manual_seed,
    seed,
    set_rng_state,
)
from .serialization import load, save
from .tensor import Tensor

absolute, negative, clip, fix = abs, neg, clamp, trunc
multiply, subtract, divide, true_divide = mul, sub, div, div
arcsin, arccos, arctan, arctan2 = asin, acos, atan, atan2
arcsinh, arccosh, arctanh = asinh, acosh, atanh
swapdims, moveaxis, ger = transpose, movedim, outer

half, float, double = float16, float32, float64
short, int, long = int16, int32, int64

def __getattr__(name: str):
    """없는 이름을 찾을 때 부릅니다. AttributeError: 언제나."""
    raise errors.NO_SUCH_NAME(module=__name__, name=name)


# 0으로 나누기나 log(0)은 오류가 아니라 inf와 nan이 됩니다. numpy가 우리 계산을 두고 하는 경고만 끕니다.
_warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"engine\.")
