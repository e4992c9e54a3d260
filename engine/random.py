"""난수입니다. 씨앗(seed)이 같으면 PyTorch의 CPU 난수와 같은 수가 나옵니다.

모든 난수는 메르센 트위스터(MT19937)가 뽑은 32비트 정수에서 시작합니다. 정수를 균등 난수로,
균등 난수를 정규 난수로 바꾸는 방법은 PyTorch 2.13의 aten/src/ATen/native/cpu/와
aten/src/ATen/core/DistributionsHelper.h에 적힌 방법을 그대로 따릅니다.
"""

from __future__ import annotations

import math
import os

import numpy as np

from . import errors


class Generator:
    """난수 생성기입니다. 이름은 torch.Generator와 같고, 값은 numpy 배열로 돌려줍니다."""

    def __init__(self) -> None:
        self.manual_seed(67280421310721)  # torch.Generator()의 처음 씨앗입니다.

    def manual_seed(self, seed: int) -> Generator:
        """씨앗을 심고 자기 자신을 돌려줍니다. 음수 씨앗은 2⁶⁴을 더한 수로 여깁니다.

        수를 정하는 것은 씨앗의 아래 32비트뿐이라, 0과 2³²은 같은 수를 냅니다.
        ValueError: 씨앗이 −2⁶³보다 작거나 2⁶⁴ 이상일 때.
        """
        seed = int(seed)
        if not -2**63 <= seed < 2**64:
            raise errors.SEED_OUT_OF_RANGE(seed=seed)
        self._seed = seed % 2**64
        self._twister = np.random.MT19937()
        # RandomState가 씨앗을 심는 방법이 PyTorch와 같습니다. 뽑는 일은 더 빠른 MT19937에 맡깁니다.
        self._twister.state = np.random.RandomState(self._seed % 2**32).get_state(legacy=False)
        self._spare = np.empty(0)  # 짝으로 만든 정규 난수 가운데 아직 쓰지 않은 하나
        return self

    def initial_seed(self) -> int:
        """마지막으로 심은 씨앗입니다."""
        return self._seed

    def seed(self) -> int:
        """운영 체제가 준 임의의 64비트 씨앗을 심고, 그 씨앗을 돌려줍니다."""
        return self.manual_seed(int.from_bytes(os.urandom(8), "little"))._seed

    def get_state(self) -> tuple:
        """지금 상태입니다. set_state에 넣으면 여기서부터 같은 수가 다시 나옵니다."""
        return self._seed, self._twister.state, self._spare

    def set_state(self, state: tuple) -> Generator:
        """get_state가 돌려준 상태로 돌아가고, 자기 자신을 돌려줍니다."""
        self._seed, twister, self._spare = state
        self._twister.state = twister
        return self

    # ── 분포 ──

    def uniform(self, shape: tuple[int, ...], dtype, low: float = 0.0, high: float = 1.0):
        """low 이상 high 미만의 균등 난수입니다.  u·(high − low) + low"""
        low, high = np.asarray([low, high], _work_dtype(dtype))
        values = _scale(self._fractions(math.prod(shape), dtype), high - low, low)
        values = values.astype(dtype, copy=False)
        values[values == high.astype(dtype)] = low  # 반올림으로 high에 닿은 값은 low로 옮깁니다.
        return values.reshape(shape)

    def normal(self, shape: tuple[int, ...], dtype, mean: float = 0.0, std: float = 1.0):
        """평균 mean, 표준 편차 std인 정규 난수입니다.  z·std + mean

        z는 박스–뮬러 변환으로 만듭니다. 균등 난수 둘로 r = √(−2 ln u₁), θ = 2πu₂를 정하면
        r cos θ와 r sin θ는 서로 독립인 표준 정규 난수입니다.
        """
        count = math.prod(shape)
        values = self._normal_pairs(count) if count < 16 else self._normal_blocks(count, dtype)
        return _scale(values, std, mean).reshape(shape).astype(dtype, copy=False)

    def randint(self, low: int, high: int, shape: tuple[int, ...]):
        """low 이상 high 미만의 int64 정수입니다. low < high는 부르는 쪽에서 확인합니다."""
        span = high - low
        draw = self._draw32 if span < 2**28 else self._draw64  # 나머지의 치우침을 줄입니다.
        values = draw(math.prod(shape)).reshape(shape)
        if span == 2**64:  # 뽑은 64비트가 곧 int64의 모든 정수입니다.
            return values.astype(np.int64)
        return (values % span).astype(np.int64) + low

    def integers(self, shape: tuple[int, ...], dtype):
        """dtype이 빠짐없이 담는 0 이상의 정수에서 고르게 뽑습니다. 실수라면 2^(가수의 비트 수)까지입니다."""
        draw = self._draw64 if dtype.itemsize == 8 else self._draw32
        if dtype.kind == "b":
            top = 1
        else:
            top = 2 ** (np.finfo(dtype).nmant + 1) if dtype.kind == "f" else np.iinfo(dtype).max
        return (draw(math.prod(shape)) % (top + 1)).astype(dtype).reshape(shape)

    def exponential(self, shape: tuple[int, ...], dtype, lambd: float = 1.0):
        """비율이 lambd인 지수 난수입니다.  −ln(1 − u)/λ"""
        values = -np.log1p(-self._fractions(math.prod(shape), np.float64)) / lambd
        return values.astype(dtype).reshape(shape)

    def multinomial(self, p: np.ndarray, count: int, replacement: bool):
        """마지막 축의 무게에 견주어 뽑은 번호 count개입니다. 무게가 맞는지는 부르는 쪽에서 확인합니다.

        되돌려 놓지 않으면 p/e(e는 지수 난수)가 큰 것부터 고릅니다. 되돌려 놓으면 누적 확률에서
        균등 난수가 놓인 자리를 찾습니다. 하나만 뽑을 때는 앞의 방법을 씁니다.
        """
        if count == 1 or not replacement:
            race = p / self.exponential(p.shape, p.dtype)
            return np.argsort(-race, axis=-1, kind="stable")[..., :count]
        ends = np.cumsum(p, axis=-1)
        ends = (ends / ends[..., -1:]).reshape(-1, p.shape[-1])
        draws = self._fractions(len(ends) * count, np.float64).reshape(-1, count)
        found = [np.searchsorted(row, draw) for row, draw in zip(ends, draws)]
        return np.array(found, np.int64).reshape(*p.shape[:-1], count)

    def randperm(self, n: int):
        """0부터 n − 1까지를 뒤섞은 int64 순열입니다. (피셔–예이츠 섞기, n < 2³²/20)"""
        order, left = list(range(n)), np.arange(n, 1, -1)  # left: 아직 섞지 않은 개수
        targets = n - left + self._draw32(left.size).astype(np.int64) % left
        for i, j in enumerate(targets.tolist()):
            order[i], order[j] = order[j], order[i]
        return np.array(order, np.int64)

    def bernoulli(self, p: np.ndarray):
        """확률이 p면 1, 아니면 0입니다. 모양과 dtype은 p와 같습니다.

        0 ≤ p ≤ 1은 부르는 쪽에서 확인합니다. p가 float64면 균등 난수도 float64로 뽑습니다.
        """
        return (self._fractions(p.size, p.dtype).reshape(p.shape) < p).astype(p.dtype)

    # ── 재료 ──

    def _draw32(self, count: int):
        return self._twister.random_raw(count)  # 32비트 정수가 uint64에 담겨 나옵니다.

    def _draw64(self, count: int):
        high, low = self._draw32(2 * count).reshape(count, 2).T
        return high << 32 | low

    def _fractions(self, count: int, dtype):
        """0 이상 1 미만의 수 count개입니다. 가수가 담을 수 있는 비트(24, 53)만큼 씁니다."""
        if dtype == np.float64:
            return (self._draw64(count) & (2**53 - 1)) * 2.0**-53
        return (self._draw32(count) & (2**24 - 1)).astype(np.float32) * np.float32(2**-24)

    def _normal_pairs(self, count: int):
        """16개 미만: 둘씩 만들어 차례로 내주고, 남은 하나는 다음 호출이 먼저 씁니다."""
        pairs = (count - self._spare.size + 1) // 2
        u1, u2 = self._fractions(2 * pairs, np.float64).reshape(pairs, 2).T
        made = np.stack(_box_muller(1 - u2, u1), axis=1).ravel()
        values = np.concatenate([self._spare, made])
        self._spare = values[count:]
        return values[:count]

    def _normal_blocks(self, count: int, dtype):
        """16개 이상: 16개씩 한 묶음으로 만듭니다. 나머지가 있으면 끝의 16개를 새로 뽑습니다."""
        whole = count - count % 16
        values = np.empty(count, _work_dtype(dtype))
        # float16은 묶음에 들지 못한 난수를 뽑지 않습니다.
        drawn = self._fractions(whole if dtype == np.float16 else count, dtype)
        values[:whole] = _normal_block(drawn[:whole])
        if whole < count:
            values[-16:] = _normal_block(self._fractions(16, dtype))
        return values


def _work_dtype(dtype):
    """계산에 쓰는 dtype입니다. float16은 float32로 계산한 뒤 마지막에 반올림합니다."""
    return np.float64 if dtype == np.float64 else np.float32


def _box_muller(u1, u2):
    radius, angle = np.sqrt(-2 * np.log(u1)), 2 * np.pi * u2
    return radius * np.cos(angle), radius * np.sin(angle)


def _normal_block(fractions):
    """16개 묶음마다 앞 8개를 u₁, 뒤 8개를 u₂로 씁니다. u₁ = 1 − u라서 로그에 0이 가지 않습니다."""
    u1, u2 = fractions.reshape(-1, 2, 8).swapaxes(0, 1)
    return np.stack(_box_muller(1 - u1, u2), axis=1).ravel()


def _scale(values, scale, shift):
    """values·scale + shift입니다. torch가 쓰는 CPU 명령(FMA)처럼 마지막에 한 번만 반올림합니다.

    float64는 더 넓은 실수가 없어 곱할 때도 반올림합니다. 끝자리가 다를 수 있습니다.
    """
    if scale == 1 and shift == 0:
        return values
    return (values.astype(np.float64) * scale + shift).astype(values.dtype)


default_generator = Generator()
default_generator.seed()


def manual_seed(seed: int) -> Generator:
    """기본 생성기에 씨앗을 심고 그 생성기를 돌려줍니다."""
    return default_generator.manual_seed(seed)


def get_rng_state() -> tuple:
    """기본 생성기의 지금 상태입니다."""
    return default_generator.get_state()


def set_rng_state(new_state: tuple) -> None:
    """기본 생성기를 get_rng_state가 돌려준 상태로 되돌립니다."""
    default_generator.set_state(new_state)


def initial_seed() -> int:
    """기본 생성기에 마지막으로 심은 씨앗입니다."""
    return default_generator.initial_seed()


def seed() -> int:
    """기본 생성기에 임의의 씨앗을 심고, 그 씨앗을 돌려줍니다."""
    return default_generator.seed()
