"""What the tests of the month's pages share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from metrics.models import (
    SamplePlan,
)
from metrics.models.month_overview import MetricMonth, read_month
from metrics.months import Month
from teams.models import Person
from tests.conftest import Cast


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(month: Month, name: str = "month", *more: str) -> str:
    return reverse(name, args=["riverside", "maple", month, *more])


def overview(cast: Cast, month: Month, slug: str = "tears") -> MetricMonth:
    found = read_month(cast.maple, month, timezone.now()).metric(slug)
    assert found is not None
    return found


def plan(cast: Cast, month: Month) -> list[date]:
    """The first whole week from Monday to Friday is the sample week."""
    monday = next(
        month.first + timedelta(days=number)
        for number in range(7)
        if (month.first + timedelta(days=number)).weekday() == 0
    )
    SamplePlan.objects.create(
        collaborative=cast.riverside,
        month=str(month),
        first_day=monday,
        last_day=monday + timedelta(days=6),
    )
    return [monday + timedelta(days=number) for number in range(5)]


def gaps(one: MetricMonth) -> dict[str, list[date]]:
    return {str(gap.place): list(gap.days) for gap in one.gaps}


def typed(month: Month, who: Person, slug: str, **data: str) -> Any:
    fields = {"num_was": "", "num_uuid": str(uuid4()), "den_was": "", "den_uuid": str(uuid4())}
    return signed_in(who).post(address(month, "month_value", slug), fields | data)
