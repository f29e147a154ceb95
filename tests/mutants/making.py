"""Mutants: a module's source with one small change, by the operators of cosmic-ray.

They are made and judged in memory, so that the files stay as they are while somebody works on them.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("metrics/runchart.py", "metrics/limits.py", "metrics/nhs.py")


@dataclass(frozen=True, slots=True)
class Change:
    """What tells one mutant from another; it outlives lines that move."""

    file: str
    operator: str
    line: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Mutant:
    change: Change
    number: int  # of the line, from 1
    source: str


def mutants(file: str, source: str) -> Iterator[Mutant]:
    """Every mutant that runs, and differently: see `_Normal` for what is the same.

    Each statement of the module is changed by itself: to read the whole module each time takes far longer.
    """
    pieces = [node.get_code() for node in get_ast(source).children]
    for at, piece in enumerate(pieces):
        before, after = "".join(pieces[:at]), "".join(pieces[at + 1 :])
        for operator, changed in _changed(piece):
            change, number = _difference(piece, changed)
            yield Mutant(
                Change(file, operator, *change), before.count("\n") + number, f"{before}{changed}{after}"
            )


def _changed(piece: str) -> Iterator[tuple[str, str]]:
    """The operator's name, and what it makes of the piece."""
    plain = _run(piece)
    for name, operator, times in _operators(piece):
        for occurrence in range(times):
            changed = mutate_code(piece, operator, occurrence)
            if changed is not None and _run(changed) not in (plain, None):
                yield name.removeprefix("core/"), changed


@cache
def _known() -> dict[str, Operator]:
    """Operators that need no arguments of their own."""
    kinds = {name: get_operator(name) for name in operator_names()}
    return {name: kind() for name, kind in kinds.items() if not kind.arguments()}


def _operators(piece: str) -> list[tuple[str, Operator, int]]:
    """Those that find something in the piece, and how often."""
    operators = _known()
    found: Counter[str] = Counter()
    for node in ast_nodes(get_ast(piece)):
        for name, operator in operators.items():
            found[name] += sum(1 for _ in operator.mutation_positions(node))
    return [(name, operators[name], found[name]) for name in sorted(found) if found[name]]


def _run(piece: str) -> str | None:
    """What runs of it: annotations do not (`from __future__ import annotations`). None: nothing does,
    for the operators also take the star of `*, name` for a product.
    """
    try:
        return ast.dump(_Normal().visit(ast.parse(piece)))
    except SyntaxError:
        return None


class _Normal(ast.NodeTransformer):
    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        """What they are, and not whether they are passed by name."""
        node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
        node.defaults = [*node.defaults, *(default for default in node.kw_defaults if default)]
        node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Of numbers, texts and records `== None` says what `is None` says."""
        same: dict[type[ast.cmpop], ast.cmpop] = {ast.Eq: ast.Is(), ast.NotEq: ast.IsNot()}
        last = node.comparators[-1]
        if isinstance(last, ast.Constant) and last.value is None:
            node.ops[-1] = same.get(type(node.ops[-1]), node.ops[-1])
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        """`zip(strict=True)` asserts that lengths are equal; where they are, it changes nothing."""
        return ast.keyword(node.arg, ast.Constant(None)) if node.arg == "strict" else self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(value=None)
        return self.generic_visit(node)


def _difference(piece: str, changed: str) -> tuple[tuple[str, str], int]:
    """The first line that differs, before and after, and its number in the piece."""
    before, after = piece.splitlines(), changed.splitlines()
    lines = enumerate(zip_longest(before, after, fillvalue=""), start=1)
    number = next(at for at, (one, other) in lines if one != other)
    while not before[number - 1]:  # a decorator goes with the empty lines before it
        number += 1
    becomes = "" if len(after) < len(before) else after[number - 1].strip()
    return (before[number - 1].strip(), becomes), number
