import logging
import traceback

import pytest

from schoolsocial.x import errors, responses
from schoolsocial.x.client import XClient
from schoolsocial.x.credentials import App, OAuth1User, OAuth2User, TokenPair
from schoolsocial.x.oauth import refresh_tokens
from tests.fixtures.sandbox import SandboxAccount, SandboxX

FAULTS = ["cut_before", "503_after", "unauthorised", "duplicate", "truncated", "redirect"]


def test_no_token_in_logs_at_debug(
    caplog: pytest.LogCaptureFixture, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    caplog.set_level(logging.DEBUG)

    XClient(OAuth2User(oakfield.access_token), api_url=sandbox.url).create_post("Choir at three.")
    pair = refresh_tokens(
        App("school-social", "app-secret"), oakfield.refresh_token, api_url=sandbox.url
    )

    secrets = [oakfield.access_token, oakfield.refresh_token, pair.access_token, pair.refresh_token]
    assert caplog.records
    assert [secret for secret in [*secrets, "app-secret"] if secret in caplog.text] == []


def test_tweepy_would_print_the_token_at_debug(
    caplog: pytest.LogCaptureFixture, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    client = XClient(OAuth2User(oakfield.access_token), api_url=sandbox.url)
    caplog.set_level(logging.DEBUG, logger="tweepy.client")

    client.me()

    assert oakfield.access_token in caplog.text


@pytest.mark.parametrize("fault", FAULTS)
def test_no_token_in_errors(sandbox: SandboxX, oakfield: SandboxAccount, fault: str) -> None:
    sandbox.plan_fault(fault)
    client = XClient(OAuth2User(oakfield.access_token), api_url=sandbox.url)

    with pytest.raises(errors.XError) as caught:
        client.create_post("Choir at three.")

    problem = caught.value
    told = [str(problem), repr(problem), problem.excerpt, *traceback.format_exception(problem)]
    assert oakfield.access_token not in "".join(told)
    assert problem.__context__ is None, "the failed request would travel with the error"


def test_no_token_in_reprs() -> None:
    holders = [
        OAuth2User("s3cret"),
        OAuth1User("s3cret", "s3cret", "s3cret", "s3cret"),
        App("school-social", "s3cret"),
        XClient(OAuth2User("s3cret"), api_url="https://api.x.com"),
    ]

    assert "s3cret" not in "".join(repr(one) + str(one) for one in holders)


def test_token_pair_repr_tells_no_token(sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    pair = refresh_tokens(App("school-social"), oakfield.refresh_token, api_url=sandbox.url)

    assert isinstance(pair, TokenPair)
    assert pair.access_token not in repr(pair)
    assert pair.refresh_token not in repr(pair)


@pytest.mark.parametrize(
    "text",
    [
        "token abc-known-def seen",
        "Authorization: Bearer abcdefghijk",
        '{"access_token":"abcdefghijk"}',
        "refresh_token=abcdefghijk&x=1",
        "Basic YWJjZGVmZ2hpams=",
    ],
)
def test_hide_blots_out(text: str) -> None:
    hidden = responses.hide(text, ["abc-known-def"])

    assert "[hidden]" in hidden
    assert not any(part in hidden for part in ("abcdefghijk", "abc-known-def", "YWJj"))


def test_hide_leaves_ordinary_words() -> None:
    assert responses.hide("You are not permitted.", ["", "xyz"]) == "You are not permitted."


def test_excerpt_cut_through_a_token_shows_none_of_it(
    sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    client = XClient(OAuth2User("t" * 40), api_url=sandbox.url)
    with pytest.raises(errors.Unauthorised) as caught:
        client.create_post("Choir at three.")

    assert len(caught.value.excerpt) <= responses.EXCERPT_LENGTH
    assert "tttt" not in caught.value.excerpt
