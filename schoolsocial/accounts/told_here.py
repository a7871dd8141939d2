"""Which browser this is, to the devices that people are told on: a signed cookie says so.

It carries the person's and the device's number, a key, and a mark of the address at the push
service, by which a script sees that the browser has another one now.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from schoolsocial import cookies
from schoolsocial.accounts import push_setup, queries
from schoolsocial.accounts.actions import pushes
from schoolsocial.accounts.models import Person, PushDevice

COOKIE = "told"
MARK_LETTERS = 16
_SALT = "schoolsocial.accounts.told"
_LASTS = 400 * 24 * 3600  # seconds; browsers keep no cookie longer
_FORGET = "no_longer_told_here"


class Carried(NamedTuple):
    """What the cookie says."""

    person_id: int
    device_id: int
    key: str
    mark: str


def device_of(request: HttpRequest) -> PushDevice | None:
    """The device that this browser is, whoever is told on it."""
    carried = _carried(request)
    if carried is None:
        return None
    return queries.push_device_with_key(carried.person_id, carried.device_id, carried.key)


def own_device(request: HttpRequest, person: Person) -> PushDevice | None:
    """The device that this browser is, if this person is told on it."""
    device = device_of(request)
    return device if device is not None and device.person_id == person.pk else None


def remember(response: HttpResponse, device: PushDevice, key: str, address: pushes.Address) -> None:
    """Put the device's key into this browser."""
    told = Carried(device.person_id, device.pk, key, address.hashed[:MARK_LETTERS])
    response.set_cookie(
        cookies.named(COOKIE),
        signing.dumps(list(told), salt=_SALT),
        max_age=_LASTS,
        path="/",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def key_of(request: HttpRequest) -> str:
    """The key this browser carries, "" for none."""
    carried = _carried(request)
    return carried.key if carried else ""


def forget(response: HttpResponse) -> None:
    """Take the key out of this browser."""
    response.delete_cookie(cookies.named(COOKIE), path="/", samesite="Lax")


def forget_with_answer(request: HttpRequest) -> None:
    """Have the answer to this request take the key out, where nothing else is at hand."""
    request.__dict__[_FORGET] = True


def is_to_forget(request: HttpRequest) -> bool:
    return bool(request.__dict__.get(_FORGET))


def told_here(request: HttpRequest) -> dict[str, Any]:
    """For every page: the address's mark where somebody is told on this browser, and our key."""
    carried = None if is_to_forget(request) else _carried(request)
    if carried is None or not push_setup.is_set_up():
        return {"told_mark": ""}
    return {"told_mark": carried.mark, "push_key": push_setup.server_key().public}


def _carried(request: HttpRequest) -> Carried | None:
    try:
        signed = request.COOKIES.get(cookies.named(COOKIE), "")
        person_id, device_id, key, mark = signing.loads(signed, salt=_SALT, max_age=_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Carried(int(person_id), int(device_id), str(key), str(mark))
