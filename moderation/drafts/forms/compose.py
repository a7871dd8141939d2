"""What an author sends. Forms read and check; they never save."""

from collections.abc import Iterable, Iterator
from typing import Any, TypedDict, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import ProhibitNullCharactersValidator
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from consent.pictures import Reason
from moderation.drafts.actions.composing import About, Sheet, Words
from moderation.drafts.actions.drafts import MAX_TEXT
from moderation.drafts.forms.photos import DescriptionForm, prefix_of
from moderation.drafts.forms.prose import Prose
from moderation.drafts.forms.trips import AboutForm
from moderation.drafts.said import Said

_OUT_OF_DATE = _("The page was out of date. Please read the draft again and save once more.")


class WordsForm(forms.Form):
    """The text with the revision it stood on; ``over`` is the other window's, written over."""

    text = Prose(
        max_length=MAX_TEXT,
        error_messages={
            "max_length": _(
                "That is %(show_value)d characters. A post has room for 280: please "
                "shorten it. The draft is as it was last saved."
            )
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


class DismissalForm(forms.Form):
    """Which finding is set aside, and why: in words, or by one tap for a ready reason.

    ``excuse`` is the finding's key, a blank and the reason.
    """

    key = forms.CharField(required=False)
    excuse = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """``key`` and ``reason``; the reason's field bears the finding's key in its name."""
        cleaned = super().clean() or {}
        if cleaned.get("excuse"):
            key, _blank, reason = cleaned["excuse"].partition(" ")
            return {"key": key, "reason": reason}
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


class FixForm(forms.Form):
    """Which change of which finding: the finding's key, a blank and the change's number from 0."""

    fix = forms.RegexField(r"^\w{1,64} \d{1,3}$", error_messages={"invalid": _OUT_OF_DATE})

    def chosen(self) -> dict[str, Any]:
        """``key`` and ``index``."""
        key, _blank, index = self.cleaned_data["fix"].partition(" ")
        return {"key": key, "index": int(index)}

    def problem(self) -> str:
        """What cannot be read, in a sentence."""
        return str(_OUT_OF_DATE)


class Wishes(TypedDict):
    """The London time wished for as it was entered, empty for as soon as possible; or whichever
    slot is free then.
    """

    wall_time: str
    wishes_slot: bool


class WishForm(forms.Form):
    """When the author would like it to go out; ``chosen`` is one of two around a clock change."""

    wall_time = forms.CharField(required=False)
    chosen = forms.CharField(required=False)
    wishes_slot = forms.BooleanField(required=False)

    def wishes(self) -> Wishes:
        """As ``submissions.submit`` takes them."""
        return {
            "wall_time": self._wall_time(),
            "wishes_slot": bool(self["wishes_slot"].value()),
        }

    def _wall_time(self) -> str:
        return str(self["chosen"].value() or self["wall_time"].value() or "").strip()


class ComposeForm:
    """Everything the compose page sends in one go, of which any part may be missing."""

    def __init__(self, request: HttpRequest, placed: Iterable[int]) -> None:
        self._request = request
        self.words = WordsForm(request.POST) if "text" in request.POST else None
        self.about = AboutForm(request.POST) if "trip" in request.POST else None
        described = any(name.endswith("-alt_text") for name in request.POST)
        self.descriptions = {
            pk: DescriptionForm(request.POST, prefix=prefix_of(pk))
            for pk in (placed if described else ())  # asked for only where it matters
            if f"{prefix_of(pk)}-alt_text" in request.POST
        }

    def sheet(self) -> Sheet:
        """The parts that can be read as they should be."""
        words, about = self.words, self.about
        return Sheet(
            words=words.words() if words and words.is_valid() else None,
            about=About(about.cleaned_data["trip"]) if about and about.is_valid() else None,
            descriptions=tuple(
                form.description(pk, insist=self._request.POST.get("insist") == str(pk))
                for pk, form in self.descriptions.items()
                if form.is_valid()
            ),
            uploads=tuple(self._uploads()),
        )

    def problems(self) -> list[str]:
        """A sentence for each part that could not be read."""
        bound = [one for one in (self.words, self.about, *self.descriptions.values()) if one]
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
        return self.descriptions[placed].shown()

    def typed_of(self, placed: int) -> Said | None:
        """What was said of a picture, whatever became of it."""
        form = self.descriptions.get(placed)
        return form.typed() if form else None

    def _uploads(self) -> "Iterator[UploadedFile[bytes]]":
        yield from cast("list[UploadedFile[bytes]]", self._request.FILES.getlist("photos"))
