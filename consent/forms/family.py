"""What a family types and ticks. The forms speak the family's language; they never save."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from consent.actions.replies import Choice
from consent.languages import Language
from consent.models import Answer, Limit, Purpose
from consent.queries.families import Child
from consent.queries.own_answers import Own

_CENTURY, _TWO_DIGITS = 2000, 99
_DIGITS = 4


class BirthdayForm(forms.Form):
    """A date of birth in three fields: no calendar to leaf through, the same in every language."""

    use_required_attribute = False

    day = forms.CharField(required=False)
    month = forms.CharField(required=False)
    year = forms.CharField(required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, language: Language) -> None:
        super().__init__(data)
        self.language = language
        self.born_on: date | None = None
        for name, field in self.fields.items():
            field.label = language.say(name)
            attributes = {"inputmode": "numeric", "autocomplete": "off", "maxlength": _DIGITS}
            field.widget = forms.TextInput(attrs=attributes)

    def clean(self) -> dict[str, Any]:
        try:
            day, month, year = (int(self.cleaned_data[name]) for name in ("day", "month", "year"))
            self.born_on = date(year if year > _TWO_DIGITS else year + _CENTURY, month, day)
        except (KeyError, ValueError, OverflowError):
            self.add_error(None, self.language.say("check_missing"))
        return self.cleaned_data


Standing = Mapping[tuple[int, str], Own]
"""Answers by pupil and purpose."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one child, and the names of its two fields."""

    child: Child
    purpose: Purpose

    @property
    def answer(self) -> str:
        return f"answer-{self.child.pupil.pk}-{self.purpose.code}"

    @property
    def place(self) -> tuple[int, str]:
        return self.child.pupil.pk, self.purpose.code

    @property
    def limits(self) -> str:
        return f"limits-{self.child.pupil.pk}-{self.purpose.code}"


def objection(child: Child) -> str:
    """The name of the field that says no for a child without parental responsibility."""
    return f"object-{child.pupil.pk}"


class AnswersForm(forms.Form):
    """An answer for each child and purpose. Nothing is ticked but what the family said before."""

    use_required_attribute = False

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        language: Language,
        children: Sequence[Child],
        purposes: Sequence[Purpose],
        standing: Standing,
        seen: int,
        recorded: Standing | None = None,
        ticked: Collection[str] = (),
    ) -> None:
        """``recorded`` are answers that came in between, to be shown beside what was typed;
        ``ticked`` are objections that were typed.
        """
        super().__init__(data, initial={"seen": seen})
        self.language, self.standing, self.recorded = language, standing, recorded or {}
        self.questions = [
            Asked(child, purpose) for child in children if child.may_consent for purpose in purposes
        ]
        for one in self.questions:
            own = standing.get(one.place)
            self.fields[one.answer] = self._answer(own)
            self.fields[one.limits] = self._limits(own)
        self.objections = self._objections(children, purposes)
        for name, (child, _purposes) in self.objections.items():
            label = language.say("object", child=child.first_name)
            self.fields[name] = forms.BooleanField(
                label=label, required=False, initial=name in ticked
            )

    def clean(self) -> dict[str, Any]:
        for one in self.questions:
            answer = self.cleaned_data.get(one.answer)
            limits = self.cleaned_data.get(one.limits) or []
            if answer == Answer.LIMITED and not limits:
                self.add_error(one.answer, self.language.say("missing_limits"))
            elif answer == Answer.YES and limits:
                self.add_error(one.answer, self.language.say("contrary"))
        return self.cleaned_data

    def typed(self) -> Standing:
        """What was sent, finished or not, as it would be shown again."""
        return dict(self.standing) | {
            one.place: Own(
                self.data.get(one.answer, ""),
                frozenset(self.data.getlist(one.limits)),  # type: ignore[attr-defined]
            )
            for one in self.questions
        }

    def ticked(self) -> frozenset[str]:
        """The objections that were sent, finished or not."""
        return frozenset(name for name in self.objections if self.data.get(name))

    def choices(self) -> list[Choice]:
        """What was chosen, once the form is valid; a no needs no limits."""
        return list(self._choices())

    def _choices(self) -> Iterator[Choice]:
        for one in self.questions:
            answer = Answer(self.cleaned_data[one.answer])
            limits = self.cleaned_data[one.limits] if answer == Answer.LIMITED else ()
            yield Choice(one.child.pupil, one.purpose, answer, frozenset(limits))
        for name, (child, purposes) in self.objections.items():
            if self.cleaned_data[name]:
                yield from (Choice(child.pupil, one, Answer.NO) for one in purposes)

    def _objections(
        self, children: Sequence[Child], purposes: Sequence[Purpose]
    ) -> dict[str, tuple[Child, list[Purpose]]]:
        """Of each child whom this person cannot consent for: what they have not said no to yet."""
        left = {
            child: [one for one in purposes if (child.pupil.pk, one.code) not in self.standing]
            for child in children
            if not child.may_consent
        }
        return {objection(child): (child, some) for child, some in left.items() if some}

    def _answer(self, own: Own | None) -> forms.ChoiceField:
        missing = self.language.say("missing_answer")
        return forms.ChoiceField(
            choices=[(one.value, self.language.say(one.value)) for one in Answer],
            widget=forms.RadioSelect,
            initial=own.answer if own else None,
            error_messages={"required": missing, "invalid_choice": missing},
        )

    def _limits(self, own: Own | None) -> forms.MultipleChoiceField:
        return forms.MultipleChoiceField(
            choices=[(one.value, self.language.say(one.value)) for one in Limit],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=sorted(own.limits) if own else [],
        )
