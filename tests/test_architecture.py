"""엔진의 짜임새: import의 방향, 가벼움, 문서, 공개하는 이름."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import engine

ROOT = Path(engine.__file__).parent

# 앞에 있는 것은 뒤에 있는 것을 모릅니다. 폴더는 통째로 한 자리입니다.
LAYERS = [
    "korean", "errors", "dtypes", "device", "cuda", "printing", "random", "events", "grad_mode", "anomaly",
    "hooks", "tensor", "ownership", "node", "backward_hooks", "ops", "backward", "creation",
    "creation_random", "creation_rare", "creation_like",
    "autograd", "nn", "optim", "serialization", "utils", "graph", "draw", "stepper", "tracing",
    "__init__", "study",
]

TIER_1 = {
    "": """tensor as_tensor from_numpy zeros ones eye full arange linspace rand randn zeros_like
        ones_like add sub mul div neg pow abs gt ge lt le eq ne argmax allclose exp log sqrt sin
        cos tanh sigmoid relu clamp where matmul mm dot sum mean max min amax logsumexp softmax
        log_softmax t transpose permute reshape flatten squeeze unsqueeze clone cat stack
        manual_seed no_grad enable_grad set_grad_enabled is_grad_enabled inference_mode Tensor
        Size float32 float64 int64 bool set_default_dtype get_default_dtype""",
    "Tensor": """add sub mul div neg pow abs gt ge lt le eq ne argmax allclose exp log sqrt sin
        cos tanh sigmoid relu clamp matmul mm dot sum mean max min amax logsumexp softmax
        log_softmax t T transpose permute reshape view flatten squeeze unsqueeze expand clone
        detach to float double long add_ sub_ mul_ div_ zero_ fill_ copy_ exp_ relu_ clamp_
        backward grad grad_fn is_leaf requires_grad requires_grad_ retain_grad register_hook item
        tolist numpy shape dtype ndim size numel data _version __getitem__ __setitem__ __radd__
        __rsub__ __rmul__ __rtruediv__ __rpow__ __iadd__ __isub__ __imul__ __itruediv__
        __matmul__ __neg__ __abs__ __len__ __iter__ __bool__ __float__""",
    "nn.functional": """linear relu sigmoid tanh softmax log_softmax
        binary_cross_entropy_with_logits binary_cross_entropy mse_loss l1_loss cross_entropy
        nll_loss""",
    "autograd": "backward grad gradcheck gradgradcheck graph Function functional",
}


def modules():
    """파일마다 (engine을 뺀 모듈 이름, 경로)입니다."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts), path


NAMES = dict(modules())


def imports(name, path):
    """모듈을 읽을 때 끌어오는 engine의 모듈입니다. 함수 안의 import는 부를 때의 일이라 세지 않습니다."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    if name == "__init__":
        package = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(node) for function in ast.walk(tree)
              if isinstance(function, (ast.FunctionDef, ast.Lambda)) for node in ast.walk(function)}
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Import, ast.ImportFrom)) or id(node) in inside:
            continue
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names if alias.name.startswith("engine")]
            yield from (target.removeprefix("engine").lstrip(".") or "__init__" for target in found)
        elif node.level or (node.module or "").startswith("engine"):
            base = package[:len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module or "").removeprefix("engine").split(".")])
            module = module.strip(".")
            for alias in node.names:
                whole = f"{module}.{alias.name}".strip(".")
                yield whole if whole in NAMES else module or "__init__"


def layer(name):
    return LAYERS.index(name.split(".")[0])


@pytest.mark.parametrize("name", NAMES)
def test_imports_run_downwards(name):
    for target in imports(name, NAMES[name]):
        same_folder = target.split(".")[0] == name.split(".")[0]
        assert same_folder or layer(target) < layer(name), f"{name} → {target}"


def test_modules_of_one_folder_do_not_import_in_circles():
    graph = {name: {target for target in imports(name, path)
                    if not target.startswith(f"{name}.")}   # 폴더는 제 안의 모듈을 모읍니다.
             for name, path in NAMES.items()}
    assert list(TopologicalSorter(graph).static_order())


def test_every_layer_exists():
    assert {name.split(".")[0] for name in NAMES} == set(LAYERS)


def test_importing_engine_loads_numpy_and_nothing_else_of_weight():
    code = ("import sys; import numpy; before = set(sys.modules); import engine;"
            "new = [m for m in sys.modules if m not in before and sys.modules[m].__spec__];"
            "print(*{m.split('.')[0] for m in new})")
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                            check=True, cwd=ROOT.parent).stdout.split()
    assert set(loaded) - sys.stdlib_module_names <= {"engine", "numpy"}


def public(owner, module):
    """module에서 정의한 공개 함수, 클래스, 메서드입니다. 속성의 설명은 그 함수에 있습니다."""
    for name, value in vars(owner).items():
        value = getattr(value, "fget", None) or getattr(value, "__func__", None) or value
        if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(value) or inspect.isclass(value):
            yield owner, name
        if inspect.isclass(value):
            yield from public(value, module)


FORMULAS = re.compile("forward|backward|grad_[a-z]+")   # 공식은 클래스의 독스트링이 설명합니다.


def is_explained(owner, name):
    value = getattr(owner, name)
    if inspect.isclass(value) and issubclass(value, engine.ops.op.Op):
        return bool(value.__doc__)   # 수식만으로 말이 되기도 합니다: c = a + b
    return FORMULAS.fullmatch(name) or re.search("[가-힣]", inspect.getdoc(value) or "")


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_has_a_korean_docstring(name):
    module = engine if name == "__init__" else importlib.import_module(f"engine.{name}")
    assert re.search("[가-힣]", module.__doc__ or "")
    assert [f"{owner.__name__}.{what}" for owner, what in public(module, module)
            if not is_explained(owner, what)] == []


@pytest.mark.parametrize("where", TIER_1)
def test_every_name_of_tier_1_is_public(where):
    owner = engine
    for part in filter(None, where.split(".")):
        owner = getattr(owner, part)
    assert [name for name in TIER_1[where].split() if not hasattr(owner, name)] == []
