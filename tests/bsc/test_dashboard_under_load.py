"""A dashboard reads its charts from snapshots: few queries, however many teams, metrics and months."""

from __future__ import annotations

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metrics.months import Month
from teams.models import Collaborative, Role
from tests.conftest import add_person

pytestmark = pytest.mark.django_db
CHART_TABLES = ("chartsnapshot", "chartmark", "chartact", "periodsum", "observation", "countevent")


@pytest.mark.parametrize(("teams", "metrics", "months"), [(2, 2, 3), (6, 5, 14)])
def test_the_charts_of_a_dashboard_cost_at_most_three_queries(teams: int, metrics: int, months: int) -> None:
    size = {"teams": teams, "metrics": metrics, "months": months, "through": Month(2026, 3)}
    call_command("make_load", verbosity=0, **size)
    call_command("rebuild_charts", stdout=StringIO())
    fay = add_person("Fay", Collaborative.objects.get(), Role.FACULTY)
    Authenticator.objects.create(user=fay, type=Authenticator.Type.TOTP, data={"secret": "-"})
    client = Client()
    client.force_login(fay, "allauth.account.auth_backends.AuthenticationBackend")
    with CaptureQueriesContext(connection) as caught:
        page = client.get(reverse("dashboard", args=["load"]))
    assert page.status_code == 200
    of_charts = [one["sql"] for one in caught if any(name in one["sql"] for name in CHART_TABLES)]
    assert 0 < len(of_charts) <= 3, of_charts
    assert page.content.decode().count("<svg") > teams
