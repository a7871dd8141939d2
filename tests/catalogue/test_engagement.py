"""What posts met with is read where the school asked for it, costs no call more, and goes with the
post.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.catalogue import engaging
from moderation.catalogue.actions import engagement as actions
from moderation.catalogue.jobs import presence
from moderation.catalogue.models import Engagement, Tweet, Watch
from moderation.catalogue.noting import Seen
from moderation.catalogue.presenters import engagement as presenter
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.x.models import Account, Charge
from schoolsocial.x.timeline import Metrics, first_id, read_metrics
from tests.cast import client_of, in_scope, run_sql
from tests.catalogue.sights import HANDLE, change, check, read, seen_on_x, tweets, watched
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_account

PAGE = "/st-catherine/on-x/engagement/"
TOLD = {"retweet_count": 1, "reply_count": 2, "like_count": 3, "quote_count": 4}


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """No post is too young to be asked about."""
    monkeypatch.setattr(presence, "YOUNG", timedelta(0))


@pytest.fixture
def live(due_words: Post, x_account: Account) -> Watch:
    """The watch over an account with one post that School Social sent."""
    watch = watched(x_account)
    sending.send(due_words.school_id, due_words.pk)
    return read(watch)


@pytest.fixture
def browser(head: Person) -> Client:
    return client_of(head)


def switch(school: School, by: Person, *, on: bool) -> None:
    with in_scope(school.pk):
        actions.switch(school=school, on=on, by=by, now=timezone.now())


def kept(school: School) -> list[Engagement]:
    with in_scope(school.pk):
        return list(Engagement.objects.select_related("tweet").order_by("pk"))


def page(browser: Client) -> str:
    return browser.get(PAGE).content.decode()


def at_month(account: Account, texts: list[str]) -> list[Tweet]:
    """Posts of this minute, in their order."""
    first = int(first_id(timezone.now() - timedelta(minutes=30)))
    return seen_on_x(account, *(Seen(str(first + n), text) for n, text in enumerate(texts)))


def met(account: Account, **by_text: int) -> None:
    """So many likes for the posts with these words, and ten times as many views."""
    with in_scope(account.school_id):
        told = {
            one.tweet_id: Metrics(by_text[one.text], 0, 0, 0, by_text[one.text] * 10)
            for one in Tweet.objects.all()
            if one.text in by_text
        }
        engaging.note(account, told, timezone.now())


def test_nothing_is_asked_or_kept_unless_switched_on(
    live: Watch, school: School, sandbox: SandboxX
) -> None:
    check(live)

    asked = [*sandbox.requests("lookup"), *sandbox.requests("timeline")]
    assert asked
    assert not any("public_metrics" in str(one["query"]) for one in asked)
    assert kept(school) == []


def test_numbers_come_with_the_answer_that_is_asked_for_anyway(
    live: Watch, school: School, head: Person, sandbox: SandboxX
) -> None:
    switch(school, head, on=True)
    check(live)

    [found] = kept(school)
    [asked] = sandbox.requests("lookup")
    assert asked["query"]["tweet.fields"] == "public_metrics"
    assert found.tweet.tweet_id == sandbox.live(HANDLE)[0]["id"]
    assert found.impressions == 60 + found.likes * 11


@pytest.mark.parametrize("on", [True, False])
def test_numbers_cost_no_call_more(live: Watch, school: School, head: Person, *, on: bool) -> None:
    switch(school, head, on=on)
    with in_scope(school.pk):
        before = set(Charge.objects.values_list("pk", flat=True))

    check(live)

    with in_scope(school.pk):
        booked = Charge.objects.exclude(pk__in=before).values_list("call", "count")
        assert list(booked) == [("read_post", 1)]


def test_reading_the_timeline_tells_them_too(
    live: Watch, school: School, head: Person, sandbox: SandboxX
) -> None:
    switch(school, head, on=True)
    change(live, whole_asked_at=timezone.now())

    read(live)

    assert len(kept(school)) == 1
    assert "public_metrics" in sandbox.requests("timeline")[-1]["query"]["tweet.fields"]


def test_later_numbers_take_the_place_of_earlier_ones(school: School, head: Person) -> None:
    account = make_account(school)
    at_month(account, ["garden"])
    switch(school, head, on=True)

    met(account, garden=3)
    met(account, garden=8)

    assert [one.likes for one in kept(school)] == [8]


def test_answer_that_comes_after_switching_off_is_not_kept(school: School, head: Person) -> None:
    account = make_account(school)
    at_month(account, ["garden"])
    switch(school, head, on=True)
    met(account, garden=3)
    switch(school, head, on=False)

    met(account, garden=3)

    assert kept(school) == []
    with in_scope(school.pk):
        events = Event.objects.filter(verb="engagement.switched").order_by("sequence")
        assert [one.payload for one in events] == [{"on": True}, {"on": False}]


@pytest.mark.faults
def test_numbers_go_with_the_post(
    live: Watch, school: School, head: Person, sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(school, head, on=True)
    check(live)
    had = len(kept(school))
    sandbox.delete_by_hand(HANDLE, sandbox.live(HANDLE)[0]["id"])
    monkeypatch.setattr(presence, "CONFIRM", timedelta(0))
    with in_scope(school.pk):
        Tweet.objects.update(checked_at=None)

    check(live)
    check(live)

    assert tweets(live.account)[0].missing_since
    assert (had, kept(school)) == (1, [])


def test_what_is_gone_is_not_noted_again(school: School, head: Person) -> None:
    account = make_account(school)
    at_month(account, ["garden"])
    switch(school, head, on=True)
    with in_scope(school.pk):
        Tweet.objects.update(missing_since=timezone.now())

    met(account, garden=3)

    assert kept(school) == []


def test_another_accounts_post_gets_no_number(school: School, head: Person) -> None:
    account, other = make_account(school), make_account(school, handle="Other")
    at_month(account, ["garden"])
    switch(school, head, on=True)

    met(other, garden=3)

    assert kept(school) == []


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        (TOLD, Metrics(3, 1, 2, 4, None)),
        (TOLD | {"impression_count": 9}, Metrics(3, 1, 2, 4, 9)),
        (TOLD | {"impression_count": -1}, Metrics(3, 1, 2, 4, None)),
        (TOLD | {"like_count": True}, None),
        (TOLD | {"like_count": 2**31}, None),
        (TOLD | {"quote_count": "4"}, None),
        ({}, None),
        ("none", None),
    ],
)
def test_what_x_tells_is_taken_whole_or_not_at_all(said: Any, read_as: Metrics | None) -> None:
    assert read_metrics({"public_metrics": said}) == read_as


def test_reposts_have_two_names() -> None:
    newer = {name.replace("retweet", "repost"): number for name, number in TOLD.items()}

    assert read_metrics({"public_metrics": newer}) == Metrics(3, 1, 2, 4, None)


def test_page_says_what_it_costs_before_it_is_switched_on(school: School, browser: Client) -> None:
    make_account(school)

    shown = page(browser)

    assert "It is switched off" in shown
    assert "it costs nothing more" in shown
    assert "$0.005 a post" in shown


def test_leader_switches_it_on_and_off_through_the_page(school: School, browser: Client) -> None:
    browser.post(PAGE + "switch/", {"on": "yes"})
    assert "It is switched off" not in page(browser)

    browser.post(PAGE + "switch/")
    assert "It is switched off" in page(browser)


def test_page_adds_up_what_is_known_and_says_what_is_not(
    school: School, head: Person, browser: Client
) -> None:
    account = make_account(school)
    at_month(account, ["garden", "choir", "sports", "chess"])
    switch(school, head, on=True)
    met(account, garden=2, choir=9, sports=4)

    with in_scope(school.pk):
        shown = presenter.present(school, timezone.now())

    months = [one for one in shown.months if one.read]
    assert [(one.posts, one.read, one.likes, one.usual) for one in months] == [(4, 3, "15", "4")]
    assert [one.likes for one in shown.rows] == ["unknown", "4", "9", "2"], "by time, not success"
    assert page(browser).count("unknown") == 5


def test_month_of_which_nothing_was_read_is_unknown_and_not_nought(
    school: School, head: Person
) -> None:
    at_month(make_account(school), ["garden"])
    switch(school, head, on=True)

    with in_scope(school.pk):
        [month] = presenter.present(school, timezone.now()).months

    assert (month.likes, month.usual, month.shown) == ("unknown", "unknown", "unknown")


def test_classes_stand_by_name(school: School, head: Person) -> None:
    account = make_account(school)
    rows = at_month(account, ["garden", "choir"])
    switch(school, head, on=True)
    met(account, garden=2, choir=9)
    with in_scope(school.pk):
        listed = list(Tweet.objects.select_related("engagement").order_by("posted_at", "id"))
        for number, one in enumerate(listed):
            one.post_id = number + 1  # as if they came of drafts
        told = list(presenter._by_class(listed, {1: ["Willow"], 2: ["Ash", "Willow"]}))

    assert len(rows) == 2
    assert [(one.name, one.posts, one.usual) for one in told] == [
        ("Ash", 1, "9"),
        ("Willow", 2, "5.5"),
    ]


def test_list_is_saved(school: School, head: Person, browser: Client) -> None:
    account = make_account(school)
    at_month(account, ["garden", "choir"])
    switch(school, head, on=True)
    met(account, garden=7)

    table = browser.get(PAGE + "?save=csv").content.decode("utf-8-sig")

    assert "garden" in table
    assert ",7,0,0,0,70," in table
    assert ",unknown,unknown," in table


def test_page_keeps_to_its_statements(school: School, head: Person, browser: Client) -> None:
    account = make_account(school)
    switch(school, head, on=True)
    at_month(account, [f"post {number}" for number in range(3)])
    page(browser)
    with CaptureQueriesContext(connection) as few:
        page(browser)
    at_month(account, [f"more {number}" for number in range(60)])

    with CaptureQueriesContext(connection) as many:
        page(browser)

    assert len(many) == len(few)


def test_teacher_does_not_see_it(school: School, teacher: Person) -> None:
    assert client_of(teacher).get(PAGE).status_code == 403


def test_database_keeps_one_row_a_post(school: School, head: Person) -> None:
    account = make_account(school)
    at_month(account, ["garden"])
    switch(school, head, on=True)
    met(account, garden=7)
    [row] = kept(school)
    again = (
        "INSERT INTO catalogue_engagement (school_id, tweet_id, likes, reposts, replies, quotes,"
        " read_at) VALUES (%s, %s, 1, 1, 1, 1, now())"
    )

    with in_scope(school.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql(again, school.pk, row.tweet_id)
        run_sql("DELETE FROM catalogue_engagement")
        run_sql(again, school.pk, row.tweet_id)
