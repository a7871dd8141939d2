"""Whom the school follows: wished for, decided case by case, done by hand, looked at again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.following import errors
from moderation.following.actions import register
from moderation.following.deciding import Given
from moderation.following.jobs import beginning
from moderation.following.models import Followee, FollowingDecision
from moderation.following.workflow import State, Verb
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.following.entries import (
    BENEFIT,
    decide,
    decisions_of,
    done,
    followed,
    in_a_year,
    now_of,
    undo,
    wished,
)
from tests.posts import make_account


@pytest.fixture
def account(school: School) -> Account:
    return make_account(school)


def letters(school: School) -> list[str]:
    with scope.school(school.pk):
        return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def test_a_wish_is_decided_done_by_hand_and_on_record(
    account: Account, teacher: Person, head: Person
) -> None:
    row = followed(account, head)

    assert (row.state, row.benefit, row.review_on) == (State.FOLLOWED, BENEFIT, in_a_year())
    assert decisions_of(row) == [
        ("wish", "", "wished"),
        ("agree", "wished", "to_follow"),
        ("done", "to_follow", "followed"),
    ]
    with scope.school(account.school_id):
        verbs = Event.objects.filter(verb__startswith="following.").order_by("pk")
        assert list(verbs.values_list("verb", flat=True)) == [
            "following.wish",
            "following.agree",
            "following.done",
        ]


def test_leaders_are_told_of_wishes_once_until_the_mail_has_left(
    account: Account, teacher: Person, head: Person
) -> None:
    wished(account, teacher)
    wished(account, teacher, "BBCSpringwatch")

    assert letters(account.school) == ["following-to-decide"]


def test_what_was_refused_may_be_wished_for_again(account: Account, head: Person) -> None:
    row = decide(wished(account, head), head, Verb.REFUSE, reason="An advertisement")

    again = wished(account, head, "nasa", benefit="Another reason")

    assert (again.pk, now_of(row).state, now_of(row).benefit) == (
        row.pk,
        "wished",
        "Another reason",
    )


def test_an_open_entry_is_not_made_twice(account: Account, head: Person) -> None:
    wished(account, head)

    with pytest.raises(errors.AlreadyKnown):
        wished(account, head, "nasa")


@pytest.mark.parametrize("benefit", ["", "  \n"])
def test_a_wish_states_its_benefit(account: Account, head: Person, benefit: str) -> None:
    with pytest.raises(errors.ReasonMissing):
        wished(account, head, benefit=benefit)


@pytest.mark.parametrize("days", [None, -1, 0, 367])
def test_a_yes_names_a_day_of_review_within_a_year(
    account: Account, head: Person, days: int | None
) -> None:
    row = wished(account, head)
    day = None if days is None else timezone.localdate() + timedelta(days=days)

    with pytest.raises(errors.ReviewMissing):
        decide(row, head, Verb.AGREE, review_on=day)

    assert now_of(row).state == State.WISHED


@pytest.mark.parametrize("verb", [Verb.DONE, Verb.KEEP, Verb.ADOPT, Verb.STRIKE, Verb.SEE])
def test_what_the_table_does_not_know_changes_nothing(
    account: Account, head: Person, verb: Verb
) -> None:
    row = wished(account, head)

    with pytest.raises(errors.NotPossible):
        decide(row, head, verb)

    assert decisions_of(row) == [("wish", "", "wished")]


def test_several_are_decided_all_or_none(account: Account, head: Person) -> None:
    first, second = wished(account, head), followed(account, head, "BBC")

    with scope.school(account.school_id), pytest.raises(errors.NotPossible):
        register.decide(
            followees=[first, second],
            verb=Verb.REFUSE,
            given=Given(reason="x"),
            by=head,
            now=timezone.now(),
        )

    assert now_of(first).state == State.WISHED


def test_the_last_decision_is_taken_back_and_both_are_kept(account: Account, head: Person) -> None:
    row = decide(followed(account, head), head, Verb.UNFOLLOW)

    row = undo(row, head)

    assert (row.state, row.review_on) == (State.FOLLOWED, in_a_year())
    assert [one[0] for one in decisions_of(row)[-2:]] == ["unfollow", "undo"]


def test_taking_back_a_yes_takes_its_day_of_review_along(account: Account, head: Person) -> None:
    row = undo(decide(wished(account, head), head, Verb.AGREE), head)

    assert (row.state, row.review_on) == (State.WISHED, None)


def test_an_undo_is_not_undone_and_a_first_wish_neither(account: Account, head: Person) -> None:
    row = wished(account, head)
    with pytest.raises(errors.NothingToUndo):
        undo(row, head)
    row = undo(decide(row, head, Verb.AGREE), head)

    with pytest.raises(errors.NothingToUndo):
        undo(row, head)


def test_entries_are_looked_at_again_when_their_day_has_come(
    account: Account, head: Person
) -> None:
    row, later = followed(account, head), timezone.now() + timedelta(days=365)
    with scope.school(account.school_id):
        Letter.objects.update(sent_at=timezone.now())

    beginning.remind(timezone.now())
    before = len(letters(account.school))
    beginning.remind(later)
    with scope.school(account.school_id):
        Letter.objects.update(sent_at=timezone.now())
    beginning.remind(later)

    assert (before, len(letters(account.school))) == (1, 2)
    with scope.school(account.school_id):
        assert list(Followee.objects.to_decide(in_a_year())) == [row]


def test_kept_for_another_year_it_is_due_again(account: Account, head: Person) -> None:
    row = decide(followed(account, head), head, Verb.KEEP)

    assert decisions_of(row)[-1] == ("keep", "followed", "followed")
    with scope.school(account.school_id):
        assert not Followee.objects.to_decide(timezone.localdate()).exists()


def test_unfollowing_goes_by_hand_too(account: Account, head: Person) -> None:
    row = decide(followed(account, head), head, Verb.UNFOLLOW, reason="It became an advertisement")

    assert (row.state, done(row, head).state) == (State.TO_UNFOLLOW, State.UNFOLLOWED)


def test_audit_holds_no_name_and_no_reason(account: Account, head: Person) -> None:
    decide(wished(account, head), head, Verb.REFUSE, reason="Ask Mrs Fox")

    with scope.school(account.school_id):
        told = str(list(Event.objects.values_list("payload", flat=True)))
        assert FollowingDecision.objects.filter(reason="Ask Mrs Fox").exists()
    assert "NASA" not in told
    assert "Fox" not in told
