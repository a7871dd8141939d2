"""Practising, in words: what the policy says of it, and what somebody has done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from moderation.drafts.presenters import preview
from moderation.drafts.presenters.preview import Count, Piece
from moderation.drafts.presenters.severities import OTHERS_DECIDE, SEVERITIES
from moderation.drafts.presenters.words import Segment, marked
from moderation.practice.checking import Checked
from moderation.practice.pictures import BY_CODE, Picture
from policy.facts import TEXT
from policy.findings import Dismisser, Finding, Severity
from policy.rules import length
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding as the component shows it; ``asks_reason`` lets its author keep it for one."""

    key: str
    severity: str
    severity_words: Words
    where: str
    matched: str
    message: str
    remedy: str
    clause: str
    quote: str
    set_aside: str
    whose: Words
    asks_reason: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice post. ``carried`` goes along with the page, as nothing is kept; ``problem`` says
    why a step was not taken; ``did`` is what somebody has done by the end.
    """

    text: str
    picture: Picture | None
    description: str
    words: tuple[Segment, ...]
    pieces: tuple[Piece, ...]
    count: Count
    findings: tuple[FindingShown, ...]
    to_mend: int
    may_approve: bool
    met: str
    carried: tuple[tuple[str, str], ...]
    did: tuple[str, ...]
    problem: Words = ""


def present(checked: Checked, met: frozenset[str], *, author: str, problem: Words = "") -> Practice:
    """The post as it is written, with what the policy in force says of it."""
    attempt = checked.attempt
    met |= {one.rule for one in checked.to_mend} | _reasoned(checked)
    return Practice(
        text=attempt.text,
        picture=BY_CODE.get(attempt.picture),
        description=attempt.description,
        words=marked(attempt.text, _places(checked)),
        pieces=preview.pieces(attempt.text),
        count=preview.count(attempt.text, _limit(checked)),
        findings=tuple(_finding(one, checked, author) for one in checked.findings),
        to_mend=len(checked.to_mend),
        may_approve=not checked.standing,
        met=",".join(sorted(met)),
        carried=tuple(_carried(checked, met)),
        did=tuple(_did(checked, met)),
        problem=problem,
    )


def _places(checked: Checked) -> list[tuple[int, tuple[int, int]]]:
    return [
        (number, one.span)
        for number, one in enumerate(checked.findings, 1)
        if one.where == TEXT and one.span is not None
    ]


def _finding(finding: Finding, checked: Checked, author: str) -> FindingShown:
    reason = checked.reason(finding)
    own = finding.dismisser is Dismisser.AUTHOR and finding.severity is not Severity.NOTE
    return FindingShown(
        key=finding.key,
        severity=finding.severity,
        severity_words=SEVERITIES[finding.severity],
        where=gettext("In your words") if finding.where == TEXT else gettext("At the picture"),
        matched=finding.matched,
        message=finding.message,
        remedy=finding.remedy,
        clause=gettext("{policy}, version {version}, clause {clause}").format(
            policy=finding.policy_title,
            version=finding.policy_version,
            clause=finding.clause_number,
        ),
        quote=finding.clause_text,
        set_aside=f"{author}: “{reason}”" if reason else "",
        whose=OTHERS_DECIDE.get(finding.dismisser, "") if checked.stands(finding) else "",
        asks_reason=own,
        reason=reason,
    )


def _limit(checked: Checked) -> int:
    return int((checked.ruleset.options(length.ID) or length.OPTIONS)["max"])


def _carried(checked: Checked, met: frozenset[str]) -> Iterator[tuple[str, str]]:
    attempt = checked.attempt
    yield "words", attempt.text
    yield "picture", attempt.picture
    yield "description", attempt.description
    yield "met", ",".join(sorted(met))
    for one in checked.findings:
        if reason := checked.reason(one):
            yield f"reason-{one.key}", reason


def _did(checked: Checked, met: frozenset[str]) -> Iterator[str]:
    attempt = checked.attempt
    if attempt.picture:
        yield gettext("wrote a post with a picture and its description")
    else:
        yield gettext("wrote a post")
    reasoned = _reasoned(checked)
    mended = len(met - {one.rule for one in checked.findings})
    if mended:
        yield ngettext(
            "mended one thing the policy does not allow or asks about",
            "mended {number} things the policy does not allow or asks about",
            mended,
        ).format(number=mended)
    if reasoned:
        yield ngettext(
            "gave a reason for one thing the policy asks about",
            "gave a reason for {number} things the policy asks about",
            len(reasoned),
        ).format(number=len(reasoned))
    yield gettext("sent it for approval, and saw what a senior leader sees")


def _reasoned(checked: Checked) -> frozenset[str]:
    return frozenset(one.rule for one in checked.findings if checked.reason(one))
