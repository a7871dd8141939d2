from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.jobs import letters as jobs
from schoolsocial.accounts.models import Letter, School
from tests.cast import in_scope, make_school

KINDS = sorted(path.stem for path in Path(configured.ROOT, "templates/mail").glob("*.txt"))


class ClosedServer(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


def queued(school: School, kind: str = "draft-waiting") -> Letter:
    with in_scope(school.pk):
        return letters.queue(
            school=school,
            to="head@school.example",
            kind=kind,
            path=f"/{school.slug}/review/7/",
            now=timezone.now(),
        )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_subject_and_a_link(school: School, kind: str) -> None:
    letter = queued(school, kind)

    jobs.deliver(school.pk, letter.pk)

    (message,) = mail.outbox
    assert message.subject
    assert "\n" not in message.subject
    assert f"http://127.0.0.1:8000/{school.slug}/review/7/" in message.body


def test_a_letter_is_plain_text(db: None) -> None:
    school = make_school(name="St Mary’s & St Anne's")

    jobs.deliver(school.pk, queued(school).pk)

    assert "St Mary’s & St Anne's" in mail.outbox[0].body


def test_a_letter_leaves_once(school: School) -> None:
    letter = queued(school)

    for _ in range(2):
        jobs.deliver(school.pk, letter.pk)

    assert len(mail.outbox) == 1
    assert jobs.left_waiting() == []


def test_a_letter_waits_for_a_mail_server_that_is_away(school: School, settings: Settings) -> None:
    letter = queued(school)
    settings.EMAIL_BACKEND = "tests.accounts.test_letters.ClosedServer"

    jobs.deliver(school.pk, letter.pk)

    assert jobs.left_waiting() == [(school.pk, letter.pk)]


def test_a_hopeless_letter_is_left_alone(school: School) -> None:
    letter = queued(school)
    with in_scope(school.pk):
        Letter.objects.filter(pk=letter.pk).update(tries=jobs.MOST_TRIES)

    assert jobs.left_waiting() == []
