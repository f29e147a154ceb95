"""A mutant is killed where the reference cases or the pure tests of its module notice it.

Each is judged in a process of its own, forked from one that has imported pytest and read the cases, but none
of the modules: so an import, a cache or an endless loop of one mutant is no other's.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

from tests.metrics.golden import cases, differences, runs_table
from tests.mutants.making import ROOT, Mutant

Case = dict[str, Any]
Row = tuple[int, tuple[int, int]]
SURVIVED, KILLED = 0, 1
MEMORY = 2 << 30
PROPERTIES = ("test_limits_properties", "test_pool_properties", "test_nhs_properties")
TESTS = {
    "metrics/runchart.py": (
        "test_records",
        "test_runchart",
        "test_runchart_lines",
        "test_runchart_references",
        "test_limits",
        "test_nhs",
        "test_runchart_properties",
        *PROPERTIES,
    ),
    "metrics/limits.py": ("test_records", "test_limits", "test_nhs", *PROPERTIES),
    "metrics/nhs.py": ("test_records", "test_nhs", "test_nhs_properties"),
}
# Without the plugins, which need Django, and without their settings.
PURE = ("-c", os.devnull, "-o", "pythonpath=.", "--rootdir", str(ROOT), "--noconftest", "-x", "-q")
ROUNDS = 7  # so many rounds are made through the reference cases: most mutants end in the first


class _Instead(MetaPathFinder, InspectLoader):
    """Imports the mutated source under the module's name."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = mutant.change.file.removesuffix(".py").replace("/", ".")
        self.source = mutant.source

    def find_spec(self, fullname: str, _path: Any, _target: Any = None) -> ModuleSpec | None:
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def get_source(self, _fullname: str) -> str:
        return self.source


def survivors(mutants: Iterator[Mutant], jobs: int) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether it survived, as they come in; at most `jobs` at a time."""
    # None of the chart modules may be here before a mutant is.
    assert not {name for name in sys.modules if name.startswith("metrics.")}
    asked, table = cases(), runs_table()
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        if len(running) == jobs:
            yield _next(running)
        running[_start(mutant, asked, table)] = mutant
    while running:
        yield _next(running)


def _next(running: dict[int, Mutant]) -> tuple[Mutant, bool]:
    """What ends by itself or is stopped for its time or memory."""
    pid, status = os.wait()
    return running.pop(pid), status == SURVIVED


def _start(mutant: Mutant, asked: Sequence[Case], table: Sequence[Row]) -> int:
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    code = KILLED
    try:
        _limit(mutant)
        code = SURVIVED if _agrees(asked, table) and _passes(mutant) else KILLED
    finally:
        os._exit(code)


def _limit(mutant: Mutant) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.meta_path.insert(0, _Instead(mutant))
    sys.path.insert(0, str(ROOT))


def _agrees(asked: Sequence[Case], table: Sequence[Row]) -> bool:
    """With the published table, and then with the cases."""
    _stop_after(5)
    of = import_module("metrics.runchart").runs_limits  # by the mutant
    answer = import_module("metrics.cases").answer
    order = [case for first in range(ROUNDS) for case in asked[first::ROUNDS]]
    return all(of(useful) == limits for useful, limits in table) and not any(
        any(differences(answer(case), case["expected"])) for case in order
    )


def _passes(mutant: Mutant) -> bool:
    _stop_after(120)
    settings.register_profile(
        "mutants", derandomize=True, database=None, max_examples=30, deadline=None,
        phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    settings.load_profile("mutants")
    os.chdir(ROOT)
    files = [str(Path("tests/metrics", f"{name}.py")) for name in TESTS[mutant.change.file]]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return pytest.main([*PURE, *files]) == pytest.ExitCode.OK


def _stop_after(seconds: int) -> None:
    """Of its own time, so that a busy machine kills no mutant."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
