"""The chapter of barriers, of what was said about charts, and of consents and cards."""

from __future__ import annotations

from datetime import date, datetime, time

from bsc.demo.people import NO_PASSWORD, World
from bsc.demo.raised_texts import CONSENTS, OBSTACLES, TALKS, TOOK_BACK, Obstacle, Talk
from bsc.demo.ramps import weekdays_after, weekdays_before
from bsc.demo.rows import Said, fixed_uuid, keep
from bsc.demo.voices import Scribe, Voices
from meetings.models import Barrier, BarrierAnswer, Discussion, Remark
from metrics.models import Metric
from teams.models import Card, Consent, Membership, Participant, Person
from teams.models.card import GOOD_FOR

USED, UNUSED = "José Cabrera", "Yesenia Ortiz"  # cards


def raise_barriers(world: World) -> None:
    voices, scribe = Voices(world), Scribe(world)
    for one in OBSTACLES:
        if one.site in world.teams:
            _barrier(world, voices, scribe, one)
    scribe.save()


def _barrier(world: World, voices: Voices, scribe: Scribe, one: Obstacle) -> None:
    timeline, team = world.timeline, world.teams[one.site]
    day = timeline.day(one.when, 23) if one.when >= 0 else weekdays_before(timeline.today, -one.when)
    at = timeline.at(day, time(15, 25))
    row = Barrier(team=team, needs=one.needs, since=day)
    scribe.write(row, team, voices.voice(team, one.by, day), Said(one.text, at))
    for number, (by, text) in enumerate(one.answers, 1):
        answered = timeline.at(weekdays_after(day, number), time(11, 10))
        answer = BarrierAnswer(barrier=row, at=answered)
        scribe.write(answer, team, voices.voice(team, by, answered.date()), Said(text, answered))
    if not one.open:
        row.closed_at = timeline.at(weekdays_after(day, len(one.answers) + 1), time(16, 5))
        row.closed_by = voices.voice(team, one.by, day).author


def discuss(world: World) -> None:
    voices, scribe = Voices(world), Scribe(world)
    metrics = {row.slug: row for row in Metric.objects.filter(collaborative=world.collaborative)}
    for one in TALKS:
        if one.site in world.teams:
            _discuss(world, (voices, scribe), one, metrics[one.metric])
    scribe.save()


def _discuss(world: World, pens: tuple[Voices, Scribe], one: Talk, metric: Metric) -> None:
    """On the first days of the month that follows."""
    voices, scribe = pens
    team, month = world.teams[one.site], str(world.timeline.months[one.position])
    row = Discussion.objects.create(
        uuid=fixed_uuid("discussion", world.program.slug, one.site, one.metric, month),
        team=team,
        metric=metric,
        month=month,
    )
    day = min(world.timeline.day(one.position + 1, 2), weekdays_before(world.timeline.today, 1))
    for number, (question, by, text) in enumerate(one.remarks):
        at = world.timeline.at(day, time(17, 5 + 6 * number))
        remark = Remark(discussion=row, question=question)
        scribe.write(remark, team, voices.voice(team, by, day), Said(text, at))


def choose_consents(world: World) -> None:
    for name, position, research, named in CONSENTS:
        if name not in world.participants:
            continue
        at = _on(world, position)
        for kind, given in ((Consent.Kind.RESEARCH, research), (Consent.Kind.NAMED, named)):
            if given:
                Consent.objects.create(participant=world.participants[name], kind=kind, given=True, at=at)
    name, position = TOOK_BACK
    if name in world.participants:
        row = Consent(participant=world.participants[name], kind=Consent.Kind.RESEARCH, given=False)
        row.at = _on(world, position)
        row.save()


def _on(world: World, position: int) -> datetime:
    return world.timeline.at(world.timeline.day(position, 4), time(9, 50))


def hand_out_cards(world: World) -> None:
    """One that was used, and so opened an account without e-mail; one that still waits."""
    if USED not in world.participants:
        return
    used_on = weekdays_before(world.timeline.today, 30)
    card = _card(world, world.participants[USED], used_on)
    card.used_at = world.timeline.at(weekdays_after(used_on, 2), time(17, 45))
    card.save()
    somebody = Person.objects.create(
        uuid=fixed_uuid("person", world.participants[USED].uuid),
        email=None,
        language="es",
        password=NO_PASSWORD,
        date_joined=card.used_at,
    )
    participant = world.participants[USED]
    participant.person = somebody
    keep(participant, participant, card.used_at)
    _card(world, world.participants[UNUSED], weekdays_before(world.timeline.today, 2))


def _card(world: World, participant: Participant, day: date) -> Card:
    member = Membership.objects.get(participant=participant)
    issued = world.timeline.at(day, time(10, 15))
    director = world.participants[_director_of(world, participant)]
    card = Card(membership=member, by=director, issued_at=issued, expires_at=issued + GOOD_FOR)
    card.uuid = fixed_uuid("card", participant.uuid)
    card.sheet = fixed_uuid("sheet", participant.uuid)
    card.code_hash = Card.hashed(card.code)
    card.save()
    return card


def _director_of(world: World, participant: Participant) -> str:
    site = next(
        site for site in world.program.sites if any(one.name == participant.name for one in site.people)
    )
    return site.people[0].name
