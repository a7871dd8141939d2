"""The family page's questions and answers, in the family's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from consent import academic_year, languages
from consent.forms.family import AnswersForm, Asked, objection
from consent.languages import Language
from consent.models import FamilyLink, Purpose
from consent.queries.families import Child, Family
from consent.queries.own_answers import Own


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the language they are in: a school's own stay English."""

    words: str
    code: str
    direction: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its two fields; ``recorded`` is an answer that came in between."""

    text: Text
    answer: BoundField
    limits: BoundField
    recorded: str = ""

    @property
    def errors(self) -> bool:
        return bool(self.answer.errors or self.limits.errors)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A question to look at again, and about whom."""

    name: str
    question: Question


@dataclass(frozen=True, slots=True)
class ChildAsked:
    """The questions about one child; ``refused`` says why there are none, ``told`` what this person
    may say all the same, with the field for it if they have not said it yet.
    """

    name: str
    questions: list[Question]
    refused: str = ""
    told: str = ""
    objection: BoundField | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An answer that stands. ``key`` is what to send to take it back."""

    purpose: Text
    answer: str
    agrees: bool
    pupil: int
    code: str


@dataclass(frozen=True, slots=True)
class ChildAnswered:
    """What was answered for one child."""

    name: str
    rows: list[Row]


def asking(link: FamilyLink, family: Family, form: AnswersForm) -> dict[str, Any]:
    """The form's page, without its frame."""
    language = form.language
    year = academic_year.spoken(link.campaign.academic_year)
    children = [_asked(child, link, form) for child in family.children]
    wrong = [Wrong(child.name, one) for child in children for one in child.questions if one.errors]
    return {
        "lead": language.say("form_lead", school=link.school.name, year=year),
        "form": form,
        "children": children,
        "notice": _notice(link, language),
        "wrong": wrong,
        "missing": language.say("missing_lead", count=len(wrong)),
        "is_conflict": bool(form.recorded),
        "is_change": link.answered_at is not None,
    }


def answered(
    link: FamilyLink,
    family: Family,
    purposes: list[Purpose],
    standing: Mapping[tuple[int, str], Own],
    language: Language,
) -> dict[str, Any]:
    """The page of the answers that stand, without its frame."""
    children = [
        ChildAnswered(
            child.first_name,
            [_row(child, purpose, standing, language) for purpose in purposes],
        )
        for child in family.children
        if child.may_consent or any(pupil == child.pupil.pk for pupil, _code in standing)
    ]
    until = language.day(academic_year.last_day(link.campaign.academic_year))
    return {
        "lead": language.say("agreed_lead", until=until),
        "children": children,
        "agrees": any(row.agrees for child in children for row in child.rows),
        "has_mail": bool(link.guardian.email),
        "notice": _notice(link, language),
    }


def _asked(child: Child, link: FamilyLink, form: AnswersForm) -> ChildAsked:
    if not child.may_consent:
        return _objecting(child, form)
    questions = [_question(link, one, form) for one in form.questions if one.child is child]
    return ChildAsked(child.first_name, questions)


def _objecting(child: Child, form: AnswersForm) -> ChildAsked:
    """Whoever has no parental responsibility may say no, once."""
    name, language = child.first_name, form.language
    is_open = objection(child) in form.fields
    return ChildAsked(
        name,
        [],
        refused=language.say("not_yours", child=name),
        told=language.say("object_hint" if is_open else "objected", child=name),
        objection=form[objection(child)] if is_open else None,
    )


def _row(
    child: Child,
    purpose: Purpose,
    standing: Mapping[tuple[int, str], Own],
    language: Language,
) -> Row:
    own = standing.get((child.pupil.pk, purpose.code))
    return Row(
        purpose=_own_or_usual(purpose.name, purpose.code, "purposes", language),
        answer=_spoken(own, language),
        agrees=own is not None and own.agrees,
        pupil=child.pupil.pk,
        code=purpose.code,
    )


def _question(link: FamilyLink, one: Asked, form: AnswersForm) -> Question:
    language, code = form.language, one.purpose.code
    words = link.campaign.wording.questions[code]
    text = _own_or_usual(words, code, "questions", language)
    recorded = form.recorded.get(one.place)
    differs = recorded is not None and recorded != form.standing.get(one.place)
    said = _spoken(recorded, language) if differs else ""
    told = language.say("on_record", answer=said) if said else ""
    return Question(text, form[one.answer], form[one.limits], told)


def _spoken(own: Own | None, language: Language) -> str:
    """An answer with its limits, in a line."""
    if own is None:
        return language.say("not_answered")
    return " · ".join([language.say(own.answer), *map(language.say, sorted(own.limits))])


def _own_or_usual(words: str, code: str, table: str, language: Language) -> Text:
    """The translation, where the school uses the usual words; else its own, in English."""
    english = languages.english()
    if getattr(english, table).get(code) == words:
        return Text(getattr(language, table)[code], language.code, language.direction)
    return Text(words, english.code, english.direction)


def _notice(link: FamilyLink, language: Language) -> dict[str, str]:
    """What happens to a photo: the usual words translated, the school's own as they are."""
    usual = languages.english().notice
    written: str = link.campaign.wording.notice
    if written.startswith(usual):
        return {"usual": language.notice, "own": written.removeprefix(usual).strip()}
    return {"usual": "", "own": written}
