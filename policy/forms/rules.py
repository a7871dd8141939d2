"""Setting a rule: its fields are made from the options the rule itself names."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.engine import DISMISSER, Option, Severity, defaults
from policy.option_values import LARGEST_NUMBER, LONGEST_TEXT, needed, problem
from policy.option_words import words_for
from policy.rules import LOOK_AT_NO_POST

SEVERITIES = [
    (Severity.BLOCK.value, _("Stops the post")),
    (Severity.WARN.value, _("Asks the author for a reason")),
    (Severity.NOTE.value, _("Only reminds")),
]


class _Several(forms.MultipleChoiceField):
    """Tick boxes for an option that keeps its answers in one text, with spaces between them."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value))


class RuleForm(forms.Form):
    """How a rule enforces a clause: severity, who may set it aside, the rule's own options.

    A rule that looks at no post has no severity, nothing to set aside, and is kept as a note.
    """

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    severity = forms.TypedChoiceField(
        label=_("What happens"),
        choices=SEVERITIES,
        coerce=Severity,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens when a post breaks this clause.")},
    )

    def __init__(self, *args: Any, rule: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule, self.options = rule, defaults(rule)
        if rule in LOOK_AT_NO_POST:
            del self.fields["severity"], self.options[DISMISSER]
        for name, default in self.options.items():
            self.fields[name] = _field(rule, name, default)

    def clean(self) -> None:
        for name in self.options.keys() & self.cleaned_data.keys():
            wrong = problem(self.rule, name, self.cleaned_data[name])
            if wrong:
                self.add_error(name, wrong)

    def chosen(self) -> dict[str, Any]:
        """What the action asks for: revision, severity, and all options of the rule."""
        options: dict[str, Option] = {name: self.cleaned_data[name] for name in self.options}
        severity = self.cleaned_data.get("severity", Severity.NOTE)
        return {
            "revision": self.cleaned_data["revision"],
            "severity": severity,
            "options": options,
        }


def _field(rule: str, name: str, default: Option) -> forms.Field:
    words = words_for(rule, name)
    if isinstance(default, bool):
        return forms.BooleanField(label=words.label, required=False, initial=default)
    if isinstance(default, int):
        return forms.IntegerField(
            label=words.label,
            initial=default,
            min_value=0,
            max_value=LARGEST_NUMBER,
            error_messages={
                "required": gettext("Give a number; the usual one is {usual}.").format(
                    usual=default
                )
            },
        )
    if words.several:
        return _Several(
            label=words.label,
            choices=list(words.choices.items()),
            initial=default,
            required=False,
        )
    if words.choices:
        return forms.ChoiceField(
            label=words.label,
            choices=list(words.choices.items()),
            initial=default,
            required=name != DISMISSER,
        )
    usual = gettext("Give this; the usual one is {usual}.").format(usual=default)
    if words.lines:
        usual = gettext("Give at least one.")
    return forms.CharField(
        label=words.label,
        initial=default,
        required=needed(rule, name),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}) if words.lines else forms.TextInput,
        error_messages={"required": usual},
    )
