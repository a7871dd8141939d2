"""Kind words that a colleague passes on, also where no software reads what is written."""

from typing import Any

import pytest

from moderation.mentions.models import Mention
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.drafts.hands import hand_account

PAGE = "/st-catherine/mentions/note/"
LIST = "/st-catherine/mentions/"
NUMBER = "1860000000000000001"
LINK = f"https://x.com/A_Grandma/status/{NUMBER}?s=20"
WORDS = "What a lovely choir at the market!"


@pytest.fixture
def account(school: School, head: Person) -> Account:
    """One that no API reaches."""
    return hand_account(school, head)


def passed_on(to: Account, by: Person, **typed: str) -> Any:
    sent = {"link": LINK, "said": WORDS, "account": str(to.pk)} | typed
    return client_of(by).post(PAGE, sent)


def kept(school: School) -> list[Mention]:
    with scope.school(school.pk):
        return list(Mention.objects.select_related("account", "school").order_by("pk"))


def test_a_teacher_passes_it_on_and_a_leader_thanks(
    school: School, account: Account, teacher: Person, head: Person, governor: Person
) -> None:
    assert passed_on(account, teacher).status_code == 302
    [mention] = kept(school)
    leader = client_of(head)
    listed = leader.get(LIST).content.decode()
    leader.post(f"{LIST}{mention.pk}/thank/", {"how": "letter", "for_governors": "on"})

    assert (mention.tweet_id, mention.handle, WORDS.encode() in bytes(mention.words)) == (
        NUMBER,
        "A_Grandma",
        False,
    )
    assert WORDS in listed
    assert "Passed on by a colleague" in listed
    assert WORDS in client_of(governor).get(f"{LIST}thanked/").content.decode()


def test_who_passed_it_on_is_on_record_and_the_words_are_not(
    school: School, account: Account, teacher: Person
) -> None:
    passed_on(account, teacher)

    with scope.school(school.pk):
        event = Event.objects.get(verb="mention.noted")
    assert event.actor_id == teacher.pk
    assert not [word for word in (WORDS, "Grandma", NUMBER) if word in str(event.payload)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"link": ""}, "Paste the link of what they wrote."),
        ({"link": "https://x.com/A_Grandma"}, "Paste the link of one post"),
        ({"link": "javascript:alert(1)"}, "Paste the link of one post"),
        ({"link": "https://x.com/a/status/9223372036854775807"}, "X has no such post"),
        ({"link": f"https://x.com/STCathsByHand/status/{NUMBER}"}, "a post of the school itself"),
        ({"said": " "}, "Copy the words from X"),
        ({"said": "x" * 1001}, "1000"),
    ],
)
def test_what_is_no_mention_is_refused_and_kept_as_typed(
    school: School, account: Account, teacher: Person, typed: dict[str, str], told: str
) -> None:
    answer = passed_on(account, teacher, **typed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert kept(school) == []


def test_the_same_is_kept_once(
    school: School, account: Account, teacher: Person, deputy: Person
) -> None:
    passed_on(account, teacher)

    again = passed_on(account, deputy, link=f"https://twitter.com/i/status/{NUMBER}")

    assert "The leaders have this one already" in again.content.decode()
    assert len(kept(school)) == 1


def test_an_account_of_another_school_or_a_colleague_is_no_choice(
    school: School, account: Account, teacher: Person, other_school: School, other_head: Person
) -> None:
    elsewhere = hand_account(other_school, other_head, handle="Elsewhere")
    own = hand_account(school, teacher, handle="MissTeach", kind="staff")

    for one in (elsewhere, own):
        assert passed_on(account, teacher, account=str(one.pk)).status_code == 422
    assert kept(school) == []


def test_hostile_words_are_shown_as_words(
    school: School, account: Account, teacher: Person, head: Person
) -> None:
    passed_on(account, teacher, said="<script>alert(1)</script>\u202egnp.exe")

    page = client_of(head).get(LIST).content.decode()
    assert "<script>alert" not in page
    assert '<blockquote class="mention-words" dir="auto">&lt;script&gt;' in page


def test_school_without_an_account_is_told(school: School, teacher: Person) -> None:
    assert "No account is known yet" in client_of(teacher).get(PAGE).content.decode()


def test_a_governor_passes_nothing_on(account: Account, governor: Person) -> None:
    assert passed_on(account, governor).status_code == 403
