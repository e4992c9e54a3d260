"""저장한 텐서: 노드마다 적어 두고, 저장하는 걸음을 더합니다. 놓아주는 걸음은 backward.py에 있습니다."""

from __future__ import annotations

from ..korean import say
from .records import Op
from .steps import KEPT, Steps, memory_of, writes_part


class Saving(Steps):
    """저장한 텐서의 이름과 메모리를 봅니다."""

    def remember_saved(self, entry: Op, key: str, slots: list) -> None:
        """노드가 저장한 텐서마다 이름, 그것을 만든 노드, 크기를 적어 둡니다."""
        symbols = getattr(entry.op, "inputs", ())
        items = []
        for place, (name, (kept, counter, version)) in enumerate((entry.saved or {}).items()):
            array = getattr(kept, "_array", kept[0] if type(kept) is tuple else kept)
            size, owner = memory_of(array)
            if writes_part(entry) and name in ("out", symbols[0]):
                of = None if entry.wrote.hidden else self.box_of(entry.wrote.tensor, entry.wrote.edge)
                shown = self.part_name(entry)
            elif name == "out" or (type(kept) is not tuple and name not in symbols
                                 and not hasattr(kept, "_edge")):
                of, shown = key, self.nodes.name(key)
            elif name in symbols:
                slot = symbols.index(name)
                of, nr = slots[slot]
                shown = self.nodes.name(of, entry.inputs[slot][2], nr)
            else:
                of = self.nodes.keys.get(id(kept))
                of = of or next((found for (t, *_), (found, _) in
                                 zip(entry.inputs, slots, strict=True) if t is kept), None)
                shown = self.nodes.name(of) if of else f"{name}번 값" if isinstance(name, int) else name
            items.append({"name": shown, "of": of, "ver": version,
                          "shape": str(getattr(array, "shape", "")), "bytes": size})
            self.owners[key, place] = owner
            self.versions.append((counter, version, key, place))
        if items:
            self.saved[key] = items

    def save_steps(self, entry: Op, key: str) -> None:
        """텐서를 저장하는 작은 걸음입니다."""
        for place, item in enumerate(self.saved.get(key, ())):
            earlier, owner = self.hold(key, place), self.owners[key, place]
            sentence = say("{fn:이} {name:을} 저장했습니다. 버전 {ver}, {bytes}바이트.",
                           fn=self.nodes.by_key[key]["fn"], **item)
            if item["bytes"] and item in earlier:
                sentence += say(" 같은 {name:이라} 메모리는 늘지 않습니다.", **item)
            elif item["bytes"] and earlier:
                sentence += say(" {other:과} 메모리를 나눠 쓰므로 늘지 않습니다.",
                                other=earlier[0]["name"])
            elif item["bytes"] and owner.nbytes > item["bytes"]:
                sentence += f" 뷰라서 원본의 메모리 {owner.nbytes}바이트를 붙듭니다."
            self.step("save", sentence, key=key, changes={f"{key}.saved.{place}": KEPT},
                      to=item["of"], place=entry.place)
