from datetime import UTC, datetime, timedelta

import pytest

from schoolsocial.x import errors, timeline
from schoolsocial.x.client import XClient
from schoolsocial.x.credentials import OAuth2User
from tests.fixtures.sandbox import SandboxAccount, SandboxX, Shown, drawn_picture


def test_own_posts_reads_every_page(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    ids = [sandbox.post_by_hand(oakfield.handle, f"Day {number}") for number in range(205)]

    posts = client.own_posts(oakfield.id)

    assert [post.id for post in posts] == ids[::-1]
    assert len(sandbox.requests("timeline")) == 3


def test_own_posts_since_an_id_leaves_out_the_known(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    known = sandbox.post_by_hand(oakfield.handle, "Known")
    new = sandbox.post_by_hand(oakfield.handle, "New")

    assert [post.id for post in client.own_posts(oakfield.id, since_id=known)] == [new]


def test_own_posts_since_a_moment(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    noon = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    sandbox.post_by_hand(oakfield.handle, "Morning", at=noon - timedelta(hours=1))
    later = sandbox.post_by_hand(oakfield.handle, "Noon", at=noon)

    assert [post.id for post in client.own_posts(oakfield.id, start_time=noon)] == [later]


def test_own_posts_shows_keys_and_links(client: XClient, oakfield: SandboxAccount) -> None:
    receipt = client.upload_photo(drawn_picture(), "image/jpeg")
    client.create_post("Read on oakfield.example.com", [receipt.media_id])

    post = client.own_posts(oakfield.id)[0]

    assert post.media_keys == (receipt.media_key,)
    assert [link.expanded for link in post.links] == ["http://oakfield.example.com", ""]
    assert all(link.short in post.text for link in post.links)


def test_own_posts_tells_the_time_of_x(client: XClient, oakfield: SandboxAccount) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    client.create_post("Choir at three.")

    post = client.own_posts(oakfield.id)[0]

    assert before <= post.created_at <= datetime.now(UTC)


def test_own_posts_lagging_misses_the_newest(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    client.create_post("Choir at three.")
    sandbox.plan_fault("lag", "timeline")

    assert client.own_posts(oakfield.id) == []
    assert len(client.own_posts(oakfield.id)) == 1


def test_own_posts_under_the_new_parameter_name(
    sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    credentials = OAuth2User(oakfield.access_token)
    client = XClient(credentials, api_url=sandbox.url, fields_name="post.fields")
    client.create_post("See oakfield.example.com")

    assert client.own_posts(oakfield.id)[0].links
    assert "post.fields" in sandbox.requests("timeline")[0]["query"]


def test_own_posts_of_an_account_x_will_not_show_is_no_empty_timeline(client: XClient) -> None:
    with pytest.raises(errors.OutcomeUnknown):
        client.own_posts("404")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"errors": [{"title": "Forbidden"}]},
        {"meta": {}},
        {"meta": {"result_count": 1}},
        {"meta": {"result_count": 1}, "data": ["post"]},
        {"meta": {"result_count": 1}, "data": [{"id": "x", "text": "y"}]},
        {"meta": {"result_count": 1}, "data": [{"id": "5"}]},
        {"meta": {"result_count": 0}, "data": {}},
    ],
)
def test_read_page_not_plainly_a_page_is_none(body: dict[str, object]) -> None:
    assert timeline.read_page(body) is None


def test_read_page_empty() -> None:
    page = timeline.read_page({"meta": {"result_count": 0}})

    assert page == timeline.Page(posts=(), next_token="")


def test_posted_at_reads_the_id() -> None:
    assert timeline.posted_at("1460323737035677698") == datetime(
        2021, 11, 15, 19, 8, 5, 69000, tzinfo=UTC
    )


def test_own_page_tells_where_pictures_lie_and_how_they_are_described(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    shown = [Shown(drawn_picture(), "Beans"), Shown(drawn_picture("red"), kind="animated_gif")]
    sandbox.post_by_hand(oakfield.handle, "Our garden", pictures=shown)

    [post] = client.own_page(oakfield.id).posts

    still, moving = post.media
    assert (still.kind, still.alt_text, still.width, still.height) == ("photo", "Beans", 40, 30)
    assert (moving.kind, moving.alt_text) == ("animated_gif", "")
    assert [one.address for one in post.media] == [
        f"{sandbox.url}/media/{one.key}" for one in post.media
    ]


def test_medium_that_x_does_not_tell_of_is_known_by_its_key_alone() -> None:
    row = {"id": "5", "text": "Hi", "attachments": {"media_keys": ["3_1", "3_2"]}}
    told = [{"media_key": "3_2", "type": "photo", "url": 5, "width": True}, "odd", {"type": "x"}]

    page = timeline.read_page(
        {"meta": {"result_count": 1}, "data": [row], "includes": {"media": told}}
    )

    assert page is not None
    assert page.posts[0].media == (
        timeline.Media("3_1"),
        timeline.Media("3_2", "photo", alt_text=""),
    )
