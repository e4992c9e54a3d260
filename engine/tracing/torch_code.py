"""기록에 딸린 PyTorch 코드: 기록한 문장에 그 앞에서 만든 것을 덧붙여, 혼자서도 도는 프로그램으로 적습니다.

여기는 무엇을 옮길지 정합니다. 옮기는 일은 torch_program.py와 torch_values.py가 합니다.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..korean import say
from .before import Before, named
from .torch_program import Program


def call_of(function, inputs: dict, seed) -> tuple[str, str, Before]:
    """함수에 입력을 넘기는 문장, 그 결과에서 역전파하는 문장, 거기서 부르는 이름들입니다."""
    own = getattr(function, "__name__", "")
    f, y, v = (next(name for name in names if name not in inputs) for names in (
        (own if own.isidentifier() else "f", "f", "f_"), ("y", "out", "y_"), ("v", "v_")))
    code = getattr(function, "__code__", None)
    alone = len(inputs) == 1 and not (code and code.co_kwonlyargcount)
    given = inputs if alone else [f"{name}={name}" for name in inputs]
    call, start = f"{y} = {f}({', '.join(given)})", {f: function, **inputs}
    if seed is None:
        return call, f"{y}.backward()", named(start)
    return call, f"{y}.backward({v})  # 다른 벡터는 {v}의 값만 고치면 됩니다.", named({**start, v: seed})


def code_of(body: str, start: Before, first: Callable, hooks: set[str]) -> str:
    """기록한 문장 body를 torch로 옮긴 프로그램입니다. 기록과 달라질 곳이 있으면 주석으로 적습니다.

    first: 텐서 → (처음 값, 추적하는지, 처음의 .grad나 None). hooks: 역전파하며 실행한 훅의 이름.
    """
    try:
        tree = ast.parse(body)
        compile(tree, "<code>", "exec")
    except SyntaxError:      # 구역 안의 return 등
        tree = ast.Module([], [])
    if not tree.body:
        return "# 기록한 문장을 찾지 못했거나, 떼어 내어 실행할 수 없는 문장이라 옮기지 못했습니다."
    program = Program(start, first)
    try:
        program.add(body, tree)
    except Exception as fault:      # 독자의 값이 어떤 것이든, 코드 때문에 기록을 잃지는 않습니다.
        return f"# 옮기지 못하는 값이 있습니다. ({type(fault).__name__})"
    settings = [f"torch.set_default_dtype({start.dtype!r})"] * (start.dtype.name != "float32")
    settings += ["torch.set_grad_enabled(False)"] * (not start.enabled)
    text = "\n".join([*program.imports, *settings, *program.lines])
    return "\n".join([*_notes(program, text, hooks), text])


def _notes(program: Program, text: str, hooks: set[str]) -> list[str]:
    """기록과 달라질 곳을 적은 주석입니다."""
    notes = [say("# 기록 앞에서 건 훅 {hook:은} 옮기지 못했습니다.", hook=hook) for hook in sorted(hooks)
             if hook.strip("<>") not in text]
    if program.random and "manual_seed" not in text:
        notes.append("# 무작위로 만드는 값은 기록과 다를 수 있습니다.")
    if program.unknown:
        notes.append(f"# 옮기지 못한 이름이 있습니다. 먼저 만들어 두세요: {', '.join(program.unknown)}")
    return notes
