"""Whose hints a collaborative reads: chosen in the set-up, with how often each speaks of nothing."""

from __future__ import annotations

import random

import pytest
from django.test import Client

from metrics.models import ChartRules
from metrics.models.rules import hints_of
from metrics.nhs import xmr_chart
from tests.conftest import Cast

PAGE = "/c/riverside/setup/chart-rules/"


@pytest.fixture
def cora(client: Client, cast: Cast) -> Client:
    client.force_login(cast.cora)
    return client


def test_without_a_choice_the_ihi_hints_are_read(cast: Cast, cora: Client) -> None:
    assert hints_of(cast.riverside) == "ihi"
    page = cora.get(PAGE).content.decode()
    assert 'value="ihi"' in page
    assert page.count(" checked") == 1
    assert f'href="{PAGE}"' in cora.get("/c/riverside/setup/").content.decode()


def test_the_coordinator_chooses_and_it_is_kept_in_history(cast: Cast, cora: Client) -> None:
    for seen, hints in ((0, "nhs"), (1, "none")):
        assert cora.post(PAGE, {"hints": hints, "seen": seen}).status_code == 302
        assert hints_of(cast.riverside) == hints
    row = ChartRules.objects.get()
    assert [(one.hints, one.history_user.name) for one in row.history.all()] == [
        ("none", "Cora"),
        ("nhs", "Cora"),
    ]
    assert hints_of(cast.harbor) == "ihi"
    told = cora.get("/c/riverside/setup/history/").content.decode()
    assert "Hints on charts" in told


def test_what_is_no_choice_is_refused(cora: Client) -> None:
    assert cora.post(PAGE, {"hints": "anhoej", "seen": 0}).status_code == 422
    assert not ChartRules.objects.exists()


def test_who_chooses_second_sees_that_somebody_else_has(cast: Cast, cora: Client) -> None:
    ChartRules.objects.create(collaborative=cast.riverside, hints="nhs")
    answer = cora.post(PAGE, {"hints": "none", "seen": 0})
    assert answer.status_code == 422
    assert "Somebody else" in answer.content.decode()
    assert hints_of(cast.riverside) == "nhs"


@pytest.mark.parametrize(("points", "spoken"), [(12, 7), (18, 13)])
def test_the_nhs_rules_speak_of_nothing_as_often_as_the_page_says(points: int, spoken: int) -> None:
    chance, runs = random.Random(3), 1500  # noqa: S311
    heard = sum(
        any(one.cause != "none" for one in xmr_chart([chance.gauss(0, 1) for _ in range(points)]))
        for _ in range(runs)
    )
    assert 100 * heard / runs == pytest.approx(spoken, abs=2)
