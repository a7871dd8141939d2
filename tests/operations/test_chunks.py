"""The sealed stream: whatever was done to the file, it does not open as something else."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsocial.operations.backup import chunks, members
from schoolsocial.operations.backup.errors import BackupError, Damaged, NoKey

KEY, OTHER = b"k" * 32, b"o" * 32
SEALED_CHUNK = chunks.CHUNK + 16
LONG = bytes(range(256)) * 4096 * 3  # three chunks


def sealed(data: bytes, key: bytes = KEY) -> bytes:
    file = io.BytesIO()
    sealing = chunks.Sealing(file, "spring", key)
    sealing.write(data)
    sealing.close()
    return file.getvalue()


def read(file: bytes, key: bytes = KEY) -> bytes:
    return b"".join(chunks.opened(io.BytesIO(file), {"spring": key}))


@pytest.fixture(scope="module")
def three() -> tuple[bytes, list[bytes]]:
    """A header and three sealed chunks."""
    header, body = sealed(LONG).split(b"\n", 1)
    return header + b"\n", [
        body[at : at + SEALED_CHUNK] for at in range(0, len(body), SEALED_CHUNK)
    ]


@pytest.mark.parametrize("size", [0, 1, chunks.CHUNK - 1, chunks.CHUNK, chunks.CHUNK + 1])
def test_stream_comes_back_as_it_was(size: int) -> None:
    assert read(sealed(b"x" * size)) == b"x" * size


def test_nothing_of_it_is_readable() -> None:
    assert b"Amelia" not in sealed(b"Amelia " * 100)


def test_same_stream_is_sealed_otherwise_each_time() -> None:
    assert sealed(b"words") != sealed(b"words")


def test_header_names_the_key_and_does_not_hold_it() -> None:
    header = json.loads(sealed(b"", KEY).split(b"\n", 1)[0])

    assert header.keys() == {"format", "key", "salt"}
    assert header["key"] == "spring"


def test_wrong_key_is_told() -> None:
    with pytest.raises(NoKey, match="key does not open"):
        read(sealed(b"words"), OTHER)


def test_unknown_key_is_named() -> None:
    with pytest.raises(NoKey, match="spring"):
        list(chunks.opened(io.BytesIO(sealed(b"")), {"autumn": KEY}))


def test_three_chunks_are_three(three: tuple[bytes, list[bytes]]) -> None:
    header, parts = three

    assert len(parts) == 3
    assert read(header + b"".join(parts)) == LONG


@pytest.mark.parametrize(
    "order",
    [[0, 1], [0], [1, 0, 2], [0, 2, 1], [0, 2], [1, 2], [0, 1, 1, 2], [0, 1, 2, 2], [2]],
)
def test_chunks_left_out_moved_or_repeated_are_noticed(
    three: tuple[bytes, list[bytes]], order: list[int]
) -> None:
    header, parts = three

    with pytest.raises(BackupError):
        read(header + b"".join(parts[number] for number in order))


@pytest.mark.parametrize("cut", [1, 16, 17, chunks.CHUNK])
def test_file_cut_short_is_noticed(three: tuple[bytes, list[bytes]], cut: int) -> None:
    header, parts = three

    with pytest.raises(BackupError):
        read((header + b"".join(parts))[:-cut])


def test_file_with_something_added_is_noticed() -> None:
    with pytest.raises(BackupError):
        read(sealed(b"words") + b"x")


def test_chunk_of_another_backup_is_noticed(three: tuple[bytes, list[bytes]]) -> None:
    header, parts = three
    other = sealed(LONG).split(b"\n", 1)[1]

    with pytest.raises(Damaged):
        read(header + parts[0] + other[SEALED_CHUNK:])


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_one_flipped_bit_anywhere_is_noticed(data: st.DataObject) -> None:
    file = bytearray(sealed(b"Class 3 planted beans."))
    at = data.draw(st.integers(0, len(file) - 1))
    file[at] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(BackupError):
        read(bytes(file))


@given(st.dictionaries(st.text(min_size=1, max_size=9), st.lists(st.binary(max_size=99))))
@settings(max_examples=60, deadline=None)
def test_members_come_back_as_they_were(given_members: dict[str, list[bytes]]) -> None:
    stream = io.BytesIO()
    writer = members.Writer(stream)
    for name, pieces in given_members.items():
        writer.add(name, pieces)
    writer.end()

    whole = stream.getvalue()
    pieces_of = [whole[at : at + 7] for at in range(0, len(whole), 7)]
    found = {name: b"".join(data) for name, data in members.read(pieces_of)}
    assert found == {name: b"".join(pieces) for name, pieces in given_members.items()}


def test_stream_without_its_end_is_noticed() -> None:
    stream = io.BytesIO()
    members.Writer(stream).add("a", [b"data"])

    with pytest.raises(Damaged, match="ends too early"):
        [list(data) for _, data in members.read([stream.getvalue()])]
