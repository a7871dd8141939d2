import pytest

from schoolsocial.x import errors
from schoolsocial.x.client import XClient
from schoolsocial.x.credentials import OAuth2User
from tests.fixtures.sandbox import SandboxAccount, SandboxX

pytestmark = pytest.mark.faults


class Watchman:
    """A fence that counts its calls, notes what X had seen by then, and may refuse."""

    def __init__(self, sandbox: SandboxX, refusal: Exception | None = None) -> None:
        self.requests_seen: list[int] = []
        self._sandbox = sandbox
        self._refusal = refusal

    def __call__(self) -> None:
        self.requests_seen.append(len(self._sandbox.requests()))
        if self._refusal is not None:
            raise self._refusal


def fenced(sandbox: SandboxX, oakfield: SandboxAccount, fence: Watchman | None) -> XClient:
    return XClient(OAuth2User(oakfield.access_token), api_url=sandbox.url, fence=fence)


def test_fence_lost_sends_nothing(sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    fence = Watchman(sandbox, errors.FenceLost("The attempt is no longer ours."))

    with pytest.raises(errors.NotSent):
        fenced(sandbox, oakfield, fence).create_post("Sports day at two.")

    assert sandbox.requests() == []


def test_fence_absent_lets_the_same_post_out(sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    fenced(sandbox, oakfield, None).create_post("Sports day at two.")

    assert len(sandbox.live()) == 1


def test_fence_runs_before_the_first_byte(sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    fence = Watchman(sandbox)

    fenced(sandbox, oakfield, fence).create_post("Sports day at two.")

    assert fence.requests_seen == [0]
    assert len(sandbox.requests("create")) == 1


def test_fence_runs_for_each_call_on_one_client(
    sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    fence = Watchman(sandbox)
    client = fenced(sandbox, oakfield, fence)

    tweet_id = client.create_post("Sports day at two.")
    client.delete_post(tweet_id)

    assert fence.requests_seen == [0, 1]


def test_fence_does_not_run_where_the_connection_never_opens(
    sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    fence = Watchman(sandbox)
    client = fenced(sandbox, oakfield, fence)
    sandbox.server.stop()

    with pytest.raises(errors.NotSent):
        client.create_post("Sports day at two.")

    assert fence.requests_seen == []


def test_fence_leaves_reading_alone(sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    fence = Watchman(sandbox, errors.FenceLost("The attempt is no longer ours."))

    assert fenced(sandbox, oakfield, fence).own_posts(oakfield.id) == []


@pytest.mark.parametrize("failure", [ConnectionResetError(), BrokenPipeError(), TimeoutError()])
def test_fence_failing_like_a_socket_is_still_not_sent(
    sandbox: SandboxX, oakfield: SandboxAccount, failure: OSError
) -> None:
    client = fenced(sandbox, oakfield, Watchman(sandbox, failure))

    with pytest.raises(errors.NotSent):
        client.create_post("Sports day at two.")

    assert sandbox.requests() == []


def test_fence_failing_otherwise_passes_through(
    sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    client = fenced(sandbox, oakfield, Watchman(sandbox, LookupError("no such row")))

    with pytest.raises(LookupError):
        client.create_post("Sports day at two.")

    assert sandbox.requests() == []
