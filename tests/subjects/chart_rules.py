"""Whose hints a collaborative reads on its charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.models import ChartRules
from tests.conftest import Cast
from tests.fuzz.forms import SETUP, Target
from tests.kinds import Row, set_up

if TYPE_CHECKING:
    from tests.grown import Grown

ROWS: dict[str, Row] = {"setup_chart_rules": Row(set_up(200), set_up(422))}
TARGETS: dict[str, Target] = {"setup_chart_rules": Target("coordinator", SETUP)}
OPENED_BY: dict[str, str] = {}
NOT_PAGES: dict[str, str] = {}


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """Riverside has chosen."""
    ChartRules.objects.create(collaborative=cast.riverside, hints=ChartRules.Hints.NHS)
    return {}


def grow(grown: Grown) -> dict[str, Any]:
    ChartRules.objects.create(collaborative=grown.whole, hints=ChartRules.Hints.NONE)
    return {}
