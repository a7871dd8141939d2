"""From a parent's change of mind to the deletion on X: the process may be killed at any point."""

import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from consent.academic_year import day_of
from consent.actions import faces
from consent.models import Consent, FaceAccount, Photo, Pupil, RegisterChange
from consent.pictures import FaceBox
from moderation.drafts import tasks
from moderation.drafts.jobs import sending
from moderation.drafts.models import Attempt, Post, Takedown
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import in_scope
from tests.catalogue.sights import look_whether_gone
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts import desk
from tests.drafts.outgoing import HANDLE, letters_about, now_of, past_deadline
from tests.drafts.worker import JOBS, POINTS, Worker
from tests.fixtures.sandbox import SandboxX
from tests.posts import scheduled

pytestmark = pytest.mark.django_db(transaction=True)

HEEDING = sorted(POINTS[f"{JOBS}.register_changes.heed"])
REMOVING = sorted(POINTS[f"{JOBS}.removing.remove"])
CORRECTING = sorted(POINTS["tests.drafts.desk.correct"])


@pytest.fixture
def amelia(school: School, office: Person) -> Pupil:
    """Whose mother said yes."""
    with in_scope(school.pk):
        pupil = make_pupil(school)
        now = timezone.now()
        answer(pupil, "yes", make_guardian(pupil), by=office, given_on=day_of(now), now=now)
        RegisterChange.objects.update(handled_at=now)
        return pupil


def show(post: Post, pupil: Pupil, by: Person) -> None:
    with in_scope(post.school_id):
        photo = Photo.objects.get(post_photos__post=post)
        face = faces.add(photo=photo, box=FaceBox(0, 0, 20, 20), by=by, now=timezone.now())
        faces.say(face=face, who="pupil", pupil=pupil, by=by, now=timezone.now())


@pytest.fixture
def live(due_post: Post, amelia: Pupil, teacher: Person) -> Post:
    """On X, with Amelia in it."""
    sending.send(due_post.school_id, due_post.pk)
    show(due_post, amelia, teacher)
    return due_post


@pytest.fixture
def queued(live: Post, amelia: Pupil, teacher: Person, head: Person) -> Post:
    """Approved for tomorrow, with Amelia in it, too."""
    later = timezone.now() + timedelta(days=1)
    post = scheduled(live.school, teacher, head, at=later, photos=[("More seedlings", False)])
    show(post, amelia, teacher)
    return post


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    started: list[Worker] = []
    yield started
    for worker in started:
        worker.end()


def killed(workers: list[Worker], school_id: int, row_id: int, point: str) -> None:
    """Somebody or something begins it and is killed at that point."""
    workers.append(Worker(school_id, row_id, point, signal.SIGKILL))
    assert workers[-1].struck() == -signal.SIGKILL


def carry_on(school_id: int) -> None:
    """What the beat would ring for in the next minutes."""
    with in_scope(school_id):
        for attempt in Attempt.objects.open():
            past_deadline(attempt)
    for _ in range(3):
        for task, school, row in tasks.work_due():
            task.apply(args=(school, row), throw=True)
    look_whether_gone()


def outcomes(post: Post) -> list[str]:
    with in_scope(post.school_id):
        return list(Takedown.objects.filter(post=post).values_list("outcome", flat=True))


@pytest.mark.parametrize("point", HEEDING)
def test_change_of_mind_reaches_every_post_whenever_its_worker_is_killed(
    workers: list[Worker], live: Post, queued: Post, amelia: Pupil, point: str
) -> None:
    desk.withdraw(live.school_id, amelia.pk)

    killed(workers, live.school_id, amelia.pk, point)
    carry_on(live.school_id)

    assert outcomes(live) == [""]
    assert (now_of(queued).state, now_of(queued).trouble) == (State.RETURNED, "consent-changed")
    assert letters_about(live) >= {"takedown-due", "consent-changed"}
    with in_scope(live.school_id):
        assert not RegisterChange.objects.filter(handled_at=None).exists()
        assert Event.objects.filter(verb="takedown.opened").count() == 1


def test_control_worker_that_marks_the_change_first_loses_it(
    workers: list[Worker], live: Post, amelia: Pupil
) -> None:
    desk.withdraw(live.school_id, amelia.pk)

    killed(workers, live.school_id, amelia.pk, "marked")
    carry_on(live.school_id)

    assert outcomes(live) == []
    assert now_of(live).state == State.POSTED


@pytest.mark.parametrize("point", REMOVING)
def test_takedown_is_done_whenever_the_deleting_worker_is_killed(
    workers: list[Worker], sandbox: SandboxX, live: Post, amelia: Pupil, point: str
) -> None:
    desk.withdraw(live.school_id, amelia.pk)
    carry_on(live.school_id)
    desk.ask_to_remove(live.school_id, live.pk)

    killed(workers, live.school_id, live.pk, point)
    is_gone = sandbox.live(HANDLE) == []
    assert is_gone or outcomes(live) == [""]
    carry_on(live.school_id)

    assert sandbox.live(HANDLE) == []
    assert outcomes(live) == ["removed"]
    assert now_of(live).state == State.REMOVED


def test_removal_is_done_though_its_bell_never_rang(
    workers: list[Worker], sandbox: SandboxX, live: Post, head: Person
) -> None:
    killed(workers, live.school_id, live.pk, "removal asked")
    assert now_of(live).state == State.REMOVING

    carry_on(live.school_id)

    assert sandbox.live(HANDLE) == []


def test_withdrawal_is_on_record_with_its_word_or_not_at_all(
    workers: list[Worker], live: Post, amelia: Pupil
) -> None:
    killed(workers, live.school_id, amelia.pk, "answer written")
    with in_scope(live.school_id):
        assert not Consent.objects.filter(is_withdrawal=True).exists()
        assert not RegisterChange.objects.filter(handled_at=None).exists()

    desk.withdraw(live.school_id, amelia.pk)  # the office tries again
    carry_on(live.school_id)

    assert outcomes(live) == [""]


@pytest.mark.parametrize("point", CORRECTING)
def test_correction_is_on_record_with_all_that_follows_or_not_at_all(
    workers: list[Worker], school: School, live: Post, head: Person, office: Person, point: str
) -> None:
    with in_scope(school.pk):
        cora = make_pupil(school, "Cora")

    killed(workers, school.pk, cora.pk, point)
    with in_scope(school.pk):
        assert not FaceAccount.objects.filter(pupil=cora).exists()
        assert not RegisterChange.objects.filter(pupil=cora).exists()
    assert outcomes(live) == []

    desk.correct(school.pk, cora.pk)  # the leader tries again
    assert outcomes(live) == [""]
