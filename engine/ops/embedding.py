"""번호로 줄을 고르는 임베딩입니다."""

from __future__ import annotations

from .index import IndexAdd
from .op import Op
from .where import where


class Embedding(Op):
    """c = w[번호].  변화도는 고른 줄에 더합니다. padding_idx번 줄로는 보내지 않습니다."""

    @staticmethod
    def forward(weight, indices, padding_idx):
        return weight[indices._array]

    def grad_weight(self, grad, indices):
        if self.padding_idx is not None:
            grad = where((indices != self.padding_idx).unsqueeze(-1), grad, 0)
        return IndexAdd.apply(grad, shape=self.input_shape(), key=(indices._array,))
