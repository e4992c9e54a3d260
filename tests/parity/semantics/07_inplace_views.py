"""떼어 내기, 제자리 연산, 버전 번호, 뷰."""

# %% 140 P1 detach shares storage
x = torch.ones(2, requires_grad=True)
d = x.detach()
d[0] = 9
(x, d.is_leaf, d.grad_fn)

# %% 141 P1 detach on view of in-place: saved -> error
x = torch.ones(2, requires_grad=True)
y = x.exp()
y.detach().zero_()
y.sum().backward()

# %% 142 P2 .data bypasses the check
x = torch.ones(2, requires_grad=True)
y = x.exp()
y.data.zero_()
y.sum().backward()
x.grad

# %% 143 P1 detach_()
x = torch.ones(2, requires_grad=True)
y = x * 2
r = y.detach_()
(r is y, y.is_leaf, y.requires_grad, y.grad_fn)

# %% 144 P3 detach_ on a view
x = torch.ones(2, requires_grad=True)
y = (x * 2)[0]
y.detach_()

# %% 145 P1 in-place on leaf requiring grad
x = torch.ones(2, requires_grad=True)
x.add_(1)

# %% 146 P1 += on leaf
x = torch.ones(2, requires_grad=True)
x += 1

# %% 147 P1 setitem on leaf
x = torch.ones(2, requires_grad=True)
x[0] = 1

# %% 148 P1 in-place on view of leaf
x = torch.ones(2, requires_grad=True)
x.view(2).add_(1)

# %% 149 P1 in-place on x[0] of leaf
x = torch.ones(2, requires_grad=True)
x[0].add_(1)

# %% 150 P1 in-place on non-leaf rebases grad_fn
x = torch.ones(2, requires_grad=True)
y = x * 2
y.add_(1)
(y.grad_fn.name(), graph(y.grad_fn))

# %% 151 P1 in-place mul then backward
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
y.mul_(3)
y.sum().backward()
x.grad

# %% 152 P1 in-place with requiring value makes leaf non-leaf
a = torch.zeros(2)
x = torch.ones(2, requires_grad=True)
a.add_(x)
(a.requires_grad, a.is_leaf, a.grad_fn.name())

# %% 153 P1 setitem with requiring value: CopySlices
a = torch.zeros(3)
x = torch.tensor(2.0, requires_grad=True)
a[1] = x
(a * torch.tensor([1.0, 5.0, 7.0])).sum().backward()
(x.grad, a.grad_fn.name())

# %% 154 P1 _version counts in-place ops
x = torch.ones(2)
v0 = x._version
x.add_(1)
x[0] = 3
x.zero_()
(v0, x._version)

# %% 155 P1 version shared by views and detach
x = torch.ones(4)
v = x.view(2, 2)
d = x.detach()
v.add_(1)
(x._version, v._version, d._version)

# %% 156 P2 clone/copy has own version
x = torch.ones(2)
x.add_(1)
x.clone()._version

# %% 157 P1 saved tensor modified: exact error
x = torch.ones(2, requires_grad=True)
y = x * 1
z = y * y
y.add_(1)
z.sum().backward()

# %% 158 P1 modified output of exp
x = torch.ones(2, requires_grad=True)
y = x.exp()
y.add_(1)
y.sum().backward()

# %% 159 P1 modified but not needed (add): fine
x = torch.ones(2, requires_grad=True)
y = x * 1
z = y + 1
y.add_(1)
z.sum().backward()
x.grad

# %% 160 P1 sigmoid_ / relu_ / exp_ save result -> fine
x = torch.tensor([0.0, 1.0], requires_grad=True)
y = x * 1
y.exp_()
y.sum().backward()
x.grad

# %% 161 P2 _base/_is_view
x = torch.ones(4)
v = x.view(2, 2)
w = v[0]
(v._base is x, w._base is x, x._base, w._is_view())

# %% 162 P2 view of view after base in-place keeps history
x = torch.ones(4, requires_grad=True)
y = x * 1
v = y.view(2, 2)
y.mul_(3)
(v.grad_fn.name(), v.sum().backward(), x.grad)

# %% 163 P1 in-place on view propagates to base (CopySlices)
x = torch.ones(4, requires_grad=True)
y = x * 1
v = y[:2]
v.mul_(3)
y.sum().backward()
(y.grad_fn.name(), v.grad_fn.name(), x.grad)

# %% 164 P2 in-place on multi-output view
x = torch.ones(4, requires_grad=True)
y = x * 1
a, b = y.split(2)
a.add_(1)

# %% 165 P2 view created in no_grad then in-place with grad
x = torch.ones(4, requires_grad=True)
y = x * 1
with torch.no_grad():
    v = y.view(2, 2)
v.add_(1)

# %% 166 P2 in-place op on x.T of non-leaf propagates
x = torch.ones(2, 2, requires_grad=True)
y = x * 1
y.t()[0].mul_(5)
y.sum().backward()
x.grad

# %% 167 P2 in-place on detached result of in-graph tensor, not saved: fine
x = torch.ones(2, requires_grad=True)
y = x + 1
y.detach().zero_()
y.sum().backward()
(y, x.grad)

# %% 168 P2 x.T_/transpose of leaf under no_grad write
x = torch.ones(2, 2, requires_grad=True)
with torch.no_grad():
    x.t()[0].zero_()
x

# %% 169 P1 in-place changing dtype
x = torch.ones(2, dtype=torch.int64)
x.add_(0.5)

# %% 170 P1 in-place broadcast of self not allowed
x = torch.ones(1)
x.add_(torch.ones(3))

# %% 171 P2 expand then write
x = torch.ones(1).expand(3)
x.add_(1)

# %% 172 P2 storage sharing ops: view/reshape/t/transpose/[slice]/expand/squeeze/unsqueeze/permute/narrow/diagonal/unbind
x = torch.arange(6.0).reshape(2, 3)
[
    f(x).data_ptr() == x.data_ptr()
    for f in (
        lambda x: x.view(3, 2),
        lambda x: x.reshape(3, 2),
        lambda x: x.t(),
        lambda x: x.transpose(0, 1),
        lambda x: x[0],
        lambda x: x.expand(4, 2, 3),
        lambda x: x.unsqueeze(0),
        lambda x: x.permute(1, 0),
        lambda x: x.diagonal(),
        lambda x: x.unbind(0)[0],
    )
]

# %% 173 P2 advanced/bool index copies
x = torch.arange(4.0)
y = x[[0, 1]]
y[0] = 9
x

# %% 174 P2 view on non-contiguous
torch.ones(2, 3).t().view(6)

# %% 175 P3 reshape on non-contiguous copies; grad_fn
x = torch.ones(2, 3, requires_grad=True)
graph(x.t().reshape(6).grad_fn)

# %% 546 P1 an index tensor is saved: changing it before backward is an error
x = torch.ones(3, requires_grad=True)
i = torch.tensor([0, 1])
y = x[i]
i.fill_(2)
y.sum().backward()

# %% 547 P2 so is a mask
x = torch.ones(3, requires_grad=True)
mask = torch.tensor([True, False, True])
y = x[mask]
mask.fill_(False)
y.sum().backward()

# %% 548 P2 so is the index of an assignment
x = torch.ones(3, requires_grad=True)
i = torch.tensor([0, 1])
y = x * 1
y[i] = 0
i.fill_(2)
y.sum().backward()

# %% 549 P2 an index is released by backward
x = torch.ones(3, requires_grad=True)
y = x[torch.tensor([0, 1])]
y.sum().backward()
y.sum().backward()

# %% 550 P2 the place of an assignment is released by backward
x = torch.ones(3, requires_grad=True)
y = x + 1
y[0] = 5
y.backward(torch.ones(3))
y.backward(torch.ones(3))

# %% 551 P2 an index goes through the saved-tensor hooks
seen = []
x = torch.ones(3, requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: seen.append(t.tolist()) or t, lambda t: t):
    y = x[torch.tensor([0, 2])]
y.sum().backward()
(seen, x.grad)

# %% 552 P2 writing every place is a copy
x = torch.ones(2, requires_grad=True) * 1
x[...] = torch.zeros(2)
graph(x.grad_fn)

# %% 555 P3 cat tracks an empty tensor it skips
x = torch.ones(3, 3)
empty = torch.ones(0, requires_grad=True)
y = torch.cat([x, empty])
y.sum().backward()
(graph(y.grad_fn), empty.grad)

# %% 556 P2 an assignment through index tensors does not mix dtypes
x = torch.zeros(3)
x[torch.tensor([0])] = torch.tensor([1])

# %% 557 P2 an assigned number takes the dtype of the tensor
x = torch.zeros(3, dtype=torch.int64)
x[torch.tensor([0])] = 2.5
x

# %% 558 P3 a view whose base was cut from its history is still a view of a leaf
x = torch.ones(2, requires_grad=True)
view = x.view(2)
x.detach_()
view.mul_(2)

# %% 740 P1 one of several views stays refused after its base was modified
y = torch.ones(2, 2, requires_grad=True) * 1
a, b = y.unbind()
y.mul_(2)
a.mul_(3)

# %% 741 P1 a view of one of several views is refused too
y = torch.ones(2, 2, requires_grad=True) * 1
a, b = y.unbind()
a[0:1].mul_(2)

# %% 742 P2 an unbind with a single row is refused too
y = torch.ones(1, 2, requires_grad=True) * 1
a, = y.unbind()
a.mul_(3)

# %% 743 P1 a view of a view made in no_grad is refused
y = torch.ones(2, 2, requires_grad=True) * 1
with torch.no_grad():
    a = y[0]
a[0:1].mul_(3)

# %% 744 P2 one of several views of a constant cannot take a tracked value
y = torch.ones(2, 2)
a, b = y.unbind()
a.mul_(torch.ones(2, requires_grad=True))

# %% 745 P1 retain_grad follows the tensor through an in-place op
x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y.mul_(3)
y.sum().backward()
(y.grad, y.retains_grad)

# %% 746 P1 retain_grad follows through x[0] = value
x = torch.ones(2, requires_grad=True)
y = x * 2
y.retain_grad()
y[0] = 5.
(y * 2).sum().backward()
(y.grad, y.retains_grad, x.grad)

# %% 747 P2 retain_grad of a view follows a write to its base
x = torch.ones(2, requires_grad=True)
y = x * 2
v = y[:1]
v.retain_grad()
y.mul_(3)
(v * 7).sum().backward()
(v.grad, v.retains_grad)

# %% 748 P1 a tensor hook stays with the value before the in-place op
seen = []
x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: seen.append(g.tolist()))
y.mul_(3)
y.sum().backward()
seen

# %% 749 P2 a saved tensor detached in place cannot be differentiated again
x = torch.tensor(2., requires_grad=True)
y = x * x
z = y * y
y.detach_()
torch.autograd.grad(z, x, create_graph=True)

# %% 774 P2 y.mul_(y): the other input is saved as it is, so backward finds it changed
x = torch.tensor([2., 3.], requires_grad=True)
y = x * 1
y.mul_(y)
y.sum().backward()

# %% 775 P2 y.mul_(y.detach()) fails the same way
x = torch.tensor([2., 3.], requires_grad=True)
y = x * 1
y.mul_(y.detach())
y.sum().backward()

# %% 776 P2 y.add_(y) saves nothing and goes on
x = torch.tensor([2., 3.], requires_grad=True)
y = x * 1
y.add_(y)
y.sum().backward()
x.grad

# %% 777 P2 shifting within one memory is refused
x = torch.arange(4.)
x[1:] = x[:-1]

# %% 778 P2 views with gaps are not looked at
x = torch.arange(4.) + 1
x[::2].add_(x[1::2])
x

# %% 779 P2 filling with one of the tensor's own values
x = torch.arange(4.) + 1
x.masked_fill_(x > 2, x[0])
x

# %% 780 P3 a leaf that changed its shape under no_grad keeps a .grad of the old shape
x = torch.tensor([[1., 2.]], requires_grad=True)
(x * x).sum().backward()
with torch.no_grad():
    x.t_()
(x * x).sum().backward()
