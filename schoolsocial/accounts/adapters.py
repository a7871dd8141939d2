"""How allauth behaves here: nobody signs themselves up, and what happens at the door is audited.

The hooks below are allauth's own; no signal is used. Events stand on the platform's chain, because
a sign-in belongs to no school, and name people by number.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from schoolsocial.accounts import sealing, told_here
from schoolsocial.accounts.actions import pushes
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

NEW_PASSWORDS = {"password_changed", "password_reset", "password_set"}
AREAS = {"account": "account", "mfa": "second_factor", "socialaccount": "single_sign_on"}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation only."""
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        """Says by what the door was opened: password, provider, kind of second factor."""
        shown = [
            str(one.get("type") or one.get("provider") or one["method"])
            for one in get_authentication_records(request)
        ]
        super().login(request, user)
        _mind_who_is_told(request, user)
        audit.record(
            school_id=None, by=user.pk, verb="sign_in.done", subject=user, details={"shown": shown}
        )

    def logout(self, request: HttpRequest) -> None:
        person = request.user
        _tell_nobody_here(request, person.pk)
        super().logout(request)
        if person.pk is not None:
            audit.record(school_id=None, by=person.pk, verb="sign_in.ended")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Says whose account was tried, if anybody's; the address itself is not kept."""
        tried = Person.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        audit.record(school_id=None, by=None, verb="sign_in.failed", subject=tried)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Called for each change of a password, a second factor or a connection."""
        area, _, event = template_prefix.partition("/email/")
        audit.record(
            school_id=None, by=user.pk, verb=f"{AREAS.get(area, area)}.{event}", subject=user
        )
        if event in NEW_PASSWORDS:
            end_elsewhere(self.request, user, why="new-password")
        super().send_notification_mail(template_prefix, user, context, email)


def end_elsewhere(request: HttpRequest, person: Person, *, why: str) -> None:
    """Tell them nothing any more on any device but the one they are at."""
    here = told_here.own_device(request, person) if request.user == person else None
    but = [here.pk] if here else []
    pushes.switch_all_off(person=person, by=person.pk, why=why, but=but)


def _mind_who_is_told(request: HttpRequest, person: Person) -> None:
    """One browser tells the one who signed in last, and them only if they switched it on."""
    device = told_here.device_of(request)
    if device is not None and device.person_id == person.pk:
        pushes.see(device=device, now=timezone.now())
    elif device is not None:
        _tell_nobody_here(request, person.pk)


def _tell_nobody_here(request: HttpRequest, by: int | None) -> None:
    device = told_here.device_of(request)
    if device is not None:
        pushes.switch_off(device=device, by=by, why="signed-out")
    told_here.forget_with_answer(request)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """A Google or Microsoft account opens an existing person's door, it makes no person."""
        return False

    def get_app(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> SocialApp:
        """Raises ``Http404`` where that provider is not set up."""
        try:
            return super().get_app(request, provider, client_id=client_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Google's own statement of the organisation counts, not what the browser asked for."""
        wanted = settings.GOOGLE_HOSTED_DOMAIN
        account = sociallogin.account
        if account.provider == "google" and wanted and account.extra_data.get("hd") != wanted:
            messages.error(
                request,
                gettext("Sign in with your Google account at {wanted}.").format(wanted=wanted),
            )
            raise ImmediateHttpResponse(redirect("account_login"))


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)
