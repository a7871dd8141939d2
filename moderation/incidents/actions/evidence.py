"""Keeping evidence as it was seen, before anything is hidden, blocked or deleted."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from moderation.incidents import record, settling, words
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Evidence, Incident
from moderation.incidents.playbook import Does
from schoolsocial.accounts.models import Person


class NothingToKeep(Refusal):
    """Evidence is a link, words or a picture."""


class KeptAlready(Refusal):
    """Exactly this is kept already."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw. ``picture`` are a file's exact bytes, ``media_type`` its kind."""

    seen_at: datetime
    link: str = ""
    words: str = ""
    picture: bytes = b""
    media_type: str = ""


def keep(*, incident: Incident, seen: Seen, by: Person, now: datetime) -> Evidence:
    """Seal it with its digest.

    Raises ``NothingToKeep``, ``KeptAlready``, ``record.Destroyed``, ``words.Shut``.
    """
    if not (seen.link or seen.words or seen.picture):
        raise NothingToKeep(gettext("Add a link, the words or a screenshot."))
    record.refuse_destroyed(incident)
    try:
        with transaction.atomic():
            kept = Evidence.objects.create(
                school_id=incident.school_id,
                incident=incident,
                link=seen.link,
                words=words.seal(incident, seen.words),
                picture=words.seal_picture(incident, seen.picture) if seen.picture else b"",
                media_type=seen.media_type,
                seen_at=seen.seen_at,
                digest=digest(incident, seen),
                by=by,
                at=now,
            )
            record.add(incident, Entry.Kind.EVIDENCE, by=by, now=now)
            settling.settle_first(incident=incident, does=Does.PRESERVE, by=by, now=now)
    except IntegrityError as clash:
        if "evidence_once" not in str(clash):
            raise
        raise KeptAlready(gettext("Exactly this is kept already. It stands below.")) from None
    return kept


def is_intact(evidence: Evidence) -> bool:
    """Whether what is kept still has the digest it came in with. Raises ``words.Shut``."""
    incident = evidence.incident
    picture = words.unseal_picture(incident, evidence.picture) if evidence.picture else b""
    seen = Seen(
        seen_at=evidence.seen_at,
        link=evidence.link,
        words=words.unseal(incident, evidence.words),
        picture=picture,
        media_type=evidence.media_type,
    )
    return digest(incident, seen) == evidence.digest


def digest(incident: Incident, seen: Seen) -> str:
    """SHA-256 in hex over everything that was seen, bound to its incident."""
    told = {
        "incident": incident.pk,
        "seen_at": seen.seen_at.astimezone(UTC).isoformat(),
        "link": seen.link,
        "words": seen.words,
        "picture": hashlib.sha256(seen.picture).hexdigest() if seen.picture else "",
        "media_type": seen.media_type,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
