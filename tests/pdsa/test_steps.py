"""Plan, Do, Study, Act: predictions lock, decisions end, both can be looked at again."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from pdsa.models import Cycle, Entry, Question, Stage
from pdsa.models.cycle_page import read_cycle
from pdsa.models.steps import Decided, MovedError, NotNowError, decide, move, take_back
from pdsa.models.writing_cycles import LockedError, show_entry
from teams.models.writing import Voice, Words
from tests.conftest import Cast
from tests.pdsa.written import Reader, a_cycle, access, answer, moved_to


def test_a_cycle_goes_on_step_by_step_and_back(cast: Cast) -> None:
    mia, cycle = cast.participant(cast.mia), a_cycle(cast)
    moved_to(cycle, Stage.ACT, mia)
    begun = cycle.begun_at
    assert begun <= cycle.studied_at <= cycle.acted_at
    for step in (Stage.STUDY, Stage.DO, Stage.PLAN):
        move(cycle, step, cycle.version, mia)
        cycle.refresh_from_db()
    assert (cycle.stage, cycle.begun_at, cycle.studied_at, cycle.acted_at) == ("plan", begun, None, None)


@pytest.mark.parametrize("to", ["study", "act", "plan"])
def test_no_step_is_left_out(cast: Cast, to: str) -> None:
    cycle = a_cycle(cast)
    with pytest.raises(NotNowError):
        move(cycle, to, cycle.version, cast.participant(cast.mia))


def test_a_draft_does_not_begin(cast: Cast) -> None:
    cycle = a_cycle(cast, draft=True)
    with pytest.raises(NotNowError):
        move(cycle, Stage.DO, cycle.version, cast.participant(cast.mia))


def test_who_moves_second_is_told_and_nothing_is_doubled(cast: Cast) -> None:
    cycle = a_cycle(cast)
    mia, pat = Reader(cast, cast.mia, cycle), Reader(cast, cast.pat, cycle)
    sent = {"to": "do", "seen": cycle.version}
    assert mia.send("stage/", **sent).status_code == 302
    second = pat.send("stage/", **sent)
    assert second.status_code == 409
    assert "Somebody else changed this cycle a moment before you." in second.content.decode()
    cycle.refresh_from_db()
    assert (cycle.stage, cycle.version) == ("do", 2)
    assert cycle.history.count() == 2


def test_without_a_prediction_do_asks_and_does_not_refuse(cast: Cast) -> None:
    cycle = a_cycle(cast, answers={Question.PREDICTION: ""})
    mia = Reader(cast, cast.mia, cycle)
    asked = mia.send("stage/", to="do", seen=cycle.version)
    assert asked.status_code == 422
    assert "Begin without one" in asked.content.decode()
    assert mia.send("stage/", to="do", seen=cycle.version, sure="1").status_code == 302
    assert Cycle.objects.get().stage == "do"


def test_from_do_on_no_prediction_is_written_shown_or_changed(cast: Cast) -> None:
    mia, cycle = cast.participant(cast.mia), a_cycle(cast)
    draft = answer(cycle, Question.PREDICTION, mia, "Nobody will come", draft=True)
    moved_to(cycle, Stage.DO, mia)
    move(cycle, Stage.PLAN, cycle.version, mia)  # going back does not unlock
    cycle.refresh_from_db()
    with pytest.raises(LockedError):
        answer(cycle, Question.PREDICTION, mia, "I knew it")
    with pytest.raises(LockedError):
        show_entry(draft, timezone.now())
    assert [one.text for one in cycle.entries.filter(question="prediction")] == [
        "Most will like it",
        "Nobody will come",
    ]
    for row in Entry.objects.filter(question="prediction"):
        row.lock_for_rewording()
        assert row.may_be_reworded_by(access(cast.mia)) is False
    draft.refresh_from_db()
    assert draft.writing.is_draft
    text = Reader(cast, cast.mia, cycle).text()
    assert "Do has begun: predictions stay as they are" in text
    assert "prediction-text" not in text


def test_a_prediction_sent_late_is_refused_with_its_words_kept(cast: Cast) -> None:
    cycle = moved_to(a_cycle(cast), Stage.DO, cast.participant(cast.mia))
    sent = {"question": "prediction", "prediction__uuid": uuid4(), "prediction__text": "I knew it"}
    assert Reader(cast, cast.pat, cycle).send("entries/", **sent).status_code == 409
    assert cycle.entries.filter(question="prediction").count() == 1


def test_a_prediction_is_reworded_until_do_begins(cast: Cast) -> None:
    cycle = a_cycle(cast)
    row = cycle.entries.get(question="prediction")
    assert row.may_be_reworded_by(access(cast.mia)) is True
    assert row.may_be_reworded_by(access(cast.pat)) is False
    cycle = moved_to(cycle, Stage.DO, cast.participant(cast.mia))
    row.lock_for_rewording()
    assert row.may_be_reworded_by(access(cast.mia)) is False


def test_a_locked_prediction_can_still_be_blacked_out(cast: Cast) -> None:
    mia = cast.participant(cast.mia)
    cycle = moved_to(a_cycle(cast, answers={Question.PREDICTION: "Benjamin will laugh"}), Stage.DO, mia)
    words = cycle.entries.get(question="prediction").writing
    assert words.may_be_blacked_out_by(access(cast.dee))
    words.black_out("Benjamin", cast.participant(cast.dee), "a name")
    assert "Benjamin" not in Reader(cast, cast.mia, cycle).text()


def test_the_decision_ends_the_cycle_and_is_taken_back(cast: Cast) -> None:
    mia, cycle = cast.participant(cast.mia), moved_to(a_cycle(cast), Stage.ACT, cast.participant(cast.mia))
    decide(cycle, Decided("adapt", cycle.version), mia)
    cycle.refresh_from_db()
    assert (cycle.decision, cycle.is_finished) == ("adapt", True)
    with pytest.raises(NotNowError):
        move(cycle, Stage.STUDY, cycle.version, mia)
    take_back(cycle, cycle.version, mia)
    cycle.refresh_from_db()
    assert (cycle.decision, cycle.decided_at, cycle.stage) == ("", None, "act")


def test_where_somebody_was_quicker_neither_decision_nor_reason_is_saved(cast: Cast) -> None:
    mia, cycle = cast.participant(cast.mia), moved_to(a_cycle(cast), Stage.ACT, cast.participant(cast.mia))
    seen = cycle.version
    decide(cycle, Decided("adopt", seen), mia)
    reason = (Voice(mia, "teacher"), Words(uuid4(), "Too loud"))
    with pytest.raises(MovedError):
        decide(cycle, Decided("abandon", seen, reason), mia)
    assert Cycle.objects.get().decision == "adopt"
    assert not cycle.entries.filter(question="why").exists()


def test_a_decision_in_conflict_keeps_what_was_typed(cast: Cast) -> None:
    cycle = moved_to(a_cycle(cast), Stage.ACT, cast.participant(cast.mia))
    mia, pat = Reader(cast, cast.mia, cycle), Reader(cast, cast.pat, cycle)
    mia.send("decision/", decision__decision="adopt", decision__seen=cycle.version)
    sent = {
        "decision__decision": "abandon",
        "decision__text": "It was too loud",
        "decision__uuid": str(uuid4()),
    }
    answer = pat.send("decision/", decision__seen=cycle.version, **sent)
    assert answer.status_code == 409
    assert "It was too loud" in answer.content.decode()
    assert f'value="{cycle.version + 1}"' in answer.content.decode()
    assert pat.send("decision/", decision__seen=cycle.version + 1, **sent).status_code == 302
    assert pat.send("decision/", decision__seen=cycle.version + 1, **sent).status_code == 302  # sent twice
    cycle.refresh_from_db()
    assert (cycle.decision, [one.text for one in cycle.entries.filter(question="why")]) == (
        "abandon",
        ["It was too loud"],
    )


def test_an_abandoned_test_says_what_was_learned(cast: Cast) -> None:
    mia, cycle = cast.participant(cast.mia), a_cycle(cast)
    answer(cycle, Question.LEARNED, mia, "E-mail works for who works late")
    moved_to(cycle, Stage.ACT, mia)
    decide(cycle, Decided("abandon", cycle.version), mia)
    text = Reader(cast, cast.pat, cycle).text()
    assert "<h3>Abandoned: and this is what we learned</h3>" in text
    assert text.count("E-mail works for who works late") >= 2


def test_each_persons_verdict_is_kept_and_the_page_says_that_they_differ(cast: Cast) -> None:
    mia, pat, cycle = cast.participant(cast.mia), cast.participant(cast.pat), a_cycle(cast)
    answer(cycle, Question.PREDICTED, mia, "", choice="yes")
    page = read_cycle(cycle, access(cast.mia))
    assert page.parts[2].asked[0].votes == []
    answer(cycle, Question.PREDICTED, pat, "Not for me", choice="no")
    votes = read_cycle(cycle, access(cast.mia)).parts[2].asked[0].votes
    assert votes == [("yes", 1), ("no", 1)]
    assert "People see this differently: yes 1 · no 1" in Reader(cast, cast.sam, cycle).text()
