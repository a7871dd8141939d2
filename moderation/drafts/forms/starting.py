"""What a draft begins with. Forms read and check; they never save."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from policy import ready_messages
from policy.facts import PostKind
from policy.ready_messages import ReadyMessage
from schoolsocial.accounts.models import Person, School
from schoolsocial.x.models import Account


class StartForm(forms.Form):
    """For which of the school's accounts a draft is, and which ready words it starts from."""

    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        queryset=None,
        label=_("For which account?"),
        empty_label=None,
        error_messages={
            "required": _("Choose the account it is for."),
            "invalid_choice": _("Choose one of the school's accounts."),
        },
    )
    message = forms.ChoiceField(
        choices=[(message.id, message.text) for message in ready_messages.EVERY],
        required=False,
        error_messages={"invalid_choice": _("That text is no longer here. Choose another.")},
    )

    def __init__(self, school: School, author: Person, data: Any = None) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[Account]", self.fields["account"])
        field.queryset = accounts_of(school, author)

    def beginning(self) -> dict[str, Any]:
        """Account, kind and first words, as ``drafts.start`` takes them."""
        chosen: ReadyMessage | None = ready_messages.BY_ID.get(self.cleaned_data["message"])
        return {
            "account": self.cleaned_data["account"],
            "kind": chosen.kind if chosen else PostKind.ORDINARY,
            "text": chosen.text if chosen else "",
        }


class LibraryForm(forms.Form):
    """Which of the ready messages to show."""

    audience = forms.ChoiceField(
        choices=[("", _("Everybody")), *ready_messages.AUDIENCES.items()],
        required=False,
        label=_("For whom?"),
    )
    topic = forms.ChoiceField(
        choices=[("", _("Everything")), *ready_messages.TOPICS.items()],
        required=False,
        label=_("About what?"),
    )

    def found(self) -> tuple[ReadyMessage, ...]:
        """The messages asked for; a word nobody knows asks for all of them."""
        self.is_valid()
        cleaned = self.cleaned_data
        return ready_messages.online_safety(
            audience=cleaned.get("audience", ""), topic=cleaned.get("topic", "")
        )


def accounts_of(school: School, author: Person) -> QuerySet[Account]:
    """The accounts this author's drafts may be for, the school's own first."""
    return school.accounts.reachable().open_to(author).by_kind()
