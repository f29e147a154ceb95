"""Entries and comments: everybody's own, drafts too; facts and people both ways shown."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from pdsa.models import Comment, Cycle, Entry, Question, Stage
from pdsa.models.steps import Decided, decide, hold_back
from teams.mine import collect
from teams.models import Membership
from tests.conftest import Cast
from tests.pdsa.written import Reader, a_cycle, access, answer, moved_to


def test_any_member_adds_to_any_step_and_sent_twice_it_is_written_once(cast: Cast) -> None:
    cycle = a_cycle(cast)
    sent = {"question": "learned", "learned__uuid": str(uuid4()), "learned__text": "They like it"}
    pat = Reader(cast, cast.pat, cycle)
    assert pat.send("entries/", **sent).url == f"{cycle.get_absolute_url()}#study"
    assert pat.send("entries/", **sent).status_code == 302
    row = Entry.objects.get(question="learned")
    assert (row.text, row.writing.author, row.writing.author_role) == (
        "They like it",
        cast.participant(cast.pat),
        "parent",
    )


def test_sent_again_with_other_words_both_are_kept(cast: Cast) -> None:
    cycle, uuid = a_cycle(cast), str(uuid4())
    pat = Reader(cast, cast.pat, cycle)
    pat.send("entries/", question="seen", seen__uuid=uuid, seen__text="Calm")
    answer = pat.send("entries/", question="seen", seen__uuid=uuid, seen__text="Loud later")
    assert answer.status_code == 409
    assert "Loud later" in answer.content.decode()
    assert uuid not in answer.content.decode().split('name="seen-uuid"')[1].split(">")[0]
    assert [one.text for one in Entry.objects.filter(question="seen")] == ["Calm"]


def test_words_are_typed_for_somebody_else(cast: Cast) -> None:
    cycle, pat = a_cycle(cast), cast.participant(cast.pat)
    sent = {"question": "seen", "seen__text": "She slept", "seen__who": str(pat.uuid), "seen__uuid": uuid4()}
    Reader(cast, cast.mia, cycle).send("entries/", **sent)
    words = Entry.objects.get(question="seen").writing
    assert (words.author, words.typed_by) == (pat, cast.participant(cast.mia))
    assert "Pat, parent · typed by Mia" in Reader(cast, cast.sam, cycle).text()


def test_an_empty_answer_is_refused(cast: Cast) -> None:
    mia = Reader(cast, cast.mia, a_cycle(cast))
    empty = mia.send("entries/", question="seen", seen__text=" ")
    assert (empty.status_code, "Write a few words first." in empty.content.decode()) == (422, True)
    unsaid = mia.send("entries/", question="predicted", predicted__text="")
    assert "Choose one of the three, or write a few words." in unsaid.content.decode()


def test_a_draft_entry_is_its_authors_until_shown(cast: Cast) -> None:
    cycle = a_cycle(cast)
    mia, pat = Reader(cast, cast.mia, cycle), Reader(cast, cast.pat, cycle)
    mia.send("entries/", question="seen", seen__text="Not sure yet", seen__uuid=uuid4(), **{"as": "draft"})
    row = Entry.objects.get(question="seen")
    assert ("Not sure yet" in mia.text(), "Not sure yet" in pat.text()) == (True, False)
    assert pat.send(f"entries/{row.writing.uuid}/", do="show").status_code == 404
    assert mia.send(f"entries/{row.writing.uuid}/", do="show").status_code == 302
    assert "Not sure yet" in pat.text()
    assert pat.send(f"entries/{row.writing.uuid}/", do="remove").status_code == 403
    mia.send(f"entries/{row.writing.uuid}/", do="remove")  # no draft any more
    assert Entry.objects.filter(question="seen").exists()


def test_an_own_draft_entry_is_deleted(cast: Cast) -> None:
    cycle = a_cycle(cast)
    row = answer(cycle, Question.SEEN, cast.participant(cast.mia), "Hm", draft=True)
    Reader(cast, cast.mia, cycle).send(f"entries/{row.writing.uuid}/", do="remove")
    assert not Entry.objects.filter(question="seen").exists()


@pytest.mark.parametrize(
    ("name", "before", "begun"),
    [("oda", 404, 200), ("stu", 404, 404), ("eva", 404, 404), ("fay", 200, 200), ("cora", 200, 200)],
)
def test_other_teams_read_from_do_on(cast: Cast, name: str, before: int, begun: int) -> None:
    cycle = a_cycle(cast)
    reader = Reader(cast, getattr(cast, name), cycle)
    assert reader.get().status_code == before
    moved_to(cycle, Stage.DO, cast.participant(cast.mia))
    assert reader.get().status_code == begun


def test_a_cycle_held_back_is_the_teams_alone(cast: Cast) -> None:
    cycle = moved_to(a_cycle(cast), Stage.DO, cast.participant(cast.mia))
    pat = Reader(cast, cast.pat, cycle)
    assert pat.send("sharing/", keep="yes", seen=cycle.version).status_code == 302
    people = (cast.oda, cast.fay, cast.sam)
    assert [Reader(cast, one, cycle).get().status_code for one in people] == [404, 404, 200]
    assert pat.send("sharing/", keep="no", seen=cycle.version + 1).status_code == 302
    assert Reader(cast, cast.oda, cycle).get().status_code == 200


def test_another_team_reads_and_does_not_write(cast: Cast) -> None:
    cycle = moved_to(a_cycle(cast), Stage.DO, cast.participant(cast.mia))
    oda = Reader(cast, cast.oda, cycle)
    text = oda.text()
    assert "We phone one parent before pick-up" in text
    assert "<form" not in text.split("<main")[1].split("</main>")[0]
    assert oda.send("comments/", comment__text="Nice").status_code == 403


@pytest.mark.parametrize("name", ["pat", "fay", "kai", "cora"])
def test_team_and_hosts_comment(cast: Cast, name: str) -> None:
    cycle, person = a_cycle(cast), getattr(cast, name)
    sent = {"comment__text": "Try it with two rooms", "comment__uuid": str(uuid4())}
    for _sent_twice in range(2):
        answer = Reader(cast, person, cycle).send("comments/", **sent)
        assert (answer.status_code, answer.url) == (302, f"{cycle.get_absolute_url()}#comments")
    assert [(one.text, one.writing.author) for one in Comment.objects.all()] == [
        ("Try it with two rooms", cast.participant(person))
    ]


def test_a_former_member_reads_and_does_not_write(cast: Cast) -> None:
    fin = Reader(cast, cast.fin, a_cycle(cast))
    assert fin.get().status_code == 200
    assert fin.send("entries/", question="seen", seen__text="x").status_code == 403
    assert fin.send("comments/", comment__text="x").status_code == 403


def test_facts_changed_by_two_are_shown_both(cast: Cast) -> None:
    cycle = a_cycle(cast)
    mia, pat = Reader(cast, cast.mia, cycle), Reader(cast, cast.pat, cycle)
    assert mia.send("facts/", seen=cycle.version, children=3).status_code == 302
    refused = pat.send("facts/", seen=cycle.version, children=5)
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Both versions" in text
    assert "<td>3</td>" in text
    assert "<td>5</td>" in text
    assert Cycle.objects.get().children == 3


def test_people_are_changed_and_who_stays_keeps_the_role_of_then(cast: Cast) -> None:
    pat, mia = cast.participant(cast.pat), cast.participant(cast.mia)
    cycle = a_cycle(cast)
    reader = Reader(cast, cast.mia, cycle)
    sent = {"proposer": str(pat.uuid), "testers": ["me", str(pat.uuid)]}
    assert reader.send("people/", seen=cycle.version, **sent).status_code == 302
    Membership.objects.filter(participant=pat).update(until_day=cast.today - timedelta(days=1))
    sent["testers"] = [str(pat.uuid), "a-parent"]
    assert reader.send("people/", seen=cycle.version + 1, **sent).status_code == 302
    assert [(one.part, one.participant, one.role) for one in cycle.people.all()] == [
        ("proposed", pat, "parent"),
        ("tests", pat, "parent"),
        ("tests", None, "parent"),
    ]
    refused = reader.send("people/", seen=cycle.version, proposer="me", testers=["me"])
    assert refused.status_code == 422
    assert "<td>Pat, parent, a parent</td>" in refused.content.decode()
    assert mia not in [one.participant for one in cycle.people.all()]


def test_the_next_test_takes_over_what_was_tried_and_learned_but_no_prediction(cast: Cast) -> None:
    mia, cycle = cast.participant(cast.mia), a_cycle(cast, facts={"children": 2, "days": 3})
    answer(cycle, Question.LEARNED, mia, "E-mail is better")
    moved_to(cycle, Stage.ACT, mia)
    decide(cycle, Decided("expand", cycle.version), mia)
    pat = Reader(cast, cast.pat, cycle)
    text = pat.text("next/")
    assert "We phone one parent before pick-up</textarea>" in text
    assert "E-mail is better</textarea>" in text
    assert "Most will like it" not in text
    assert 'name="children" value="4"' in text
    assert 'name="days" value="3"' in text
    answer_ = pat.send("next/", uuid=uuid4(), change="We e-mail", proposer="me")
    following = Cycle.objects.get(number=2)
    assert (answer_.url, following.previous) == (following.get_absolute_url(), cycle)


def test_before_act_there_is_no_next_test(cast: Cast) -> None:
    cycle = a_cycle(cast)
    assert Reader(cast, cast.mia, cycle).get("next/").url == cycle.get_absolute_url()


def test_the_ramp_shows_the_whole_chain_and_its_branches(cast: Cast) -> None:
    first = a_cycle(cast, "Phone")
    second = a_cycle(cast, "E-mail", previous=first)
    third = a_cycle(cast, "E-mail to five", previous=second)
    branch = a_cycle(cast, "A note in the bag", previous=first)
    a_cycle(cast, "Another thing")
    text = Reader(cast, cast.pat, third).text().split('id="ramp"')[1]
    order = ["Phone", "E-mail<", "<strong>E-mail to five</strong>", "Also from “Phone”:", "A note in the bag"]
    places = [text.index(one) for one in order]
    assert places == sorted(places)
    assert "Another thing" not in text
    assert branch.previous == first


def test_another_team_sees_of_the_ramp_what_is_shared(cast: Cast) -> None:
    mia = cast.participant(cast.mia)
    first = moved_to(a_cycle(cast, "Phone"), Stage.DO, mia)
    kept = moved_to(a_cycle(cast, "Something private", previous=first), Stage.DO, mia)
    hold_back(kept, kept.version, mia, held_back=True)
    third = moved_to(a_cycle(cast, "E-mail", previous=kept), Stage.DO, mia)
    a_cycle(cast, "Not begun", previous=third)
    text = Reader(cast, cast.oda, third).text()
    assert ("Phone" in text, "Something private" in text, "Not begun" in text) == (True, False, False)


def test_what_i_wrote_is_in_my_download_and_names_nobody_else(cast: Cast) -> None:
    cycle, pat = a_cycle(cast), cast.participant(cast.pat)
    reader = Reader(cast, cast.mia, cycle)
    sent = {"question": "seen", "seen__text": "She slept", "seen__who": str(pat.uuid), "seen__uuid": uuid4()}
    reader.send("entries/", **sent)
    reader.send("comments/", comment__text="Well done", comment__uuid=uuid4())
    mine = collect(cast.mia)
    assert [row["number"] for row in mine["cycles"]] == [1]
    assert [(row["part"], row["role"]) for row in mine["cycle_parts"]] == [("proposed", "teacher")]
    assert [(row["said_by"], row["text"]) for row in mine["cycle_entries"]] == [
        ("me", "We phone one parent before pick-up"),
        ("me", "Most will like it"),
        ("parent", "She slept"),
    ]
    assert [row["text"] for row in mine["cycle_comments"]] == ["Well done"]
    assert [row["text"] for row in collect(cast.pat)["cycle_entries"]] == ["She slept"]
    assert not Entry.objects.visible_to(access(cast.stu)).exists()
