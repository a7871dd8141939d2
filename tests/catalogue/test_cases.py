"""A post made outside the process: adopted, explained or taken down, always for a reason."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from moderation.catalogue import errors
from moderation.catalogue.actions import cases as actions
from moderation.catalogue.jobs import verifying
from moderation.catalogue.models import Case, Removal
from moderation.drafts.jobs import removing
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, run_sql
from tests.catalogue.sights import HANDLE, cases, read, tweets, watched
from tests.drafts.forcing import refused
from tests.drafts.outgoing import events_of
from tests.fixtures.sandbox import SandboxX


@pytest.fixture
def case(x_account: Account, head: Person, sandbox: SandboxX) -> Case:
    """A post that somebody made by phone."""
    watch = watched(x_account)
    sandbox.post_by_hand(HANDLE, "Snow day!")
    read(watch)
    return cases(x_account)[0]


def answer(
    case: Case, by: Person, given: str, reason: str = "A snow day", who: Person | None = None
) -> Case:
    with scope.school(case.school_id):
        return actions.answer(
            case=case, answer=given, by=by, reason=reason, who=who, now=timezone.now()
        )


def post_of(account: Account) -> Post:
    post = tweets(account)[0].post
    assert post is not None
    return post


def test_an_adopted_post_is_in_the_record_and_was_not_approved_here(
    case: Case, x_account: Account, head: Person
) -> None:
    answer(case, head, "adopted")

    post = post_of(x_account)
    assert (post.state, post.text, post.seal) == (State.POSTED, "Snow day!", "")
    assert post.adopted_at is not None
    assert events_of(post) == [("post.adopted", head.pk)]


def test_an_adopted_post_is_shown_as_nobodys_writing_here(
    case: Case, x_account: Account, head: Person
) -> None:
    answer(case, head, "adopted")
    browser = client_of(head)

    own = browser.get("/st-catherine/drafts/").content.decode()
    page = browser.get(f"/st-catherine/posts/{post_of(x_account).pk}/").content.decode()

    assert "Snow day!" not in own
    assert "not approved here" in page
    assert "A post by" not in page


def test_an_explained_post_names_who_made_it(case: Case, head: Person, teacher: Person) -> None:
    with pytest.raises(errors.WhoMissing):
        answer(case, head, "explained")

    answered = answer(case, head, "explained", who=teacher)

    assert (answered.who, answered.answered_by) == (teacher, head)


def test_a_post_taken_down_is_deleted_and_seen_to_be_gone(
    case: Case, x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    answer(case, head, "taken-down", "Nobody knows who posted it")
    removing.remove(case.school_id, post_of(x_account).pk)
    [(school, removal)] = verifying.due()
    verifying.verify(school, removal)

    with scope.school(case.school_id):
        proof = Removal.objects.get()
    assert sandbox.live(HANDLE) == []
    assert (proof.gone_at is not None, proof.since) == (True, case.opened_at)
    assert tweets(x_account)[0].missing_since == proof.gone_at


def test_a_case_is_answered_once(case: Case, head: Person) -> None:
    answer(case, head, "adopted")

    with pytest.raises(errors.AlreadyDecided):
        answer(case, head, "taken-down")


@pytest.mark.parametrize(
    ("given", "reason", "error"),
    [
        ("adopted", "  ", errors.ReasonMissing),
        ("by-hand", "x", errors.NotAnAnswer),
        ("ours", "x", errors.NotAnAnswer),
    ],
)
def test_an_answer_needs_to_fit_and_a_reason(
    case: Case, head: Person, given: str, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        answer(case, head, given, reason)


def test_a_case_waits_for_the_floor_that_keeps_incidents(case: Case) -> None:
    with scope.school(case.school_id):
        waiting = list(Case.objects.to_pass_on())
        actions.pass_on(case=case, now=timezone.now())
        actions.pass_on(case=case, now=timezone.now())

        assert (waiting, list(Case.objects.to_pass_on())) == ([case], [])


ADOPTED = """
INSERT INTO drafts_post (school_id, author_id, account_id, kind, text, state, revision,
    created_at, saved_at, wall_time, fingerprint, seal, tweet_id, posted_at, trouble,
    removal_reason, adopted_at)
VALUES (%s, %s, %s, 'ordinary', 'x', %s, 0, now(), now(), '', '', %s, %s, now(), '', '', now())
"""


@pytest.mark.parametrize(
    ("state", "seal", "tweet", "words"),
    [
        ("draft", "", None, "as it stands on X"),
        ("posted", "", "99", "only what was seen"),
        ("posted", "a", "seen", "not_approved_here"),
    ],
)
def test_the_database_adopts_only_what_was_seen_and_never_as_approved(
    case: Case, head: Person, x_account: Account, state: str, seal: str, tweet: str, words: str
) -> None:
    given = tweets(x_account)[0].tweet_id if tweet == "seen" else tweet
    with scope.school(case.school_id), refused(words):
        run_sql(ADOPTED, case.school_id, head.pk, x_account.pk, state, seal, given)


@pytest.mark.parametrize(
    "change", ["adopted_at = NULL", "seal = 'x'", "state = 'draft', tweet_id = NULL", "text = 'y'"]
)
def test_an_adopted_post_stays_one(
    case: Case, head: Person, x_account: Account, change: str
) -> None:
    answer(case, head, "adopted")

    with scope.school(case.school_id), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"UPDATE drafts_post SET {change} WHERE adopted_at IS NOT NULL")


@pytest.mark.parametrize(
    "change",
    [
        "answer = 'taken-down'",
        "reason = 'Something else'",
        "answer = '', answered_at = NULL, answered_by_id = NULL",
    ],
)
def test_the_database_keeps_an_answer(case: Case, head: Person, change: str) -> None:
    answer(case, head, "adopted")

    with scope.school(case.school_id), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"UPDATE catalogue_case SET {change}")


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'rumour'",
        "answer = 'back', answered_at = now()",
        "answer = 'adopted', answered_at = now()",
        "answered_at = now()",
    ],
)
def test_the_database_knows_what_may_be_answered(case: Case, change: str) -> None:
    with scope.school(case.school_id), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"UPDATE catalogue_case SET {change}")
