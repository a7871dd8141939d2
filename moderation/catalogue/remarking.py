"""Writing down what is found of a post on X, over what was found before."""

from collections.abc import Mapping
from datetime import datetime

from moderation.catalogue.looking import Sight
from moderation.catalogue.models import Audit, Remark, Tweet

CHANGING = [
    "audit", "verdict", "findings", "faces", "unseen", "films", "is_old", "fingerprint",
    "opened_at", "decision", "reason", "decided_by", "decided_at",
]  # fmt: skip

_OPEN = frozenset({Remark.Decision.OPEN, Remark.Decision.AGAIN})


def is_over(remark: Remark) -> bool:
    """Whether it may go where nothing is found any more: nobody decided it for good."""
    return remark.decision in _OPEN


def fresh(row: Audit, tweet: Tweet, seen: Sight, now: datetime) -> Remark:
    """What is found of a post of which nothing was found before; not saved."""
    new = Remark(school_id=row.school_id, tweet=tweet, noted_on=tweet.posted_at, opened_at=now)
    return _fill(row, new, seen)


def again(row: Audit, remark: Remark, seen: Sight, now: datetime) -> Remark:
    """The same remark with what is found now; not saved. A decision stands as long as nothing else
    is found: what is new is asked about anew.
    """
    decided = remark.decision in {Remark.Decision.KEEP, Remark.Decision.AGAIN}
    if decided and _is_more(remark, seen):
        remark.decision, remark.reason = "", ""
        remark.decided_by, remark.decided_at = None, None
        remark.opened_at = now
    return _fill(row, remark, seen)


def _is_more(remark: Remark, seen: Sight) -> bool:
    if remark.fingerprint == seen.fingerprint:
        return False
    before: list[Mapping[str, str]] = remark.findings
    grown = seen.faces > remark.faces or seen.unseen > remark.unseen or seen.films > remark.films
    return grown or seen.is_old > remark.is_old or any(one not in before for one in seen.findings)


def _fill(row: Audit, remark: Remark, seen: Sight) -> Remark:
    remark.audit = row
    remark.verdict = seen.verdict or Remark.Verdict.ASK
    remark.findings = list(seen.findings)
    remark.faces, remark.unseen, remark.is_old = seen.faces, seen.unseen, seen.is_old
    remark.films = seen.films
    remark.fingerprint = seen.fingerprint
    return remark
