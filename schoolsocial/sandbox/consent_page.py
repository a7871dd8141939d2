"""Where a person says at X whether an app may act for their account (OAuth 2.0 with PKCE)."""

import html
import re
import time
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from schoolsocial.sandbox import pages
from schoolsocial.sandbox.accounts import Account, Code
from schoolsocial.sandbox.messages import Reply, Request
from schoolsocial.sandbox.world import World

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_NEEDED = ("client_id", "redirect_uri", "state", "scope", "code_challenge")


def ask(world: World, request: Request) -> Reply:
    """Whom the app may act for: one link an account, and one to say no."""
    wrong = _wrong_with(request.query)
    if wrong:
        return pages.page("Something went wrong", f"<p>{html.escape(wrong)}</p>", status=400)
    rows = [
        f'<li><a class="person" href="{_answer(request, account)}">{pages.head(account)}</a></li>'
        for account in sorted(world.accounts.by_id.values(), key=lambda a: a.handle.lower())
        if pages.has_tokens(world, account)
    ]
    body = (
        f"<h1>{html.escape(request.query['client_id'])} wants to act for your account</h1>"
        f'<p>Choose who you are.</p><ul class="people">{"".join(rows)}</ul>'
        f'<p><a href="{_answer(request, None)}">Cancel</a></p>'
    )
    return pages.page("Authorise", body)


def answer(world: World, request: Request) -> Reply:
    """Back to the app: with a code for the account that was chosen, or with a no."""
    wrong = _wrong_with(request.query)
    if wrong:
        return pages.page("Something went wrong", f"<p>{html.escape(wrong)}</p>", status=400)
    given = request.query
    account = world.accounts.by_handle(given.get("as", ""))
    told = {"state": given["state"], "error": "access_denied"}
    if account is not None:
        told = {"state": given["state"], "code": world.accounts.authorise(_code(given, account))}
    return Reply(302, headers={"Location": f"{given['redirect_uri']}?{urlencode(told)}"})


def _code(given: Mapping[str, str], account: Account) -> Code:
    return Code(
        account_id=account.id,
        client_id=given["client_id"],
        redirect_uri=given["redirect_uri"],
        challenge=given["code_challenge"],
        scope=given["scope"],
        made_at=time.time(),
    )


def _answer(request: Request, account: Account | None) -> str:
    chosen = {"as": account.handle} if account else {}
    return html.escape(f"/i/oauth2/answer?{urlencode({**request.query, **chosen})}")


def _wrong_with(given: Mapping[str, str]) -> str:
    missing = [name for name in _NEEDED if not given.get(name)]
    if missing or given.get("response_type") != "code":
        return f"The app did not say: {', '.join(missing) or 'response_type=code'}."
    if given.get("code_challenge_method") != "S256":
        return "The app has to use S256."
    if not _CHALLENGE.fullmatch(given["code_challenge"]):
        return "The challenge is no SHA-256."
    if urlsplit(given["redirect_uri"]).scheme not in {"http", "https"}:
        return "There is no such address to go back to."
    return ""
