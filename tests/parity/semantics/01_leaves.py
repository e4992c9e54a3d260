"""텐서와 잎, requires_grad."""

# %% 1 P1 fresh tensor defaults
x = torch.ones(5)
(x.requires_grad, x.is_leaf, x.grad, x.grad_fn, x.dtype)

# %% 2 P1 requires_grad=True at construction
w = torch.randn(5, 3, requires_grad=True)
(w.requires_grad, w.is_leaf, w.grad_fn)

# %% 3 P1 requires_grad_() returns self
x = torch.ones(2)
y = x.requires_grad_(True)
(y is x, x.requires_grad)

# %% 4 P1 requires_grad_ default arg True; False on leaf works
x = torch.ones(2).requires_grad_()
x.requires_grad_(False)
x.requires_grad

# %% 5 P1 int tensor cannot require grad (ctor)
torch.tensor([1, 2], requires_grad=True)

# %% 6 P1 int tensor cannot require grad (requires_grad_)
torch.ones(2, dtype=torch.int64).requires_grad_()

# %% 7 P1 int tensor cannot require grad (property)
x = torch.arange(3)
x.requires_grad = True

# %% 8 P1 bool tensor requires_grad=False fine
torch.tensor([True]).requires_grad_(False).requires_grad

# %% 9 P1 non-leaf requires_grad cannot be switched off
x = torch.ones(2, requires_grad=True)
y = x * 2
y.requires_grad_(False)

# %% 10 P1 same by property
x = torch.ones(2, requires_grad=True)
y = x * 2
y.requires_grad = False

# %% 11 P1 non-leaf requires_grad_(True) is a no-op
x = torch.ones(2, requires_grad=True)
y = x * 2
y.requires_grad_(True)
y.is_leaf

# %% 12 P1 result of op on non-requiring tensors is a leaf
y = torch.ones(2) * 2
(y.is_leaf, y.requires_grad, y.grad_fn)

# %% 13 P1 non-leaf
x = torch.ones(2, requires_grad=True)
y = x * 2
(y.is_leaf, y.requires_grad)

# %% 14 P1 requires_grad = OR of inputs
x = torch.ones(2, requires_grad=True)
y = torch.ones(2)
((x + y).requires_grad, (y + y).requires_grad)

# %% 15 P1 comparison/int results never require grad
x = torch.ones(2, requires_grad=True)
((x > 0).requires_grad, x.argmax().requires_grad, x.long().requires_grad)

# %% 16 P3 is_leaf is read-only
x = torch.ones(2)
x.is_leaf = False

# %% 17 P3 grad_fn is read-only
x = torch.ones(2)
x.grad_fn = None

# %% 18 P1 x.grad assignable: None / same shape
x = torch.ones(2, requires_grad=True)
x.grad = torch.zeros(2)
a = x.grad
x.grad = None
(a, x.grad)

# %% 19 P1 x.grad wrong shape
x = torch.ones(2, requires_grad=True)
x.grad = torch.zeros(3)

# %% 20 P1 x.grad wrong dtype
x = torch.ones(2, requires_grad=True)
x.grad = torch.zeros(2, dtype=torch.float64)

# %% 21 P1 x.grad not a tensor
x = torch.ones(2, requires_grad=True)
x.grad = 3.0

# %% 22 P3 x.grad = x
x = torch.ones(2, requires_grad=True)
x.grad = x

# %% 23 P2 torch.tensor(x) of tensor copies and warns
x = torch.ones(2, requires_grad=True)
y = torch.tensor(x)
(y.requires_grad, y.is_leaf)

# %% 24 P2 torch.as_tensor(t) is t
x = torch.ones(2)
torch.as_tensor(x) is x

# %% 25 P1 clone keeps graph
x = torch.ones(2, requires_grad=True)
type(x.clone().grad_fn).__name__

# %% 26 P1 x.data: shares, no history, no version bump
x = torch.ones(2, requires_grad=True)
d = x.data
d.mul_(3)
(d.requires_grad, x, x._version)

# %% 27 P3 assigning x.data
x = torch.ones(2, requires_grad=True)
x.data = torch.zeros(2)
x

# %% 660 P2 x.data takes only a tensor
x = torch.ones(2)
x.data = 3.0

# %% 661 P2 a tracked x.data stays floating
x = torch.ones(2, requires_grad=True)
x.data = torch.tensor([1, 2])

# %% 662 P3 an untracked x.data may become integers
x = torch.ones(2)
x.data = torch.tensor([1, 2, 3])
x

# %% 663 P3 writing to x after assigning x.data under a live view
w = torch.tensor(2.0, requires_grad=True)
x = torch.ones(4)
v = x[:2]
x.data = torch.full((3,), 5.0)
x.mul_(w)
x.sum().backward()
(x, v.detach(), w.grad)

# %% 664 P3 writing to a view after assigning the data of its base
x = torch.ones(4, requires_grad=True)
y = x * 1
v, u = y[:2], y[1:]
y.data = torch.full((4,), 3.0)
v.mul_(2)
u.sum().backward()
(v, u, y.detach(), x.grad)

# %% 665 P3 writing to a view after assigning its own data
w = torch.tensor(2.0, requires_grad=True)
x = torch.ones(4)
v = x[:2]
v.data = torch.full((3,), 5.0)
v.mul_(w)
v.sum().backward()
(v.detach(), x.detach(), w.grad)

# %% 666 P3 a view of a leaf stays protected after assigning the leaf's data
x = torch.ones(4, requires_grad=True)
v = x[:2]
x.data = torch.zeros(4)
v.mul_(2)
