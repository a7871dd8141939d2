"""Where a request comes from: a registered device, the school's own network, or elsewhere.

A device carries its key in a cookie of its browser, signed and good for one school. Nothing of a
request is kept but the day on which a device was last seen.
"""

from collections.abc import Iterable
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from schoolsocial import cookies
from schoolsocial.accounts import queries
from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.accounts.actions import devices
from schoolsocial.accounts.models import Device, School

_SALT = "schoolsocial.accounts.device"
_LASTS = 400 * 24 * 3600  # seconds; browsers keep no cookie longer


class Whereabouts(StrEnum):
    REGISTERED = "registered"
    NETWORK = "network"
    ELSEWHERE = "elsewhere"
    UNTOLD = "untold"  # the school never registered anything, so nobody can tell


class _Carried(NamedTuple):
    """What a device's cookie says."""

    school_id: int
    device_id: int
    key: str


def whereabouts_of(request: SchoolRequest) -> Whereabouts:
    """Where the request of this school's member comes from; a device is noted as seen today."""
    if registered_device(request) is not None:
        return Whereabouts.REGISTERED
    known = queries.known_places(request.school)
    if _within(_address(request), known.ranges):
        return Whereabouts.NETWORK
    told = bool(known.ranges) or known.ever_registered
    return Whereabouts.ELSEWHERE if told else Whereabouts.UNTOLD


def registered_device(request: SchoolRequest) -> Device | None:
    """The school's device this browser is, if it is one and still trusted."""
    carried = _carried(request)
    if carried is None or carried.school_id != request.school.pk:
        return None
    device = queries.device_with_key(carried.device_id, carried.key)
    if device is not None:
        devices.see(device=device, day=timezone.localdate())
    return device


def remember(response: HttpResponse, device: Device, key: str) -> None:
    """Put the device's key into this browser."""
    response.set_cookie(
        _cookie(device.school_id),
        signing.dumps([device.school_id, device.pk, key], salt=_SALT),
        max_age=_LASTS,
        path=f"/{device.school.slug}/",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, school: School) -> None:
    """Take the key of that school out of this browser."""
    response.delete_cookie(_cookie(school.pk), path=f"/{school.slug}/", samesite="Lax")


def _cookie(school_id: int) -> str:
    return cookies.named(f"device_{school_id}")


def _carried(request: SchoolRequest) -> _Carried | None:
    try:
        signed = request.COOKIES.get(_cookie(request.school.pk), "")
        school_id, device_id, key = signing.loads(signed, salt=_SALT, max_age=_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return _Carried(int(school_id), int(device_id), str(key))


def _address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The visitor's own address, as far as the trusted proxies tell it."""
    try:
        found = ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _within(address: IPv4Address | IPv6Address | None, ranges: Iterable[str]) -> bool:
    return address is not None and any(address in ip_network(each) for each in ranges)
