"""걸음보기의 보기 프로그램(trace_programs.py)을 torch로 적은 것입니다. 잎마다의 .grad를 돌려줍니다."""

import torch
from torch import tensor


def grads(**leaves):
    return {name: leaf.grad.numpy() for name, leaf in leaves.items()}


def fork():
    x = tensor(2.0, requires_grad=True)
    (3 * x * (x * x)).backward()
    return grads(x=x)


def bias():
    X = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    w = tensor([[0.5], [-1.0]], requires_grad=True)
    b = tensor([0.25], requires_grad=True)
    z = X @ w + b
    (z * z).sum().backward()
    return grads(w=w, b=b)


def no_grad():
    x = tensor(2.0, requires_grad=True)
    b = x * x
    (b + b.detach() * x).backward()
    return grads(x=x)


def second_backward(retain_graph=False):
    x = tensor(2.0, requires_grad=True)
    L = 3 * x * x
    L.backward(retain_graph=retain_graph)
    L.backward()
    return grads(x=x)


def retained():
    return second_backward(retain_graph=True)


def in_place():
    x = tensor([1.0, 2.0], requires_grad=True)
    y = x * 2
    z = y * y
    y.add_(1)
    z.sum().backward()


def hooked():
    x = tensor(2.0, requires_grad=True)
    x.register_hook(lambda grad: grad * 0.1)
    (3 * x * x * x).backward()
    return grads(x=x)


def double():
    x = tensor(3.0, requires_grad=True)
    (g,) = torch.autograd.grad(x**3, x, create_graph=True)
    g.backward()
    return grads(x=x)
