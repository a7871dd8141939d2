"""Getting, renewing and giving up an account's tokens with X (OAuth 2.0 with PKCE)."""

import base64
import hashlib
import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from requests.auth import HTTPBasicAuth

from schoolsocial.x import errors, responses
from schoolsocial.x.credentials import App, TokenPair
from schoolsocial.x.transport import TWEEPY_HOST, Timeouts, XSession

_OF_THE_APP = re.compile("unauthorized_client|invalid_client|unsupported_grant_type")
_ISSUE = "/2/oauth2/token"
_REVOKE = "/2/oauth2/revoke"
_DEFAULT_LIFE_SECONDS = 7200
_SHORT = Timeouts(connect=3.0, read=8.0)  # somebody waits for the page


def authorise_url(
    app: App, *, public_url: str, redirect_uri: str, state: str, verifier: str, scopes: str
) -> str:
    """Where a person tells X that the app may act for their account."""
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": redirect_uri,
        "scope": scopes,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{public_url}/i/oauth2/authorize?{urlencode(asked)}"


def exchange_code(
    app: App, code: str, verifier: str, *, redirect_uri: str, api_url: str
) -> TokenPair:
    """Trade the code X sent back for the account's first pair. The code is used up by this call.

    ``Rejected``: X does not take the code (too old, used, or not for this verifier). ``NotSent``
    and ``OutcomeUnknown``: nobody has the tokens; begin again.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "client_id": app.client_id,
    }
    return _pair_for(app, form, api_url=api_url, secrets=(code, verifier))


def refresh_tokens(
    app: App, refresh_token: str, *, api_url: str, timeouts: Timeouts | None = None
) -> TokenPair:
    """Trade a refresh token for a new pair. The old refresh token is used up by this call.

    ``Rejected``: X knows the token no longer, the account must be connected again.
    ``OutcomeUnknown``: the token may be used up and its successor lost; asking again tells.
    ``NotSent`` (also ``Unauthorised``: the app's own id or secret is wrong; also where X turns the
    app away, as it may do with every school at once): nothing happened to the token, try again
    later.
    """
    form = {
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        "client_id": app.client_id,
    }
    try:
        return _pair_for(app, form, api_url=api_url, secrets=(refresh_token,), timeouts=timeouts)
    except errors.Rejected as refused:
        if refused.status == HTTPStatus.BAD_REQUEST and not _OF_THE_APP.search(refused.excerpt):
            raise
        raise errors.NotSent(refused.reason, status=refused.status) from refused


def revoke_token(app: App, token: str, *, api_url: str) -> None:
    """Tell X that a token counts no longer. Raises ``errors.XError`` where X did not take it in."""
    form = {"token": token, "client_id": app.client_id}
    _post(app, _REVOKE, form, api_url=api_url, secrets=(token,), timeouts=_SHORT)


def _pair_for(
    app: App,
    form: dict[str, str],
    *,
    api_url: str,
    secrets: tuple[str, ...],
    timeouts: Timeouts | None = None,
) -> TokenPair:
    answer = _post(app, _ISSUE, form, api_url=api_url, secrets=secrets, timeouts=timeouts)
    pair = _pair_in(answer.json())
    if pair is None:
        raise answer.unreadable()
    return pair


def _post(
    app: App,
    endpoint: str,
    form: dict[str, str],
    *,
    api_url: str,
    secrets: tuple[str, ...],
    timeouts: Timeouts | None = None,
) -> responses.Answer:
    hidden = (*secrets, app.client_secret)
    with XSession(api_url=api_url, timeouts=timeouts, secrets=hidden) as session:
        response = session.post(
            TWEEPY_HOST + endpoint,
            data=form,
            auth=HTTPBasicAuth(app.client_id, app.client_secret) if app.client_secret else None,
        )
    # No excerpt: half an answer may hold half a token.
    return responses.Answer(f"POST {endpoint}", response.status_code, "", response.content)


def _pair_in(body: dict[str, Any]) -> TokenPair | None:
    access, refresh = body.get("access_token"), body.get("refresh_token")
    if not (isinstance(access, str) and access and isinstance(refresh, str) and refresh):
        return None
    life = body.get("expires_in")
    seconds = life if isinstance(life, int) and life > 0 else _DEFAULT_LIFE_SECONDS
    return TokenPair(
        access_token=access,
        refresh_token=refresh,
        expires_in=timedelta(seconds=seconds),
        scopes=tuple(str(body.get("scope", "")).split()),
    )
