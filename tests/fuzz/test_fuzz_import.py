"""Whatever bytes arrive: a sentence or a plan, never another error, and never half of a file.

`make fuzz` runs ten thousand; the suite runs a fixed sample.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics import csvfile
from metrics.csvfile import FileError
from metrics.models import CountEvent, ImportRun, Metric, Observation
from metrics.models.importing import Applied, RefusedError, apply, plan, undo
from metrics.models.importrows import Choice, ChoiceError
from teams.models import Team
from tests.conftest import Cast
from tests.metrics.importing_cast import add_metric

pytestmark = pytest.mark.fuzz
EXAMPLES = int(os.environ.get("BSC_FUZZ_EXAMPLES") or os.environ.get("BSC_FUZZ_RUNS") or 200)
fuzzed = settings(
    max_examples=EXAMPLES,
    derandomize="BSC_FUZZ_RUNS" not in os.environ and "BSC_FUZZ_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)

COLUMNS = ("team", "room", "date", "num", "den", "state")
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["Maple", "oak", "pine", "Sunroom", "'=1", "=1+1", "Ñandú", "", " ", "\0", '"', "setup"]),
    st.sampled_from(
        ["2026-03-02", "2026-03", "3/4/2026", "13/4/2026", "2999-01-01", "2026-02-30", "0000-00-00"]
    ),
    st.sampled_from(
        ["0", "7", "-1", "1.5", "1,5", "1,234", "1e9", "NaN", "99999999999", "9" * 400, "−3", "٣"]
    ),
    st.sampled_from(["closed", "counted", "not counted", "contado", "no contado", "cerrado"]),
)
# Columns that mostly hold what belongs in them, so that many files are good from end to end.
LIKELY = st.tuples(
    st.sampled_from(["Maple", "oak", "Birch", "Niño Feliz", "MAPLE"]),
    st.sampled_from(["", "", "Sunroom", "Attic"]),
    st.dates(min_value=date(2025, 12, 1), max_value=date(2026, 3, 31)).map(str),
    st.sampled_from(["0", "3", "12", ""]),
    st.sampled_from(["12", "14", "0"]),
    st.sampled_from(["", "", "counted"]),
)
FILES = st.builds(
    lambda header, rows, separator, end, encoding, quoted: end.join(
        separator.join(f'"{cell}"' if quoted else cell for cell in row) for row in [header, *rows]
    ).encode(encoding, "replace"),
    st.one_of(st.just(COLUMNS), st.permutations(COLUMNS), st.lists(CELLS, max_size=8)),
    st.one_of(st.lists(LIKELY, max_size=8), st.lists(st.lists(CELLS, max_size=8), max_size=8)),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    st.booleans(),
)
CONTENT = st.one_of(
    FILES, FILES, st.binary(max_size=200), FILES.map(lambda content: content[: len(content) // 2])
)


@st.composite
def choices(draw: st.DrawFn) -> dict[str, object]:
    """Mostly the right columns, sometimes any."""
    right = {"team": "team", "classroom": "room", "date": "date", "numerator": "num", "denominator": "den"}
    any_column = st.sampled_from([*COLUMNS, "", "none"])
    columns = draw(
        st.one_of(
            st.just(right | {"state": "state"}),
            st.fixed_dictionaries(dict.fromkeys([*right, "state"], any_column)),
        )
    )
    order, grain = draw(st.sampled_from(["", "dmy", "mdy"])), draw(st.sampled_from(["day", "month"]))
    return columns | {"order": order, "grain": grain, "create_teams": draw(st.booleans())}


@contextmanager
def taken_back() -> Iterator[None]:
    """Each example finds the database as the first one did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows_in_all() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (CountEvent, Observation, ImportRun, Team))


def check_told(*sentences: str) -> None:
    """A refusal says why."""
    assert sentences
    assert all(sentences)


@given(content=CONTENT)
@fuzzed
def test_any_bytes_are_a_table_or_a_sentence(content: bytes) -> None:
    try:
        table = csvfile.read(content)
    except FileError as refused:
        check_told(str(refused))
        return
    assert table.lines
    assert {len(line.cells) for line in table.lines} == {len(table.header)}
    assert len(set(table.header)) == len(table.header)


@given(content=CONTENT, chosen=choices(), unit=st.sampled_from(["count", "proportion", "rate", "score"]))
@fuzzed
def test_any_file_is_imported_whole_or_not_at_all(
    cast: Cast, content: bytes, chosen: dict[str, object], unit: str
) -> None:
    with taken_back():
        metric = add_metric(cast.riverside, "fuzzed", unit)
        before = rows_in_all()
        applied = _imported(content, metric, chosen)
        if applied is None:
            assert rows_in_all() == before
            return
        written = [row for row in applied.plan.rows if row.fate != "there"]
        assert Observation.objects.filter(definition__metric=metric).count() == len(written)
        _again_and_back(content, metric, chosen, applied)


def _imported(content: bytes, metric: Metric, chosen: dict[str, object]) -> Applied | None:
    choice = Choice(metric, **chosen)  # type: ignore[arg-type]
    try:
        planned = plan(content, choice)
        applied = apply(content, "fuzzed.csv", choice, None)
    except (FileError, ChoiceError) as refused:
        check_told(str(refused))
        return None
    except RefusedError as refused:
        check_told(*(problem.reason for problem in refused.plan.problems))
        return None
    assert planned.problems == []
    return applied


def _again_and_back(content: bytes, metric: Metric, chosen: dict[str, object], applied: Applied) -> None:
    """The same file once more changes nothing; undone, no observation is left."""
    before = rows_in_all()
    again = _imported(content, metric, chosen)
    assert again is not None
    assert (again.run, rows_in_all()) == (None, before)
    if applied.run is not None:
        undo(applied.run, None)
    assert Observation.objects.filter(definition__metric=metric).count() == 0
