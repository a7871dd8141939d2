"""Whether a draft is about a trip, as it is asked of its author and shown to a reviewer."""

from dataclasses import dataclass

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
        because=" and ".join(_reasons(asked)),
        denied=asked.denied,
        ask=f"Is this about “{name}”? If it is, choose the trip on the draft: it then waits until "
        "everybody is back. If not, answer the question there.",
    )


def _reasons(asked: Asked) -> list[str]:
    found = []
    if asked.named:
        found.append(f"it names {', '.join(asked.named)}")
    if asked.shown:
        found.append(f"a photo shows somebody from {', '.join(asked.shown)}")
    return found
