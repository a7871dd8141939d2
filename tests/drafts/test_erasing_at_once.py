"""Two people at the same child or family at the same moment."""

import threading
from collections.abc import Callable
from itertools import count

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from consent.models import FaceAccount, Pupil
from moderation.drafts.actions import erasing
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.families import make_guardian, make_pupil
from tests.drafts.erasures import BOX, box_in, leave
from tests.posts import make_photo

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


class Second(threading.Thread):
    """Somebody else, on a session of their own."""

    def __init__(self, job: Callable[[], object]) -> None:
        super().__init__()
        self.job, self.refusal = job, ""

    def run(self) -> None:
        try:
            self.job()
        except DatabaseError as error:
            self.refusal = str(error)
        finally:
            connection.close()

    def until_waiting(self, owner: psycopg.Connection) -> None:
        """Until it waits for the first, or has gone past without waiting."""
        for _look in count():
            found = owner.execute(WAITING).fetchone()
            if not self.is_alive() or (found and found[0]):
                return


def erase(pupil: Pupil, by: Person) -> None:
    with in_scope(pupil.school_id):
        erasing.erase(pupil=pupil, by=by, now=timezone.now())


def test_last_of_two_siblings_takes_their_mother_along(
    school: School, office: Person, owner: psycopg.Connection
) -> None:
    with in_scope(school.pk):
        first, second = make_pupil(school), make_pupil(school, "Josh")
        mother = make_guardian(first, second)
        leave(first)
        leave(second)

    other = Second(lambda: erase(second, office))
    with in_scope(school.pk):
        erase(first, office)
        other.start()
        other.until_waiting(owner)
    other.join()

    with in_scope(school.pk):
        mother.refresh_from_db()
    assert mother.name == ""
    assert mother.erased_at is not None


def test_word_on_a_face_waits_for_the_erasure_and_is_refused(
    school: School, office: Person, teacher: Person, owner: psycopg.Connection
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        face = box_in(make_photo(school, teacher), BOX)
        leave(pupil)

    def say() -> None:
        with in_scope(school.pk):
            FaceAccount.objects.create(
                school=school,
                face=face,
                who="pupil",
                pupil=pupil,
                said_by=teacher,
                said_at=timezone.now(),
            )

    other = Second(say)
    with in_scope(school.pk):
        erase(pupil, office)
        other.start()
        other.until_waiting(owner)
    other.join()

    assert "this child was erased" in other.refusal
    with in_scope(school.pk):
        assert not FaceAccount.objects.exists()
