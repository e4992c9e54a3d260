"""신경망에 쓰는 함수입니다. 이름과 인자는 torch.nn.functional과 같습니다."""

from ... import errors
from ...ops.activation import sigmoid
from ...ops.softmax import log_softmax, softmax
from ...ops.trigonometry import tanh
from .activation import (
    elu,
    gelu,
    hardtanh,
    leaky_relu,
    logsigmoid,
    relu,
    relu6,
    silu,
    softplus,
)
from .classification import cross_entropy, nll_loss
from .conv import avg_pool2d, conv2d, max_pool2d, pad
from .linear import embedding, linear, one_hot, scaled_dot_product_attention
from .loss import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    huber_loss,
    kl_div,
    l1_loss,
    mse_loss,
    smooth_l1_loss,
)
from .norm import batch_norm, cosine_similarity, dropout, layer_norm, normalize
from .rare import (
    adaptive_avg_pool2d,
    celu,
    conv1d,
    glu,
    group_norm,
    hardsigmoid,
    hardswish,
    mish,
    prelu,
    rms_norm,
    selu,
    softmin,
    softsign,
    tanhshrink,
)

__all__ = [
    "adaptive_avg_pool2d", "avg_pool2d", "batch_norm", "binary_cross_entropy",
    "binary_cross_entropy_with_logits", "celu", "conv1d", "conv2d", "cosine_similarity",
    "cross_entropy", "dropout", "elu", "embedding", "gelu", "glu", "group_norm", "hardsigmoid",
    "hardswish", "hardtanh", "huber_loss", "kl_div", "l1_loss", "layer_norm", "leaky_relu",
    "linear", "log_softmax", "logsigmoid", "max_pool2d", "mish", "mse_loss", "nll_loss",
    "normalize", "one_hot", "pad", "prelu", "relu", "relu6", "rms_norm",
    "scaled_dot_product_attention", "selu", "sigmoid", "silu", "smooth_l1_loss", "softmax",
    "softmin", "softplus", "softsign", "tanh", "tanhshrink",
]


def __getattr__(name: str):
    """없는 이름을 찾을 때 부릅니다. AttributeError: 언제나."""
    raise errors.NO_SUCH_NAME(module=__name__, name=name)
