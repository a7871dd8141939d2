from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsocial.x import errors
from schoolsocial.x.client import XClient
from schoolsocial.x.matching import Absent, Ambiguous, Found, Sought, look_for, stored, typed
from schoolsocial.x.timeline import Link, TimelinePost, posted_at
from tests.fixtures.sandbox import SandboxAccount, SandboxX, drawn_picture

pytestmark = pytest.mark.faults

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EPOCH_MS = 1288834974657


def id_at(moment: datetime, sequence: int = 0) -> str:
    return str((round(moment.timestamp() * 1000) - EPOCH_MS << 22) | sequence)


def post(
    text: str, *, at: datetime = NOON, keys: tuple[str, ...] = (), sequence: int = 0
) -> TimelinePost:
    tweet_id = id_at(at, sequence)
    return TimelinePost(tweet_id, text, posted_at(tweet_id), media_keys=keys)


def sought(text: str, **details: Any) -> Sought:
    minute = timedelta(minutes=1)
    return Sought(text, earliest=NOON - minute, latest=NOON + minute, **details)


def test_look_for_finds_the_only_one() -> None:
    ours = post("Beans!")

    assert look_for(sought("Beans!"), [post("Peas!"), ours]) == Found(ours.id)


def test_look_for_nothing_like_it_is_absent() -> None:
    assert look_for(sought("Beans!"), [post("Peas!")]) == Absent()
    assert look_for(sought("Beans!"), []) == Absent()


@pytest.mark.parametrize("offset", [timedelta(minutes=-2), timedelta(minutes=2)])
def test_look_for_outside_the_window_is_absent(offset: timedelta) -> None:
    assert look_for(sought("Beans!"), [post("Beans!", at=NOON + offset)]) == Absent()


@pytest.mark.parametrize("offset", [timedelta(minutes=-1), timedelta(minutes=1)])
def test_look_for_at_the_ends_of_the_window(offset: timedelta) -> None:
    edge = post("Beans!", at=NOON + offset)

    assert look_for(sought("Beans!"), [edge]) == Found(edge.id)


def test_look_for_two_of_the_same_words_is_ambiguous() -> None:
    twins = [post("Beans!", sequence=1), post("Beans!", sequence=2)]

    assert look_for(sought("Beans!"), twins) == Ambiguous((twins[0].id, twins[1].id))


def test_look_for_leaves_out_posts_that_are_accounted_for() -> None:
    known, ours = post("Beans!", sequence=1), post("Beans!", sequence=2)

    assert look_for(sought("Beans!", taken=frozenset({known.id})), [known, ours]) == Found(ours.id)


def test_look_for_media_keys_prove_it_at_any_time_in_any_words() -> None:
    ours = post("Beans! &amp; peas", at=NOON + timedelta(days=1), keys=("3_1", "3_2"))
    theirs = post("Beans!", sequence=7)

    assert look_for(sought("Beans!", media_keys=frozenset({"3_2"})), [theirs, ours]) == Found(
        ours.id
    )


def test_look_for_one_picture_in_two_posts_is_ambiguous() -> None:
    both = [post("Beans!", keys=("3_1",)), post("Peas!", keys=("3_1",), sequence=1)]

    verdict = look_for(sought("Beans!", media_keys=frozenset({"3_1"})), both)

    assert verdict == Ambiguous((both[0].id, both[1].id))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"media_keys": frozenset({"3_1"}), "had_photos": True}, ("3_9",)),
        ({"media_keys": frozenset({"3_1"}), "had_photos": True}, ()),
        ({"had_photos": True}, ()),
        ({}, ("3_9",)),
    ],
)
def test_look_for_same_words_with_other_pictures_is_for_a_person(
    ours: dict[str, object], theirs: tuple[str, ...]
) -> None:
    twin = post("Beans!", keys=theirs)

    assert look_for(sought("Beans!", **ours), [twin]) == Ambiguous((twin.id,))


def test_look_for_pictures_whose_keys_were_never_told() -> None:
    ours = post("Beans!", keys=("3_9",))

    assert look_for(sought("Beans!", had_photos=True), [ours]) == Found(ours.id)


@pytest.mark.parametrize(
    ("sent", "told_text", "links"),
    [
        ("Tea & cake < 3 > 2", "Tea &amp; cake &lt; 3 &gt; 2", []),
        ("The code &lt; means less", "The code &amp;lt; means less", []),
        ("Cafe\u0301", "Café", []),
        ("One\r\ntwo ", "One\ntwo", []),
        (
            "See https://a.example.org/x?b=1&c=2",
            "See https://t.co/1",
            ["https://a.example.org/x?b=1&c=2"],
        ),
        ("See oak.example.org now", "See https://t.co/1 now", ["http://oak.example.org"]),
        ("See https://oak.example.org/", "See https://t.co/1", ["https://oak.example.org"]),
        ("Beans!", "Beans! https://t.co/1", [""]),
    ],
)
def test_stored_meets_what_was_typed(sent: str, told_text: str, links: list[str]) -> None:
    told = [Link("https://t.co/1", expanded) for expanded in links]

    assert typed(sent) == stored(told_text, told)


@pytest.mark.parametrize(
    ("one", "other"), [("Beans!", "beans!"), ("Beans", "Beans!"), ("a/b", "a b"), ("1 2", "12")]
)
def test_typed_keeps_different_words_apart(one: str, other: str) -> None:
    assert typed(one) != typed(other)


@given(st.text())
def test_stored_undoes_every_escape_of_x(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert stored(escaped) == typed(text)


@given(st.lists(st.tuples(st.sampled_from(["Beans!", "Peas!"]), st.integers(-90, 90)), max_size=6))
def test_look_for_never_names_a_post_of_other_words_or_times(
    timeline: list[tuple[str, int]],
) -> None:
    posts = [
        post(text, at=NOON + timedelta(seconds=offset), sequence=number)
        for number, (text, offset) in enumerate(timeline)
    ]

    verdict = look_for(sought("Beans!"), posts)

    minute = timedelta(minutes=1)
    fitting = [p.id for p in posts if p.text == "Beans!" and abs(p.created_at - NOON) <= minute]
    match verdict:
        case Absent():
            assert fitting == []
        case Found(tweet_id):
            assert fitting == [tweet_id]
        case Ambiguous(tweet_ids):
            assert len(fitting) > 1
            assert fitting == list(tweet_ids)


@pytest.mark.parametrize(
    "text",
    [
        "Tea & cake <3 — see https://oak.example.org/a?b=1&c=2 and oak.example.org/",
        "Cafe\u0301 ☕ visit\n\nThank you, @PTA! #Fun",
        "&lt; means less than, said Class 6",
    ],
)
def test_look_for_finds_what_the_sandbox_stored(
    client: XClient, oakfield: SandboxAccount, text: str
) -> None:
    before = datetime.now(UTC) - timedelta(seconds=5)
    receipt = client.upload_photo(drawn_picture(), "image/jpeg")
    tweet_id = client.create_post(text, [receipt.media_id])

    by_words = Sought(text, before, datetime.now(UTC) + timedelta(seconds=5), had_photos=True)

    assert look_for(by_words, client.own_posts(oakfield.id)) == Found(tweet_id)


def test_look_for_a_twin_by_hand_beside_ours(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    before = datetime.now(UTC) - timedelta(seconds=5)
    sandbox.plan_fault("twin_besides")
    with pytest.raises(errors.OutcomeUnknown):
        client.create_post("Beans!")

    words = Sought("Beans!", before, datetime.now(UTC) + timedelta(seconds=5))

    assert isinstance(look_for(words, client.own_posts(oakfield.id)), Ambiguous)
