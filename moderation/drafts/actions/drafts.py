"""Writing a draft."""

from datetime import datetime

from django.db import transaction

from moderation.drafts import checks, workflow
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Dismissal, Post
from moderation.drafts.transitions import lock
from moderation.drafts.workflow import Verb
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account

MAX_TEXT = 4_000  # code points kept of a draft; X takes 280, and no rule reads beyond this


class ChangedElsewhere(Refusal):
    """The draft was saved from another window in the meantime."""

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__(
            "This draft was changed in another window. Yours is not saved yet: compare the two, "
            "then save again."
        )


class TextTooLong(Refusal):
    """More than any post can be."""


class NotYours(Refusal):
    """Only its author may change a draft."""


class NoSuchFinding(Refusal):
    """The text changed, and what was to be set aside is gone."""


class NotDismissable(Refusal):
    """The policy lets nobody set this aside."""


def start(*, school: School, by: Person, account: Account, now: datetime) -> Post:
    """An empty draft for that account."""
    with transaction.atomic():
        post = Post.objects.create(
            school=school, author=by, account=account, created_at=now, saved_at=now
        )
        audit.record(school_id=school.pk, by=by.pk, verb="post.started", subject=post, at=now)
    return post


def save(*, post: Post, by: Person, text: str, revision: int, now: datetime) -> Post:
    """Keep the words. ``revision`` is the one the window last saw.

    Raises ``ChangedElsewhere`` where another window saved since, ``TextTooLong``, ``NotYours``.
    """
    if len(text) > MAX_TEXT:
        raise TextTooLong(
            f"That is {len(text):,} characters. A post has room for 280: please shorten it. "
            "The draft is as it was last saved."
        )
    with transaction.atomic():
        post = editable(post, by)
        if text == post.text:
            return post
        if revision != post.revision:
            raise ChangedElsewhere(post.text)
        post.text, post.revision, post.saved_at = text, post.revision + 1, now
        post.save(update_fields=["text", "revision", "saved_at"])
        audit.record(
            school_id=post.school_id,
            by=by.pk,
            verb="post.saved",
            subject=post,
            details={"revision": post.revision},
            at=now,
        )
    return post


def dismiss(*, post: Post, by: Person, key: str, reason: str, now: datetime) -> Dismissal:
    """Set a warning aside with a reason. Raises ``NoSuchFinding``, ``NotDismissable``."""
    with transaction.atomic():
        post = editable(post, by)
        found = {checked.finding.key: checked.finding for checked in checks.findings_of(post)}
        if key not in found:
            raise NoSuchFinding("The words have changed since, so there is nothing to set aside.")
        if not found[key].dismissable:
            raise NotDismissable("The policy lets nobody set this aside. Please change the words.")
        if not reason.strip():
            raise NotDismissable("Please give a reason: the reviewer will read it.")
        dismissal, _ = Dismissal.objects.update_or_create(
            school_id=post.school_id,
            post=post,
            key=key,
            defaults={"rule": found[key].rule, "reason": reason.strip()[:200], "by": by, "at": now},
        )
        audit.record(
            school_id=post.school_id,
            by=by.pk,
            verb="post.warning_dismissed",
            subject=post,
            details={"rule": found[key].rule},
            at=now,
        )
    return dismissal


def discard(*, post: Post, by: Person, now: datetime) -> None:
    """Delete a draft that nobody else has ever been shown."""
    with transaction.atomic():
        post = editable(post, by)
        if post.submitted_at is not None:
            raise Refusal("A draft that was once submitted is kept, so that its history is whole.")
        audit.record(
            school_id=post.school_id, by=by.pk, verb="post.discarded", subject=post, at=now
        )
        post.dismissals.all().delete()
        post.delete()


def own(post: Post, by: Person) -> Post:
    """The post locked, for its author only. Raises ``NotYours``."""
    post = lock(post)
    if post.author_id != by.pk:
        raise NotYours("Only the person who wrote a draft may change it.")
    return post


def editable(post: Post, by: Person) -> Post:
    """The draft locked, for its author, in a state that may be edited."""
    post = own(post, by)
    workflow.after(post.state, Verb.EDIT)
    return post
