"""One child for the office: how every purpose stands, and everything that was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from consent import academic_year
from consent.actions import purposes
from consent.forms.replies import PaperForm, ReplyForm
from consent.marks import Mark, mark_of
from consent.models import Consent, ConsentDocument, Guardianship, Pupil, Purpose
from consent.presenters import choosing, said
from consent.presenters.choosing import Choice
from consent.queries import answers as queries
from consent.queries.showing import standings
from consent.standing import Reason, Standing
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Stands:
    """One purpose: its mark, its sentence, its limits in words."""

    purpose: Purpose
    mark: Mark
    sentence: Words
    limits: str
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class Given:
    """One answer in the history."""

    purpose: str
    answer: str
    giver: str
    day: date
    method: Words
    recorder: str
    recorded: str
    papers: tuple[ConsentDocument, ...]
    is_withdrawal: bool


@dataclass(frozen=True, slots=True)
class Carer:
    held: Guardianship
    words: str
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One purpose to answer on the form; ``field`` names its controls."""

    purpose: Purpose
    prefix: str
    choices: tuple[Choice, ...]
    limits: tuple[Choice, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A form being filled in; empty where nobody has begun."""

    paper: PaperForm
    replies: Mapping[str, ReplyForm]
    who: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ChildPage:
    pupil: Pupil
    year: str
    not_published: bool
    has_left: bool
    stands: tuple[Stands, ...]
    history: tuple[Given, ...]
    carers: tuple[Carer, ...]
    asked: tuple[Asked, ...]
    who: tuple[Choice, ...]
    typed: Typed


def present(pupil: Pupil, typed: Typed, day: date) -> ChildPage:
    """Everything the office knows of the child. That it is protected shows; who said so, or why,
    is asked of no query here.
    """
    asked = [purpose for purpose in purposes.of(pupil.school) if purpose.is_asked]
    found = standings([pupil.pk], [purpose.code for purpose in asked], day=day)
    standing = {purpose: found[purpose.code][pupil.pk] for purpose in asked}
    reasons = {one.reason for one in standing.values()}
    carers = queries.carers([pupil.pk])[pupil.pk]
    return ChildPage(
        pupil=pupil,
        year=academic_year.spoken(academic_year.academic_year(day)),
        not_published=Reason.DO_NOT_PUBLISH in reasons,
        has_left=Reason.LEFT in reasons,
        stands=tuple(_stands(purpose, one) for purpose, one in standing.items()),
        history=tuple(map(_given, queries.history(pupil))),
        carers=tuple(map(_carer, carers)),
        asked=tuple(_asked(purpose, typed.replies.get(purpose.code)) for purpose in asked),
        who=choosing.who(carers, typed.who),
        typed=typed,
    )


def _stands(purpose: Purpose, standing: Standing) -> Stands:
    return Stands(
        purpose=purpose,
        mark=mark_of(standing),
        sentence=standing.sentence,
        limits=said.limits_in_words(standing.limits),
        is_conflict=standing.is_conflict,
    )


def _given(consent: Consent) -> Given:
    return Given(
        purpose=consent.purpose.name,
        answer=said.answered(consent),
        giver=said.giver(consent),
        day=consent.given_on,
        method=Consent.Method(consent.method).label,
        recorder=said.recorder(consent),
        recorded=said.when(consent.recorded_at),
        papers=tuple(consent.documents.all()),
        is_withdrawal=consent.is_withdrawal,
    )


def _carer(held: Guardianship) -> Carer:
    guardian = held.guardian
    return Carer(held, said.carer(held), tuple(filter(None, (guardian.email, guardian.phone))))


def _asked(purpose: Purpose, form: ReplyForm | None) -> Asked:
    answer = str(form["answer"].value() or "") if form else ""
    limits = form["limits"].value() or [] if form else []
    errors = [str(error) for found in form.errors.values() for error in found] if form else []
    return Asked(
        purpose=purpose,
        prefix=purpose.code,
        choices=choosing.answers(answer),
        limits=choosing.limits(limits),
        errors=tuple(errors),
    )
