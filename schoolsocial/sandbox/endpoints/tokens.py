"""POST /2/oauth2/token and /2/oauth2/revoke: PKCE codes, single-use refresh tokens."""

import base64
import hashlib
import time
from urllib.parse import parse_qsl

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.accounts import Code, Grant
from schoolsocial.sandbox.messages import Reply, Request, json_reply
from schoolsocial.sandbox.world import World

SCOPES = (
    "tweet.read tweet.write tweet.moderate.write users.read follows.read block.read media.write "
    "offline.access"
)


def issue(world: World, request: Request) -> Reply:
    """A pair of tokens for a code that a person gave, or for a refresh token never used."""
    form = _form(request)
    if form.get("grant_type") == "authorization_code":
        return _exchange(world, request, form)
    if form.get("grant_type") != "refresh_token" or not _client_id(request, form):
        raise problems.bad_refresh_token()
    grant = world.accounts.rotate(form.get("refresh_token", ""))
    if grant is None:
        raise problems.bad_refresh_token()
    return _pair(grant, SCOPES, refreshed=grant.account_id)


def revoke(world: World, request: Request) -> Reply:
    """End a token, whether it still lived or not."""
    form = _form(request)
    if not _client_id(request, form) or not form.get("token"):
        raise problems.bad_refresh_token()
    world.accounts.revoke(form["token"])
    return json_reply({"revoked": True})


def _exchange(world: World, request: Request, form: dict[str, str]) -> Reply:
    """The code counts for the app, the address and the verifier it was given for, and once."""
    code = world.accounts.redeem(form.get("code", ""))
    if code is None or not _fits(code, form, _client_id(request, form)):
        raise problems.bad_code()
    grant = world.accounts.grant(world.accounts.by_id[code.account_id])
    return _pair(grant, code.scope, connected=code.account_id)


def _fits(code: Code, form: dict[str, str], client_id: str) -> bool:
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    given = (client_id, form.get("redirect_uri", ""), challenge)
    return given == (code.client_id, code.redirect_uri, code.challenge)


def _pair(grant: Grant, scope: str, **effect: str) -> Reply:
    body = {
        "token_type": "bearer",
        "expires_in": int(grant.expires_at - time.time()),
        "access_token": grant.access_token,
        "refresh_token": grant.refresh_token,
        "scope": scope,
    }
    return json_reply(body, 200, **effect)


def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.body.decode("utf-8", errors="replace")))


def _client_id(request: Request, form: dict[str, str]) -> str:
    """The app's id, from Basic credentials or, for a public client, from the form."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return base64.b64decode(value).decode("utf-8", errors="replace").partition(":")[0]
    return form.get("client_id", "")
