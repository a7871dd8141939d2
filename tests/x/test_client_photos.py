import pytest

from schoolsocial.x import errors
from schoolsocial.x.client import MAX_PHOTO_BYTES, XClient
from tests.fixtures.sandbox import SandboxX, drawn_picture


def test_upload_photo_gives_the_id_and_the_key(client: XClient, sandbox: SandboxX) -> None:
    receipt = client.upload_photo(drawn_picture(), "image/jpeg")

    assert sandbox.requests("upload")[0]["effect"] == {"media": receipt.media_id}
    assert receipt.media_key == f"3_{receipt.media_id}"


def test_upload_photo_sends_the_very_bytes(client: XClient, sandbox: SandboxX) -> None:
    content = drawn_picture("maroon")

    receipt = client.upload_photo(content, "image/jpeg")

    store = sandbox.server.world.media
    assert store.read(store.by_id[receipt.media_id]) == content


def test_describe_photo_reaches_x(client: XClient, sandbox: SandboxX) -> None:
    receipt = client.upload_photo(drawn_picture(), "image/jpeg")

    client.describe_photo(receipt.media_id, "Bean plants on a window sill")
    client.create_post("Beans!", [receipt.media_id])

    assert sandbox.live()[0]["media"][0]["alt_text"] == "Bean plants on a window sill"


def test_describe_photo_rejects_an_overlong_text(client: XClient) -> None:
    receipt = client.upload_photo(drawn_picture(), "image/jpeg")

    with pytest.raises(errors.Rejected):
        client.describe_photo(receipt.media_id, "x" * 1001)


def test_upload_photo_can_be_repeated_after_a_lost_answer(
    client: XClient, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_after", "upload")
    with pytest.raises(errors.OutcomeUnknown):
        client.upload_photo(drawn_picture(), "image/jpeg")

    receipt = client.upload_photo(drawn_picture(), "image/jpeg")
    client.create_post("Beans!", [receipt.media_id])

    assert len(sandbox.live()[0]["media"]) == 1


def test_upload_photo_failing_half_way_leaves_the_first(client: XClient, sandbox: SandboxX) -> None:
    sandbox.plan_fault("503_before", "upload", skip=1)

    first = client.upload_photo(drawn_picture(), "image/jpeg")
    with pytest.raises(errors.OutcomeUnknown):
        client.upload_photo(drawn_picture("navy"), "image/jpeg")

    assert list(sandbox.server.world.media.by_id) == [first.media_id]


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"<svg/>", "image/svg+xml", "JPEG, PNG, WebP and GIF"),
        (b"x" * (MAX_PHOTO_BYTES + 1), "image/jpeg", "at most 5 MB"),
    ],
)
def test_upload_photo_unsuitable_is_refused_before_sending(
    client: XClient, sandbox: SandboxX, content: bytes, media_type: str, reason: str
) -> None:
    with pytest.raises(errors.Rejected, match=reason):
        client.upload_photo(content, media_type)

    assert sandbox.requests() == []
