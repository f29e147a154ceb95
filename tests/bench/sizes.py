"""What the bench's databases share."""

from metrics.months import Month

THROUGH = Month(2026, 9)  # the last month with counts
