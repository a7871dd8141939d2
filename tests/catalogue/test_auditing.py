"""Every live post by the policy and the register of today; a person decides, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consent.models import Face, Retention
from moderation.catalogue import errors
from moderation.catalogue.actions import audits, keeping, removals
from moderation.catalogue.jobs import auditing, beginning, scrubbing
from moderation.catalogue.models import Audit, Remark, Removal, Tweet, TweetPicture
from moderation.catalogue.noting import Seen
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import first_id
from tests.catalogue.sights import seen_on_x, tweets
from tests.posts import adopt_policy, make_account, make_photo, make_pupil

pytestmark = pytest.mark.django_db
NAME = "Well done Amelia Fox, what a goal!"


@pytest.fixture
def account(school: School, head: Person) -> Account:
    adopt_policy(school)
    make_pupil(school, "Amelia", "Fox")
    return make_account(school)


def tweet_id(days_ago: int, number: int = 0) -> str:
    """Posts of one account are a second apart, so that they have an order."""
    return first_id(timezone.now() - timedelta(days=days_ago, seconds=-number))


def archived(account: Account, *texts: str, days_ago: int = 100, pictures: int = 0) -> list[Tweet]:
    seen = [
        Seen(tweet_id(days_ago, n), text, pictures_on_x=pictures) for n, text in enumerate(texts)
    ]
    return seen_on_x(account, *seen, source="archive")


def audit(school: School, by: Person | None = None) -> Audit:
    """One audit, from its beginning to its end."""
    with scope.school(school.pk):
        begun = beginning.begin(school, by, timezone.now())
    assert begun is not None
    while auditing.one_portion(school.pk, begun.pk):
        pass
    with scope.school(school.pk):
        return Audit.objects.get(pk=begun.pk)


def remarks(school: School) -> list[Remark]:
    with scope.school(school.pk):
        return list(Remark.objects.select_related("tweet").order_by("pk"))


def test_a_name_in_an_archived_post_is_found_with_its_clause(
    account: Account, school: School
) -> None:
    archived(account, NAME, "Our garden club met.")

    done = audit(school)

    [remark] = remarks(school)
    assert (done.done, done.found, done.total) == (2, 1, 2)
    assert remark.tweet.text == NAME
    assert all(one["clause"] and one["words"] for one in remark.findings)
    assert "Amelia" not in str(remark.findings)


def test_faces_in_an_archived_picture_are_counted_and_nobody_is_named(
    account: Account, school: School, head: Person
) -> None:
    [tweet] = archived(account, "Our garden club met.", pictures=2)
    photo = make_photo(school, head)
    with scope.school(school.pk):
        TweetPicture.objects.create(school=school, tweet=tweet, photo=photo, position=1)
        box = {"left": 1, "top": 1, "width": 9, "height": 9}
        Face.objects.create(
            school=school, photo=photo, found_by="detector", added_at=timezone.now(), **box
        )

    audit(school)

    [remark] = remarks(school)
    assert (remark.verdict, remark.faces, remark.unseen) == ("ask", 1, 1)


def test_a_post_older_than_the_school_keeps_is_listed_and_stays(
    account: Account, school: School, head: Person
) -> None:
    archived(account, "Our garden club met.", days_ago=200)
    audit(school)
    before = remarks(school)
    with scope.school(school.pk):
        keeping.choose(school=school, post_months=6, words_months=6, by=head, now=timezone.now())

    audit(school)

    assert (before, [one.is_old for one in remarks(school)]) == ([], [True])
    assert tweets(account)[0].missing_since is None


@pytest.mark.parametrize(("pictures", "listed"), [(1, True), (0, False)])
def test_a_post_with_a_picture_older_than_the_school_keeps_pictures_is_listed(
    account: Account, school: School, head: Person, pictures: int, listed: bool
) -> None:
    archived(account, "Our garden club met.", days_ago=200, pictures=pictures)
    with scope.school(school.pk):
        Retention.objects.update_or_create(school=school, defaults={"picture_months": 6})
        keeping.choose(school=school, post_months=60, words_months=6, by=head, now=timezone.now())

    audit(school)

    assert any(one.is_old for one in remarks(school)) is listed


def decide(
    remark: Remark, by: Person, decision: str = "keep", reason: str = "A footballer"
) -> None:
    with scope.school(remark.school_id):
        audits.decide(remark=remark, decision=decision, by=by, reason=reason, now=timezone.now())


def test_a_kept_post_is_asked_about_again_only_when_something_else_is_found(
    account: Account, school: School, head: Person
) -> None:
    archived(account, NAME, days_ago=200)
    audit(school)
    decide(remarks(school)[0], head)
    audit(school)
    same = remarks(school)[0].decision
    with scope.school(school.pk):
        keeping.choose(school=school, post_months=6, words_months=6, by=head, now=timezone.now())

    audit(school)

    assert (same, remarks(school)[0].decision) == ("keep", "")


def test_a_worker_that_dies_leaves_whole_portions(
    account: Account, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "AT_ONCE", 2)
    archived(account, *[f"{NAME} {number}" for number in range(5)])
    with scope.school(school.pk):
        begun = beginning.begin(school, None, timezone.now())
    assert begun is not None
    auditing.one_portion(school.pk, begun.pk)

    waiting = auditing.unfinished()
    while auditing.one_portion(school.pk, begun.pk):
        pass

    assert waiting == [(school.pk, begun.pk)]
    assert len(remarks(school)) == 5


def test_an_audit_begins_by_itself_for_a_new_policy_and_after_a_month(
    account: Account, school: School
) -> None:
    archived(account, NAME)
    now = timezone.now()
    first = beginning.begin_due(now)
    with scope.school(school.pk):
        Audit.objects.update(finished_at=now)

    assert (first, beginning.begin_due(now)) == (1, 0)
    assert beginning.begin_due(now + timedelta(days=31)) == 1


def test_one_audit_at_a_time(account: Account, school: School, head: Person) -> None:
    archived(account, NAME)
    with scope.school(school.pk):
        audits.start(school=school, by=head, now=timezone.now())

        with pytest.raises(errors.StillRunning):
            audits.start(school=school, by=head, now=timezone.now())


def test_nothing_live_is_nothing_to_audit(account: Account, school: School, head: Person) -> None:
    with scope.school(school.pk), pytest.raises(errors.NothingLive):
        audits.start(school=school, by=head, now=timezone.now())


def take_down(school: School, rows: list[Tweet], typed: int, by: Person) -> removals.Asked:
    with scope.school(school.pk):
        return removals.take_down(
            tweets=rows,
            typed=typed,
            why=Removal.Why.POLICY,
            by=by,
            reason="Names a child",
            now=timezone.now(),
        )


def test_the_wrong_number_deletes_nothing(account: Account, school: School, head: Person) -> None:
    rows = archived(account, NAME, "Our garden club met.")

    with pytest.raises(errors.WrongCount):
        take_down(school, rows, 1, head)

    assert [tweet.post for tweet in tweets(account)] == [None, None]


def test_many_come_down_together_and_one_that_is_on_its_way_is_told_of(
    account: Account, school: School, head: Person
) -> None:
    rows = archived(account, NAME, "Our garden club met.")
    audit(school)
    take_down(school, rows[:1], 1, head)

    asked = take_down(school, rows, 2, head)

    states = [tweet.post.state for tweet in tweets(account) if tweet.post]
    assert (asked.deleting, len(asked.refused), states) == (1, 1, [State.REMOVING] * 2)
    with scope.school(school.pk):
        proof = Removal.objects.get(tweet=rows[0])
        assert proof.since == Remark.objects.get(tweet=rows[0]).opened_at


def test_words_of_a_post_that_is_gone_go_and_its_proof_stays(
    account: Account, school: School, head: Person
) -> None:
    [tweet] = archived(account, NAME)
    long_ago = timezone.now() - timedelta(days=500)
    with scope.school(school.pk):
        Tweet.objects.update(missing_since=long_ago)

    scrubbed = scrubbing.scrub(timezone.now())

    [left] = tweets(account)
    assert (scrubbed, left.text, left.text_sha256) == (1, "", tweet.text_sha256)
    assert scrubbing.scrub(timezone.now()) == 0
