"""Who holds what, by the collaborative's day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from teams.models import Access, Membership, Participant, Person, Role, Team
from tests.conftest import Cast, add_collaborative, add_role, add_team


def access_of(person: Person, now: datetime | None = None) -> Access:
    return Access.of(person, now or timezone.now())


def test_a_member_reads_and_writes_for_the_own_team_alone(cast: Cast) -> None:
    mia = access_of(cast.mia)
    assert (mia.reads_teams, mia.writes_teams) == ({cast.maple.pk}, {cast.maple.pk})
    assert (mia.hosts, mia.directs, mia.coordinates, mia.evaluates) == (set(), set(), set(), set())
    assert mia.belongs == {cast.riverside.pk}


def test_a_director_writes_and_hands_in_for_the_own_team(cast: Cast) -> None:
    assert access_of(cast.dee).directs == {cast.maple.pk}
    assert access_of(cast.mia).directs == set()


def test_hosts_read_all_teams_of_their_collaborative_and_write_for_none(cast: Cast) -> None:
    for person in (cast.fay, cast.kai, cast.cora):
        access = access_of(person)
        assert list(Team.objects.visible_to(access).in_order()) == [cast.maple, cast.oak]
        assert list(Team.objects.editable_by(access)) == []


def test_an_evaluator_belongs_but_opens_no_team(cast: Cast) -> None:
    eva = access_of(cast.eva)
    assert (eva.evaluates, eva.belongs, eva.reads_teams) == ({cast.riverside.pk}, {cast.riverside.pk}, set())
    assert list(Team.objects.visible_to(eva)) == []


def test_an_administrator_holds_nothing_by_right(cast: Cast) -> None:
    assert access_of(cast.ada).holds == ()


def test_nobody_holds_nothing(cast: Cast) -> None:
    assert Access.of(AnonymousUser(), timezone.now()).holds == ()


def test_a_deactivated_account_holds_nothing(cast: Cast) -> None:
    cast.mia.is_active = False
    assert access_of(cast.mia).holds == ()


def test_a_former_member_reads_for_sixty_days_and_writes_nothing(cast: Cast) -> None:
    fin, gus = access_of(cast.fin), access_of(cast.gus)
    assert (fin.reads_teams, fin.writes_teams, fin.belongs) == ({cast.maple.pk}, set(), set())
    assert (gus.reads_teams, gus.holds) == (set(), ())


@pytest.mark.parametrize(
    ("days", "reads", "writes"),
    [
        pytest.param(-1, True, True, id="the day before it ends: held"),
        pytest.param(0, True, False, id="the day it ends is not included"),
        pytest.param(59, True, False, id="the last day of reading"),
        pytest.param(60, False, False, id="after sixty days nothing"),
    ],
)
def test_a_role_ends_by_the_day(cast: Cast, days: int, reads: bool, writes: bool) -> None:
    ends = cast.today - timedelta(days=days)
    Membership.objects.filter(participant__person=cast.mia).update(until_day=ends)
    mia = access_of(cast.mia)
    assert (bool(mia.reads_teams), bool(mia.writes_teams)) == (reads, writes)


def test_a_role_of_tomorrow_grants_nothing_today(cast: Cast) -> None:
    Membership.objects.filter(participant__person=cast.mia).update(from_day=cast.today + timedelta(days=1))
    assert access_of(cast.mia).holds == ()


@pytest.mark.parametrize(
    ("zone", "held"),
    [("Pacific/Kiritimati", True), ("America/New_York", False), ("Pacific/Pago_Pago", False)],
)
def test_the_day_is_the_collaboratives_day(cast: Cast, zone: str, held: bool) -> None:
    far = add_collaborative("far", date(2026, 3, 1), time_zone=zone)
    team = add_team(far, "palm")
    add_role(
        Participant.objects.create(collaborative=far, person=cast.stu, name="Stu"),
        Role.TEACHER,
        team,
        from_day=date(2026, 3, 2),
    )
    noon_of_the_first = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert (team.pk in access_of(cast.stu, noon_of_the_first).writes_teams) is held


def test_two_roles_of_one_person_add_up(cast: Cast) -> None:
    dana = access_of(cast.dana)
    assert dana.roles_in(cast.riverside.pk) == {Role.DIRECTOR, Role.TEACHER}
    assert (dana.directs, dana.writes_teams) == ({cast.oak.pk}, {cast.oak.pk})


def test_roles_in_two_collaboratives_stay_apart(cast: Cast) -> None:
    participant = Participant.objects.create(collaborative=cast.harbor, person=cast.mia, name="Mia")
    add_role(participant, Role.COORDINATOR)
    mia = access_of(cast.mia)
    assert (mia.sets_up, mia.hosts, mia.writes_teams) == ({cast.harbor.pk}, {cast.harbor.pk}, {cast.maple.pk})


def test_a_collaborative_that_has_ended_is_read_only_for_its_teams(cast: Cast) -> None:
    cast.riverside.ends = cast.today - timedelta(days=1)
    cast.riverside.save()
    dee = access_of(cast.dee)
    assert (dee.reads_teams, dee.writes_teams, dee.directs) == ({cast.maple.pk}, set(), set())


def test_access_is_one_query(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        access_of(cast.dana).places  # noqa: B018 - the header's list costs nothing more


def test_coordinators_cannot_change_their_own_memberships(cast: Cast) -> None:
    own = Membership.objects.get(participant__person=cast.cora)
    editable = Membership.objects.editable_by(access_of(cast.cora))
    assert own not in editable
    assert Membership.objects.get(participant__person=cast.mia) in editable
