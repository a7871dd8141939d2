"""The words and pictures of a draft beside what the policy says of them."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.queries.accounted import Account, accounts_of
from moderation.drafts import checks
from moderation.drafts.checks import Checked, CheckedFinding
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.placed import pictures_of
from moderation.drafts.presenters import faces, library_notes, told
from moderation.drafts.presenters.library_notes import Note
from moderation.drafts.presenters.words import Segment, marked
from moderation.drafts.said import Said
from moderation.drafts.workflow import State
from policy.facts import TEXT
from policy.findings import Dismisser, Severity
from schoolsocial.accounts.models import Membership
from schoolsocial.words import Words

_SEVERITIES = {
    Severity.BLOCK: _("The policy does not allow this"),
    Severity.WARN: _("Warning"),
    Severity.NOTE: _("Note"),
}
_WHOSE = {
    Dismisser.NOBODY: _("Nobody may set this aside."),
    Dismisser.AUTHOR: _("The author, or whoever reviews it, may set this aside."),
    Dismisser.SLT: _("Only a senior leader may set this aside."),
    Dismisser.DSL: _("Only the safeguarding lead may set this aside."),
}


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A reason that was typed for one finding and not taken."""

    key: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding beside its words. ``set_aside`` is by whom and why, empty where nobody did.

    ``may_set_aside`` offers that to the reader, ``may_take_back`` the way back from their own;
    ``whose`` says in whose hands it lies otherwise. ``reason`` is what they typed before.
    """

    number: int
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
    may_set_aside: bool = False
    may_take_back: bool = False
    whose: Words = ""
    excuses: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture as it will go out; ``who`` and ``declared`` are what its author said of it."""

    id: int
    position: int
    token: str
    width: int
    height: int
    alt: tuple[Segment, ...]
    alt_text: str
    who: Words
    faces: str
    declared: tuple[Words, ...]
    library: Note | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as checked now, for one reader."""

    words: tuple[Segment, ...]
    pictures: tuple[PictureShown, ...]
    findings: tuple[FindingShown, ...]


def present(post: Post, found: Checked | None, reader: Membership, *, typed: Reasoned) -> Draft:
    """Every finding of the policy in force, numbered, and the places they speak of.

    ``found`` is None where no policy is in force.
    """
    findings = found.findings if found else ()
    rights = _rights(post, reader)
    placed = pictures_of(post)
    accounts = accounts_of([row.photo for row in placed]) if placed else {}
    before = library_notes.notes(post, placed, timezone.now())
    return Draft(
        words=marked(post.text, _places(findings, TEXT)),
        pictures=tuple(
            _picture(row, findings, accounts[row.photo_id], before.get(row.pk)) for row in placed
        ),
        findings=tuple(
            _finding(number, one, rights, reader, typed) for number, one in enumerate(findings, 1)
        ),
    )


def _rights(post: Post, reader: Membership) -> frozenset[str]:
    """By which standings this reader may set something aside here."""
    if post.state != State.SUBMITTED or post.author_id == reader.person_id:
        return frozenset()
    return frozenset(checks.standings(reader))


def _places(found: tuple[CheckedFinding, ...], where: str) -> list[tuple[int, tuple[int, int]]]:
    return [
        (number, one.finding.span)
        for number, one in enumerate(found, 1)
        if one.finding.where == where and one.finding.span is not None
    ]


def _finding(
    number: int,
    checked: CheckedFinding,
    rights: frozenset[str],
    reader: Membership,
    typed: Reasoned,
) -> FindingShown:
    finding, dismissal = checked.finding, checked.dismissal
    open_still = checked.stands_in_the_way
    may = open_still and bool(rights & checks.ENOUGH[finding.dismisser])
    return FindingShown(
        number=number,
        key=finding.key,
        severity=finding.severity,
        severity_words=_SEVERITIES[finding.severity],
        where=_where(finding.where, finding.matched),
        matched=finding.matched,
        message=finding.message,
        remedy=finding.remedy,
        clause=gettext("{policy}, version {version}, clause {clause}").format(
            policy=finding.policy_title,
            version=finding.policy_version,
            clause=finding.clause_number,
        ),
        quote=finding.clause_text,
        set_aside=f"{dismissal.by.name}: “{dismissal.reason}”" if dismissal else "",
        may_set_aside=may,
        may_take_back=bool(rights and dismissal and dismissal.by_id == reader.person_id),
        whose=_WHOSE[finding.dismisser] if open_still and not may else "",
        excuses=finding.excuses,
        reason=typed.reason if typed.key == finding.key else "",
    )


def _where(where: str, matched: str) -> str:
    if where == TEXT:
        return gettext("In the words") if matched else ""
    kind, _colon, photo = where.partition(":")
    return (
        gettext("In the file name of photo {number}").format(number=photo)
        if kind == "file"
        else gettext("In photo {number}").format(number=photo)
    )


def _picture(
    row: PostPhoto, found: tuple[CheckedFinding, ...], account: Account, before: Note | None
) -> PictureShown:
    said = Said.of(row)
    return PictureShown(
        id=row.pk,
        position=row.position,
        token=row.photo.token,
        width=row.photo.width or 0,
        height=row.photo.height or 0,
        alt=marked(row.alt_text, _places(found, f"alt:{row.position}")),
        alt_text=row.alt_text,
        who=told.who(said),
        faces=faces.in_words(account),
        declared=tuple(told.declared(said)),
        library=before,
    )
