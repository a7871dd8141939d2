"""What the policy says of a draft, for its author: beside the words, with what to do.

What is for the safeguarding lead alone never comes this far.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts import checks
from moderation.drafts.checks import Checked, CheckedFinding
from moderation.drafts.models import Post
from moderation.drafts.presenters import regions
from moderation.drafts.presenters.severities import OTHERS_DECIDE, SEVERITIES
from moderation.drafts.presenters.words import Segment, marked
from moderation.drafts.process import drafting
from policy.engine import RuleSet
from policy.facts import TEXT, Device
from policy.findings import Dismisser, Finding, Region, Severity
from policy.queries import NoPolicy, standing
from policy.queries.standing import Obstacle
from policy.rules import (
    agreed_policy,
    e_safety_reminder,
    group_only,
    identifiable_faces,
    photo_consent,
    photo_declarations,
)
from schoolsocial.words import Words

_ABOUT_WHO = frozenset(
    {group_only.ID, identifiable_faces.ID, photo_consent.ID, photo_declarations.ID}
)
_FOR_OTHERS = {
    Dismisser.SLT: _("For a senior leader"),
    Dismisser.DSL: _("For the safeguarding lead"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A page on which a finding is put right."""

    page: str
    label: Words


_WAYS = {
    e_safety_reminder.ID: Way("drafts:online_safety", _("See the ready messages")),
    agreed_policy.ID: Way("policy_agree", _("Read the policy and agree")),
}


@dataclass(frozen=True, slots=True)
class FixShown:
    """A change made by one tap; ``value`` is what its button sends."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Advice:
    """One finding; ``start`` is where its words begin, in code points.

    ``in_a_field`` says that the words stand in a box of the page, ``place`` where in the picture
    it is. ``others_decide`` says in whose hands it lies where not in the author's. ``set_aside`` is
    by whom and why, empty where nobody did.
    """

    number: int
    key: str
    severity: str
    severity_words: Words
    matched: str
    start: int
    in_a_field: bool
    place: str
    message: str
    remedy: str
    clause: str
    quote: str
    fixes: tuple[FixShown, ...]
    way: Way | None
    dismissable: bool
    excuses: tuple[str, ...]
    others_decide: Words
    set_aside: str
    may_take_back: bool
    stands_in_the_way: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The text or one photo, its writing cut where findings speak of it; ``where`` as in the
    rules. ``regions`` are boxes in the picture with the findings' numbers.
    """

    where: str
    segments: tuple[Segment, ...]
    advice: tuple[Advice, ...]
    regions: tuple[tuple[int, Region], ...] = ()

    @property
    def marks_words(self) -> bool:
        """Whether any finding speaks of particular words here."""
        return any(segment.numbers for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Advised:
    """All that is said of a draft; ``obstacles`` keep its author from writing it, ``problem`` tells
    why nothing could be checked.
    """

    post: Post
    checked: tuple[CheckedFinding, ...]
    ruleset: RuleSet | None = None
    obstacles: tuple[Obstacle, ...] = ()
    problem: str = ""

    def text(self) -> Passage:
        """What is said of the words."""
        return self._passage({TEXT}, TEXT, self.post.text)

    def photo(self, position: int, alt_text: str) -> Passage:
        """What is said of a photo: its description, what is in it, its file's name."""
        alt = f"alt:{position}"
        return self._passage({alt, f"photo:{position}", f"file:{position}"}, alt, alt_text)

    @property
    def standing(self) -> tuple[Advice, ...]:
        """What must be changed or set aside before the draft may go on."""
        numbered = enumerate(self.checked, 1)
        return tuple(self._advice(number, one) for number, one in numbered if one.stops_submission)

    def _passage(self, places: set[str], written: str, text: str) -> Passage:
        here = [
            (number, one)
            for number, one in enumerate(self.checked, 1)
            if one.finding.where in places
        ]
        found = [(number, one.finding) for number, one in here]
        spans = [(n, each.span) for n, each in found if each.span and each.where == written]
        return Passage(
            where=written,
            segments=marked(text, spans),
            advice=tuple(self._advice(number, one) for number, one in here),
            regions=tuple((number, each.region) for number, each in found if each.region),
        )

    def _advice(self, number: int, checked: CheckedFinding) -> Advice:
        finding, dismissal = checked.finding, checked.dismissal
        open_still = dismissal is None and finding.severity != Severity.NOTE
        others = finding.dismisser if open_still else Dismisser.AUTHOR
        return Advice(
            number=number,
            key=finding.key,
            severity=finding.severity,
            severity_words=_FOR_OTHERS.get(others, SEVERITIES[finding.severity]),
            matched=finding.matched,
            start=finding.span[0] if finding.span else 0,
            in_a_field=_in_a_field(finding),
            place=_place(finding.region),
            message=finding.message,
            remedy=finding.remedy,
            clause=gettext("{policy}, version {version}, clause {clause}").format(
                policy=finding.policy_title,
                version=finding.policy_version,
                clause=finding.clause_number,
            ),
            quote=finding.clause_text,
            fixes=_fixes(finding) if dismissal is None else (),
            way=_WAYS.get(finding.rule),
            dismissable=open_still and finding.dismisser is Dismisser.AUTHOR,
            excuses=finding.excuses,
            others_decide=OTHERS_DECIDE.get(others, ""),
            set_aside=f"{dismissal.by.name}: “{dismissal.reason}”" if dismissal else "",
            may_take_back=dismissal is not None and dismissal.by_id == self.post.author_id,
            stands_in_the_way=checked.stops_submission,
        )


def advise(post: Post, *, device: Device | None = None) -> Advised:
    """The draft as it is saved, against the policy in force today."""
    asked = drafting(post, device=device)
    try:
        found: Checked = checks.check(post, asked)
    except NoPolicy as missing:
        return Advised(post, (), problem=str(missing))
    return Advised(post, tuple(_asked_already(found)), found.ruleset, _obstacles(found, asked.day))


def _obstacles(found: Checked, day: date) -> tuple[Obstacle, ...]:
    """Told from what the rules were told: both ask whether the author agreed and is trained."""
    process = found.facts.process
    if process is None:
        raise TypeError("A draft is checked with how it is made.")
    return standing.obstacles_known(
        found.ruleset, agreed=process.agreed, counts_until=process.trained_until, day=day
    )


def _asked_already(found: Checked) -> Iterator[CheckedFinding]:
    """Without those about who is in a photo of which nobody has said that yet: the page asks it,
    and nothing is sent before it is answered.
    """
    unsaid = {photo.picture for photo in found.facts.photos if photo.shows_pupils is None}
    for one in found.findings:
        if one.finding.where not in unsaid or one.finding.rule not in _ABOUT_WHO:
            yield one


def _place(region: Region | None) -> str:
    if region is None:
        return ""
    return gettext("In the picture: {place}.").format(place=regions.in_words(region))


def _in_a_field(finding: Finding) -> bool:
    return finding.where == TEXT or finding.where.startswith("alt:")


def _fixes(finding: Finding) -> tuple[FixShown, ...]:
    """None where the writing is in a picture or a file's name: nothing here can change it."""
    if not _in_a_field(finding):
        return ()
    return tuple(
        FixShown(f"{finding.key} {index}", fix.label) for index, fix in enumerate(finding.fixes)
    )
