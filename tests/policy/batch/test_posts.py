"""Lines that are posts, and lines that are none."""

import json
from datetime import datetime
from typing import Any

import pytest

from policy.batch.posts import MAX_PEOPLE, BadLine, GivenPhoto, GivenPost, read


def line(**fields: Any) -> bytes:
    return json.dumps({"id": "a", "text": "Hello", **fields}).encode()


def trouble(written: bytes | None) -> str:
    with pytest.raises(BadLine) as bad:
        read(written)
    return str(bad.value)


def test_post_with_nothing_but_words() -> None:
    assert read(b'{"id": 7, "text": "Hello"}') == GivenPost(7, "Hello", None, None, ())


def test_post_after_a_byte_order_mark() -> None:
    assert read(b"\xef\xbb\xbf" + line()).text == "Hello"


def test_fields_of_other_programs_are_passed_over() -> None:
    assert read(line(lang="en", photos=None, at=None, reply_to=None)).photos == ()


def test_time_is_londons() -> None:
    summer, winter = read(line(at="2026-07-01T12:00:00Z")), read(line(at="2026-12-01T12:00:00Z"))

    assert summer.at is not None
    assert winter.at is not None
    assert (summer.at.hour, winter.at.hour) == (13, 12)


def test_time_without_a_zone_is_meant_in_london() -> None:
    assert read(line(at="2026-07-01T12:00")).at == datetime.fromisoformat("2026-07-01T12:00+01:00")


@pytest.mark.parametrize("reply_to", ["17123", 17123])
def test_reply_to_is_a_text_or_a_number(reply_to: object) -> None:
    assert read(line(reply_to=reply_to)).reply_to == "17123"


def test_photo_with_all_fields() -> None:
    photo = {"alt_text": "A tree", "faces": 2, "pupils": ["Amelia Brown"], "consented": True}

    assert read(line(photos=[photo])).photos == (GivenPhoto("A tree", 2, ("Amelia Brown",), True),)


def test_photo_says_nothing_of_what_it_leaves_out() -> None:
    assert read(line(photos=[{}])).photos == (GivenPhoto("", None, None, None),)


def test_faces_may_be_listed() -> None:
    assert read(line(photos=[{"faces": [{}, {}, {}]}])).photos[0].faces == 3


def test_lone_surrogates_keep_their_place() -> None:
    assert read(b'{"id": "\\ud800", "text": "a\\udfffb"}') == GivenPost(
        "\ufffd", "a\ufffdb", None, None, ()
    )


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (None, "longer than 4 MB"),
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not written in UTF-8"),
        (b"[1, 2]", "not an object"),
        (b'"text"', "not an object"),
        (b"[" * 200_000, "not JSON"),
        (b"9" * 10_000, "not JSON"),
        (b'{"text": "Hello"}', "no “id”"),
        (b'{"id": true, "text": "Hello"}', "no “id”"),
        (b'{"id": [], "text": "Hello"}', "no “id”"),
        (b'{"id": "a"}', "no “text”"),
        (b'{"id": "a", "text": null}', "no “text”"),
        (b'{"id": "a", "text": 5}', "The “text” is not a text."),
    ],
)
def test_line_that_is_no_post(written: bytes | None, says: str) -> None:
    assert says in trouble(written)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"at": "yesterday"}, "The “at” is not a time"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "The “at” is not a time"),
        ({"at": 5}, "The “at” is not a text."),
        ({"reply_to": {}}, "The “reply_to” is not a text."),
        ({"photos": {}}, "The “photos” is not a list."),
        ({"photos": [{}] * 5}, "There are 5 photos"),
        ({"photos": ["a.jpg"]}, "Photo 1 is not an object"),
        ({"photos": [{}, {"alt_text": []}]}, "Photo 2: The “alt_text” is not a text."),
        ({"photos": [{"faces": True}]}, "Photo 1: The “faces” is not a whole number."),
        ({"photos": [{"faces": -1}]}, "The “faces” are not between 0 and 1,000."),
        ({"photos": [{"faces": 10**9}]}, "The “faces” are not between 0 and 1,000."),
        ({"photos": [{"pupils": "Amelia"}]}, "The “pupils” is not a list."),
        ({"photos": [{"pupils": [5]}]}, "The “pupils” are not a list of at most 1,000 names."),
        ({"photos": [{"pupils": ["A"] * (MAX_PEOPLE + 1)}]}, "at most 1,000 names"),
        ({"photos": [{"consented": "yes"}]}, "The “consented” is not true or false."),
    ],
)
def test_post_with_a_field_of_the_wrong_kind(fields: dict[str, Any], says: str) -> None:
    assert says in trouble(line(**fields))


def test_bad_line_is_known_by_its_id_where_it_has_one() -> None:
    with pytest.raises(BadLine) as bad:
        read(b'{"id": "a"}')

    assert bad.value.post_id == "a"
