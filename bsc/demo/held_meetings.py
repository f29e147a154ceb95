"""The chapter of the meetings: who was there in which role, and what the minutes keep."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bsc.demo.chance import chance
from bsc.demo.held import ALL_TEAMS, HELD
from bsc.demo.people import World
from bsc.demo.ramps import weekdays_after, weekdays_before
from bsc.demo.rows import Said, keep
from bsc.demo.script import Line, add_line, unwrapped
from bsc.demo.voices import Scribe, Voices
from meetings.models import ActionItem, AgendaItem, Attendance, Decision, Meeting, Note
from metrics.months import Month
from teams.models import LearningSession, Participant, Team

STANDING = {
    "en": ("How are we today?", "Our numbers of last month", "What we try, and what comes next"),
    "es": ("¿Cómo estamos hoy?", "Nuestros números del mes pasado", "Qué probamos y qué sigue"),
}
IN_SPANISH = {"casa-colibri", "casa-ceiba", "el-flamboyan-rojo"}
THERE, UNNAMED = 0.82, 0.3  # of a team's members come; of meetings have parents whom nobody names
TEAM_DAY, ALL_DAY, BEFORE_CHRISTMAS = 22, 25, 17  # of the month
MINUTES = {Meeting.Kind.CROSS_ROLE: 60, Meeting.Kind.CROSS_TEAM: 90, Meeting.Kind.SESSION: 360}
# Who calls what is coming: team ("" for all), in so many weekdays, and what they want to speak about.
COMING = (
    ("puddlejump-house", 3, "Ruth", "Fridays after five: what I found out"),
    ("casa-colibri", 6, "Inés", "La bienvenida, escrita por una familia"),
    ("", 8, "Hannah", "What we would tell a team that starts tomorrow"),
)


def hold_meetings(world: World) -> None:
    chapter = Minutes(world)
    for slug, text in HELD.items():
        if slug in world.teams:
            for position, by, shared, lines in read_minutes(text):
                chapter.team_meeting(world.teams[slug], position, (by, lines), shared)
    if world.program.slug == "calm-and-connected":
        for position, by, _shared, lines in read_minutes(ALL_TEAMS):
            chapter.for_all(position, by, lines)
        for slug, days, by, about in COMING:
            chapter.coming(world.teams.get(slug), days, by, about)
    chapter.save()


def read_minutes(text: str) -> list[tuple[int, str, bool, list[Line]]]:
    """Month, who writes, whether the notes are shared, and the lines."""
    found: list[tuple[int, str, bool, list[Line]]] = []
    for line in unwrapped(text):
        if line.startswith("#"):
            _mark, position, by, *shared = line.split()
            found.append((int(position), by, bool(shared), []))
        else:
            add_line(found[-1][3], line, found[-1][1])
    return found


def done_on(met: date, today: date) -> date:
    """Three weekdays after the meeting, or on the last one before today: nobody is done tomorrow."""
    return min(weekdays_after(met, 3), weekdays_before(today, 1))


class Minutes:
    """Enters meetings; their texts and attendance are saved at the end."""

    def __init__(self, world: World) -> None:
        self.world, self.timeline = world, world.timeline
        self.voices, self.scribe = Voices(world), Scribe(world)
        self.attendance: list[Attendance] = []

    def save(self) -> None:
        Attendance.objects.bulk_create(self.attendance, batch_size=400)
        self.scribe.save()

    def team_meeting(self, team: Team, position: int, said: tuple[str, list[Line]], shared: bool) -> None:
        by, lines = said
        day = self.timeline.day(position, TEAM_DAY)
        hour = 18 if "parent" in by or position % 2 else 14
        meeting = self._meeting(Meeting.Kind.CROSS_ROLE, day, (by, hour), team)
        if shared:
            meeting.notes_shared = True
            keep(meeting, meeting.called_by, meeting.ends + timedelta(hours=2))
        speakers = [by, *(line.by for line in lines if line.letter == "N")]
        self._attend_team(meeting, team, {self._who(team, one) for one in speakers})
        self._minutes(meeting, by, lines)

    def for_all(self, position: int, by: str, lines: list[Line]) -> None:
        """A cross-team meeting, or in its month the learning session."""
        session = position in self.timeline.sessions
        kind = Meeting.Kind.SESSION if session else Meeting.Kind.CROSS_TEAM
        day = self.timeline.session(position)[0] if session else self._all_day(position)
        meeting = self._meeting(kind, day, (by, 9 if session else 13), None)
        speakers = {self._who(None, line.by) for line in lines if line.letter == "N"}
        self._attend_all(meeting, {self._who(None, by), *speakers}, 0.62 if session else 0.34)
        self._minutes(meeting, by, lines)

    def _all_day(self, position: int) -> date:
        """Nobody meets at Christmas."""
        december = self.timeline.months[position].first.month == 12
        return self.timeline.day(position, BEFORE_CHRISTMAS if december else ALL_DAY)

    def coming(self, team: Team | None, days: int, by: str, about: str) -> None:
        day = weekdays_after(self.timeline.today, days)
        kind = Meeting.Kind.CROSS_ROLE if team is not None else Meeting.Kind.CROSS_TEAM
        meeting = self._meeting(kind, day, (by, 18 if team is not None else 13), team)
        self._agenda(meeting, by, [Line("G", by, about)], self._called(day) + timedelta(minutes=3))

    def _who(self, team: Team | None, by: str) -> Participant:
        name = by.partition("/")[0].partition(":")[0]
        if team is not None:
            return self.voices.find(team.slug, name)
        return self.voices.anybody(name)

    def _called(self, day: date) -> datetime:
        """Two weeks before, or on the eve of today where that is still to come."""
        wanted = self.timeline.at(day - timedelta(days=14), time(10, 5))
        first = self.timeline.at(self.timeline.starts, time(8, 0))
        return max(first, min(wanted, self.timeline.now - timedelta(hours=9)))

    def _meeting(self, kind: str, day: date, who: tuple[str, int], team: Team | None) -> Meeting:
        by = self._who(team, who[0])
        meeting = Meeting(
            collaborative=self.world.collaborative,
            kind=kind,
            team=team,
            starts=self.timeline.at(day, time(who[1], 0)),
            minutes=MINUTES[Meeting.Kind(kind)],
            zone=self.world.collaborative.time_zone,
            called_by=by,
            facilitator=by,
        )
        if team is not None:
            meeting.place = team.center.name
        elif kind == Meeting.Kind.CROSS_TEAM:
            meeting.link = "https://meet.demo.example/calm-and-connected"
        else:
            meeting.session = self._session(day)
        return keep(meeting, by, self._called(day))

    def _session(self, day: date) -> LearningSession:
        found: LearningSession = LearningSession.objects.get(
            collaborative=self.world.collaborative, from_day=day
        )
        return found

    def _position(self, meeting: Meeting) -> int:
        """Of its month, so that chance falls the same way whatever today is."""
        return self.timeline.months.index(Month.of(meeting.day))

    def _attend_team(self, meeting: Meeting, team: Team, surely: set[Participant]) -> None:
        luck = chance(
            "attends", team.slug, str(meeting.starts.month), meeting.starts.year - self.timeline.today.year
        )
        for participant in self.voices.present(team, meeting.day):
            if participant in surely or luck.random() < THERE:
                self._there(meeting, participant, team)
        if luck.random() < UNNAMED:
            row = Attendance(meeting=meeting, role="parent", team=team, number=luck.randrange(1, 4))
            row.by = meeting.called_by
            self.attendance.append(row)

    def _attend_all(self, meeting: Meeting, surely: set[Participant], share: float) -> None:
        luck = chance("attends", "all", self._position(meeting))
        for host in self.voices.hosts[:3]:
            if host in surely or luck.random() < THERE:
                self._there(meeting, host, None)
        for team in self.world.teams.values():
            for participant in self.voices.present(team, meeting.day):
                if participant in surely or luck.random() < share:
                    self._there(meeting, participant, team)

    def _there(self, meeting: Meeting, participant: Participant, team: Team | None) -> None:
        role = self.voices.roles(participant, team, meeting.day)[0]
        row = Attendance(meeting=meeting, participant=participant, role=role, team=team)
        row.by = meeting.called_by
        self.attendance.append(row)

    def _agenda(self, meeting: Meeting, by: str, lines: list[Line], at: datetime) -> None:
        spanish = meeting.team is not None and meeting.team.slug in IN_SPANISH
        standing = [Line("G", by, text) for text in STANDING["es" if spanish else "en"]]
        for number, line in enumerate([*standing[:2], *lines, standing[2]]):
            row = AgendaItem(meeting=meeting, position=number, covered=meeting.starts < self.timeline.now)
            self._write(row, by, line.text, at)

    def _minutes(self, meeting: Meeting, by: str, lines: list[Line]) -> None:
        special = [line for line in lines if line.letter == "G"]
        self._agenda(meeting, by, special, self._called(meeting.day) + timedelta(minutes=3))
        for number, line in enumerate(line for line in lines if line.letter != "G"):
            at = meeting.starts + timedelta(minutes=15 + 8 * number)
            if line.letter == "I":
                self._action(meeting, by, line, at)
            else:
                row = Note(meeting=meeting) if line.letter == "N" else Decision(meeting=meeting)
                self._write(row, line.by if line.letter == "N" else by, line.text, at)

    def _action(self, meeting: Meeting, by: str, line: Line, at: datetime) -> None:
        is_open = line.by.endswith("!")
        owner = self._who(meeting.team, line.by.rstrip("!"))
        row = ActionItem(meeting=meeting, owner=owner, due=weekdays_after(meeting.day, 10))
        if is_open:
            row.due = weekdays_after(self.timeline.today, 4)
        else:
            row.done_by = owner
            row.done_at = self.timeline.at(done_on(meeting.day, self.timeline.today), time(12, 40))
        self._write(row, by, line.text, at)

    def _write(
        self, row: AgendaItem | Note | Decision | ActionItem, by: str, text: str, at: datetime
    ) -> None:
        voice = self.voices.voice(row.meeting.team, by, row.meeting.day)
        key = f"{row.meeting.uuid} {row._meta.model_name}"  # noqa: SLF001
        self.scribe.write(row, row.meeting.team, voice, Said(text, at, key))
