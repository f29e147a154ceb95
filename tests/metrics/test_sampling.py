from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.months import Month
from metrics.sampling import full_week


@pytest.mark.parametrize(
    ("month", "which", "monday"),
    [
        (Month(2026, 6), 1, date(2026, 6, 1)),  # begins on a Monday
        (Month(2026, 3), 3, date(2026, 3, 16)),  # begins on a Sunday
        (Month(2026, 9), 3, date(2026, 9, 21)),  # begins on a Tuesday
        (Month(2027, 2), 4, date(2027, 2, 22)),  # four weeks and not a day more
    ],
)
def test_the_full_weeks_of_a_month(month, which, monday):
    assert full_week(month, which) == (monday, date(monday.year, monday.month, monday.day + 4))


@given(st.integers(1900, 2998), st.integers(1, 12))
def test_every_month_has_a_third_full_week(year, number):
    month = Month(year, number)
    monday, friday = full_week(month)
    assert (monday.weekday(), friday.weekday()) == (0, 4)
    assert month.first <= monday < friday <= month.last
    assert 15 <= monday.day <= 21


def test_a_week_that_is_not_there_is_said():
    with pytest.raises(ValueError, match="2026-03 has no full week number 5"):
        full_week(Month(2026, 3), 5)
