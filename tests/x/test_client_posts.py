import pytest

from schoolsocial.x import errors
from schoolsocial.x.client import XClient
from schoolsocial.x.credentials import OAuth2User
from schoolsocial.x.transport import Timeouts
from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture

pytestmark = pytest.mark.faults

WORDS = "Class 4 planted beans today."
NOT_DONE = ["cut_before", "503_before", "hang_before", "redirect"]
DONE = ["cut_after", "503_after", "hang_after", "truncated", "html", "no_id"]
REFUSED = {
    "rate_limited": errors.RateLimited,
    "usage_capped": errors.CreditsDepleted,
    "credits_depleted": errors.CreditsDepleted,
    "unauthorised": errors.Unauthorised,
    "duplicate": errors.Duplicate,
    "not_enrolled": errors.NotEnrolled,
}


@pytest.fixture
def hasty(sandbox: SandboxX, oakfield: SandboxAccount) -> XClient:
    """A client that does not wait long for an answer."""
    credentials = OAuth2User(oakfield.access_token)
    return XClient(credentials, api_url=sandbox.url, timeouts=Timeouts(connect=5, read=0.5))


def test_create_post_returns_the_id_that_is_live(client: XClient, sandbox: SandboxX) -> None:
    tweet_id = client.create_post(WORDS)

    assert [(post["id"], post["text"]) for post in sandbox.live()] == [(tweet_id, WORDS)]


def test_create_post_limits_who_may_reply(client: XClient, sandbox: SandboxX) -> None:
    client.create_post(WORDS, reply_settings="mentionedUsers")

    assert sandbox.live()[0]["reply_settings"] == "mentionedUsers"


def test_create_post_carries_pictures_without_words(client: XClient, sandbox: SandboxX) -> None:
    receipt = client.upload_photo(drawn_picture(), "image/jpeg")

    client.create_post("", [receipt.media_id])

    assert [one["id"] for one in sandbox.live()[0]["media"]] == [receipt.media_id]


@pytest.mark.parametrize("fault", NOT_DONE)
def test_create_post_outcome_unknown_when_it_did_not_arrive(
    hasty: XClient, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, seconds=5)

    with pytest.raises(errors.OutcomeUnknown):
        hasty.create_post(WORDS)

    assert len(sandbox.requests("create")) == 1
    assert sandbox.live() == []


@pytest.mark.parametrize("fault", DONE)
def test_create_post_outcome_unknown_when_it_did_arrive(
    hasty: XClient, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, seconds=5)

    with pytest.raises(errors.OutcomeUnknown):
        hasty.create_post(WORDS)

    assert len(sandbox.requests("create")) == 1
    assert len(sandbox.live()) == 1


@pytest.mark.parametrize(("fault", "kind"), REFUSED.items())
def test_create_post_refused_by_x(
    client: XClient, sandbox: SandboxX, fault: str, kind: type[errors.XError]
) -> None:
    sandbox.plan_fault(fault)

    with pytest.raises(errors.XError) as caught:
        client.create_post(WORDS)

    assert type(caught.value) is kind
    assert caught.value.endpoint == "POST /2/tweets"
    assert caught.value.excerpt
    assert sandbox.live() == []


def test_create_post_refusals_end_with_the_fault(client: XClient, sandbox: SandboxX) -> None:
    sandbox.plan_fault("unauthorised")
    with pytest.raises(errors.Unauthorised):
        client.create_post(WORDS)

    client.create_post(WORDS)

    assert len(sandbox.live()) == 1


def test_create_post_same_text_is_a_duplicate(client: XClient, sandbox: SandboxX) -> None:
    client.create_post(WORDS)

    with pytest.raises(errors.Duplicate):
        client.create_post(WORDS)

    assert len(sandbox.live()) == 1


def test_create_post_same_text_stands_twice_where_x_lets_it(
    client: XClient, sandbox: SandboxX
) -> None:
    sandbox.allow_duplicates()
    client.create_post(WORDS)

    client.create_post(WORDS)

    assert len(sandbox.live()) == 2


def test_create_post_too_long_is_rejected_in_plain_words(client: XClient) -> None:
    with pytest.raises(errors.Rejected, match="X does not allow this account or app") as caught:
        client.create_post("x" * 281)

    assert caught.value.status == 403


def test_create_post_with_a_wrong_token_is_unauthorised(sandbox: SandboxX) -> None:
    stranger = XClient(OAuth2User("not-a-token"), api_url=sandbox.url)

    with pytest.raises(errors.Unauthorised):
        stranger.create_post(WORDS)


def test_delete_post_takes_it_down(client: XClient, sandbox: SandboxX) -> None:
    tweet_id = client.create_post(WORDS)

    assert client.delete_post(tweet_id) is True

    assert sandbox.live() == []


def test_delete_post_says_when_it_was_gone_already(client: XClient) -> None:
    assert client.delete_post("1790000000000000000") is False


def test_delete_post_of_somebody_else_is_rejected(client: XClient, sandbox: SandboxX) -> None:
    theirs = sandbox.post_by_hand("SomeParent", "Lovely assembly.")

    with pytest.raises(errors.Rejected):
        client.delete_post(theirs)

    assert len(sandbox.live()) == 1


def test_delete_post_outcome_unknown_without_x_saying_deleted(
    client: XClient, sandbox: SandboxX
) -> None:
    tweet_id = client.create_post(WORDS)
    sandbox.plan_fault("no_id", "delete")

    with pytest.raises(errors.OutcomeUnknown):
        client.delete_post(tweet_id)


def test_me_names_the_account(client: XClient, oakfield: SandboxAccount) -> None:
    me = client.me()

    assert (me.user_id, me.handle, me.name) == (oakfield.id, "OakfieldPrimary", "Oakfield Primary")
