"""Taking a post from one state to the next, in the one way everything does."""

from collections.abc import Mapping
from datetime import datetime

from moderation.drafts import workflow
from moderation.drafts.models import Post
from moderation.drafts.workflow import Verb
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.audit.actions import Detail


def lock(post: Post) -> Post:
    """The post as it is now, its row held until the transaction ends."""
    held = Post.objects.select_for_update(of=("self",)).select_related("account", "school")
    return held.get(pk=post.pk)


def move(
    post: Post,
    verb: Verb,
    *,
    by: Person | None,
    now: datetime,
    details: Mapping[str, Detail] | None = None,
    **changes: object,
) -> None:
    """Change state and the named fields, and leave the audit event. Raises ``NotPossible``."""
    post.state = workflow.after(post.state, verb)
    for field, value in changes.items():
        setattr(post, field, value)
    post.save(update_fields=["state", *changes])
    audit.record(
        school_id=post.school_id,
        by=by.pk if by else None,
        verb=f"post.{verb.replace(' ', '_')}",
        subject=post,
        details=details,
        at=now,
    )


def take_out_of_the_queue(
    post: Post,
    verb: Verb,
    *,
    by: Person,
    now: datetime,
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Change state; the approval, its seal and its hour are gone with that."""
    move(
        post,
        verb,
        by=by,
        now=now,
        details=details,
        seal="",
        fingerprint="",
        scheduled_for=None,
        not_before=None,
        expires_at=None,
        trouble="",
    )
