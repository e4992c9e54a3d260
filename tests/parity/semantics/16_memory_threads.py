"""메모리, 깊이, 스레드."""


class Reent(torch.autograd.Function):
    """backward 안에서 또 역전파하는 제곱입니다."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        with torch.enable_grad():
            y = x.detach().requires_grad_()
            (y * y).backward()
        return grad * y.grad


# %% 503 P1 graph freed by refcount alone (gc disabled)
import gc, weakref

gc.collect()
gc.disable()
x = torch.ones(2, requires_grad=True)
y = x.exp()
z = y * y
r = [weakref.ref(y), weakref.ref(z)]
del y, z
o = [q() is None for q in r]
gc.enable()
o

# %% 504 P1 backward frees saved tensors even while output alive
import gc, weakref

gc.disable()
x = torch.ones(2, requires_grad=True)
h = x * 1
r = weakref.ref(h)
y = (h * h).sum()
del h
a = r() is None
y.backward()
b = r() is None
gc.enable()
(a, b)

# %% 505 P1 output saved by its own node (exp) makes no cycle
import gc, weakref

gc.disable()
x = torch.ones(2, requires_grad=True)
y = x.exp()
r = weakref.ref(y)
del y
o = r() is None
gc.enable()
o

# %% 506 P1 create_graph backward makes a .grad<->graph cycle (C++ cycle: even gc.collect() cannot free it; a pure-Python engine can)
import gc, weakref

gc.collect()
gc.disable()
x = torch.tensor(2.0, requires_grad=True)
y = x * x * x
y.backward(create_graph=True)
r = weakref.ref(x)
del x, y
a = r() is None
gc.enable()
gc.collect()
(a, r() is None)

# %% 507 P1 deep chain 100k ops: forward, backward, free
x = torch.tensor(1.0, requires_grad=True)
y = x
for i in range(100000):
    y = y + 1
y.backward()
del y
x.grad

# %% 508 P3 concurrent backward in threads sums correctly
import threading

x = torch.zeros(1, requires_grad=True)

def w():
    for _ in range(50):
        (x * 2).sum().backward()

ts = [threading.Thread(target=w) for _ in range(4)]
[t.start() for t in ts]
[t.join() for t in ts]
x.grad

# %% 509 P3 reentrant backward inside custom Function
x = torch.tensor(3.0, requires_grad=True)
Reent.apply(x).backward()
x.grad

# %% 510 P3 complex leaf
x = torch.tensor([1 + 2j], requires_grad=True)
(x * x.conj()).real.sum().backward()
x.grad

# %% 511 P3 complex loss
x = torch.tensor([1 + 2j], requires_grad=True)
(x * x).sum().backward()

# %% 512 P3 real grad of complex path dtype
x = torch.tensor([1.0], requires_grad=True)
(x * (1 + 2j)).abs().sum().backward()
x.grad.dtype
