"""What a new school has to do before its first post."""

from collections.abc import Iterator

from django.utils.translation import gettext

from moderation.drafts.models import Post
from schoolsocial.accounts.first_steps import Part, Step
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import Permission


def steps(asked: Asked) -> Iterator[Step]:
    """Try it once, from the first word to the approval."""
    posts = Post.objects.filter(school=asked.school)
    yield Step(
        code="draft",
        title=gettext("Try a first draft"),
        why=gettext("One harmless post shows everybody the whole way before it matters."),
        settled=gettext("A first draft was sent for approval."),
        page="drafts:mine",
        permission=Permission.DRAFT_POSTS,
        parts=(
            Part(
                gettext("a draft that was sent for approval"),
                posts.filter(submitted_at__isnull=False),
                coming=posts.filter(submitted_at=None),
            ),
        ),
    )
