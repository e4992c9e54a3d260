"""nn과 optim."""

# %% 513 P1 Parameter requires grad, isinstance Tensor, repr
p = nn.Parameter(torch.ones(2))
(p.requires_grad, p.is_leaf, isinstance(p, torch.Tensor), repr(p))

# %% 514 P2 Parameter of int
nn.Parameter(torch.arange(3))

# %% 515 P1 Module registers parameters, order
m = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
[(n, tuple(p.shape)) for n, p in m.named_parameters()]

# %% 516 P1 requires_grad_(False) on Module (freezing)
m = nn.Linear(2, 2)
m.requires_grad_(False)
(m(torch.ones(1, 2)).requires_grad)

# %% 517 P1 zero_grad sets to None by default
m = nn.Linear(2, 1)
m(torch.ones(1, 2)).sum().backward()
m.zero_grad()
m.weight.grad

# %% 518 P1 optimizer.zero_grad(set_to_none=False)
m = nn.Linear(2, 1)
o = torch.optim.SGD(m.parameters(), lr=0.1)
m(torch.ones(1, 2)).sum().backward()
o.zero_grad(set_to_none=False)
m.weight.grad

# %% 519 P1 SGD step skips grad None
w = torch.ones(2, requires_grad=True)
o = torch.optim.SGD([w], lr=0.1)
o.step()
w

# %% 520 P2 optimizer on non-leaf
w = torch.ones(2, requires_grad=True)
torch.optim.SGD([w * 2], lr=0.1)

# %% 521 P2 optimizer empty
torch.optim.SGD([], lr=0.1)

# %% 522 P3 module backward hook
n = []
m = nn.Linear(2, 1)
m.register_full_backward_hook(lambda m, gi, go: n.append((len(gi), len(go))))
m(torch.ones(1, 2, requires_grad=True)).sum().backward()
n

# %% 523 P1 eval()/train() do not touch autograd
m = nn.Linear(2, 1).eval()
m(torch.ones(1, 2)).requires_grad

# %% 524 P2 state_dict detached
m = nn.Linear(2, 1)
{k: v.requires_grad for k, v in m.state_dict().items()}

# %% 650 P2 clip_grad_norm_ bumps the version of .grad
x, y = (torch.ones(2, requires_grad=True) for _ in "xy")
x.grad = torch.tensor([3.0, 4.0])
z = (y * x.grad).sum()
nn.utils.clip_grad_norm_([x], 1.0)
z.backward()

# %% 651 P2 clip_grad_norm_ writes even when nothing is clipped
x, y = (torch.ones(2, requires_grad=True) for _ in "xy")
x.grad = torch.tensor([3.0, 4.0])
nn.utils.clip_grad_norm_([x], 100.0)
(x.grad, x.grad._version)

# %% 652 P2 clip_grad_value_ bumps the version of .grad
x, y = (torch.ones(2, requires_grad=True) for _ in "xy")
x.grad = torch.tensor([3.0, 4.0])
z = (y * x.grad).sum()
nn.utils.clip_grad_value_([x], 1.0)
z.backward()

# %% 653 P2 clipping a .grad that has a graph is not recorded
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x**3).sum().backward(create_graph=True)
nn.utils.clip_grad_norm_([x], 1.0)
nn.utils.clip_grad_value_([x], 0.5)
x.grad

# %% 654 P2 zero_grad(set_to_none=False) when .grad is a view
x = torch.ones(3, requires_grad=True)
x.grad = (rows := torch.ones(2, 3))[0]
torch.optim.SGD([x], lr=0.1).zero_grad(set_to_none=False)
(x.grad, rows)

# %% 655 P3 zero_grad(set_to_none=False) when .grad is a view with a graph
x = torch.ones(3, requires_grad=True)
x.grad = (torch.ones(2, 3, requires_grad=True) * 2)[0]
torch.optim.SGD([x], lr=0.1).zero_grad(set_to_none=False)

# %% 656 P2 zero_grad(set_to_none=False) cuts the graph of .grad
x = torch.tensor([1.0, 2.0], requires_grad=True)
(x**3).sum().backward(create_graph=True)
before = x.grad
torch.optim.SGD([x], lr=0.1).zero_grad(set_to_none=False)
(x.grad, x.grad is before)

# %% 657 P2 changing the target of cross_entropy before backward
x = torch.zeros(2, 3, requires_grad=True)
target = torch.tensor([0, 1])
loss = F.cross_entropy(x, target)
target.fill_(2)
loss.backward()

# %% 658 P2 changing the class weight of nll_loss before backward
x = torch.zeros(2, 3, requires_grad=True)
weight = torch.ones(3)
loss = F.nll_loss(x, torch.tensor([0, 1]), weight)
weight.fill_(2)
loss.backward()

# %% 659 P3 an ignored sample adds nothing, even from minus infinity
x = torch.tensor([[-1.0, -2.0], [-float("inf"), 0.0]], requires_grad=True)
loss = F.nll_loss(x, torch.tensor([1, -100]))
loss.backward()
(loss, x.grad)

# %% 675 P3 every sample ignored
x = torch.zeros(2, 2, requires_grad=True)
losses = [F.nll_loss(x, torch.tensor([1, 1]), ignore_index=1, reduction=r) for r in ("mean", "sum")]
losses[0].backward()
(losses, F.nll_loss(x, torch.tensor([1, 1]), ignore_index=1, reduction="none"), x.grad)

# %% 676 P3 what a loss over classes saves
x = torch.zeros(2, 3, requires_grad=True)
loss = F.nll_loss(x, torch.tensor([0, 1]), torch.ones(3))
(loss.grad_fn._saved_target, loss.grad_fn._saved_weight)

# %% 677 P3 a class number checked only where it counts
F.nll_loss(torch.zeros(3, 2), torch.tensor([0, 5, 1]), ignore_index=5)
