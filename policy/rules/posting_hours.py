"""Posts go out while somebody at school can look after them.

A setting of other schools. An emergency notice goes out at any hour.
"""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from policy.facts import TEXT, Facts, PostKind
from policy.findings import Mark, Option, Options

ID = "posting-hours"
TITLE = "Posting hours"
HELP = "Checks that the post goes out in the school’s posting hours. Choose another time."
OPTIONS: dict[str, Option] = {
    "from_hour": "07:30",  # London time; what cannot be read as a time counts as the default
    "until": "19:00",
    "weekends": False,  # whether posts may go out on Saturdays and Sundays
}

_LONDON = ZoneInfo("Europe/London")
_SATURDAY = 5


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if facts.at is None or facts.kind is PostKind.EMERGENCY:
        return
    opens, closes = _hour(options, "from_hour"), _hour(options, "until")
    at = _in_london(facts.at)
    days = "" if options["weekends"] else " from Monday to Friday"
    remedy = f"Choose a time between {opens:%H:%M} and {closes:%H:%M}{days}."
    if at.weekday() >= _SATURDAY and not options["weekends"]:
        yield Mark(f"The post would go out on a {at:%A}.", remedy, TEXT)
    elif not opens <= at.time() <= closes:
        yield Mark(f"The post would go out at {at:%H:%M}.", remedy, TEXT)


def _in_london(at: datetime) -> datetime:
    return at if at.tzinfo is None else at.astimezone(_LONDON)


def _hour(options: Options, name: str) -> time:
    try:
        return time.fromisoformat(str(options[name])).replace(tzinfo=None)
    except ValueError:
        return time.fromisoformat(str(OPTIONS[name]))
