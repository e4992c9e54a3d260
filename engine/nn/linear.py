"""선형 변환, 임베딩, 그리고 모양만 바꾸거나 그대로 두는 계층입니다."""

from __future__ import annotations

from .. import creation, errors
from ..ops.inplace import overwrite
from ..tensor import Tensor
from . import functional as F
from . import init
from .module import Module
from .parameter import Parameter


class Linear(Module):
    """선형 변환입니다.  x @ weightᵀ + bias,   x (…, in_features) → (…, out_features)"""

    def __init__(self, in_features: int, out_features: int, bias: bool = True, dtype=None):
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        self.weight = Parameter(creation.empty(out_features, in_features, dtype=dtype))
        self.register_parameter(
            "bias", Parameter(creation.empty(out_features, dtype=dtype)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """매개변수를 처음 값으로 되돌립니다."""
        init.layer_default_(self.weight, self.bias)

    def forward(self, input: Tensor) -> Tensor:
        return F.linear(input, self.weight, self.bias)

    def extra_repr(self) -> str:
        return (f"in_features={self.in_features}, out_features={self.out_features}, "
                f"bias={self.bias is not None}")


class Embedding(Module):
    """번호마다 벡터 하나를 배웁니다.   (…) 정수 → (…, embedding_dim)

    padding_idx번 벡터는 0에서 시작하고 배우지 않습니다. IndexError: 그 번호가 표에 없을 때.
    """

    def __init__(self, num_embeddings: int, embedding_dim: int, padding_idx: int | None = None,
                 dtype=None):
        super().__init__()
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        if padding_idx is not None:
            if not -num_embeddings <= padding_idx < num_embeddings:
                raise errors.EMBEDDING_OUT_OF_RANGE(
                    index=padding_idx, rows=num_embeddings, last=num_embeddings - 1)
            padding_idx %= num_embeddings  # 음수는 뒤에서부터 셉니다.
        self.padding_idx = padding_idx
        self.weight = Parameter(creation.empty(num_embeddings, embedding_dim, dtype=dtype))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """매개변수를 처음 값으로 되돌립니다."""
        init.normal_(self.weight)
        if self.padding_idx is not None:
            rows = self.weight._array.copy()
            rows[self.padding_idx] = 0
            overwrite(self.weight, rows)

    def forward(self, input: Tensor) -> Tensor:
        return F.embedding(input, self.weight, self.padding_idx)

    def extra_repr(self) -> str:
        text = f"{self.num_embeddings}, {self.embedding_dim}"
        return text if self.padding_idx is None else f"{text}, padding_idx={self.padding_idx}"


class Flatten(Module):
    """start_dim부터 end_dim까지의 축을 하나로 폅니다. 첫 축(표본)은 둡니다."""

    def __init__(self, start_dim: int = 1, end_dim: int = -1):
        super().__init__()
        self.start_dim, self.end_dim = start_dim, end_dim

    def forward(self, input: Tensor) -> Tensor:
        return input.flatten(self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"


class Identity(Module):
    """입력을 그대로 돌려줍니다."""

    def __init__(self, *args, **kwargs):  # 다른 계층 자리에 그대로 바꾸어 넣을 수 있게 인자를 흘려보냅니다.
        super().__init__()

    def forward(self, input: Tensor) -> Tensor:
        return input
