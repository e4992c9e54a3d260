"""연산 그래프를 목록으로 옮깁니다: 텐서 → 노드와 간선.

`grad_fn`에서 시작해 `next_functions`를 따라갈 뿐, 엔진의 안쪽은 건드리지 않습니다.
그림과 걸음보기가 이 목록을 함께 쓰므로, 같은 그래프는 언제나 같은 목록이 됩니다.
"""

import sys
from collections import deque
from dataclasses import asdict, dataclass
from math import prod

NO_GRAD = "없음(None)"
LONGEST_VALUE = 4       # 값을 그대로 적는 원소 수. 더 길면 상자가 숫자로 넘칩니다.


@dataclass(frozen=True, slots=True)
class GraphNode:
    """상자 하나. `kind`는 op(연산), leaf(잎), constant(추적하지 않는 텐서)입니다."""

    key: str
    kind: str
    op: str = ""                    # 변화도 함수의 이름. 잎과 상수에는 없습니다.
    name: str | None = None         # 독자가 붙인 변수 이름
    shape: tuple | None = None      # 결과가 여럿인 연산은 하나로 적을 수 없습니다.
    dtype: str | None = None
    value: str | None = None        # 스칼라의 값
    grad: str | None = None         # None: .grad를 두지 않는 텐서, NO_GRAD: 아직 없음
    root: bool = False
    constants: int = 0              # 추적하지도 저장하지도 않아, 있다는 것만 아는 입력의 수
    hidden: int = 0                 # 그래프가 커서 목록에서 뺀 입력의 수

    def __str__(self):
        kind = {"op": self.op, "leaf": "잎", "constant": "상수"}[self.kind]
        head = " ".join(filter(None, ["뿌리" * self.root, kind, self.name]))
        facts = [("모양 {}", self.shape), ("값 {}", self.value), (".grad {}", self.grad),
                 ("상수 입력 {}개", self.constants or None),
                 ("생략한 입력 {}개", self.hidden or None),
                 ("{}", None if self.dtype == "float32" else self.dtype)]
        return ", ".join([head, *(form.format(x) for form, x in facts if x is not None)])


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """값이 `source`에서 나와 `target`의 입력 자리 `slot`으로 들어갑니다."""

    key: str
    source: str
    target: str
    slot: int
    output: int = 0                 # source가 여러 텐서를 만들 때 그 가운데 몇째인지

    def __str__(self):
        output = f" 출력 {self.output}" if self.output else ""
        return f"{self.source}{output} → {self.target} 자리 {self.slot}"


@dataclass(frozen=True, slots=True)
class Graph:
    """뿌리부터 위상 순서로 늘어놓은 노드와, 입력 자리마다 하나씩인 간선."""

    nodes: tuple
    edges: tuple
    total: int                      # 빼놓은 것까지 센 노드 수

    @property
    def summary(self):
        """대체 텍스트로 쓰는 문장. 조사는 이름의 받침을 타지 않는 것만 씁니다."""
        leaves = [n.name for n in self.nodes if n.kind == "leaf" and n.name]
        roots = [n.name or n.op or "이름 없는 텐서" for n in self.nodes if n.root]
        start = f"잎 {_few(leaves)}에서 " if leaves else ""
        return (f"{start}뿌리 {_few(roots)}까지 이어지는 연산 그래프. "
                f"노드 {len(self.nodes)}개, 간선 {len(self.edges)}개.")

    @property
    def omission(self):
        """다 싣지 못했다면 그 사실을 알리는 문장."""
        if len(self.nodes) == self.total:
            return ""
        return (f"노드 {self.total}개 가운데 뿌리 쪽 {len(self.nodes)}개만 보입니다. "
                f"모두 보려면 limit={self.total}을 주세요.")

    def to_dict(self):
        """JSON으로 적을 수 있는 사전입니다."""
        return asdict(self)

    def __str__(self):
        lines = [self.summary, *filter(None, [self.omission]), "노드"]
        lines += [f"  {node.key} {node}" for node in self.nodes]
        return "\n".join(lines + ["간선"] * bool(self.edges) + [f"  {e}" for e in self.edges])


def _few(names, most=4):
    return ", ".join(names[:most]) + (f" 외 {len(names) - most}개" if len(names) > most else "")


# ── 이름 ──────────────────────────────────────────────────────────────────────────────

def is_tensor(value):
    """클래스에만 묻습니다. 인스턴스에 물으면 독자 객체의 `__getattr__`이 움직일 수 있습니다."""
    return hasattr(type(value), "grad_fn") and hasattr(type(value), "is_leaf")


class Names:
    """텐서에서 독자의 변수 이름으로 가는 사전.

    연산 노드는 자기가 만든 텐서를 모릅니다(알면 순환 참조가 됩니다). 그래서 거꾸로,
    이름 붙은 텐서 가운데 `grad_fn`이 그 노드인 것을 찾습니다.
    """

    def __init__(self, *spaces):
        self._leaves = {}           # id(잎) → 이름
        self._outputs = {}          # id(노드) → {출력 번호: (이름, 텐서)}
        self._alive = []            # id가 다른 객체에 다시 쓰이지 않도록 붙들어 둡니다.
        for space in spaces:
            for name, value in list(space.items()):
                if not name.startswith("_"):
                    self._visit(name, value)

    def _visit(self, name, value):
        if is_tensor(value):
            self.add(name, value)
        elif hasattr(type(value), "named_parameters"):
            for part, tensor in value.named_parameters():
                self.add(f"{name}.{part}", tensor)
        elif type(value) in (list, tuple) and len(value) <= 100:
            for i, tensor in enumerate(value):
                if is_tensor(tensor):
                    self.add(f"{name}[{i}]", tensor)

    def add(self, name, tensor):
        """텐서 하나의 이름을 적어 둡니다."""
        node = tensor.grad_fn
        self._alive.append((tensor, node))
        if node is None:
            self._leaves.setdefault(id(tensor), name)
        else:
            outputs = self._outputs.setdefault(id(node), {})
            outputs.setdefault(getattr(tensor, "output_nr", 0), (name, tensor))

    def of_leaf(self, tensor):
        """이 텐서의 이름입니다. 없으면 None입니다."""
        return self._leaves.get(id(tensor))

    def of_op(self, node):
        """이 노드가 만든 것으로 찾은 (이름, 텐서)를 출력 번호 순서로."""
        return [found for _, found in sorted(self._outputs.get(id(node), {}).items())]


def caller_names(depth, explicit=None):
    """`depth`단계 위 호출자의 지역 변수와 전역 변수에서 찾습니다. 직접 준 이름이 먼저입니다."""
    frame = sys._getframe(depth + 1)
    return Names(explicit or {}, frame.f_locals, frame.f_globals)


# ── 걷기 ──────────────────────────────────────────────────────────────────────────────

def _vertex(node):
    """잎으로 가는 간선은 AccumulateGrad로 끝납니다. 목록에서는 그 잎 텐서가 노드입니다."""
    leaf = getattr(node, "variable", None) if type(node).__name__ == "AccumulateGrad" else None
    return node if leaf is None else leaf


def _inputs(vertex, constant_of):
    """[(자리, 입력, 출력 번호)]. 추적하지도, 찾지도 못한 입력은 None입니다."""
    return [(slot, constant_of(vertex, slot) if node is None else _vertex(node), output)
            for slot, (node, output) in enumerate(getattr(vertex, "next_functions", ()))]


def _walk(roots, constant_of):
    """(노드, 입력)을 뿌리부터 위상 순서로. 쓰는 쪽이 먼저라 앞부분만 잘라도 이어져 있습니다."""
    found = {id(root): root for root in roots}      # 값을 붙들어 두어야 id가 유효합니다.
    uses = dict.fromkeys(found, 0)
    roots, inputs = list(found.values()), {}
    stack = list(roots)
    while stack:                                    # 재귀는 긴 그래프에서 스택을 넘칩니다.
        vertex = stack.pop()
        inputs[id(vertex)] = arriving = _inputs(vertex, constant_of)
        for _, child, _ in arriving:
            if child is None:
                continue
            key = id(child)
            if key not in found:
                found[key], uses[key] = child, 0
                stack.append(child)
            uses[key] += 1
    ready = deque(root for root in roots if not uses[id(root)])
    while ready:
        vertex = ready.popleft()
        yield vertex, inputs[id(vertex)]
        for _, child, _ in inputs[id(vertex)]:
            if child is not None:
                uses[id(child)] -= 1
                if not uses[id(child)]:
                    ready.append(child)


def saved_constant(node, slot):
    """추적하지 않는 입력에는 간선이 없습니다. 다만 국소 미분에 쓰려고 저장했다면 찾을 수 있습니다.

    역전파가 저장된 텐서를 해제하고 나면 이 길도 사라집니다.
    """
    slots, saved = getattr(node, "inputs", ()), getattr(node, "saved", None)
    value = saved.get(slots[slot]) if saved and slot < len(slots) else None
    return value[0] if value and is_tensor(value[0]) else None


def describe(tensors, names=None, limit=None, constant_of=saved_constant):
    """텐서에서 거슬러 오르는 그래프. 앞에서 `limit`개까지만 싣고 나머지는 세기만 합니다.

    `constant_of(node, slot)`가 텐서를 돌려주면 추적하지 않는 입력도 노드가 됩니다.
    """
    names = names or Names()
    for tensor in tensors:
        names.add(None, tensor)     # 변수에 담지 않은 뿌리도 모양과 값은 압니다.
    roots = [tensor if tensor.grad_fn is None else tensor.grad_fn for tensor in tensors]
    everything = list(_walk(roots, constant_of))
    keys = {id(vertex): f"n{i}" for i, (vertex, _) in enumerate(everything[:limit])}
    nodes, edges = [], []
    for vertex, inputs in everything[:limit]:
        key = keys[id(vertex)]
        seen = [(slot, id(child), out) for slot, child, out in inputs if child is not None]
        edges += [GraphEdge(f"{key}.{slot}", keys[child], key, slot, out)
                  for slot, child, out in seen if child in keys]
        nodes.append(GraphNode(
            key, **_facts(vertex, names), root=any(vertex is root for root in roots),
            constants=len(inputs) - len(seen),
            hidden=sum(child not in keys for _, child, _ in seen)))
    return Graph(tuple(nodes), tuple(edges), len(everything))


# ── 노드 하나에 적을 것 ───────────────────────────────────────────────────────────────

def _facts(vertex, names):
    if is_tensor(vertex):
        kind = "leaf" if vertex.requires_grad else "constant"
        base = names.of_leaf(getattr(vertex, "_base", None))
        name = names.of_leaf(vertex) or (f"{base}의 뷰" if base else None)
        return {"kind": kind, "name": name, **_tensor_facts(vertex)}
    found, outputs = names.of_op(vertex), getattr(vertex, "outputs", ())
    facts = {"name": ", ".join(name for name, _ in found if name) or None}
    if len(outputs) == 1:           # 텐서가 사라진 연산도 결과의 모양은 노드가 압니다.
        facts |= {"shape": tuple(outputs[0][0]), "dtype": str(outputs[0][1])}
    if len(found) == 1:
        facts |= _tensor_facts(found[0][1])
    return {"kind": "op", "op": type(vertex).__name__, **facts}


def _tensor_facts(tensor):
    facts = {"shape": tuple(tensor.shape), "dtype": str(tensor.dtype).rpartition(".")[2]}
    if not facts["shape"]:
        facts["value"] = short(tensor)
    if tensor.requires_grad and (tensor.is_leaf or tensor.retains_grad):
        facts["grad"] = NO_GRAD if tensor.grad is None else short(tensor.grad)
    return facts


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
