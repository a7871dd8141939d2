"""Sending the mails to families, in the language each of them reads."""

import logging
import smtplib
from datetime import datetime
from enum import StrEnum

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from consent import family_keys, languages
from consent.academic_year import day_of
from consent.languages import Language
from consent.models import FamilyMessage
from schoolsocial.tenancy import scope

AT_ONCE = 200
"""Mails a worker sends before it lets others to the door."""
MOST_CUT_OFF = 3
"""Mails in a row on which the server hung up, after which it is left alone until the next sweep."""

log = logging.getLogger(__name__)


class Fate(StrEnum):
    """What became of a mail in one try."""

    SENT = "sent"
    DROPPED = "dropped"
    REFUSED = "refused"
    CUT_OFF = "cut off"


def send(school_id: int, now: datetime) -> bool:
    """Send what waits for this school's families; whether more is waiting.

    A mail server that is away costs nothing: the mails stay and the next sweep tries again. One
    that hangs up on a mail costs that mail a try, and the others go by a new line.
    """
    waiting = _waiting(school_id, now)
    server: BaseEmailBackend = get_connection()
    cut_off = 0
    try:
        server.open()
        for message_id in waiting[:AT_ONCE]:
            if _deliver(school_id, message_id, server, now):
                cut_off = 0
                continue
            cut_off += 1
            if cut_off == MOST_CUT_OFF:
                log.warning("The mail server hangs up again and again; it is left alone for now.")
                return False
            server.close()
            server.open()
        server.close()
    except OSError:
        log.warning("The mail server is away; the mails to families are tried again.")
        return False
    return len(waiting) > AT_ONCE


def left_waiting(now: datetime) -> list[int]:
    """Ids of the schools with mails that have not gone yet and whose turn it is."""
    with scope.platform():
        waiting = FamilyMessage.objects.to_send(now)
        return sorted(set(waiting.values_list("school_id", flat=True)))


def _waiting(school_id: int, now: datetime) -> list[int]:
    with scope.school(school_id):
        waiting = FamilyMessage.objects.to_send(now)
        return list(waiting.order_by("tries", "pk").values_list("pk", flat=True)[: AT_ONCE + 1])


def _deliver(school_id: int, message_id: int, server: BaseEmailBackend, now: datetime) -> bool:
    """Send one mail, unless it has gone or is in another worker's hands; whether the line holds."""
    with scope.school(school_id):
        waiting = FamilyMessage.objects.waiting().select_for_update(skip_locked=True, of=("self",))
        related = waiting.select_related("school", "link__guardian", "link__campaign")
        message = related.filter(pk=message_id).first()
        if message is None:
            return True
        mail = None if _is_void(message, now) else _mail(message, server)
        message.tries += 1
        fate = Fate.DROPPED if mail is None else _sent(message, mail)
        message.dropped_at = now if fate is Fate.DROPPED else None
        message.sent_at = now if fate is Fate.SENT else None
        message.save(update_fields=["tries", "sent_at", "dropped_at"])
    return fate is not Fate.CUT_OFF


def _is_void(message: FamilyMessage, now: datetime) -> bool:
    """Nobody to send it to, a link that no longer works, or an answer that was faster."""
    link = message.link
    asks = message.kind in {FamilyMessage.Kind.INVITATION, FamilyMessage.Kind.REMINDER}
    over = link.revoked_at is not None or link.expires_at <= now
    too_late = asks and link.answered_at is not None and link.answered_at >= message.queued_at
    return over or too_late or not link.may_answer(day_of(now)) or not link.guardian.email


def _sent(message: FamilyMessage, mail: EmailMessage) -> Fate:
    """A mail that did not go is tried again later, whatever came over the server."""
    try:
        mail.send()
    except smtplib.SMTPServerDisconnected:
        fate = Fate.CUT_OFF
    except (smtplib.SMTPException, ValueError):  # ValueError: no address a mail can be sent to
        fate = Fate.REFUSED
    except OSError:  # silence, until the time was over
        fate = Fate.CUT_OFF
    else:
        return Fate.SENT
    log.warning("Family mail %s could not be sent (%s); it is tried again.", message.pk, fate)
    return fate


def _mail(message: FamilyMessage, server: BaseEmailBackend) -> EmailMessage | None:
    """In the family's language, with the English below; None where its key cannot be made again."""
    link = message.link
    address = family_keys.address_of(link)
    if address is None:
        return None
    language = languages.load(languages.nearest(link.guardian.language))
    shown = [language, languages.english()] if language.by_machine else [language]
    body = "\n\n———\n\n".join(_body(one, message, address) for one in shown)
    subject = language.say(f"mail_{message.kind}_subject", school=link.school.name)
    return EmailMessage(subject, body, to=[link.guardian.email], connection=server)


def _body(language: Language, message: FamilyMessage, address: str) -> str:
    until = language.day(message.link.campaign.closes_on)
    key = f"mail_{message.kind}_body"
    said = language.say(key, school=message.school.name, link=address, until=until)
    if language.by_machine:
        return f"{language.words['machine_note']}\n\n{said}"
    return said
