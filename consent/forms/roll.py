from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.models import RollImport, SchoolClass
from consent.queries.new_year import Group
from consent.roll import contact_columns, upn, years
from consent.roll.columns import CONTACT_FIELDS, LABELS, Field, names_a_child, squeeze
from schoolsocial.words import Words

UNUSED = ""
OTHER_YEARS = ("E1", "E2", "X")


class UploadForm(forms.Form):
    """A file with the roll."""

    file = forms.FileField(
        label=_("File from your MIS"),
        help_text=_(
            "CSV or Excel (.csv, .xlsx, .xls, .ods), as SIMS, Arbor, Bromcom or "
            "ScholarPack export it. Columns may be in any order; what is not needed is "
            "ignored."
        ),
        error_messages={
            "required": _("Choose the file you exported from your MIS."),
            "empty": _("This file is empty. Export the list of pupils again."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.ods"}),
    )


class ColumnsForm(forms.Form):
    """What each column of a file is, and whom the file covers."""

    covers = forms.ChoiceField(
        choices=RollImport.Covers.choices,
        widget=forms.RadioSelect,
        label=_("Whom does this file cover?"),
        help_text=_("A leaving date in the file makes a leaver either way."),
    )

    def __init__(
        self, *args: Any, header: Sequence[str], mapping: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        shown = list(dict.fromkeys(name for name in header if squeeze(name)))
        choices = [(UNUSED, gettext("Not in this file")), *((name, name) for name in shown)]
        used = max((contact_columns.parted(key)[1] for key in mapping), default=1)
        self.contacts = range(1, min(used + 1, contact_columns.MOST) + 1)
        for key in self._keys():
            self.fields[key] = forms.ChoiceField(
                choices=choices,
                required=False,
                label=LABELS[Field(contact_columns.parted(key)[0])],
                initial=mapping.get(key, UNUSED),
                widget=forms.Select(),
            )

    def clean(self) -> dict[str, Any]:
        """Somebody is named, and no column is two things."""
        cleaned: dict[str, Any] = super().clean() or {}
        taken = {key: cleaned[key] for key in self._keys() if cleaned.get(key)}
        if not names_a_child(dict.fromkeys(taken, 0)):
            raise forms.ValidationError(gettext("Say which column holds the children's names."))
        twice = {name for name in taken.values() if list(taken.values()).count(name) > 1}
        if twice:
            raise forms.ValidationError(
                gettext("“{column}” is chosen twice. A column can be one thing only.").format(
                    column=min(twice)
                )
            )
        return cleaned

    def chosen(self) -> dict[str, str]:
        """The column of each field that has one."""
        return {key: self.cleaned_data[key] for key in self._keys() if self.cleaned_data[key]}

    def pupil_fields(self) -> list[forms.BoundField]:
        """The columns about the child itself."""
        return [self[field.value] for field in Field if field not in CONTACT_FIELDS]

    def contact_fields(self) -> list[forms.BoundField]:
        """The columns about the first parent or carer."""
        return self._of_contact(1)

    def further_contacts(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """Each later contact of a row with its columns, and whether the file has any of them."""
        found = [(number, self._of_contact(number)) for number in self.contacts if number > 1]
        return [(number, fields, any(one.value() for one in fields)) for number, fields in found]

    def _of_contact(self, number: int) -> list[forms.BoundField]:
        keys = (contact_columns.key(field, number) for field in Field if field in CONTACT_FIELDS)
        return [self[key] for key in keys]

    def _keys(self) -> Iterator[str]:
        """The code of each column that can be chosen."""
        yield from Field
        for number in self.contacts[1:]:
            for field in Field:
                if field in CONTACT_FIELDS:
                    yield contact_columns.key(field, number)


def _name(label: Words, help_text: Words = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(max_length=80, label=label, help_text=help_text, required=required)


def _years() -> list[tuple[str, str]]:
    known = [(year, years.in_words(year)) for year in (*years.LADDER, *OTHER_YEARS)]
    return [("", gettext("Not known")), *known]


class PupilForm(forms.Form):
    """A child's entry, to be put right."""

    field_order = (
        "legal_forename",
        "legal_surname",
        "preferred_forename",
        "preferred_surname",
        "school_class",
    )

    legal_forename = _name(_("Legal forename"), required=True)
    legal_surname = _name(_("Legal surname"))
    preferred_forename = _name(_("Preferred forename"), _("Where it differs from the legal one."))
    preferred_surname = _name(_("Preferred surname"), _("Where it differs from the legal one."))
    year_group = forms.ChoiceField(
        required=False,
        label=_("Year group"),
        choices=_years,
    )
    born_on = forms.DateField(
        required=False,
        label=_("Date of birth"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    admission_number = forms.CharField(max_length=20, label=_("Admission number"))
    upn = forms.CharField(max_length=20, label="UPN", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, classes: QuerySet[SchoolClass], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["school_class"] = forms.ModelChoiceField(
            queryset=classes,
            required=False,
            label=gettext("Class"),
            empty_label=gettext("No class"),
        )
        self.order_fields(self.field_order)

    def clean_upn(self) -> str:
        """Tidy; a wrong one is kept as the MIS has it, so it is not refused here either."""
        tidy = upn.tidy(self.cleaned_data["upn"])
        if len(tidy) > upn.LENGTH:
            raise forms.ValidationError(
                gettext("A UPN has {number} letters and digits.").format(number=upn.LENGTH)
            )
        return tidy


class LeftForm(forms.Form):
    """A child's last day."""

    last_day = forms.DateField(
        label=_("Last day at the school"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the child's last day at the school.")},
    )


class BackForm(forms.Form):
    """Whether a child came back, or never left."""

    BACK, MISTAKE = "back", "mistake"

    how = forms.ChoiceField(
        label=_("What happened?"),
        widget=forms.RadioSelect,
        choices=[
            (BACK, _("The child has come back. The family is asked for consent again.")),
            (MISTAKE, _("The child never left. Its answers count as before.")),
        ],
        error_messages={"required": _("Say what happened.")},
    )


class NewYearForm(forms.Form):
    """This year's class of each group of last year's."""

    year_six_leaves = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Year 6 has left the school"),
        help_text=_("Untick it in a school that goes on after Year 6."),
    )

    def __init__(self, *args: Any, groups: Sequence[Group], **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = groups
        for group in groups:
            self.fields[group.key] = forms.CharField(
                required=False,
                max_length=40,
                label=gettext("New class of {former}").format(former=group.spoken),
                initial=group.suggestion,
            )

    def classes(self) -> dict[str, str]:
        """The new class of each group's key; without the groups that came up since it was shown."""
        shown = [group.key for group in self.groups if group.key in self.data]
        return {key: self.cleaned_data[key].strip() for key in shown}

    def lines(self) -> list[tuple[Group, forms.BoundField]]:
        """Each group with its field."""
        return [(group, self[group.key]) for group in self.groups]
