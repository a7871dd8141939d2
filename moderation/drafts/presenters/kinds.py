"""What a post is for, in words."""

from moderation.drafts.models import Post


def kind_words(kind: str) -> str:
    """Empty for an ordinary post."""
    return "" if kind == Post.Kind.ORDINARY else Post.Kind(kind).label
