"""The monthly audit asks today's register of posts that were right when they were approved.

What the register changes reaches live posts at once (``drafts/jobs/register_changes.py``). The
audit is the second net: in these tests the first is never cast.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from consent.actions import pupils as roll
from consent.models import Pupil
from moderation.catalogue.jobs import auditing, beginning
from moderation.catalogue.models import Remark
from moderation.catalogue.noting import Seen
from moderation.drafts import looking_back
from moderation.drafts.models import Post
from policy.rules import photo_consent
from schoolsocial.accounts.models import Person, School
from schoolsocial.x.timeline import first_id
from tests.cast import in_scope
from tests.catalogue.sights import seen_on_x
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts import shelf
from tests.drafts.forcing import force
from tests.drafts.outgoing import now_of
from tests.posts import adopt_policy

POSTED_DAYS_AGO = 40


@pytest.fixture
def children(school: School, office: Person) -> list[Pupil]:
    """A group whose mothers said yes long ago."""
    then = timezone.now() - timedelta(days=POSTED_DAYS_AGO + 20)
    with in_scope(school.pk):
        group = [make_pupil(school, name) for name in ("Amelia", "Ben", "Chidi")]
        for one in group:
            answer(one, "yes", make_guardian(one), by=office, given_on=then.date(), now=then)
    return group


@pytest.fixture
def live(school: School, teacher: Person, head: Person, children: list[Pupil]) -> Post:
    """An approved post that shows the children, live for weeks and in the catalogue."""
    adopt_policy(school)
    post = shelf.approved(school, teacher, head, children)
    went_out = timezone.now() - timedelta(days=POSTED_DAYS_AGO)
    with in_scope(school.pk):
        force(
            "drafts_post",
            post.pk,
            state="posted",
            tweet_id=first_id(went_out),
            posted_at=went_out,
        )
    post = now_of(post)
    [tweet] = seen_on_x(post.account, Seen(str(post.tweet_id), post.text))
    assert tweet.post == post
    return post


def withdrawn(child: Pupil, by: Person) -> None:
    shelf.withdraw(child, by)


def left(child: Pupil, by: Person) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with in_scope(child.school_id):
        roll.leave(pupil=child, last_day=yesterday, by=by, now=timezone.now())


Change = Callable[[Pupil, Person], None]

each_change = pytest.mark.parametrize("change", [withdrawn, left])


def monthly(school: School, now: datetime) -> list[Remark]:
    """What the audit that begins by itself then finds."""
    assert beginning.begin_due(now) == 1
    for ids in auditing.unfinished():
        while auditing.one_portion(*ids):
            pass
    with in_scope(school.pk):
        return list(Remark.objects.select_related("tweet__post"))


def a_month_on() -> datetime:
    return timezone.now() + timedelta(days=31)


_seen = looking_back.seen


def as_of_the_day_it_went_out(*args: Any, register_of: date | None = None) -> Any:
    """A guard taken away: the audit asks who might be shown when the post went out."""
    return _seen(*args)


@each_change
def test_monthly_audit_finds_a_live_post_whose_child_may_be_shown_no_longer(
    school: School, office: Person, live: Post, children: list[Pupil], change: Change
) -> None:
    assert monthly(school, timezone.now()) == []
    change(children[1], office)

    [remark] = monthly(school, a_month_on())

    assert remark.tweet.post == live
    assert remark.verdict == Remark.Verdict.STOP
    assert photo_consent.ID in [one["rule"] for one in remark.findings]
    assert children[1].legal_forename not in str(remark.findings)


def test_control_with_nothing_changed_it_finds_nothing(school: School, live: Post) -> None:
    assert monthly(school, timezone.now()) == []

    assert monthly(school, a_month_on()) == []


@each_change
def test_control_by_the_register_of_the_day_it_went_out_it_finds_nothing(
    school: School, office: Person, live: Post, children: list[Pupil], change: Change
) -> None:
    change(children[1], office)

    with patch.object(looking_back, "seen", as_of_the_day_it_went_out):
        found = monthly(school, timezone.now())

    assert found == []
