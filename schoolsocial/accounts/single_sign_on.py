"""Google Workspace and Microsoft Entra, each there when its settings are. Read by the settings."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SHARED_TENANTS = {"", "common", "organizations", "consumers"}

HOSTS = {
    "google": "https://accounts.google.com",
    "microsoft": "https://login.microsoftonline.com",
}

Given = tuple[str, str, str]


def providers(*, google: Given, microsoft: Given) -> dict[str, Any]:
    """allauth's ``SOCIALACCOUNT_PROVIDERS`` from (client id, secret, hosted domain or tenant)."""
    configured = {}
    if google[0]:
        configured["google"] = _google(*google)
    if microsoft[0]:
        configured["microsoft"] = _microsoft(*microsoft)
    return configured


def hosts(configured: Mapping[str, Any]) -> list[str]:
    """Where the sign-in form may lead a browser, for the Content-Security-Policy."""
    return [HOSTS[name] for name in configured]


def _google(client_id: str, secret: str, hosted_domain: str) -> dict[str, Any]:
    _demand_secret("GOOGLE_CLIENT_SECRET", secret)
    hint = {"hd": hosted_domain} if hosted_domain else {}
    return {
        "APPS": [{"client_id": client_id, "secret": secret, "key": ""}],
        "SCOPE": ["profile", "email"],
        "AUTH_PARAMS": {"access_type": "online", "prompt": "select_account", **hint},
        "OAUTH_PKCE_ENABLED": True,
    }


def _microsoft(client_id: str, secret: str, tenant: str) -> dict[str, Any]:
    """In a school's own tenant its administrators vouch for addresses; in a shared one nobody."""
    _demand_secret("MICROSOFT_CLIENT_SECRET", secret)
    if tenant in SHARED_TENANTS:
        raise ImproperlyConfigured(
            "MICROSOFT_TENANT must be the id of your own tenant: in a shared one anybody may claim "
            "any e-mail address."
        )
    app = {"client_id": client_id, "secret": secret, "key": "", "settings": {"tenant": tenant}}
    return {"APPS": [app], "VERIFIED_EMAIL": True, "OAUTH_PKCE_ENABLED": True}


def _demand_secret(name: str, secret: str) -> None:
    if not secret:
        raise ImproperlyConfigured(f"{name} is missing; the client id beside it is set.")
