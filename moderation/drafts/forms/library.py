"""What is sent to the pages of the library. Forms read and check; they never save."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from moderation.drafts.models.library import MOST_DAYS, MOST_MONTHS

SHELVED, ENDING, ENDED, RETIRED = "", "ending", "ended", "retired"
ENDING_DAYS = 30


class SearchForm(forms.Form):
    """Which pictures to list. The words are posted, so that they stand in no address."""

    q = forms.CharField(label="Search", max_length=80, required=False)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            (SHELVED, "All in the library"),
            (ENDING, f"Ending within {ENDING_DAYS} days"),
            (ENDED, "Use-by date passed"),
            (RETIRED, "Taken out"),
        ],
    )

    def words(self) -> str:
        """What is searched for; nothing where it can't be read."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""

    def shown(self) -> str:
        return self.cleaned_data.get("show", SHELVED) if self.is_valid() else SHELVED


def _use_by() -> forms.DateField:
    return forms.DateField(
        label="Use by",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose the last day on which it may be used.",
            "invalid": "That is no day. Write it like 2027-08-31.",
        },
    )


class KeepForm(forms.Form):
    title = forms.CharField(
        label="Title",
        max_length=80,
        help_text="Such as “Harvest table”. No child’s name.",
        error_messages={
            "required": "Give it a title, so that others find it.",
            "max_length": "Make the title 80 characters or fewer.",
        },
    )
    occasion = forms.CharField(
        label="Class or occasion",
        max_length=80,
        required=False,
        help_text="Such as “3 Oak, harvest festival”.",
        error_messages={"max_length": "Make this 80 characters or fewer."},
    )
    use_by = _use_by()


class ExtendForm(forms.Form):
    use_by = _use_by()


class TermsForm(forms.Form):
    """The figures of one school."""

    pupil_months = forms.IntegerField(
        label="Months to reuse a picture with pupils",
        help_text="Never beyond 31 August: a consent counts for one academic year.",
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    other_months = forms.IntegerField(
        label="Months to reuse any other picture",
        help_text="Never longer than the school keeps photos.",
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    delete_after_days = forms.IntegerField(
        label="Days after the use-by date before a picture is deleted",
        help_text="A picture that a post still has is not deleted.",
        validators=[MinValueValidator(0), MaxValueValidator(MOST_DAYS)],
    )
    repeat_days = forms.IntegerField(
        label="Tell reviewers if the same picture was posted within so many days",
        validators=[MinValueValidator(0), MaxValueValidator(MOST_DAYS)],
    )
