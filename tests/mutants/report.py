"""docs/mutants.md, from the numbers of a run and the reasons."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.mutants.making import MODULES, Change
from tests.mutants.reasons import Reason, reasons

HEAD = """\
# Mutants: do the tests notice?

Written by `make mutants`. It makes every small change that the operators of
[cosmic-ray](https://cosmic-ray.readthedocs.io) know (another comparison, another sign, a number one larger
or smaller, `and` for `or`, a `not` more, a decorator less) to the three modules that judge a chart, one at
a time and in memory, and asks whether the published table, the 792 reference answers or the pure tests of
the module notice. What changes only an annotation or the `strict` of a zip, says `== None` for `is None` or
`/` for the `*` between arguments, or cannot be read as Python, is no mutant. What never ends is stopped,
and counts as noticed.

    make mutants                          all of them; fails if one survives that is not listed below
    make mutants JOBS=2                   two at a time
    python -m tests.mutants FILE          one module

A survivor needs a reason in `tests/mutants/reasons.toml`, found again by the text of its line, so that
lines may move; a reason whose mutant no longer survives fails the run too. Typical mistakes are tried in
the normal suite (`tests/mutants/test_sample.py`).
"""


def written(made: Counter[str], survived: set[Change], day: date) -> str:
    alive = Counter(change.file for change in survived)
    rows = [(file, made[file], made[file] - alive[file], alive[file]) for file in MODULES]
    total = tuple(sum(row[column] for row in rows) for column in (1, 2, 3))
    table = [f"| `{file}` | {n} | {killed} | {left} |" for file, n, killed, left in rows]
    lines = [
        HEAD,
        f"## The last run, {day.isoformat()}",
        "",
        "| Module | Mutants | Noticed | Survived, each with a reason |",
        "|---|---:|---:|---:|",
        *table,
        "| together | {} | {} | {} |".format(*total),
        "",
        "## Survivors, and why each may",
        "",
        "| Line | becomes | Why no test can tell |",
        "|---|---|---|",
        *(_row(reason) for reason in reasons()),
    ]
    return "\n".join(lines) + "\n"


def _row(reason: Reason) -> str:
    becomes = list(dict.fromkeys(change.becomes for change in reason.changes))
    file = reason.changes[0].file.rpartition("/")[2]
    shown = "<br>".join(_code(one) for one in becomes)
    return f"| {file}: {_code(reason.changes[0].line)} | {shown} | {reason.why} |"


def _code(line: str) -> str:
    escaped = line.replace("|", "\\|")
    return f"`{escaped}`" if line else "(gone)"
