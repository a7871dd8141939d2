"""What is sent to the pages of the library. Forms read and check; they never save."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models.library import MOST_DAYS, MOST_MONTHS

SHELVED, ENDING, ENDED, RETIRED = "", "ending", "ended", "retired"
ENDING_DAYS = 30


class SearchForm(forms.Form):
    """Which pictures to list. The words are posted, so that they stand in no address."""

    q = forms.CharField(label=_("Search"), max_length=80, required=False)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            (SHELVED, _("All in the library")),
            (ENDING, format_lazy(_("Ending within {days} days"), days=ENDING_DAYS)),
            (ENDED, _("Use-by date passed")),
            (RETIRED, _("Taken out")),
        ],
    )

    def words(self) -> str:
        """What is searched for; nothing where it can't be read."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    def shown(self) -> str:
        return self.cleaned_data.get("show", SHELVED) if self.is_valid() else SHELVED


_USE_BY = _("Use by")
_NO_DAY = {
    "required": _("Choose the last day on which it may be used."),
    "invalid": _("That is no day. Write it like 2027-08-31."),
}


def _use_by() -> forms.DateField:
    return forms.DateField(
        label=_USE_BY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_NO_DAY,
    )


class KeepForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=80,
        help_text=_("Such as “Harvest table”. No child’s name."),
        error_messages={
            "required": _("Give it a title, so that others find it."),
            "max_length": _("Make the title 80 characters or fewer."),
        },
    )
    occasion = forms.CharField(
        label=_("Class or occasion"),
        max_length=80,
        required=False,
        help_text=_("Such as “3 Oak, harvest festival”."),
        error_messages={"max_length": _("Make this 80 characters or fewer.")},
    )
    use_by = _use_by()


class ExtendForm(forms.Form):
    use_by = _use_by()


class TermsForm(forms.Form):
    """The figures of one school."""

    pupil_months = forms.IntegerField(
        label=_("Months to reuse a picture with pupils"),
        help_text=_("Never beyond 31 August: a consent counts for one academic year."),
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    other_months = forms.IntegerField(
        label=_("Months to reuse any other picture"),
        help_text=_("Never longer than the school keeps photos."),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    delete_after_days = forms.IntegerField(
        label=_("Days after the use-by date before a picture is deleted"),
        help_text=_("A picture that a post still has is not deleted."),
        validators=[MinValueValidator(0), MaxValueValidator(MOST_DAYS)],
    )
    repeat_days = forms.IntegerField(
        label=_("Tell reviewers if the same picture was posted within so many days"),
        validators=[MinValueValidator(0), MaxValueValidator(MOST_DAYS)],
    )
