"""『한 걸음씩 보는 autograd』의 자동 미분 엔진입니다. 이름과 동작은 PyTorch를 따릅니다.

    import engine

    x = engine.tensor(3., requires_grad=True)
    (x * x).backward()
    x.grad          # tensor(6.)

읽는 차례: tensor → node → ops/op → ops/elementwise → backward → autograd
"""

import warnings as _warnings

from . import autograd, nn
from .creation import (
    arange,
    as_tensor,
    bernoulli,
    empty,
    eye,
    from_numpy,
    full,
    full_like,
    linspace,
    ones,
    ones_like,
    rand,
    rand_like,
    randint,
    randn,
    randn_like,
    randperm,
    tensor,
    zeros,
    zeros_like,
)
from .dtypes import (
    Size,
    bool,
    dtype,
    float16,
    float32,
    float64,
    get_default_dtype,
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
from .ops import cast, inplace
from .ops.compare import (
    all,
    allclose,
    any,
    argmax,
    argmin,
    eq,
    equal,
    floor_divide,
    ge,
    gt,
    isnan,
    le,
    logical_not,
    lt,
    ne,
)
from .ops.elementwise import (
    abs,
    add,
    clamp,
    cos,
    div,
    exp,
    log,
    mul,
    neg,
    pow,
    reciprocal,
    relu,
    sigmoid,
    sign,
    sin,
    sqrt,
    sub,
    tanh,
    where,
)
from .ops.join import cat, chunk, split, stack, unbind
from .ops.matmul import addmm, bmm, dot, matmul, mm, mv
from .ops.reduce import (
    amax,
    amin,
    log_softmax,
    logsumexp,
    max,
    mean,
    min,
    softmax,
    sum,
)
from .ops.shape import (
    clone,
    flatten,
    permute,
    reshape,
    squeeze,
    t,
    transpose,
    unsqueeze,
)
from .printing import set_printoptions
from .random import default_generator, initial_seed, manual_seed
from .tensor import Tensor

half, float, double = float16, float32, float64
short, int, long = int16, int32, int64

# 0으로 나누기나 log(0)은 오류가 아니라 inf와 nan이 됩니다. numpy가 우리 계산을 두고 하는 경고만 끕니다.
_warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"engine\.")
