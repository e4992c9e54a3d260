"""연산마다 grad_fn의 이름."""


def setit(x):
    """x의 첫 자리에 값을 쓰고 x를 돌려줍니다."""
    x[0] = 1.0
    return x


# %% 376 P2 add
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x + x
graph(y.grad_fn)

# %% 377 P2 add scalar
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x + 1
graph(y.grad_fn)

# %% 378 P2 sub
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x - x
graph(y.grad_fn)

# %% 379 P2 mul
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x * x
graph(y.grad_fn)

# %% 380 P2 div
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x / x
graph(y.grad_fn)

# %% 381 P2 neg
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = -x
graph(y.grad_fn)

# %% 382 P2 pow scalar
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x**2
graph(y.grad_fn)

# %% 383 P2 pow tensor
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x**x
graph(y.grad_fn)

# %% 384 P2 rpow
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = 2**x
graph(y.grad_fn)

# %% 385 P2 matmul 2d
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x @ x
graph(y.grad_fn)

# %% 386 P2 mm
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.mm(x)
graph(y.grad_fn)

# %% 387 P2 mv
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.mv(x[0])
graph(y.grad_fn)

# %% 388 P2 dot
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[0].dot(x[0])
graph(y.grad_fn)

# %% 389 P2 bmm
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[None].bmm(x[None])
graph(y.grad_fn)

# %% 390 P2 addmm (F.linear 2d+bias)
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.linear(x, x, x[0])
graph(y.grad_fn)

# %% 391 P2 F.linear no bias
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.linear(x, x)
graph(y.grad_fn)

# %% 392 P2 F.linear 1-d input + bias
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.linear(x[0], x, x[0])
graph(y.grad_fn)

# %% 393 P2 F.linear 3d
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.linear(x[None], x, x[0])
graph(y.grad_fn)

# %% 394 P2 exp
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.exp()
graph(y.grad_fn)

# %% 395 P2 log
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.log()
graph(y.grad_fn)

# %% 396 P2 log1p
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.log1p()
graph(y.grad_fn)

# %% 397 P2 sqrt
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.sqrt()
graph(y.grad_fn)

# %% 398 P2 rsqrt
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.rsqrt()
graph(y.grad_fn)

# %% 399 P2 abs
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.abs()
graph(y.grad_fn)

# %% 400 P2 sin
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.sin()
graph(y.grad_fn)

# %% 401 P2 tanh
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.tanh()
graph(y.grad_fn)

# %% 402 P2 sigmoid
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.sigmoid()
graph(y.grad_fn)

# %% 403 P2 relu
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.relu()
graph(y.grad_fn)

# %% 404 P2 leaky_relu
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.leaky_relu(x)
graph(y.grad_fn)

# %% 405 P2 gelu
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.gelu(x)
graph(y.grad_fn)

# %% 406 P2 silu
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.silu(x)
graph(y.grad_fn)

# %% 407 P2 softplus
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.softplus(x)
graph(y.grad_fn)

# %% 408 P2 elu
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.elu(x)
graph(y.grad_fn)

# %% 409 P2 softmax
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.softmax(0)
graph(y.grad_fn)

# %% 410 P2 log_softmax
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.log_softmax(0)
graph(y.grad_fn)

# %% 411 P2 logsumexp
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.logsumexp(0)
graph(y.grad_fn)

# %% 412 P2 sum
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.sum()
graph(y.grad_fn)

# %% 413 P2 sum dim
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.sum(0)
graph(y.grad_fn)

# %% 414 P2 mean
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.mean()
graph(y.grad_fn)

# %% 415 P2 mean dim
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.mean(0)
graph(y.grad_fn)

# %% 416 P2 max
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.max()
graph(y.grad_fn)

# %% 417 P2 max dim
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.max(0)[0]
graph(y.grad_fn)

# %% 418 P2 amax
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.amax(0)
graph(y.grad_fn)

# %% 419 P2 maximum
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.maximum(x, x)
graph(y.grad_fn)

# %% 420 P2 min dim
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.min(0)[0]
graph(y.grad_fn)

# %% 421 P2 prod
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.prod()
graph(y.grad_fn)

# %% 422 P2 var
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.var()
graph(y.grad_fn)

# %% 423 P2 std
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.std()
graph(y.grad_fn)

# %% 424 P2 norm
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.norm()
graph(y.grad_fn)

# %% 425 P2 linalg.norm
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.linalg.norm(x)
graph(y.grad_fn)

# %% 426 P2 view
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.view(4)
graph(y.grad_fn)

# %% 427 P2 reshape contiguous
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.reshape(4)
graph(y.grad_fn)

# %% 428 P2 reshape non-contig
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.t().reshape(4)
graph(y.grad_fn)

# %% 429 P2 flatten
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.flatten()
graph(y.grad_fn)

# %% 430 P2 t
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.t()
graph(y.grad_fn)

# %% 431 P2 .T
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.T
graph(y.grad_fn)

# %% 432 P2 .mT
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.mT
graph(y.grad_fn)

# %% 433 P2 transpose
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.transpose(0, 1)
graph(y.grad_fn)

# %% 434 P2 permute
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.permute(1, 0)
graph(y.grad_fn)

# %% 435 P2 squeeze
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.squeeze()
graph(y.grad_fn)

# %% 436 P2 squeeze dim
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.squeeze(0)
graph(y.grad_fn)

# %% 437 P2 unsqueeze
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.unsqueeze(0)
graph(y.grad_fn)

# %% 438 P2 expand
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.expand(3, 2, 2)
graph(y.grad_fn)

# %% 439 P2 expand_as
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.expand_as(torch.ones(3, 2, 2))
graph(y.grad_fn)

# %% 440 P2 repeat
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.repeat(2, 2)
graph(y.grad_fn)

# %% 441 P2 select x[0]
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[0]
graph(y.grad_fn)

# %% 442 P2 slice x[0:1]
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[0:1]
graph(y.grad_fn)

# %% 443 P2 x[:,0]
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[:, 0]
graph(y.grad_fn)

# %% 444 P2 x[idx]
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[torch.tensor([0, 1])]
graph(y.grad_fn)

# %% 445 P2 bool mask
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[x > 0]
graph(y.grad_fn)

# %% 446 P2 x[None]
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[None]
graph(y.grad_fn)

# %% 447 P2 x[...]
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x[...]
graph(y.grad_fn)

# %% 448 P2 gather
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.gather(0, torch.zeros(1, 2, dtype=torch.int64))
graph(y.grad_fn)

# %% 449 P2 index_select
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.index_select(0, torch.tensor([0]))
graph(y.grad_fn)

# %% 450 P2 masked_fill
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.masked_fill(x > 0, 0.0)
graph(y.grad_fn)

# %% 451 P2 where
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.where(x > 0, x, x)
graph(y.grad_fn)

# %% 452 P2 cat
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.cat([x, x])
graph(y.grad_fn)

# %% 453 P2 stack
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.stack([x, x])
graph(y.grad_fn)

# %% 454 P2 split
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.split(1)[0]
graph(y.grad_fn)

# %% 455 P2 chunk
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.chunk(2)[0]
graph(y.grad_fn)

# %% 456 P2 unbind
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.unbind()[0]
graph(y.grad_fn)

# %% 457 P2 clone
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.clone()
graph(y.grad_fn)

# %% 458 P2 contiguous on nc
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.t().contiguous()
graph(y.grad_fn)

# %% 459 P2 to float64
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.double()
graph(y.grad_fn)

# %% 460 P2 clamp
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.clamp(0, 1)
graph(y.grad_fn)

# %% 461 P2 clamp min
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.clamp(min=0)
graph(y.grad_fn)

# %% 462 P2 cumsum
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.cumsum(0)
graph(y.grad_fn)

# %% 463 P2 sort
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.sort()[0]
graph(y.grad_fn)

# %% 464 P2 topk
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.topk(1)[0]
graph(y.grad_fn)

# %% 465 P2 tril
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.tril()
graph(y.grad_fn)

# %% 466 P2 diag
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.diag()
graph(y.grad_fn)

# %% 467 P2 diagonal
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.diagonal()
graph(y.grad_fn)

# %% 468 P2 trace
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.trace()
graph(y.grad_fn)

# %% 469 P2 einsum
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.einsum("ij,jk->ik", x, x)
graph(y.grad_fn)

# %% 470 P2 outer
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.outer(x[0], x[0])
graph(y.grad_fn)

# %% 471 P2 floor
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.floor()
graph(y.grad_fn)

# %% 472 P2 atan2
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.atan2(x, x)
graph(y.grad_fn)

# %% 473 P2 lerp
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.lerp(x, x, 0.5)
graph(y.grad_fn)

# %% 474 P2 bce_logits
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.binary_cross_entropy_with_logits(x, x.detach())
graph(y.grad_fn)

# %% 475 P2 bce
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.binary_cross_entropy(x.sigmoid(), x.detach().sigmoid())
graph(y.grad_fn)

# %% 476 P2 mse
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.mse_loss(x, x.detach())
graph(y.grad_fn)

# %% 477 P2 l1
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.l1_loss(x, x.detach())
graph(y.grad_fn)

# %% 478 P2 cross_entropy
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.cross_entropy(x, torch.tensor([0, 1]))
graph(y.grad_fn)

# %% 479 P2 nll_loss
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.nll_loss(x, torch.tensor([0, 1]))
graph(y.grad_fn)

# %% 480 P2 dropout
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.dropout(x, 0.5)
graph(y.grad_fn)

# %% 481 P2 embedding
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.embedding(torch.tensor([0]), x)
graph(y.grad_fn)

# %% 482 P2 layer_norm
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.layer_norm(x, (2,))
graph(y.grad_fn)

# %% 483 P2 batch_norm
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.batch_norm(x, None, None, training=True)
graph(y.grad_fn)

# %% 484 P2 conv2d
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.conv2d(x[None, None], torch.ones(1, 1, 1, 1))
graph(y.grad_fn)

# %% 485 P2 max_pool2d
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.max_pool2d(x[None, None], 2)
graph(y.grad_fn)

# %% 486 P2 avg_pool2d
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.avg_pool2d(x[None, None], 2)
graph(y.grad_fn)

# %% 487 P2 sdpa
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.scaled_dot_product_attention(x[None, None], x[None, None], x[None, None])
graph(y.grad_fn)

# %% 488 P2 pad
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = F.pad(x, (1, 1))
graph(y.grad_fn)

# %% 489 P2 flip
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.flip(0)
graph(y.grad_fn)

# %% 490 P2 roll
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.roll(1)
graph(y.grad_fn)

# %% 491 P2 in-place add_
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = (x * 1).add_(1)
graph(y.grad_fn)

# %% 492 P2 in-place relu_
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = (x * 1).relu_()
graph(y.grad_fn)

# %% 493 P2 setitem
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = setit(x * 1)
graph(y.grad_fn)

# %% 494 P2 detach().requires_grad_()
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.detach().requires_grad_()
graph(y.grad_fn)

# %% 495 P2 inverse
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.linalg.inv(x + torch.eye(2))
graph(y.grad_fn)

# %% 496 P2 det
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.linalg.det(x)
graph(y.grad_fn)

# %% 497 P2 solve
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.linalg.solve(x + torch.eye(2), x)
graph(y.grad_fn)

# %% 498 P2 cholesky
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.linalg.cholesky(x @ x.T + torch.eye(2))
graph(y.grad_fn)

# %% 499 P2 fill_
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = (x * 1).fill_(2.0)
graph(y.grad_fn)

# %% 500 P2 zero_
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = (x * 1).zero_()
graph(y.grad_fn)

# %% 501 P2 copy_
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = torch.zeros(2, 2).copy_(x)
graph(y.grad_fn)

# %% 502 P2 type_as
x = torch.tensor([[0.3, 0.6], [0.9, 0.2]], requires_grad=True)
y = x.type_as(torch.ones(1, dtype=torch.float64))
graph(y.grad_fn)
