"""The words and pictures of a draft beside what the policy says of them."""

from dataclasses import dataclass

from moderation.drafts import checks
from moderation.drafts.checks import CheckedFinding
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.presenters.words import Segment, marked
from policy.facts import TEXT
from policy.findings import Severity
from policy.queries import NoPolicy

_SEVERITIES = {
    Severity.BLOCK: "The policy does not allow this",
    Severity.WARN: "Warning",
    Severity.NOTE: "Note",
}
_WHO = {
    True: "Shows pupils",
    False: "Shows no pupil",
    None: "The author has not said who is in it",
}


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding beside its words. ``set_aside`` is by whom and why, empty where nobody did."""

    number: int
    severity: str
    severity_words: str
    where: str
    matched: str
    message: str
    remedy: str
    clause: str
    quote: str
    set_aside: str


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture as it will go out; ``who`` is what its author declared."""

    position: int
    token: str
    width: int
    height: int
    alt: tuple[Segment, ...]
    alt_text: str
    who: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft as checked today; ``in_the_way`` says why it cannot go on, empty where it can."""

    words: tuple[Segment, ...]
    pictures: tuple[PictureShown, ...]
    findings: tuple[FindingShown, ...]
    in_the_way: str


def present(post: Post) -> Checked:
    """Every finding of the policy in force today, numbered, and the places they speak of."""
    try:
        found = checks.findings_of(post)
        in_the_way = _in_the_way(found)
    except NoPolicy as missing:
        found, in_the_way = (), str(missing)
    placed = post.post_photos.select_related("photo").order_by("position")
    return Checked(
        words=marked(post.text, _places(found, TEXT)),
        pictures=tuple(_picture(row, found) for row in placed),
        findings=tuple(_finding(number, one) for number, one in enumerate(found, 1)),
        in_the_way=in_the_way,
    )


def _in_the_way(found: tuple[CheckedFinding, ...]) -> str:
    if not any(one.stands_in_the_way for one in found):
        return ""
    return "The policy stands in the way: see the findings. Return it to its author."


def _places(found: tuple[CheckedFinding, ...], where: str) -> list[tuple[int, tuple[int, int]]]:
    return [
        (number, one.finding.span)
        for number, one in enumerate(found, 1)
        if one.finding.where == where and one.finding.span is not None
    ]


def _finding(number: int, checked: CheckedFinding) -> FindingShown:
    finding, dismissal = checked.finding, checked.dismissal
    photo = finding.where.removeprefix("alt:")
    return FindingShown(
        number=number,
        severity=finding.severity,
        severity_words=_SEVERITIES[finding.severity],
        where="In the words" if finding.where == TEXT else f"In photo {photo}",
        matched=finding.matched,
        message=finding.message,
        remedy=finding.remedy,
        clause=f"{finding.policy_title}, version {finding.policy_version}, "
        f"clause {finding.clause_number}",
        quote=finding.clause_text,
        set_aside=f"{dismissal.by.name}: “{dismissal.reason}”" if dismissal else "",
    )


def _picture(row: PostPhoto, found: tuple[CheckedFinding, ...]) -> PictureShown:
    return PictureShown(
        position=row.position,
        token=row.photo.token,
        width=row.photo.width or 0,
        height=row.photo.height or 0,
        alt=marked(row.alt_text, _places(found, f"alt:{row.position}")),
        alt_text=row.alt_text,
        who=_WHO[row.shows_pupils],
    )
