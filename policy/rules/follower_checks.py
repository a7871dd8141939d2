"""Who follows is looked at regularly, and what becomes of a follower has a reason.

St C: "monitoring followers and block any who appear to not be school focused"; HX: "A regular
check will take place to check recent followers", and who is "deemed unsuitable or not adding any
value to the school will be blocked", "on a case-by-case basis" (S11). It finds nothing in a post:
the pages of followers ask it after how many days, whether a block needs a second signature, and
which reasons a decision may name.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "follower-checks"
TITLE = _("Checks of followers")
HELP = _(
    "Says how often followers are looked at, whether a block needs a second leader, "
    "and which reasons a decision may name. It looks at no post."
)
OPTIONS: dict[str, Option] = {
    "days": 30,  # from one look at followers to the next
    "two_to_block": False,  # a second leader signs before somebody is blocked
    # the reasons of each decision, one a line; the first is what a single key stands for
    "keep": (
        "Nothing speaks against it\n"
        "Belongs to a child’s family\n"
        "Works at the school\n"
        "Lives or works nearby"
    ),
    "focused": (
        "A school, or about education\n"
        "A club, charity or church we work with\n"
        "Somebody we work with"
    ),
    "ask": "Nobody here knows who it is yet\nA colleague may know",
    "block": (
        "Not school-focused, of no value to the school\n"
        "What it shows is not suitable beside a school\n"
        "Nothing on it: no picture, no words, no posts\n"
        "Only sells something\n"
        "Abusive towards the school or its people"
    ),
    "pupil": "A pupil of this school\nA child, as the account says itself",
}
REASONS_OF = ("keep", "focused", "ask", "block", "pupil")
"""The options that hold the reasons of a decision, each called as the decision is."""

MOST_DAYS = 90
MOST_REASONS, LONGEST_REASON = 12, 80


def check(_facts: Facts, _options: Options) -> Iterator[Mark]:
    yield from ()


def reasons(written: str) -> tuple[str, ...]:
    """The reasons in an option, in their order, without blank lines and repetitions."""
    lines = (" ".join(line.split()) for line in written.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def problem(written: str) -> str:
    """Why these reasons cannot be offered, as a sentence; empty where they can."""
    named = reasons(written)
    if not named:
        return gettext("Give at least one reason: without one nobody can decide so.")
    if len(named) > MOST_REASONS:
        return gettext("Give at most {most} reasons; these are {count}.").format(
            most=MOST_REASONS, count=len(named)
        )
    if any(len(one) > LONGEST_REASON for one in named):
        return gettext(
            "Keep each reason under {most} characters: it stands on a button’s list."
        ).format(most=LONGEST_REASON)
    if not all(one.isprintable() for one in named):
        return gettext("A reason holds a character that cannot be shown. Type it again.")
    return ""
