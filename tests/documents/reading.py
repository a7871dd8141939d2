"""Reading a PDF back: its words through the fonts’ own tables, and what a screen reader asks."""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+).*?\sstream\r?\n", re.DOTALL)
_SHOWN = re.compile(rb"/(f\d+) [\d.-]+ Tf|<([0-9A-Fa-f]+)>|\((?:[^()\\]|\\.)*\)", re.DOTALL)
_SAID_INSTEAD = re.compile(rb"/ActualText<[^>]*>")  # what is read out, beside what is shown
_ESCAPED = re.compile(rb"\\(\d{3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAIR = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")


def squeezed(words: str) -> str:
    """Without spaces: a line's end on paper is none in the words."""
    return re.sub(r"[\s\u200b]+", "", words)


def words(pdf: bytes) -> str:
    """All that stands on the pages, in order, squeezed."""
    objects = _objects(pdf)
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return squeezed("".join(_page(page, objects) for page in pages))


def opened(pdf: bytes) -> bytes:
    """Every object and stream, as plain as can be had."""
    return b"\n".join(_plain(body) for body in _objects(pdf).values())


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", opened(pdf)))


def _objects(pdf: bytes) -> dict[int, bytes]:
    found = {int(number): body for number, body in _OBJECT.findall(pdf)}
    for body in list(found.values()):
        if b"/ObjStm" in body:
            found |= dict(_inside(body))
    return found


def _inside(body: bytes) -> Iterator[tuple[int, bytes]]:
    first = int(re.search(rb"/First (\d+)", body)[1])  # type: ignore[index]
    plain = _plain(body)
    numbers = list(map(int, plain[:first].split()))
    starts = [*numbers[1::2], len(plain) - first]
    for place, number in enumerate(numbers[::2]):
        yield number, plain[first + starts[place] : first + starts[place + 1]]


def _plain(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    if stream is None:
        return body
    content = body[stream.end() : stream.end() + int(stream[1])]
    return zlib.decompress(content) if b"/FlateDecode" in body[: stream.end()] else content


def _page(page: bytes, objects: dict[int, bytes]) -> str:
    content = _plain(objects[_pointed(page, b"Contents")])
    found = re.search(rb"/Resources (\d+) 0 R", page)
    resources = objects[int(found[1])] if found else page
    maps = {
        name: _letters(objects[int(number)], objects)
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    return "".join(_said(content, maps))


def _said(content: bytes, maps: dict[bytes, dict[int, str]]) -> Iterator[str]:
    letters: dict[int, str] = {}
    for part in _SHOWN.finditer(_SAID_INSTEAD.sub(b"", content)):
        if part[1]:
            letters = maps[part[1]]
            continue
        codes = bytes.fromhex(part[2].decode()) if part[2] else _unescaped(part[0][1:-1])
        for place in range(0, len(codes) - 1, 2):
            yield letters.get(int.from_bytes(codes[place : place + 2]), "")


def _unescaped(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8)]) if code.isdigit() else _NAMED.get(code, code)

    return _ESCAPED.sub(plain, text)


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[int, str]:
    table = _plain(objects[_pointed(font, b"ToUnicode")])
    table = table[table.index(b"endcodespacerange") :]
    return {
        int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for code, letter in _PAIR.findall(table)
    }


def _pointed(body: bytes, name: bytes) -> int:
    return int(re.search(rb"/" + name + rb" (\d+) 0 R", body)[1])  # type: ignore[index]
