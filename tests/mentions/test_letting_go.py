"""What others wrote is theirs: deleted on X, or kept as long as the school wants, it is let go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.mentions.actions import deciding, keeping
from moderation.mentions.jobs import disposing, presence
from moderation.mentions.models import Mention
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import run_sql
from tests.drafts.forcing import refused
from tests.fixtures.sandbox import SandboxX
from tests.mentions.written import HANDLE, check, earlier, mentions, now_of, one_mention, watched

WEEK = timedelta(days=8)


@pytest.fixture
def mention(x_account: Account, sandbox: SandboxX) -> Mention:
    return one_mention(x_account, sandbox)


def thanked(mention: Mention, by: Person, *, for_governors: bool = True) -> None:
    with scope.school(mention.school_id):
        deciding.thank(
            mention=mention,
            how=Mention.Thanked.PERSON,
            for_governors=for_governors,
            by=by,
            now=timezone.now(),
        )


def everything_kept(school: School) -> str:
    """Every value of the table, as text."""
    with scope.school(school.pk):
        return str(run_sql("SELECT to_jsonb(m)::text FROM mentions_mention m"))


def test_what_is_deleted_on_x_is_let_go_of_once_x_said_so_twice(
    x_account: Account, mention: Mention, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    sandbox.delete_by_hand("Some_Parent", mention.tweet_id)
    earlier(x_account, checked_at=WEEK)

    check(watch)
    once = len(mentions(x_account))
    check(watch)
    too_soon = len(mentions(x_account))
    earlier(x_account, checked_at=presence.CONFIRM, missing_since=presence.CONFIRM)
    check(watch)

    assert (once, too_soon, mentions(x_account)) == (1, 1, [])


def test_what_is_there_is_kept_and_asked_about_once_a_week(
    x_account: Account, mention: Mention, sandbox: SandboxX
) -> None:
    watch = watched(x_account)
    earlier(x_account, checked_at=WEEK)

    check(watch)
    check(watch)

    assert (len(mentions(x_account)), len(sandbox.requests("lookup"))) == (1, 1)
    assert presence.due() == []


@pytest.mark.faults
@pytest.mark.parametrize("fault", ["503_before", "truncated", "html", "rate_limited", "no_id"])
def test_an_answer_that_says_nothing_lets_nothing_go(
    x_account: Account, mention: Mention, sandbox: SandboxX, fault: str
) -> None:
    watch = watched(x_account)
    earlier(x_account, checked_at=WEEK)
    sandbox.plan_fault(fault, operation="lookup")

    check(watch)

    [kept] = mentions(x_account)
    assert (kept.missing_since, now_of(watch).trouble != "") == (None, True)


def test_what_nobody_looked_at_goes_in_time(
    school: School, x_account: Account, mention: Mention
) -> None:
    earlier(x_account, seen_at=timedelta(days=59))
    before = disposing.dispose(timezone.now())
    earlier(x_account, seen_at=timedelta(days=2))

    assert (before, disposing.dispose(timezone.now())) == (0, 1)
    assert everything_kept(school) == "[]"


def test_thanks_are_kept_longer_and_then_only_counted(
    school: School, x_account: Account, mention: Mention, head: Person
) -> None:
    thanked(mention, head)
    earlier(x_account, seen_at=timedelta(days=300), decided_at=timedelta(days=300))
    before = disposing.dispose(timezone.now())
    earlier(x_account, seen_at=timedelta(days=200), decided_at=timedelta(days=200))

    after = disposing.dispose(timezone.now())

    kept = everything_kept(school)
    assert (before, after, "thanked" in kept) == (0, 1, True)
    assert mention.tweet_id not in kept
    assert "Some_Parent" not in kept
    assert mention.author_id not in kept
    assert disposing.dispose(timezone.now()) == 0


def test_a_school_chooses_how_long(
    school: School, x_account: Account, mention: Mention, head: Person
) -> None:
    with scope.school(school.pk):
        keeping.keep_for(school=school, days=5, thanked_months=3, by=head, now=timezone.now())
    earlier(x_account, seen_at=timedelta(days=6))

    assert disposing.dispose(timezone.now()) == 1
    with scope.school(school.pk), pytest.raises(keeping.BadTime):
        keeping.keep_for(school=school, days=0, thanked_months=3, by=head, now=timezone.now())


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE mentions_mention SET handle = 'x'", "stays as it was"),
        ("UPDATE mentions_mention SET words = ''", "stays as it was"),
        ("UPDATE mentions_mention SET posted_at = now()", "stays as it was"),
        ("UPDATE mentions_mention SET state = 'thanked'", "decided_by_somebody|thanked_somehow"),
        ("UPDATE mentions_mention SET state = 'incident'", "decided_by_somebody|incident_is_one"),
        ("UPDATE mentions_mention SET let_go_at = now()", "let_go_of_says_nothing"),
        ("UPDATE mentions_mention SET tweet_id = ''", "stays as it was"),
    ],
)
def test_database_keeps_what_was_written_as_it_was(
    school: School, mention: Mention, statement: str, told: str
) -> None:
    with scope.school(school.pk), refused(told):
        run_sql(statement)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM mentions_mention", "emptied, not deleted"),
        (
            (
                "UPDATE mentions_mention SET state = 'new', decided_at = NULL, "
                "decided_by_id = NULL, thanked_how = '', for_governors = false"
            ),
            "is not new",
        ),
    ],
)
def test_database_keeps_what_was_decided(
    school: School, mention: Mention, head: Person, statement: str, told: str
) -> None:
    thanked(mention, head)

    with scope.school(school.pk), refused(told):
        run_sql(statement)


def test_a_mention_is_kept_once_in_the_database(school: School, mention: Mention) -> None:
    copy = (
        "INSERT INTO mentions_mention (school_id, account_id, tweet_id, conversation_id, "
        "author_id, handle, words, pictures, posted_at, seen_at, checked_at, state, thanked_how, "
        "for_governors) SELECT school_id, account_id, tweet_id, conversation_id, author_id, "
        "handle, words, pictures, posted_at, seen_at, checked_at, state, thanked_how, "
        "for_governors FROM mentions_mention"
    )

    with scope.school(school.pk), refused("mention_once"):
        run_sql(copy)


def test_nothing_is_let_go_of_elsewhere(
    x_account: Account, mention: Mention, sandbox: SandboxX
) -> None:
    sandbox.mention("Other_Parent", HANDLE)

    assert disposing.dispose(timezone.now()) == 0
    assert len(mentions(x_account)) == 1
