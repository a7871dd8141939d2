"""What an option of a rule may be: a wrong value is refused while it is typed, because a ratified
version cannot be put right any more."""

from datetime import date, time

from django.utils.translation import gettext, ngettext

from policy.engine import DISMISSER, defaults
from policy.findings import Option
from policy.option_words import words_for
from policy.rules import follower_checks

LARGEST_NUMBER = 100_000
LONGEST_TEXT = 500

_AT_LEAST = {
    ("length", "max"): 1,
    ("alt-text", "max"): 1,
    ("emergency-notice", "max"): 1,
    (follower_checks.ID, "days"): 1,
}
_AT_MOST = {(follower_checks.ID, "days"): follower_checks.MOST_DAYS}
_HOURS = frozenset({("posting-hours", "from_hour"), ("posting-hours", "until")})
_DAYS = frozenset({("politics", "election_from"), ("politics", "election_until")})
_REASONS = frozenset((follower_checks.ID, name) for name in follower_checks.REASONS_OF)


def needed(rule: str, name: str) -> bool:
    """Whether the rule cannot do without a text here."""
    return (rule, name) in _HOURS | _REASONS


def problem(rule: str, name: str, value: Option) -> str:
    """Why the rule cannot take this, as a sentence; empty where it can. Raises `UnknownRule`."""
    known = defaults(rule)
    if name not in known or type(value) is not type(known[name]):
        return gettext("The rule {rule} takes no option {name} of that kind.").format(
            rule=rule, name=name
        )
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        least, most = _AT_LEAST.get((rule, name), 0), _AT_MOST.get((rule, name), LARGEST_NUMBER)
        if least <= value <= most:
            return ""
        asked = gettext("Give a number from {least} to {most}.")
        return asked.format(least=least, most=f"{most:,}")
    return _problem_of_text(rule, name, value)


def _problem_of_text(rule: str, name: str, value: str) -> str:
    if len(value) > LONGEST_TEXT:
        return ngettext(
            "It can have {most} character and has {count}.",
            "It can have {most} characters and has {count}.",
            LONGEST_TEXT,
        ).format(most=LONGEST_TEXT, count=len(value))
    if not _is_chosen(rule, name, value):
        return gettext("Choose from the answers.")
    if (rule, name) in _HOURS and not _is_hour(value):
        return gettext("Give a time of day with hours and minutes, like 07:30.")
    if (rule, name) in _DAYS and value and not _is_day(value):
        return gettext("Give a day as year, month and day, like 2027-05-06, or leave it empty.")
    return follower_checks.problem(value) if (rule, name) in _REASONS else ""


def _is_chosen(rule: str, name: str, value: str) -> bool:
    """Whether the value is among the answers, if the option has any to choose from."""
    _, choices, several, _ = words_for(rule, name)
    if not choices or (not value and name != DISMISSER):
        return True
    return all(each in choices for each in (value.split() if several else [value]))


def _is_hour(value: str) -> bool:
    try:
        return value == f"{time.fromisoformat(value):%H:%M}"
    except ValueError:
        return False


def _is_day(value: str) -> bool:
    try:
        return value == date.fromisoformat(value).isoformat()
    except ValueError:
        return False
