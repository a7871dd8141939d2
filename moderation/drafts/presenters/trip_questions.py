"""Whether a draft is about a trip, as it is asked of its author and shown to a reviewer."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext

from moderation.drafts import trip_questions
from moderation.drafts.models import Post
from moderation.drafts.trip_questions import Asked


@dataclass(frozen=True, slots=True)
class Question:
    """``because`` says what the draft names or shows; ``ask`` is what a reviewer asks the author
    with one press.
    """

    trip: int
    name: str
    because: str
    denied: bool
    ask: str


def of_draft(post: Post) -> tuple[Question, ...]:
    """What its author has not answered yet."""
    return tuple(one for one in _questions(post) if not one.denied)


def of_submitted(post: Post) -> tuple[Question, ...]:
    """What a reviewer should know, an author's no included."""
    return _questions(post)


def _questions(post: Post) -> tuple[Question, ...]:
    return tuple(_question(one) for one in trip_questions.of(post))


def _question(asked: Asked) -> Question:
    name = asked.trip.name
    return Question(
        trip=asked.trip.pk,
        name=name,
        because=get_text_list(_reasons(asked), gettext("and")),
        denied=asked.denied,
        ask=gettext(
            "Is this about “{name}”? If it is, choose the trip on the draft: it then "
            "waits until everybody is back. If not, answer the question there."
        ).format(name=name),
    )


def _reasons(asked: Asked) -> list[str]:
    found = []
    if asked.named:
        found.append(gettext("it names {classes}").format(classes=", ".join(asked.named)))
    if asked.shown:
        found.append(
            gettext("a photo shows somebody from {classes}").format(classes=", ".join(asked.shown))
        )
    return found
