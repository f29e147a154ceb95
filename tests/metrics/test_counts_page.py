"""The counts page: one press, one count; what is typed is kept; who may count where."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from metrics.models import Closure, CountEvent, CountNote, MetricDefinition, Observation, Place
from metrics.models.card import Card, card_of, problem_of
from metrics.models.day import read_day
from metrics.models.sums import sums_of
from teams.models import Classroom, Person
from tests.conftest import Cast
from tests.metrics.counted import a_count, add_definition, add_metric, count, room, weekdays_before, whole


def address(cast: Cast, place: Place, name: str = "count_day", day: date | None = None) -> str:
    return reverse(name, args=["riverside", place.team.slug, place.uuid, day or cast.today])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def a_press(kind: str, component: str = "num", **fields: Any) -> str:
    return urlencode({"kind": kind, "component": component, "uuid": str(uuid4())} | fields)


UP = {"kind": "add", "amount": "1"}


class Counter:
    """One person in front of one counts page, without JavaScript."""

    def __init__(self, cast: Cast, person: Person, place: Place, day: date | None = None) -> None:
        self.cast, self.place, self.day = cast, place, day or cast.today
        self.client = signed_in(person)
        self.path = address(cast, place, day=self.day)

    def card(self, definition: MetricDefinition) -> Card:
        page = read_day(self.place.team, self.place, self.day, self.cast.today)
        found = page.card(definition.metric.slug)
        assert found is not None
        return found

    def press(self, definition: MetricDefinition, tap: str = "", **typed: str) -> Any:
        """As the form sends it: what was seen, what was typed, the pressed button."""
        card = self.card(definition)
        data = {
            "metric": definition.metric.slug,
            "seen_num": card.seen_num,
            "seen_den": card.seen_den,
            "seen_state": card.seen_state,
            "num": card.num_field,
            "num_was": card.num_text,
            "num_uuid": str(uuid4()),
            "den": card.den_field,
            "den_was": card.den_text,
            "den_uuid": str(uuid4()),
        } | typed
        if not definition.types_denominator:
            data = {name: value for name, value in data.items() if not name.startswith("den")}
        return self.client.post(self.path + "events/", data | ({"tap": tap} if tap else {}))


@pytest.fixture
def tears(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "tears")


@pytest.fixture
def talked(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "talked", "proportion")


@pytest.fixture
def mia(cast: Cast) -> Counter:
    return Counter(cast, cast.mia, room(cast.maple, cast.sunroom))


def observed() -> list[tuple[Any, ...]]:
    return list(Observation.objects.order_by("definition_id").values_list("num", "den", "state"))


# --- One press -------------------------------------------------------------------------------------------


def test_the_page_shows_the_wording_and_what_each_button_sends(
    mia: Counter, talked: MetricDefinition
) -> None:
    text = mia.client.get(mia.path).content.decode()
    assert re.findall(r"<h1>\s*(.*?)\s*</h1>", text) == ["Sunroom"]
    assert re.findall(r"<h2[^>]*>\s*(.*?)\s*</h2>", text) == ["Talked"]
    assert "How many talked" in text
    taps = [
        parse_qs(value.replace("&amp;", "&")) for value in re.findall(r'name="tap"\s+value="([^"]*)"', text)
    ]
    said = [{name: value for name, (value,) in tap.items() if name != "uuid"} for tap in taps]
    assert said == [
        {"kind": "add", "component": "num", "amount": "-1"},
        {"kind": "add", "component": "num", "amount": "1"},
        {"kind": "set", "component": "num", "amount": "0"},
        {"kind": "set", "component": "state", "state": "not_counted"},
    ]
    assert len({tap["uuid"][0] for tap in taps}) == 4


def test_the_page_speaks_the_readers_language(cast: Cast, talked: MetricDefinition) -> None:
    Person.objects.filter(pk=cast.mia.pk).update(language="es")
    mia = Counter(cast, cast.mia, room(cast.maple, cast.sunroom))
    text = mia.client.get(mia.path).content.decode()
    assert "Talked (es)" in text
    assert "Cuántos talked" in text
    assert "Niños presentes hoy" in text


def test_a_press_adds_one_and_leads_back_to_the_page(mia: Counter, tears: MetricDefinition) -> None:
    answer = mia.press(tears, a_press(**UP))
    assert (answer.status_code, answer.url) == (302, mia.path)
    assert observed() == [(Decimal(1), None, "counted")]
    event = CountEvent.objects.get()
    assert (event.by, event.kind, event.amount) == (mia.cast.participant(mia.cast.mia), "add", 1)


def test_a_tap_may_also_be_sent_field_by_field(mia: Counter, tears: MetricDefinition) -> None:
    fields = {"uuid": str(uuid4()), "component": "num", "metric": "tears"} | UP
    assert mia.client.post(mia.path + "events/", fields).status_code == 302
    assert observed() == [(Decimal(1), None, "counted")]


def test_a_double_press_counts_once_and_is_told(mia: Counter, tears: MetricDefinition) -> None:
    tap = a_press(**UP)
    first = mia.press(tears, tap)
    again = mia.press(tears, tap)
    assert [first.status_code, again.status_code] == [302, 302]
    assert again.url == first.url
    assert observed() == [(Decimal(1), None, "counted")]
    shown = mia.client.get(mia.path).content.decode()
    assert "This tap was counted already, so it was not counted again." in shown


def test_a_repeat_of_one_less_is_answered_like_the_first(mia: Counter, tears: MetricDefinition) -> None:
    """It had made the number 0, from which one less would be refused."""
    mia.press(tears, a_press(**UP))
    tap = a_press("add", amount="-1")
    assert [mia.press(tears, tap).status_code, mia.press(tears, tap).status_code] == [302, 302]
    assert observed() == [(Decimal(0), None, "counted")]


def test_one_less_than_zero_is_refused_with_a_sentence(mia: Counter, tears: MetricDefinition) -> None:
    nothing = mia.press(tears, a_press("add", amount="-1"))
    assert nothing.status_code == 422
    assert "Nothing is counted yet." in nothing.content.decode()
    mia.press(tears, a_press("set", amount="0"))
    zero = mia.press(tears, a_press("add", amount="-1"))
    assert zero.status_code == 422
    assert "It is 0 already" in zero.content.decode()
    assert observed() == [(Decimal(0), None, "counted")]


def test_zero_is_said_on_purpose_and_shown_so(mia: Counter, tears: MetricDefinition) -> None:
    mia.press(tears, a_press("set", amount="0"))
    assert observed() == [(Decimal(0), None, "counted")]
    assert "Saved: 0, on purpose." in mia.client.get(mia.path).content.decode()


def test_undo_takes_back_the_last_thing_and_then_the_one_before(
    mia: Counter, tears: MetricDefinition
) -> None:
    mia.press(tears, a_press(**UP))
    mia.press(tears, num="7")
    assert observed() == [(Decimal(7), None, "counted")]
    mia.press(tears, mia.card(tears).tap_undo)
    assert observed() == [(Decimal(1), None, "counted")]
    mia.press(tears, mia.card(tears).tap_undo)
    assert observed() == []
    assert mia.card(tears).last is None


def test_undoing_what_is_not_there_is_refused(mia: Counter, tears: MetricDefinition) -> None:
    answer = mia.press(tears, a_press("void", target=str(uuid4())))
    assert answer.status_code == 422
    assert "What you want to undo is not here any more." in answer.content.decode()


# --- Typed numbers ---------------------------------------------------------------------------------------


def test_a_typed_number_replaces_what_its_author_saw_and_no_more(
    mia: Counter, tears: MetricDefinition
) -> None:
    mia.press(tears, a_press(**UP))
    seen = mia.card(tears).seen_num
    pat = Counter(mia.cast, mia.cast.pat, mia.place)
    pat.press(tears, a_press(**UP))
    mia.press(tears, num="5", num_was="1", seen_num=seen)
    assert observed() == [(Decimal(6), None, "counted")]  # five, and Pat's tap that Mia had not seen


def test_a_number_typed_beside_a_pressed_button_is_saved_too(mia: Counter, talked: MetricDefinition) -> None:
    mia.press(talked, a_press(**UP), den="14")
    assert observed() == [(Decimal(1), Decimal(14), "counted")]


def test_a_typed_zero_denominator_and_a_whole_number_only(mia: Counter, talked: MetricDefinition) -> None:
    answer = mia.press(talked, num="3,5", den="14")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Write a whole number, such as 12, or 0 for none." in text
    assert 'value="3,5"' in text
    assert 'value="14"' in text
    assert observed() == []


@pytest.mark.parametrize(
    ("typed", "language", "saved"),
    [
        pytest.param("3.5", "en", Decimal("3.5"), id="point in English"),
        pytest.param("3,5", "es", Decimal("3.5"), id="comma in Spanish"),
        pytest.param("3,5", "en", Decimal("3.5"), id="comma in English cannot mean thousands"),
        pytest.param("4", "es", Decimal(4), id="whole"),
        pytest.param("1,250", "en", None, id="a mark for thousands is refused"),
        pytest.param("four", "en", None, id="words are refused"),
        pytest.param("-1", "en", None, id="below zero is refused"),
        pytest.param("1e3", "en", None, id="powers are refused"),
        pytest.param("NaN", "en", None, id="not a number is refused"),
        pytest.param("٣", "en", None, id="digits that look alike are refused"),
        pytest.param("9999999999", "en", None, id="too large is refused"),
    ],
)
def test_scores_have_decimals_in_the_readers_way(
    cast: Cast, typed: str, language: str, saved: Decimal | None
) -> None:
    calm = add_metric(cast.riverside, "calm", "score")
    Person.objects.filter(pk=cast.mia.pk).update(language=language)
    mia = Counter(cast, cast.mia, room(cast.maple, cast.sunroom))
    answer = mia.press(calm, num=typed, num_was="")
    assert answer.status_code == (422 if saved is None else 302)
    assert observed() == ([] if saved is None else [(saved, None, "counted")])
    if saved is None:
        assert f'value="{typed}"' in answer.content.decode()


def test_clearing_a_field_is_no_zero(mia: Counter, tears: MetricDefinition) -> None:
    mia.press(tears, num="5")
    answer = mia.press(tears, num="")
    assert answer.status_code == 422
    assert "To take a number back, press Undo." in answer.content.decode()
    assert observed() == [(Decimal(5), None, "counted")]


def test_a_form_sent_again_with_another_number_overwrites_nothing_and_loses_nothing(
    mia: Counter, tears: MetricDefinition
) -> None:
    """Back in the browser, another number, Save: the same form with the same id."""
    same = {"num_uuid": str(uuid4()), "num_was": "", "seen_num": ""}
    assert mia.press(tears, num="5", **same).status_code == 302
    answer = mia.press(tears, num="7", **same)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="7"' in text
    assert 'name="num_was" value="5"' in text
    assert f'name="num_uuid" value="{same["num_uuid"]}"' not in text
    assert observed() == [(Decimal(5), None, "counted")]
    assert mia.press(tears, num="7").status_code == 302
    assert observed() == [(Decimal(7), None, "counted")]


def test_a_form_sent_again_as_it_was_is_answered_like_the_first(
    mia: Counter, tears: MetricDefinition
) -> None:
    same = {"num_uuid": str(uuid4()), "num_was": "", "seen_num": "", "num": "5"}
    assert [mia.press(tears, **same).status_code for _time in range(2)] == [302, 302]
    assert CountEvent.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"tap": "kind=add"}, id="half a tap"),
        pytest.param({"tap": a_press("add", amount="1", uuid="x")}, id="no id"),
        pytest.param({"tap": a_press("add", "state", amount="1")}, id="a number for a state"),
        pytest.param({"tap": a_press("set", "num", state="not_counted")}, id="a state for a number"),
        pytest.param({"tap": a_press("set", "state", state="closed")}, id="closing is another form"),
        pytest.param({"tap": a_press("add", amount="99999")}, id="a step too far"),
        pytest.param({"tap": a_press("add", amount="0")}, id="no step"),
        pytest.param({"tap": a_press("void")}, id="an undo of nothing"),
        pytest.param({"num": "5", "num_uuid": "x"}, id="typed without an id"),
        pytest.param({"tap": a_press("add", amount="1"), "seen_num": "x y"}, id="what nobody saw"),
    ],
)
def test_bad_input_is_answered_with_the_page_and_saves_nothing(
    mia: Counter, tears: MetricDefinition, data: dict[str, str]
) -> None:
    answer = mia.client.post(mia.path + "events/", {"metric": "tears"} | data)
    assert (answer.status_code, CountEvent.objects.count()) == (422, 0)
    assert 'role="alert"' in answer.content.decode()


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


def closing(mia: Counter, **data: str) -> Any:
    return mia.client.post(mia.path + "closure/", data)


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
    assert (note.text, note.metric, note.by, note.day) == (
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


# --- htmx ------------------------------------------------------------------------------------------------


def test_a_press_from_the_script_is_answered_with_the_card_alone(
    mia: Counter, tears: MetricDefinition
) -> None:
    data = {"metric": "tears", "tap": a_press(**UP)}
    answer = mia.client.post(mia.path + "events/", data, headers={"HX-Request": "true"})
    text = answer.content.decode().strip()
    assert answer.status_code == 200
    assert text.startswith("<section")
    assert "Saved: 1." in text
    again = mia.client.post(mia.path + "events/", data, headers={"HX-Request": "true"})
    assert "This tap was counted already" in again.content.decode()
    assert observed() == [(Decimal(1), None, "counted")]


# --- Who -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("mia", 200, 302),
        ("pat", 200, 302),
        ("dee", 200, 302),
        ("sam", 200, 302),
        ("fin", 200, 403),  # left 30 days ago
        ("gus", 404, 404),  # left 90 days ago
        ("oda", 404, 404),
        ("dana", 404, 404),
        ("stu", 404, 404),
        ("fay", 404, 403),  # hosts read sums, on the month's page
        ("kai", 404, 403),
        ("cora", 404, 403),
        ("eva", 404, 404),
        ("ada", 404, 404),
    ],
)
def test_members_count_anywhere_in_their_team_and_nobody_else(
    cast: Cast, tears: MetricDefinition, who: str, reads: int, writes: int
) -> None:
    place = room(cast.maple, cast.sunroom)
    path = address(cast, place)
    client = signed_in(getattr(cast, who))
    start = reverse("counts", args=["riverside", "maple"])
    assert [client.get(path).status_code, client.get(start).status_code] == [reads, reads]
    posted = [
        client.post(path + "events/", {"metric": "tears", "tap": a_press(**UP)}),
        client.post(path + "closure/", {"sure": "1"}),
        client.post(path + "notes/", {"note-text": "rain"}),
    ]
    assert [answer.status_code for answer in posted] == [writes] * 3
    written = (CountEvent.objects.exists(), Closure.objects.exists(), CountNote.objects.exists())
    assert written == ((True,) * 3 if writes == 302 else (False,) * 3)


def test_a_place_of_another_team_is_not_found(cast: Cast, tears: MetricDefinition) -> None:
    attic = room(cast.oak, cast.attic)
    client = signed_in(cast.mia)
    path = reverse("count_day", args=["riverside", "maple", attic.uuid, cast.today])
    assert client.get(path).status_code == 404
    assert client.post(path + "events/", {"metric": "tears", "tap": a_press(**UP)}).status_code == 404
    unknown = reverse("count_day", args=["riverside", "maple", uuid4(), cast.today])
    assert client.get(unknown).status_code == 404


def test_a_collaborative_that_has_ended_is_read_only(mia: Counter, tears: MetricDefinition) -> None:
    mia.cast.riverside.ends = mia.cast.today - timedelta(days=1)
    mia.cast.riverside.save()
    shown = mia.client.get(mia.path)
    assert shown.status_code == 200
    assert 'name="tap"' not in shown.content.decode()
    assert mia.client.post(mia.path + "events/", {"metric": "tears", "tap": a_press(**UP)}).status_code == 403


def test_a_lapsed_sign_in_leads_back_to_the_page(mia: Counter, tears: MetricDefinition) -> None:
    for name in ("events/", "closure/", "notes/"):
        assert mia.client.get(mia.path + name).url == mia.path


# --- Where to begin --------------------------------------------------------------------------------------


def test_the_start_page_offers_the_own_classroom_first(cast: Cast, tears: MetricDefinition) -> None:
    Classroom.objects.create(center=cast.maple.center, name="Acorns", from_day=cast.riverside.starts)
    start = reverse("counts", args=["riverside", "maple"])
    doors = {
        who: re.findall(
            r"count-door.*?<strong>(.*?)</strong>", signed_in(person).get(start).content.decode(), re.DOTALL
        )
        for who, person in (("mia", cast.mia), ("pat", cast.pat))
    }
    assert doors == {
        "mia": ["Sunroom", "Acorns", "Whole center"],
        "pat": ["Acorns", "Sunroom", "Whole center"],
    }


def test_the_start_page_says_what_is_missing_on_the_last_due_days(
    cast: Cast, tears: MetricDefinition
) -> None:
    sunroom = room(cast.maple, cast.sunroom)
    days = weekdays_before(cast.today, 5)
    count(sunroom, tears, days[1], 3)
    count(whole(cast.maple), tears, days[2], 3)
    Closure.objects.create(place=sunroom, day=days[3], by=None)
    page = signed_in(cast.mia).get(reverse("counts", args=["riverside", "maple"])).context["page"]
    assert list(page.days) == days[::-1]
    line = page.lines[0]
    assert [cell.status for cell in line.cells] == ["missing", "closed", "done", "done", "missing"]


def test_a_closed_classroom_is_not_offered(cast: Cast, tears: MetricDefinition) -> None:
    Classroom.objects.create(
        center=cast.maple.center, name="Old", from_day=cast.riverside.starts, until_day=cast.today
    )
    page = signed_in(cast.mia).get(reverse("counts", args=["riverside", "maple"])).context["page"]
    assert [str(line.place) for line in page.lines] == ["Sunroom", "whole center"]


# --- Cost ------------------------------------------------------------------------------------------------


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(cast: Cast, tears: MetricDefinition) -> None:
    sunroom = room(cast.maple, cast.sunroom)
    client = signed_in(cast.mia)
    paths = [address(cast, sunroom), reverse("counts", args=["riverside", "maple"])]

    def measure() -> list[int]:
        return [queries(client, path) for path in paths]

    count(sunroom, tears, cast.today, 3)
    before = measure()
    rooms = [
        Classroom.objects.create(center=cast.maple.center, name=f"Room {n}", from_day=cast.riverside.starts)
        for n in range(11)
    ]
    metrics = [tears, *(add_metric(cast.riverside, f"metric-{n}", "proportion") for n in range(9))]
    for classroom in rooms:
        for definition in metrics:
            count(room(cast.maple, classroom), definition, cast.today, 3, 14)
            count(sunroom, definition, cast.today, 4)
    for number in range(10):
        CountNote.objects.create(place=sunroom, day=cast.today, text=f"Note {number}", at=timezone.now())
    assert measure() == before


def test_a_card_knows_nothing_of_other_days(cast: Cast, tears: MetricDefinition) -> None:
    place = room(cast.maple, cast.sunroom)
    count(place, tears, cast.today - timedelta(days=1), 3)
    page = read_day(cast.maple, place, cast.today, cast.today)
    assert [card.status for card in page.cards] == ["nothing"]
    assert card_of(tears, []).tap_undo == ""
    assert a_count(place, tears, cast.today).cell.day == cast.today
