"""The retention date: announced before, then everything of that collaborative goes, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from bsc.retention import OURS, announce_all, delete_collaborative, delete_due
from bsc.tasks import keep_retention
from metrics.models import ChartSnapshot, Metric
from teams.models import Collaborative, Membership, Participant, Person, RetentionNotice, Role
from teams.models.retention import deletion_after
from tests.conftest import Cast, add_person, add_role
from tests.dumped import Tables, dump
from tests.grown import Grown, Size
from tests.teams.test_words import signed_in

DAY = timedelta(days=1)


def keep_until(cast: Cast, day: date | None) -> None:
    Collaborative.objects.filter(pk=cast.riverside.pk).update(retention=day)


def run(cast: Cast, days: int) -> list[str]:
    """What the job does so many days from now."""
    now = timezone.now() + days * DAY
    announce_all(now)
    return delete_due(now)


def announced() -> list[tuple[date, int]]:
    return list(RetentionNotice.objects.values_list("day", "days_before"))


# --- Announced ---------------------------------------------------------------------------------------------
def test_it_is_announced_60_30_and_7_days_before_and_deleted_after(cast: Cast) -> None:
    day = cast.today + 100 * DAY
    keep_until(cast, day)
    for days, notices in (
        (39, []),
        (40, [60]),
        (41, [60]),
        (70, [60, 30]),
        (93, [60, 30, 7]),
        (100, [60, 30, 7]),
    ):
        assert run(cast, days) == []
        assert announced() == [(day, one) for one in notices]
    assert len(mail.outbox) == 3
    assert run(cast, 101) == ["riverside"]
    assert list(Collaborative.objects.values_list("slug", flat=True)) == ["harbor"]


def test_the_mail_goes_to_each_coordinator_apart_with_an_id_from_the_row(cast: Cast) -> None:
    add_person("Carl", cast.riverside, Role.COORDINATOR)
    keep_until(cast, cast.today + 60 * DAY)
    run(cast, 0)
    [letter] = mail.outbox
    assert (letter.to, letter.bcc) == ([], ["carl@example.org", "cora@example.org"])
    row = RetentionNotice.objects.get()
    assert letter.extra_headers["Message-ID"].startswith(f"<retention-{row.uuid}@")
    assert "/c/riverside/setup/retention/" in str(letter.body)
    assert "Riverside" in str(letter.body)
    run(cast, 0)
    assert len(mail.outbox) == 1


def test_a_refused_mail_is_tried_again_and_until_then_nothing_is_announced(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Any, messages: Any) -> None:
        raise OSError("away")

    keep_until(cast, cast.today + 60 * DAY)
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuse)
        run(cast, 0)
    riverside = Collaborative.objects.get(slug="riverside")
    assert (len(mail.outbox), deletion_after(riverside)) == (0, None)
    run(cast, 1)
    assert (len(mail.outbox), deletion_after(riverside)) == (1, cast.today + 60 * DAY)


@pytest.mark.parametrize("ahead", [-200, -1, 0, 5, 29])
def test_a_day_that_is_near_or_past_waits_30_days_after_its_announcement(cast: Cast, ahead: int) -> None:
    keep_until(cast, cast.today + ahead * DAY)
    assert [days for days in range(0, 36, 5) if run(cast, days)] == [35]


def test_another_day_is_announced_anew(cast: Cast) -> None:
    keep_until(cast, cast.today + 60 * DAY)
    run(cast, 0)
    run(cast, 40)
    keep_until(cast, cast.today + 45 * DAY)  # brought forward
    assert [run(cast, days) for days in (46, 60, 61, 76)] == [[], [], [], []]
    assert run(cast, 77) == ["riverside"]


def test_without_a_day_nothing_is_announced_or_deleted(cast: Cast) -> None:
    assert run(cast, 4000) == []
    assert (announced(), mail.outbox) == ([], [])


def test_where_nobody_can_be_written_to_the_pages_announce_it(cast: Cast) -> None:
    Membership.objects.filter(role=Role.COORDINATOR).delete()
    keep_until(cast, cast.today)
    assert [run(cast, 0), run(cast, 31)] == [[], ["riverside"]]
    assert mail.outbox == []


def test_it_is_in_the_schedule(cast: Cast) -> None:
    keep_until(cast, cast.today + 60 * DAY)
    keep_retention()
    assert announced() == [(cast.today + 60 * DAY, 60)]


# --- Told on the pages -------------------------------------------------------------------------------------
@pytest.mark.parametrize(("ahead", "is_told"), [(61, False), (60, True), (-1, True)])
def test_everybody_reads_it_in_the_last_60_days(cast: Cast, ahead: int, is_told: bool) -> None:
    keep_until(cast, cast.today + ahead * DAY)
    for who in (cast.mia, cast.cora, cast.eva):
        page = signed_in(who).get("/c/riverside/").content.decode()
        assert ("Everything here is kept until" in page) is is_told
    assert "Everything here is kept until" not in signed_in(cast.stu).get("/c/harbor/").content.decode()


def test_the_page_of_the_set_up_says_when_and_what(cast: Cast) -> None:
    client = signed_in(cast.cora)
    path = "/c/riverside/setup/retention/"
    assert "No day is chosen yet" in client.get(path).content.decode()
    keep_until(cast, cast.today + 5 * DAY)
    assert "nothing is deleted before 30 days after it" in client.get(path).content.decode()
    run(cast, 0)
    page = client.get(path).content.decode()
    assert "It was announced late, so it waits" in page
    assert "12 people" in page
    assert "2 teams" in page


# --- Deleted -----------------------------------------------------------------------------------------------
SMALL = Size(teams=2, months=1, days=1, people=3)
COUNTERS = {"sqlite_sequence"}  # the database's own, of numbers that were given once


def add_whole(slug: str) -> Grown:
    """A collaborative with every subject in it, and what the installation itself notes about it."""
    grown = Grown(slug, SMALL)
    kind = ContentType.objects.get_for_model(Collaborative)
    LogEntry.objects.create(
        user=grown.coordinator, content_type=kind, object_id=str(grown.whole.pk),
        object_repr=str(grown.whole), action_flag=ADDITION,
    )  # fmt: skip
    RetentionNotice.objects.create(collaborative=grown.whole, day=grown.today, days_before=7)
    signed_in(grown.teacher)
    return grown


@dataclass(frozen=True)
class Two:
    here: Grown
    there: Grown
    alone: Tables  # everything, before `here` was there


@pytest.fixture
def two(db: None) -> Two:
    """Two collaboratives, and one person who takes part in both."""
    there = add_whole("there")
    both = add_person("Both", there.whole, Role.TEACHER, there.team)
    alone = dump()
    here = add_whole("here")
    here_too = Participant.objects.create(collaborative=here.whole, person=both, name="Both")
    add_role(here_too, Role.TEACHER, here.team)
    removed = add_role(here.author, Role.TEACHER, here.team)
    removed.remove_by(here.author)  # stands in history alone
    return Two(here, there, alone)


def test_everything_of_it_goes_and_the_other_stays_byte_for_byte(two: Two) -> None:
    before = dump()
    changed = {name for name in before if before[name] != two.alone[name]} - COUNTERS
    assert len(changed) > 50
    delete_collaborative(two.here.whole)
    left = dump()
    assert {name for name in left if left[name] != two.alone[name]} - COUNTERS == set()
    connection.check_constraints()


def test_no_table_is_left_out(two: Two) -> None:
    """Both gone, nothing of ours is left but what stands outside of every collaborative."""
    for grown in (two.here, two.there):
        delete_collaborative(grown.whole)
    assert {name for name, rows in dump().items() if name.startswith(OURS) and rows} == set()


def test_accounts_go_where_they_take_part_nowhere_else(two: Two) -> None:
    here, there = two.here, two.there
    Person.objects.filter(pk=here.director.pk).update(is_staff=True)
    delete_collaborative(here.whole)
    emails = set(Person.objects.values_list("email", flat=True))
    assert {"both@example.org", "dee-here@example.org", there.teacher.email} <= emails
    assert not {"mia-here@example.org", "cora-here@example.org"} & emails
    assert list(LogEntry.objects.values_list("object_repr", flat=True)) == [there.whole.name]


def test_charts_that_name_their_metric_in_a_key_go_too(two: Two) -> None:
    here = two.here
    keys = {
        f"metric:{pk}/" for pk in Metric.objects.filter(collaborative=here.whole).values_list("pk", flat=True)
    }
    before = ChartSnapshot.objects.count()
    delete_collaborative(here.whole)
    kept = list(ChartSnapshot.objects.values_list("key", flat=True))
    assert [key for key in kept if key.startswith(tuple(keys))] == []
    assert 0 < len(kept) < before


def test_a_day_that_was_changed_meanwhile_is_not_kept(cast: Cast) -> None:
    keep_until(cast, cast.today - DAY)
    run(cast, 0)
    later: datetime = timezone.now() + 40 * DAY
    keep_until(cast, cast.today + 400 * DAY)
    assert delete_due(later) == []
