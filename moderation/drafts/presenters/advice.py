"""What the policy says of a draft, for its author: beside the words, with what to do."""

from dataclasses import dataclass

from moderation.drafts import checks
from moderation.drafts.checks import CheckedFinding
from moderation.drafts.models import Post
from moderation.drafts.presenters.words import Segment, marked
from moderation.drafts.process import drafting
from policy.facts import Device
from policy.findings import Dismisser, Severity
from policy.queries import NoPolicy

_SEVERITIES = {
    Severity.BLOCK: "This stops the post",
    Severity.WARN: "Change this, or say why it may stay",
    Severity.NOTE: "Worth a thought",
}
_SPEAK_OF_A_CHILD = frozenset({"pupil-full-name", "pupil-name-with-photo", "individual-target"})


@dataclass(frozen=True, slots=True)
class Advice:
    """One finding; ``start`` is where its words begin, in code points.

    ``may_be_public_figure`` offers that reason by one tap.
    """

    number: int
    key: str
    severity: str
    severity_words: str
    matched: str
    start: int
    message: str
    remedy: str
    clause: str
    quote: str
    dismissable: bool
    set_aside: str
    stands_in_the_way: bool
    may_be_public_figure: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The text or one description, cut where findings speak of it. ``where`` as in the rules."""

    where: str
    segments: tuple[Segment, ...]
    advice: tuple[Advice, ...]

    @property
    def marks_words(self) -> bool:
        """Whether any finding speaks of particular words here."""
        return any(segment.numbers for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Advised:
    """All that is said of a draft; ``problem`` tells why nothing could be checked."""

    checked: tuple[CheckedFinding, ...]
    problem: str = ""

    def passage(self, where: str, text: str) -> Passage:
        """What is said of one place."""
        here = [
            (number, one)
            for number, one in enumerate(self.checked, 1)
            if one.finding.where == where
        ]
        spans = [(number, one.finding.span) for number, one in here if one.finding.span]
        return Passage(
            where=where,
            segments=marked(text, spans),
            advice=tuple(_advice(number, one) for number, one in here),
        )

    @property
    def standing(self) -> tuple[Advice, ...]:
        """What must be changed or set aside before the draft may go on."""
        numbered = enumerate(self.checked, 1)
        return tuple(_advice(number, one) for number, one in numbered if one.stops_submission)


def advise(post: Post, *, device: Device | None = None) -> Advised:
    """The draft as it is saved, against the policy in force today."""
    try:
        return Advised(checks.findings_of(post, drafting(post, device=device)))
    except NoPolicy as missing:
        return Advised((), str(missing))


def _advice(number: int, checked: CheckedFinding) -> Advice:
    finding, dismissal = checked.finding, checked.dismissal
    open_warning = finding.dismisser is Dismisser.AUTHOR and dismissal is None
    return Advice(
        number=number,
        key=finding.key,
        severity=finding.severity,
        severity_words=_SEVERITIES[finding.severity],
        matched=finding.matched,
        start=finding.span[0] if finding.span else 0,
        message=finding.message,
        remedy=finding.remedy,
        clause=f"{finding.policy_title}, version {finding.policy_version}, "
        f"clause {finding.clause_number}",
        quote=finding.clause_text,
        dismissable=open_warning and finding.severity != Severity.NOTE,
        set_aside=f"{dismissal.by.name}: “{dismissal.reason}”" if dismissal else "",
        stands_in_the_way=checked.stops_submission,
        may_be_public_figure=open_warning and finding.rule in _SPEAK_OF_A_CHILD,
    )
