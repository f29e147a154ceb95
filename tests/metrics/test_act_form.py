"""The way to an act: first what to do, then only what makes sense for it; what is refused loses nothing."""

from __future__ import annotations

import pytest

from tests.conftest import Cast
from tests.metrics.test_acts_pages import MONTHS, NEW, TEAM, back, metric, page_of, sent, signed_in

__all__ = ["metric"]
pytestmark = pytest.mark.usefixtures("metric")


def test_first_it_is_asked_what_to_do_and_each_answer_leads_to_its_form(cast: Cast) -> None:
    page = page_of(signed_in(cast.mia).get(TEAM + NEW))
    assert [f"{TEAM}{NEW}?what={what}" in page for what in ("note", "phase", "left_out", "baseline")] == [
        True,
        True,
        True,
        True,
    ]
    assert "<textarea" not in page


def test_from_a_point_the_answers_keep_it_and_what_cannot_be_done_there_says_why(cast: Cast) -> None:
    first = back(cast, MONTHS)
    page = page_of(signed_in(cast.mia).get(f"{TEAM}{NEW}?at={first}"))
    assert f"{TEAM}{NEW}?what=left_out&amp;at={first}" in page
    assert f"{TEAM}{NEW}?what=phase&amp;at={first}" not in page
    assert "The first phase starts here anyway." in page


def test_from_a_point_and_a_kind_both_are_chosen_and_the_reason_has_the_focus(cast: Cast) -> None:
    form = signed_in(cast.mia).get(f"{TEAM}{NEW}?at={back(cast, 5)}&what=left_out").context["form"]
    assert (form["at"].value(), form["what"].value(), form["what"].is_hidden) == (
        back(cast, 5),
        "left_out",
        True,
    )
    assert "selected>" in str(form["at"])
    assert "autofocus" in str(form["text"])
    assert "autofocus" not in str(form["at"])
    assert form["value"].is_hidden


@pytest.mark.parametrize(
    ("what", "months", "label"),
    [
        ("note", 1, "At which point?"),
        ("baseline", 2, "Up to which point?"),  # the twelfth is the last one, so the one before
        ("centre", 1, "In which phase?"),
    ],
)
def test_the_likely_point_is_proposed(cast: Cast, what: str, months: int, label: str) -> None:
    page = signed_in(cast.mia).get(f"{TEAM}{NEW}?what={what}")
    form = page.context["form"]
    assert (form["at"].value(), form["at"].label) == (back(cast, months), label)
    assert "Choose a point" not in page_of(page)
    assert "autofocus" in str(form["value" if what == "centre" else "text"])


def test_where_no_point_is_likelier_none_is_chosen_and_the_choice_has_the_focus(cast: Cast) -> None:
    form = signed_in(cast.mia).get(f"{TEAM}{NEW}?what=phase").context["form"]
    assert form.fields["at"].choices[0] == ("", "Choose a point")
    assert [label for label, _name in form.fields["at"].choices[1:]] == [
        back(cast, months)
        for months in range(1, MONTHS)  # the first point starts a phase anyway
    ]
    assert "autofocus" in str(form["at"])
    refused = signed_in(cast.mia).post(TEAM + NEW, sent("", "phase"))
    assert "Choose a point of the chart." in page_of(refused)
    assert "The heating was off</textarea>" in page_of(refused)


def test_a_kind_without_a_point_leads_back_to_the_choice_with_its_reason(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    mia.post(TEAM + NEW, sent(back(cast, 2), "centre", value="40"))
    page = page_of(mia.get(f"{TEAM}{NEW}?what=baseline"))
    assert "This phase has a fixed line already" in page
    assert "<textarea" not in page


def test_what_is_refused_offers_everything_again_with_what_was_typed(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    form = mia.post(TEAM + NEW, sent(back(cast, MONTHS), "phase")).context["form"]
    assert form.errors["at"] == ["The first phase starts here anyway. Choose a later point."]
    assert [label for label, _name in form.fields["at"].choices] == [
        back(cast, months) for months in range(1, MONTHS + 1)
    ]
    assert (form["what"].is_hidden, form["value"].is_hidden) == (False, False)
    assert str(form["what"]).count('type="radio"') == 5
    assert (form["at"].value(), form["text"].value()) == (back(cast, MONTHS), "The heating was off")


def test_a_point_and_a_kind_that_are_none_are_not_believed(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    assert "What do you want to do?" in page_of(mia.get(f"{TEAM}{NEW}?at=2001-01&what=dance"))
    form = mia.get(f"{TEAM}{NEW}?at=2001-01&what=note").context["form"]
    assert form.fields["at"].choices[0] == ("", "Choose a point")
    answer = mia.post(TEAM + NEW, sent(back(cast, 2), "dance"))
    assert (answer.status_code, answer.context["form"]["what"].is_hidden) == (422, False)


def test_from_the_table_of_numbers_a_point_is_chosen_by_who_may_do_something(cast: Cast) -> None:
    link = f'href="{TEAM}{NEW}?months=all&amp;at={back(cast, 5)}"'
    assert link in page_of(signed_in(cast.mia).get(f"{TEAM}?months=all"))
    assert link not in page_of(signed_in(cast.fay).get(f"{TEAM}?months=all"))


@pytest.mark.parametrize("text", ["Pat’s week off", "because mia was ill", "MÍA was away"])
def test_a_reason_that_names_a_person_of_the_team_is_asked_about(cast: Cast, text: str) -> None:
    mia = signed_in(cast.mia)
    said = sent(back(cast, 2), "left_out", text=text)
    asked = page_of(mia.post(TEAM + NEW, said))
    assert "This looks like it holds: <strong>a name</strong>" in asked
    assert mia.post(TEAM + NEW, said | {"sure": "1"}).status_code == 302
