"""The chapter of the cycles: what the teams tried, with who proposed it, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from bsc.demo.people import World
from bsc.demo.ramps import Dated, date_ramp
from bsc.demo.rows import Said, keep
from bsc.demo.script import Line, read_ramps
from bsc.demo.voices import Scribe, Voices
from metrics.models import Metric
from pdsa.models import Comment, Cycle, CyclePerson, Driver, Entry, Question, Stage
from teams.models import Participant
from teams.models.writing import Voice

LETTERS = {
    "T": Question.CHANGE,
    "W": Question.WITH_WHOM,
    "O": Question.OBJECTIVE,
    "P": Question.PREDICTION,
    "D": Question.AS_PLANNED,
    "S": Question.SEEN,
    "V": Question.PREDICTED,
    "L": Question.LEARNED,
    "A": Question.WHY,
}
AGAIN = "WO"  # stay as they were in the cycle before, unless somebody wrote them anew
VERDICTS = ("yes", "partly", "no")
HOW_LONG = timedelta(minutes=4)


def try_changes(world: World, told: dict[str, tuple[str, ...]], drivers: dict[str, Driver]) -> None:
    """All teams' cycles, in the order in which they were written down."""
    dated = [
        one
        for slug, texts in told.items()
        if slug in world.teams
        for text in texts
        for ramp in read_ramps(slug, text)
        for one in date_ramp(ramp, world.timeline)
    ]
    chapter = Cycles(world, drivers)
    for one in sorted(dated, key=lambda one: (one.planned, one.key)):
        chapter.enter(one)
    chapter.save()


class Cycles:
    """Enters cycles one by one; their texts are saved at the end."""

    def __init__(self, world: World, drivers: dict[str, Driver]) -> None:
        self.world, self.drivers = world, drivers
        self.voices, self.scribe = Voices(world), Scribe(world)
        self.metrics = {row.slug: row for row in Metric.objects.filter(collaborative=world.collaborative)}
        self.numbers: dict[str, int] = defaultdict(int)
        self.made: dict[tuple[str, datetime, str], Cycle] = {}
        self.by_name: dict[str, Cycle] = {}
        self.people: list[CyclePerson] = []

    def save(self) -> None:
        CyclePerson.objects.bulk_create(self.people, batch_size=400)
        self.scribe.save()

    def enter(self, dated: Dated) -> None:
        voice = self._voice(dated, dated.step.proposed, dated.planned)
        by = voice.typed_by or voice.author
        if by is None:
            raise ValueError(f"nobody writes: {dated.key}")
        cycle = self._cycle(dated, by)
        self.made[dated.key] = cycle
        if dated.ramp.name:
            self.by_name[dated.ramp.name] = cycle
        self._people(dated, cycle)
        Words(self, dated, cycle).write()

    def _voice(self, dated: Dated, by: str, at: datetime) -> Voice:
        return self.voices.voice(self.world.teams[dated.ramp.site], by, at.date())

    def _cycle(self, dated: Dated, by: Participant) -> Cycle:
        slug, step = dated.ramp.site, dated.step
        self.numbers[slug] += 1
        cycle = Cycle(
            team=self.world.teams[slug],
            number=self.numbers[slug],
            previous=self.made[dated.previous.key] if dated.previous else None,
            borrowed_from=self.by_name[dated.ramp.borrowed]
            if dated.ramp.borrowed and not dated.previous
            else None,
            driver=self.drivers.get(dated.ramp.driver),
            metric=self.metrics[dated.ramp.metric] if dated.ramp.metric else None,
            starts=dated.starts,
            ends=dated.ends,
            held_back="held" in step.flags,
            recorded_by=by,
            recorded_at=dated.planned,
            shown_at=None if dated.stands == "draft" else dated.planned,
        )
        cycle.children, cycle.adults, cycle.classrooms, cycle.days = step.scale
        return self._carry_on(keep(cycle, by, dated.planned), dated, by)

    def _carry_on(self, cycle: Cycle, dated: Dated, by: Participant) -> Cycle:
        """From stage to stage, by who tests where that is a person with a name."""
        tester = self._voice(dated, dated.step.tests[0], dated.begun or dated.planned).author
        hand = tester if tester is not None and tester.person_id is not None else by
        if dated.begun is not None:
            cycle.stage, cycle.begun_at = Stage.DO, dated.begun
            keep(cycle, hand, dated.begun)
        if dated.studied is not None:
            cycle.stage, cycle.studied_at = Stage.STUDY, dated.studied
            keep(cycle, hand, dated.studied)
        if dated.stands == "act" and dated.studied is not None:
            cycle.stage, cycle.acted_at = Stage.ACT, dated.studied + timedelta(minutes=50)
            keep(cycle, hand, cycle.acted_at)
        if dated.decided is not None:
            cycle.stage, cycle.acted_at = Stage.ACT, dated.decided - HOW_LONG
            cycle.decision, cycle.decided_at = decision_of(dated), dated.decided
            keep(cycle, hand, dated.decided)
        return cycle

    def _people(self, dated: Dated, cycle: Cycle) -> None:
        parts = [(CyclePerson.Part.PROPOSED, dated.step.proposed, dated.planned)]
        parts += [
            (CyclePerson.Part.TESTS, by, dated.begun or dated.planned)
            for by in dict.fromkeys(dated.step.tests)
        ]
        for part, by, at in parts:
            voice = self._voice(dated, by, at)
            row = CyclePerson(cycle=cycle, part=part, participant=voice.author, role=voice.role)
            self.people.append(row)


def decision_of(dated: Dated) -> str:
    word: str = dated.step.said("A")[0].text.split()[0]
    if word not in Cycle.Decision.values:
        raise ValueError(f"no decision: {word}")
    return word


class Words:
    """What was written in one cycle, line by line, each at its moment."""

    def __init__(self, chapter: Cycles, dated: Dated, cycle: Cycle) -> None:
        self.chapter, self.dated, self.cycle = chapter, dated, cycle
        self.team = chapter.world.teams[dated.ramp.site]

    def write(self) -> None:
        dated = self.dated
        self._all(self._plan(), dated.planned)
        if dated.begun is not None:
            self._all(self._done(), self._seen_at(dated.begun))
        if dated.studied is not None:
            self._all(self._lines("V", "L"), dated.studied)
        if dated.decided is not None:
            self._all(self._lines("A"), dated.decided - HOW_LONG)
        latest = dated.studied or dated.begun or dated.planned
        for number, line in enumerate(self._lines("C"), 1):
            self._comment(line, latest + number * timedelta(minutes=57))

    def _lines(self, *letters: str) -> list[Line]:
        return [line for letter in letters for line in self.dated.step.said(letter)]

    def _plan(self) -> list[Line]:
        lines = self._lines("T", "W", "O", "P")
        there = {line.letter for line in lines}
        by = self.dated.step.proposed
        before = self.dated.previous
        while before is not None:
            for line in before.step.said(AGAIN):
                if line.letter not in there:
                    lines.append(Line(line.letter, by, line.text))
                    there.add(line.letter)
            before = before.previous
        return lines

    def _done(self) -> list[Line]:
        """Went as planned where nobody said otherwise; what runs has said nothing yet on that."""
        planned = self._lines("D")
        if not planned and self.dated.studied is not None:
            planned = [Line("D", self._tester(), "yes")]
        return [*planned, *self._lines("S")]

    def _tester(self) -> str:
        by = self.dated.step.tests[0]
        return by if by[0].isupper() else self.dated.step.proposed

    def _seen_at(self, begun: datetime) -> datetime:
        if self.dated.studied is None:
            return begun + timedelta(hours=8)
        return begun + (self.dated.ends - self.dated.starts) + timedelta(hours=8)

    def _all(self, lines: list[Line], at: datetime) -> None:
        for number, line in enumerate(lines):
            self._entry(line, at + number * timedelta(seconds=40), number)

    def _entry(self, line: Line, at: datetime, number: int) -> None:
        choice, text = "", line.text
        if line.letter in "DV":
            choice, _blank, text = line.text.partition(" ")
            if choice not in VERDICTS:
                raise ValueError(f"not yes, partly or no: {line.text}")
        elif line.letter == "A":
            text = line.text.partition(" ")[2] if self._decides(line) else line.text
        entry = Entry(cycle=self.cycle, question=LETTERS[line.letter])
        said = Said(text, at, f"{self.cycle.number} {line.letter} {number}", choice)
        self._put(entry, line, said)

    def _decides(self, line: Line) -> bool:
        return line is self.dated.step.said("A")[0]

    def _put(self, row: Entry | Comment, line: Line, said: Said) -> None:
        voice = self.chapter.voices.voice(self.team, line.by, said.at.date())
        written = self.chapter.scribe.write(row, self.team, voice, said)
        if self.dated.stands == "draft":
            written.writing.shown_at = None
        if line.before:
            self.chapter.scribe.reworded(written, line.before, said.at + timedelta(minutes=21))

    def _comment(self, line: Line, at: datetime) -> None:
        self._put(Comment(cycle=self.cycle), line, Said(line.text, at, str(self.cycle.number)))
