"""The page of slots, the choice at review, and the wish on a draft."""

import pytest
from django.test import Client
from django.utils import timezone

from moderation.drafts import slots
from moderation.drafts.models import Post, WeeklySlot
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.drafts.slots import into_the_next, make_slot
from tests.posts import adopt_policy, make_account, make_post, submitted

SLOTS = "/st-catherine/slots/"


@pytest.fixture
def account(school: School) -> Account:
    adopt_policy(school)
    return make_account(school, handle="StCaths")


def page(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def now_of(post: Post) -> Post:
    with scope.school(post.school_id):
        return Post.objects.get(pk=post.pk)


def shown_slot(post: Post) -> str:
    with scope.school(post.school_id):
        fresh = Post.objects.select_related("account__school").get(pk=post.pk)
        found = slots.offered(fresh, timezone.now())
    assert found is not None
    return found.value


def test_leader_sets_a_slot_and_ends_it(account: Account, school: School, head: Person) -> None:
    browser = client_of(head)
    browser.post(
        f"{SLOTS}accounts/{account.pk}/add/",
        {"weekday": "0", "at": "15:30", "school_days_only": "on"},
    )

    assert "Mondays at 15:30, on school days" in page(browser, SLOTS)
    with scope.school(school.pk):
        slot = WeeklySlot.objects.get()
    browser.post(f"{SLOTS}{slot.pk}/end/")
    assert "no slots yet" in page(browser, SLOTS)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"weekday": "0", "at": ""}, "Enter a time, such as 15:30."),
        ({"weekday": "0", "at": "half three"}, "That is no time."),
        ({"weekday": "9", "at": "15:30"}, "Choose a day of the week."),
    ],
)
def test_slot_that_cannot_be_set_says_why(
    account: Account, head: Person, given: dict[str, str], sentence: str
) -> None:
    answer = client_of(head).post(f"{SLOTS}accounts/{account.pk}/add/", given)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_teacher_sees_slots_and_sets_none(account: Account, head: Person, teacher: Person) -> None:
    make_slot(account, head)

    shown = page(client_of(teacher), SLOTS)

    assert "Free" in shown
    assert "Add a slot" not in shown
    address = f"{SLOTS}accounts/{account.pk}/add/"
    assert client_of(teacher).post(address, {"weekday": "1", "at": "12:00"}).status_code == 403


def test_words_of_a_post_stand_only_where_the_reader_may_see_it(
    account: Account, school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    make_slot(account, head)
    into_the_next(submitted(school, deputy, "A word from leaders."), head, timezone.now())

    assert "A word from leaders." in page(client_of(head), SLOTS)
    assert "A word from leaders." not in page(client_of(teacher), SLOTS)
    assert "<strong>Taken</strong>" in page(client_of(teacher), SLOTS)


def test_reviewer_sees_which_slot_and_approves_for_it(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    make_slot(account, head)
    post = submitted(school, teacher)
    browser, address = client_of(head), f"/st-catherine/review/{post.pk}/"

    assert "In the next free slot: Monday" in page(browser, address)
    browser.post(f"{address}approve/", {"version": 1, "when": "slot", "slot": shown_slot(post)})

    assert now_of(post).state == State.SCHEDULED
    assert now_of(post).slot_at is not None


def test_slower_reviewer_is_told_and_shown_the_next_slot(
    account: Account, school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    make_slot(account, head)
    first, second = submitted(school, teacher), submitted(school, teacher)
    taken = shown_slot(second)
    into_the_next(first, head, timezone.now())

    answer = client_of(deputy).post(
        f"/st-catherine/review/{second.pk}/approve/", {"version": 1, "when": "slot", "slot": taken}
    )

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "That slot was taken a moment ago" in shown
    assert f'name="slot" value="{shown_slot(second)}"' in shown
    assert shown_slot(second) != taken


def test_slot_and_a_typed_time_are_not_both_taken(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    make_slot(account, head)
    post = submitted(school, teacher)
    given = {"when": "slot", "slot": shown_slot(post), "wall_time": "2030-01-07T10:00"}

    answer = client_of(head).post(
        f"/st-catherine/review/{post.pk}/approve/", {"version": 1, **given}
    )

    assert answer.status_code == 422
    assert "the next free slot is chosen" in answer.content.decode()


def test_without_slots_the_choice_is_not_there(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher)

    assert "next free slot" not in page(client_of(head), f"/st-catherine/review/{post.pk}/")
    answer = client_of(head).post(
        f"/st-catherine/review/{post.pk}/approve/", {"version": 1, "when": "slot"}
    )
    assert "No slot is free" in answer.content.decode()


def test_author_wishes_for_a_slot_and_the_reviewer_finds_it_chosen(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    make_slot(account, head)
    post = make_post(school, teacher)
    browser, address = client_of(teacher), f"/st-catherine/drafts/{post.pk}/"

    assert "The next free one is Monday" in page(browser, address)
    browser.post(f"{address}submit/", {"wishes_slot": "on"})

    theirs = page(client_of(head), f"/st-catherine/review/{post.pk}/")
    assert "Wished for the next free slot" in theirs
    assert 'value="slot" checked' in theirs
    assert "Wished for the next free slot" in page(client_of(head), "/st-catherine/review/")


def test_gaps_are_shown_and_then_closed(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    make_slot(account, head, 0)
    make_slot(account, head, 2)
    first, second = (
        into_the_next(submitted(school, teacher), head, timezone.now()) for _ in range(2)
    )
    browser = client_of(head)
    browser.post(f"/st-catherine/posts/{first.pk}/cancel/")
    address = f"{SLOTS}accounts/{account.pk}/gaps/"

    shown = page(browser, address)
    assert "Move this post" in shown
    assert browser.post(address, {"plan": "1>2030-01-01T10:00"}).status_code == 409
    assert now_of(second).slot_at == second.slot_at
    with scope.school(school.pk):
        fresh = Account.objects.select_related("school").get(pk=account.pk)
        plan = slots.written_out(slots.gaps(fresh, besides=head.pk, now=timezone.now()))
    browser.post(address, {"plan": plan})

    assert now_of(second).slot_at == first.slot_at
