"""Renewing an account's tokens with X (OAuth 2.0)."""

from datetime import timedelta
from typing import Any

from requests.auth import HTTPBasicAuth

from schoolsocial.x import responses
from schoolsocial.x.credentials import App, TokenPair
from schoolsocial.x.transport import TWEEPY_HOST, Timeouts, XSession

_ENDPOINT = "/2/oauth2/token"
_DEFAULT_LIFE_SECONDS = 7200


def refresh_tokens(
    app: App, refresh_token: str, *, api_url: str, timeouts: Timeouts | None = None
) -> TokenPair:
    """Trade a refresh token for a new pair. The old refresh token is used up by this call.

    ``Rejected``: X knows the token no longer, the account must be connected again.
    ``OutcomeUnknown``: the token may be used up and its successor lost, likewise.
    ``NotSent`` (also ``Unauthorised``: the app's own id or secret is wrong): nothing
    happened to the token, try again later.
    """
    secrets = (refresh_token, app.client_secret)
    with XSession(api_url=api_url, timeouts=timeouts, secrets=secrets) as session:
        response = session.post(
            TWEEPY_HOST + _ENDPOINT,
            data={
                "grant_type": "refresh_token",
                "refresh_token": refresh_token,
                "client_id": app.client_id,
            },
            auth=HTTPBasicAuth(app.client_id, app.client_secret) if app.client_secret else None,
        )
    # No excerpt: half an answer may hold half a token.
    answer = responses.Answer(f"POST {_ENDPOINT}", response.status_code, "", response.content)
    pair = _pair_in(answer.json())
    if pair is None:
        raise answer.unreadable()
    return pair


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
