from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from policy import packs
from policy.actions.drafting import MOST_CLAUSES
from policy.set_up import pasting
from policy.set_up.points import OWN, Point
from policy.set_up.questions import POINTS

RECOMMENDED = "recommended-2026"
AS_IT_STANDS = _("As it stands now, in a way of its own")


def pack_choices() -> list[tuple[str, str]]:
    """The recommended one first, then those of schools."""
    order = sorted(packs.slugs(), key=lambda slug: (slug != RECOMMENDED, slug))
    return [(slug, _in_words(packs.load(slug))) for slug in order]


def _in_words(pack: packs.Pack) -> str:
    if pack.slug == RECOMMENDED:
        return gettext("Recommended 2026: our own wording, with safe answers to every question")
    return gettext("{title} of {school}, {year}: that school’s own words").format(
        title=pack.title, school=pack.school, year=pack.established
    )


class PackForm(forms.Form):
    """What the new version begins from."""

    pack = forms.ChoiceField(
        choices=pack_choices,
        initial=RECOMMENDED,
        widget=forms.RadioSelect,
        label=_("Begin with"),
    )


class PointsForm(forms.Form):
    """The points on which policies differ, answered as the draft answers them now."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, standing: Mapping[str, str], revision: int) -> None:
        super().__init__(data, initial={**standing, "revision": revision})
        for point in POINTS:
            self.fields[point.id] = _question(point, standing[point.id])

    def answers(self) -> dict[str, str]:
        """By the ids of the points."""
        return {point.id: self.cleaned_data[point.id] for point in POINTS}


class WordingForm(forms.Form):
    """A school's existing policy, pasted."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(max_length=120, required=False, label=_("Title of your policy"))
    text = forms.CharField(
        max_length=pasting.MAX_PASTED,
        widget=forms.Textarea(attrs={"rows": 14}),
        label=_("The text of your policy"),
        error_messages={"required": _("Paste the text, or keep the words of the draft.")},
        help_text=_(
            "Copy all of it, with its headings. Each paragraph and each bullet becomes a "
            "clause of its own."
        ),
    )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        self.clauses = pasting.split(text)
        if len(self.clauses) > MOST_CLAUSES:
            raise forms.ValidationError(
                ngettext(
                    "This text falls into {count} clause; a policy has at most {most}. Leave out "
                    "what does not belong to it.",
                    "This text falls into {count} clauses; a policy has at most {most}. Leave out "
                    "what does not belong to it.",
                    len(self.clauses),
                ).format(count=len(self.clauses), most=MOST_CLAUSES)
            )
        if not self.clauses:
            raise forms.ValidationError(
                gettext("There are no words in this text. Copy it once more.")
            )
        return text


def _question(point: Point, standing: str) -> forms.ChoiceField:
    own = [(OWN, AS_IT_STANDS)] if standing == OWN else []
    return forms.ChoiceField(
        choices=[*own, *((choice.value, choice.label) for choice in point.choices)],
        widget=forms.RadioSelect,
        label=point.question,
        help_text=point.hint,
        error_messages={"required": gettext("Choose an answer.")},
    )
