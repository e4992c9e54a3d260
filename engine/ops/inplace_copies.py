"""결과를 따로 계산해 자신에게 복사하는 제자리 꼴입니다: gt_, bitwise_and_, addmm_ …

참·거짓을 내는 함수는 자신의 dtype에 맞추어 0과 1을 씁니다. 인자와 오류는 밑줄이 없는 꼴과 같습니다.
"""

from __future__ import annotations

from ..tensor import Tensor
from . import compare, matmul, products
from .inplace import in_place_method


def _copied(function, *names: str) -> None:
    def in_place(input: Tensor, *args, **settings) -> Tensor:
        return input.copy_(function(input, *args, **settings))

    in_place_method(*names)(in_place)


for _name, *_others in (("gt", "greater"), ("ge", "greater_equal"), ("lt", "less"),
                        ("le", "less_equal"), ("eq",), ("ne", "not_equal")):
    _copied(getattr(compare, _name), *(f"{name}_" for name in (_name, *_others)))
for _name, _operator in (("and", "__iand__"), ("or", "__ior__"), ("xor", "__ixor__")):
    _copied(getattr(compare, f"bitwise_{_name}"), f"bitwise_{_name}_", _operator)
_copied(compare.bitwise_not, "bitwise_not_")
_copied(matmul.addmm, "addmm_")
for _name in ("addmv", "addr", "baddbmm", "addbmm"):
    _copied(getattr(products, _name), f"{_name}_")
