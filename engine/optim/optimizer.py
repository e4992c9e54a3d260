"""옵티마이저의 뼈대입니다. 물려받은 클래스는 매개변수 하나를 고치는 update만 적습니다."""

from __future__ import annotations

import copy
import warnings
from collections import defaultdict

import numpy as np

from .. import errors
from ..events import ParameterStepped, announce, listeners
from ..grad_mode import switched
from ..nn.module import clear_grad
from ..tensor import Tensor


class Optimizer:
    """params: 텐서의 목록, 또는 무리마다 설정을 달리 적은 사전의 목록. defaults: 적지 않은 설정의 값.

    param_groups는 무리의 설정, state는 매개변수마다 기억하는 값(모멘텀 등)입니다.
    TypeError, ValueError: 목록이 아니거나, 비었거나, 잎인 텐서가 아닌 것이 있을 때.
    """

    def __init__(self, params, defaults: dict):
        self.defaults = defaults
        self.state: defaultdict[Tensor, dict] = defaultdict(dict)
        self.param_groups: list[dict] = []
        if isinstance(params, (Tensor, dict, set)):  # 집합에는 차례가 없습니다.
            raise errors.PARAMS_NOT_A_LIST(type=type(params).__name__)
        groups = list(params)
        if not groups:
            raise errors.NOTHING_TO_OPTIMIZE()
        for group in groups if isinstance(groups[0], dict) else [{"params": groups}]:
            self.add_param_group(group)

    def add_param_group(self, param_group: dict) -> None:
        """매개변수 무리를 더합니다. 적지 않은 설정은 defaults를 따릅니다."""
        if not isinstance(param_group, dict):
            raise errors.GROUP_TYPE(type=type(param_group).__name__)
        if "params" not in param_group:
            raise errors.GROUP_WITHOUT_PARAMS(keys=", ".join(param_group) or "없음")
        params = param_group["params"]
        if isinstance(params, set):
            raise errors.PARAMS_NOT_A_LIST(type="set")
        params = [params] if isinstance(params, Tensor) else list(params)
        taken = {p for group in self.param_groups for p in group["params"]}
        for p in params:
            if not isinstance(p, Tensor):
                raise errors.OPTIMIZE_OTHER_TYPE(type=type(p).__name__)
            if not (p.is_leaf or p.retains_grad):
                raise errors.OPTIMIZE_NON_LEAF(shape=tuple(p.shape), node=p.grad_fn.name())
            if p in taken:
                raise errors.PARAMETER_IN_TWO_GROUPS(shape=tuple(p.shape))
        if len(set(params)) < len(params):
            warnings.warn(
                "한 무리에 같은 매개변수가 두 번 들어 있어 한 걸음에 두 번 고칩니다. "
                "(optimizer contains a parameter group with duplicate parameters)",
                UserWarning, stacklevel=3)
        group = {**self.defaults, **param_group}
        group.pop("params")
        self.check(group)
        self.param_groups.append({"params": params, **group})

    def check(self, group: dict) -> None:
        """ValueError: 설정이 맞지 않을 때. 물려받은 클래스가 저마다의 설정을 더 확인합니다."""
        require(group["lr"] >= 0, "lr", "learning rate", group["lr"])
        require(group["weight_decay"] >= 0, "weight_decay", "weight_decay value",
                group["weight_decay"])

    def zero_grad(self, set_to_none: bool = True) -> None:
        """맡은 매개변수의 .grad를 비웁니다. set_to_none=False면 0으로 채웁니다."""
        for group in self.param_groups:
            for p in group["params"]:
                clear_grad(p, set_to_none)

    def step(self, closure=None):
        """매개변수를 한 걸음 고칩니다. .grad가 None인 것은 건너뜁니다.

        closure: 변화도를 다시 구하고 손실을 돌려주는 함수. 주면 먼저 부르고, 그 손실을 돌려줍니다.
        """
        loss = None
        if closure is not None:
            with switched(True):
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    grad, state = p.grad._array, self.state.get(p, {})
                    before = p._array.copy() if listeners else None
                    self.update(p._array, -grad if group["maximize"] else grad, state, group)
                    p._version_counter[0] += 1  # 옛 값을 저장해 둔 노드가 알아챌 수 있게 합니다.
                    if state:
                        self.state[p] = state
                    if listeners:
                        announce(ParameterStepped, self, p, before, group)
        return loss

    def update(self, value: np.ndarray, grad: np.ndarray, state: dict, group: dict) -> None:
        """매개변수 하나의 값을 제자리에서 고칩니다. grad는 고치지 않습니다.

        state: 이 매개변수가 기억하는 값. 처음에는 비어 있습니다. group: 이 무리의 설정.
        """
        raise NotImplementedError

    # ── 상태 ──

    def state_dict(self) -> dict:
        """저장할 수 있는 상태입니다. 매개변수는 무리의 차례대로 매긴 번호로 적습니다."""
        numbers = {p: i for i, p in enumerate(self._all_params())}
        groups = [{**{key: value for key, value in group.items() if key != "params"},
                   "params": [numbers[p] for p in group["params"]]} for group in self.param_groups]
        return {"state": {numbers[p]: state for p, state in self.state.items()},
                "param_groups": groups}

    def load_state_dict(self, state_dict: dict) -> None:
        """상태를 복사해 넣습니다. ValueError: 매개변수의 수가 다를 때. 이때는 아무것도 바뀌지 않습니다."""
        theirs = [len(group["params"]) for group in state_dict["param_groups"]]
        ours = [len(group["params"]) for group in self.param_groups]
        if theirs != ours:
            raise errors.OPTIMIZER_STATE_MISMATCH(ours=ours, theirs=theirs)
        loaded = copy.deepcopy(state_dict)
        numbers = dict.fromkeys(n for group in loaded["param_groups"] for n in group["params"])
        self.state = defaultdict(dict)
        for number, p in zip(numbers, self._all_params()):
            if number in loaded["state"]:
                self.state[p] = {key: _like(key, value, p)
                                 for key, value in loaded["state"][number].items()}
        self.param_groups = [{**group, "params": mine["params"]} for group, mine
                             in zip(loaded["param_groups"], self.param_groups)]

    def _all_params(self) -> list[Tensor]:
        return list(dict.fromkeys(p for group in self.param_groups for p in group["params"]))

    def __repr__(self) -> str:
        lines = [f"{type(self).__name__} ("]
        for i, group in enumerate(self.param_groups):
            lines.append(f"Parameter Group {i}")
            lines += [f"    {key}: {group[key]}" for key in sorted(group) if key != "params"]
        return "\n".join([*lines, ")"])


def _like(key: str, value, parameter: Tensor):
    """기억하던 값을 매개변수의 dtype으로 맞춥니다. 걸음 수는 그대로 둡니다."""
    if key == "step" or not isinstance(value, Tensor):
        return value
    return value.to(parameter.dtype)


def require(allowed: bool, name: str, english: str, value, range: str = "0 이상") -> None:
    """ValueError: 설정이 범위를 벗어났을 때."""
    if not allowed:
        raise errors.OPTIMIZER_SETTING(name=name, english=english, value=value, allowed=range)
