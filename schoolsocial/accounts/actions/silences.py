"""Telling those who run the installation that a part of it is silent.

The part that sends mails is the one that may be dead, so the page's own process sends this one: the
row is written first, so that of all pages at once one sends it, and none sends it twice.
"""

import logging
import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone

from schoolsocial.accounts.models import Membership, Person, School, Silence
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope

SECONDS = 5
"""How long a page waits for the mail server; afterwards the banner has to do."""

log = logging.getLogger(__name__)


def tell(*, kind: str, since: datetime, school: School | None, now: datetime) -> bool:
    """Mail it to the platform's administrators and to those of the school whose page showed it;
    whether this call was the one that did.
    """
    _, is_new = Silence.objects.get_or_create(kind=kind, since=since, defaults={"told_at": now})
    if not is_new:
        return False
    to = sorted(_administrators(school))
    if to:
        _send(to, kind, since)
    return True


def _administrators(school: School | None) -> set[str]:
    people = Person.objects.filter(is_active=True, is_platform_admin=True)
    found = set(people.values_list("email", flat=True))
    if school is None:
        return found
    with scope.school(school.pk):
        able = Membership.objects.able_to(Permission.MANAGE_SCHOOL)
        return found | set(able.values_list("person__email", flat=True))


def _send(to: list[str], kind: str, since: datetime) -> None:
    local = timezone.localtime(since)
    given = {"kind": kind, "since": f"{local:%H:%M}", "link": settings.BASE_URL}
    subject, _, body = render_to_string("mail/sending-silent.txt", given).partition("\n")
    message = EmailMessage(subject.removeprefix("Subject:").strip(), body.lstrip(), bcc=to)
    message.connection = get_connection(timeout=SECONDS)
    try:
        message.send()
    except (OSError, smtplib.SMTPException):
        log.warning("The mail about a silent %s could not be sent.", kind)
