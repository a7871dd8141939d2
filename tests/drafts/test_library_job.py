"""The night's work: pictures whose time is long over go, once, and never one that a post has."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from consent.actions import derived, erasing
from consent.models import Disposed, Photo
from moderation.drafts import forgetting, shelving
from moderation.drafts.actions import library, photos
from moderation.drafts.jobs import library as job
from moderation.drafts.jobs import originals, retention
from moderation.drafts.models import LibraryPicture, PostPhoto
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.audit.models import Event
from tests.cast import in_scope
from tests.drafts import shelf
from tests.drafts.forcing import force

NOW = timezone.now()
STEPS = [(derived, "erase"), (shelving, "clear_lost"), (erasing, "log"), (audit, "record")]


class Killed(BaseException):
    """Nothing catches it, as nothing catches the end of a process."""


def ended(picture: LibraryPicture, days: int) -> None:
    """Its use-by date passed so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    force("drafts_librarypicture", picture.pk, use_by=day, use_by_set_on=day)


def over(picture: LibraryPicture) -> None:
    """The post it was approved with came down."""
    force("drafts_post", picture.post_id, state="removed", tweet_id=f"55{picture.post_id}")


def state_of(picture: LibraryPicture) -> tuple[str, bool]:
    """What became of its photo, and whether its words are gone."""
    now = shelf.again(picture)
    return now.photo.state, now.gone_at is not None and now.title == now.alt_text == ""


@pytest.mark.parametrize(("days", "goes"), [(30, False), (31, True)])
def test_picture_goes_so_many_days_after_its_date(
    school: School, kept: LibraryPicture, days: int, goes: bool
) -> None:
    over(kept)
    ended(kept, days)

    assert [job.end(NOW), job.end(NOW)] == [int(goes), 0]

    assert state_of(kept) == (("erased", True) if goes else ("ready", False))
    with in_scope(school.pk):
        assert Disposed.objects.filter(kind="photo", why="retention").count() == goes
        assert Event.objects.filter(verb="library.cleared").count() == goes


@pytest.mark.parametrize("state", ["posted", "scheduled", "draft", "returned", "failed", "held"])
def test_picture_that_a_post_has_never_goes(
    teacher: Person, kept: LibraryPicture, state: str
) -> None:
    used = shelf.use(kept, teacher)
    over(kept)
    ended(kept, 400)
    times = dict.fromkeys(("scheduled_for", "not_before", "expires_at"), NOW)
    tweet = f"66{used.pk}" if state == "posted" else None
    force("drafts_post", used.pk, state=state, tweet_id=tweet, seal="sealed", **times)

    assert job.end(NOW) == 0

    assert state_of(kept) == ("ready", False)


def test_control_without_asking_the_posts_it_would_go(
    monkeypatch: pytest.MonkeyPatch, teacher: Person, kept: LibraryPicture
) -> None:
    shelf.use(kept, teacher)
    over(kept)
    ended(kept, 400)
    monkeypatch.setattr(forgetting, "OVER", frozenset({"draft", *forgetting.OVER}))

    assert job.end(NOW) == 1


def test_retired_picture_goes_as_long_after(
    school: School, head: Person, kept: LibraryPicture
) -> None:
    over(kept)
    with in_scope(school.pk):
        library.retire(picture=kept, by=head, now=NOW - timedelta(days=32))

    assert job.end(NOW) == 1


def test_school_chooses_after_how_many_days(
    school: School, admin: Person, kept: LibraryPicture
) -> None:
    over(kept)
    ended(kept, 31)
    with in_scope(school.pk):
        library.choose_terms(
            school=school,
            pupil_months=6,
            other_months=12,
            delete_after_days=60,
            repeat_days=30,
            by=admin,
            now=NOW,
        )

    assert job.end(NOW) == 0
    assert job.end(NOW + timedelta(days=30)) == 1


def ending_after(step: Callable[..., Any]) -> Callable[..., Any]:
    def killed(*args: Any, **kwargs: Any) -> Any:
        step(*args, **kwargs)
        raise Killed

    return killed


@pytest.mark.faults
@pytest.mark.parametrize(("where", "step"), STEPS, ids=[step for _, step in STEPS])
def test_worker_that_ends_midway_leaves_all_or_nothing(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    school: School,
    kept: LibraryPicture,
    where: Any,
    step: str,
) -> None:
    over(kept)
    ended(kept, 31)
    monkeypatch.setattr(where, step, ending_after(getattr(where, step)))
    with pytest.raises(Killed), django_capture_on_commit_callbacks(execute=True):
        job.end(NOW)
    monkeypatch.undo()
    assert state_of(kept) == ("ready", False)
    assert default_storage.exists(kept.photo.content)

    with django_capture_on_commit_callbacks(execute=True):
        again = [job.end(NOW) for _ in range(2)]

    assert again == [1, 0]
    assert not default_storage.exists(kept.photo.content)
    with in_scope(school.pk):
        assert Disposed.objects.filter(kind="photo").count() == 1


def letters(school: School) -> list[str]:
    with in_scope(school.pk):
        rows = Letter.objects.filter(kind="library-ending").order_by("to")
        return list(rows.values_list("to", flat=True))


def test_reviewers_are_reminded_once_of_each_date(
    school: School, head: Person, kept: LibraryPicture
) -> None:
    day = timezone.localdate() + timedelta(days=14)
    force("drafts_librarypicture", kept.pk, use_by=day)

    for moment in (NOW - timedelta(days=1), NOW, NOW, NOW + timedelta(days=3)):
        job.end(moment)
    assert letters(school) == [head.email]

    with in_scope(school.pk):
        library.extend(picture=kept, use_by=day + timedelta(days=1), by=head, now=NOW)
    job.end(NOW + timedelta(days=1))
    assert letters(school) == [head.email] * 2


def test_old_picture_goes_by_the_retention_and_its_words_with_it(
    school: School, kept: LibraryPicture
) -> None:
    over(kept)
    with in_scope(school.pk):
        Photo.objects.update(uploaded_at=NOW - timedelta(days=24 * 31))

    assert retention.dispose(NOW) == 1

    assert state_of(kept) == ("erased", True)


def test_draft_that_lets_it_go_takes_it_from_nobody(
    school: School, teacher: Person, head: Person, kept: LibraryPicture
) -> None:
    """Its own post came back, and the author took it out long ago: the library alone has it."""
    force("drafts_post", kept.post_id, state="draft", tweet_id=None)
    with in_scope(school.pk):
        placed = PostPhoto.objects.select_related("post", "photo").get(post=kept.post_id)
        photos.remove(post_photo=placed, by=teacher, now=NOW - timedelta(days=90))

    assert originals.sweep(NOW) == 0

    with in_scope(school.pk):
        library.retire(picture=kept, by=head, now=NOW)
    assert originals.sweep(NOW) == 1


def test_it_runs_every_night() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["pictures of the library that end"]

    assert entry["task"] == "moderation.drafts.tasks.end_library"
