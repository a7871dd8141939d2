"""What an author sends. Forms read and check; they never save."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from consent.pictures import Reason
from moderation.drafts.actions.composing import Description, Said, Sheet, Words
from moderation.drafts.actions.drafts import MAX_TEXT
from moderation.drafts.actions.photos import MAX_ALT_TEXT
from schoolsocial.accounts.models import School
from schoolsocial.x.models import Account

YES, NO, UNSAID = "yes", "no", ""
WHO = [(YES, "Pupils"), (NO, "No pupils")]
PUBLIC_FIGURE = "A public figure or a character, not a pupil"

_OUT_OF_DATE = "The page was out of date. Please read the draft again and save once more."


class Prose(forms.CharField):
    """Text as a person typed it: blanks kept, every line ending a single newline."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, strip=False, **options)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class StartForm(forms.Form):
    """For which of the school's accounts a draft is."""

    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        queryset=None,
        label="For which account?",
        empty_label=None,
        error_messages={
            "required": "Choose the account it is for.",
            "invalid_choice": "Choose one of the school's accounts.",
        },
    )

    def __init__(self, school: School, data: Any = None) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[Account]", self.fields["account"])
        field.queryset = accounts_of(school)


def accounts_of(school: School) -> QuerySet[Account]:
    """The accounts a draft may be for, the school's own first."""
    return school.accounts.exclude(access_token=b"").order_by("kind", "handle")


class WordsForm(forms.Form):
    """The text with the revision it stood on; ``over`` is the other window's, written over."""

    text = Prose(
        max_length=MAX_TEXT,
        error_messages={
            "max_length": "That is %(show_value)d characters. A post has room for 280: "
            "please shorten it. The draft is as it was last saved."
        },
    )
    revision = forms.IntegerField(
        min_value=0,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), _OUT_OF_DATE),
    )
    over = forms.IntegerField(min_value=0, required=False)

    def words(self) -> Words:
        cleaned = self.cleaned_data
        stood_on = cleaned["revision"] if cleaned["over"] is None else cleaned["over"]
        return Words(cleaned["text"], stood_on)


class DescriptionForm(forms.Form):
    """What is said of one picture, and in ``shown_…`` what the window was shown of it."""

    alt_text = Prose(
        max_length=MAX_ALT_TEXT,
        error_messages={
            "max_length": "A description has %(show_value)d characters and X takes 1,000. "
            "Please shorten it."
        },
    )
    shows_pupils = forms.ChoiceField(choices=[(UNSAID, "Not said"), *WHO], required=False)
    shown_alt_text = Prose()
    shown_shows_pupils = forms.ChoiceField(choices=[(UNSAID, "Not said"), *WHO], required=False)

    def description(self, placed: int, *, insist: bool) -> Description:
        cleaned = self.cleaned_data
        return Description(
            placed=placed,
            said=Said(cleaned["alt_text"], _told(cleaned["shows_pupils"])),
            shown=Said(cleaned["shown_alt_text"], _told(cleaned["shown_shows_pupils"])),
            insist=insist,
        )


class DismissalForm(forms.Form):
    """Which finding is set aside, and why: in words, or by the one tap for a public figure."""

    key = forms.CharField(required=False)
    public_figure = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """``key`` and ``reason``; the reason's field bears the finding's key in its name."""
        cleaned = super().clean() or {}
        if cleaned.get("public_figure"):
            return {"key": cleaned["public_figure"], "reason": PUBLIC_FIGURE}
        key = cleaned.get("key", "")
        return {"key": key, "reason": self._reason(key)}

    def problem(self) -> str:
        """What cannot be read, in a sentence."""
        return next(str(one) for errors in self.errors.values() for one in errors)

    def _reason(self, key: str) -> str:
        written = cast("QueryDict", self.data).getlist(f"reason-{key}")
        reason = next((str(one).strip() for one in written if str(one).strip()), "")
        ProhibitNullCharactersValidator()(reason)
        return reason


class WishForm(forms.Form):
    """When the author would like it to go out; ``chosen`` is one of two around a clock change."""

    wall_time = forms.CharField(required=False)
    chosen = forms.CharField(required=False)

    def wished(self) -> str:
        """What was entered for ``wall_clock`` to read, empty for as soon as possible."""
        return str(self["chosen"].value() or self["wall_time"].value() or "").strip()


class ComposeForm:
    """Everything the compose page sends in one go, of which any part may be missing."""

    def __init__(self, request: HttpRequest, placed: Iterable[int]) -> None:
        self._request = request
        self.words = WordsForm(request.POST) if "text" in request.POST else None
        self.descriptions = {
            pk: DescriptionForm(request.POST, prefix=prefix_of(pk))
            for pk in placed
            if f"{prefix_of(pk)}-alt_text" in request.POST
        }

    def sheet(self) -> Sheet:
        """The parts that can be read as they should be."""
        words = self.words
        return Sheet(
            words=words.words() if words and words.is_valid() else None,
            descriptions=tuple(
                form.description(pk, insist=self._request.POST.get("insist") == str(pk))
                for pk, form in self.descriptions.items()
                if form.is_valid()
            ),
            uploads=tuple(self._uploads()),
        )

    def problems(self) -> list[str]:
        """A sentence for each part that could not be read."""
        bound = [*([self.words] if self.words else []), *self.descriptions.values()]
        sentences = [
            str(one) for form in bound for errors in form.errors.values() for one in errors
        ]
        if self._request.META.get("UPLOAD_TOO_HEAVY"):
            sentences.append(Reason.TOO_HEAVY.sentence)
        return sentences

    def typed(self) -> str | None:
        """The text as it was typed, whatever became of it."""
        return str(self.words["text"].value() or "").replace("\r\n", "\n") if self.words else None

    def revision(self) -> int:
        """The revision the window stood on; 0 where it did not say."""
        return self.words.cleaned_data.get("revision") or 0 if self.words else 0

    def shown_of(self, placed: int) -> Said:
        """What the window was shown of a picture."""
        return self.descriptions[placed].description(placed, insist=False).shown

    def typed_of(self, placed: int) -> Said | None:
        """What was said of a picture, whatever became of it."""
        form = self.descriptions.get(placed)
        if form is None:
            return None
        alt_text = str(form["alt_text"].value() or "").replace("\r\n", "\n")
        return Said(alt_text, _told(str(form["shows_pupils"].value() or "")))

    def _uploads(self) -> "Iterator[UploadedFile[bytes]]":
        yield from cast("list[UploadedFile[bytes]]", self._request.FILES.getlist("photos"))


def prefix_of(placed: int) -> str:
    """What the fields of a picture's description begin with."""
    return f"photo-{placed}"


def _told(value: str) -> bool | None:
    return {YES: True, NO: False}.get(value)
