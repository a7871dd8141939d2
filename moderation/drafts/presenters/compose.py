"""The page on which an author writes: the draft, what is said of it, and what it still needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from consent.models import Photo
from moderation.drafts.actions.composing import Kept, Said
from moderation.drafts.actions.photos import MOST_PHOTOS
from moderation.drafts.forms.compose import ComposeForm, prefix_of
from moderation.drafts.models import Decision, Post, PostPhoto
from moderation.drafts.presenters import live, preview
from moderation.drafts.presenters.advice import Advised, Passage, advise
from moderation.drafts.presenters.preview import Count, Piece
from moderation.drafts.wall_clock import LONDON, Choice
from moderation.drafts.workflow import State
from policy.facts import TEXT, Device
from policy.queries import NoPolicy, ruleset_in_force
from policy.rules import length
from schoolsocial.accounts.models import School


@dataclass(frozen=True, slots=True)
class Typed:
    """What came with a request: what was typed, what of it was kept, what stood in the way."""

    form: ComposeForm | None = None
    kept: Kept | None = None
    problems: tuple[str, ...] = ()
    wished: str = ""
    choices: tuple[Choice, ...] = ()


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
    def ready(self) -> bool:
        return self.photo.state == Photo.State.READY


@dataclass(frozen=True, slots=True)
class Need:
    """Something the draft needs before it may be sent, and where on the page that is."""

    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class Compose:
    """The page. ``text`` is in the box, written on ``revision``; ``theirs`` is what another window
    saved in the meantime.
    """

    post: Post
    text: str
    revision: int
    saved: str
    unsaved: bool
    problems: tuple[str, ...]
    theirs: str | None
    count: Count
    cost: str
    words: Passage
    cards: tuple[Card, ...]
    needs: tuple[Need, ...]
    pieces: tuple[Piece, ...]
    returned: Decision | None
    came_back: tuple[str, ...]
    wished: str
    choices: tuple[Choice, ...] = field(default=())

    @property
    def room(self) -> int:
        """How many more photos fit."""
        return max(0, MOST_PHOTOS - len(self.cards))

    @property
    def pending(self) -> str:
        """Ids of the pictures a worker still prepares, with commas."""
        return ",".join(str(card.placed.pk) for card in self.cards if card.pending)

    @property
    def to_mend(self) -> int:
        """How many findings stand in the way."""
        passages = [self.words, *(card.passage for card in self.cards)]
        return sum(one.stands_in_the_way for passage in passages for one in passage.advice)


def present(post: Post, *, typed: Typed | None = None, device: Device | None = None) -> Compose:
    """The draft as it is saved, with what was typed and could not be saved still in its fields."""
    typed = typed or Typed()
    form, kept = typed.form, typed.kept
    advised = advise(post, device=device)
    said_in_form = form.typed() if form else None
    text = post.text if said_in_form is None else said_in_form
    cards = tuple(_card(row, advised, typed) for row in _placed(post))
    conflict = kept is not None and kept.theirs is not None
    return Compose(
        post=post,
        text=text,
        revision=form.revision() if form and conflict else post.revision,
        saved=f"Saved {_clock(timezone.now() if kept else post.saved_at)}",
        unsaved=bool(typed.problems) and (text != post.text or _any_unsaid(cards)),
        problems=typed.problems,
        theirs=kept.theirs if kept else None,
        count=preview.count(text, _limit(post.school)),
        cost=preview.cost_of(text, len(cards)),
        words=advised.passage(TEXT, post.text),
        cards=cards,
        needs=tuple(_needs(post, cards, advised)),
        pieces=preview.pieces(post.text),
        returned=_returned(post),
        came_back=live.explanation(post),
        wished=typed.wished or post.wall_time,
        choices=typed.choices,
    )


def _placed(post: Post) -> list[PostPhoto]:
    return list(post.post_photos.select_related("photo").order_by("position"))


def _card(row: PostPhoto, advised: Advised, typed: Typed) -> Card:
    saved = Said(row.alt_text, row.shows_pupils)
    form, kept = typed.form, typed.kept
    elsewhere = kept.said_elsewhere.get(row.pk) if kept else None
    return Card(
        placed=row,
        prefix=prefix_of(row.pk),
        said=(form and form.typed_of(row.pk)) or saved,
        saved=saved,
        shown=form.shown_of(row.pk) if form and elsewhere else saved,
        elsewhere=elsewhere,
        passage=advised.passage(f"alt:{row.position}", row.alt_text),
    )


def _any_unsaid(cards: tuple[Card, ...]) -> bool:
    return any(card.said != card.saved for card in cards)


def _needs(post: Post, cards: tuple[Card, ...], advised: Advised) -> Iterator[Need]:
    if not post.text.strip():
        yield Need("Write a few words: a post needs a text.", "#text")
    for card in cards:
        yield from _needs_of(card)
    if advised.problem:
        yield Need(advised.problem, "")
    for one in advised.standing:
        what = f"“{one.matched}”" if one.matched else one.message
        yield Need(f"{one.severity_words}: {what}", f"#finding-{one.number}")


def _needs_of(card: Card) -> Iterator[Need]:
    number, place = card.placed.position, f"#photo-{card.placed.pk}"
    if card.pending:
        yield Need(f"Photo {number} is still being prepared. That takes a few seconds.", place)
    elif not card.ready:
        yield Need(f"Photo {number} cannot be used: remove it.", place)
    if card.saved.shows_pupils is None:
        yield Need(f"Say for photo {number} whether pupils are in it.", place)


def _returned(post: Post) -> Decision | None:
    """The reviewer's comment while the draft is back; None where the software sent it back."""
    if post.state != State.RETURNED or post.trouble:
        return None
    returns = post.decisions.filter(verdict=Decision.Verdict.RETURN)
    return returns.select_related("by").order_by("-at").first()


def _limit(school: School) -> int:
    """The length the school's policy allows, in weighted characters."""
    try:
        ruleset = ruleset_in_force(school, timezone.localdate())
    except NoPolicy:
        return int(length.OPTIONS["max"])
    set_to = (one.options.get("max") for one in ruleset.settings if one.rule == length.ID)
    return min((int(most) for most in set_to if most), default=int(length.OPTIONS["max"]))


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%H:%M}"
