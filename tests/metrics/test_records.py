"""What the chart modules hand out stays as it was."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from types import ModuleType

import pytest

from metrics import limits, nhs, runchart


@pytest.mark.parametrize("module", [runchart, limits, nhs])
def test_records_cannot_be_changed_and_know_no_other_names(module: ModuleType) -> None:
    records = [
        one for one in vars(module).values() if is_dataclass(one) and one.__module__ == module.__name__
    ]
    assert records
    for record in records:
        assert record.__dataclass_params__.frozen
        assert record.__slots__ == tuple(one.name for one in fields(record))
