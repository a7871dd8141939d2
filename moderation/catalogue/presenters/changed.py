"""How a post that somebody sent by hand differs from what was approved."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from moderation.catalogue.models import Case
from schoolsocial.changed_words import Piece, words


@dataclass(frozen=True, slots=True)
class Changed:
    """``words`` lead from those that were approved to those on X and are empty where these are the
    same; ``pictures`` is a sentence, empty where there are as many as were approved."""

    words: tuple[Piece, ...] = ()
    pictures: str = ""


def present(case: Case) -> Changed | None:
    """None of a case that is about something else."""
    tweet, post = case.tweet, case.tweet.post
    if case.kind != Case.Kind.CHANGED or post is None:
        return None
    shown, approved = tweet.pictures_on_x, post.post_photos.count()
    return Changed(
        words=words(post.text, tweet.other_words) if tweet.other_words is not None else (),
        pictures="" if shown == approved else _pictures(shown, approved),
    )


def _pictures(shown: int, approved: int) -> str:
    there = gettext("X shows no picture")
    if shown:
        there = ngettext("X shows {number} picture", "X shows {number} pictures", shown).format(
            number=shown
        )
    were = gettext("none was approved")
    if approved:
        were = ngettext("{number} was approved", "{number} were approved", approved).format(
            number=approved
        )
    return f"{there}; {were}."
