"""`python -m tests.mutants [FILE…]`: judge every mutant; docs/mutants.md is written after a full run."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from tests.mutants.judging import survivors
from tests.mutants.making import MODULES, ROOT, Change, Mutant, mutants
from tests.mutants.reasons import judged
from tests.mutants.report import written

EVERY = 50


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    asked.add_argument("files", nargs="*", metavar="FILE", help="of: " + ", ".join(MODULES))
    asked.add_argument("--jobs", type=int, default=1, help="mutants judged at a time")
    options = asked.parse_args()
    files = options.files or MODULES
    if strange := set(files) - set(MODULES):
        asked.error(f"no module that is judged: {', '.join(sorted(strange))}")
    if broken := _fail_already(files):
        _say(f"The tests of {broken} fail without a mutant. Mend that first.")
        return 1
    made, survived = _run(files, options.jobs)
    unknown, stale = judged(survived)
    stale = {change for change in stale if change.file in files}
    _list("survived, and no reason is given in tests/mutants/reasons.toml", unknown)
    _list("is in tests/mutants/reasons.toml and did not survive", stale)
    if not (unknown or stale or options.files):
        (ROOT / "docs" / "mutants.md").write_text(written(made, survived, date.today()), encoding="utf-8")  # noqa: DTZ011
        _say("docs/mutants.md is written.")
    return 1 if unknown or stale else 0


def _source(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _fail_already(files: Iterable[str]) -> str:
    """The module whose tests fail as it is; "" where none does."""
    plain = (Mutant(Change(file, "", "", ""), 0, _source(file)) for file in files)
    return next((one.change.file for one, survived in survivors(plain, 1) if not survived), "")


def _run(files: Iterable[str], jobs: int) -> tuple[Counter[str], set[Change]]:
    every: Iterator[Mutant] = (one for file in files for one in mutants(file, _source(file)))
    made: Counter[str] = Counter()
    survived: set[Change] = set()
    for mutant, lives in survivors(every, jobs):
        made[mutant.change.file] += 1
        if lives:
            survived.add(mutant.change)
        if made.total() % EVERY == 0:
            _say(f"{made.total()} mutants, {len(survived)} survived")
    _say(f"{made.total()} mutants, {len(survived)} survived")
    return made, survived


def _list(what: str, changes: set[Change]) -> None:
    for one in sorted(changes, key=lambda one: (one.file, one.line, one.operator)):
        _say(f"{one.file}: {one.operator} {what}\n  - {one.line}\n  + {one.becomes}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
