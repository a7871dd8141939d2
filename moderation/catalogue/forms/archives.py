from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolsocial.x.forms.archives import ArchiveField
from schoolsocial.x.models import Account


class ArchiveForm(forms.Form):
    """The ZIP that X gave, and which of ``accounts`` it is of."""

    account = forms.TypedChoiceField(
        label=_("Account"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the account.")),
    )
    file = ArchiveField()

    def __init__(self, *args: Any, accounts: list[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        by_id = {str(one.pk): one for one in accounts}
        field = cast("forms.TypedChoiceField", self.fields["account"])
        field.choices = [(pk, f"@{one.handle}") for pk, one in by_id.items()]
        field.coerce = by_id.__getitem__
