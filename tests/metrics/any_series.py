"""What the properties of any series share. Needs no Django."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import pytest
from hypothesis import strategies as st

from metrics.limits import Kind

kinds = st.sampled_from(get_args(Kind))


def near(wanted: Sequence[float | None]) -> list[Any]:
    return [None if one is None else pytest.approx(one, rel=1e-9, abs=1e-9) for one in wanted]
