"""The same day of another year (民法典 §202: 对应日; a month without it ends on its last day)."""

from datetime import date

_FEBRUARY = 2


def years_after(day: date, years: int) -> date:
    """Return the corresponding day so many years later; 29 February becomes the 28th in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, _FEBRUARY, 28)


def years_before(day: date, years: int) -> date:
    """Return the corresponding day so many years earlier."""
    return years_after(day, -years)
