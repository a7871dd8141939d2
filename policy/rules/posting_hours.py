"""Posts go out while somebody at school can look after them.

A setting of other schools. An emergency notice goes out at any hour.
"""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from policy.facts import TEXT, Facts, PostKind
from policy.findings import Mark, Option, Options
from policy.said import gettext, named
from policy.said import gettext_lazy as _

ID = "posting-hours"
TITLE = _("Posting hours")
HELP = _("Checks that the post goes out in the school’s posting hours. Choose another time.")
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
    remedy = gettext("Choose a time between {opens} and {closes} from Monday to Friday.")
    if options["weekends"]:
        remedy = gettext("Choose a time between {opens} and {closes}.")
    remedy = remedy.format(opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}")
    if at.weekday() >= _SATURDAY and not options["weekends"]:
        message = gettext("The post would go out on a {weekday}.").format(weekday=named(at, "%A"))
        yield Mark(message, remedy, TEXT)
    elif not opens <= at.time() <= closes:
        message = gettext("The post would go out at {time}.").format(time=f"{at:%H:%M}")
        yield Mark(message, remedy, TEXT)


def _in_london(at: datetime) -> datetime:
    return at if at.tzinfo is None else at.astimezone(_LONDON)


def _hour(options: Options, name: str) -> time:
    try:
        return time.fromisoformat(str(options[name])).replace(tzinfo=None)
    except ValueError:
        return time.fromisoformat(str(OPTIONS[name]))
