"""Sending what waits in the outbox."""

import logging
import smtplib
from html import unescape

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from schoolsocial.accounts.models import Letter
from schoolsocial.tenancy import scope

MOST_TRIES = 50

log = logging.getLogger(__name__)


def deliver(school_id: int, letter_id: int) -> None:
    """Send one letter, unless it has gone or is in another worker's hands.

    A mail server that is away costs nothing: the letter stays and the next sweep tries again.
    """
    with scope.school(school_id):
        waiting = Letter.objects.waiting().select_for_update(skip_locked=True, of=("self",))
        letter = waiting.select_related("school").filter(pk=letter_id).first()
        if letter is None:
            return
        letter.tries += 1
        if _sent(letter):
            letter.sent_at = timezone.now()
            letter.path = ""  # an invitation's link is a key, and is kept nowhere
        letter.save(update_fields=["tries", "sent_at", "path"])


def left_waiting() -> list[tuple[int, int]]:
    """(school, letter) ids of what has not gone yet, the oldest first."""
    with scope.platform():
        rows = Letter.objects.waiting().filter(tries__lt=MOST_TRIES).order_by("queued_at")[:200]
        return list(rows.values_list("school_id", "pk"))


def _sent(letter: Letter) -> bool:
    try:
        _message(letter).send()
    except (OSError, smtplib.SMTPException):
        log.warning("Letter %s could not be sent; it will be tried again.", letter.pk)
        return False
    return True


def _message(letter: Letter) -> EmailMessage:
    link = f"{settings.BASE_URL.rstrip('/')}{letter.path}"
    given = {"school": letter.school.name, "link": link}
    words = unescape(render_to_string(f"mail/{letter.kind}.txt", given))  # a mail is plain text
    subject, _, body = words.partition("\n")
    return EmailMessage(subject.removeprefix("Subject:").strip(), body.lstrip(), to=[letter.to])
