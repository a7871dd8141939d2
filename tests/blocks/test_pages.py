"""Blocks on the page: who may, what is shown, what is refused and what is kept."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone

from moderation.blocks.actions import times
from moderation.blocks.jobs import reminding
from moderation.blocks.models import Block
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.blocks.blocking import STRANGER, decided, kinds, now_of
from tests.cast import client_of, seen
from tests.drafts.hands import hand_account

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def account(school: School, head: Person) -> Account:
    return hand_account(school, head)


def test_block_from_decision_to_a_person_who_looked(
    school: School, account: Account, head: Person
) -> None:
    client, path = client_of(head), f"/{school.slug}/blocks/"
    link = f"https://twitter.com/intent/user?user_id={STRANGER}"
    client.post(f"{path}decide/", {"who": link, "account": account.pk, "reason": "Sells pots."})
    with scope.school(school.pk):
        block = Block.objects.get()
    page = client.get(f"{path}{block.pk}/").content.decode()
    client.post(f"{path}{block.pk}/done/")
    client.post(f"{path}{block.pk}/seen/")
    said = {"what_for": "Spam", "reference": "X-1"}
    client.post(f"{path}{block.pk}/report/", said)
    after = client.get(f"{path}{block.pk}/").content.decode()

    assert f"{settings.X_PUBLIC_URL}/intent/user?user_id={STRANGER}" in page
    assert kinds(block) == ["decided", "done", "seen", "reported"]
    assert "X itself was not asked" in after
    assert "X’s reference: X-1" in after


def test_appeal_is_heard_with_a_reason(school: School, account: Account, head: Person) -> None:
    block, client = decided(account, head), client_of(head)
    path = f"/{school.slug}/blocks/{block.pk}/"
    client.post(f"{path}done/")
    without = client.post(f"{path}undo/", {"why": " "})
    client.post(f"{path}undo/", {"why": "A parent wrote to us."})
    client.post(f"{path}undone/")
    client.post(f"{path}gone/")

    assert (without.status_code, now_of(block).state) == (422, "lifted")


def test_button_pressed_twice_says_where_it_stands(
    school: School, account: Account, head: Person
) -> None:
    block, client = decided(account, head), client_of(head)
    path = f"/{school.slug}/blocks/{block.pk}/done/"
    client.post(path)

    again = client.post(path)

    assert (again.status_code, "can no longer be done" in again.content.decode()) == (409, True)
    assert kinds(block) == ["decided", "done"]


@pytest.mark.parametrize(
    "who",
    ["", "two words", "https://example.org/a", "https://x.com/home", "@", "a" * 21, "ﬁne", "12'"],
)
def test_rubbish_is_refused_and_kept_on_the_page(
    school: School, account: Account, head: Person, who: str
) -> None:
    given = {"who": who, "account": account.pk, "reason": "Sells pots."}

    answer = client_of(head).post(f"/{school.slug}/blocks/decide/", given)

    assert (answer.status_code, "Sells pots." in answer.content.decode()) == (422, True)
    with scope.school(school.pk):
        assert not Block.objects.exists()


def test_block_on_a_staff_account_is_its_owners_alone(
    school: School, teacher: Person, head: Person
) -> None:
    block = decided(hand_account(school, teacher, handle="TeachersOwn", kind="staff"), teacher)
    path = f"/{school.slug}/blocks/{block.pk}/"

    assert client_of(teacher).get(path).status_code == 200
    assert seen(client_of(head).get(path)) == seen(
        client_of(head).get(f"/{school.slug}/blocks/999999/")
    )
    assert client_of(head).post(f"{path}done/").status_code == 404
    assert b"Pots_And_Pans" not in client_of(head).get(f"/{school.slug}/blocks/").content


def test_teacher_does_not_see_the_schools_blocks(
    school: School, account: Account, head: Person, teacher: Person
) -> None:
    block = decided(account, head)

    assert client_of(teacher).get(f"/{school.slug}/blocks/{block.pk}/").status_code == 404
    assert b"Pots_And_Pans" not in client_of(teacher).get(f"/{school.slug}/blocks/").content


def test_other_school_gets_a_plain_404(
    school: School, account: Account, head: Person, other_head: Person, other_school: School
) -> None:
    block = decided(account, head)

    assert client_of(other_head).get(f"/{school.slug}/blocks/{block.pk}/").status_code == 404
    elsewhere = f"/{other_school.slug}/blocks/{block.pk}/"
    assert client_of(other_head).get(elsewhere).status_code == 404


def test_long_list_goes_on_at_its_end(school: School, account: Account, head: Person) -> None:
    for number in range(1, 31):
        decided(account, head, user_id=str(number), handle=f"one_{number}")
    client, path = client_of(head), f"/{school.slug}/blocks/?state=to-do"

    first = client.get(path).content.decode()
    cursor = first.split("from=")[1].split('"')[0]
    second = client.get(f"{path}&from={cursor}").content.decode()

    assert second.split("All blocks")[1].count("queue-link") == 5
    assert client.get(f"{path}&from=²x").status_code == 200


def test_late_block_is_reminded_of_once_a_day_in_school_hours(
    school: School, account: Account, head: Person, deputy: Person
) -> None:
    wednesday = datetime(2026, 11, 4, 10, 0, tzinfo=LONDON)
    block = decided(account, head, now=wednesday - timedelta(days=6))
    at = [wednesday.replace(hour=6), wednesday, wednesday + timedelta(hours=2)]
    at += [wednesday + timedelta(days=1), wednesday + timedelta(days=3)]  # the last a Saturday

    assert [reminding.remind(moment) for moment in at] == [0, 1, 0, 1, 0]
    assert kinds(block) == ["decided", "reminded", "reminded"]
    with scope.school(school.pk):
        late = Letter.objects.filter(kind="block-late").values_list("to", flat=True)
        assert sorted(late) == sorted([head.email, deputy.email] * 2)


def test_school_says_how_many_days(school: School, account: Account, head: Person) -> None:
    friday = datetime(2026, 11, 6, 10, 0, tzinfo=LONDON)
    with scope.school(school.pk):
        times.give(school=school, days=1, by=head, now=timezone.now())
    block = decided(account, head, now=friday)
    answer = client_of(head).post(f"/{school.slug}/blocks/times/", {"days": "11"})

    assert block.due_at == friday + timedelta(days=3)
    assert (answer.status_code, "from 1 to 10" in answer.content.decode()) == (422, True)
