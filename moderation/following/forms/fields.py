"""Fields that several forms about following share."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.following import handles
from schoolsocial.words import Words
from schoolsocial.x.models import Account

_WRONG = _("Write its name on X, such as @NASA, or the link to its page.")
_NOBODY = _("No account was named. Write one name on X in each line, such as @NASA.")
_REASON_ERRORS: dict[str, Words] = {
    "required": _("Please say why: it is kept with the record."),
    "max_length": _("Please keep it under 500 characters; it has %(show_value)d."),
}


class HandleField(forms.CharField):
    """One account on X; the cleaned value is its handle without the @."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {"required": _WRONG})
        super().__init__(max_length=200, **options)

    def clean(self, value: object) -> str:
        typed = str(super().clean(value))
        handle = handles.one(typed)
        if typed and not handle:
            raise forms.ValidationError(_WRONG)
        return handle


class HandlesField(forms.CharField):
    """Many accounts, pasted; the cleaned value is a list of handles, each once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=handles.LONGEST_LIST,
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={"required": _NOBODY},
            **options,
        )

    def clean(self, value: object) -> Any:
        found = handles.listed(str(super().clean(value)))
        if not found:
            raise forms.ValidationError(_NOBODY)
        return found


class AccountForm(forms.Form):
    """A form about one of ``accounts``, of which the first is chosen already."""

    account = forms.TypedChoiceField(
        label=_("Account of the school"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the account.")),
    )

    def __init__(self, *args: Any, accounts: Sequence[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        by_id = {str(one.pk): one for one in accounts}
        field = cast("forms.TypedChoiceField", self.fields["account"])
        field.choices = [(pk, f"@{one.handle}") for pk, one in by_id.items()]
        field.coerce = by_id.__getitem__
        if len(by_id) == 1:
            field.initial = next(iter(by_id))


def reason(label: Words) -> forms.CharField:
    """Why; kept with the record."""
    return forms.CharField(
        label=label,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_REASON_ERRORS,
    )
