"""What is missing before the first learning session, and the months that are."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bsc.checklist import Checklist, missing_months
from metrics.catalogue import CHILD_CARE
from metrics.models import HandIn, Metric, PeriodSum
from metrics.models.adopting import adopt, plan_weeks
from metrics.months import Month
from pdsa.catalogue import CHILD_CARE as DRIVERS
from pdsa.models import Driver
from pdsa.models.adopting import adopt_package
from teams.models import Classroom, Invitation, LearningSession, Participant, Role, Team
from tests.conftest import add_collaborative, add_person, add_role, add_team
from tests.questions import questions


def open_points(collaborative, now=None):
    checks = Checklist(collaborative, now or timezone.now()).checks()
    return {check.text: check.missing for check in checks if not check.done}


@pytest.fixture
def fresh(db):
    today = timezone.now().date()
    return add_collaborative("fresh", today, starts=today, ends=today + timedelta(days=500))


def test_at_first_all_that_counts_is_missing(fresh):
    assert open_points(fresh) == {
        "Teams take part": (),
        "Each team has a director, a teacher and a parent": (),
        "Learning sessions are dated": (),
        "There are metrics, each with its wording": (),
        "The change package has drivers": (),
    }


def test_step_by_step_everything_gets_ready(fresh):
    elm = add_team(fresh, "elm")
    assert open_points(fresh)["Each team has a director, a teacher and a parent"] == (
        "Elm: no director",
        "Elm: no teacher",
        "Elm: no parent",
    )
    for name, role in (("Ana", Role.DIRECTOR), ("Bo", Role.TEACHER)):
        add_person(name, fresh, role, elm)
    cy = Participant.objects.create(collaborative=fresh, name="Cy")
    add_role(cy, Role.PARENT, elm, from_day=fresh.starts + timedelta(days=30))
    assert open_points(fresh)["Everybody has an account or an open invitation"] == ("Cy",)
    Invitation.invite(cy, "cy@example.org", None)
    first = fresh.starts + timedelta(days=20)
    LearningSession.objects.create(
        collaborative=fresh, number=1, from_day=first, until_day=first + timedelta(days=1)
    )
    adopt(fresh, CHILD_CARE[:2], Month.of(fresh.starts), None)
    months = [str(Month.of(fresh.starts).plus(number)) for number in range(3)]
    assert open_points(fresh) == {
        "Each center has its classrooms, where metrics are counted by day": ("Elm",),
        "The counted days of the coming months are chosen": tuple(months),
        "The change package has drivers": (),
    }
    Classroom.objects.create(center=elm.center, name="Sunroom", from_day=fresh.starts)
    plan_weeks(fresh, Month.of(fresh.starts), 3, None)
    assert open_points(fresh) == {"The change package has drivers": ()}
    adopt_package(fresh, DRIVERS, None)
    assert open_points(fresh) == {}


def test_a_driver_without_its_second_language_is_named_and_a_retired_one_is_not(fresh):
    adopt_package(fresh, DRIVERS[2:3], None)
    driver = Driver.objects.get(parent=None)
    del driver.texts["es"]
    driver.save()
    assert open_points(fresh)["The change package has drivers"] == ("Calm adults: Spanish",)
    Driver.objects.filter(pk=driver.pk).update(retired=True)
    assert "The change package has drivers" not in open_points(fresh)


def test_a_wording_without_its_second_language_is_named(fresh):
    metric = adopt(fresh, CHILD_CARE[:1], Month.of(fresh.starts), None)[0]
    wording = metric.definitions.get()
    del wording.numerator["es"]
    wording.save()
    fresh.topic = {"en": "Trauma"}
    fresh.save()
    month = str(Month.of(fresh.starts))
    assert open_points(fresh)["Wordings exist in every language"] == (
        "Fresh, topic: Spanish",
        f"Behavioral disruptions ({month}): Spanish",
    )


def test_a_wording_is_asked_for_with_the_page_where_it_is_written(fresh):
    def page():
        *_others, languages = Checklist(fresh, timezone.now()).checks()
        return languages.address

    metric = adopt(fresh, CHILD_CARE[:1], Month.of(fresh.starts), None)[0]
    metric.names = {"en": "Disruptions"}
    metric.save()
    fresh.topic = {"en": "Trauma"}
    assert page() == reverse("setup_collaborative", args=[fresh.slug])
    fresh.topic = {"en": "Trauma", "es": "Trauma"}
    assert page() == reverse("setup_metrics", args=[fresh.slug])


def test_a_metric_whose_wording_starts_later_is_named(fresh):
    adopt(fresh, CHILD_CARE[:1], Month.of(fresh.starts).plus(2), None)
    assert open_points(fresh)["There are metrics, each with its wording"] == (
        "Behavioral disruptions: no wording for now",
    )


def test_who_has_left_needs_no_sign_in_and_a_team_that_left_needs_nobody(fresh):
    today = fresh.day(timezone.now())
    elm = add_team(fresh, "elm", joined=today - timedelta(days=9))
    Team.objects.filter(pk=elm.pk).update(left=today)
    gone = Participant.objects.create(collaborative=fresh, name="Gone")
    add_role(gone, Role.PARENT, elm, from_day=today - timedelta(days=9), until_day=today)
    assert "Everybody has an account or an open invitation" not in open_points(fresh)
    assert open_points(fresh)["Each team has a director, a teacher and a parent"] == ()


def test_the_months_by_team_what_was_handed_in_and_what_reported(cast):
    now = timezone.now()
    running = Month.of(cast.today)
    metrics = adopt(cast.riverside, CHILD_CARE[:2], running.plus(-2), None)
    Metric.objects.filter(pk=metrics[1].pk).update(retired=running.plus(-1).first)
    Team.objects.filter(pk=cast.oak.pk).update(joined=running.plus(-1).first)
    HandIn.objects.create(team=cast.maple, month=str(running.plus(-1)))
    for month, reported in ((running.plus(-1), True), (running.plus(-2), False)):
        PeriodSum.objects.create(
            team=cast.maple, metric=metrics[0], definition=metrics[0].definitions.get(),
            period=str(month), source="day", reported=reported,
        )  # fmt: skip
    maple, oak = missing_months(cast.riverside, now, 3)
    assert [(cell.handed_in, cell.missing) for cell in maple.cells] == [
        (False, ()),
        (False, ("Behavioral disruptions", "Talks both ways with families")),
        (True, ()),
    ]
    assert [(cell.takes_part, cell.missing) for cell in oak.cells[1:]] == [
        (False, ("Behavioral disruptions", "Talks both ways with families")),
        (True, ("Behavioral disruptions",)),
    ]
    assert maple.cells[2].address == reverse("month", args=["riverside", "maple", running.plus(-1)])


def test_before_the_first_month_is_over_nothing_is_missing(fresh):
    add_team(fresh, "elm")
    assert missing_months(fresh, timezone.now(), 6) == ()


def test_after_the_end_no_new_months_are_asked_for(cast):
    later = timezone.now() + timedelta(days=400)
    cells = missing_months(cast.riverside, later, 240)[0].cells
    assert cells[-1].month == Month.of(cast.riverside.ends)
    assert cells[0].month == Month.of(cast.riverside.starts)


def test_the_page_costs_the_same_for_few_and_many(client, cast):
    client.force_login(cast.cora)
    address = reverse("setup", args=["riverside"]) + "?months=all"
    adopt(cast.riverside, CHILD_CARE[:1], Month.of(cast.riverside.starts), None)
    few = questions(client, address)
    adopt(cast.riverside, CHILD_CARE, Month.of(cast.riverside.starts), None)
    for number in range(12):
        team = add_team(cast.riverside, f"team-{number}")
        add_role(
            Participant.objects.create(collaborative=cast.riverside, name=f"P{number}"), Role.PARENT, team
        )
        HandIn.objects.create(team=team, month="2026-01")
    assert questions(client, address) == few


def test_months_that_are_over_are_not_denied_where_no_team_took_part(client, cast):
    today = cast.riverside.day(timezone.now())
    begun = add_collaborative("begun", today, starts=today - timedelta(days=100), ends=today)
    coordinator = Participant.objects.create(
        collaborative=begun, person=cast.cora, name="Cora", welcomed_at=timezone.now()
    )
    add_role(coordinator, Role.COORDINATOR)
    client.force_login(cast.cora)
    page = client.get(reverse("setup", args=[begun.slug])).content.decode()
    assert "No team has joined yet." in page
    assert "No month is over yet." not in page
