"""그래프: Node, next_functions, AccumulateGrad, 실행 순서."""

# %% 101 P1 next_functions is tuple of (Node|None, int)
x = torch.ones(2, requires_grad=True)
y = torch.ones(2)
[(type(a).__name__, i) for a, i in (x * y).grad_fn.next_functions]

# %% 102 P1 leaf edge is AccumulateGrad with .variable
x = torch.ones(2, requires_grad=True)
n = (x * 2).grad_fn.next_functions[0][0]
(n.name(), n.variable is x, n.next_functions)

# %% 103 P1 name() vs class name
x = torch.ones(2, requires_grad=True)
n = (x * 2).grad_fn
(n.name(), type(n).__name__, str(n)[:22])

# %% 104 P1 AccumulateGrad name()
x = torch.ones(2, requires_grad=True)
n = (x * 2).grad_fn.next_functions[0][0]
(n.name(), type(n).__name__)

# %% 105 P1 same leaf -> same AccumulateGrad (while alive)
x = torch.ones(2, requires_grad=True)
a = (x * 2).grad_fn
b = (x + 2).grad_fn
a.next_functions[0][0] is b.next_functions[0][0]

# %% 106 P1 grad_fn identity stable
x = torch.ones(2, requires_grad=True)
y = x * 2
y.grad_fn is y.grad_fn

# %% 107 P1 non-diff input edge is (None,0)
x = torch.ones(2, requires_grad=True)
(x * 2).grad_fn.next_functions

# %% 108 P1 multi-output nr
x = torch.ones(4, requires_grad=True)
a, b = x.split(2)
((a + b).grad_fn.next_functions[1][1], a.grad_fn is b.grad_fn, b.output_nr)

# %% 109 P1 isinstance(grad_fn, torch.autograd.graph.Node)
x = torch.ones(2, requires_grad=True)
isinstance((x * 2).grad_fn, torch.autograd.graph.Node)

# %% 110 P2 _sequence_nr grows per op; AccumulateGrad max
x = torch.ones(2, requires_grad=True)
a = x * 2
b = a * 2
(b.grad_fn._sequence_nr() - a.grad_fn._sequence_nr(), a.grad_fn.next_functions[0][0]._sequence_nr())

# %% 111 P2 execution order = decreasing sequence nr (ready heap)
o = []
x = torch.tensor(1.0, requires_grad=True)
a = x * 2
b = x * 3
c = a * 4
for n, t in (("a", a), ("b", b), ("c", c)):
    t.register_hook(lambda g, n=n: o.append(n))
(b + c).backward()
o

# %% 112 P2 order, other creation order
o = []
x = torch.tensor(1.0, requires_grad=True)
a = x * 2
c = a * 4
b = x * 3
for n, t in (("a", a), ("b", b), ("c", c)):
    t.register_hook(lambda g, n=n: o.append(n))
(b + c).backward()
o

# %% 113 P3 Node.metadata is dict
x = torch.ones(2, requires_grad=True)
n = (x * 2).grad_fn
n.metadata["a"] = 1
(x * 2).grad_fn.metadata, n.metadata

# %% 114 P2 saved attributes: exp
x = torch.ones(2, requires_grad=True)
y = x.exp()
(y.grad_fn._saved_result is y, bool(y.grad_fn._saved_result.equal(y)))

# %% 115 P2 saved attributes: pow
x = torch.ones(2, requires_grad=True)
f = x.pow(2).grad_fn
([n for n in dir(f) if n.startswith("_saved")], f._saved_self is x, f._saved_exponent)

# %% 116 P2 saved attributes: mul
x = torch.ones(2, requires_grad=True)
w = torch.ones(2, requires_grad=True)
f = (x * w).grad_fn
(f._saved_self is x, f._saved_other is w)

# %% 117 P2 mul saves only what is needed
x = torch.ones(2, requires_grad=True)
w = torch.ones(2)
f = (x * w).grad_fn
(f._saved_self, f._saved_other is w)

# %% 118 P1 retain_graph & rebuild: graph is dynamic
x = torch.tensor(3.0, requires_grad=True)

def f(x):
    y = x
    while y < 100:
        y = y * y
    return y if y > 50 else -y

f(x).backward()
x.grad

# %% 614 P3 calling a node sends nothing on
y = torch.ones(2, requires_grad=True) * 3
y.grad_fn(torch.ones(2))

# %% 619 P3 calling a node with one input, with None, and a second time
x = torch.tensor([0., 1.], requires_grad=True)
y = x.exp()
y.grad_fn(torch.ones(2)), y.grad_fn(None), y.grad_fn(torch.ones(2)).requires_grad, x.grad

# %% 620 P3 calling the node of a leaf accumulates
x = torch.ones(2, requires_grad=True)
y = x * 3
leaf = y.grad_fn.next_functions[0][0]
leaf(torch.ones(2)), leaf(torch.ones(2)), x.grad

# %% 621 P3 calling a node with too few gradients
x = torch.ones(2, requires_grad=True)
x.unbind(0)[0].grad_fn(torch.ones(()))

# %% 622 P3 calling a node whose saved values were released
x = torch.ones(2, requires_grad=True)
y = x * x
y.sum().backward()
y.grad_fn(torch.ones(2))

# %% 623 P3 calling a node does not run its hooks
x = torch.ones(2, requires_grad=True)
y = x * 3
y.register_hook(lambda g: g * 100)
y.grad_fn.register_prehook(lambda g: (g[0] * 100,))
y.grad_fn(torch.ones(2))
