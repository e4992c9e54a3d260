"""브로드캐스팅, dtype 승격, 0차원 텐서."""

# %% 269 P1 un-broadcast sums to leaf shape
x = torch.ones(3, 1, requires_grad=True)
y = torch.ones(4, requires_grad=True)
(x * y).sum().backward()
(x.grad.shape, y.grad.shape, x.grad[0], y.grad[0])

# %% 270 P1 0-d + nd
s = torch.tensor(2.0, requires_grad=True)
(s * torch.ones(2, 3)).sum().backward()
s.grad

# %% 271 P2 broadcast with size-0
a = torch.rand(4, 0, requires_grad=True)
b = torch.rand(4, 1, requires_grad=True)
(a + b).sum().backward()
b.grad

# %% 272 P1 incompatible shapes
torch.ones(2, 3) + torch.ones(4)

# %% 273 P1 matmul dims
[
    tuple((torch.ones(*a) @ torch.ones(*b)).shape)
    for a, b in (
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 4)),
        ((2, 3), (3, 4)),
        ((5, 2, 3), (3, 4)),
        ((5, 1, 2, 3), (7, 3, 4)),
    )
]

# %% 274 P1 matmul grad_fn per dim: 1x1
graph((torch.ones(3, requires_grad=True) @ torch.ones(3, requires_grad=True)).grad_fn)

# %% 275 P1 matmul grad_fn: 2x1
graph((torch.ones(2, 3, requires_grad=True) @ torch.ones(3, requires_grad=True)).grad_fn)

# %% 276 P1 matmul grad_fn: 1x2
graph((torch.ones(3, requires_grad=True) @ torch.ones(3, 4, requires_grad=True)).grad_fn)

# %% 277 P1 matmul grad_fn: 2x2
graph((torch.ones(2, 3, requires_grad=True) @ torch.ones(3, 4, requires_grad=True)).grad_fn)

# %% 278 P2 matmul grad_fn: 3x2
graph((torch.ones(5, 2, 3, requires_grad=True) @ torch.ones(3, 4, requires_grad=True)).grad_fn)

# %% 279 P2 matmul grad_fn: 3x3
graph((torch.ones(5, 2, 3, requires_grad=True) @ torch.ones(5, 3, 4, requires_grad=True)).grad_fn)

# %% 280 P1 matmul shape error
torch.ones(2, 3) @ torch.ones(2, 3)

# %% 281 P1 matmul with 0-d
torch.ones(()) @ torch.ones(3)

# %% 282 P1 matmul dtype mismatch
torch.ones(2, 2) @ torch.ones(2, 2, dtype=torch.float64)

# %% 283 P1 promotion f32+f64 (both nd)
(torch.ones(2) + torch.ones(2, dtype=torch.float64)).dtype

# %% 284 P1 promotion: 0-d f64 does not promote f32 nd
(torch.ones(2) + torch.tensor(1.0, dtype=torch.float64)).dtype

# %% 285 P1 promotion: int tensor + python float
(torch.arange(3) + 0.5).dtype

# %% 286 P1 promotion: int tensor + 0-d float tensor
(torch.arange(3) + torch.tensor(0.5)).dtype

# %% 287 P1 promotion: bool+int, int/int true div
((torch.tensor([True]) + 1).dtype, (torch.arange(1, 3) / 2).dtype, (torch.arange(1, 3) // 2).dtype)

# %% 288 P1 sum of int/bool -> int64; mean of int -> error
((torch.tensor([True, True]).sum().dtype), torch.ones(2, dtype=torch.int32).sum().dtype)

# %% 289 P1 mean of int
torch.arange(3).mean()

# %% 290 P1 int unary float op
torch.arange(3).exp().dtype

# %% 291 P1 grad dtype = leaf dtype after promotion
x = torch.ones(2, requires_grad=True)
w = torch.ones(2, dtype=torch.float64, requires_grad=True)
(x * w).sum().backward()
(x.grad.dtype, w.grad.dtype)

# %% 292 P1 .to/.double() is differentiable
x = torch.ones(2, requires_grad=True)
y = x.double()
y.sum().backward()
(y.grad_fn.name(), x.grad.dtype)

# %% 293 P2 x.to(same) returns self
x = torch.ones(2, requires_grad=True)
x.to(torch.float32) is x

# %% 294 P1 default dtype
(
    torch.tensor([1.0]).dtype,
    torch.tensor([1]).dtype,
    torch.tensor([True]).dtype,
    torch.from_numpy(np.ones(2)).dtype,
    torch.arange(3).dtype,
    torch.arange(3.0).dtype,
    torch.tensor(np.ones(2)).dtype,
)

# %% 295 P2 set_default_dtype
torch.set_default_dtype(torch.float64)
d = torch.ones(1).dtype
torch.set_default_dtype(torch.float32)
d

# %% 296 P1 item/float/bool/len/iter
x = torch.tensor(2.5, requires_grad=True)
(x.item(), float(x), bool(x), len(torch.ones(3)), [v.item() for v in torch.arange(2)])

# %% 297 P1 bool of many
bool(torch.ones(2))

# %% 298 P1 item of many
torch.ones(2).item()

# %% 299 P2 len of 0-d
len(torch.tensor(1.0))

# %% 300 P2 iterate requiring tensor: UnbindBackward0
x = torch.ones(2, requires_grad=True)
[v.grad_fn.name() for v in x]

# %% 301 P1 eq returns tensor; hash by id
x = torch.ones(2)
((x == x), hash(x) == id(x), x in [x])

# %% 302 P1 python scalar left ops
x = torch.tensor(2.0, requires_grad=True)
[
    (1 + x).grad_fn.name(),
    (1 - x).grad_fn.name(),
    (2 * x).grad_fn.name(),
    (1 / x).grad_fn.name(),
    (2**x).grad_fn.name(),
    (-x).grad_fn.name(),
]

# %% 303 P1 numpy array on the left
x = torch.ones(2, requires_grad=True)
r = np.ones(2, dtype=np.float32) * x
type(r).__name__

# %% 304 P2 numpy scalar on the left
x = torch.ones(2, requires_grad=True)
r = np.float64(2.0) * x
(type(r).__name__, getattr(r, "dtype", None))

# %% 561 P2 losses of a float and an integer tensor stay in the float's dtype
x, n = torch.zeros(3, requires_grad=True), torch.tensor([1, 0, 1])
losses = [F.mse_loss(x, n), F.smooth_l1_loss(x, n), F.huber_loss(x, n), F.l1_loss(x, n)]
[loss.dtype for loss in losses], losses

# %% 562 P3 losses of two float dtypes: wider, the input's or the target's
x, y = torch.zeros(2, requires_grad=True), torch.ones(2, dtype=torch.float64)
losses = [F.mse_loss(x, y), F.huber_loss(x, y), F.huber_loss(y, x),
          F.binary_cross_entropy_with_logits(x, y), F.binary_cross_entropy_with_logits(y, x)]
[loss.dtype for loss in losses], [graph(loss.grad_fn) for loss in losses]

# %% 564 P2 everything lives on the cpu
x = torch.ones(2, device="cpu", requires_grad=True)
made = [torch.tensor([1.0], device="cpu"), torch.arange(3, device=x.device),
        torch.full((2,), 1.0, device="cpu"), torch.zeros_like(x, device="cpu"),
        torch.randperm(3, device="cpu"), torch.as_tensor([1], device="cpu")]
[t.device for t in made], x.device, str(x.device), x.device.type, torch.device("cpu") == x.device

# %% 565 P2 to a device and a dtype
x = torch.ones(2, requires_grad=True)
[x.to("cpu") is x, x.cpu() is x, x.to(device="cpu") is x, x.to(torch.device("cpu")) is x,
 x.to("cpu", torch.float64), x.to("cpu", dtype=torch.float64), x.to("cpu", torch.float64, True),
 x.to(device="cpu", dtype=torch.int64), x.to(dtype=torch.float64, non_blocking=True),
 x.to(torch.float32, copy=True) is x, x.to("cpu", copy=True), x.is_cuda, x.get_device()]

# %% 566 P2 a module to a device and a dtype
net = nn.Linear(2, 1)
[net.to("cpu") is net, net.cpu() is net, net.to(device="cpu").weight.dtype,
 net.to("cpu", torch.float64).weight.dtype, net.to(dtype=torch.float32).weight.dtype,
 net.to(torch.ones(1, dtype=torch.float64)).weight.dtype]

# %% 567 P2 the line every tutorial begins with
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
torch.ones(2).to(device)
