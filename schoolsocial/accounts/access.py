"""Who may open a page. Every view carries one of these decorators; a test walks the URLconf."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from schoolsocial.accounts import queries
from schoolsocial.accounts.actions import notices
from schoolsocial.accounts.models import Membership, Person, School, Trust
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope

View = Callable[..., HttpResponseBase]
ViewT = TypeVar("ViewT", bound=View)


class Kind(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed in"
    SCHOOL = "school"
    PLATFORM = "platform"
    TRUST = "trust"


@dataclass(frozen=True, slots=True)
class Access:
    """How a view is guarded; ``permission`` for pages of a school only."""

    kind: Kind
    permission: Permission | None = None


class SignedInRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: Person


class SchoolRequest(SignedInRequest):
    """A request inside one school, by an active member of it."""

    school: School
    membership: Membership
    places: list[Membership]


class TrustRequest(SignedInRequest):
    """A request inside one trust, by an active member of it."""

    trust: Trust


def access_of(view: Callable[..., Any]) -> Access | None:
    """The guard a view declared, or ``None``."""
    return getattr(view, "access", None)


def public(view: ViewT) -> ViewT:
    """A page for anybody."""
    return _declared(view, Access(Kind.PUBLIC))


def signed_in(view: View) -> View:
    """A page for anybody who has signed in, about themselves."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return _private(view(request, **kwargs))

    return _declared(guarded, Access(Kind.SIGNED_IN))


def platform_admin(view: View) -> View:
    """A page for those who run the installation. It shows schools, never a school's pupils."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_platform_admin:
            raise Http404
        if not is_mfa_enabled(request.user):
            return _ask_for_second_factor(request)
        return _private(view(request, **kwargs))

    return _declared(guarded, Access(Kind.PLATFORM))


def in_school(permission: Permission) -> Callable[[View], View]:
    """A page of one school, run inside that school's scope.

    A stranger to the school gets the same 404 as for a school that does not exist; a member whose
    roles do not allow it gets a 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, school: str, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            places = queries.places_of(request.user, path=request.path)
            membership = _place_at(school, places)
            if membership.needs_second_factor and not membership.has_second_factor:
                return _ask_for_second_factor(request)
            request.__dict__.update(membership=membership, school=membership.school, places=places)
            if permission not in membership.permissions:
                raise PermissionDenied
            with scope.school(membership.school_id):
                _note_what_was_read(request, membership)
                return _private(view(request, **kwargs))

        return _declared(guarded, Access(Kind.SCHOOL, permission))

    return decorate


def in_trust(view: View) -> View:
    """A page of one trust, run inside that trust's scope: what its schools publish, and no more.

    A stranger to the trust gets the same 404 as for a trust that does not exist.
    """

    @wraps(view)
    def guarded(request: HttpRequest, trust: str, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        found = next((one for one in queries.trusts_of(request.user) if one.slug == trust), None)
        if found is None:
            raise Http404
        if not is_mfa_enabled(request.user):
            return _ask_for_second_factor(request)
        request.__dict__.update(trust=found)
        with scope.trust(found.pk):
            return _private(view(request, **kwargs))

    return _declared(guarded, Access(Kind.TRUST))


def _note_what_was_read(request: HttpRequest, membership: Membership) -> None:
    """Whoever opens the page a notice leads to has read the notice, by whatever way they came."""
    if request.method == "GET" and membership.led_here:
        now = timezone.now()
        membership.unread -= notices.see(membership=membership, path=request.path, now=now)


def _place_at(slug: str, places: Iterable[Membership]) -> Membership:
    for place in places:
        if place.school.slug == slug:
            return place
    raise Http404


def _ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request,
        gettext("Your role needs a second factor. Add an authenticator app or a passkey first."),
    )
    return redirect("mfa_index")


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "no-store, private"
    return response


def _declared(view: ViewT, access: Access) -> ViewT:
    view.__dict__["access"] = access
    return view
