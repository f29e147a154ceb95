"""Set-up pages are the coordinator's alone: for everybody else they are not there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from metrics.models import Metric, MetricDefinition
from teams.models import Invitation, LearningSession, Membership, Participant, Role
from tests.conftest import add_person

OUTSIDERS = ("mia", "pat", "dee", "dana", "fin", "fay", "kai", "eva", "stu", "ada")


@pytest.fixture
def pages(cast):
    """Every set-up address of Riverside, with rows of its own in it."""
    mia = Participant.objects.get(person=cast.mia)
    new = Participant.objects.create(collaborative=cast.riverside, name="New")
    invitation = Invitation.invite(new, "new@example.org", None)
    session = LearningSession.objects.create(
        collaborative=cast.riverside, number=1, from_day=cast.today, until_day=cast.today + timedelta(days=2)
    )
    metric = Metric.objects.create(collaborative=cast.riverside, slug="greeted", names={"en": "Greeted"})
    wording = MetricDefinition.objects.create(metric=metric, from_month="2026-01", unit="count")
    month = f"{cast.today:%Y-%m}"
    coach = cast.maple.coaches.get()
    role = Membership.objects.get(participant=mia)
    found = {
        "setup": [],
        "setup_history": [],
        "setup_collaborative": [],
        "setup_sessions": [],
        "setup_session_new": [],
        "setup_session": [session.uuid],
        "setup_session_removal": [session.uuid],
        "setup_teams": [],
        "setup_team_new": [],
        "setup_team": ["maple"],
        "setup_classroom_new": ["maple"],
        "setup_classroom": ["maple", cast.sunroom.uuid],
        "setup_coach_new": ["maple"],
        "setup_coach": ["maple", coach.uuid],
        "setup_people": [],
        "setup_person_new": [],
        "setup_roster": [],
        "setup_all_invitations": [],
        "setup_person": [mia.uuid],
        "setup_role_new": [mia.uuid],
        "setup_role": [mia.uuid, role.uuid],
        "setup_invitations": [new.uuid],
        "setup_withdrawal": [new.uuid, invitation.uuid],
        "setup_metrics": [],
        "setup_metric_new": [],
        "setup_catalogue": [],
        "setup_metric": ["greeted"],
        "setup_definition_new": ["greeted"],
        "setup_definition": ["greeted", wording.uuid],
        "setup_chart_rules": [],
        "setup_sample_plans": [],
        "setup_sample_plan": [month],
    }
    return {name: reverse(name, args=["riverside", *args]) for name, args in found.items()}


ONLY_SENT = {"setup_session_removal", "setup_all_invitations", "setup_invitations", "setup_withdrawal"}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_but_the_coordinator_finds_a_set_up_page(client, cast, pages, who):
    client.force_login(getattr(cast, who))
    answers = {name: client.get(address).status_code for name, address in pages.items()}
    sent = {name: client.post(address).status_code for name, address in pages.items()}
    if who == "ada":  # an administrator with no role here: the same, and no content by right
        assert set(answers.values()) <= {404, 405}
    assert answers == {name: 405 if name in ONLY_SENT else 404 for name in pages}
    assert set(sent.values()) <= {404, 405}


def test_another_collaboratives_coordinator_finds_none_either(client, cast, pages, settings):
    settings.DEMO = True
    client.force_login(add_person("Hal", cast.harbor, Role.COORDINATOR))
    assert {name: client.get(address).status_code for name, address in pages.items()} == {
        name: 405 if name in ONLY_SENT else 404 for name in pages
    }
    assert {client.post(address).status_code for address in pages.values()} <= {404, 405}


def test_the_coordinator_opens_every_page(client, cast, pages):
    client.force_login(cast.cora)
    assert {name: client.get(address).status_code for name, address in pages.items()} == {
        name: 405 if name in ONLY_SENT else 200 for name in pages
    }


def test_what_belongs_to_harbor_is_not_found_below_riverside(client, cast, pages):
    """The address of one collaborative with the ids of another."""
    client.force_login(cast.cora)
    stu = Participant.objects.get(person=cast.stu)
    role = Membership.objects.get(participant=stu)
    strange = [
        reverse("setup_team", args=["riverside", "pine"]),
        reverse("setup_person", args=["riverside", stu.uuid]),
        reverse("setup_role", args=["riverside", stu.uuid, role.uuid]),
        reverse("setup_role_new", args=["riverside", stu.uuid]),
        reverse("setup_invitations", args=["riverside", stu.uuid]),
        reverse("setup_classroom", args=["riverside", "maple", cast.attic.uuid]),
    ]
    assert [client.post(address).status_code for address in strange] == [404] * len(strange)


def test_after_the_end_the_coordinator_still_reaches_the_set_up(client, cast, pages):
    cast.riverside.starts -= timedelta(days=700)
    cast.riverside.ends = cast.today - timedelta(days=10)
    cast.riverside.save()
    client.force_login(cast.cora)
    assert client.get(pages["setup_collaborative"]).status_code == 200
