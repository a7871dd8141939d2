"""Lines of any length, none of which fills the memory."""

from io import BytesIO

from policy.batch.lines import MAX_LINE, lines


def test_lines_come_without_their_ends() -> None:
    assert list(lines(BytesIO(b"one\n\ntwo\r\nthree"))) == [b"one", b"", b"two\r", b"three"]


def test_longest_line_is_read() -> None:
    longest = b"x" * MAX_LINE

    assert list(lines(BytesIO(longest + b"\nnext"))) == [longest, b"next"]
    assert list(lines(BytesIO(longest))) == [longest]


def test_longer_line_is_read_past() -> None:
    longer = b"x" * (MAX_LINE + 1)

    assert list(lines(BytesIO(longer + b"\nnext\n"))) == [None, b"next"]
    assert list(lines(BytesIO(longer * 2))) == [None]
