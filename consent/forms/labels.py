"""Which labels to print, on which sheets. A form reads and checks; it never saves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from consent.label_sizes import SIZES
from consent.models import SchoolClass

LETTERS = "letters"


class LabelsForm(forms.Form):
    """For whom, on which sheets, and how many labels of the first sheet are gone."""

    field_order = ("whom",)

    size = forms.ChoiceField(
        label=_("Sheets"),
        choices=lambda: [(size.code, str(size)) for size in SIZES.values()],
        help_text=_("The number is on the packet. Print at 100 %, without fitting to the page."),
        widget=forms.Select(),
    )
    used = forms.IntegerField(
        label=_("Labels already used on the first sheet"),
        min_value=0,
        required=False,
        error_messages={
            "invalid": _("Write a number, such as 3."),
            "min_value": _("Write a number, such as 3."),
        },
    )

    def __init__(self, data: Mapping[str, Any], *, classes: Sequence[SchoolClass]) -> None:
        given = dict(data.items()) or {"whom": LETTERS, "size": next(iter(SIZES))}
        super().__init__(given)
        self.classes = {str(one.pk): one for one in classes}
        self.fields["whom"] = forms.ChoiceField(
            label=gettext("For whom"),
            choices=[
                (LETTERS, gettext("Letters not answered yet")),
                *(
                    (pk, gettext("Families of {name}").format(name=one.name))
                    for pk, one in self.classes.items()
                ),
            ],
            widget=forms.Select(),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        size, used = SIZES.get(self.cleaned_data.get("size", "")), self.cleaned_data.get("used")
        if size and used and used >= size.labels:
            told = ngettext(
                "A sheet of these has {number} label.",
                "A sheet of these has {number} labels.",
                size.labels,
            )
            self.add_error("used", told.format(number=size.labels))
        return self.cleaned_data

    def school_class(self) -> SchoolClass | None:
        """The class that was chosen; None for the families that get a letter."""
        return self.classes.get(self.cleaned_data["whom"])
