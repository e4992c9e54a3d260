"""튜토리얼의 프로그램을 import 한 줄만 바꿔 실행하면 같은 글이 나오는지 확인합니다."""

import io
from contextlib import redirect_stdout

import pytest
from probe import clean

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

PROGRAM = """
import torch

x = torch.ones(5)
y = torch.zeros(3)
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)

print(f"z를 만든 함수: {z.grad_fn}")
print(f"loss를 만든 함수: {loss.grad_fn}")

loss.backward()
print(w.grad)
print(b.grad)

z = torch.matmul(x, w) + b
print(z.requires_grad)
with torch.no_grad():
    z = torch.matmul(x, w) + b
print(z.requires_grad)

z = torch.matmul(x, w) + b
print(z.requires_grad)
print(z.detach().requires_grad)

inp = torch.eye(4, 5, requires_grad=True)
out = (inp + 1).pow(2).t()
out.backward(torch.ones_like(out), retain_graph=True)
print(f"첫 번째 호출\\n{inp.grad}")
out.backward(torch.ones_like(out), retain_graph=True)
print(f"두 번째 호출\\n{inp.grad}")
inp.grad.zero_()
out.backward(torch.ones_like(out), retain_graph=True)
print(f"0으로 만든 뒤의 호출\\n{inp.grad}")
"""


def printed(program, module):
    """씨앗을 0으로 맞추고 program을 실행해, 출력한 글에서 주소만 지워 돌려줍니다."""
    module.manual_seed(0)
    output = io.StringIO()
    with redirect_stdout(output):
        exec(program, {"__name__": "tutorial"})
    return clean(output.getvalue())


def test_only_the_import_line_changes():
    ours = PROGRAM.replace("import torch", "import engine as torch")
    assert printed(ours, engine) == printed(PROGRAM, torch)
