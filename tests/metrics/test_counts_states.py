"""Not counted, closed, incomplete, two at once; and what stands around a card."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from metrics.models import Closure, CountEvent, CountNote, MetricDefinition
from metrics.models.card import problem_of
from metrics.models.day import read_day
from metrics.models.sums import sums_of
from tests.conftest import Cast
from tests.metrics.counted import add_definition, add_metric, count, room, whole
from tests.metrics.counter import UP, Counter, a_press, closing, observed, signed_in

# --- States ----------------------------------------------------------------------------------------------


def test_not_counted_is_said_on_purpose(mia: Counter, tears: MetricDefinition) -> None:
    mia.press(tears, mia.card(tears).tap_not_counted)
    assert observed() == [(None, None, "not_counted")]
    assert "Not counted that day." in mia.client.get(mia.path).content.decode()


def test_a_tap_after_not_counted_makes_the_day_counted_and_the_page_says_so(
    mia: Counter, tears: MetricDefinition
) -> None:
    mia.press(tears, mia.card(tears).tap_not_counted)
    mia.press(tears, a_press(**UP))
    assert observed() == [(Decimal(1), None, "counted")]
    assert "It was marked as not counted before." in mia.client.get(mia.path).content.decode()


def test_not_counted_over_a_count_asks_first_and_can_be_undone(mia: Counter, tears: MetricDefinition) -> None:
    mia.press(tears, num="5")
    tap = mia.card(tears).tap_not_counted
    asked = mia.press(tears, tap)
    assert asked.status_code == 422
    assert "5 is counted here." in asked.content.decode()
    assert observed() == [(Decimal(5), None, "counted")]
    mia.press(tears, tap, sure="1")
    assert observed() == [(None, None, "not_counted")]
    mia.press(tears, mia.card(tears).tap_undo)
    assert observed() == [(Decimal(5), None, "counted")]


def test_closing_a_day_says_so_for_every_metric(
    mia: Counter, tears: MetricDefinition, talked: MetricDefinition
) -> None:
    assert closing(mia).url == mia.path
    assert observed() == [(None, None, "closed")] * 2
    row = Closure.objects.get()
    assert (row.place, row.day, row.by, row.voided_at) == (
        mia.place,
        mia.day,
        mia.cast.participant(mia.cast.mia),
        None,
    )
    assert "Mia said: Sunroom was closed that day." in mia.client.get(mia.path).content.decode()


def test_closing_twice_keeps_the_first(mia: Counter, tears: MetricDefinition) -> None:
    closing(mia)
    Counter(mia.cast, mia.cast.pat, mia.place)
    signed_in(mia.cast.pat).post(mia.path + "closure/", {"sure": "1"})
    assert Closure.objects.get().by == mia.cast.participant(mia.cast.mia)
    assert CountEvent.objects.count() == 1


def test_closing_a_counted_day_asks_first_and_opening_brings_the_counts_back(
    mia: Counter, tears: MetricDefinition
) -> None:
    mia.press(tears, num="5")
    asked = closing(mia)
    assert asked.status_code == 422
    assert "Something is counted on this day." in asked.content.decode()
    assert Closure.objects.count() == 0
    closing(mia, sure="1")
    assert observed() == [(None, None, "closed")]
    closing(mia, open="1")
    assert observed() == [(Decimal(5), None, "counted")]
    row = Closure.objects.get()
    assert row.voided_by == mia.cast.participant(mia.cast.mia)
    closing(mia, sure="1")
    assert Closure.objects.filter(voided_at=None).count() == 1


def test_a_count_after_closing_holds_and_the_page_says_so(mia: Counter, tears: MetricDefinition) -> None:
    closing(mia)
    mia.press(tears, a_press(**UP))
    assert observed() == [(Decimal(1), None, "counted")]
    assert "It was marked as closed before." in mia.client.get(mia.path).content.decode()


@pytest.mark.parametrize(
    ("unit", "num", "den", "problem"),
    [
        ("proportion", 3, None, "no_den"),
        ("proportion", None, 14, "no_num"),
        ("proportion", 15, 14, "above"),
        ("proportion", 14, 14, None),
        ("proportion", 0, 0, None),
        ("rate", 3, None, "no_den"),
        ("rate", 3, 0, "above"),
        ("rate", 30, 14, None),
        ("count", 3, None, None),
        ("score", 3, None, None),
    ],
)
def test_what_the_page_calls_incomplete_is_what_the_sums_leave_out(
    cast: Cast, unit: str, num: int | None, den: int | None, problem: str | None
) -> None:
    definition = add_metric(cast.riverside, "one", unit)
    numbers = (None if num is None else Decimal(num), None if den is None else Decimal(den))
    assert problem_of(definition, *numbers) == problem
    total = sums_of(cast.maple, [definition], [(definition.pk, "day", cast.today, *numbers)])[0]
    assert total.incomplete == (problem is not None)


def test_an_incomplete_count_is_kept_and_explained(mia: Counter, talked: MetricDefinition) -> None:
    mia.press(talked, num="3")
    assert "It comes into the chart once this is filled in too" in mia.client.get(mia.path).content.decode()
    mia.press(talked, den="2")
    assert "3 is more than 2" in mia.client.get(mia.path).content.decode()
    assert observed() == [(Decimal(3), Decimal(2), "counted")]


def test_two_who_typed_without_seeing_each_other_are_both_shown_and_one_is_chosen(
    mia: Counter, tears: MetricDefinition
) -> None:
    pat = Counter(mia.cast, mia.cast.pat, mia.place)
    mia.press(tears, num="5")
    pat.press(tears, num="7", num_was="", seen_num="")
    pat.press(tears, a_press(**UP))
    card = mia.card(tears)
    assert [(rival.name, rival.typed, rival.total) for rival in card.rivals] == [("Mia", 5, 6), ("Pat", 7, 8)]
    text = mia.client.get(mia.path).content.decode()
    assert "Which one is right?" in text
    mia.press(tears, card.rivals[0].tap)
    assert observed() == [(Decimal(6), None, "counted")]
    assert mia.card(tears).rivals == ()


def test_two_who_typed_the_same_need_not_choose(mia: Counter, tears: MetricDefinition) -> None:
    mia.press(tears, num="5")
    Counter(mia.cast, mia.cast.pat, mia.place).press(tears, num="5", num_was="", seen_num="")
    assert mia.card(tears).rivals == ()


# --- What stands around ----------------------------------------------------------------------------------


def test_the_children_present_are_prefilled_from_the_other_metric(
    mia: Counter, talked: MetricDefinition
) -> None:
    played = add_metric(mia.cast.riverside, "played", "proportion")
    families = add_metric(
        mia.cast.riverside, "families", "proportion", denominator={"en": "Families here today"}
    )
    mia.press(talked, num="3", den="14")
    assert [mia.card(one).den_field for one in (talked, played, families)] == ["14", "14", ""]
    assert mia.card(played).status == "nothing"  # shown in the field, and saved only with a count
    mia.press(played, a_press(**UP))
    assert (mia.card(played).num, mia.card(played).den) == (1, 14)


def test_a_typed_month_warns_before_it_loses_force(mia: Counter, tears: MetricDefinition) -> None:
    first = mia.day.replace(day=1)
    count(whole(mia.cast.maple), tears, first, 40, grain="month")
    warning = "40 was typed for this whole month."
    assert warning in mia.client.get(mia.path).content.decode()
    mia.press(tears, a_press(**UP))
    assert warning not in mia.client.get(mia.path).content.decode()


def test_the_page_says_what_was_counted_for_the_whole_center(mia: Counter, tears: MetricDefinition) -> None:
    center = Counter(mia.cast, mia.cast.mia, whole(mia.cast.maple))
    mia.press(tears, num="5")
    assert "The classrooms counted 5 that day." in center.client.get(center.path).content.decode()
    center.press(tears, num="2")
    assert "2 was counted for the whole center that day." in mia.client.get(mia.path).content.decode()


def test_a_count_under_an_earlier_wording_is_listed_beside_the_one_that_holds(
    mia: Counter, tears: MetricDefinition
) -> None:
    mia.press(tears, num="5")
    later = add_definition(tears.metric, from_month=f"{mia.day:%Y-%m}", numerator={"en": "New wording"})
    page = read_day(mia.cast.maple, mia.place, mia.day, mia.day)
    assert [(card.definition, card.num) for card in page.cards] == [(later, None)]
    assert [(card.definition, card.num) for card in page.old_cards] == [(tears, 5)]
    assert "Counted under another wording" in mia.client.get(mia.path).content.decode()


def test_what_is_counted_by_the_month_or_no_longer_has_no_card(mia: Counter, tears: MetricDefinition) -> None:
    add_metric(mia.cast.riverside, "monthly", grain="month")
    add_metric(mia.cast.riverside, "gone", retired=mia.day)
    add_metric(mia.cast.riverside, "later", from_month="2990-01")
    page = read_day(mia.cast.maple, mia.place, mia.day, mia.day)
    assert [card.metric.slug for card in page.cards] == ["tears"]
    for slug in ("monthly", "gone", "later", "none"):
        answer = mia.client.post(mia.path + "events/", {"metric": slug, "tap": a_press(**UP)})
        assert answer.status_code == 404


def test_a_day_to_come_is_shown_and_refused(cast: Cast, tears: MetricDefinition) -> None:
    tomorrow = cast.today + timedelta(days=1)
    mia = Counter(cast, cast.mia, room(cast.maple, cast.sunroom), tomorrow)
    shown = mia.client.get(mia.path)
    assert shown.status_code == 200
    assert "This day has not come yet." in shown.content.decode()
    assert mia.press(tears, a_press(**UP)).status_code == 422
    assert closing(mia).status_code == 422
    assert (CountEvent.objects.count(), Closure.objects.count()) == (0, 0)


def test_a_day_outside_the_teams_time_is_said(cast: Cast, tears: MetricDefinition) -> None:
    before = cast.maple.joined - timedelta(days=1)
    mia = Counter(cast, cast.mia, room(cast.maple, cast.sunroom), before)
    assert "What you count here is kept, but it is in no chart." in mia.client.get(mia.path).content.decode()


def test_a_note_is_kept_for_the_team(mia: Counter, tears: MetricDefinition) -> None:
    answer = mia.client.post(
        mia.path + "notes/", {"note-text": "Fire drill in the morning", "note-metric": "tears"}
    )
    assert answer.url == mia.path
    note = CountNote.objects.get()
    assert (note.text, note.metric, note.writing.author, note.day) == (
        "Fire drill in the morning",
        tears.metric,
        mia.cast.participant(mia.cast.mia),
        mia.day,
    )
    assert "Fire drill in the morning" in signed_in(mia.cast.pat).get(mia.path).content.decode()


def test_a_note_that_looks_like_a_child_is_warned_of_and_never_refused(
    mia: Counter, tears: MetricDefinition
) -> None:
    text = "Today little Emma bit a friend"
    warned = mia.client.post(mia.path + "notes/", {"note-text": text})
    assert warned.status_code == 422
    assert "a name" in warned.content.decode()
    assert text in warned.content.decode()
    assert CountNote.objects.count() == 0
    mia.client.post(mia.path + "notes/", {"note-text": text, "note-sure": "1"})
    assert CountNote.objects.get().text == text


def test_an_empty_note_is_refused(mia: Counter) -> None:
    answer = mia.client.post(mia.path + "notes/", {"note-text": " "})
    assert answer.status_code == 422
    assert "Write a few words first." in answer.content.decode()
