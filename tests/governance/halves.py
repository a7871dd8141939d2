"""Days to count by."""

from datetime import date

ANY_DAY = date(2026, 11, 20)
