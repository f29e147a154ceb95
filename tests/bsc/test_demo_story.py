"""What the demonstration's people tried, met for and said: its whole shape, and that its dates hold."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db.models import Count, DateTimeField, F
from django.utils import timezone

from bsc.demo.cast import Program
from bsc.demo.people import DOMAIN
from bsc.demo.story import CALM, READING, made_for
from bsc.demo.timeline import Timeline
from meetings.models import (
    ActionItem,
    Admission,
    Attendance,
    Barrier,
    Discussion,
    Facilitator,
    Meeting,
    Remark,
    Room,
)
from metrics.actlist import grounds_of
from metrics.actrules import judge
from metrics.chartview import ChartView
from metrics.chosen import as_chosen
from metrics.models import ChartAct
from metrics.models.keys import hosts_key, team_key
from metrics.models.periods import closed_through
from metrics.reading import Heading, frame, pooled_chart, read, team_chart
from metrics.wording import month_text
from pdsa.models import Comment, Cycle, CyclePerson, Entry, Question
from teams.models import Card, Consent, Membership, Participant, Team, Writing
from teams.personal import kinds_in
from tests.demo import demo  # noqa: F401 - the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

HOME = "calm-and-connected"
# Words with a capital that name no child: who takes part, their rooms, and these.
HARMLESS = {"Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Arabic", "Japanese"}


def cycles() -> Any:
    return Cycle.objects.filter(team__collaborative__slug=HOME)


def known_words() -> frozenset[str]:
    programs: tuple[Program, ...] = (CALM, READING)
    sites = [site for program in programs for site in program.sites]
    people = {one.name for program in programs for one in program.people}
    return frozenset(HARMLESS | people | {one.name for site in sites for one in (site, *site.rooms)})


def _now() -> datetime:
    day = made_for()
    assert day is not None
    return begins(day)


def begins(now: date) -> datetime:
    return Timeline(now, timezone.get_current_timezone()).now


def test_the_cycles_by_team_and_by_what_was_decided() -> None:
    by_team = Counter(cycles().values_list("team__slug", flat=True))
    assert by_team == {
        "puddlejump-house": 61,
        "lantern-lane": 45,
        "casa-colibri": 43,
        "three-sparrows": 22,
        "blue-kettle": 38,
        "tall-grass": 36,
    }
    decided = Counter(cycles().values_list("decision", flat=True))
    assert decided == {"adapt": 82, "adopt": 89, "abandon": 26, "expand": 11, "": 37}


def test_about_twelve_run_in_each_stage_and_two_are_drafts() -> None:
    running = cycles().filter(decided_at=None)
    assert Counter(running.values_list("stage", flat=True)) == {"plan": 12, "do": 12, "study": 11, "act": 2}
    assert running.filter(shown_at=None).count() == 2


def test_every_role_proposes_and_some_are_not_named() -> None:
    proposed = CyclePerson.objects.filter(cycle__team__collaborative__slug=HOME, part="proposed")
    roles = Counter(proposed.values_list("role", flat=True))
    assert set(roles) == {"teacher", "parent", "director", "staff"}
    assert min(roles.values()) >= 15
    assert proposed.count() == 245
    typed = Writing.objects.filter(typed_by__isnull=False, kind="entry")
    assert {one.author.name for one in typed if one.author} == {
        "Luis Aguilar",
        "Yesenia Ortiz",
        "José Cabrera",
    }


def test_the_phone_call_that_failed_and_the_e_mail_that_worked() -> None:
    call = Entry.objects.get(writing__text__startswith="I was brushed off").cycle
    ramp = [call, *_after(call)]
    asked = [Question.CHANGE, Question.SEEN]
    said = [[one.text for one in row.entries.filter(question__in=asked)] for row in ramp]
    assert [one.decision for one in ramp] == ["adapt", "expand", "adopt"]
    assert said == [
        [
            (
                "I call one mother on the phone and tell her how her child is doing. "
                "She is in a hurry at pick-up."
            ),
            "She said she was at work and could not talk, and hung up. The call took forty seconds.",
        ],
        [
            (
                "I send the same mother an e-mail: two good things, one question. "
                "She can read it when she has time."
            ),
            "She answered the same night, at ten. Five lines about bedtime, and thank you for asking.",
        ],
        [
            "We e-mail three more families that rush at pick-up: two good things, one question.",
            "All three answered. One asked us to text instead, since she has no computer.",
        ],
    ]
    assert [one.recorded_by.person.email for one in ramp] == [f"teacher@{DOMAIN}"] * 3


def _after(cycle: Cycle) -> list[Cycle]:
    following = list(cycle.followers.all())
    return [*following, *_after(following[0])] if following else []


def test_no_cycle_lies_outside_its_team_s_dates_or_runs_ahead_of_itself() -> None:
    wrong = [
        one
        for one in Cycle.objects.select_related("team", "previous")
        if one.recorded_at.date() < one.team.joined
        or (one.team.left and (one.decided_at is None or one.decided_at.date() >= one.team.left))
        or not _in_order(one)
        or (one.previous and (one.previous.decided_at is None or one.previous.decided_at > one.recorded_at))
    ]
    assert wrong == []


def _in_order(cycle: Cycle) -> bool:
    moments = (cycle.recorded_at, cycle.begun_at, cycle.studied_at, cycle.acted_at, cycle.decided_at)
    there = [at for at in moments if at is not None]
    day = made_for()
    assert day is not None
    return there == sorted(there) and there[-1] < begins(day)


def test_predictions_are_written_before_do_and_every_shown_cycle_has_one() -> None:
    late = Entry.objects.filter(question=Question.PREDICTION, writing__at__gte=F("cycle__begun_at"))
    assert not late.exists()
    without = Cycle.objects.filter(shown_at__isnull=False).exclude(entries__question=Question.PREDICTION)
    assert not without.exists()


def test_whoever_writes_or_attends_holds_that_role_on_that_day() -> None:
    held: dict[int, list[Membership]] = {}
    for one in Membership.objects.all():
        held.setdefault(one.participant_id, []).append(one)

    def holds(participant: int, role: str, teams: set[int | None], day: date) -> bool:
        return any(
            one.role == role
            and one.team_id in teams
            and one.from_day <= day
            and (one.until_day is None or day < one.until_day)
            for one in held[participant]
        )

    teams = {None, *Team.objects.values_list("pk", flat=True)}
    kinds = ["entry", "cycle_comment", "note", "barrier", "remark"]
    said = [
        one
        for one in Writing.objects.filter(kind__in=kinds, author__isnull=False)
        if not holds(
            one.author_id or 0, one.author_role, {one.team_id, None} if one.team_id else teams, one.at.date()
        )
    ]
    there = [
        one
        for one in Attendance.objects.filter(participant__isnull=False).select_related("meeting")
        if not holds(one.participant_id or 0, one.role, {one.team_id}, one.meeting.day)
    ]
    assert (said, there) == ([], [])


def test_107_meetings_were_held_and_four_are_coming() -> None:
    day = made_for()
    assert day is not None
    own = Meeting.objects.filter(collaborative__slug=HOME)
    held = own.filter(starts__lt=begins(day))
    assert Counter(held.values_list("kind", flat=True)) == {
        "cross-role": 67,
        "affinity": 25,
        "cross-team": 12,
        "session": 3,
    }
    assert own.count() - held.count() == 4
    open_items = ActionItem.objects.filter(meeting__in=held, done_at=None)
    owners = Counter(open_items.values_list("owner__name", flat=True))
    assert owners["Maya Lindqvist"] == owners["Keisha Monroe"] == 1
    assert owners["Ruth Adeyemi"] == 2


def test_nothing_has_happened_that_is_still_to_come() -> None:
    """Meetings begin later, and invitations and cards end; all else has come by the story's moment."""
    day = made_for()
    assert day is not None
    now = Timeline(day, ZoneInfo(CALM.time_zone)).now
    after = {
        f"{model.__name__}.{field.name}": found
        for model in apps.get_models()
        if model._meta.app_label in ("teams", "metrics", "pdsa", "meetings")
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField)
        and field.name not in ("starts", "expires_at")
        and (found := model._base_manager.filter(**{f"{field.name}__gt": now}).count())
    }
    assert after == {}


def test_a_room_s_meeting_keeps_a_headcount_and_no_names() -> None:
    rooms = Meeting.objects.filter(kind="affinity", headcount__isnull=False)
    assert rooms.count() == 26
    assert not Attendance.objects.filter(meeting__kind="affinity").exists()
    assert Attendance.objects.filter(participant=None, role="parent").exists()
    assert Attendance.objects.filter(participant__person=None, participant__isnull=False).exists()


def test_the_teacher_and_the_parent_are_let_in_and_one_waits() -> None:
    rooms = {room.slug: room for room in Room.objects.filter(collaborative__slug=HOME)}
    inside = Admission.objects.holding(_now())
    holding = {slug: {one.participant.name for one in inside.filter(room=row)} for slug, row in rooms.items()}
    assert "Maya Lindqvist" in holding["teachers"]
    assert "Keisha Monroe" in holding["parents"]
    assert "Ruth Adeyemi" in holding["directors"]
    waiting = Admission.objects.waiting().filter(room__in=rooms.values())
    assert [str(one) for one in waiting] == ["José Cabrera"]
    own = Facilitator.objects.filter(room=rooms["teachers"])
    assert [str(one) for one in own.acting(_now())] == ["Fatima Haddad"]
    assert [str(one) for one in own.hosting(_now())] == ["Amara Osei"]
    alone = Admission.objects.filter(at__isnull=False).annotate(number=Count("vouches")).filter(number=0)
    assert not alone.exists()


def test_barriers_and_discussions() -> None:
    own = Barrier.objects.filter(team__collaborative__slug=HOME)
    assert own.count() == 14
    waits = own.open().filter(team__slug="puddlejump-house", needs="director")
    assert waits.count() == 2
    assert Discussion.objects.filter(team__collaborative__slug=HOME).count() == 20
    roles = set(Remark.objects.values_list("writing__author_role", flat=True))
    assert roles >= {"teacher", "parent", "director"}


def test_consents_and_cards() -> None:
    maya = Participant.objects.get(name="Maya Lindqvist")
    tamika = Participant.objects.get(name="Tamika Ellison")
    assert Consent.choices_of(maya) == {"research": True, "named": True}
    assert Consent.choices_of(tamika) == {"research": False, "named": False}
    used = Card.objects.get(used_at__isnull=False)
    person = used.membership.participant.person
    assert (used.membership.participant.name, person and person.email) == ("José Cabrera", None)
    assert Card.objects.filter(used_at=None).count() == 1


def test_no_text_looks_as_if_it_named_a_child() -> None:
    words = known_words()
    kinds = ["entry", "cycle_comment", "agenda_item", "note", "decision", "action_item"]
    kinds += ["barrier", "barrier_answer", "remark"]
    found = [one for one in Writing.objects.filter(kind__in=kinds) if kinds_in(one.text, words)]
    assert found == []


def test_some_is_in_spanish_some_was_reworded_and_some_is_held_apart() -> None:
    spanish = Writing.objects.filter(collaborative__slug=HOME, kind="entry", text__regex="[ñáéíóú¿]")
    everything = Writing.objects.filter(collaborative__slug=HOME, kind="entry").exclude(text="")
    assert 0.1 < spanish.count() / everything.count() < 0.3
    assert Writing.objects.filter(kind="entry", version=2).count() >= 3
    assert cycles().filter(held_back=True).count() == 3
    assert cycles().filter(borrowed_from__isnull=False).count() == 2
    assert Comment.objects.filter(cycle__held_back=True).count() == 0


def test_every_cycle_watches_a_metric_and_a_driver_of_its_own_collaborative() -> None:
    astray = Cycle.objects.exclude(metric=None).exclude(metric__collaborative=F("team__collaborative"))
    assert not astray.exists()
    assert not Cycle.objects.filter(driver=None).exists()
    assert Team.objects.exclude(cycles__isnull=False).count() == 0


# --- charts ------------------------------------------------------------------------------------------------
def test_what_was_done_to_the_charts_is_what_the_rules_allow() -> None:
    found = []
    for row in ChartAct.objects.order_by("pk").select_related("metric__collaborative", "team"):
        others = ChartAct.objects.of(row.metric_id, row.team_id).in_force().exclude(pk=row.pk)
        grounds = grounds_of(_chart(row), row.metric, others)
        assert judge(grounds, row.what, row.period).offer == "", row
        found.append(
            (row.team.slug if row.team else "", row.metric.slug, row.what, row.undone_at is not None)
        )
    assert found == [
        ("puddlejump-house", "disruptions", "note", False),
        ("puddlejump-house", "disruptions", "left_out", True),
        ("puddlejump-house", "two-way-talks", "left_out", False),
        ("lantern-lane", "two-way-talks", "baseline", False),
        ("casa-colibri", "two-way-talks", "note", False),
        ("blue-kettle", "transitions-announced", "phase", False),
        ("blue-kettle", "minutes-on-data", "note", False),
        ("", "disruptions", "note", False),
    ]


def test_the_nhs_rules_speak_on_the_chart_whose_note_says_so_once_they_are_chosen() -> None:
    note = ChartAct.objects.get(what="note", metric__slug="minutes-on-data")
    drawn = _chart(note)
    assert [clue.kind for clue in drawn.facts.clues] == []  # IHI, on the run chart
    said = {hints: as_chosen(drawn, "i", hints).view.sentence for hints in ("ihi", "nhs")}
    assert "Worth talking about" not in said["ihi"]
    assert said["nhs"].endswith(
        "Worth talking about (NHS Making Data Count, astronomical point). "
        f"Past the upper limit: {month_text(note.period)}."
    )


def _chart(row: ChartAct) -> ChartView:
    key = team_key(row.metric_id, row.team_id) if row.team_id else hosts_key(row.metric_id)
    kept, shared = (
        read([key], [])[key],
        frame(row.metric, [], closed_through(row.metric.collaborative, _now())),
    )
    return (team_chart if row.team_id else pooled_chart)(shared, kept, Heading("chart", ""))
