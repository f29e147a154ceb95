"""Nov 9, 2026, as on charts: 11/09/2026 stands for another day in Spanish."""

SHORT_DATE_FORMAT = "M j, Y"
SHORT_DATETIME_FORMAT = "M j, Y, P"
