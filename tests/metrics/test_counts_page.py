"""The counts page: one press, one count; what is typed is kept."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import parse_qs
from uuid import uuid4

import pytest

from metrics.models import CountEvent, MetricDefinition
from teams.models import Person
from tests.conftest import Cast
from tests.metrics.counted import add_metric, room
from tests.metrics.counter import UP, Counter, a_press, observed

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
