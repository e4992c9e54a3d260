"""신경망과 옵티마이저를 PyTorch와 견줍니다: 처음 값, 학습의 손실, 글로 적은 모습, 훅."""

from contextlib import contextmanager

import numpy as np
import pytest

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")


def both(run, *args):
    return run(torch, *args), run(engine, *args)


def array(t):
    return np.array(t.detach().tolist())


# ── 처음 값 ───────────────────────────────────────────────────────────────────────────────────

MODELS = {
    "mlp": lambda nn: nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 3)),
    "small": lambda nn: nn.Sequential(nn.Linear(1, 2), nn.Linear(2, 1, bias=False)),
    "cnn": lambda nn: nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 8, (3, 2), groups=2, bias=False), nn.GELU(), nn.AvgPool2d(2), nn.Flatten(),
        nn.LayerNorm(8), nn.Linear(8, 3)),
    "embedding": lambda nn: nn.Sequential(
        nn.Embedding(6, 5, padding_idx=1), nn.LayerNorm(5), nn.Flatten(), nn.Linear(20, 3)),
}


@pytest.mark.parametrize("build", MODELS.values(), ids=MODELS)
def test_the_same_seed_gives_the_same_parameters(build):
    def start(m):
        m.manual_seed(0)
        return build(m.nn).state_dict()

    theirs, ours = both(start)
    assert list(theirs) == list(ours)
    for name, value in theirs.items():
        # 정규 난수는 로그와 코사인의 마지막 비트가 다를 수 있습니다.
        np.testing.assert_allclose(array(ours[name]), array(value), rtol=2.5e-7, err_msg=name)


@pytest.mark.parametrize(("name", "settings"), [
    ("uniform_", (-2, 3)), ("normal_", (1.0, 0.5)), ("constant_", (2.0,)), ("ones_", ()),
    ("xavier_uniform_", (1.5,)), ("xavier_normal_", ()), ("kaiming_uniform_", ()),
    ("kaiming_normal_", (0, "fan_out", "relu")), ("orthogonal_", ()), ("orthogonal_", (2.5,)),
    ("dirac_", ()), ("trunc_normal_", ()), ("trunc_normal_", (0, 1, 1.5, 3)),
    ("trunc_normal_", (1.0, 0.5, 0, 2))])
def test_initialisers_draw_torchs_numbers(name, settings):
    def fill(m):
        m.manual_seed(3)
        return array(getattr(m.nn.init, name)(m.zeros(7, 3, 2), *settings))

    theirs, ours = both(fill)
    # 직교하게 만드는 계산은 난수의 마지막 비트 차이를 키웁니다.
    np.testing.assert_allclose(ours, theirs, 1e-6, atol=1e-6 if name == "orthogonal_" else 0)


# ── 학습 ──────────────────────────────────────────────────────────────────────────────────────

RULES = {
    "sgd": lambda o, p: o.SGD(p, lr=0.1),
    "momentum": lambda o, p: o.SGD(p, lr=0.1, momentum=0.9, dampening=0.3, weight_decay=0.01),
    "nesterov": lambda o, p: o.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "maximize": lambda o, p: o.SGD(p, lr=0.001, maximize=True),
    "adagrad": lambda o, p: o.Adagrad(p, lr=0.05),
    "adagrad-settings": lambda o, p: o.Adagrad(
        p, lr=0.05, lr_decay=0.1, weight_decay=0.01, initial_accumulator_value=0.1, eps=1e-6),
    "rmsprop": lambda o, p: o.RMSprop(p, lr=0.01),
    "rmsprop-settings": lambda o, p: o.RMSprop(
        p, lr=0.005, alpha=0.9, eps=1e-2, weight_decay=0.01, momentum=0.5, centered=True),
    "adam": lambda o, p: o.Adam(p, lr=0.01),
    "adam-settings": lambda o, p: o.Adam(p, lr=0.01, betas=(0.3, 0.9), eps=1e-6, weight_decay=0.1),
    "amsgrad": lambda o, p: o.Adam(p, lr=0.01, amsgrad=True),
    "adamw": lambda o, p: o.AdamW(p, lr=0.01, weight_decay=0.1),
}


def losses(m, build, rule, x, between=lambda m, model, step: None, steps=100):
    """steps걸음 학습하며 본 손실입니다."""
    m.manual_seed(0)
    model = build(m.nn)
    optimizer = rule(m.optim, model.parameters())
    x, y = m.tensor(x), m.tensor(np.arange(len(x)) % 3)
    seen = []
    for step in range(steps):
        optimizer.zero_grad()
        loss = m.nn.functional.cross_entropy(model(x), y)
        loss.backward()
        between(m, model, step)
        optimizer.step()
        seen.append(loss.item())
    return seen


def noise(*shape):
    return np.random.default_rng(0).standard_normal(shape).astype(np.float32)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_whole_training_run_has_torchs_losses(rule):
    theirs, ours = both(losses, MODELS["mlp"], rule, noise(64, 4))
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)


@pytest.mark.parametrize(("name", "x"), [
    ("cnn", noise(32, 1, 8, 7).astype(float)),
    ("embedding", np.random.default_rng(0).integers(0, 6, (30, 4)))])
def test_other_networks_train_as_in_torch(name, x):
    # float32에서는 BLAS마다 다른 마지막 비트를 Adam이 100걸음 동안 키웁니다. float64로 견줍니다.
    theirs, ours = both(losses, lambda nn: MODELS[name](nn).double(), RULES["adam"], x)
    np.testing.assert_allclose(ours, theirs, rtol=1e-8)


def test_clipped_training_has_torchs_losses():
    theirs, ours = both(losses, MODELS["mlp"], RULES["adam"], noise(64, 4), lambda m, model, step:
                        m.nn.utils.clip_grad_norm_(model.parameters(), 0.1))
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)


def attention_block(m):
    """스스로 보는 층과 두 층짜리 MLP입니다. 마지막 자리의 값으로 갈래를 고릅니다."""
    class Block(m.nn.Module):
        def __init__(self, size=8, heads=2):
            super().__init__()
            self.heads = heads
            self.before, self.after = m.nn.LayerNorm(size), m.nn.LayerNorm(size)
            self.qkv, self.out = m.nn.Linear(size, 3 * size), m.nn.Linear(size, size)
            self.mlp = m.nn.Sequential(m.nn.Linear(size, 16), m.nn.GELU(), m.nn.Linear(16, size))
            self.head = m.nn.Linear(size, 3)

        def attend(self, x):
            n, length, size = x.shape
            q, k, v = (part.reshape(n, length, self.heads, -1).transpose(1, 2)
                       for part in self.qkv(x).chunk(3, dim=-1))
            scores = q @ k.transpose(-2, -1) / (size // self.heads) ** 0.5
            later = m.ones(length, length).triu(1).bool()
            weights = scores.masked_fill(later, float("-inf")).softmax(-1)
            return self.out((weights @ v).transpose(1, 2).reshape(n, length, size))

        def forward(self, x):
            x = x + self.attend(self.before(x))
            x = x + self.mlp(self.after(x))
            return self.head(x[:, -1])

    return Block()


def rnn(m):
    """tanh 순환 신경망입니다. 상태를 처음부터 끝까지 넘기고, 마지막 상태로 갈래를 고릅니다."""
    class RNN(m.nn.Module):
        def __init__(self, inputs=3, hidden=10):
            super().__init__()
            self.first = m.nn.Parameter(m.zeros(hidden))
            self.read, self.keep = m.nn.Linear(inputs, hidden), m.nn.Linear(hidden, hidden)
            self.head = m.nn.Linear(hidden, 3)

        def forward(self, x):
            state = self.first.expand(len(x), -1)
            for now in x.unbind(1):
                state = m.tanh(self.read(now) + self.keep(state))
            return self.head(state)

    return RNN()


@contextmanager
def double_by_default():
    for m in (torch, engine):
        m.set_default_dtype(m.float64)
    try:
        yield
    finally:
        for m in (torch, engine):
            m.set_default_dtype(m.float32)


@pytest.mark.parametrize("rule", ["momentum", "adam"])
@pytest.mark.parametrize(("build", "shape"), [
    (lambda m: MODELS["mlp"](m.nn), (32, 4)), (lambda m: MODELS["cnn"](m.nn), (16, 1, 8, 7)),
    (attention_block, (12, 6, 8)), (rnn, (12, 7, 3))], ids=["mlp", "cnn", "attention", "rnn"])
def test_fifty_steps_in_double_precision_agree_to_a_millionth(build, shape, rule):
    x = np.random.default_rng(1).standard_normal(shape)

    def train(m):
        made = []
        seen = losses(m, lambda nn: made.append(build(m)) or made[0], RULES[rule], x, steps=50)
        return seen, {name: array(p) for name, p in made[0].state_dict().items()}

    with double_by_default():
        (their_losses, their_state), (our_losses, our_state) = both(train)
    assert their_losses[-1] < 0.7 * their_losses[0], "배우지 않으면 견줄 것도 없습니다."
    np.testing.assert_allclose(our_losses, their_losses, rtol=1e-6)
    assert list(our_state) == list(their_state)
    for name, value in their_state.items():
        np.testing.assert_allclose(our_state[name], value, rtol=1e-6, atol=1e-6, err_msg=name)


@pytest.mark.parametrize("rule", [
    lambda o, p: o.Adam(p, amsgrad=True), lambda o, p: o.Adagrad(p),
    lambda o, p: o.RMSprop(p, momentum=0.5, centered=True)], ids=["adam", "adagrad", "rmsprop"])
def test_an_optimizer_remembers_what_torchs_remembers(rule):
    def state(m):
        m.manual_seed(0)
        layer = m.nn.Linear(2, 1)
        optimizer = rule(m.optim, layer.parameters())
        for _ in range(3):
            optimizer.zero_grad()
            layer(m.ones(1, 2)).sum().backward()
            optimizer.step()
        return {n: {name: array(t) for name, t in s.items()}
                for n, s in optimizer.state_dict()["state"].items()}

    theirs, ours = both(state)
    assert {n: sorted(s) for n, s in ours.items()} == {n: sorted(s) for n, s in theirs.items()}
    for n, remembered in theirs.items():
        for name, value in remembered.items():
            np.testing.assert_allclose(ours[n][name], value, rtol=1e-6)


@pytest.mark.parametrize("schedule_with", [
    lambda s, o: s.StepLR(o, 3, 0.1), lambda s, o: s.LambdaLR(o, lambda n: 1 / (n + 1)),
    lambda s, o: s.MultiStepLR(o, [5, 2, 5], 0.5), lambda s, o: s.ExponentialLR(o, 0.9),
    lambda s, o: s.LinearLR(o, 0.2, 0.8, 4), lambda s, o: s.CosineAnnealingLR(o, 4, 0.01)],
    ids=["step", "lambda", "multistep", "exponential", "linear", "cosine"])
def test_a_schedule_has_torchs_rates(schedule_with):
    def rates(m):
        optimizer = m.optim.SGD([m.ones(1, requires_grad=True)], lr=0.5)
        schedule = schedule_with(m.optim.lr_scheduler, optimizer)
        seen = []
        for _ in range(12):
            seen += schedule.get_last_lr()
            optimizer.step()
            schedule.step()
        return seen

    theirs, ours = both(rates)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)


# ── 계층 ──────────────────────────────────────────────────────────────────────────────────────


def every_layer(nn):
    return nn.Sequential(
        nn.Linear(2, 3), nn.Linear(2, 3, bias=False), nn.Flatten(), nn.Conv2d(1, 2, 3, padding=1),
        nn.Conv2d(4, 4, (3, 2), stride=2, dilation=2, groups=2, bias=False),
        nn.Conv2d(4, 4, 3, padding="same"), nn.MaxPool2d(2), nn.AvgPool2d((2, 1), 3),
        nn.BatchNorm1d(3), nn.BatchNorm2d(3, affine=False), nn.LayerNorm(3),
        nn.LayerNorm((2, 3), bias=False), nn.Embedding(3, 4, padding_idx=-1), nn.Dropout(0.1),
        nn.ReLU(), nn.ReLU(inplace=True), nn.ReLU6(), nn.LeakyReLU(), nn.LeakyReLU(inplace=True),
        nn.ELU(), nn.GELU(), nn.GELU("tanh"), nn.SiLU(), nn.Tanh(), nn.Sigmoid(), nn.Softmax(1),
        nn.LogSoftmax(1), nn.Softplus(), nn.LogSigmoid(), nn.Hardtanh(), nn.Identity(),
        nn.ModuleList([nn.Linear(1, 1), nn.Linear(1, 1), nn.ReLU()]), nn.ModuleList(),
        nn.ModuleDict({"a": nn.Sequential(nn.ReLU())}), nn.Sequential(), nn.MSELoss(), nn.L1Loss(),
        nn.BCELoss(), nn.BCEWithLogitsLoss(), nn.CrossEntropyLoss(), nn.NLLLoss(),
        nn.SmoothL1Loss(), nn.HuberLoss(), nn.KLDivLoss())


def test_every_layer_is_written_as_torch_writes_it():
    theirs, ours = both(lambda m: repr(every_layer(m.nn)))
    assert ours == theirs


@pytest.mark.parametrize("make", [
    lambda nn, like: nn.MSELoss(reduction="sum"), lambda nn, like: nn.L1Loss(reduction="none"),
    lambda nn, like: nn.SmoothL1Loss(beta=0.3), lambda nn, like: nn.HuberLoss(delta=0.3),
    lambda nn, like: nn.BCELoss(like([0.5, 2.0])),
    lambda nn, like: nn.BCEWithLogitsLoss(pos_weight=like([0.5, 2.0])),
    lambda nn, like: nn.KLDivLoss(reduction="batchmean", log_target=True)],
    ids=["mse", "l1", "smooth_l1", "huber", "bce", "bce-logits", "kl"])
def test_a_loss_layer_passes_its_settings_on(make):
    def value(m):
        a, b = m.tensor([[0.2, 0.9], [0.5, 0.4]]), m.tensor([[0.0, 1.0], [1.0, 0.3]])
        return array(make(m.nn, m.tensor)(a, b))

    theirs, ours = both(value)
    np.testing.assert_allclose(ours, theirs, rtol=1e-6)


@pytest.mark.parametrize("tracked", [True, False])
# 입력을 추적하지 않으면 torch는 그 사실을 경고합니다.
@pytest.mark.filterwarnings("ignore:Full backward hook is firing:UserWarning")
def test_hooks_run_in_torchs_order_with_torchs_values(tracked):
    def flat(values):
        return [None if t is None else [round(v, 4) for v in t.flatten().tolist()] for t in values]

    def log(m):
        m.manual_seed(0)
        model = m.nn.Sequential(m.nn.Linear(2, 3), m.nn.Tanh(), m.nn.Linear(3, 1))
        seen = []
        for i, layer in enumerate(model):
            layer.register_full_backward_hook(
                lambda _, gi, go, i=i: seen.append(("backward", i, flat(gi), flat(go))))
            layer.register_forward_hook(
                lambda _, args, out, i=i: seen.append(("forward", i, flat(args), flat([out]))))
            layer.register_forward_pre_hook(
                lambda _, args, i=i: seen.append(("before", i, flat(args))))
        model[1].register_full_backward_hook(lambda _, gi, go: (gi[0] * 2,))
        x = m.tensor([[1.0, 2.0]], requires_grad=tracked)
        model(x).sum().backward()
        return seen, flat([x.grad, *(p.grad for p in model.parameters())])

    theirs, ours = both(log)
    assert ours == theirs


def test_attention_over_heads_is_torchs():
    def run(m):
        m.manual_seed(0)
        q, k, v = (m.rand(2, 3, 4, 5, requires_grad=True) for _ in range(3))
        out = m.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        out.cos().sum().backward()
        return [array(t) for t in (out, q.grad, k.grad, v.grad)]

    theirs, ours = both(run)
    for a, b in zip(theirs, ours, strict=True):
        np.testing.assert_allclose(b, a, rtol=1e-4, atol=1e-6)


def test_dropout_drops_as_often_as_torch():
    # 자리는 견주지 않습니다: 인텔 CPU의 torch는 다른 생성기(MKL)로 뽑습니다.
    def kept(m):
        m.manual_seed(0)
        return array(m.nn.functional.dropout(m.ones(200, 200), 0.3))

    theirs, ours = both(kept)
    assert set(np.unique(ours)) == set(np.unique(theirs))
    assert abs((ours != 0).mean() - (theirs != 0).mean()) < 0.02
