"""나만의 Function. 아래 클래스들은 행마다 새로 만듭니다."""

Function = torch.autograd.Function
once_differentiable = torch.autograd.function.once_differentiable


class Sq(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 2 * x


class ForwardMode(Function):
    log = []

    @staticmethod
    def forward(ctx, x):
        ForwardMode.log.append((torch.is_grad_enabled(), x.requires_grad, (x * 2).requires_grad))
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


class BwdMode(Function):
    log = []

    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        BwdMode.log.append(torch.is_grad_enabled())
        return grad * 2


class Mul(Function):
    nig = None

    @staticmethod
    def forward(ctx, x, w, k):
        ctx.save_for_backward(w)
        ctx.k = k
        return x * w * k

    @staticmethod
    def backward(ctx, grad):
        Mul.nig = ctx.needs_input_grad
        (w,) = ctx.saved_tensors
        return grad * w * ctx.k, None, None


def returning(result):
    """x를 그대로 두 배 하고, backward가 result(grad)를 돌려주는 Function."""

    class Returning(Function):
        @staticmethod
        def forward(ctx, x, *rest):
            return x * 1

        @staticmethod
        def backward(ctx, grad):
            return result(grad)

    return Returning


WrongN = type("WrongN", (returning(lambda g: g),), {})
ExtraNone = type("ExtraNone", (returning(lambda g: (g, None, None)),), {})
WrongShape = type("WrongShape", (returning(lambda g: torch.ones(7)),), {})
BiggerShape = type("BiggerShape", (returning(lambda g: torch.ones(3, 2)),), {})
RetNum = type("RetNum", (returning(lambda g: 1.0),), {})


class SaveBad(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(3)
        return x * 1


class SaveNone(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(None, x)
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        nothing, x = ctx.saved_tensors
        return grad * 2 if nothing is None else grad


class SqAttr(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.x = x
        return x * x

    @staticmethod
    def backward(ctx, grad):
        return grad * 2 * ctx.x


class Ident(Function):
    @staticmethod
    def forward(ctx, x):
        return x

    @staticmethod
    def backward(ctx, grad):
        return grad


class InplAdd(Function):
    @staticmethod
    def forward(ctx, x):
        x.add_(1)
        ctx.mark_dirty(x)
        return x

    @staticmethod
    def backward(ctx, grad):
        return grad


class SortF(Function):
    @staticmethod
    def forward(ctx, x):
        order = [i for _, i in sorted((v, i) for i, v in enumerate(x.tolist()))]
        index = torch.tensor(order)
        ctx.mark_non_differentiable(index)
        ctx.order = order
        return x[index], index

    @staticmethod
    def backward(ctx, grad, _):
        out = torch.zeros(len(ctx.order))
        out[torch.tensor(ctx.order)] = grad
        return out


class Two(Function):
    log = []

    @staticmethod
    def forward(ctx, x):
        return x * 2, x * 3

    @staticmethod
    def backward(ctx, a, b):
        Two.log.append((a, b))
        return a * 2


class TwoNoMat(Function):
    log = []

    @staticmethod
    def forward(ctx, x):
        ctx.set_materialize_grads(False)
        return x * 2, x * 3

    @staticmethod
    def backward(ctx, a, b):
        TwoNoMat.log.append((a, b))
        return a * 2


class Once(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    @once_differentiable
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 2 * x


class Cube(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 3 * x * x


class SC(Function):
    @staticmethod
    def forward(x):
        return x * x

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 2 * x


class NoFwd(Function):
    pass


class NoBwd(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2


class Legacy(Function):
    def forward(self, x):
        return x * 2

    def backward(self, grad):
        return grad * 2


class VJP(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def vjp(ctx, grad):
        return grad * 2


class Both(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 2

    @staticmethod
    def vjp(ctx, grad):
        return grad * 2


class NonT(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2, "hello"

    @staticmethod
    def backward(ctx, grad, _):
        return grad * 2


class Raises(Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        raise ZeroDivisionError("mine")


# %% 176 P1 apply; grad_fn class/name
x = torch.tensor(2.0, requires_grad=True)
y = Sq.apply(x)
(y.grad_fn.name(), type(y.grad_fn).__name__, repr(y.grad_fn)[:40])

# %% 177 P1 backward value
x = torch.tensor(3.0, requires_grad=True)
Sq.apply(x).backward()
x.grad

# %% 178 P1 forward runs with grad disabled; inputs are the same
x = torch.tensor(3.0, requires_grad=True)
ForwardMode.apply(x)
ForwardMode.log

# %% 179 P1 backward runs with grad disabled unless create_graph
x = torch.tensor(3.0, requires_grad=True)
y = BwdMode.apply(x)
torch.autograd.grad(y, x, retain_graph=True)
torch.autograd.grad(y, x, create_graph=True)
BwdMode.log

# %% 180 P1 needs_input_grad
x = torch.ones(2, requires_grad=True)
w = torch.ones(2)
Mul.apply(x, w, 3).sum().backward()
Mul.nig

# %% 181 P1 None for non-tensor inputs; wrong number of grads
x = torch.ones(2, requires_grad=True)
WrongN.apply(x, 2).sum().backward()

# %% 182 P3 extra trailing None allowed
x = torch.ones(2, requires_grad=True)
ExtraNone.apply(x).sum().backward()
x.grad

# %% 183 P1 gradient of wrong shape
x = torch.ones(2, requires_grad=True)
WrongShape.apply(x).sum().backward()

# %% 184 P2 gradient of broadcastable (expandable) shape is summed
x = torch.ones(2, requires_grad=True)
BiggerShape.apply(x).sum().backward()
x.grad

# %% 185 P2 backward returning non-tensor
x = torch.ones(2, requires_grad=True)
RetNum.apply(x).sum().backward()

# %% 186 P2 save_for_backward non-tensor
x = torch.ones(2, requires_grad=True)
SaveBad.apply(x)

# %% 187 P2 save_for_backward None ok
x = torch.ones(2, requires_grad=True)
SaveNone.apply(x).sum().backward()
x.grad

# %% 188 P1 saved_tensors 2nd access after free
x = torch.tensor(2.0, requires_grad=True)
y = Sq.apply(x)
y.backward()
y.backward()

# %% 189 P1 saved tensor modified in place detected
x = torch.tensor(2.0, requires_grad=True)
a = x * 1
y = Sq.apply(a)
a.add_(1)
y.backward()

# %% 190 P3 saving ctx.x=x directly: no in-place check (discouraged)
x = torch.tensor(2.0, requires_grad=True)
a = x * 1
y = SqAttr.apply(a)
a.add_(1)
y.backward()
x.grad

# %% 191 P2 input returned as-is: output is not x
x = torch.ones(2, requires_grad=True)
y = Ident.apply(x)
(y is x, y.grad_fn.name(), y.data_ptr() == x.data_ptr())

# %% 192 P1 mark_dirty: in-place fn
x = torch.ones(2, requires_grad=True)
a = x * 1
y = InplAdd.apply(a)
(y is a, a.grad_fn.name(), y._version)

# %% 193 P1 mark_dirty on leaf
x = torch.ones(2, requires_grad=True)
InplAdd.apply(x)

# %% 194 P1 mark_non_differentiable
x = torch.tensor([3.0, 1.0], requires_grad=True)
v, i = SortF.apply(x)
(v.requires_grad, i.requires_grad, v.sum().backward(), x.grad)

# %% 195 P1 backward gets zeros for unused outputs (materialize)
x = torch.ones(2, requires_grad=True)
a, b = Two.apply(x)
a.sum().backward()
Two.log

# %% 196 P1 set_materialize_grads(False) -> None
x = torch.ones(2, requires_grad=True)
a, b = TwoNoMat.apply(x)
a.sum().backward()
TwoNoMat.log

# %% 197 P1 once_differentiable, grad_output constant: gradient comes back as a silent constant
x = torch.tensor(2.0, requires_grad=True)
(g,) = torch.autograd.grad(Once.apply(x), x, create_graph=True)
g.backward()

# %% 198 P1 double backward through Function
x = torch.tensor(3.0, requires_grad=True)
(g,) = torch.autograd.grad(Cube.apply(x), x, create_graph=True)
torch.autograd.grad(g, x)

# %% 199 P1 setup_context split form
x = torch.tensor(3.0, requires_grad=True)
SC.apply(x).backward()
x.grad

# %% 200 P1 setup_context: forward takes no ctx; repr names the class
x = torch.tensor(3.0, requires_grad=True)
SC.apply(x)

# %% 201 P1 once_differentiable, 2nd derivative by backward(): raises
x = torch.tensor(2.0, requires_grad=True)
(g,) = torch.autograd.grad(Once.apply(x) * x, x, create_graph=True)
g.backward()

# %% 202 P2 once_differentiable, 2nd derivative by grad(g,x): SILENTLY WRONG (true value 12): the error node is not on the path to x
x = torch.tensor(2.0, requires_grad=True)
(g,) = torch.autograd.grad(Once.apply(x) * x, x, create_graph=True)
torch.autograd.grad(g, x)

# %% 203 P1 multiple outputs tuple
x = torch.tensor(3.0, requires_grad=True)
r = Two.apply(x)
(type(r).__name__, [o.output_nr for o in r], r[0].grad_fn is r[1].grad_fn)

# %% 204 P1 no forward
NoFwd.apply(torch.ones(1))

# %% 205 P1 no backward
x = torch.ones(1, requires_grad=True)
NoBwd.apply(x).backward()

# %% 206 P2 instantiating / calling a Function
Sq()(torch.ones(1))

# %% 207 P2 non-static forward/backward still work through apply
Legacy.apply(torch.ones(1, requires_grad=True))

# %% 208 P3 vjp alias
x = torch.tensor(3.0, requires_grad=True)
VJP.apply(x).backward()
x.grad

# %% 209 P3 both backward and vjp
x = torch.tensor(3.0, requires_grad=True)
Both.apply(x).backward()

# %% 210 P2 kwargs ARE accepted by apply in 2.13
Sq.apply(x=torch.ones(1))

# %% 211 P1 under no_grad: no graph
x = torch.tensor(3.0, requires_grad=True)
with torch.no_grad():
    y = Sq.apply(x)
y.requires_grad

# %% 212 P2 non-tensor return passes through
NonT.apply(torch.ones(1, requires_grad=True))[1]

# %% 213 P1 exception in backward propagates unchanged
x = torch.ones(1, requires_grad=True)
Raises.apply(x).backward()

# %% 214 P3 vmap over Function without a rule
x = torch.ones(2, 3)
torch.func.vmap(SC.apply)(x)

# %% 215 P3 forward AD through Function without jvp
import torch.autograd.forward_ad as fw

with fw.dual_level():
    Sq.apply(fw.make_dual(torch.ones(2), torch.ones(2)))

# %% 750 P1 mark_dirty on a view rewrites the history of its base
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x.mul_(2)
        ctx.mark_dirty(x)
        return x

    @staticmethod
    def backward(ctx, grad):
        return grad * 2

w = torch.ones(3, requires_grad=True)
y = w * 1
Double.apply(y[:2])
y.sum().backward()
(w.grad, y)

# %% 751 P1 mark_dirty on a base rewrites the history of its views
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x.mul_(2)
        ctx.mark_dirty(x)
        return x

    @staticmethod
    def backward(ctx, grad):
        return grad * 2

w = torch.ones(3, requires_grad=True)
y = w * 1
v = y[:2]
Double.apply(y)
v.sum().backward()
(w.grad, v.grad_fn.name())

# %% 752 P2 a Function that modifies a view may return one tensor only
class Both(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x.mul_(2)
        ctx.mark_dirty(x)
        return x, x * 3

    @staticmethod
    def backward(ctx, first, second):
        return first * 2 + second * 6

y = torch.ones(3, requires_grad=True) * 1
Both.apply(y[:2])

# %% 753 P2 in no_grad a Function may modify a leaf
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x.mul_(2)
        ctx.mark_dirty(x)
        return x

w = torch.ones(3, requires_grad=True)
with torch.no_grad():
    Double.apply(w)
w

# %% 754 P2 mark_dirty on a view of a leaf is refused
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x.mul_(2)
        ctx.mark_dirty(x)
        return x

w = torch.ones(3, requires_grad=True)
Double.apply(w[:2])

# %% 755 P2 mark_dirty on a view that is the second input
class Second(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, x):
        x.mul_(2)
        ctx.mark_dirty(x)
        return x

    @staticmethod
    def backward(ctx, grad):
        return grad * 5, grad * 2

a = torch.ones(2, requires_grad=True)
w = torch.ones(3, requires_grad=True)
y = w * 1
Second.apply(a, y[:2])
y.sum().backward()
(w.grad, a.grad)

# %% 772 P1 any name may be kept on ctx
class Keep(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.order, ctx.saved, ctx.outputs, ctx.hooks = [2, 1], "saved", ["outputs"], None
        ctx.function, ctx.args, ctx.shapes, ctx.dirty = "f", (1,), {}, True
        ctx.save_for_backward(x)
        return x * 2 + y

    @staticmethod
    def backward(ctx, grad):
        kept = ctx.order == [2, 1] and ctx.saved == "saved" and ctx.outputs == ["outputs"]
        x, = ctx.saved_tensors
        return grad * x * 2 if kept else None, grad

x = torch.ones(2, requires_grad=True)
w = torch.ones(2, requires_grad=True)
y = Keep.apply(x, w * 3)
(y.exp() + y).sum().backward()
(x.grad, w.grad)
