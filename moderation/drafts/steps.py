"""One step of one post from a state to the next, with its audit event."""

from collections.abc import Mapping
from datetime import datetime

from moderation.drafts import workflow
from moderation.drafts.models import Post
from moderation.drafts.workflow import Verb
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.audit.actions import Detail


def step(
    post: Post,
    verb: Verb,
    *,
    by: Person | None,
    now: datetime,
    details: Mapping[str, Detail] | None = None,
    **changes: object,
) -> None:
    """Change state and the named fields, and leave the audit event. Raises ``NotPossible``.

    The other posts of its thread are the caller's to see to; ``transitions.move`` does it.
    """
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
