"""저장된 텐서의 훅, 이상 탐지, 체크포인트."""

# %% 242 P2 saved_tensors_hooks pack/unpack
n = []
x = torch.tensor([2.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(
    lambda t: (n.append("p"), t)[1], lambda t: (n.append("u"), t)[1]
):
    y = x.exp() * x
y.backward()
(n, x.grad)

# %% 243 P2 pack can store anything (e.g. numpy / file)
x = torch.tensor([2.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(
    lambda t: t.detach().numpy().copy(), lambda a: torch.from_numpy(a)
):
    y = x * x
y.backward()
x.grad

# %% 244 P2 nested: innermost applies only
n = []
x = torch.tensor([2.0], requires_grad=True)
mk = lambda k: lambda t: (n.append(k), t)[1]
with torch.autograd.graph.saved_tensors_hooks(mk("o"), mk("O")):
    with torch.autograd.graph.saved_tensors_hooks(mk("i"), mk("I")):
        y = x.exp()
y.backward()
n

# %% 245 P3 unpack of wrong type
x = torch.tensor([2.0], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: 1, lambda t: t):
    y = x * x
y.backward()

# %% 246 P2 save_on_cpu
x = torch.tensor([2.0], requires_grad=True)
with torch.autograd.graph.save_on_cpu():
    y = x * x
y.backward()
x.grad

# %% 247 P3 disable_saved_tensors_hooks
with torch.autograd.graph.disable_saved_tensors_hooks("no!"):
    with torch.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
        pass

# %% 248 P3 raw saved: register_hooks on _raw_saved_self
x = torch.tensor([2.0], requires_grad=True)
y = x.pow(2)
y.grad_fn._raw_saved_self.register_hooks(lambda t: t * 1, lambda t: t * 10)
y.backward()
x.grad

# %% 249 P2 detect_anomaly: NaN in backward
x = torch.tensor([0.0], requires_grad=True)
with torch.autograd.detect_anomaly():
    (x.sqrt() * 0).backward()

# %% 250 P2 set_detect_anomaly
torch.autograd.set_detect_anomaly(True)
a = torch.is_anomaly_enabled()
torch.autograd.set_detect_anomaly(False)
a

# %% 251 P2 anomaly names creating forward op in warning
x = torch.tensor([-1.0], requires_grad=True)
with torch.autograd.set_detect_anomaly(True, check_nan=True):
    x.sqrt().backward()

# %% 252 P3 checkpoint
from torch.utils.checkpoint import checkpoint

x = torch.tensor([2.0], requires_grad=True)
checkpoint(lambda t: t.exp() * t, x, use_reentrant=False).backward()
x.grad

# %% 771 P2 a packed output does not keep its own node alive
import gc, weakref

class Box:
    def __init__(self, tensor):
        self.tensor = tensor.detach().clone()

gc.disable()
boxes = []

def pack(tensor):
    box = Box(tensor)
    boxes.append(weakref.ref(box))
    return box

with torch.autograd.graph.saved_tensors_hooks(pack, lambda box: box.tensor):
    y = torch.ones(2, requires_grad=True).exp()
kept = [box() is None for box in boxes]
del y
gone = [box() is None for box in boxes]
gc.enable()
(kept, gone)
