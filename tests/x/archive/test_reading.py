"""What an archive holds, read as X writes it and as it has been seen in the wild."""

import io
import tracemalloc
import zipfile
from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from schoolsocial.x.archive.reading import Accounts, Archive
from tests.x.archive.making import (
    HANDLE,
    OWNER,
    Members,
    archive_of,
    listed,
    members,
    notes,
    tweet,
    zipped,
)


def opened(content: bytes) -> Archive:
    return Archive(io.BytesIO(content))


def texts(content: bytes) -> list[str]:
    return [one.text for one in opened(content).tweets()]


def test_owner_and_day_are_read() -> None:
    archive = opened(archive_of())

    assert (archive.owner.id, archive.owner.handle) == (OWNER, HANDLE)
    assert archive.made_at == datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_tweet_is_plain_with_its_links_and_without_those_of_its_pictures() -> None:
    links = {"urls": [{"url": "https://t.co/a", "expanded_url": "https://school.example/news"}]}
    entry = tweet("7", "Fun &amp; games &lt;3 https://t.co/a", photos=["a.jpg"], entities=links)

    (read,) = opened(archive_of([entry])).tweets()

    assert read.text == "Fun & games <3 https://school.example/news"
    assert read.pictures == ("a.jpg",)


def test_reposts_and_replies_are_told_apart() -> None:
    reply = tweet("8", "@parent Thank you", in_reply_to_status_id_str="5")
    read = list(opened(archive_of([tweet("7", "RT @lego: Hello"), reply])).tweets())

    assert [(one.is_repost, one.is_reply) for one in read] == [(True, False), (False, True)]


def test_picture_is_found_by_its_post_and_name() -> None:
    contents = members([tweet("7", photos=["a.jpg"])])
    archive = opened(zipped(contents | {"data/tweets_media/7-a.jpg": b"picture"}))

    assert archive.picture("7", "a.jpg") == b"picture"
    assert archive.picture("7", "b.jpg") is None


@pytest.mark.parametrize("kind", list(Accounts))
def test_lists_of_accounts_give_their_ids(kind: Accounts) -> None:
    archive = opened(archive_of(**{kind.value: ["12", "34"]}))

    assert list(archive.accounts(kind)) == ["12", "34"]


@pytest.mark.parametrize("kind", list(Accounts))
def test_list_that_is_not_there_is_empty(kind: Accounts) -> None:
    assert list(opened(archive_of()).accounts(kind)) == []


def in_a_folder(contents: Members) -> bytes:
    return zipped(contents, folder="twitter-2026-11-01/")


def beside_a_macs_notes(contents: Members) -> bytes:
    return zipped(contents | {"__MACOSX/data/manifest.js": b"\0\5\26", "data/.DS_Store": b"\0"})


def with_bom_crlf_and_semicolon(contents: Members) -> bytes:
    changed: Members = {
        name: ("\ufeff" + str(content)).replace("\n", "\r\n") + ";\r\n"
        for name, content in contents.items()
    }
    return zipped(changed)


def stored(contents: Members) -> bytes:
    return zipped(contents, method=zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    "packed", [in_a_folder, beside_a_macs_notes, with_bom_crlf_and_semicolon, stored]
)
def test_archives_seen_in_the_wild_are_read(packed: object) -> None:
    assert callable(packed)

    assert texts(packed(members([tweet("7", "Caf\u00e9 \U0001f331")]))) == ["Caf\u00e9 \U0001f331"]


def test_list_in_parts_is_read_in_their_order() -> None:
    contents = members([tweet("7", "one")])
    names = ["data/tweets.js", "data/tweets-part1.js"]
    contents["data/manifest.js"] = notes({"account": ["data/account.js"], "tweets": names})
    contents["data/tweets-part1.js"] = listed("tweets", [tweet("8", "two")], 1)

    assert texts(zipped(contents)) == ["one", "two"]


def test_older_name_of_the_list_is_known() -> None:
    contents = members()
    contents["data/tweet.js"] = listed("tweet", [tweet("7", "old")])
    files = {"account": ["data/account.js"], "tweet": ["data/tweet.js"]}
    contents["data/manifest.js"] = notes(files)

    assert texts(zipped(contents)) == ["old"]


def test_half_characters_and_nul_do_not_get_through() -> None:
    (text,) = texts(archive_of([tweet("7", "a\ud800b\0c")]))

    assert text == "a\ufffdbc"


def test_private_members_are_never_opened() -> None:
    tripwires = ["direct-messages", "ip-audit", "email-address-change", "phone-number", "like"]
    contents = members([tweet("7")], follower=["12"])
    contents |= {f"data/{name}.js": "not even a list" for name in tripwires}
    opened_names: list[str] = []
    original = zipfile.ZipFile.open

    def noting(self: zipfile.ZipFile, name: zipfile.ZipInfo, *args: object) -> object:
        opened_names.append(name.filename)
        return original(self, name)

    packed = zipped(contents)
    with patch.object(zipfile.ZipFile, "open", noting):
        archive = opened(packed)
        list(archive.tweets())
        for kind in Accounts:
            list(archive.accounts(kind))

    assert set(opened_names) == {
        "data/manifest.js",
        "data/account.js",
        "data/tweets.js",
        "data/follower.js",
    }


def test_memory_does_not_grow_with_the_list() -> None:
    def peak(count: int) -> int:
        content = archive_of([tweet(str(number + 1), "word " * 50) for number in range(count)])
        tracemalloc.start()
        read = sum(1 for _ in opened(content).tweets())
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert read == count
        return top

    assert peak(20_000) < 2 * peak(5_000)
