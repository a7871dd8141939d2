"""What has had its time goes in the night; a worker may end between any two steps."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from consent.academic_year import day_of, months_before
from consent.actions import derived, retention
from consent.actions import erasing as register
from consent.jobs import storage
from consent.models import Disposed, FaceAccount, Photo, Pupil
from consent.queries import erasing as queries
from moderation.drafts import forgetting
from moderation.drafts.jobs import retention as job
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.audit.models import Event
from tests.cast import in_scope
from tests.consent.families import make_pupil
from tests.drafts.erasures import LEFT, LONG_AFTER, Life, kept, leave, post_with, whole_life
from tests.posts import make_photo

STEPS = [
    (forgetting, "_refuse_shown"),
    (forgetting, "_take_out_of_drafts"),
    (register, "_lock_carers"),
    (derived, "erase"),
    (register, "_delete_files"),
    (register, "_delete_family"),
    (register, "_empty"),
    (register, "_delete_faces"),
    (register, "log"),
    (audit, "record"),
]


class Killed(BaseException):
    """Nothing catches it, as nothing catches the end of a process."""


@pytest.fixture
def life(school: School, office: Person, teacher: Person, dsl: Person) -> Life:
    return whole_life(school, office, teacher, dsl)


def leaver(school: School, last_day: date) -> Pupil:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        leave(pupil, last_day)
    return pupil


def is_erased(pupil: Pupil) -> bool:
    with in_scope(pupil.school_id):
        return Pupil.with_erased.get(pk=pupil.pk).erased_at is not None


def ending_after(step: Callable[..., Any]) -> Callable[..., Any]:
    """The step is done, and then the worker is no more."""

    def killed(*args: Any, **kwargs: Any) -> Any:
        step(*args, **kwargs)
        raise Killed

    return killed


@pytest.mark.parametrize(("where", "step"), STEPS, ids=[step for _, step in STEPS])
def test_worker_that_ends_midway_leaves_all_or_nothing(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    school: School,
    life: Life,
    where: Any,
    step: str,
) -> None:
    monkeypatch.setattr(where, step, ending_after(getattr(where, step)))
    with pytest.raises(Killed), django_capture_on_commit_callbacks(execute=True):
        job.dispose(LONG_AFTER)
    monkeypatch.undo()

    assert not is_erased(life.pupil)
    assert kept(life)
    with in_scope(school.pk):
        assert FaceAccount.objects.filter(pupil=life.pupil).exists()
        assert not Disposed.objects.exists()
        assert not Event.objects.filter(verb__in=["pupil.erased", "photo.erased"]).exists()

    with django_capture_on_commit_callbacks(execute=True):
        again = [job.dispose(LONG_AFTER) for _ in range(2)]

    assert again == [1, 0]
    assert is_erased(life.pupil)
    assert not any(default_storage.exists(name) for name in life.files)


def test_control_steps_that_each_end_by_themselves_leave_half(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    school: School,
    life: Life,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), in_scope(school.pk):
        register._delete_files(queries.held_about(life.pupil), LONG_AFTER)
    # and the worker is no more

    assert not kept(life)
    assert not is_erased(life.pupil)


def test_files_that_a_worker_left_are_swept(life: Life) -> None:
    job.dispose(LONG_AFTER)  # and the process ends before it deletes a file
    assert kept(life)

    storage.sweep(timezone.now() + timedelta(days=2))

    assert not default_storage.exists(life.paper.content)


def test_only_what_has_had_its_time(school: School, other_school: School) -> None:
    today = day_of(LONG_AFTER)
    over, not_yet = leaver(school, months_before(today, 12)), leaver(school, LEFT.replace(2026))
    with in_scope(school.pk):
        staying = make_pupil(school, "Josh")
    elsewhere = leaver(other_school, LEFT)

    assert job.dispose(LONG_AFTER) == 2

    found = [is_erased(one) for one in (over, elsewhere, not_yet, staying)]
    assert found == [True, True, False, False]


def test_school_chooses_how_long(school: School, admin: Person) -> None:
    pupil = leaver(school, LEFT)
    with in_scope(school.pk):
        retention.keep_for(
            school=school, leaver_months=36, picture_months=12, by=admin, now=LONG_AFTER
        )
        event = Event.objects.get(verb="retention.changed")

    assert job.dispose(LONG_AFTER) == 0
    assert not is_erased(pupil)
    assert event.payload == {"leaver_months": 36, "picture_months": 12}


def test_leaving_date_of_yesterdays_import_erases_nobody(school: School) -> None:
    pupil = leaver(school, LEFT)
    with in_scope(school.pk):
        leave(pupil, LEFT, since=LONG_AFTER - timedelta(days=1))

    assert job.dispose(LONG_AFTER) == 0
    assert job.dispose(LONG_AFTER + timedelta(days=30)) == 1


def test_child_that_a_post_still_shows_waits_and_stops_nobody_else(
    school: School, teacher: Person
) -> None:
    shown, next_one = leaver(school, LEFT), leaver(school, LEFT)
    with in_scope(school.pk):
        post_with(shown, teacher, "posted")

    assert job.dispose(LONG_AFTER) == 1

    assert (is_erased(shown), is_erased(next_one)) == (False, True)


def test_log_of_the_night_names_nobody(school: School) -> None:
    leaver(school, LEFT)

    job.dispose(LONG_AFTER)

    with in_scope(school.pk):
        line = Disposed.objects.get()
    assert (line.kind, line.number, line.why, line.by) == ("entry", 1, "retention", None)


@pytest.mark.parametrize(
    ("state", "goes"),
    [("removed", True), ("rejected", True), ("posted", False), ("draft", False), (None, True)],
)
def test_old_picture_goes_unless_a_post_needs_it(
    school: School, teacher: Person, state: str | None, goes: bool
) -> None:
    with in_scope(school.pk):
        if state is None:
            photo = make_photo(school, teacher)
        else:
            photo = post_with(make_pupil(school), teacher, state).photos.get()
        Photo.objects.update(uploaded_at=LONG_AFTER - timedelta(days=24 * 31))
        new = make_photo(school, teacher)
        Photo.objects.filter(pk=new.pk).update(uploaded_at=LONG_AFTER)

    assert job.dispose(LONG_AFTER) == goes

    with in_scope(school.pk):
        states = dict(Photo.objects.values_list("pk", "state"))
        assert states == {photo.pk: "erased" if goes else "ready", new.pk: "ready"}
        assert Disposed.objects.filter(kind="photo", why="retention").count() == goes


def test_night_is_londons() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["what has had its time"]

    assert settings.CELERY_TIMEZONE == "Europe/London"
    assert entry["task"] == "moderation.drafts.tasks.dispose"
    assert entry["schedule"] == crontab(hour="2", minute="40")


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 2), 12, date(2025, 11, 2)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 24, date(2024, 12, 31)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
