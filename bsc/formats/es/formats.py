"""3 sep 2026: 03/09/2026 stands for another day in English."""

SHORT_DATE_FORMAT = "j b Y"
SHORT_DATETIME_FORMAT = "j b Y H:i"
