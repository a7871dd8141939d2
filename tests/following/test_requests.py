"""Requests to follow a protected account: copied by a person, decided, done by hand."""

import pytest
from django.utils import timezone

from moderation.following import errors
from moderation.following.actions import requests
from moderation.following.models import FollowingDecision, FollowRequest
from moderation.following.workflow import RequestState, Verb
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account, Drift, Expectation
from tests.cast import client_of, run_sql
from tests.drafts.forcing import refused
from tests.drafts.hands import hand_account
from tests.following.entries import answer, asked


@pytest.fixture
def account(school: School, head: Person) -> Account:
    return hand_account(school, head)


def done(row: FollowRequest, by: Person) -> FollowRequest:
    with scope.school(row.school_id):
        requests.done(request=row, by=by, now=timezone.now())
        return FollowRequest.objects.get(pk=row.pk)


def undo(row: FollowRequest, by: Person) -> FollowRequest:
    with scope.school(row.school_id):
        requests.undo(request=row, reason="A slip", by=by, now=timezone.now())
        return FollowRequest.objects.get(pk=row.pk)


def test_a_request_is_accepted_and_done_by_hand(account: Account, head: Person) -> None:
    [row] = asked(account, head, "MrsFoxYear5Mum")

    row = answer(row, head, Verb.ACCEPT)

    assert (row.state, done(row, head).state) == ("to_accept", "accepted")
    with scope.school(account.school_id):
        verbs = FollowingDecision.objects.filter(request=row).order_by("pk")
        assert list(verbs.values_list("verb", flat=True)) == ["report", "accept", "done"]


def test_a_refusal_has_a_code(account: Account, head: Person) -> None:
    [row] = asked(account, head, "CasinoBonus")
    with pytest.raises(errors.ReasonMissing):
        answer(row, head, Verb.REFUSE)
    with pytest.raises(errors.ReasonMissing):
        answer(row, head, Verb.REFUSE, code="ugly")

    assert done(answer(row, head, Verb.REFUSE, code="no-value"), head).state == "refused"


def test_what_is_open_is_not_taken_in_twice(account: Account, head: Person) -> None:
    asked(account, head, "One", "Two")

    rows = asked(account, head, "one", "Three", "two")

    assert [row.handle for row in rows] == ["One", "Two", "Three"]


def test_whoever_asks_again_is_a_new_case_that_tells_of_the_old(
    account: Account, head: Person
) -> None:
    [first] = asked(account, head, "Someone")
    done(answer(first, head, Verb.REFUSE, code="unknown"), head)

    [again] = asked(account, head, "someone")

    page = client_of(head).get(f"/st-catherine/following/requests/{again.pk}/").content.decode()
    assert again.pk != first.pk
    assert "refused on" in page


def test_a_decision_is_taken_back_unless_asked_again(account: Account, head: Person) -> None:
    [row] = asked(account, head, "Someone")
    row = undo(answer(row, head, Verb.ACCEPT), head)
    assert row.state == RequestState.WAITING
    row = done(answer(row, head, Verb.ACCEPT), head)
    asked(account, head, "Someone")

    with pytest.raises(errors.NothingToUndo):
        undo(row, head)


def test_a_request_that_may_be_a_pupil_leads_to_the_report(account: Account, head: Person) -> None:
    [row] = asked(account, head, "Someone")
    browser = client_of(head)
    before = browser.get(f"/st-catherine/following/requests/{row.pk}/").content.decode()

    answer(row, head, Verb.REFUSE, code="pupil")

    after = browser.get(f"/st-catherine/following/requests/{row.pk}/").content.decode()
    assert ("It may be a pupil</h2>" in before, "It may be a pupil</h2>" in after) == (False, True)
    assert 'href="/st-catherine/notices/new/"' in after


def test_an_empty_and_an_endless_list_are_refused(account: Account, head: Person) -> None:
    with pytest.raises(errors.NobodyNamed):
        asked(account, head)
    with pytest.raises(errors.TooMany):
        asked(account, head, *(f"n{number}" for number in range(requests.MOST + 1)))


def test_the_database_takes_one_open_request_of_somebody(account: Account, head: Person) -> None:
    asked(account, head, "Someone")

    with scope.school(account.school_id), refused("follow_request_open_once"):
        run_sql(
            "INSERT INTO following_followrequest (school_id, account_id, handle, state, "
            "reported_by_id, reported_at, changed_at) "
            "VALUES (%s, %s, 'SOMEONE', 'waiting', %s, now(), now())",
            account.school_id,
            account.pk,
            head.pk,
        )


@pytest.mark.parametrize(
    ("seen", "found", "words"),
    [
        ("yes", "", "is protected: X asks"),
        ("no", "", "is public: anybody may follow"),
        ("no", "yes", "is protected: X asks"),
        ("", "", "was not looked at"),
    ],
)
def test_the_page_says_whether_the_account_is_protected(
    account: Account, head: Person, seen: str, found: str, words: str
) -> None:
    now = timezone.now()
    with scope.school(account.school_id):
        if seen:
            Expectation.objects.create(
                school=account.school, account=account, name="St C", protected=seen, read_at=now
            )
        if found:
            Drift.objects.create(
                school=account.school,
                account=account,
                aspect="protected",
                expected=seen,
                found=found,
                seen_at=now,
            )

    page = client_of(head).get("/st-catherine/following/requests/").content.decode()

    assert words in page
