"""일부러 다르게 만든 동작 가운데 semantics.md에 번호가 없는 것입니다(engine/DIFFERENCES.md의 525번부터)."""

import io

# %% 525 P3 a view made under no_grad does not claim to be tracked
x = torch.ones(2, 2, requires_grad=True)
with torch.no_grad():
    view = x.t()
(view.requires_grad, view.grad_fn)

# %% 526 P3 a backward that fails leaves every .grad alone
x, w = (torch.ones(2, requires_grad=True) for _ in range(2))
shared = x.exp()
shared.sum().backward()
try:
    (shared.sum() + (w * w).sum()).backward()
except RuntimeError:
    pass
w.grad

# %% 527 P3 a node that saved nothing can be walked again
x = torch.ones(1, 2, 2, requires_grad=True)
y = F.avg_pool2d(x, 2)
y.backward(torch.ones_like(y))
y.backward(torch.ones_like(y))
x.grad

# %% 528 P3 the gradient of a max_pool2d is a constant
x = torch.ones(1, 2, 2, requires_grad=True)
g, = torch.autograd.grad(F.max_pool2d(x, 2).sum(), x, create_graph=True)
g.requires_grad

# %% 529 P3 the other views of an unbind stay readable after their base changes
x = torch.ones(2, 2, requires_grad=True) * 1
first, second = x.unbind()
x.mul_(2)
first + 1

# %% 530 P3 surplus grad_outputs
x = torch.ones(2, requires_grad=True)
torch.autograd.grad([x.sum()], [x], [torch.ones(()), torch.ones(())])

# %% 531 P3 a list of floats as an index
torch.tensor([1., 2.])[[0.5]]

# %% 532 P3 from_numpy of a read-only array
torch.from_numpy(np.broadcast_to(np.ones(1), 3))

# %% 533 P3 matmul with a vector
a, b = torch.ones(2, 3, 4, requires_grad=True), torch.ones(4, requires_grad=True)
graph(torch.matmul(a, b).grad_fn)

# %% 534 P3 weighted loss
x = torch.ones(2, requires_grad=True)
graph(F.binary_cross_entropy_with_logits(x, torch.ones(2), weight=torch.ones(2)).grad_fn)

# %% 535 P3 sum over no dims
graph(torch.ones(2, requires_grad=True).sum(()).grad_fn)

# %% 537 P3 saving a whole model
torch.save(nn.Linear(2, 2), io.BytesIO())

# %% 538 P3 another device
torch.ones(2, device="meta").shape

# %% 539 P3 sparse tensors
torch.eye(2).to_sparse().to_dense()

# %% 540 P3 out=
torch.add(torch.ones(2), 1, out=torch.zeros(2))

# %% 541 P3 bfloat16
torch.ones(2).bfloat16()

# %% 542 P3 as_strided
torch.arange(4).as_strided((2,), (2,))

# %% 543 P3 the largest singular value as a norm
torch.linalg.norm(torch.eye(2), 2)

# %% 544 P3 padding with a mirror image
F.pad(torch.tensor([[[1., 2., 3.]]]), (1, 1), mode="reflect")

# %% 545 P3 compiling
hasattr(torch, "compile")

# %% 536 P3 the last bit of float32 logarithms and cosines
torch.randn(1000).numpy().tobytes().hex()

# %% 553 P3 an integer tensor filled with a tracked value
x = torch.zeros(2, dtype=torch.int64)
x[...] = torch.ones((), requires_grad=True)
x.requires_grad

# %% 554 P3 an assignment that fails writes nothing
x = torch.zeros(2)
try:
    x[torch.tensor([0, 5])] = 1
except IndexError:
    pass
x

# %% 559 P3 gather does not need the values it chose from
x = torch.ones(3, requires_grad=True)
y = x * 1
z = y.gather(0, torch.tensor([0]))
y.mul_(2)
z.backward(torch.ones(1))
x.grad

# %% 560 P3 detach_ of a base leaves the history of its views alone
w = torch.ones(2, requires_grad=True)
x = torch.zeros(2)
view = x[...]
x[...] = w
x.detach_()
with torch.no_grad():
    x.copy_(torch.ones(2))
view.backward(torch.ones(2))
w.grad

# %% 563 P3 backward of a loss whose target is of another dtype
x = torch.zeros(3, requires_grad=True)
F.huber_loss(x, torch.tensor([1, 0, 1])).backward()
x.grad

# %% 604 P3 second derivative of hardsigmoid
x = torch.zeros(2, requires_grad=True)
g, = torch.autograd.grad(F.hardsigmoid(x).sum(), x, create_graph=True)
torch.autograd.grad(g.sum(), x)

# %% 605 P3 celu whose alpha is 0
F.celu(torch.zeros(2), alpha=0.0)

# %% 606 P3 writing into windows that overlap
torch.ones(3).unfold(0, 2, 1).mul_(2)

# %% 607 P3 a function takes a shape spread out, as the method does
torch.reshape(torch.zeros(6), 2, 3).shape

# %% 608 P3 a number for a flag
torch.zeros(2).sum(0, 1).shape

# %% 609 P3 axis= where torch is written in Python
torch.zeros(2).norm(axis=0)

# %% 610 P3 numpy's names for the inputs
torch.add(x=torch.zeros(2), x2=torch.ones(2))

# %% 611 P3 memory_format of a copy
torch.zeros(2).clone(memory_format=torch.preserve_format)

# %% 612 P3 bits of one dtype seen as another
torch.zeros(2).view(torch.int32)

# %% 613 P3 pin_memory= of a factory
torch.zeros(2, pin_memory=False)

# %% 615 P3 a dim written as a tensor, by name
torch.zeros(2, 2).max(dim=torch.tensor(0)).indices

# %% 616 P3 node of a function written as other functions
torch.zeros(2, requires_grad=True).nansum()

# %% 617 P3 logsumexp over an empty tuple of dims
torch.zeros(2, 2).logsumexp(())

# %% 618 P3 calling the node of a Function
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        return a * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2

Double.apply(torch.ones(2, requires_grad=True)).grad_fn(torch.ones(2))

# %% 624 P3 a result without a derivative
torch.ones(2, requires_grad=True).unique().requires_grad

# %% 625 P3 gradient of vander
x = torch.tensor([2., 3.], requires_grad=True)
torch.vander(x).sum().backward()
x.grad

# %% 626 P3 gradient of ldexp with a negative exponent
x = torch.ones(2, requires_grad=True)
torch.ldexp(x, torch.tensor([-1, 1])).sum().backward()
x.grad

# %% 667 P3 a view left behind by x.data = is not rewritten by writing to x
x = torch.ones(4, requires_grad=True)
y = x * 1
view = y[:2]
y.data = torch.full((4,), 3.0)
y.mul_(2)
view.sum().backward()
(view.detach(), x.grad)

# %% 627 P3 old names of arguments
F.mse_loss(torch.ones(2), torch.zeros(2), reduce=False)

# %% 628 P3 settings of an embedding
torch.nn.Embedding(3, 2, max_norm=1.0).weight.shape

# %% 629 P3 ways an optimizer computes
torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.1, foreach=False).param_groups[0]["lr"]

# %% 630 P3 last_epoch of a scheduler
optimizer = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.1)
torch.optim.lr_scheduler.StepLR(optimizer, 1, last_epoch=-1).get_last_lr()

# %% 631 P3 settings of a layer's hooks
layer = torch.nn.Linear(1, 1)
layer.register_forward_hook(lambda *parts: None, prepend=True).remove()
