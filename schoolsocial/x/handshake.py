"""A connection that was begun, kept in the session until X's answer: used once, never shared.

X echoes ``state`` back; the code verifier never leaves this side before the exchange.
"""

import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal

LIFE = timedelta(minutes=10)
_KEY = "x_connection"
_ANSWER = "x_answer"

Session = MutableMapping[str, Any]


class NotBegunHere(Refusal):
    sentence = _(
        "Nothing was connected. This answer of X belongs to no connection you began "
        "here. Begin again, and stay in this browser and this school."
    )


class TooLate(Refusal):
    sentence = _("Nothing was connected: it took longer than ten minutes. Begin again.")


class SaidNo(Refusal):
    sentence = _("Nothing was connected: X was told no.")


@dataclass(frozen=True, slots=True)
class Pending:
    """Who began a connection, in which school and of what kind; ``account_id`` to connect again."""

    state: str
    verifier: str
    school: str
    person_id: int
    kind: str
    account_id: int | None
    begun: float


def begin(
    session: Session,
    *,
    school: str,
    person_id: int,
    kind: str,
    account_id: int | None = None,
    now: datetime,
) -> Pending:
    """Remember a connection that begins now, instead of any begun before; ``school`` its slug."""
    pending = Pending(
        state=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(64),
        school=school,
        person_id=person_id,
        kind=kind,
        account_id=account_id,
        begun=now.timestamp(),
    )
    session.pop(_ANSWER, None)
    session[_KEY] = asdict(pending)
    return pending


def answered(session: Session, answer: Mapping[str, str], *, now: datetime) -> str:
    """Take X's answer in, if it is the one waited for; the slug of the school it is for.

    Raises ``NotBegunHere`` (and goes on waiting), ``TooLate``, ``SaidNo``.
    """
    kept = session.get(_KEY)
    if kept is None or not constant_time_compare(answer.get("state", ""), kept["state"]):
        raise NotBegunHere
    pending = Pending(**session.pop(_KEY))
    if now.timestamp() - pending.begun > LIFE.total_seconds():
        raise TooLate
    if not answer.get("code"):
        raise SaidNo
    session[_ANSWER] = {"pending": asdict(pending), "code": answer["code"]}
    return pending.school


def take(session: Session, *, school: str, person_id: int) -> tuple[Pending, str]:
    """The connection X has answered and its code, once. Raises ``NotBegunHere``."""
    kept = session.pop(_ANSWER, None)
    if kept is None:
        raise NotBegunHere
    pending = Pending(**kept["pending"])
    if (pending.school, pending.person_id) != (school, person_id):
        raise NotBegunHere
    return pending, kept["code"]
