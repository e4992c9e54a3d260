"""노드 하나에 적을 것: 이름, 모양, 값, .grad, 저장된 텐서, 버전."""

from math import prod

from .listing import NO_GRAD
from .names import is_tensor

LONGEST_VALUE = 4       # 값을 그대로 적는 원소 수. 더 길면 상자가 숫자로 넘칩니다.


SHOWN = "data", "grad", "grad_fn"       # 따로 적지 않으면 노드에 적는 것
VIEWS = *SHOWN, "saved", "version"


def facts_of(vertex, names, show=SHOWN):
    """목록에 적을 사실들입니다."""
    if is_tensor(vertex):
        kind = "leaf" if vertex.requires_grad else "constant"
        base = names.of_leaf(getattr(vertex, "_base", None))
        name = names.of_leaf(vertex) or (f"{base}의 뷰" if base else None)
        return {"kind": kind, "name": name, **_tensor_facts(vertex, show)}
    found, outputs = names.of_op(vertex), getattr(vertex, "_outputs", ())
    facts = {"name": ", ".join(name for name, _ in found if name) or None}
    if len(outputs) == 1:           # 텐서가 사라진 연산도 결과의 모양은 노드가 압니다.
        facts |= {"shape": tuple(outputs[0][0]), "dtype": str(outputs[0][1])}
    if len(found) == 1:
        facts |= _tensor_facts(found[0][1], show)
    if "saved" in show:
        facts |= _saved_facts(vertex, names)
    op = type(vertex).__name__ if "grad_fn" in show or not facts["name"] else ""
    return {"kind": "op", "op": op, **facts}


def _tensor_facts(tensor, show):
    facts = {"shape": tuple(tensor.shape), "dtype": str(tensor.dtype).rpartition(".")[2]}
    if not facts["shape"] and "data" in show:
        facts["value"] = short(tensor)
    if "grad" in show and tensor.requires_grad and (tensor.is_leaf or tensor.retains_grad):
        facts["grad"] = NO_GRAD if tensor.grad is None else short(tensor.grad)
    if "version" in show and not tensor.is_inference():
        facts["version"] = tensor._version
    return facts


def _saved_facts(node, names):
    """노드의 _saved_… 속성 가운데 텐서인 것의 이름. 꺼낼 수 없으면 그 까닭만 압니다."""
    saved = []
    for name in sorted(name for name in dir(node) if name.startswith("_saved_")):
        try:
            value = getattr(node, name)
        except RuntimeError as error:
            return {"saved_state": "해제됨" if "second time" in str(error) else "버전 어긋남"}
        if is_tensor(value):
            saved.append(_called(value, node, names))
    return {"saved": tuple(saved)}


def _called(tensor, node, names):
    """저장된 텐서를 부르는 이름. 노드가 저장한 자기 결과는 노드의 이름으로 부릅니다."""
    found = names.of_leaf(tensor) or next(
        (name for name, _ in names.of_op(tensor.grad_fn) if name), None)
    return found or ("자기 결과" if tensor.grad_fn is node else short(tensor))


def short(tensor):
    """값 몇 개는 그대로, 많으면 모양만. 0으로 채운 것은 아직 없는 것과 다르므로 밝힙니다."""
    count = prod(tensor.shape)
    if count <= LONGEST_VALUE:
        return _number(tensor.tolist())
    if count <= 10_000 and not any(_flat(tensor.tolist())):
        return f"모두 0 {tuple(tensor.shape)}"
    return f"있음 {tuple(tensor.shape)}"


def _flat(values):
    for value in values:
        yield from _flat(value) if isinstance(value, list) else (value,)


def _number(value, below_one=4, above_one=5):
    """숫자 하나는 화면에 찍히는 것처럼 소수점 아래 네 자리쯤, 여럿이면 유효 숫자 셋까지."""
    if isinstance(value, list):
        return f"[{', '.join(_number(item, 3, 3) for item in value)}]"
    if isinstance(value, float):
        value = f"{value:.{below_one if abs(value) < 1 else above_one}g}"
    return str(value).replace("-", "−")
