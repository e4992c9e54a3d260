"""추적을 켜고 끄는 구역."""

# %% 119 P1 no_grad contextmanager; restores
a = torch.is_grad_enabled()
with torch.no_grad():
    b = torch.is_grad_enabled()
(a, b, torch.is_grad_enabled())

# %% 120 P1 no_grad as decorator with ()
@torch.no_grad()
def f(x):
    return x * 2

f(torch.ones(2, requires_grad=True)).requires_grad

# %% 121 P1 no_grad as decorator without ()
@torch.no_grad
def f(x):
    return x * 2

f(torch.ones(2, requires_grad=True)).requires_grad

# %% 122 P2 decorator keeps __name__
@torch.no_grad()
def foo(x):
    return x * 2

foo.__name__

# %% 123 P1 decorator on generator re-enters at each step
@torch.no_grad()
def g():
    for i in range(2):
        yield torch.is_grad_enabled()

r = []
for v in g():
    r.append((v, torch.is_grad_enabled()))
r

# %% 124 P1 exception inside restores
try:
    with torch.no_grad():
        raise ValueError
except ValueError:
    pass
torch.is_grad_enabled()

# %% 125 P1 nested enable_grad inside no_grad
x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    with torch.enable_grad():
        y = x * 2
y.requires_grad

# %% 126 P1 set_grad_enabled as function (immediate)
torch.set_grad_enabled(False)
a = torch.is_grad_enabled()
torch.set_grad_enabled(True)
(a, torch.is_grad_enabled())

# %% 127 P1 set_grad_enabled as contextmanager
with torch.set_grad_enabled(False):
    a = torch.is_grad_enabled()
(a, torch.is_grad_enabled())

# %% 128 P1 set_grad_enabled as decorator
@torch.set_grad_enabled(False)
def f(x):
    return (x * 2).requires_grad

(f(torch.ones(1, requires_grad=True)), torch.is_grad_enabled())

# %% 129 P3 one no_grad INSTANCE nested in itself leaks (do not copy)
ng = torch.no_grad()
with ng:
    with ng:
        pass
    a = torch.is_grad_enabled()
(a, torch.is_grad_enabled())

# %% 130 P1 factory with requires_grad inside no_grad still leaf requiring
with torch.no_grad():
    x = torch.ones(2, requires_grad=True)
x.requires_grad

# %% 131 P2 grad mode is thread-local (new thread: enabled)
import threading

r = []
with torch.no_grad():
    t = threading.Thread(target=lambda: r.append(torch.is_grad_enabled()))
    t.start()
    t.join()
r

# %% 132 P1 in-place on leaf inside no_grad OK (SGD step)
w = torch.ones(2, requires_grad=True)
with torch.no_grad():
    w -= 0.5
(w, w.is_leaf)

# %% 133 P2 inference_mode
x = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    y = x * 2
    a = torch.is_inference_mode_enabled()
(y.requires_grad, y.is_inference(), a)

# %% 134 P2 inference tensor used in autograd
with torch.inference_mode():
    y = torch.ones(2)
w = torch.ones(2, requires_grad=True)
w * y

# %% 135 P3 inference tensor add is fine (nothing saved)
with torch.inference_mode():
    y = torch.ones(2)
w = torch.ones(2, requires_grad=True)
(w + y).requires_grad

# %% 136 P3 inference tensor requires_grad_ outside
with torch.inference_mode():
    y = torch.ones(2)
y.requires_grad_()

# %% 137 P3 inplace on inference tensor outside
with torch.inference_mode():
    y = torch.ones(2)
y.add_(1)

# %% 138 P3 inference tensor has no version
with torch.inference_mode():
    y = torch.ones(2)
y._version

# %% 139 P3 inference_mode decorator & mode=False
@torch.inference_mode()
def f(x):
    return (x * 2).is_inference()

with torch.inference_mode(False):
    a = torch.is_inference_mode_enabled()
(f(torch.ones(1)), a)
