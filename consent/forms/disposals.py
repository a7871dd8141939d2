"""How long things are kept."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from consent.models.disposals import MOST_MONTHS

_BOUNDS = [MinValueValidator(1), MaxValueValidator(MOST_MONTHS)]


class RetentionForm(forms.Form):
    """Both figures come from the school's own retention schedule."""

    leaver_months = forms.IntegerField(
        label=_("Months to keep the entry of a child after the last day"),
        help_text=_("What was answered about photos is kept longer, without a name."),
        validators=_BOUNDS,
    )
    picture_months = forms.IntegerField(
        label=_("Months to keep a photo that is in no post"),
        help_text=_("Counted from the day it was added. A photo in a draft or a post on X stays."),
        validators=_BOUNDS,
    )
