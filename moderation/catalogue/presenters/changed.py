"""How a post that somebody sent by hand differs from what was approved."""

from dataclasses import dataclass

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
    there = {0: "no picture", 1: "1 picture"}.get(shown, f"{shown} pictures")
    were = {0: "none was approved", 1: "1 was approved"}.get(approved, f"{approved} were approved")
    return f"X shows {there}; {were}."
