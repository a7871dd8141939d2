"""Leaders hear that somebody wrote to the school, once a day, and not what."""

from datetime import UTC, datetime, timedelta

import pytest

from moderation.mentions.jobs import telling
from moderation.mentions.models import Mention
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxX
from tests.mentions.written import mentions, one_mention, watched

TUESDAY = datetime(2030, 6, 4, 10, 20, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture
def mention(x_account: Account, sandbox: SandboxX) -> Mention:
    return one_mention(x_account, sandbox)


def letters(school: School) -> list[Letter]:
    with scope.school(school.pk):
        return list(Letter.objects.filter(kind="mentions-new").order_by("pk"))


def test_each_leader_gets_one_mail_that_says_nothing_of_it(
    mention: Mention, school: School, head: Person, teacher: Person
) -> None:
    assert telling.tell(TUESDAY) == 1
    assert telling.tell(TUESDAY + timedelta(hours=1)) == 0

    [letter] = letters(school)
    assert (letter.to, letter.path) == (head.email, "/st-catherine/mentions/")


def test_the_same_mention_is_told_once_and_a_newer_one_the_next_day(
    mention: Mention, school: School
) -> None:
    telling.tell(TUESDAY)
    assert telling.tell(TUESDAY + A_DAY) == 0

    with scope.school(school.pk):
        mention = mentions(mention.account)[0]
        Mention.objects.create(
            school=school,
            account=mention.account,
            tweet_id="77",
            conversation_id="77",
            words=bytes(mention.words),
            posted_at=TUESDAY,
            seen_at=TUESDAY + timedelta(hours=2),
            checked_at=TUESDAY,
        )
    assert telling.tell(TUESDAY + timedelta(hours=3)) == 0
    assert telling.tell(TUESDAY + A_DAY) == 1


@pytest.mark.parametrize("at", [TUESDAY.replace(hour=22), TUESDAY + 4 * A_DAY])
def test_nobody_is_told_at_night_or_on_a_saturday(
    mention: Mention, school: School, at: datetime
) -> None:
    assert telling.tell(at) == 0
    assert letters(school) == []


def test_what_somebody_has_looked_at_is_not_told(
    mention: Mention, school: School, head: Person
) -> None:
    with scope.school(school.pk):
        Mention.objects.filter(pk=mention.pk).update(
            state="fine", decided_by=head, decided_at=TUESDAY
        )

    assert telling.tell(TUESDAY) == 0


def test_another_school_hears_nothing(mention: Mention, other_school: School) -> None:
    watched(mention.account)
    telling.tell(TUESDAY)

    assert letters(other_school) == []
