"""Quiet flags as the safeguarding lead sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from moderation.drafts import checks
from moderation.drafts.models import Flag, FlagOutcome, Post
from moderation.drafts.presenters import times
from moderation.drafts.presenters.words import Segment, marked
from moderation.drafts.process import Asked
from moderation.drafts.queries import flags as queries
from moderation.drafts.workflow import State
from policy.facts import TEXT, Moment
from policy.findings import Finding
from policy.queries import NoPolicy
from policy.rules import BY_ID
from schoolsocial.accounts.models import Person, School
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One flag in the list."""

    pk: int
    what: str
    author: str
    when: str
    stands: Words
    outcome: Words = ""


@dataclass(frozen=True, slots=True)
class Flags:
    waiting: tuple[Row, ...]
    done: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FlagPage:
    """One flag beside the post as it stands now. ``message`` is empty where the words that were
    flagged are no longer in it.
    """

    flag: Flag
    what: str
    stands: Words
    words: tuple[Segment, ...]
    alt_texts: tuple[str, ...]
    message: str
    clause: str
    quote: str
    outcomes: tuple[FlagOutcome, ...]


def present(school: School, person: Person) -> Flags:
    """What waits and what was looked at; never what this person wrote themselves."""
    return Flags(
        waiting=tuple(map(_row, queries.to_look_at(school, person))),
        done=tuple(map(_row, queries.looked_at(school, person))),
    )


def present_one(flag: Flag) -> FlagPage:
    """The post with the flagged words marked, as far as they still stand there."""
    found = _finding(flag)
    post = flag.post
    spans = _spans(found) if found else []
    alt_texts = post.post_photos.order_by("position").values_list("alt_text", flat=True)
    return FlagPage(
        flag=flag,
        what=_what(flag),
        stands=State(post.state).label,
        words=marked(post.text, spans),
        alt_texts=tuple(alt_texts),
        message=found.message if found else "",
        clause=_clause(found) if found else "",
        quote=found.clause_text if found else "",
        outcomes=tuple(flag.outcomes.all()),
    )


def _row(flag: Flag) -> Row:
    outcome = vars(flag).get("outcome", "")
    return Row(
        pk=flag.pk,
        what=_what(flag),
        author=flag.post.author.name,
        when=times.written(flag.at),
        stands=State(flag.post.state).label,
        outcome=FlagOutcome.Outcome(outcome).label if outcome else "",
    )


def _what(flag: Flag) -> str:
    rule = BY_ID.get(flag.rule)
    return str(rule.TITLE) if rule else flag.rule


def _finding(flag: Flag) -> Finding | None:
    quiet = _quiet(flag.post)
    return next((finding for finding in quiet if finding.key == flag.key), None)


def _quiet(post: Post) -> Iterable[Finding]:
    try:
        return checks.check(post, Asked(timezone.now(), Moment.APPROVING)).quiet
    except NoPolicy:
        return ()


def _spans(finding: Finding) -> list[tuple[int, tuple[int, int]]]:
    return [(1, finding.span)] if finding.where == TEXT and finding.span else []


def _clause(finding: Finding) -> str:
    return gettext("{policy}, version {version}, clause {clause}").format(
        policy=finding.policy_title,
        version=finding.policy_version,
        clause=finding.clause_number,
    )
