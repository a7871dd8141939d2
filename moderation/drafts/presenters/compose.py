"""The page on which an author writes: the draft, what is said of it, and what it still needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.queries.accounted import accounts_of
from moderation.drafts import slots
from moderation.drafts.actions import submissions
from moderation.drafts.actions.photos import MOST_PHOTOS
from moderation.drafts.models import Decision, Post
from moderation.drafts.placed import pictures_of
from moderation.drafts.presenters import live, preview, series, trip_questions, trips, twins
from moderation.drafts.presenters.advice import Advised, Passage, advise
from moderation.drafts.presenters.photo_cards import Card, card_of
from moderation.drafts.presenters.preview import Count, Piece
from moderation.drafts.presenters.series import Belonging
from moderation.drafts.presenters.trip_questions import Question
from moderation.drafts.presenters.trips import TripChoice
from moderation.drafts.presenters.twins import Twin
from moderation.drafts.presenters.typed import Typed
from moderation.drafts.questions import asked_by
from moderation.drafts.wall_clock import LONDON, Choice
from moderation.drafts.workflow import State
from policy.engine import RuleSet
from policy.facts import Device
from policy.queries.standing import Obstacle
from policy.rules import length
from schoolsocial.words import Words

_HEADINGS = {
    Post.Kind.ORDINARY: _("Write a post"),
    Post.Kind.EMERGENCY: _("Write an emergency notice"),
    Post.Kind.ONLINE_SAFETY: _("Write an online-safety message"),
}


@dataclass(frozen=True, slots=True)
class Need:
    """Something the draft needs before it may be sent, and where on the page that is."""

    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class Compose:
    """The page. ``text`` is in the box, written on ``revision``; ``theirs`` is what another window
    saved in the meantime; ``obstacles`` keep the author from writing until they are out of the way.
    """

    post: Post
    heading: Words
    obstacles: tuple[Obstacle, ...]
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
    came_back: tuple[Words, ...]
    wished: str
    trips: tuple[TripChoice, ...] = field(default=())
    slot: Choice | None = None
    wishes_slot: bool = False
    belonging: Belonging | None = None
    trip_questions: tuple[Question, ...] = ()
    twin: Twin | None = None
    choices: tuple[Choice, ...] = field(default=())
    changed: str = ""

    @property
    def room(self) -> int:
        """How many more photos fit."""
        return max(0, MOST_PHOTOS - len(self.cards))

    @property
    def takes_photos(self) -> bool:
        """An emergency notice has none."""
        return self.post.kind != Post.Kind.EMERGENCY

    @property
    def pending(self) -> str:
        """What workers still do with which picture, as "prepare-7,read-8"."""
        return ",".join(f"{card.awaits}-{card.placed.pk}" for card in self.cards if card.awaits)

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
    now = timezone.now()
    about = trips.choices(post, now)
    said_in_form = form.typed() if form else None
    text = post.text if said_in_form is None else said_in_form
    cards = tuple(_cards(post, advised, typed))
    conflict = kept is not None and kept.theirs is not None
    return Compose(
        post=post,
        heading=_HEADINGS[Post.Kind(post.kind)],
        obstacles=advised.obstacles,
        text=text,
        revision=form.revision() if form and conflict else post.revision,
        saved=gettext("Saved {time}").format(time=_clock(now if kept else post.saved_at)),
        unsaved=bool(typed.problems) and (text != post.text or _any_unsaid(cards)),
        problems=typed.problems,
        theirs=kept.theirs if kept else None,
        count=preview.count(text, _limit(advised.ruleset)),
        cost=preview.cost_of(text, len(cards)),
        words=advised.text(),
        cards=cards,
        needs=tuple(_needs(post, cards, advised)),
        pieces=preview.pieces(post.text),
        returned=_returned(post),
        came_back=live.explanation(post),
        wished=typed.wished or post.wall_time,
        trips=about,
        belonging=series.belonging(post),
        trip_questions=trip_questions.of_draft(post) if about else (),
        slot=slots.offered(post, now),
        wishes_slot=typed.wishes_slot or post.wishes_slot,
        twin=twins.twin_of(post, now, reader_id=post.author_id, sees_all=False),
        choices=typed.choices,
        changed=typed.changed,
    )


def _cards(post: Post, advised: Advised, typed: Typed) -> Iterator[Card]:
    questions = asked_by(advised.ruleset)
    rows = pictures_of(post)
    accounts = accounts_of([row.photo for row in rows]) if rows else {}
    for row in rows:
        yield card_of(row, advised, typed, questions, accounts[row.photo_id])


def _any_unsaid(cards: tuple[Card, ...]) -> bool:
    return any(card.said != card.saved for card in cards)


def _needs(post: Post, cards: tuple[Card, ...], advised: Advised) -> Iterator[Need]:
    if not post.text.strip():
        yield Need(gettext("Write a few words: a post needs a text."), "#text")
    for words in submissions.unfilled(post):
        yield Need(gettext("Fill in {words}.").format(words=words), "#text")
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
        yield Need(
            gettext("Photo {number} is still being prepared. That takes a few seconds.").format(
                number=number
            ),
            place,
        )
    elif not card.ready:
        yield Need(
            gettext("Photo {number} cannot be used: remove it.").format(number=number), place
        )
    elif not card.account.is_known and card.account.has_failed:
        yield Need(
            gettext("Count the faces in photo {number} by eye: say who is in it.").format(
                number=number
            ),
            place,
        )
    elif not card.account.is_known:
        yield Need(
            gettext("Photo {number} is being searched for faces. That takes a few seconds.").format(
                number=number
            ),
            place,
        )
    if card.saved.shows_pupils is None:
        yield Need(
            gettext("Say for photo {number} whether pupils are in it.").format(number=number), place
        )


def _returned(post: Post) -> Decision | None:
    """The reviewer's comment while the draft is back; None where the software sent it back."""
    if post.state != State.RETURNED or post.trouble:
        return None
    returns = post.decisions.filter(verdict=Decision.Verdict.RETURN)
    return returns.select_related("by").order_by("-at").first()


def _limit(ruleset: RuleSet | None) -> int:
    """The length the school's policy allows, in weighted characters."""
    options = ruleset.options(length.ID) if ruleset else None
    return int((options or length.OPTIONS)["max"])


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%H:%M}"
