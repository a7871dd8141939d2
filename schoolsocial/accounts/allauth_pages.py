"""Who may open the pages that allauth brings. Ours say it themselves; a test compares the list."""

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.views import list_usersessions
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from schoolsocial.accounts import adapters
from schoolsocial.accounts.access import Kind, public

PUBLIC = {
    "account_confirm_email",  # by the link in a mail
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",  # says that it is closed
    "google_callback",
    "google_login",
    "google_login_by_token",
    "mfa_authenticate",  # between password and second factor
    "mfa_login_webauthn",
    "microsoft_callback",
    "microsoft_login",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",  # says that it is closed
}

SIGNED_IN = {
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "socialaccount_connections",
    "usersessions_list",
}

KINDS = dict.fromkeys(PUBLIC, Kind.PUBLIC) | dict.fromkeys(SIGNED_IN, Kind.SIGNED_IN)


@public
def closed(*_request: HttpRequest, **_parameters: object) -> HttpResponse:
    """A page of allauth's that is not offered here."""
    raise Http404


def sessions(request: HttpRequest) -> HttpResponseBase:
    """allauth's page of one's own sessions; ending them asks who it is once more."""
    page = reauthentication_required(_end_other_sessions) if request.method == "POST" else None
    answer: HttpResponseBase = (page or list_usersessions)(request)
    return answer


def _end_other_sessions(request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = list_usersessions(request)
    if request.user.is_authenticated:
        adapters.end_elsewhere(request, request.user, why="signed-out-elsewhere")
    return answer


# In front of allauth's own: an address is changed by a new invitation, old addresses lead nowhere
INSTEAD = [
    path("sessions/", sessions, name="usersessions_list"),
    path("email/", closed),
    path("google/login/token/", closed),
    path("social/<path:rest>", closed),
]
