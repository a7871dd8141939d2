import pytest

from schoolsocial.x import errors
from schoolsocial.x.client import XClient
from schoolsocial.x.credentials import App, OAuth2User
from schoolsocial.x.oauth import refresh_tokens
from tests.fixtures.sandbox import SandboxAccount, SandboxX

APP = App("school-social", "app-secret")


@pytest.mark.parametrize("app", [APP, App("school-social")])
def test_refresh_tokens_gives_a_pair_that_works(
    sandbox: SandboxX, oakfield: SandboxAccount, app: App
) -> None:
    pair = refresh_tokens(app, oakfield.refresh_token, api_url=sandbox.url)

    client = XClient(OAuth2User(pair.access_token), api_url=sandbox.url)
    assert client.me().user_id == oakfield.id
    assert 0 < pair.expires_in.total_seconds() <= 7200
    assert "tweet.write" in pair.scopes


def test_refresh_tokens_uses_a_token_once(sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    second = refresh_tokens(APP, oakfield.refresh_token, api_url=sandbox.url).refresh_token

    with pytest.raises(errors.Rejected):
        refresh_tokens(APP, oakfield.refresh_token, api_url=sandbox.url)

    assert refresh_tokens(APP, second, api_url=sandbox.url).refresh_token != second


@pytest.mark.parametrize("fault", ["cut_after", "503_after", "truncated", "html", "no_id"])
def test_refresh_tokens_lost_answer_is_unknown_and_tells_no_token(
    sandbox: SandboxX, oakfield: SandboxAccount, fault: str
) -> None:
    sandbox.plan_fault(fault, "token")

    with pytest.raises(errors.OutcomeUnknown) as caught:
        refresh_tokens(APP, oakfield.refresh_token, api_url=sandbox.url)

    issued = sandbox.server.world.accounts.grants[-1]
    assert issued.access_token not in caught.value.excerpt
    assert issued.refresh_token[:8] not in caught.value.excerpt


@pytest.mark.parametrize("fault", ["unauthorised", "rate_limited"])
def test_refresh_tokens_turned_away_keeps_the_token_good(
    sandbox: SandboxX, oakfield: SandboxAccount, fault: str
) -> None:
    sandbox.plan_fault(fault, "token")

    with pytest.raises(errors.NotSent):
        refresh_tokens(APP, oakfield.refresh_token, api_url=sandbox.url)

    assert refresh_tokens(APP, oakfield.refresh_token, api_url=sandbox.url).access_token
