"""그래프의 목록: 노드, 간선, 그 둘을 담은 그래프. 글로도 적힙니다."""

from collections import Counter
from dataclasses import asdict, dataclass

NO_GRAD = "없음(None)"


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
    saved: tuple = ()               # 국소 미분에 쓰려고 저장한 텐서의 이름
    saved_state: str | None = None  # 저장한 텐서를 쓸 수 없으면 그 까닭: 해제됨, 버전 어긋남
    version: int | None = None      # 제자리 연산으로 고친 횟수
    layer: int = 0                  # 몇 번째로 준 뿌리부터 이어지는지. 변화도의 그래프를 가려냅니다.

    def __str__(self):
        kind = {"op": self.op, "leaf": "잎", "constant": "상수"}[self.kind]
        head = " ".join(filter(None, ["뿌리" * self.root, kind, self.name]))
        facts = [("모양 {}", self.shape), ("값 {}", self.value), (".grad {}", self.grad),
                 ("상수 입력 {}개", self.constants or None),
                 ("생략한 입력 {}개", self.hidden or None),
                 ("저장 {}", ", ".join(self.saved) or None), ("저장된 텐서 {}", self.saved_state),
                 ("버전 {}", self.version), ("{}번째 뿌리에만 이어짐", self.layer + 1 if self.layer else None),
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
    shared: tuple = ()              # 값을 함께 쓰지만 길은 끊긴 (원래 노드, detach한 노드)

    @property
    def summary(self):
        """대체 텍스트로 쓰는 문장."""
        leaves = [n.name for n in self.nodes if n.kind == "leaf" and n.name]
        roots = [n.name or n.op or "이름 없는 텐서" for n in self.nodes if n.root]
        return summary(leaves, roots, [n.kind for n in self.nodes], len(self.edges))

    @property
    def omission(self):
        """다 싣지 못했다면 그 사실을 알리는 문장."""
        if len(self.nodes) == self.total:
            return ""
        return (f"상자 {self.total}개 가운데 뿌리 쪽 {len(self.nodes)}개만 보입니다. "
                f"모두 보려면 limit={self.total}을 주세요.")

    def to_dict(self):
        """JSON으로 적을 수 있는 사전입니다."""
        return asdict(self)

    def __str__(self):
        head = "노드와 상수" if any(node.kind == "constant" for node in self.nodes) else "노드"
        lines = [self.summary, *filter(None, [self.omission]), head]
        lines += [f"  {node.key} {node}" for node in self.nodes]
        lines += ["화살표"] * bool(self.edges) + [f"  {edge}" for edge in self.edges]
        lines += ["값만 함께 씀(detach)"] * bool(self.shared)
        return "\n".join(lines + [f"  {source} = {target}" for source, target in self.shared])


def summary(leaves, roots, kinds, edges):
    """그래프를 한 문장으로 적고 셉니다. 조사는 이름의 받침을 타지 않는 것만 씁니다.

    kinds: 상자마다의 종류. 노드는 잎과 연산이고, 상수와 기록하지 않은 연산(plain)은 있을 때만 따로 셉니다.
    """
    ends = [f"잎 {_few(leaves)}에서"] * bool(leaves) + [f"뿌리 {_few(roots)}까지"] * bool(roots)
    words = {"op": "노드", "leaf": "노드", "constant": "상수", "plain": "기록하지 않은 연산"}
    found = Counter({"노드": 0})
    found.update(words[kind] for kind in kinds)
    counts = [f"{word} {found[word]}개" for word in dict.fromkeys(words.values()) if word in found]
    return " ".join([*ends, *["이어지는"] * bool(ends), f"연산 그래프. {', '.join(counts)}, 화살표 {edges}개."])


def _few(names, most=4):
    return ", ".join(names[:most]) + (f" 외 {len(names) - most}개" if len(names) > most else "")
