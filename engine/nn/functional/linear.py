"""행렬 곱과 표 찾기로 하는 함수입니다: 선형 변환, 임베딩, 어텐션."""

from __future__ import annotations

import math

import numpy as np

from ... import errors
from ...ops.embedding import Embedding
from ...ops.where import where
from ...tensor import Tensor
from .norm import dropout


def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """input @ weightᵀ + bias.   input (…, 입력), weight (출력, 입력), bias (출력,) → (…, 출력)"""
    if not isinstance(input, Tensor):
        raise errors.NOT_A_TENSOR(name="linear", type=type(input).__name__)
    if bias is None:
        return input @ weight.t()
    if input.ndim == 2:
        return bias.addmm(input, weight.t())
    rows = input.reshape(-1, input.shape[-1])
    return bias.addmm(rows, weight.t()).view(*input.shape[:-1], weight.shape[0])


def embedding(input: Tensor, weight: Tensor, padding_idx: int | None = None) -> Tensor:
    """표의 줄을 번호로 고릅니다.   input (…) 정수, weight (낱말 수, 크기) → (…, 크기)

    padding_idx: 변화도를 보내지 않을 줄. IndexError: 없는 번호일 때. RuntimeError: 정수가 아닐 때.
    """
    indices, rows = input._array, len(weight)
    if indices.dtype.kind not in "iu":
        raise errors.EMBEDDING_DTYPE(dtype=input.dtype)
    outside = indices[(indices < 0) | (indices >= rows)]
    if outside.size:
        raise errors.EMBEDDING_OUT_OF_RANGE(index=outside[0], rows=rows, last=rows - 1)
    if padding_idx is not None and padding_idx < 0:
        padding_idx += rows
    return Embedding.apply(weight, indices=input, padding_idx=padding_idx)


def one_hot(tensor: Tensor, num_classes: int = -1) -> Tensor:
    """갈래 번호를 그 자리만 1인 줄로 바꿉니다.  (…) → (…, num_classes) int64

    num_classes를 빼면 가장 큰 번호 + 1입니다. RuntimeError: int64가 아니거나 범위를 벗어날 때.
    """
    labels = tensor._array
    if labels.dtype != np.int64:
        raise errors.ONE_HOT_DTYPE(dtype=tensor.dtype)
    if num_classes == -1:
        if not labels.size:
            raise errors.ONE_HOT_EMPTY()
        num_classes = int(labels.max()) + 1
    outside = labels[(labels < 0) | (labels >= num_classes)]
    if outside.size:
        raise errors.ONE_HOT_OUT_OF_RANGE(label=outside[0], classes=num_classes)
    return Tensor((labels[..., None] == np.arange(num_classes)).astype(np.int64))


def scaled_dot_product_attention(
        query: Tensor, key: Tensor, value: Tensor, attn_mask: Tensor | None = None,
        dropout_p: float = 0.0, is_causal: bool = False, scale: float | None = None) -> Tensor:
    """어텐션입니다.  softmax(QKᵀ·scale + mask)·V        출처: arXiv:1706.03762

    query (…, L, E), key (…, S, E), value (…, S, V) → (…, L, V).  scale을 빼면 1/√E입니다.
    attn_mask (…, L, S): 참·거짓이면 참인 자리만 보고, 실수면 점수에 더합니다.
    is_causal: 자기보다 뒤에 오는 자리를 보지 않습니다. RuntimeError: attn_mask도 함께 줄 때.
    """
    if is_causal:
        if attn_mask is not None:
            raise errors.TWO_ATTENTION_MASKS(mask=attn_mask.shape)
        attn_mask = Tensor(np.tri(query.shape[-2], key.shape[-2], dtype=bool))
    scale = 1 / math.sqrt(query.shape[-1]) if scale is None else scale
    scores = (query @ key.transpose(-2, -1)) * scale
    if attn_mask is None:
        weights = scores.softmax(-1)
    elif attn_mask._array.dtype == np.bool_:
        weights = _masked_softmax(scores, attn_mask)
    else:
        weights = (scores + attn_mask).softmax(-1)
    return dropout(weights, dropout_p) @ value


def _masked_softmax(scores: Tensor, mask: Tensor) -> Tensor:
    """가린 자리를 −∞로 바꾼 softmax입니다. 모두 가린 줄은 0/0이 되지 않게 0으로 둡니다."""
    seen = Tensor(mask._array.any(-1, keepdims=True))
    if seen.all():
        return where(mask, scores, -math.inf).softmax(-1)
    return where(seen, where(mask | ~seen, scores, -math.inf).softmax(-1), 0)
