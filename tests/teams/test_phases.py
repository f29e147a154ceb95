from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teams.models.phases import Phase, phase_on, phases

STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)


@dataclass(frozen=True)
class Session:
    number: int
    from_day: date
    until_day: date


FIRST = Session(1, date(2026, 2, 3), date(2026, 2, 5))
SECOND = Session(2, date(2026, 6, 9), date(2026, 6, 10))


def test_what_lies_between_the_sessions_follows_from_their_dates():
    assert phases(STARTS, ENDS, [SECOND, FIRST]) == (
        Phase("pre_work", None, STARTS, date(2026, 2, 2)),
        Phase("session", 1, date(2026, 2, 3), date(2026, 2, 4)),
        Phase("action", 1, date(2026, 2, 5), date(2026, 6, 8)),
        Phase("session", 2, date(2026, 6, 9), date(2026, 6, 9)),
        Phase("holding", None, date(2026, 6, 10), ENDS),
        Phase("follow_up", None, date(2027, 1, 1), None),
    )


def test_without_sessions_all_is_pre_work():
    assert phases(STARTS, ENDS, []) == (
        Phase("pre_work", None, STARTS, ENDS),
        Phase("follow_up", None, date(2027, 1, 1), None),
    )


def test_a_session_on_the_first_day_leaves_no_pre_work():
    found = phases(STARTS, ENDS, [Session(1, STARTS, STARTS + timedelta(days=1))])
    assert [phase.kind for phase in found] == ["session", "holding", "follow_up"]


def test_two_sessions_back_to_back_leave_no_action_period_between():
    next_day = Session(2, FIRST.until_day, FIRST.until_day + timedelta(days=1))
    kinds = [(phase.kind, phase.number) for phase in phases(STARTS, ENDS, [FIRST, next_day])]
    assert kinds == [
        ("pre_work", None),
        ("session", 1),
        ("session", 2),
        ("holding", None),
        ("follow_up", None),
    ]


def test_before_the_start_there_is_no_phase():
    assert phase_on(STARTS - timedelta(days=1), phases(STARTS, ENDS, [FIRST])) is None


@given(st.lists(st.integers(1, 20), max_size=12), st.integers(0, 800))
def test_every_day_from_the_start_lies_in_exactly_one_phase(gaps, later):
    """Sessions of any number, with or without days between them, inside the collaborative."""
    sessions, day = [], STARTS
    for number, gap in enumerate(gaps):
        length = timedelta(days=1 + gap % 3)
        day += timedelta(days=gap - 1)
        sessions.append(Session(number + 1, day, day + length))
        day += length
    found = phases(STARTS, ENDS, sessions)
    wanted = STARTS + timedelta(days=later)
    assert [phase for phase in found if phase.holds(wanted)] == [phase_on(wanted, found)]
