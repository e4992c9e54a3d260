"""autograd.grad."""

# %% 80 P1 returns tuple, does not touch .grad
x = torch.ones(2, requires_grad=True)
g = torch.autograd.grad((x * 2).sum(), x)
(g, x.grad)

# %% 81 P1 non-leaf inputs
x = torch.ones(2, requires_grad=True)
h = x * 2
torch.autograd.grad((h * h).sum(), h)

# %% 82 P1 grad_outputs for non-scalar
x = torch.ones(2, requires_grad=True)
torch.autograd.grad(x * 3, x, grad_outputs=torch.tensor([1.0, 10.0]))

# %% 83 P1 non-scalar without grad_outputs
x = torch.ones(2, requires_grad=True)
torch.autograd.grad(x * 3, x)

# %% 84 P1 unused input: error
x = torch.ones(2, requires_grad=True)
z = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 3).sum(), [x, z])

# %% 85 P1 allow_unused
x = torch.ones(2, requires_grad=True)
z = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 3).sum(), [x, z], allow_unused=True)

# %% 86 P1 materialize_grads
x = torch.ones(2, requires_grad=True)
z = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 3).sum(), [x, z], materialize_grads=True)

# %% 87 P3 materialize_grads + allow_unused=False
x = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 3).sum(), [x], allow_unused=False, materialize_grads=True)

# %% 88 P1 input not requiring grad
x = torch.ones(2, requires_grad=True)
z = torch.ones(2)
torch.autograd.grad((x * z).sum(), [z])

# %% 89 P1 output not requiring grad
x = torch.ones(2, requires_grad=True)
torch.autograd.grad(torch.ones(()), [x])

# %% 90 P1 create_graph -> differentiable
x = torch.tensor(3.0, requires_grad=True)
(g,) = torch.autograd.grad(x**3, x, create_graph=True)
(h,) = torch.autograd.grad(g, x)
(g, h)

# %% 91 P1 create_graph implies retain_graph
x = torch.tensor(3.0, requires_grad=True)
y = x**3
torch.autograd.grad(y, x, create_graph=True)
torch.autograd.grad(y, x)

# %% 92 P1 third derivative chain
x = torch.tensor(2.0, requires_grad=True)
y = x**4
o = []
for i in range(5):
    (y,) = torch.autograd.grad(y, x, create_graph=True)
    o.append(y.item())
o

# %% 93 P1 grad of constant grad -> error
x = torch.tensor(2.0, requires_grad=True)
(g,) = torch.autograd.grad(x * 3, x, create_graph=True)
torch.autograd.grad(g, x)

# %% 94 P2 is_grads_batched (vmap over grad_outputs)
x = torch.ones(2, requires_grad=True)
torch.autograd.grad(
    x * torch.tensor([2.0, 5.0]), x, grad_outputs=torch.eye(2), is_grads_batched=True
)

# %% 95 P1 inputs do not accumulate elsewhere
x = torch.ones(2, requires_grad=True)
w = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * w).sum(), x)
w.grad

# %% 96 P2 same input twice
x = torch.ones(2, requires_grad=True)
torch.autograd.grad((x * 2).sum(), [x, x])

# %% 97 P2 output is input
x = torch.tensor(1.0, requires_grad=True)
torch.autograd.grad(x, x)

# %% 98 P1 backward(create_graph=True) warns
x = torch.tensor(3.0, requires_grad=True)
(x**2).backward(create_graph=True)
(x.grad, x.grad.requires_grad)

# %% 99 P2 int grad_outputs None mix
x = torch.ones((), requires_grad=True)
torch.autograd.grad([x * 2, x * 3], [x], grad_outputs=[None, torch.tensor(2.0)])

# %% 100 P3 empty inputs
x = torch.ones((), requires_grad=True)
torch.autograd.grad([x * 2], [])

# %% 769 P2 is_grads_batched frees the graph after the last row
x = torch.ones(2, requires_grad=True)
y = x * x
torch.autograd.grad(y, x, torch.eye(2), is_grads_batched=True)
torch.autograd.grad(y, x, torch.ones(2))

# %% 770 P2 is_grads_batched with create_graph is recorded, in no_grad too
x = torch.ones(2, requires_grad=True)
y = x * x
with torch.no_grad():
    g, = torch.autograd.grad(y, x, torch.eye(2), is_grads_batched=True, create_graph=True)
(g.tolist(), g.requires_grad)
