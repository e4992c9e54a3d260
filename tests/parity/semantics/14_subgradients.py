"""미분할 수 없는 점의 약속."""

# %% 325 P1 relu at 0
x = torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64, requires_grad=True)
(x.relu()).sum().backward()
x.grad

# %% 326 P1 abs at 0
x = torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64, requires_grad=True)
(x.abs()).sum().backward()
x.grad

# %% 327 P1 sqrt at 0
x = torch.tensor([0.0, 4.0], dtype=torch.float64, requires_grad=True)
(x.sqrt()).sum().backward()
x.grad

# %% 328 P1 rsqrt at 0
x = torch.tensor([0.0, 4.0], dtype=torch.float64, requires_grad=True)
(x.rsqrt()).sum().backward()
x.grad

# %% 329 P1 log at 0
x = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
(x.log()).sum().backward()
x.grad

# %% 330 P1 norm at 0 vector
x = torch.tensor([0.0, 0.0], dtype=torch.float64, requires_grad=True)
(x.norm()).sum().backward()
x.grad

# %% 331 P1 max() reduction ties (full)
x = torch.tensor([1.0, 3.0, 3.0], dtype=torch.float64, requires_grad=True)
(x.max()).sum().backward()
x.grad

# %% 332 P1 min() reduction ties (full)
x = torch.tensor([1.0, 1.0, 3.0], dtype=torch.float64, requires_grad=True)
(x.min()).sum().backward()
x.grad

# %% 333 P1 amax ties
x = torch.tensor([1.0, 3.0, 3.0], dtype=torch.float64, requires_grad=True)
(x.amax()).sum().backward()
x.grad

# %% 334 P1 max(dim) ties: picks index
x = torch.tensor([1.0, 3.0, 3.0], dtype=torch.float64, requires_grad=True)
(x.max(0).values).sum().backward()
x.grad

# %% 335 P1 max(dim) index chosen
x = torch.tensor([1.0, 3.0, 3.0], dtype=torch.float64, requires_grad=True)
(x.max(0).values * x.max(0).indices).sum().backward()
x.grad

# %% 336 P1 min(dim) ties
x = torch.tensor([1.0, 1.0, 3.0], dtype=torch.float64, requires_grad=True)
(x.min(0).values).sum().backward()
x.grad

# %% 337 P1 maximum ties (binary), grad to x
x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
(torch.maximum(x, torch.tensor([1.0, 3.0], dtype=torch.float64))).sum().backward()
x.grad

# %% 338 P3 median even / ties
x = torch.tensor([1.0, 2.0, 2.0, 4.0], dtype=torch.float64, requires_grad=True)
(x.median()).sum().backward()
x.grad

# %% 339 P2 sort ties stable
x = torch.tensor([2.0, 1.0, 2.0], dtype=torch.float64, requires_grad=True)
(x.sort().values * torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)).sum().backward()
x.grad

# %% 340 P1 clamp at bounds
x = torch.tensor([-1.0, 0.0, 0.5, 1.0, 2.0], dtype=torch.float64, requires_grad=True)
(x.clamp(0, 1)).sum().backward()
x.grad

# %% 341 P3 clamp min only with tensor bound equal
x = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
(x.clamp(min=torch.tensor([0.0, 0.0], dtype=torch.float64))).sum().backward()
x.grad

# %% 342 P2 relu6/hardtanh at bounds
x = torch.tensor([0.0, 6.0, 3.0], dtype=torch.float64, requires_grad=True)
(torch.nn.functional.relu6(x)).sum().backward()
x.grad

# %% 343 P2 leaky_relu at 0
x = torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64, requires_grad=True)
(F.leaky_relu(x, 0.1)).sum().backward()
x.grad

# %% 344 P2 elu at 0
x = torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64, requires_grad=True)
(F.elu(x, 2.0)).sum().backward()
x.grad

# %% 345 P2 softplus threshold
x = torch.tensor([0.0, 30.0], dtype=torch.float64, requires_grad=True)
(F.softplus(x)).sum().backward()
x.grad

# %% 346 P1 sign/round/floor/ceil: zero grads
x = torch.tensor([-1.5, 0.0, 1.5], dtype=torch.float64, requires_grad=True)
(x.sign() + x.round() + x.floor() + x.ceil()).sum().backward()
x.grad

# %% 347 P3 frac/trunc
x = torch.tensor([-1.5, 1.5], dtype=torch.float64, requires_grad=True)
(x.trunc() + x.frac()).sum().backward()
x.grad

# %% 348 P1 pow(0, 0)
x = torch.tensor([0.0, 2.0], dtype=torch.float64, requires_grad=True)
(x.pow(0)).sum().backward()
x.grad

# %% 349 P1 pow(0,1),
x = torch.tensor([0.0, 2.0], dtype=torch.float64, requires_grad=True)
(x.pow(1)).sum().backward()
x.grad

# %% 350 P1 pow x**0.5 at 0
x = torch.tensor([0.0, 4.0], dtype=torch.float64, requires_grad=True)
(x.pow(0.5)).sum().backward()
x.grad

# %% 351 P1 pow negative base int exponent
x = torch.tensor([-2.0], dtype=torch.float64, requires_grad=True)
(x.pow(3)).sum().backward()
x.grad

# %% 352 P1 pow negative base frac exponent
x = torch.tensor([-2.0], dtype=torch.float64, requires_grad=True)
(x.pow(0.5)).sum().backward()
x.grad

# %% 353 P1 tensor exponent at base 0 (exp 0/1/2): grad of exponent
x = torch.tensor([0.0, 1.0, 2.0], dtype=torch.float64, requires_grad=True)
(torch.zeros(3, dtype=torch.float64).pow(x)).sum().backward()
x.grad

# %% 354 P2 scalar base 0: 0**x
x = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
(0**x).sum().backward()
x.grad

# %% 355 P1 where with nan branch (double-where trap)
x = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
(torch.where(x > 0, x.log(), torch.zeros_like(x))).sum().backward()
x.grad

# %% 356 P3 atan2 at origin
x = torch.tensor([0.0], dtype=torch.float64, requires_grad=True)
(torch.atan2(x, torch.zeros_like(x))).sum().backward()
x.grad

# %% 357 P1 prod with one zero
x = torch.tensor([2.0, 0.0, 3.0], dtype=torch.float64, requires_grad=True)
(x.prod()).sum().backward()
x.grad

# %% 358 P1 prod with two zeros
x = torch.tensor([2.0, 0.0, 0.0], dtype=torch.float64, requires_grad=True)
(x.prod()).sum().backward()
x.grad

# %% 359 P3 cumprod with zero
x = torch.tensor([2.0, 0.0, 3.0], dtype=torch.float64, requires_grad=True)
(x.cumprod(0)).sum().backward()
x.grad

# %% 360 P3 std of one element
x = torch.tensor([2.0], dtype=torch.float64, requires_grad=True)
(x.std()).sum().backward()
x.grad

# %% 361 P2 std of constant vector
x = torch.tensor([2.0, 2.0], dtype=torch.float64, requires_grad=True)
(x.std()).sum().backward()
x.grad

# %% 362 P2 logsumexp with -inf
x = torch.tensor([0.0, -float("inf")], dtype=torch.float64, requires_grad=True)
(x.logsumexp(0)).sum().backward()
x.grad

# %% 363 P2 softmax with -inf
x = torch.tensor([0.0, -float("inf")], dtype=torch.float64, requires_grad=True)
(x.softmax(0) * torch.tensor([1.0, 2.0], dtype=torch.float64)).sum().backward()
x.grad

# %% 364 P2 sigmoid/logsigmoid large
x = torch.tensor([-1000.0, 1000.0], dtype=torch.float64, requires_grad=True)
(F.logsigmoid(x)).sum().backward()
x.grad

# %% 365 P1 BCEWithLogits large
x = torch.tensor([-1000.0, 1000.0], dtype=torch.float64, requires_grad=True)
(
    F.binary_cross_entropy_with_logits(x, torch.tensor([0.0, 1.0], dtype=torch.float64))
).sum().backward()
x.grad

# %% 366 P2 x/x at 0
x = torch.tensor([0.0], dtype=torch.float64, requires_grad=True)
(x / x).sum().backward()
x.grad

# %% 367 P3 remainder
x = torch.tensor([5.5, -5.5], dtype=torch.float64, requires_grad=True)
(x % 2).sum().backward()
x.grad

# %% 368 P3 norm p=1 at 0
x = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
(x.norm(1)).sum().backward()
x.grad

# %% 369 P3 masked nan: x*0 when x=inf
x = torch.tensor([float("inf")], dtype=torch.float64, requires_grad=True)
(x * 0).sum().backward()
x.grad

# %% 370 P3 nan_to_num
x = torch.tensor([float("nan"), 1.0], dtype=torch.float64, requires_grad=True)
(x.nan_to_num()).sum().backward()
x.grad

# %% 371 P3 max of nan
x = torch.tensor([float("nan"), 1.0], dtype=torch.float64, requires_grad=True)
(x.max()).sum().backward()
x.grad

# %% 372 P3 asin at 1
x = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
(x.asin()).sum().backward()
x.grad

# %% 373 P2 smooth_l1 / huber at beta
x = torch.tensor([0.0, 1.0, 2.0], dtype=torch.float64, requires_grad=True)
(F.smooth_l1_loss(x, torch.zeros_like(x), reduction="sum")).sum().backward()
x.grad

# %% 374 P2 l1_loss at 0
x = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
(F.l1_loss(x, torch.zeros_like(x), reduction="sum")).sum().backward()
x.grad

# %% 375 P1 index_select / gather duplicates add
x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
(x[torch.tensor([0, 0, 1])]).sum().backward()
x.grad
