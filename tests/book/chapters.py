"""장의 노트북을 절로 나누고, 코드 칸에서 쓴 엔진의 이름을 찾습니다."""

import ast
import re
from dataclasses import dataclass
from functools import cached_property

import appendix
import nbformat

import engine

OWNERS = {"Tensor": dir(engine.Tensor), "autograd.graph.Node": dir(engine.autograd.graph.Node)}


@dataclass
class Chapter:
    number: int

    def __str__(self):
        return f"{self.number}장"

    @cached_property
    def cells(self):
        return nbformat.read(appendix.chapters()[self.number], as_version=4).cells

    @cached_property
    def sections(self):
        """절의 제목 → 칸입니다. 마크다운 칸은 제목에서 나눕니다. 첫 절 앞의 제목은 빈 글입니다."""
        title, found = "", {"": []}
        for cell in self.cells:
            if cell.cell_type == "code":
                found[title].append(cell)
                continue
            before, *after = re.split(r"^## (.*)\n", cell.source, flags=re.M)
            found[title].append(nbformat.v4.new_markdown_cell(before))
            for title, body in zip(after[::2], after[1::2], strict=True):
                found[title] = [nbformat.v4.new_markdown_cell(body)]
        return found

    @property
    def numbered(self):
        """번호가 있는 절의 칸입니다."""
        return [cell for title, cells in self.sections.items() if title[:1].isdigit() for cell in cells]

    @cached_property
    def imported(self):
        """import한 이름 → 엔진의 이름입니다: jacobian_view → engine.tracing.jacobian. compare의 lib도 엔진입니다."""
        found = {"lib": "engine"}
        for node in (node for cell in code(self.cells) for node in ast.walk(ast.parse(cell.source))):
            if isinstance(node, ast.ImportFrom):
                found |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
            elif isinstance(node, ast.Import):
                found |= {name.asname or name.name: name.name for name in node.names}
        return {short: name for short, name in found.items() if name.split(".")[0] == "engine"}

    def used(self, cells):
        """칸에서 쓴 엔진의 이름입니다: zeros, tracing.record, Tensor.grad, 그리고 인자의 이름인 retain_graph="""
        names = Names(self.imported)
        for cell in code(cells):
            names.visit(ast.parse(cell.source))
        return names.found


class Names(ast.NodeVisitor):
    def __init__(self, imported):
        self.imported, self.found = imported, set()

    def visit_Name(self, node):
        if node.id in self.imported:
            self.found.add(self.imported[node.id].removeprefix("engine."))

    def visit_Attribute(self, node):
        name = self.name(node)
        self.found |= {name} - {None}
        if name is None or name.startswith(tuple(OWNERS)):
            self.visit(node.value)

    def visit_Call(self, node):
        if isinstance(node.func, ast.Attribute) and self.name(node.func):
            self.found |= {f"{keyword.arg}=" for keyword in node.keywords}
        self.generic_visit(node)

    def name(self, node):
        """engine.nn.functional.relu처럼 이어 적은 것은 그 이름입니다. x.grad는 그런 속성이 있는 첫째 것의 이름입니다."""
        root, *path = ast.unparse(node).split(".")
        if root in self.imported and all(map(str.isidentifier, path)):
            return ".".join([self.imported[root], *path]).removeprefix("engine.")
        return next((f"{owner}.{node.attr}" for owner, names in OWNERS.items() if node.attr in names), None)


def code(cells):
    return [cell for cell in cells if cell.cell_type == "code"]


def text(cells):
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def tags(cell):
    return set(cell.metadata.get("tags", []))


CHAPTERS = [Chapter(number) for number in appendix.chapters()]
