"""A replay as its page shows it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from moderation.drafts.models import Post
from moderation.replay.models import Line, Replay, Verdict
from policy.rules import BY_ID
from schoolsocial.accounts.models import Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class RuleCount:
    """In how many posts a rule finds something where it found nothing before."""

    title: str
    posts: int


@dataclass(frozen=True, slots=True)
class Row:
    """A post whose verdict changes. ``text`` is None for what this person may not read."""

    pk: int
    text: str | None
    state: str
    before: Words
    after: Words
    rules: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the three lists, with its length."""

    verdict: str
    label: str
    count: int
    current: bool


def present(
    replay: Replay,
    *,
    reader: Person,
    permissions: Collection[Permission],
    show: str,
    number: str | None,
) -> dict[str, object]:
    """The page: the list asked for, or that of what is newly stopped."""
    chosen = Verdict(show) if show in Verdict.values else Verdict.BLOCK
    page, rows = lines(replay, chosen, number, reader=reader, permissions=permissions)
    return {
        "tabs": tabs(replay, chosen),
        "rules": rule_counts(replay),
        "page": page,
        "rows": rows,
        "chosen": chosen,
    }


def tabs(replay: Replay, chosen: Verdict) -> list[Tab]:
    """Newly stopped, asked about, passed."""
    counts = {
        Verdict.BLOCK: (gettext("Newly stopped"), replay.newly_blocked),
        Verdict.WARN: (gettext("Newly asked about"), replay.newly_warned),
        Verdict.PASS: (gettext("Newly passed"), replay.newly_passed),
    }
    return [
        Tab(verdict.value, label, count, verdict is chosen)
        for verdict, (label, count) in counts.items()
    ]


def rule_counts(replay: Replay) -> list[RuleCount]:
    """The rules that find more than before, the busiest first."""
    counted = sorted(replay.rules.items(), key=lambda pair: (-pair[1], pair[0]))
    return [RuleCount(_title(rule), posts) for rule, posts in counted]


def lines(
    replay: Replay,
    chosen: Verdict,
    number: str | None,
    *,
    reader: Person,
    permissions: Collection[Permission],
) -> tuple[Page[Line], list[Row]]:
    """One page of a list; drafts that the reader may not open are counted, not quoted."""
    page = Paginator(replay.lines.now(chosen).order_by("-id"), A_PAGE).get_page(number)
    wanted = [line.post_id for line in page]
    seen = Post.objects.visible_to(reader, permissions).in_bulk(wanted)
    return page, [_row(line, seen.get(line.post_id)) for line in page]


def _row(line: Line, post: Post | None) -> Row:
    return Row(
        pk=line.post_id,
        text=post.text if post else None,
        state=post.get_state_display() if post else "",
        before=Verdict(line.before).label,
        after=Verdict(line.after).label,
        rules=", ".join(_title(rule) for rule in line.rules),
    )


def _title(rule: str) -> str:
    return str(BY_ID[rule].TITLE) if rule in BY_ID else rule
