"""What a notice says on the screen of a device, which anybody near it can read, locked or not.

The school, the kind's one plain reason and a link: nothing of what it is about. Where a child may
be at risk not even that there is such a thing. The form is the one that newer iPads show by
themselves (Declarative Web Push), and that our service worker shows everywhere else.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Notice, School
from schoolsocial.accounts.notice_kinds import KINDS, Kind, Topic
from schoolsocial.web_push.services import Urgency
from schoolsocial.words import Words

NAME = "School Social"
QUIET = _("Something needs you in School Social")
TRY = _("This is a try. A notice looks like this.")
WORTH, URGENT_WORTH = timedelta(hours=4), timedelta(hours=24)
"""For how long after its moment it still goes out: later, the mail and the inbox have told it."""
_DECLARATIVE = 8030  # by this an iPad knows that it may show the message itself
_TOPIC_BYTES = 24  # 32 letters, the most a service takes


@dataclass(frozen=True, slots=True)
class Shown:
    """A notification: two lines, where a tap leads, and ``tag``: one replaces another of its own.

    ``urgent`` wakes a device that saves its battery.
    """

    title: str
    body: Words
    path: str
    tag: str
    urgent: bool = False

    @property
    def urgency(self) -> Urgency:
        return Urgency.HIGH if self.urgent else Urgency.NORMAL

    def as_json(self) -> bytes:
        """What a browser is sent."""
        told = {
            "title": self.title,
            "body": str(self.body),
            "navigate": f"{settings.BASE_URL.rstrip('/')}{self.path}",
            "tag": self.tag,
            "lang": "en-GB",
        }
        message = {"web_push": _DECLARATIVE, "notification": told}
        return json.dumps(message, ensure_ascii=False).encode()

    def topic(self, secret: bytes) -> str:
        """What replaces a message that still waits at the service, without telling it of what."""
        digest = hmac.digest(secret, self.tag.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:_TOPIC_BYTES]).decode()


def shown(school: School, notice: Notice | None) -> Shown:
    """How a notice, or a try, looks on a device."""
    if notice is None:
        inbox = reverse("inbox", args=[school.slug])
        return Shown(school.name, TRY, inbox, f"try-{school.pk}")
    kind = KINDS[notice.kind]
    path = reverse("inbox_entry", args=[school.slug, notice.pk])
    if kind.topic is Topic.SAFEGUARDING:
        return Shown(NAME, QUIET, path, f"needs-{school.pk}", urgent=True)
    return Shown(school.name, kind.reason, path, f"{notice.kind}-{school.pk}", kind.urgent)


def worth(kind: Kind) -> timedelta:
    """For how long such a notice is worth a push."""
    return URGENT_WORTH if kind.urgent else WORTH
