"""변화도 검사와 함수의 미분."""


class BadSq(torch.autograd.Function):
    """backward가 2를 빠뜨린 제곱입니다."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * x


# %% 253 P1 gradcheck passes
torch.autograd.gradcheck(
    lambda x: (x**3).sum(), torch.randn(3, dtype=torch.float64, requires_grad=True)
)

# %% 254 P2 gradcheck float32 warns
torch.autograd.gradcheck(lambda x: x * 2, torch.randn(3, requires_grad=True))

# %% 255 P1 gradcheck on wrong backward
torch.autograd.gradcheck(BadSq.apply, torch.randn(3, dtype=torch.float64, requires_grad=True))

# %% 256 P1 raise_exception=False
torch.autograd.gradcheck(
    BadSq.apply, torch.randn(3, dtype=torch.float64, requires_grad=True), raise_exception=False
)

# %% 257 P2 gradcheck no inputs requiring grad
torch.autograd.gradcheck(lambda x: x * 2, torch.randn(3, dtype=torch.float64))

# %% 258 P1 gradgradcheck
torch.autograd.gradgradcheck(
    lambda x: x.sin(), torch.randn(3, dtype=torch.float64, requires_grad=True)
)

# %% 259 P2 GradcheckError is a RuntimeError
import importlib

importlib.import_module("torch.autograd.gradcheck").GradcheckError.__mro__[1].__name__

# %% 260 P1 jacobian single/single
torch.autograd.functional.jacobian(lambda x: x**2, torch.tensor([1.0, 2.0]))

# %% 261 P2 jacobian tuple/tuple structure
J = torch.autograd.functional.jacobian(
    lambda a, b: (a * b, a.sum()), (torch.ones(2), torch.ones(2))
)
[[tuple(j.shape) for j in r] for r in J]

# %% 262 P1 hessian
torch.autograd.functional.hessian(lambda x: (x**3).sum(), torch.tensor([1.0, 2.0]))

# %% 263 P2 hessian non-scalar
torch.autograd.functional.hessian(lambda x: x**3, torch.tensor([1.0, 2.0]))

# %% 264 P1 vjp
torch.autograd.functional.vjp(lambda x: x**2, torch.tensor([1.0, 2.0]), torch.tensor([1.0, 10.0]))

# %% 265 P1 jvp
torch.autograd.functional.jvp(lambda x: x**2, torch.tensor([1.0, 2.0]), torch.tensor([1.0, 10.0]))

# %% 266 P1 hvp / vhp
(
    torch.autograd.functional.hvp(
        lambda x: (x**3).sum(), torch.tensor([1.0, 2.0]), torch.tensor([1.0, 10.0])
    ),
    torch.autograd.functional.vhp(
        lambda x: (x**3).sum(), torch.tensor([1.0, 2.0]), torch.tensor([1.0, 10.0])
    ),
)

# %% 267 P3 strict=True with independent output
torch.autograd.functional.jacobian(lambda x: torch.ones(2), torch.tensor([1.0, 2.0]), strict=True)

# %% 268 P2 jacobian create_graph
x = torch.tensor([1.0, 2.0], requires_grad=True)
J = torch.autograd.functional.jacobian(lambda x: x**3, x, create_graph=True)
(J.requires_grad, torch.autograd.grad(J.sum(), x))
