"""What the demonstration shows: the shape of a study, two real shifts, and much that is chance."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db.models import Sum
from django.test import RequestFactory

from bsc.demo.people import DOMAIN, PASSWORD, SIGN_INS
from bsc.demo.story import made_for
from metrics.models import (
    ChartMark,
    ChartSnapshot,
    Closure,
    CountEvent,
    CountNote,
    HandIn,
    Metric,
    Observation,
    PeriodSum,
    SamplePlan,
)
from metrics.models.keys import hosts_key, team_key, teams_key
from metrics.models.recording import rebuild_observations
from metrics.months import Month
from teams.models import Center, Classroom, Collaborative, Membership, Participant, Person, Team
from tests.demo import demo  # noqa: F401 - the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def calm() -> Collaborative:
    found: Collaborative = Collaborative.objects.get(slug="calm-and-connected")
    return found


def chart(key: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(ChartSnapshot.objects.get(key=key).data)
    return read


def metric(slug: str) -> Metric:
    found: Metric = Metric.objects.get(collaborative=calm(), slug=slug)
    return found


def test_it_has_the_shape_of_the_study() -> None:
    collaborative = calm()
    day = made_for()
    assert day is not None
    first = Month.of(collaborative.starts)
    assert (first.plus(15), first.plus(17)) == (Month.of(day), Month.of(collaborative.ends))
    assert collaborative.made_up
    assert Center.objects.filter(collaborative=collaborative).count() == 6
    assert Classroom.objects.filter(center__collaborative=collaborative).count() == 16
    assert collaborative.sessions.count() == 3
    assert SamplePlan.objects.filter(collaborative=collaborative).count() == 18
    teams = Team.objects.filter(collaborative=collaborative)
    assert [Month.of(team.joined) for team in teams if team.joined > collaborative.starts] == [first.plus(3)]
    assert [Month.of(team.left) for team in teams if team.left is not None] == [first.plus(11)]


def test_each_team_has_six_to_eight_members_of_every_kind() -> None:
    day = made_for()
    for team in Team.objects.filter(collaborative=calm()):
        since = team.left and team.left.replace(day=1)
        held = Membership.objects.filter(team=team).on(since or day)
        roles = set(held.values_list("role", flat=True))
        assert roles == {"teacher", "parent", "director", "staff"}, team.slug
        assert 6 <= held.values("participant").distinct().count() <= 8, team.slug


def test_six_people_sign_in_and_nobody_else() -> None:
    request = RequestFactory().post("/accounts/login/")
    emails = [f"{name}@{DOMAIN}" for name in SIGN_INS]
    people = [authenticate(request, email=email, password=PASSWORD) for email in emails]
    assert [person and person.email for person in people] == emails  # type: ignore[attr-defined]
    with_password = [person.email for person in Person.objects.all() if person.has_usable_password()]
    assert sorted(with_password) == sorted(emails)


def test_every_sign_in_has_its_role() -> None:
    roles = {
        name: set(
            Membership.objects.filter(participant__person__email=f"{name}@{DOMAIN}").values_list(
                "role", flat=True
            )
        )
        for name in SIGN_INS
    }
    assert roles == {name: {name} for name in SIGN_INS}


def test_both_real_shifts_are_signals_across_the_teams_and_nothing_else_is() -> None:
    """Of the charts that are long enough; the two others say that it is too early."""
    verdicts = {
        one.slug: [phase["verdict"] for phase in chart(hosts_key(one.pk))["analysis"]]
        for one in Metric.objects.filter(collaborative=calm())
    }
    assert verdicts == {
        "disruptions": ["signal"],
        "two-way-talks": ["none"],
        "greeted": ["too_early", "too_early"],
        "transitions-announced": ["none"],
        "parents-confident": ["none"],
        "staff-support": ["too_early"],
        "sent-home": ["none"],
        "minutes-on-data": ["signal"],
    }


def test_fewer_disruptions_and_more_minutes_since_the_second_learning_session() -> None:
    sides = {
        slug: chart(hosts_key(metric(slug).pk))["analysis"][0]["side"]
        for slug in ("disruptions", "minutes-on-data")
    }
    assert sides == {"disruptions": "below", "minutes-on-data": "above"}


def test_most_charts_of_the_teams_show_no_signal() -> None:
    keys = [
        team_key(one.pk, team.pk)
        for one in Metric.objects.filter(collaborative=calm())
        for team in Team.objects.filter(collaborative=calm())
    ]
    with_signal = [
        key for key in keys if any(phase["verdict"] == "signal" for phase in chart(key)["analysis"])
    ]
    assert len(keys) == 48
    assert 3 <= len(with_signal) <= 10


def test_it_has_what_makes_counts_hard() -> None:
    """Gaps, days not counted, closures, slips, counts without their denominator, and small cells."""
    cells = [
        cell["state"]
        for team in chart(teams_key(metric("parents-confident").pk))["teams"].values()
        for cell in team["points"]
    ]
    assert {"held back", "missing", "shown"} <= set(cells)
    assert Observation.objects.filter(state="not_counted").exists()
    assert Closure.objects.exists()
    assert CountEvent.objects.filter(kind="void").exists()
    assert CountEvent.objects.exclude(covers=[]).exists()
    assert PeriodSum.objects.aggregate(left_out=Sum("incomplete"))["left_out"] > 0
    assert CountNote.objects.filter(place__team__collaborative=calm()).count() > 20


def test_some_months_were_handed_in_late_or_never_and_one_count_changed_since() -> None:
    handed = {(one.team_id, one.month): one.at for one in HandIn.objects.filter(team__collaborative=calm())}
    late = [key for key, at in handed.items() if (at.date() - Month.parse(key[1]).last).days > 14]
    assert late
    assert (
        len(handed)
        < PeriodSum.objects.filter(team__collaborative=calm()).values("team", "period").distinct().count()
    )
    since = CountEvent.objects.filter(place__team__collaborative=calm()).values_list(
        "place__team", "day", "received_at"
    )
    assert [team for team, day, at in since if at > handed.get((team, str(Month.of(day))), at)]


def test_the_director_s_last_month_is_complete_and_waits_to_be_handed_in() -> None:
    team = Team.objects.get(memberships__participant__person__email=f"director@{DOMAIN}")
    day = made_for()
    assert day is not None
    last = str(Month.of(day).plus(-1))
    assert not HandIn.objects.filter(team=team, month=last).exists()
    reported = PeriodSum.objects.filter(team=team, period=last, reported=True)
    assert reported.count() == Metric.objects.filter(collaborative=calm()).count()


def test_today_is_a_day_for_counting_and_nothing_of_it_is_counted() -> None:
    day = made_for()
    plan = SamplePlan.objects.get(collaborative=calm(), month=str(Month.of(day)))  # type: ignore[arg-type]
    assert plan.first_day <= day <= plan.last_day  # type: ignore[operator]
    assert not Observation.objects.filter(day__gte=day).exists()
    assert not Closure.objects.filter(day__gte=day).exists()


def test_rebuilt_from_the_events_the_observations_are_the_same() -> None:
    fields = ("definition", "place", "grain", "day", "num", "den", "state")
    before = sorted(map(repr, Observation.objects.values_list(*fields)))
    for collaborative in Collaborative.objects.all():
        rebuild_observations(collaborative.pk)
    assert sorted(map(repr, Observation.objects.values_list(*fields))) == before


def test_nobody_counts_before_joining_or_after_leaving() -> None:
    """An author held a role on that team when the count was made."""
    held: dict[tuple[int, int], list[Any]] = {}
    for one in Membership.objects.exclude(team=None):
        held.setdefault((one.participant_id, one.team_id), []).append(one)  # type: ignore[arg-type]
    rows = CountEvent.objects.values_list("by", "place__team", "counted_at")
    strangers = {
        (by, team, at.date())
        for by, team, at in rows
        if not any(
            one.from_day <= at.date() and (one.until_day is None or at.date() <= one.until_day)
            for one in held.get((by, team), [])
        )
    }
    assert strangers == set()


def test_every_chart_is_drawn() -> None:
    assert not ChartMark.objects.exists()
    assert ChartSnapshot.objects.count() == 8 * (6 + 2) + 2 * (2 + 2)


def test_the_second_collaborative_has_people_of_its_own() -> None:
    shared = Person.objects.filter(participants__collaborative=calm()).filter(
        participants__collaborative__slug="leer-juntos"
    )
    assert not shared.exists()
    assert Participant.objects.filter(collaborative__slug="leer-juntos").count() == 10
