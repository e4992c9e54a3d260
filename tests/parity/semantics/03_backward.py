"""backward(): 뿌리, 시작값, 누적, retain_graph."""

# %% 38 P1 grad accumulates
x = torch.ones(2, requires_grad=True)
(x * 2).sum().backward()
(x * 3).sum().backward()
x.grad

# %% 39 P1 non-leaf .grad is None + UserWarning
x = torch.ones(2, requires_grad=True)
y = x * 2
y.sum().backward()
y.grad

# %% 40 P1 retain_grad on non-leaf
x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y.sum().backward()
(y.grad, y.retains_grad)

# %% 41 P1 retain_grad on leaf: no-op; retains_grad False
x = torch.ones(2, requires_grad=True)
x.retain_grad()
x.retains_grad

# %% 42 P1 retain_grad on tensor without requires_grad
torch.ones(2).retain_grad()

# %% 43 P1 second backward: freed buffers
x = torch.ones(2, requires_grad=True)
y = (x * x).sum()
y.backward()
y.backward()

# %% 44 P1 second backward OK when no buffers saved (add, sum)
x = torch.ones(2, requires_grad=True)
y = (x + 1).sum()
y.backward()
y.backward()
x.grad

# %% 45 P1 x*2: the python scalar IS a saved tensor -> 2nd backward fails
x = torch.ones(2, requires_grad=True)
y = (x * 2).sum()
y.backward()
y.backward()
x.grad

# %% 46 P1 exp saves result -> freed
x = torch.ones(2, requires_grad=True)
y = x.exp().sum()
y.backward()
y.backward()

# %% 47 P1 retain_graph=True allows
x = torch.ones(2, requires_grad=True)
y = (x * x).sum()
y.backward(retain_graph=True)
y.backward()
x.grad

# %% 48 P1 shared subgraph freed by first loss
x = torch.ones(2, requires_grad=True)
h = x * x
a = h.sum()
b = h.mean()
a.backward()
b.backward()

# %% 49 P1 autograd.grad also frees
x = torch.ones(2, requires_grad=True)
y = (x * x).sum()
torch.autograd.grad(y, x)
torch.autograd.grad(y, x)

# %% 50 P2 access saved after free
x = torch.ones(2, requires_grad=True)
y = x * x
f = y.grad_fn
y.sum().backward()
f._saved_self

# %% 51 P1 implicit grad only for scalar
x = torch.ones(2, requires_grad=True)
(x * 2).backward()

# %% 52 P1 1-element non-0-d is OK
x = torch.ones(1, 1, requires_grad=True)
(x * 2).backward()
x.grad

# %% 53 P1 root without grad_fn
torch.ones(()).backward()

# %% 54 P1 leaf.backward() on itself
x = torch.tensor(2.0, requires_grad=True)
x.backward()
x.grad

# %% 55 P1 int/bool root
torch.ones(2, requires_grad=True).argmax().backward()

# %% 56 P1 gradient= wrong shape
x = torch.ones(2, requires_grad=True)
(x * 2).backward(torch.ones(3))

# %% 57 P1 gradient= not broadcast: shape () vs (2,)
x = torch.ones(2, requires_grad=True)
(x * 2).backward(torch.tensor(1.0))

# %% 58 P1 gradient= (1,) vs ()
x = torch.ones(2, requires_grad=True)
(x * 2).sum().backward(torch.ones(1))

# %% 59 P1 gradient= wrong dtype is cast
x = torch.ones(2, requires_grad=True)
(x * 2).backward(torch.ones(2, dtype=torch.float64))
x.grad.dtype

# %% 60 P3 gradient= int tensor
x = torch.ones(2, requires_grad=True)
(x * 2).backward(torch.ones(2, dtype=torch.int64))
x.grad

# %% 61 P2 gradient= python number
x = torch.ones((), requires_grad=True)
(x * 2).backward(1.0)

# %% 62 P2 gradient requiring grad w/o create_graph
x = torch.ones(2, requires_grad=True)
v = torch.ones(2, requires_grad=True)
(x * 2).backward(v)
x.grad.requires_grad

# %% 63 P1 backward(inputs=)
x = torch.ones(2, requires_grad=True)
y = torch.ones(2, requires_grad=True)
(x * y).sum().backward(inputs=[x])
(x.grad, y.grad)

# %% 64 P2 backward(inputs=non-leaf) accumulates in non-leaf
x = torch.ones(2, requires_grad=True)
y = x * 2
y.sum().backward(inputs=[y])
(y.grad, x.grad)

# %% 65 P3 backward(inputs=[])
x = torch.ones(2, requires_grad=True)
x.sum().backward(inputs=[])

# %% 66 P1 multiple roots
x = torch.ones(2, requires_grad=True)
torch.autograd.backward([(x * 2).sum(), (x * 3).sum()])
x.grad

# %% 67 P1 multiple roots sharing a node run it once
n = [0]
x = torch.ones(2, requires_grad=True)
h = x * 2
h.register_hook(lambda g: n.__setitem__(0, n[0] + 1))
torch.autograd.backward([h.sum(), (h * h).sum()])
(n[0], x.grad)

# %% 68 P1 multi roots: len mismatch
x = torch.ones(2, requires_grad=True)
torch.autograd.backward([x * 2, x * 3], [torch.ones(2)])

# %% 69 P1 diamond: node visited once, grads summed
n = []
x = torch.tensor(2.0, requires_grad=True)
a = x * 3
a.register_hook(lambda g: n.append(g.item()))
b = a * a
c = a + 1
(b * c).backward()
(n, x.grad)

# %% 70 P1 same tensor twice in one op
x = torch.tensor(3.0, requires_grad=True)
(x * x).backward()
x.grad

# %% 71 P1 backward returns None
x = torch.tensor(3.0, requires_grad=True)
x.mul(2).backward()

# %% 72 P2 first accumulation steals/does not alias user gradient
x = torch.ones(2, requires_grad=True)
v = torch.ones(2)
x.backward(v)
x.grad.add_(1)
(v, x.grad is v)

# %% 73 P1 two leaves of one add do not share .grad storage
x = torch.ones(2, requires_grad=True)
y = torch.ones(2, requires_grad=True)
(x + y).sum().backward()
x.grad.add_(1)
(x.grad, y.grad)

# %% 74 P1 zero_ on grad in place keeps object
x = torch.ones(2, requires_grad=True)
(x * 2).sum().backward()
g = x.grad
g.zero_()
(x.grad is g, x.grad)

# %% 75 P1 accumulate is in place w/o create_graph
x = torch.ones(2, requires_grad=True)
(x * 2).sum().backward()
g = x.grad
(x * 2).sum().backward()
(x.grad is g, g)

# %% 76 P2 accumulate out of place with create_graph
x = torch.ones(2, requires_grad=True)
(x * 2).sum().backward()
g = x.grad
(x * 2).sum().backward(create_graph=True)
(x.grad is g, g)

# %% 77 P1 backward inside no_grad works; grad mode restored
x = torch.ones(2, requires_grad=True)
y = (x * x).sum()
with torch.no_grad():
    y.backward()
(x.grad, torch.is_grad_enabled())

# %% 78 P1 .grad has requires_grad False normally
x = torch.ones(2, requires_grad=True)
(x * x).sum().backward()
x.grad.requires_grad

# %% 79 P2 zero-size
x = torch.ones(0, 3, requires_grad=True)
x.sum().backward()
x.grad.shape

# %% 764 P2 backward(inputs=[y]) makes y keep its grad
x = torch.ones(2, requires_grad=True)
y = x * 2
(y * y).sum().backward(inputs=[y])
(y.grad, y.retains_grad, x.grad)

# %% 765 P2 the same tensor twice in inputs= is accumulated once
x = torch.ones(2, requires_grad=True)
(x * 3).sum().backward(inputs=[x, x])
x.grad

# %% 766 P3 backward(inputs=[y]) frees what y's node saved
x = torch.ones(2, requires_grad=True)
y = x * x
(y * 3).sum().backward(inputs=[y])
y.sum().backward()

# %% 767 P2 an inference tensor as .grad is refused outside
x = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    x.grad = torch.ones(2)
(x * 2).sum().backward()

# %% 768 P2 an expanded .grad is refused
x = torch.ones(2, requires_grad=True)
x.grad = torch.ones(1).expand(2)
(x * 2).sum().backward()
