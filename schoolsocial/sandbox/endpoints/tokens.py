"""POST /2/oauth2/token: single-use refresh tokens."""

import base64
import time
from urllib.parse import parse_qsl

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.world import World

SCOPES = "tweet.read tweet.write users.read media.write offline.access"


def refresh(world: World, request: Request) -> Reply:
    """A new pair for a refresh token that was never used; the old access token lives on."""
    form = dict(parse_qsl(request.body.decode("utf-8", errors="replace")))
    if form.get("grant_type") != "refresh_token" or not _client_id(request, form):
        raise problems.bad_refresh_token()
    grant = world.accounts.rotate(form.get("refresh_token", ""))
    if grant is None:
        raise problems.bad_refresh_token()
    body = {
        "token_type": "bearer",
        "expires_in": int(grant.expires_at - time.time()),
        "access_token": grant.access_token,
        "refresh_token": grant.refresh_token,
        "scope": SCOPES,
    }
    return json_reply(body, refreshed=grant.account_id)


def _client_id(request: Request, form: dict[str, str]) -> str:
    """The app's id, from Basic credentials or, for a public client, from the form."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return base64.b64decode(value).decode("utf-8", errors="replace").partition(":")[0]
    return form.get("client_id", "")
