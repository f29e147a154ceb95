"""Writing a cycle: two minutes, any member, words stay their writer's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from metrics.models import Metric
from pdsa.models import Cycle, CyclePerson, Driver, Entry, Framework
from teams.models import Collaborative, Person, Writing
from tests.conftest import Cast
from tests.pdsa.written import Reader, a_cycle, access

PLAN: dict[str, Any] = {
    "change": "We greet each parent at the door",
    "with_whom": "Two parents in the Sunroom",
    "objective": "Do they talk longer?",
    "prediction": "Yes, a minute or so",
    "proposer": "me",
    "as": "shown",
}


def a_plan(**fields: Any) -> dict[str, Any]:
    return PLAN | {"uuid": str(uuid4())} | fields


@pytest.mark.parametrize("name", ["mia", "pat", "dee", "sam"])
def test_any_member_writes_a_cycle(cast: Cast, name: str) -> None:
    person: Person = getattr(cast, name)
    sent = a_plan()
    answer = Reader(cast, person).send(**sent)
    cycle = Cycle.objects.get()
    assert (answer.status_code, answer.url) == (302, cycle.get_absolute_url())
    assert (str(cycle.uuid), cycle.number, cycle.stage) == (sent["uuid"], 1, "plan")
    assert (cycle.recorded_by, cycle.is_draft) == (cast.participant(person), False)
    said = {one.question: (one.text, one.writing.author, one.writing.typed_by) for one in cycle.entries.all()}
    assert said == {
        name: (PLAN[name], cast.participant(person), None)
        for name in ("change", "with_whom", "objective", "prediction")
    }


def test_the_page_offers_today_and_a_week(cast: Cast) -> None:
    text = Reader(cast, cast.mia).text()
    assert f'value="{cast.today}"' in text
    assert f'value="{cast.today + timedelta(days=7)}"' in text
    assert ">me (Mia)<" in text


def test_only_what_we_try_is_needed(cast: Cast) -> None:
    mia = Reader(cast, cast.mia)
    refused = mia.send(**a_plan(change="", prediction="They smile"))
    assert refused.status_code == 422
    assert "Write a few words on what you try." in refused.content.decode()
    assert "They smile" in refused.content.decode()
    assert not Cycle.objects.exists()
    assert mia.send(change="Only this", proposer="me", uuid=uuid4()).status_code == 302
    assert [(one.question, one.text) for one in Entry.objects.all()] == [("change", "Only this")]


def test_a_plan_sent_twice_is_written_once(cast: Cast) -> None:
    mia, sent = Reader(cast, cast.mia), a_plan()
    first, second = mia.send(**sent), mia.send(**sent)
    assert first.url == second.url
    assert (Cycle.objects.count(), Entry.objects.count(), Writing.objects.count()) == (1, 4, 4)
    assert CyclePerson.objects.count() == 1


def test_a_plan_sent_again_with_other_words_is_not_lost(cast: Cast) -> None:
    mia, sent = Reader(cast, cast.mia), a_plan()
    mia.send(**sent)
    answer = mia.send(**sent | {"change": "We wave"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "We wave" in text
    assert "You saved this before, with other words." in text
    assert sent["uuid"] not in text.split('name="uuid"')[1].split(">")[0]
    assert Cycle.objects.count() == 1


def test_the_id_of_somebody_elses_cycle_opens_nothing(cast: Cast) -> None:
    sent = a_plan()
    Reader(cast, cast.mia).send(**sent)
    assert Reader(cast, cast.pat).send(**sent).status_code == 404
    assert Cycle.objects.get().recorded_by == cast.participant(cast.mia)


def test_who_proposed_is_kept_apart_from_who_typed(cast: Cast) -> None:
    pat, mia = cast.participant(cast.pat), cast.participant(cast.mia)
    Reader(cast, cast.mia).send(**a_plan(proposer=str(pat.uuid), testers=["me", str(pat.uuid), "a-parent"]))
    cycle = Cycle.objects.get()
    assert cycle.recorded_by == mia
    assert [(one.part, one.participant, one.role) for one in cycle.people.all()] == [
        ("proposed", pat, "parent"),
        ("tests", mia, "teacher"),
        ("tests", pat, "parent"),
        ("tests", None, "parent"),
    ]
    words = cycle.entries.first().writing
    assert (words.author, words.author_role, words.typed_by) == (pat, "parent", mia)


def test_the_words_of_a_parent_who_is_not_named(cast: Cast) -> None:
    Reader(cast, cast.mia).send(**a_plan(proposer="a-parent"))
    words = Entry.objects.all()[0].writing
    assert (words.author, words.author_role, words.typed_by) == (None, "parent", cast.participant(cast.mia))
    assert "Idea of</dt> <dd>a parent</dd>" in Reader(cast, cast.pat, Cycle.objects.get()).text()


def test_somebody_of_another_team_cannot_be_named(cast: Cast) -> None:
    oda = cast.participant(cast.oda)
    assert Reader(cast, cast.mia).send(**a_plan(proposer=str(oda.uuid))).status_code == 422
    assert Reader(cast, cast.mia).send(**a_plan(testers=[str(oda.uuid)])).status_code == 422
    assert not Cycle.objects.exists()


def _driver(whole: Collaborative, name: str) -> Driver:
    framework = Framework.objects.create(collaborative=whole, from_day=whole.starts)
    found: Driver = Driver.objects.create(framework=framework, names={"en": name})
    return found


def test_metric_and_driver_are_of_the_same_collaborative(cast: Cast) -> None:
    here = Metric.objects.create(collaborative=cast.riverside, slug="talks", names={"en": "Talks"})
    there = Metric.objects.create(collaborative=cast.harbor, slug="talks", names={"en": "Talks"})
    ours, theirs = _driver(cast.riverside, "Trust"), _driver(cast.harbor, "Trust")
    mia = Reader(cast, cast.mia)
    assert mia.send(**a_plan(metric=there.pk)).status_code == 422
    assert mia.send(**a_plan(driver=theirs.pk)).status_code == 422
    assert mia.send(**a_plan(metric=here.pk, driver=ours.pk)).status_code == 302
    cycle = Cycle.objects.get()
    assert (cycle.metric, cycle.driver) == (here, ours)


def test_a_draft_is_its_recorders_alone_until_shown(cast: Cast) -> None:
    mia = Reader(cast, cast.mia)
    mia.send(**a_plan(**{"as": "draft"}))
    cycle = mia.cycle = Cycle.objects.get()
    assert "This is a draft: only you see it." in mia.text()
    for other in (cast.pat, cast.dee, cast.kai, cast.cora):
        assert Reader(cast, other, cycle).get().status_code == 404
    assert not Entry.objects.visible_to(access(cast.pat)).exists()
    assert mia.send("showing/", do="show").status_code == 302
    assert "We greet each parent at the door" in Reader(cast, cast.pat, cycle).text()
    assert not Writing.objects.filter(shown_at=None).exists()


def test_an_own_draft_is_deleted_and_a_shown_cycle_is_not(cast: Cast) -> None:
    draft, shown = a_cycle(cast, draft=True), a_cycle(cast)
    assert Reader(cast, cast.mia, draft).send("showing/", do="remove").status_code == 302
    assert Reader(cast, cast.mia, shown).send("showing/", do="remove").status_code == 302
    assert list(Cycle.objects.all()) == [shown]
    assert Entry.objects.count() == Writing.objects.count() == 2


def test_what_looks_like_a_name_is_warned_of_and_the_draft_stays_a_draft(cast: Cast) -> None:
    mia, sent = Reader(cast, cast.mia), a_plan(change="We talk with Benjamin at nap time")
    answer = mia.send(**sent | {"as": "draft"})
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert "<strong>a name</strong>" in text
    assert '<input type="hidden" name="as" value="draft" />' in text
    assert mia.send(**sent | {"as": "draft", "sure": "1"}).status_code == 302
    assert Cycle.objects.get().is_draft


def test_grown_ups_and_rooms_of_the_center_are_no_cause_for_a_warning(cast: Cast) -> None:
    sent = a_plan(change="We sit with Pat in the Sunroom of Maple")
    assert Reader(cast, cast.mia).send(**sent).status_code == 302


def test_cycles_are_numbered_within_their_team(cast: Cast) -> None:
    assert [a_cycle(cast).number for _one in range(3)] == [1, 2, 3]


def test_the_last_day_is_not_before_the_first(cast: Cast) -> None:
    answer = Reader(cast, cast.mia).send(**a_plan(starts="2026-03-05", ends="2026-03-04"))
    assert answer.status_code == 422
    assert "The last day is before the first. Change one of them." in answer.content.decode()
