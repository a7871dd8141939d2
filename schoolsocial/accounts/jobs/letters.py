"""Sending what waits in the outbox."""

import logging
import smtplib
from collections.abc import Mapping
from html import unescape

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from schoolsocial.accounts.models import Letter
from schoolsocial.accounts.notice_kinds import KINDS
from schoolsocial.tenancy import scope

MOST_TRIES = 50

log = logging.getLogger(__name__)


def deliver(school_id: int, letter_id: int) -> None:
    """Send one letter, unless it has gone, is in another worker's hands or is not to go yet.

    A mail server that is away costs nothing: the letter stays and the next sweep tries again.
    """
    with scope.school(school_id):
        going = Letter.objects.to_send(timezone.now())
        held = going.select_for_update(skip_locked=True, of=("self",))
        letter = held.select_related("school").filter(pk=letter_id).first()
        if letter is None:
            return
        letter.tries += 1
        if _sent(letter):
            letter.sent_at = timezone.now()
            letter.path = ""  # an invitation's link is a key, and is kept nowhere
        letter.save(update_fields=["tries", "sent_at", "path"])


def left_waiting() -> list[tuple[int, int]]:
    """(school, letter) ids of what should have gone and has not, the oldest first."""
    with scope.platform():
        going = Letter.objects.to_send(timezone.now())
        rows = going.filter(tries__lt=MOST_TRIES).order_by("queued_at")[:200]
        return list(rows.values_list("school_id", "pk"))


def _sent(letter: Letter) -> bool:
    sent = leaves(_message(letter))
    if not sent:
        log.warning("Letter %s could not be sent; it will be tried again.", letter.pk)
    return sent


def leaves(mail: EmailMessage) -> bool:
    """Whether the mail server took it."""
    try:
        mail.send()
    except (OSError, smtplib.SMTPException):
        return False
    return True


def _message(letter: Letter) -> EmailMessage:
    given = {
        "school": letter.school.name,
        "link": link(letter.path),
        "gathered": [(KINDS[one.kind].reason, link(one.path)) for one in _gathered(letter)],
    }
    return message(letter.kind, given, letter.to)


def message(kind: str, given: Mapping[str, object], to: str) -> EmailMessage:
    """The mail of that template, whose first line is the subject."""
    words = unescape(render_to_string(f"mail/{kind}.txt", given))  # a mail is plain text
    subject, _, body = words.partition("\n")
    return EmailMessage(subject.removeprefix("Subject:").strip(), body.lstrip(), to=[to])


def _gathered(letter: Letter) -> list[Letter]:
    """What a digest tells of, the oldest first; of another letter nothing."""
    if letter.digest_on is None:
        return []
    return list(letter.gathered.order_by("queued_at", "id"))


def link(path: str) -> str:
    """The page as a mail points at it."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"
