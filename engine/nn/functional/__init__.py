"""신경망에 쓰는 함수입니다. 이름과 인자는 torch.nn.functional과 같습니다."""

from ... import errors
from ...ops.activation import sigmoid
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
from .margin import (
    cosine_embedding_loss,
    gaussian_nll_loss,
    hinge_embedding_loss,
    margin_ranking_loss,
    multi_margin_loss,
    multilabel_soft_margin_loss,
    pairwise_distance,
    poisson_nll_loss,
    soft_margin_loss,
    triplet_margin_loss,
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
    softsign,
    tanhshrink,
)
from .shrink import (
    gumbel_softmax,
    hardshrink,
    log_softmax,
    softmax,
    softmin,
    softshrink,
    threshold,
)

__all__ = [
    "adaptive_avg_pool2d", "avg_pool2d", "batch_norm", "binary_cross_entropy",
    "binary_cross_entropy_with_logits", "celu", "conv1d", "conv2d", "cosine_embedding_loss",
    "cosine_similarity", "cross_entropy", "dropout", "elu", "embedding", "gaussian_nll_loss",
    "gelu", "glu", "group_norm", "gumbel_softmax", "hardshrink", "hardsigmoid", "hardswish",
    "hardtanh", "hinge_embedding_loss", "huber_loss", "kl_div", "l1_loss", "layer_norm",
    "leaky_relu", "linear", "log_softmax", "logsigmoid", "margin_ranking_loss", "max_pool2d",
    "mish", "mse_loss", "multi_margin_loss", "multilabel_soft_margin_loss", "nll_loss",
    "normalize", "one_hot", "pad", "pairwise_distance", "poisson_nll_loss", "prelu", "relu",
    "relu6", "rms_norm", "scaled_dot_product_attention", "selu", "sigmoid", "silu",
    "smooth_l1_loss", "soft_margin_loss", "softmax", "softmin", "softplus", "softshrink",
    "softsign", "tanh", "tanhshrink", "threshold", "triplet_margin_loss",
]


def __getattr__(name: str):
    """없는 이름을 찾을 때 부릅니다. AttributeError: 언제나."""
    raise errors.NO_SUCH_NAME(module=__name__, name=name)
