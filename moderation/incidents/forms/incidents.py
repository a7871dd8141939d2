import io
import re
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from moderation.incidents.actions.evidence import Seen
from moderation.incidents.actions.reporting import LONGEST_WORDS, Report
from moderation.incidents.models import Incident, IncidentStep
from moderation.incidents.models.evidence import MEDIA_TYPES
from moderation.incidents.playbook import Severity, shipped
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission

LARGEST_PICTURE = 5 * 1024 * 1024
_ON_X = re.compile(r"https://(?:www\.|mobile\.)?(?:x|twitter)\.com/[\w/?=&.-]{1,160}", re.ASCII)
_HANDLE = re.compile(r"@?\w{1,15}", re.ASCII)
_LINK = _("Link on X")
_WHERE = _("If there is one. On X, open the post and copy its link.")
_SCREENSHOT = _("A screenshot")
_PICTURES = _("PNG or JPEG, up to 5 MB. None of anything that shows the abuse of a child.")


class LinkField(forms.CharField):
    """An address on X, as the address bar or "copy link" has it."""

    def __init__(self) -> None:
        super().__init__(
            label=_LINK,
            required=False,
            max_length=200,
            help_text=_WHERE,
        )

    def clean(self, value: object) -> str:
        link = str(super().clean(value))
        if link and not _ON_X.fullmatch(link):
            raise forms.ValidationError(
                gettext("That is no link to X. It begins with https://x.com/ and has no spaces.")
            )
        return link


class HandleField(forms.CharField):
    """A name on X, with or without the @; without it when clean."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=16, **kwargs)

    def clean(self, value: object) -> str:
        handle = str(super().clean(value)).strip()
        if handle and not _HANDLE.fullmatch(handle):
            raise forms.ValidationError(gettext("A name on X has up to 15 letters, digits and _."))
        return handle.removeprefix("@")


class PictureField(forms.FileField):
    """A screenshot: its exact bytes and what kind they are; none is no bytes."""

    def __init__(self) -> None:
        super().__init__(
            label=_SCREENSHOT,
            required=False,
            help_text=_PICTURES,
            widget=forms.FileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
        )

    def clean(self, value: Any, initial: Any = None) -> tuple[bytes, str]:
        file = super().clean(value, initial)
        return _picture(file) if file else (b"", "")


class Part(forms.Form):
    """One of several forms on a page: its fields' ids are its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"{type(self).__name__.lower()}_%s"


class ReportForm(forms.Form):
    """What somebody saw, in a minute."""

    words = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in a few words what happened.")},
    )
    category = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest. Others can change it later.")},
    )
    link = LinkField()
    handle = HandleField(
        label=_("The other account"),
        required=False,
        help_text=_("Its name on X, with or without the @. Leave it empty if there is none."),
    )
    copied = forms.CharField(
        label=_("What was written, copied"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("If you can: word for word. It is kept sealed, as it was."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    picture = PictureField()
    is_confidential = forms.BooleanField(
        label=_("Only the safeguarding lead and the head should see this"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.label}. {one.about}") for one in shipped().values()
        ]

    def report(self) -> Report:
        """What was filled in."""
        given = self.cleaned_data
        return Report(
            category=given["category"],
            words=given["words"],
            link=given["link"],
            handle=given["handle"],
            is_confidential=given["is_confidential"],
        )

    def seen(self) -> Seen:
        """What was copied or photographed, seen now."""
        return _seen(self.cleaned_data, self.cleaned_data["copied"])


class EvidenceForm(Part):
    """A link, words or a screenshot, as they were seen."""

    link = LinkField()
    words = forms.CharField(
        label=_("The words, copied"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    picture = PictureField()

    def seen(self) -> Seen:
        """What was filled in, seen now."""
        return _seen(self.cleaned_data, self.cleaned_data["words"])


class NoteForm(Part):
    """A line for the record."""

    said = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note first.")},
    )


class StepForm(Part):
    """A step is done, or is not needed."""

    result = forms.ChoiceField(choices=[("done", _("Done")), ("not-needed", _("Not needed"))])
    said = forms.CharField(required=False, max_length=LONGEST_WORDS)
    reference = forms.CharField(required=False, max_length=60)

    def result_chosen(self) -> IncidentStep.Result:
        return IncidentStep.Result(self.cleaned_data["result"])


class OwnerForm(Part):
    """Who looks after it."""

    owner: "forms.ModelChoiceField[Membership]" = forms.ModelChoiceField(
        label=_("Who looks after it?"),
        queryset=None,  # of the school, once a page is asked for
        error_messages={
            "required": _("Choose somebody."),
            "invalid_choice": _("Choose somebody here."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handling = Membership.objects.able_to(Permission.HANDLE_INCIDENTS)
        field = cast("forms.ModelChoiceField[Membership]", self.fields["owner"])
        field.queryset = handling.select_related("person").order_by("person__name")
        field.label_from_instance = _name_of  # type: ignore[method-assign, assignment]


class SeverityForm(Part):
    severity = forms.ChoiceField(label=_("How grave is it?"), choices=Severity.choices)

    def severity_chosen(self) -> Severity:
        return Severity(self.cleaned_data["severity"])


class MetForm(Part):
    """How the law's time was met."""

    said = forms.CharField(
        label=_("What was done, when and by whom, or why it need not be"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what was done and when, or why it need not be.")},
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=60)


class CloseForm(Part):
    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[one for one in Incident.Outcome.choices if one[0]],
    )
    said = forms.CharField(
        label=_("What came of it?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down what came of it.")},
    )


class ReopenForm(Part):
    said = forms.CharField(
        label=_("Why is it opened again?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why it is opened again.")},
    )


def _seen(given: Mapping[str, Any], words: str) -> Seen:
    content, media_type = given["picture"]
    return Seen(
        seen_at=timezone.now(),
        link=given["link"],
        words=words.strip(),
        picture=content,
        media_type=media_type,
    )


def _name_of(membership: Membership) -> str:
    return membership.person.name


def _picture(file: "UploadedFile[bytes]") -> tuple[bytes, str]:
    if file.size is None or file.size > LARGEST_PICTURE:
        raise forms.ValidationError(
            gettext("That picture has more than 5 MB. Take a smaller screenshot.")
        )
    content = file.read()
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            kind = Image.MIME[picture.format or "PNG"]
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise forms.ValidationError(
            gettext("That file is no PNG or JPEG picture. Take a screenshot and choose that.")
        ) from None
    return content, kind
