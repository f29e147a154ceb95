"""The chart modules with one of them changed, beside the real ones and without disturbing them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

import metrics
from tests.mutants.making import ROOT

CHAIN = ("metrics.runchart", "metrics.limits", "metrics.nhs", "metrics.cases")


@contextmanager
def answers_with(file: str, old: str, new: str) -> Iterator[Callable[[dict[str, Any]], dict[str, Any]]]:
    """`cases.answer`, as it would be if `old`, which the file holds once, were `new`."""
    name = file.removesuffix(".py").replace("/", ".")
    source = (ROOT / file).read_text(encoding="utf-8")
    assert source.count(old) == 1, f"{file} does not hold {old!r} once: write the mutant anew"
    real = {one: import_module(one) for one in CHAIN}
    for one in CHAIN:
        _forget(one)
    try:
        for one in CHAIN[: CHAIN.index(name)]:
            import_module(one)
        changed = sys.modules[name] = ModuleType(name)
        setattr(metrics, _short(name), changed)
        exec(compile(source.replace(old, new), file, "exec"), changed.__dict__)  # noqa: S102
        yield import_module("metrics.cases").answer
    finally:
        for one, module in real.items():
            sys.modules[one] = module
            setattr(metrics, _short(one), module)


def _forget(name: str) -> None:
    """`from metrics import nhs` asks the package, and `import metrics.nhs` asks sys.modules."""
    del sys.modules[name]
    delattr(metrics, _short(name))


def _short(name: str) -> str:
    return name.rpartition(".")[2]
