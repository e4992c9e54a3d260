"""numpy와 주고받기, 복사, 출력."""

# %% 305 P1 .numpy() on requires_grad
torch.ones(2, requires_grad=True).numpy()

# %% 306 P1 np.asarray on requires_grad
np.asarray(torch.ones(2, requires_grad=True))

# %% 307 P1 numpy() shares memory
x = torch.ones(2)
a = x.numpy()
a[0] = 5
x

# %% 308 P1 from_numpy shares memory
a = np.ones(2)
x = torch.from_numpy(a)
a[0] = 5
x

# %% 309 P1 torch.tensor(ndarray) copies
a = np.ones(2)
x = torch.tensor(a)
a[0] = 5
x

# %% 310 P3 np.sin(tensor)
type(np.sin(torch.ones(2))).__name__

# %% 311 P1 tolist
torch.ones(2, requires_grad=True).tolist()

# %% 312 P2 numpy(force=True)
torch.ones(2, requires_grad=True).numpy(force=True)

# %% 313 P2 deepcopy leaf keeps grad; non-leaf error
x = torch.ones(2, requires_grad=True)
(x * 2).sum().backward()
y = copy.deepcopy(x)
(y.grad, y.requires_grad, y is x)

# %% 314 P2 deepcopy of non-leaf
x = torch.ones(2, requires_grad=True)
copy.deepcopy(x * 2)

# %% 315 P2 pickle leaf
x = torch.ones(2, requires_grad=True)
y = pickle.loads(pickle.dumps(x))
(y.requires_grad, y.grad)

# %% 316 P3 pickle drops .grad and non-leaf history
x = torch.ones(2, requires_grad=True)
x.sum().backward()
y = pickle.loads(pickle.dumps(x * 2))
(y.requires_grad, y.is_leaf, y.grad_fn, pickle.loads(pickle.dumps(x)).grad)

# %% 317 P1 repr dtype shown if not default
(
    repr(torch.ones(2, dtype=torch.float64)),
    repr(torch.arange(2)),
    repr(torch.tensor([True])),
    repr(torch.ones(2, dtype=torch.int32)),
)

# %% 318 P1 repr precision and sci mode
(
    repr(torch.tensor([1.0, 2.5])),
    repr(torch.tensor([1e-8, 1.0])),
    repr(torch.tensor(3.14159)),
    repr(torch.tensor([float("nan"), float("inf")])),
    repr(torch.tensor([-1.0, 1000000.0])),
    repr(torch.tensor([])),
)

# %% 319 P2 repr summarises > 1000 elements
repr(torch.arange(1001))

# %% 320 P1 repr of 2-d aligned
repr(torch.tensor([[1.0, -2.0], [30.0, 4.0]]))

# %% 321 P3 repr size(0,3)
repr(torch.ones(0, 3))

# %% 322 P1 requires_grad + grad_fn in repr; str == repr
x = torch.ones(1, requires_grad=True)
(repr(x.view(1, 1)), str(x) == repr(x), f"{x.sum():.2f}")

# %% 323 P3 format of 1-element nd
f"{torch.ones(2):.2f}"

# %% 324 P1 torch.Size repr & tuple
s = torch.ones(2, 3).shape
(repr(s), s == (2, 3), s.numel(), torch.ones(2, 3).size(), torch.ones(2, 3).size(1))

# %% 668 P2 deepcopy keeps a reader's own attributes, copied
x = torch.ones(2, requires_grad=True)
x.grad = torch.ones(2)
x.label, x.seen = "a", [1]
y = copy.deepcopy(x)
(y.label, y.seen, y.seen is x.seen, y.grad, y.requires_grad)

# %% 669 P3 deepcopy of two tensors that share an attribute
x, y = torch.ones(1), torch.zeros(1)
x.seen = y.seen = [1]
a, b = copy.deepcopy([x, y])
(a.seen is b.seen, a.seen is x.seen)

# %% 670 P3 pickle keeps a reader's own attributes
x = torch.ones(2)
x.label = "a"
pickle.loads(pickle.dumps(x)).label

# %% 671 P3 copy.copy keeps a reader's own attributes
x = torch.ones(2)
x.label = "a"
copy.copy(x).label

# %% 672 P3 deepcopy of a parameter with attributes of its own
p = nn.Parameter(torch.ones(2))
p.label = "a"
getattr(copy.deepcopy(p), "label", None)

# %% 673 P3 pickle of a parameter with attributes of its own
p = nn.Parameter(torch.ones(2))
p.label = "a"
q = pickle.loads(pickle.dumps(p))
(q.label, q)

# %% 674 P3 deepcopy of a view, whose base is not copied
x = torch.ones(2, 2)
v = x[0]
v.label = "a"
w = copy.deepcopy(v)
(w.label, w._is_view())
