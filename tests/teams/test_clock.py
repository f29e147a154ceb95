"""Pages speak by the collaborative's clock, whatever the server's is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.test import Client
from django.utils import timezone

from metrics.models import CountNote
from metrics.models.places import place_of
from teams.models import Access, Writing
from tests.conftest import Cast

LATE = datetime(2026, 3, 13, 1, 30, tzinfo=UTC)  # half past nine in the evening of the 12th in New York


def test_what_was_written_in_the_evening_stands_on_that_evenings_day(cast: Cast, client: Client) -> None:
    mia = cast.participant(cast.mia)
    moments = {"at": LATE, "changed_at": LATE, "shown_at": LATE}
    words = Writing.objects.create(
        collaborative=cast.riverside, team=cast.maple, kind="count_note", author=mia, text="Calm", **moments
    )
    place = place_of(cast.maple, cast.sunroom)
    CountNote.objects.create(place=place, day=date(2026, 3, 12), writing=words)
    client.force_login(cast.mia)
    shown = client.get(f"/c/riverside/words/{words.uuid}/").content.decode()
    assert ("Mar 12, 2026" in shown, "Mar 13, 2026" in shown) == (True, False)
    assert timezone.get_current_timezone_name() == "UTC"  # the next request begins anew


def test_the_clock_is_that_of_the_collaborative_in_the_address(cast: Cast) -> None:
    cast.harbor.time_zone = "Pacific/Honolulu"
    cast.harbor.save()
    stu = Access.of(cast.stu, timezone.now())
    assert [str(stu.zone_in(slug)) for slug in ("harbor", "riverside", None)] == ["Pacific/Honolulu"] * 3
    nobody = Access(None, timezone.now())
    assert str(nobody.zone_in("harbor")) == "UTC"
