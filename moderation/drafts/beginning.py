"""Putting a draft down, whoever asks for it: a person at their desk, or a plan they set."""

from datetime import datetime

from moderation.drafts.models import Post
from policy.facts import PostKind
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account


def begin(
    *,
    school: School,
    author: Person,
    account: Account,
    kind: PostKind,
    text: str,
    by: Person | None,
    now: datetime,
    **fields: object,
) -> Post:
    """A draft in the author's name; ``by`` is None where the software put it down.

    ``fields`` as on the model. Inside the caller's transaction.
    """
    post = Post.objects.create(
        school=school,
        author=author,
        account=account,
        kind=kind,
        text=text,
        created_at=now,
        saved_at=now,
        **fields,
    )
    audit.record(
        school_id=school.pk,
        by=by.pk if by else None,
        verb="post.started",
        subject=post,
        details={"kind": kind.value},
        at=now,
    )
    return post
