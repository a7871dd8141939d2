"""Whoever has not agreed, or is not trained, reads their drafts and writes none."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.drafts.actions import dismissals, drafts, fixes, photos, submissions
from moderation.drafts.models import Post
from moderation.drafts.said import Said
from policy.actions import standing as standing_actions
from policy.models import PolicyVersion
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.drafts.policies import adopt
from tests.drafts.window import Window, now_of, picture
from tests.posts import make_account, make_post

WHY = "you have not yet agreed to it"


@pytest.fixture
def account(school: School) -> Account:
    return make_account(school)


@pytest.fixture
def post(school: School, teacher: Person, account: Account) -> Post:
    """A draft from before there was a policy to agree to."""
    return make_post(school, teacher, photos=[("Hands in the soil", False)])


@pytest.fixture
def version(school: School, post: Post) -> PolicyVersion:
    return adopt(school, {"agreed-policy": ("block", {}), "text-speak": ("warn", {})})


def agree(version: PolicyVersion, person: Person) -> None:
    with scope.school(version.school_id):
        standing_actions.agree(version=version, by=person, now=timezone.now())


@pytest.mark.parametrize("path", ["", "online-safety/", "emergency/"])
def test_pages_to_begin_on_say_why_and_where_to_go(
    school: School, teacher: Person, version: PolicyVersion, path: str
) -> None:
    page = client_of(teacher).get(f"/{school.slug}/drafts/{path}").content.decode()

    assert WHY in page
    assert f'href="/{school.slug}/policy/agree/"' in page
    assert f'action="/{school.slug}/drafts/new/"' not in page or "Start with this" not in page


def test_draft_can_still_be_read_but_not_written(
    teacher: Person, post: Post, version: PolicyVersion
) -> None:
    window = Window(teacher, post)

    response = window.press(text="Changed all the same.")

    assert post.text in window.shown
    assert WHY in window.shown
    assert "readonly" in window.shown
    assert 'type="file"' not in window.shown
    assert response.status_code == 409
    assert now_of(post).text == post.text


def test_start_by_hand_is_refused(
    school: School, teacher: Person, account: Account, version: PolicyVersion
) -> None:
    response = client_of(teacher).post(f"/{school.slug}/drafts/new/", {"account": account.pk})

    assert response.status_code == 409
    assert WHY in response.content.decode()


def _save(post: Post, by: Person) -> object:
    return drafts.save(post=post, by=by, text="New.", revision=0, now=timezone.now())


def _submit(post: Post, by: Person) -> object:
    return submissions.submit(post=post, by=by, now=timezone.now())


def _add(post: Post, by: Person) -> object:
    return photos.add(post=post, by=by, upload=picture(), now=timezone.now())


def _describe(post: Post, by: Person) -> object:
    said = Said("Soil", shows_pupils=False)
    return photos.describe(post_photo=post.post_photos.get(), by=by, said=said, now=timezone.now())


def _declare(post: Post, by: Person) -> None:
    row = post.post_photos.get()
    photos.declare(post_photo=row, by=by, declared=set(), now=timezone.now())


def _same(post: Post, by: Person) -> None:
    row = post.post_photos.get()
    photos.same_for_all(post_photo=row, by=by, now=timezone.now())


def _move(post: Post, by: Person) -> None:
    row = post.post_photos.get()
    photos.move(post_photo=row, by=by, position=1, now=timezone.now())


def _fix(post: Post, by: Person) -> object:
    return fixes.apply(post=post, by=by, key="0" * 16, index=0, now=timezone.now())


def _set_aside(post: Post, by: Person) -> object:
    return dismissals.set_aside(post=post, by=by, key="0" * 16, reason="R", now=timezone.now())


WRITING = [_set_aside, _save, _submit, _add, _describe, _declare, _same, _move, _fix]


@pytest.mark.parametrize("write", WRITING, ids=lambda write: write.__name__)
def test_each_action_refuses_whoever_has_not_agreed(
    school: School,
    teacher: Person,
    post: Post,
    version: PolicyVersion,
    write: Callable[[Post, Person], object],
) -> None:
    with scope.school(school.pk), pytest.raises(drafts.MayNotDraft, match=WHY):
        write(post, teacher)


def test_lapsed_training_is_told(school: School, teacher: Person, head: Person, post: Post) -> None:
    adopt(school, {"trained": ("block", {})})
    today = timezone.localdate()
    with scope.school(school.pk):
        standing_actions.record_training(
            school=school,
            people=[teacher],
            course="Posting safely",
            taken_on=today - timedelta(days=400),
            counts_until=today - timedelta(days=1),
            by=head,
            now=timezone.now(),
        )

    assert "Your training counted until" in Window(teacher, post).shown


def test_taking_away_is_always_possible(
    school: School, teacher: Person, post: Post, version: PolicyVersion
) -> None:
    with scope.school(school.pk):
        photos.remove(post_photo=post.post_photos.get(), by=teacher, now=timezone.now())
        drafts.discard(post=post, by=teacher, now=timezone.now())

        assert not Post.objects.exists()


def test_agreeing_opens_the_draft_again(
    teacher: Person, post: Post, version: PolicyVersion
) -> None:
    agree(version, teacher)
    window = Window(teacher, post)

    window.press(text="Year 4 planted beans.")

    assert WHY not in window.shown
    assert "readonly" not in window.shown
    assert now_of(post).text == "Year 4 planted beans."
