import re
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.incidents.replies import tweet_id_in
from moderation.mentions.actions.noting import LONGEST_WORDS
from schoolsocial.accounts.models import School
from schoolsocial.x.models import Account

_WRITER = re.compile(r"/([A-Za-z0-9_]{1,15})/status(?:es)?/", re.ASCII)


class NoteForm(forms.Form):
    """Something good that somebody wrote to the school: copied, not typed from memory."""

    link = forms.CharField(
        label=_("The link of what they wrote"),
        help_text=_("On X, tap Share, then Copy link."),
        max_length=200,
        error_messages={"required": _("Paste the link of what they wrote.")},
    )
    said = forms.CharField(
        label=_("Their words"),
        help_text=_("Copy them from X as they stand there."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Copy the words from X: nobody here can look them up.")},
    )
    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        label=_("To which of our accounts?"),
        queryset=None,  # of the school, once a page is asked for
        empty_label=None,
        error_messages={"required": _("Choose an account.")},
    )

    def __init__(self, school: School, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = school.accounts.present().exclude(kind=Account.Kind.STAFF)
        field = cast("forms.ModelChoiceField[Account]", self.fields["account"])
        field.queryset = mine.order_by("handle")

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"].strip()
        if not tweet_id_in(link):
            raise forms.ValidationError(gettext("Paste the link of one post, as X copies it."))
        return link

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        link = self.cleaned_data["link"]
        writer = _WRITER.search(link)
        return {
            "account": self.cleaned_data["account"],
            "tweet_id": tweet_id_in(link),
            "handle": writer[1] if writer and writer[1] != "i" else "",
            "said": self.cleaned_data["said"],
        }
