"""A picture of the draft with the questions that the policy in force asks of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.models import Photo, Search
from consent.queries.accounted import Account
from moderation.drafts.forms.photos import GROUP, MOST_PUPILS, NO, ONE, TWO, YES, prefix_of
from moderation.drafts.models import PostPhoto
from moderation.drafts.presenters import faces, regions
from moderation.drafts.presenters.advice import Advised, Passage
from moderation.drafts.presenters.regions import Drawing
from moderation.drafts.presenters.typed import Typed
from moderation.drafts.questions import PERMISSION, PhotoQuestions
from moderation.drafts.said import Said
from policy.rules.photo_declarations import DECLARATIONS
from schoolsocial.words import Words

_FEW = ((1, ONE, _("1 pupil")), (2, TWO, _("2 pupils")))  # as far as that is no group yet


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers."""

    value: str
    label: Words
    chosen: bool


@dataclass(frozen=True, slots=True)
class Declaration:
    """A box to tick. ``others`` says that it is about a picture somebody else took."""

    id: str
    sentence: Words
    ticked: bool
    others: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one card. ``pupils`` is the number in the field for a group, 0 where it is
    not asked for; ``all_declared`` are the ids that one tap declares, empty where that saves none.
    """

    who: tuple[Choice, ...]
    pupils: int
    most_pupils: int
    sources: tuple[Choice, ...]
    declarations: tuple[Declaration, ...]
    all_declared: str


@dataclass(frozen=True, slots=True)
class Card:
    """One picture of the draft. ``said`` is in its fields, ``saved`` in the database, ``shown`` is
    what the window knew; where another window spoke ``elsewhere``, that is no longer what is saved.
    """

    placed: PostPhoto
    prefix: str
    said: Said
    saved: Said
    shown: Said
    elsewhere: Said | None
    passage: Passage
    asked: Asked
    account: Account

    @property
    def faces(self) -> str:
        """Where it stands with the faces in it, in a few words."""
        return faces.summary(self.account)

    @property
    def photo(self) -> Photo:
        return self.placed.photo

    @property
    def alt_id(self) -> str:
        """The id of the field in which it is described."""
        return f"{self.prefix}-alt_text"

    @property
    def pending(self) -> bool:
        return self.photo.state == Photo.State.RECEIVED

    @property
    def awaits(self) -> str:
        """What a worker still does with it: "prepare", then "look" for faces and "read" its words;
        "" nothing more."""
        if self.pending:
            return "prepare"
        if self.ready and self.account.search is Search.PENDING:
            return "look"
        unread = self.ready and self.photo.written is None
        return "read" if unread and self.photo.readings < Photo.MOST_READINGS else ""

    @property
    def ready(self) -> bool:
        return self.photo.state == Photo.State.READY

    @property
    def drawing(self) -> Drawing | None:
        """The boxes that findings speak of, where there is a picture to draw them on."""
        width, height = self.photo.width, self.photo.height
        if not (self.ready and width and height and self.passage.regions):
            return None
        return regions.drawing(width, height, list(self.passage.regions))

    @property
    def shown_declared(self) -> str:
        """What was declared when the window was drawn, for it to send back."""
        return " ".join(sorted(self.shown.declared))


def card_of(
    row: PostPhoto, advised: Advised, typed: Typed, questions: PhotoQuestions, account: Account
) -> Card:
    """The picture as it is saved, or as it was typed where that could not be saved."""
    saved = Said.of(row)
    form, kept = typed.form, typed.kept
    elsewhere = kept.said_elsewhere.get(row.pk) if kept else None
    said = (form and form.typed_of(row.pk)) or saved
    return Card(
        placed=row,
        prefix=prefix_of(row.pk),
        said=said,
        saved=saved,
        shown=form.shown_of(row.pk) if form and elsewhere else saved,
        elsewhere=elsewhere,
        passage=advised.photo(row.position, row.alt_text),
        asked=_asked(said, questions),
        account=account,
    )


def _asked(said: Said, questions: PhotoQuestions) -> Asked:
    declarations = tuple(_declarations(said, questions))
    own = [each.id for each in declarations if not each.others]
    return Asked(
        who=tuple(_who(said, questions.group)),
        pupils=_pupils(said, questions.group),
        most_pupils=MOST_PUPILS,
        sources=tuple(_sources(said)) if questions.source else (),
        declarations=declarations,
        all_declared=" ".join(own) if len(own) > 1 else "",
    )


def _who(said: Said, group: int) -> Iterator[Choice]:
    answered = _answered(said, group)
    counted: list[tuple[str, Words]] = [
        (value, label) for count, value, label in _FEW if count < group
    ]
    many = (GROUP, gettext("A group")) if group else (YES, gettext("Pupils"))
    for value, label in ((NO, gettext("No pupils")), *counted, many):
        yield Choice(value, label, value == answered)


def _answered(said: Said, group: int) -> str:
    """Which answer is chosen. Pupils nobody counted are no answer where their number is asked."""
    if said.shows_pupils is None:
        return ""
    if not said.shows_pupils:
        return NO
    if not group:
        return YES
    if said.pupils_counted is None:
        return ""
    few = {count: value for count, value, _label in _FEW if count < group}
    return few.get(said.pupils_counted, GROUP)


def _pupils(said: Said, group: int) -> int:
    in_a_group = _answered(said, group) == GROUP
    return said.pupils_counted if in_a_group and said.pupils_counted else group


def _sources(said: Said) -> Iterator[Choice]:
    yield Choice("", gettext("Please choose"), not said.source)
    for value, label in PostPhoto.Source.choices:
        yield Choice(value, label, value == said.source)


def _declarations(said: Said, questions: PhotoQuestions) -> Iterator[Declaration]:
    for each in questions.declarations:
        yield Declaration(
            id=each,
            sentence=str(DECLARATIONS[each]),
            ticked=each in said.declared,
            others=each == PERMISSION,
        )
