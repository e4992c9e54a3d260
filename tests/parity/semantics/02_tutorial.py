"""튜토리얼의 프로그램."""

# %% 28 P1 z.grad_fn / loss.grad_fn of the seed
x = torch.ones(5)
y = torch.zeros(3)
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)
(z.grad_fn.name(), loss.grad_fn.name(), repr(z.grad_fn)[:24])

# %% 29 P1 whole graph under z
x = torch.ones(5)
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
graph(z.grad_fn)

# %% 30 P1 whole graph under loss
x = torch.ones(5)
y = torch.zeros(3)
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
loss = F.binary_cross_entropy_with_logits(z, y)
graph(loss.grad_fn)

# %% 31 P1 BCE grads: w.grad rows equal, = (sigmoid(z)-y)/3
x = torch.ones(5)
y = torch.zeros(3)
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
F.binary_cross_entropy_with_logits(z, y).backward()
(
    bool(torch.allclose(w.grad[0], b.grad)),
    bool(torch.allclose(b.grad, torch.sigmoid(z.detach()) / 3)),
)

# %% 32 P1 no_grad block
x = torch.ones(5)
w = torch.randn(5, 3, requires_grad=True)
with torch.no_grad():
    z = x @ w
z.requires_grad

# %% 33 P1 detach
x = torch.ones(5)
w = torch.randn(5, 3, requires_grad=True)
z = (x @ w).detach()
z.requires_grad

# %% 34 P1 eye/pow/t graph
inp = torch.eye(4, 5, requires_grad=True)
out = (inp + 1).pow(2).t()
graph(out.grad_fn)

# %% 35 P1 eye example 3 calls
inp = torch.eye(4, 5, requires_grad=True)
out = (inp + 1).pow(2).t()
r = []
for i in range(2):
    out.backward(torch.ones_like(out), retain_graph=True)
    r.append(inp.grad[0].tolist())
inp.grad.zero_()
out.backward(torch.ones_like(out), retain_graph=True)
r.append(inp.grad[0].tolist())
r

# %% 36 P1 f-string of tensor = str
inp = torch.eye(2, 3)
f"First call\n{inp}"

# %% 37 P1 print of leaf/non-leaf/0-d
w = torch.tensor([1.5, 2.0], requires_grad=True)
(repr(w), repr(w * 2), repr((w * 2).sum()), repr(torch.tensor(3)), repr(w.detach()))
