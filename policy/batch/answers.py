"""What the policy says of each post of a file, one JSON object a line, in the order they came."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from policy.batch import posts
from policy.batch.posts import BadLine, GivenPhoto, GivenPost
from policy.engine import Finding, RuleSet, Severity, check
from policy.facts import TEXT, Face, Facts, Neighbour, PhotoFacts, Who
from policy.length import MAX_INPUT
from policy.roll import Roll

NEIGHBOURS = 50
"""Earlier posts of the file that are remembered as a post's neighbours …"""
NEAR = timedelta(days=7)
"""… where they go out this close to it."""


@dataclass(frozen=True)
class Terms:
    """What every post of the file is checked against."""

    ruleset: RuleSet
    roll: Roll
    staff: Roll
    account_handle: str = ""
    school_phrases: tuple[str, ...] = ()


def answers(lines: Iterable[bytes | None], terms: Terms) -> Iterator[str]:
    """One line of JSON for each line; what is no post is answered with the reason.

    Earlier posts with a time are the neighbours of later ones; only `NEIGHBOURS` are kept.
    """
    earlier = deque[Neighbour](maxlen=NEIGHBOURS)
    for number, line in enumerate(lines, start=1):
        try:
            post = posts.read(line)
        except BadLine as bad:
            where = {"line": number} if bad.post_id is None else {"id": bad.post_id}
            yield _json({**where, "error": str(bad)})
        else:
            facts = facts_of(post, terms, earlier)
            yield _json(_answer(post, facts, check(facts, terms.ruleset)))
            if post.at and not _over_cap(facts):
                earlier.append(_neighbour(facts, post.at))


def facts_of(post: GivenPost, terms: Terms, earlier: Iterable[Neighbour] = ()) -> Facts:
    """The post as the rules see it. Who makes and approves it is not known here."""
    at = post.at
    return Facts(
        text=post.text,
        photos=tuple(_photo(photo, place) for place, photo in enumerate(post.photos, start=1)),
        roll=terms.roll,
        account_handle=terms.account_handle,
        in_reply_to=post.reply_to,
        school_phrases=terms.school_phrases,
        staff=terms.staff,
        at=at,
        today=at.date() if at else None,
        neighbours=tuple(near for near in earlier if at and abs(near.at - at) <= NEAR),
    )


def _photo(photo: GivenPhoto, position: int) -> PhotoFacts:
    """A face is a named pupil's as far as there are names; whose the others are nobody has said."""
    named = len(photo.pupils or ())
    faces = None
    if photo.faces is not None:
        faces = tuple(Face(who=Who.PUPIL if n < named else None) for n in range(photo.faces))
    return PhotoFacts(
        position=position,
        alt_text=photo.alt_text,
        shows_pupils=_shows_pupils(photo),
        pupils_counted=named or None,
        faces=faces,
        pupils=photo.pupils,
        consented=photo.consented,
    )


def _shows_pupils(photo: GivenPhoto) -> bool | None:
    if photo.pupils is None:
        return None
    if photo.pupils:
        return True
    return None if photo.faces else False


def _neighbour(facts: Facts, at: datetime) -> Neighbour:
    named = any(not placed.name.doubtful for placed in facts.names)
    return Neighbour(facts.text, at, facts.may_show_pupils, names_pupil=named)


def _answer(post: GivenPost, facts: Facts, findings: tuple[Finding, ...]) -> dict[str, Any]:
    verdict = "block" if _over_cap(facts) else _verdict(findings)
    return {
        "id": post.post_id,
        "verdict": verdict,
        "findings": [_finding(finding) for finding in findings],
    }


def _over_cap(facts: Facts) -> bool:
    """Whether the post was refused unread, whatever the policy says of length."""
    writings = (facts.text, *(photo.alt_text for photo in facts.photos))
    return any(len(writing) > MAX_INPUT for writing in writings)


def _verdict(findings: tuple[Finding, ...]) -> str:
    """The gravest; a note stops nobody."""
    severities = {finding.severity for finding in findings}
    graver = (severity for severity in (Severity.BLOCK, Severity.WARN) if severity in severities)
    return next(graver, "pass")


def _finding(finding: Finding) -> dict[str, Any]:
    """`span` is of the text; of words elsewhere the message says where."""
    in_text = finding.where == TEXT
    says = f"{finding.message} {finding.remedy}"
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "span": list(finding.span) if finding.span and in_text else None,
        "clause": finding.clause_number,
        "message": says if in_text else f"{_place(finding.where)}: {says}",
    }


def _place(where: str) -> str:
    kind, _, number = where.partition(":")
    return f"Description of photo {number}" if kind == "alt" else f"Photo {number}"


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)
