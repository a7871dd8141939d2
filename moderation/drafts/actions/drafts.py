"""Writing a draft."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from consent.actions import photos
from moderation.drafts import beginning, threads, workflow
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post
from moderation.drafts.transitions import lock
from moderation.drafts.workflow import Verb
from policy.facts import PostKind
from policy.queries import NoPolicy, standing
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account

MAX_TEXT = 4_000  # code points kept of a draft; X takes 280, and no rule reads beyond this


class ChangedElsewhere(Refusal):
    """The draft was saved from another window in the meantime."""

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__(
            gettext(
                "This draft was changed in another window. Yours is not saved yet: "
                "compare the two, then save again."
            )
        )


class TextTooLong(Refusal):
    """More than any post can be."""


class NotYours(Refusal):
    """Only its author may change a draft."""


class MayNotDraft(Refusal):
    """The policy in force wants something of this person first: to agree to it, to be trained."""


class SetAside(Refusal):
    """It was put aside with the rest of its series."""


class NotYourAccount(Refusal):
    """A colleague's own account is written for by its owner only."""


def start(
    *,
    school: School,
    by: Person,
    account: Account,
    now: datetime,
    kind: PostKind = PostKind.ORDINARY,
    text: str = "",
) -> Post:
    """A draft of that kind for that account, empty or with words to start from.

    Raises ``MayNotDraft``, ``NotYourAccount``.
    """
    with transaction.atomic():
        _refuse_obstacles(school, by, now)
        if not account.is_open_to(by):
            raise NotYourAccount(gettext("That account is a colleague’s own. Choose another one."))
        return beginning.begin(
            school=school, author=by, account=account, kind=kind, text=text, by=by, now=now
        )


def save(*, post: Post, by: Person, text: str, revision: int, now: datetime) -> Post:
    """Keep the words. ``revision`` is the one the window last saw.

    Raises ``ChangedElsewhere`` where another window saved since, ``TextTooLong``, ``NotYours``,
    ``MayNotDraft``.
    """
    if len(text) > MAX_TEXT:
        raise TextTooLong(
            ngettext(
                "That is {count} character. A post has room for 280: please shorten it. The "
                "draft is as it was last saved.",
                "That is {count} characters. A post has room for 280: please shorten it. The "
                "draft is as it was last saved.",
                len(text),
            ).format(count=f"{len(text):,}")
        )
    with transaction.atomic():
        post = writable(post, by, now)
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


def discard(*, post: Post, by: Person, now: datetime) -> None:
    """Delete a draft that nobody else has ever been shown."""
    with transaction.atomic():
        post = editable(post, by)
        if post.submitted_at is not None:
            raise Refusal(
                gettext("A draft that was once submitted is kept, so that its history is whole.")
            )
        audit.record(
            school_id=post.school_id, by=by.pk, verb="post.discarded", subject=post, at=now
        )
        delete(post, now)


def delete(post: Post, now: datetime) -> None:
    """The locked draft and all that is only its own are gone; the others of its thread close up."""
    for photo in post.photos.all():
        photos.let_go(photo=photo, now=now)
    post.dismissals.all().delete()
    leave(post)
    post.delete()


def leave(post: Post) -> None:
    """The locked draft is of no thread any more: those after it close up, and one that would be
    left alone is a post like any other.
    """
    if post.thread_id is None:
        return
    others = [one for one in threads.held(post) if one.pk != post.pk]
    threads.arrange([post], thread_id=None)
    if len(others) > 1:
        threads.arrange(others, thread_id=post.thread_id)
    elif all(one.state in workflow.EDITABLE for one in others):
        threads.arrange(others, thread_id=None)
    post.thread_id = post.place = None


def own(post: Post, by: Person) -> Post:
    """The post locked, for its author only. Raises ``NotYours``."""
    post = lock(post)
    if post.author_id != by.pk:
        raise NotYours(gettext("Only the person who wrote a draft may change it."))
    return post


def editable(post: Post, by: Person) -> Post:
    """The draft locked, for its author, in a state that may be edited."""
    post = own(post, by)
    workflow.after(post.state, Verb.EDIT)
    return post


def writable(post: Post, by: Person, now: datetime) -> Post:
    """The same, where the policy lets its author draft today and it was not set aside.

    Raises ``MayNotDraft``, ``SetAside`` too.
    """
    post = editable(post, by)
    if post.set_aside_at is not None:
        raise SetAside(
            gettext(
                "This draft was set aside with the rest of its series. Take that back on "
                "the page of the series first."
            )
        )
    _refuse_obstacles(post.school, by, now)
    return post


def _refuse_obstacles(school: School, by: Person, now: datetime) -> None:
    """Without a policy in force people may write; nothing can be sent, and the page says so."""
    day = timezone.localdate(now)
    try:
        standing.refuse(standing.obstacles_in_force(school, by, day))
    except NoPolicy:
        return
    except standing.MayNotDraft as obstacle:
        raise MayNotDraft(str(obstacle)) from None
