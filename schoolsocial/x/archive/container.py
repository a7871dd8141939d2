"""A ZIP from anywhere, opened without trusting a word of it. Bytes and offsets throughout."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from schoolsocial.x.archive.refusals import Reason, Refused

MAX_ARCHIVE = 4 * 1024**3
MAX_MEMBERS = 100_000
MAX_DIRECTORY = 32 * 1024**2
MAX_PART = 1024**3
"""The longest list of posts that is read, unpacked; a busy account's is some 100 MB."""
MAX_RATIO = 150
"""X's lists shrink about 15 times; DEFLATE can shrink zeros 1,032 times."""
RATIO_COUNTS_FROM = 1024**2
CHUNK = 256 * 1024

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LOCAL_HEADER, _END_RECORD, _WIDE_END_RECORD, _LONGEST_COMMENT = 30, 22, 56, 65_535
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Container:
    """The members of a checked ZIP, by their names below the archive's own folder."""

    def __init__(self, file: BinaryIO) -> None:
        _refuse_directory(file)
        try:
            self._zip = zipfile.ZipFile(file)
            members = self._zip.infolist()
            _refuse_members(members, self._zip.start_dir)
        except _UNREADABLE:
            raise Refused(Reason.DAMAGED) from None
        self._members = {member.filename: member for member in members if not member.is_dir()}
        self._root = self._find_root()

    def __contains__(self, name: str) -> bool:
        return self._root + name in self._members

    def chunks(self, name: str, *, at_most: int = MAX_PART) -> Iterator[bytes]:
        """The unpacked bytes of a member, a piece at a time. Raises ``Refused``."""
        member = self._members[self._root + name]
        _refuse_content(member, at_most)
        try:
            with self._zip.open(member) as opened:
                while piece := opened.read(CHUNK):
                    yield piece
        except _UNREADABLE:
            raise Refused(Reason.DAMAGED) from None

    def _find_root(self) -> str:
        """Where the archive begins: at the top, or in one folder that somebody put around it."""
        ends = "data/manifest.js"
        found = [name for name in self._members if name.endswith(ends) and not _is_apples(name)]
        roots = {name.removesuffix(ends) for name in found}
        if len(roots) != 1 or (root := roots.pop()).count("/") != bool(root):
            raise Refused(Reason.NO_ARCHIVE)
        return root


def _refuse_directory(file: BinaryIO) -> None:
    """Before the directory is taken into memory: how long it says it is, and how many it lists."""
    size = file.seek(0, 2)
    if size > MAX_ARCHIVE:
        raise Refused(Reason.TOO_BIG)
    file.seek(max(0, size - _END_RECORD - _LONGEST_COMMENT))
    tail = file.read(_END_RECORD + _LONGEST_COMMENT)
    at = tail.rfind(b"PK\x05\x06")
    file.seek(0)
    if at < 0 or len(tail) - at < _END_RECORD:
        starts_well = file.read(4) == b"PK\x03\x04"
        raise Refused(Reason.DAMAGED if starts_well else Reason.NOT_A_ZIP)
    listed, length = struct.unpack_from("<HL", tail, at + 10)
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and len(tail) - wide >= _WIDE_END_RECORD:
        listed, length = struct.unpack_from("<QQ", tail, wide + 32)
    if listed > MAX_MEMBERS or length > MAX_DIRECTORY:
        raise Refused(Reason.TOO_MANY)


def _refuse_members(members: list[zipfile.ZipInfo], directory: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise Refused(Reason.TOO_MANY)
    names = [member.filename for member in members]
    if len(set(map(str.casefold, names))) < len(names):
        raise Refused(Reason.OVERLAPPING)
    for member in members:
        _refuse_member(member)
    _refuse_overlap(members, directory)


def _refuse_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise Refused(Reason.ENCRYPTED)
    if stat.S_ISLNK(member.external_attr >> 16) or not _is_plain(member.orig_filename):
        raise Refused(Reason.UNSAFE_NAMES)
    if member.filename.casefold().endswith(".zip"):
        raise Refused(Reason.NESTED)


def _is_plain(name: str) -> bool:
    """A relative path downwards, in characters that names are made of."""
    parts = name.removesuffix("/").split("/")
    walks = any(part in {"", ".", ".."} for part in parts)
    return not walks and "\\" not in name and ":" not in parts[0] and name.isprintable()


def _refuse_overlap(members: list[zipfile.ZipInfo], directory: int) -> None:
    spans = sorted((one.header_offset, one.header_offset + _least_length(one)) for one in members)
    follow = pairwise([*spans, (directory, directory)])
    if any(here[1] > after[0] for here, after in follow) or (spans and spans[0][0] < 0):
        raise Refused(Reason.OVERLAPPING)


def _least_length(member: zipfile.ZipInfo) -> int:
    """How much room it takes in the file at least, with its header."""
    return _LOCAL_HEADER + len(member.orig_filename) + member.compress_size


def _refuse_content(member: zipfile.ZipInfo, at_most: int) -> None:
    if member.file_size > at_most:
        raise Refused(Reason.TOO_BIG)
    if member.compress_type not in _METHODS:
        raise Refused(Reason.NOT_READABLE)
    swells = member.file_size > MAX_RATIO * max(1, member.compress_size)
    if swells and member.file_size > RATIO_COUNTS_FROM:
        raise Refused(Reason.BOMB)


def _is_apples(name: str) -> bool:
    """A Mac's own notes on the files, in a folder beside them."""
    return name.startswith("__MACOSX/") or "/__MACOSX/" in name
