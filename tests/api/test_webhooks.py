"""What a website is told, from the audit chain to its door; who signs; what is sent again."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from moderation.drafts import takedowns
from moderation.drafts.models import Takedown
from policy.models import PolicyVersion
from schoolsocial.accounts.jobs import letters
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.api.actions import deliveries, webhooks
from schoolsocial.api.jobs import delivering, sweeping
from schoolsocial.api.models import Delivery, Webhook
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.api.hooking import (
    announce_all,
    bring_forward,
    deliver_due,
    deliveries_of,
    ping,
    register,
    state_of,
)
from tests.api.making import ask_to_remove, published, verbs_of
from tests.api.receiver import Receiver, receiving
from tests.cast import run_sql
from tests.drafts.forcing import refused
from tests.posts import adopt_policy, make_account, make_post, make_pupil


@pytest.fixture(autouse=True)
def ready(school: School, teacher: Person, head: Person, settings: Settings) -> None:
    settings.WEBHOOKS_MAY_BE_LOCAL = True
    adopt_policy(school)
    make_account(school, handle="StCaths")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as listening:
        yield listening


@pytest.fixture
def made(school: School, head: Person, receiver: Receiver) -> webhooks.Registered:
    return register(school, head, receiver.address)


def told(receiver: Receiver) -> list[tuple[str, Any]]:
    """Kind and post of each message, in the order they came."""
    bodies = [json.loads(message.body) for message in receiver.taken]
    return [(body["type"], body["data"].get("id")) for body in bodies]


def test_website_is_told_what_is_live_and_what_is_to_go(
    school: School, teacher: Person, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    post = published(school, teacher, head)
    ask_to_remove(post, head)
    announce_all()
    deliver_due()

    assert told(receiver) == [("post.published", post.pk), ("post.removed", post.pk)]
    assert all(message.is_signed_with(made.secret) for message in receiver.taken)
    data = json.loads(receiver.taken[0].body)["data"]
    assert data["address"] == f"http://127.0.0.1:8000/api/v1/posts/{post.pk}"
    assert data["link"].endswith(f"/StCaths/status/{post.tweet_id}")


def test_message_holds_no_word_and_nobody(
    school: School, teacher: Person, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    published(school, teacher, head, text="Our garden grew.", photos=[("A bean plant", False)])
    announce_all()
    deliver_due()

    body = receiver.taken[0].body.decode()
    assert [word for word in ("garden", "bean", teacher.name, head.name) if word in body] == []


@pytest.mark.parametrize(
    ("outcome", "last"),
    [("may-be-shown", "post.published"), ("not-shown", "post.published"), ("removed", None)],
)
def test_post_that_is_to_come_down_for_a_childs_sake_is_told_at_once(
    school: School,
    teacher: Person,
    head: Person,
    made: webhooks.Registered,
    outcome: str,
    last: str | None,
) -> None:
    post = published(school, teacher, head)
    pupil = make_pupil(school, "Amelia", "Brown")
    now = timezone.now()
    with scope.school(school.pk):
        takedowns.open_for(post, pupil.pk, None, since=now, now=now)
    announce_all()
    with scope.school(school.pk):
        takedowns.close(Takedown.objects.all(), Takedown.Outcome(outcome), timezone.now())
    announce_all()

    events = [one.event for one in deliveries_of(made.webhook)]
    assert events == ["post.published", "post.removed", *filter(None, [last])]
    assert {one.data["id"] for one in deliveries_of(made.webhook)} == {post.pk}


def test_nothing_is_told_of_what_nobody_may_see(
    school: School, teacher: Person, head: Person, made: webhooks.Registered
) -> None:
    make_post(school, teacher, text="A draft")
    announce_all()

    assert deliveries_of(made.webhook) == []
    with scope.school(school.pk):
        head_of_chain = Event.objects.order_by("-sequence").values_list("sequence", flat=True)[0]
    assert state_of(made.webhook).reached == head_of_chain


def test_news_is_queued_once_however_often_it_is_looked_for(
    school: School, teacher: Person, head: Person, made: webhooks.Registered
) -> None:
    published(school, teacher, head)
    announce_all()
    announce_all()
    with scope.school(school.pk):  # a worker that died before it noted how far it had come
        Webhook.objects.update(reached=0)
    announce_all()

    messages = [one.message for one in deliveries_of(made.webhook) if one.event == "post.published"]
    assert len(messages) == 1


def test_what_happened_before_it_was_registered_is_not_told(
    school: School, teacher: Person, head: Person, receiver: Receiver
) -> None:
    published(school, teacher, head)
    made = register(school, head, receiver.address)
    announce_all()

    assert deliveries_of(made.webhook) == []


def test_only_what_was_asked_for_is_told(
    school: School, teacher: Person, head: Person, receiver: Receiver
) -> None:
    made = register(school, head, receiver.address, ["post.removed"])
    ask_to_remove(published(school, teacher, head), head)
    announce_all()

    assert [one.event for one in deliveries_of(made.webhook)] == ["post.removed"]


def test_ratified_policy_is_told(other_school: School, other_head: Person) -> None:
    made = register(other_school, other_head, "http://127.0.0.1:9/")
    adopt_policy(other_school)
    announce_all()

    (delivery,) = deliveries_of(made.webhook)
    with scope.school(other_school.pk):
        number = PolicyVersion.objects.get().number
    assert delivery.event == "policy.ratified"
    assert delivery.data["version"] == number


def test_schools_hear_of_their_own_posts_alone(
    school: School, teacher: Person, head: Person, other_school: School, other_head: Person
) -> None:
    theirs = register(other_school, other_head, "http://127.0.0.1:9/")
    published(school, teacher, head)
    announce_all()

    assert deliveries_of(theirs.webhook) == []


def test_new_secret_signs_beside_the_old_one_for_a_day(
    school: School, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    with scope.school(school.pk):
        new = webhooks.rotate(webhook=made.webhook, by=head, now=timezone.now())
    ping(made.webhook, head)
    deliver_due()
    with scope.school(school.pk):
        Webhook.objects.update(previous_until=timezone.now() - timedelta(seconds=1))
    ping(made.webhook, head)
    deliver_due()

    first, second = receiver.taken
    assert first.is_signed_with(made.secret)
    assert first.is_signed_with(new.secret)
    assert second.is_signed_with(new.secret)
    assert not second.is_signed_with(made.secret)


def test_secret_is_sealed_to_its_row(
    school: School, head: Person, made: webhooks.Registered
) -> None:
    row = state_of(made.webhook)
    assert made.secret.encode() not in bytes(row.secret)
    other = register(school, head, "http://127.0.0.1:9/")

    with scope.school(school.pk):
        Webhook.objects.filter(pk=other.webhook.pk).update(secret=row.secret)
    delivery = ping(other.webhook, head)
    with pytest.raises(ValueError, match="does not open"):
        delivering.deliver(school.pk, delivery.pk)


def test_failure_is_tried_again_later_and_later_under_the_same_id(
    school: School, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    receiver.status = 500
    ping(made.webhook, head)
    pauses = []
    for _ in range(4):
        before = timezone.now()
        deliver_due()
        (delivery,) = deliveries_of(made.webhook)
        assert delivery.next_try_at is not None
        pauses.append((delivery.next_try_at - before) / timedelta(minutes=1))
        bring_forward(made.webhook, timedelta(hours=3))
    receiver.status = 200
    deliver_due()

    assert [
        round(pause / wanted) for pause, wanted in zip(pauses, (1, 5, 30, 120), strict=True)
    ] == [1] * 4
    assert len(receiver.taken) == 5
    assert len(set(receiver.ids())) == 1
    assert len({message.body for message in receiver.taken}) == 1
    assert deliveries_of(made.webhook)[0].state == Delivery.State.DELIVERED
    assert state_of(made.webhook).failing_since is None


def test_message_is_not_sent_before_its_time(
    head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    receiver.status = 500
    ping(made.webhook, head)
    deliver_due()
    deliver_due()

    assert len(receiver.taken) == 1


def test_message_is_given_up_in_the_end(
    head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    receiver.status = 500
    ping(made.webhook, head)
    for _ in range(len(delivering.WAITS) + 3):
        deliver_due()
        with scope.school(made.webhook.school_id):
            Webhook.objects.update(failing_since=timezone.now())
        bring_forward(made.webhook, timedelta(hours=30))

    assert len(receiver.taken) == len(delivering.WAITS) + 1
    assert deliveries_of(made.webhook)[0].state == Delivery.State.GIVEN_UP


def test_address_that_fails_for_days_is_switched_off_and_its_keepers_are_told(
    school: School,
    head: Person,
    admin: Person,
    teacher: Person,
    receiver: Receiver,
    made: webhooks.Registered,
) -> None:
    receiver.status = 503
    ping(made.webhook, head)
    deliver_due()
    bring_forward(made.webhook, timedelta(days=3))
    deliver_due()
    bring_forward(made.webhook, timedelta(days=3))
    deliver_due()

    row = state_of(made.webhook)
    assert (row.disabled_why, len(receiver.taken)) == ("failing", 2)
    assert verbs_of(school)[-1] == "api.webhook_failed"
    with scope.school(school.pk):
        waiting = list(Letter.objects.filter(kind="webhook-off"))
        at_any_hour = timezone.now()
        Letter.objects.filter(kind="webhook-off").update(rhythm="now", leaves_at=at_any_hour)
    assert {letter.to for letter in waiting} == {head.email, admin.email}
    letters.deliver(school.pk, waiting[0].pk)
    assert receiver.address not in mail.outbox[0].body


def test_what_happened_while_it_was_off_is_sent_once_it_is_on(
    school: School, teacher: Person, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    with scope.school(school.pk):
        webhooks.switch_off(webhook=made.webhook, by=head, now=timezone.now())
    post = published(school, teacher, head)
    announce_all()
    deliver_due()
    assert receiver.taken == []

    with scope.school(school.pk):
        webhooks.switch_on(webhook=made.webhook, by=head, now=timezone.now())
    announce_all()
    deliver_due()

    assert told(receiver) == [("post.published", post.pk)]


def test_one_message_is_sent_again_under_its_own_id(
    school: School, teacher: Person, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    published(school, teacher, head)
    published(school, teacher, head)
    announce_all()
    deliver_due()
    first = deliveries_of(made.webhook)[0]

    with scope.school(school.pk):
        deliveries.replay(delivery=first, by=head, now=timezone.now())
    deliver_due()

    assert receiver.ids()[2:] == [first.message]
    assert receiver.taken[2].body == receiver.taken[0].body


def test_all_since_a_time_are_sent_again(
    school: School, teacher: Person, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    moment = timezone.now()
    posts = [published(school, teacher, head, at=moment - timedelta(hours=h)) for h in (3, 2, 1)]
    announce_all()
    deliver_due()
    receiver.taken.clear()

    with scope.school(school.pk):
        again = deliveries.replay_since(
            webhook=made.webhook, by=head, since=moment - timedelta(minutes=150), now=timezone.now()
        )
    deliver_due()

    assert again == 2
    assert told(receiver) == [("post.published", post.pk) for post in posts[1:]]


def test_late_message_brings_back_no_post_that_was_taken_down(
    school: School, teacher: Person, head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    """It leads to where the post was, and there is none."""
    post = published(school, teacher, head)
    announce_all()
    ask_to_remove(post, head)
    deliver_due()

    assert told(receiver) == [("post.published", post.pk)]
    assert post.text not in receiver.taken[0].body.decode()


def test_nothing_is_sent_to_an_address_that_is_off(
    school: School, head: Person, made: webhooks.Registered
) -> None:
    with scope.school(school.pk):
        webhooks.switch_off(webhook=made.webhook, by=head, now=timezone.now())

    with pytest.raises(deliveries.SwitchedOff):
        ping(made.webhook, head)


def test_old_messages_are_forgotten_and_what_waits_is_not(
    head: Person, receiver: Receiver, made: webhooks.Registered
) -> None:
    ping(made.webhook, head)
    deliver_due()
    waiting = ping(made.webhook, head)

    sweeping.sweep(timezone.now() + timedelta(days=31))

    assert [one.pk for one in deliveries_of(made.webhook)] == [waiting.pk]


def test_removed_address_takes_its_messages_with_it(
    school: School, head: Person, made: webhooks.Registered
) -> None:
    ping(made.webhook, head)
    with scope.school(school.pk):
        webhooks.remove(webhook=made.webhook, by=head, now=timezone.now())
        assert not Delivery.objects.exists()
    assert verbs_of(school)[-1] == "api.webhook_removed"


WEBHOOK = """
INSERT INTO api_webhook (school_id, address, events, secret, previous_secret, previous_until,
                         reached, created_by_id, created_at, disabled_at, disabled_why)
VALUES (%s, %s, %s, '', %s, %s, 0, %s, now(), %s, %s)
"""


@pytest.mark.parametrize(
    ("events", "previous", "until", "off", "why", "words"),
    [
        ([], b"", None, None, "", "webhook_known_events"),
        (["post.drafted"], b"", None, None, "", "webhook_known_events"),
        (["post.removed"], b"x", None, None, "", "webhook_previous_secret_ends"),
        (["post.removed"], b"", None, None, "person", "webhook_disabled_says_why"),
        (["post.removed"], b"", None, timezone.now(), "", "webhook_disabled_says_why"),
    ],
)
def test_database_refuses_a_webhook_that_cannot_be(
    school: School,
    head: Person,
    events: list[str],
    previous: bytes,
    until: Any,
    off: Any,
    why: str,
    words: str,
) -> None:
    with scope.school(school.pk), refused(words):
        run_sql(WEBHOOK, school.pk, "https://a", events, previous, until, head.pk, off, why)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("state = 'delivered'", "delivery_state_fits_times"),
        ("state = 'waiting', next_try_at = NULL", "delivery_state_fits_times"),
        ("state = 'lost'", "delivery_state_fits_times"),
        ("message = 'twin'", "delivery_one_a_message"),
    ],
)
def test_database_refuses_a_delivery_that_cannot_be(
    school: School, head: Person, made: webhooks.Registered, change: str, words: str
) -> None:
    ping(made.webhook, head)
    ping(made.webhook, head)

    with scope.school(school.pk), refused(words):
        run_sql(f"UPDATE api_delivery SET {change}")
