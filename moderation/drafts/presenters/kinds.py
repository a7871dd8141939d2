"""What a post is for, in words."""

from moderation.drafts.models import Post
from schoolsocial.words import Words


def kind_words(kind: str) -> Words:
    """Empty for an ordinary post."""
    return "" if kind == Post.Kind.ORDINARY else Post.Kind(kind).label
