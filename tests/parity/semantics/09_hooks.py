"""훅."""

# %% 216 P1 Tensor.register_hook sees & replaces grad
x = torch.ones(2, requires_grad=True)
h = x.register_hook(lambda g: g * 10)
(x * 2).sum().backward()
x.grad

# %% 217 P1 hook returning None keeps
x = torch.ones(2, requires_grad=True)
x.register_hook(lambda g: None)
(x * 2).sum().backward()
x.grad

# %% 218 P1 hook on intermediate changes upstream
x = torch.ones(2, requires_grad=True)
y = x * 2
y.register_hook(lambda g: g * 0)
y.sum().backward()
x.grad

# %% 219 P1 order: registration order, chained
x = torch.tensor(1.0, requires_grad=True)
x.register_hook(lambda g: g + 1)
x.register_hook(lambda g: g * 10)
(x * 1).backward()
x.grad

# %% 220 P1 remove handle
x = torch.tensor(1.0, requires_grad=True)
h = x.register_hook(lambda g: g * 10)
h.remove()
(x * 1).backward()
(x.grad, type(h).__name__)

# %% 221 P3 handle as contextmanager
x = torch.tensor(1.0, requires_grad=True)
with x.register_hook(lambda g: g * 10):
    pass
(x * 1).backward()
x.grad

# %% 222 P1 register_hook on no-grad tensor
torch.ones(2).register_hook(lambda g: g)

# %% 223 P1 hook sees the SUMMED grad (once)
n = []
x = torch.tensor(1.0, requires_grad=True)
y = x * 1
y.register_hook(lambda g: n.append(g.item()))
(y * 2 + y * 3).backward()
n

# %% 224 P1 leaf hook runs before accumulation; sees only this backward's grad
n = []
x = torch.tensor(1.0, requires_grad=True)
x.register_hook(lambda g: n.append(g.item()))
(x * 2).backward()
(x * 3).backward()
(n, x.grad)

# %% 225 P1 register_post_accumulate_grad_hook receives tensor
n = []
x = torch.tensor(1.0, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda t: n.append((t is x, t.grad.item())))
(x * 2).backward()
(x * 3).backward()
n

# %% 226 P1 post-acc hook on non-leaf
x = torch.tensor(1.0, requires_grad=True)
(x * 2).register_post_accumulate_grad_hook(lambda t: None)

# %% 227 P3 post-acc hook return value
x = torch.tensor(1.0, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda t: 1)
(x * 2).backward()

# %% 228 P2 post-acc hook sets p.grad=None (optimizer-in-backward)
x = torch.tensor(1.0, requires_grad=True)

def h(t):
    t.data -= 0.1 * t.grad
    t.grad = None

x.register_post_accumulate_grad_hook(h)
(x * 2).backward()
(x, x.grad)

# %% 229 P1 post-acc hook not run by autograd.grad
n = []
x = torch.tensor(1.0, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda t: n.append(1))
torch.autograd.grad(x * 2, x)
n

# %% 230 P1 tensor hook IS run by autograd.grad for that input
x = torch.tensor(1.0, requires_grad=True)
x.register_hook(lambda g: g * 10)
torch.autograd.grad(x * 2, x)

# %% 231 P1 Node.register_hook(grad_inputs, grad_outputs) can replace
n = []
x = torch.tensor(1.0, requires_grad=True)
y = x * 2
y.grad_fn.register_hook(lambda gi, go: (n.append((gi, go)), (gi[0] * 5,) + gi[1:])[1])
y.backward()
(n, x.grad)

# %% 232 P1 Node.register_prehook(grad_outputs)
x = torch.tensor(1.0, requires_grad=True)
y = x * 2
y.grad_fn.register_prehook(lambda go: (go[0] * 7,))
y.backward()
x.grad

# %% 233 P3 Node hook wrong tuple length
x = torch.tensor(1.0, requires_grad=True)
y = x * 2
y.grad_fn.register_hook(lambda gi, go: (gi[0], gi[0], gi[0]))
y.backward()

# %% 234 P1 order: tensor prehook, retain_grad, node prehook, node, post hook
o = []
x = torch.tensor(1.0, requires_grad=True)
y = x * 2
y.grad_fn.register_hook(lambda gi, go: o.append("post"))
y.grad_fn.register_prehook(lambda go: o.append("nodepre"))
y.register_hook(lambda g: o.append("tensor"))
x.register_hook(lambda g: o.append("leaf tensor"))
x.register_post_accumulate_grad_hook(lambda t: o.append("postacc"))
y.backward()
o

# %% 235 P1 retain_grad sees value after tensor hooks, even if hook registered later
x = torch.tensor(1.0, requires_grad=True)
y = x * 2
y.retain_grad()
y.register_hook(lambda g: g * 3)
y.backward()
(y.grad, x.grad)

# %% 236 P2 AccumulateGrad.register_hook / prehook
o = []
x = torch.tensor(1.0, requires_grad=True)
y = x * 2
acc = y.grad_fn.next_functions[0][0]
acc.register_prehook(lambda go: (go[0] * 4,))
acc.register_hook(lambda gi, go: o.append((gi, go)))
y.backward()
(x.grad, o)

# %% 237 P1 exception in hook propagates
x = torch.tensor(1.0, requires_grad=True)

def h(g):
    raise KeyError("boom")

x.register_hook(h)
(x * 2).backward()

# %% 238 P2 hook returns wrong shape
x = torch.ones(2, requires_grad=True)
x.register_hook(lambda g: g.sum())
(x * 2).sum().backward()
x.grad

# %% 239 P2 hook returning non-tensor
x = torch.ones(2, requires_grad=True)
x.register_hook(lambda g: 3)
(x * 2).sum().backward()

# %% 240 P3 register_multi_grad_hook all/any
o = []
a = torch.tensor(1.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
torch.autograd.graph.register_multi_grad_hook((a, b), lambda gs: o.append(gs))
(a * 2 + b * 3).backward()
o

# %% 241 P3 hooks under in-place: tensor hook registered before in-place sees old grad
o = []
x = torch.tensor(1.0, requires_grad=True)
y = x * 2
y.register_hook(lambda g: o.append(g.item()))
y.mul_(5)
y.backward()
o

# %% 756 P1 a retained grad shares no memory with the gradient that flows on
x = torch.ones(2, requires_grad=True)
y = x + 1
y.retain_grad()
g, = torch.autograd.grad((y * 2).sum(), x)
y.grad.zero_()
g

# %% 757 P2 a retained grad is a new tensor after the second backward
x = torch.ones(2, requires_grad=True)
y = x * 1
y.retain_grad()
z = (y * 2).sum()
z.backward(retain_graph=True)
first = y.grad
z.backward()
(first, y.grad, first is y.grad)

# %% 758 P1 backward(inputs=[x]) runs the post-accumulate hook of x
seen = []
x = torch.ones(2, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda t: seen.append(t.grad.tolist()))
(x * 2).sum().backward(inputs=[x])
seen

# %% 759 P2 a node pre-hook does not change what grad() captures there
x = torch.ones(2, requires_grad=True)
y = x * 1
y.grad_fn.register_prehook(lambda grads: (grads[0] * 10,))
z = (y * 2).sum()
(torch.autograd.grad(z, y, retain_graph=True), torch.autograd.grad(z, (y, x)))

# %% 760 P2 a tensor hook changes what grad() captures at the end of the way only
x = torch.ones(2, requires_grad=True)
y = x * 1
y.register_hook(lambda g: g * 10)
z = (y * 2).sum()
(torch.autograd.grad(z, y, retain_graph=True), torch.autograd.grad(z, (y, x)))

# %% 761 P2 a pre-hook that returns (None,) stops the gradient
x = torch.ones(2, requires_grad=True)
y = x * 3
y.grad_fn.register_prehook(lambda grads: (None,))
y.sum().backward()
x.grad

# %% 762 P2 a node hook that returns None in a slot stops the gradient
x = torch.ones(2, requires_grad=True)
y = x * 3
y.grad_fn.register_hook(lambda sent, grads: (None, *sent[1:]))
y.sum().backward()
x.grad

# %% 763 P2 a hook must keep the dtype
x = torch.ones(2, requires_grad=True)
y = x * 1
y.register_hook(lambda g: g.double())
y.sum().backward()

# %% 773 P2 register_multi_grad_hook counts each backward for itself
seen = []
a = torch.ones((), requires_grad=True)
b = torch.ones((), requires_grad=True)
torch.autograd.graph.register_multi_grad_hook(
    [a, b], lambda grads: seen.append([None if g is None else g.item() for g in grads]))
(a * 2).backward()
(b * 5).backward()
(a * b * 3).backward()
seen
