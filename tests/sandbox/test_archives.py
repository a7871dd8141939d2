"""The sandbox hands out the archive of an account, and opens with words filled in."""

import io

from schoolsocial.x.archive.reading import Accounts, Archive
from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.sandbox.conftest import Call


def test_archive_of_an_account_is_read_as_one_of_x(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    follower = sandbox.add_account("Parent")
    sandbox.post_by_hand(oakfield.handle, "Beans & peas: https://oak.example.org/garden")
    body = {"from": follower.handle, "to": oakfield.handle}
    call("POST", "/_sandbox/follows", json=body)

    archive = Archive(io.BytesIO(call("GET", f"/{oakfield.handle}/archive.zip").content))

    assert archive.owner.id == oakfield.id
    texts = [one.text for one in archive.tweets()]
    assert texts == ["Beans & peas: https://oak.example.org/garden"]
    assert list(archive.accounts(Accounts.FOLLOWER)) == [follower.id]


def test_words_are_filled_in_and_posted_by_a_person(
    call: Call, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    page = call("GET", "/intent/tweet?text=Beans%20%26%20peas").text

    sent = {"handle": oakfield.handle, "text": "Beans & peas"}
    call("POST", "/intent/tweet", data=sent)

    assert "Beans &amp; peas</textarea>" in page
    (live,) = sandbox.live(oakfield.handle)
    assert (live["text"], live["by_hand"]) == ("Beans & peas", True)


def test_nobody_posts_nothing(call: Call, oakfield: SandboxAccount) -> None:
    assert call("POST", "/intent/tweet", data={"handle": "nobody"}).status_code == 400
