"""Google Workspace and Microsoft Entra: there only where configured, and only for people known."""

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from schoolsocial.accounts import single_sign_on
from schoolsocial.accounts.models import Person

NONE = ("", "", "")
GOOGLE = ("id.example", "secret", "school.example")
MICROSOFT = ("id", "secret", "3f5c8f2e-0000-4000-8000-000000000000")


def test_nothing_is_offered_where_nothing_is_set() -> None:
    assert single_sign_on.providers(google=NONE, microsoft=NONE) == {}


def test_google_is_asked_for_the_schools_own_domain() -> None:
    google = single_sign_on.providers(google=GOOGLE, microsoft=NONE)["google"]

    assert google["AUTH_PARAMS"]["hd"] == "school.example"
    assert google["OAUTH_PKCE_ENABLED"]


def test_microsoft_stays_in_the_schools_own_tenant() -> None:
    microsoft = single_sign_on.providers(google=NONE, microsoft=MICROSOFT)["microsoft"]

    assert microsoft["APPS"][0]["settings"]["tenant"] == MICROSOFT[2]
    assert microsoft["OAUTH_PKCE_ENABLED"]


@pytest.mark.parametrize("tenant", ["", "common", "organizations", "consumers"])
def test_microsoft_in_a_shared_tenant_is_refused(tenant: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MICROSOFT_TENANT"):
        single_sign_on.providers(google=NONE, microsoft=("id", "secret", tenant))


def test_a_missing_secret_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="GOOGLE_CLIENT_SECRET is missing"):
        single_sign_on.providers(google=("id", "", ""), microsoft=NONE)


def test_buttons_show_only_what_is_configured(db: None, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on.providers(google=GOOGLE, microsoft=NONE)

    page = Client().get("/account/login/").content.decode()

    assert "/account/google/login/" in page
    assert "/account/microsoft/login/" not in page


def test_browser_may_follow_the_form_to_what_is_configured_only() -> None:
    configured = single_sign_on.providers(google=NONE, microsoft=MICROSOFT)

    assert single_sign_on.hosts(configured) == ["https://login.microsoftonline.com"]


@pytest.fixture
def google(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on.providers(google=GOOGLE, microsoft=NONE)
    settings.GOOGLE_HOSTED_DOMAIN = GOOGLE[2]


def come_from_google(email: str, *, verified: bool = True, hd: str = GOOGLE[2]) -> HttpRequest:
    """Google has answered; the request afterwards says who is signed in."""
    request = RequestFactory().get("/account/google/login/callback/")
    request.user = AnonymousUser()
    for middleware in (SessionMiddleware, MessageMiddleware):
        middleware(lambda _: HttpResponse()).process_request(request)
    claims = {"sub": "1", "email": email, "email_verified": verified, "hd": hd, "name": "Somebody"}
    with context.request_context(request):
        provider = get_adapter().get_provider(request, "google")
        login = provider.sociallogin_from_response(request, claims)
        login.state = {"process": "login"}
        complete_login(request, login)
    return request


def test_google_opens_the_door_of_somebody_known(google: None, teacher: Person) -> None:
    assert come_from_google(teacher.email).user == teacher
    assert SocialAccount.objects.get().user == teacher


def test_google_makes_nobody_new(google: None, db: None) -> None:
    assert not come_from_google("stranger@school.example").user.is_authenticated
    assert not Person.objects.exists()


def test_an_unverified_address_opens_nothing(google: None, teacher: Person) -> None:
    assert not come_from_google(teacher.email, verified=False).user.is_authenticated


def test_another_organisation_opens_nothing(google: None, teacher: Person) -> None:
    assert not come_from_google(teacher.email, hd="elsewhere.example").user.is_authenticated


def test_google_does_not_replace_the_second_factor(google: None, head: Person) -> None:
    assert not come_from_google(head.email).user.is_authenticated


def test_google_does_not_open_for_somebody_deactivated(google: None, teacher: Person) -> None:
    Person.objects.update(is_active=False)

    assert not come_from_google(teacher.email).user.is_authenticated
