"""Archives that must not be read: each is refused with its reason, and nothing else is raised."""

import io
import struct
import zipfile
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolsocial.x.archive import container
from schoolsocial.x.archive.reading import Accounts, Archive
from schoolsocial.x.archive.refusals import Reason, Refused
from tests.x.archive.making import archive_of, listed, members, notes, tweet, zipped


def read(content: bytes) -> int:
    """Everything that is ever read of it; how many posts."""
    archive = Archive(io.BytesIO(content))
    tweets = list(archive.tweets())
    for one in tweets:
        for name in one.pictures:
            archive.picture(one.id, name)
    for kind in Accounts:
        list(archive.accounts(kind))
    return len(tweets)


def refusal(content: bytes) -> Reason:
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value.reason


GOOD = archive_of([tweet("7", photos=["a.jpg"])], follower=["12"])


def test_good_one_is_read() -> None:
    assert read(GOOD) == 1


def test_no_zip() -> None:
    assert refusal(b"window.YTD = []") is Reason.NOT_A_ZIP
    assert refusal(b"") is Reason.NOT_A_ZIP


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_cut_short(kept: float) -> None:
    assert refusal(GOOD[: int(len(GOOD) * kept)]) is Reason.DAMAGED


def test_other_bytes_under_the_same_checksum() -> None:
    stored = zipped(members([tweet("7", "Garden")]), method=zipfile.ZIP_STORED)

    assert refusal(stored.replace(b"Garden", b"Hidden")) is Reason.DAMAGED


def with_member(name: str, content: bytes | str = b"") -> bytes:
    return zipped(members([tweet("7")]) | {name: content})


@pytest.mark.parametrize(
    "name",
    [
        "../evil.js",
        "data/../../evil.js",
        "/etc/passwd",
        "C:/evil.js",
        "data//evil.js",
        "data/./evil.js",
    ],
)
def test_names_that_walk_elsewhere(name: str) -> None:
    assert refusal(with_member(name)) is Reason.UNSAFE_NAMES


def test_symbolic_link() -> None:
    packed = io.BytesIO(GOOD)
    with zipfile.ZipFile(packed, "a") as archive:
        link = zipfile.ZipInfo("data/link.js")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert refusal(packed.getvalue()) is Reason.UNSAFE_NAMES


def test_locked_with_a_password() -> None:
    central = GOOD.rfind(b"PK\x01\x02")
    locked = bytearray(GOOD)
    locked[central + 8] |= 1

    assert refusal(bytes(locked)) is Reason.ENCRYPTED


def test_zip_in_a_zip() -> None:
    assert refusal(with_member("data/inner.zip", GOOD)) is Reason.NESTED
    assert refusal(zipped({"twitter.zip": GOOD})) is Reason.NESTED


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice() -> None:
    packed = io.BytesIO(GOOD)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("data/tweets.js", "window.YTD.tweets.part0 = []")

    assert refusal(packed.getvalue()) is Reason.OVERLAPPING


def test_two_names_for_the_same_bytes() -> None:
    content = bytearray(with_member("data/other.js", "x" * 50))
    first, last = content.find(b"PK\x01\x02"), content.rfind(b"PK\x01\x02")
    offset = struct.unpack_from("<L", content, first + 42)
    struct.pack_into("<L", content, last + 42, *offset)

    assert refusal(bytes(content)) is Reason.OVERLAPPING


def test_bomb() -> None:
    contents = members()
    contents["data/tweets.js"] = "window.YTD.tweets.part0 = [" + " " * 30_000_000 + "]"

    assert refusal(zipped(contents)) is Reason.BOMB


def test_bomb_that_lies_about_its_size() -> None:
    contents = members()
    contents["data/tweets.js"] = "window.YTD.tweets.part0 = [" + " " * 30_000_000 + "]"
    content = bytearray(zipped(contents))
    name = b"data/tweets.js"
    struct.pack_into("<L", content, content.find(name) - 30 + 22, 1000)
    struct.pack_into("<L", content, content.rfind(name) - 46 + 24, 1000)

    assert refusal(bytes(content)) is Reason.DAMAGED


def test_part_longer_than_is_read() -> None:
    with patch.object(container, "MAX_PART", 10):
        pieces = container.Container(io.BytesIO(GOOD)).chunks("data/tweets.js", at_most=10)
        with pytest.raises(Refused) as refused:
            list(pieces)

    assert refused.value.reason is Reason.TOO_BIG


def test_more_members_than_any_archive_has() -> None:
    with patch.object(container, "MAX_MEMBERS", 2):
        assert refusal(GOOD) is Reason.TOO_MANY


def test_larger_than_any_archive() -> None:
    with patch.object(container, "MAX_ARCHIVE", 100):
        assert refusal(GOOD) is Reason.TOO_BIG


def test_no_archive_of_x() -> None:
    assert refusal(zipped({"holiday/photo.jpg": b"x"})) is Reason.NO_ARCHIVE
    assert refusal(zipped(members(), folder="one/two/")) is Reason.NO_ARCHIVE


def test_part_that_the_archive_lists_is_missing() -> None:
    contents = members([tweet("7")])
    del contents["data/tweets.js"]

    assert refusal(zipped(contents)) is Reason.PART_MISSING


def test_part_elsewhere_than_in_the_archive() -> None:
    contents = members()
    files = {"account": ["data/account.js"], "tweets": ["../tweets.js"]}
    contents["data/manifest.js"] = notes(files)

    assert refusal(zipped(contents)) is Reason.NOT_READABLE


def test_notes_of_another_account() -> None:
    contents = members()
    contents["data/manifest.js"] = notes({"account": ["data/account.js"]}, owner="99")

    assert refusal(zipped(contents)) is Reason.OTHER_ACCOUNT


@pytest.mark.parametrize("bad", ["1" * 20, "12a", "", "-5", "\u0661\u0662"])
def test_number_that_x_cannot_have_given(bad: str) -> None:
    assert refusal(archive_of([tweet(bad)])) is Reason.BAD_ID
    assert refusal(archive_of(follower=[bad])) is Reason.BAD_ID


@pytest.mark.parametrize(
    "written",
    [
        "",
        "alert(1)",
        "window.YTD.tweets.part0 = {}",
        'window.YTD.tweets.part0 = [{"id_str": "7"}',
        'window.YTD.tweets.part0 = [{"id_str": "7"},]',
        'window.YTD.tweets.part0 = [{"id_str": "7"} {"id_str": "8"}]',
        "window.YTD.tweets.part0 = [1, 2]",
        "window.YTD.tweets.part0 = [{]}",
        "window.YTD.tweets.part0 = []; alert(1)",
        'window.YTD.tweets.part0 = [{"tweet": NaN}]',
        'window.YTD.tweets.part0 = [{"tweet": ' + "[" * 100_000 + "]",
    ],
)
def test_list_that_is_not_written_as_x_writes_it(written: str) -> None:
    contents = members()
    contents["data/tweets.js"] = written

    assert refusal(zipped(contents)) is Reason.NOT_READABLE


def test_bytes_that_are_no_utf_8() -> None:
    contents = members()
    contents["data/tweets.js"] = (
        listed("tweets", [tweet("7", "x")]).encode().replace(b'"x"', b'"\xff"')
    )

    assert refusal(zipped(contents)) is Reason.NOT_READABLE


def test_element_longer_than_any() -> None:
    contents = members()
    contents["data/tweets.js"] = 'window.YTD.tweets.part0 = [{"tweet": "' + "x" * 5_000_000

    assert refusal(zipped(contents, method=zipfile.ZIP_STORED)) is Reason.NOT_READABLE


def test_every_reason_has_its_sentence() -> None:
    assert all(reason.sentence.endswith(".") for reason in Reason)


def reads_or_refuses(content: bytes) -> None:
    try:
        read(content)
    except Refused:
        return


FUZZ = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    reads_or_refuses(content)


@FUZZ
@given(st.data())
def test_any_damage_to_a_good_one_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))

    reads_or_refuses(bytes(content))
    reads_or_refuses(bytes(content[:cut]))


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes_in_the_place_of_a_list_are_read_or_refused(rest: bytes) -> None:
    contents = members()
    contents["data/tweets.js"] = b"window.YTD.tweets.part0 = [" + rest

    reads_or_refuses(zipped(contents))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "tweet",
                    "id_str",
                    "full_text",
                    "entities",
                    "urls",
                    "media",
                    "url",
                    "type",
                    "extended_entities",
                    "media_url_https",
                    "account",
                    "accountId",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@FUZZ
@given(st.lists(_JSON, max_size=4), _JSON)
def test_any_json_in_the_place_of_posts_is_read_or_refused(rows: list[object], one: object) -> None:
    reads_or_refuses(archive_of([*rows, {"tweet": {"id_str": "7", "entities": one}}]))
