"""From the audit chain to the messages that are due.

Everything that happens to a post leaves its event in the transaction that did it, numbered in the
order of commits. A webhook remembers the number up to which it has looked: what lies between that
and the head of the chain is news. Messages and the new number are written together.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from moderation.drafts.models import Post, Takedown
from moderation.drafts.workflow import Verb
from policy.models import PolicyVersion
from policy.workflow import Verb as PolicyVerb
from schoolsocial.api.models import Delivery, Happening, Webhook
from schoolsocial.api.queries import webhooks as queries
from schoolsocial.api.queries.posts import SCHOOLS_OWN
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope

AT_ONCE = 500

_POSTS = {
    Verb.RECORD_POSTED: Happening.PUBLISHED,
    Verb.MARK_POSTED: Happening.PUBLISHED,
    Verb.KEEP_LIVE: Happening.PUBLISHED,  # X refused to delete it: it stands after all
    Verb.REMOVE: Happening.REMOVED,  # asked for: from here on nobody is to show it
}
MEANINGS: dict[str, Happening] = {
    **{f"post.{verb.replace(' ', '_')}": meaning for verb, meaning in _POSTS.items()},
    f"policy.{PolicyVerb.CONFIRM}": Happening.POLICY,
    f"policy.{PolicyVerb.ADOPT}": Happening.POLICY,
    "takedown.opened": Happening.REMOVED,  # for a child's sake, before anybody has deleted it
    "takedown.closed": Happening.PUBLISHED,
}
"""What an event of the audit chain means to a website."""

_STAYS = frozenset({Takedown.Outcome.MAY_BE_SHOWN, Takedown.Outcome.NOT_SHOWN})
"""A post that was to come down and may stay after all."""


def behind() -> list[tuple[int, int]]:
    """(school, webhook) ids of those with something to look at."""
    with scope.platform():
        return queries.behind()


def announce(school_id: int, webhook_id: int) -> None:
    """Queue a message for each piece of news. May be called any number of times, by several."""
    with scope.school(school_id):
        free = Webhook.objects.on().select_for_update(skip_locked=True, of=("self",))
        webhook = free.select_related("school").filter(pk=webhook_id).first()
        if webhook is None:
            return
        events = _news(webhook)
        Delivery.objects.bulk_create(
            [made for event in events if (made := _delivery(webhook, event))],
            ignore_conflicts=True,
        )
        webhook.reached = events[-1].sequence if events else webhook.reached
        webhook.save(update_fields=["reached"])


def _news(webhook: Webhook) -> list[Event]:
    later = Event.objects.filter(school_id=webhook.school_id, sequence__gt=webhook.reached)
    return list(later.order_by("sequence")[:AT_ONCE])


def _delivery(webhook: Webhook, event: Event) -> Delivery | None:
    meaning, object_id = MEANINGS.get(event.verb), _object_of(event)
    if meaning is None or meaning not in webhook.events or object_id is None:
        return None
    data = _data(webhook, meaning, object_id)
    if data is None:
        return None
    now = timezone.now()
    return Delivery(
        school_id=webhook.school_id,
        webhook=webhook,
        message=f"msg_{webhook.school_id}_{event.sequence}",
        event=meaning,
        data=data,
        happened_at=event.at,
        queued_at=now,
        next_try_at=now,
    )


def _object_of(event: Event) -> int | None:
    """The id of the post, or the version of the policy, if the event is news of it."""
    if not event.verb.startswith("takedown."):
        return event.object_id
    if event.verb == "takedown.closed" and event.payload["outcome"] not in _STAYS:
        return None
    return int(event.payload["post"])


def _data(webhook: Webhook, meaning: Happening, object_id: int) -> dict[str, Any] | None:
    """Ids and addresses, no word: a late message must not bring back what was taken down."""
    base = settings.BASE_URL.rstrip("/")
    if meaning is Happening.POLICY:
        version = PolicyVersion.objects.get(pk=object_id)
        page = reverse("policy_public", kwargs={"school": webhook.school.slug})
        return {"version": version.number, "address": base + page}
    on_x = Post.objects.exclude(tweet_id=None)
    shown = on_x.filter(pk=object_id, account__kind__in=SCHOOLS_OWN)
    post = shown.select_related("account").first()
    if post is None:
        return None
    return {
        "id": post.pk,
        "account": post.account.handle,
        "link": f"{settings.X_PUBLIC_URL}/{post.account.handle}/status/{post.tweet_id}",
        "address": base + reverse("api_v1:post", kwargs={"pk": post.pk}),
    }
