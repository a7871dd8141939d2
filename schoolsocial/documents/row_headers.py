"""The first cell of each row of a table is its header, for whoever has a paper read out to them.

Typst marks the header cells of columns alone; from Python its mark for those of rows cannot be
switched on yet. So the paper's structure is put right behind its end, as PDF provides for (ISO
32000-1, 7.5.6, incremental updates): every byte before stays as it was set.
"""

import re
from collections.abc import Iterator
from typing import Final

_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE: Final = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY: Final = 20
"""Bytes of a line of the cross-reference table."""
_TRAILER: Final = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_BODY: Final = re.compile(rb"<</Type/StructElem/S/TBody\b")
_KIDS: Final = re.compile(rb"/K\[((?:\d+ 0 R ?)+)\]")
_TREE: Final = re.compile(rb"(<</Type/StructTreeRoot\b.*/IDTree<</Names\[)", re.DOTALL)
_HEADERS: Final = re.compile(rb"(/A\[<</O/Table)(/Headers\[)")

Objects = dict[int, bytes]


def with_row_headers(pdf: bytes) -> bytes:
    """The same paper, in each table's body the first cell of a row a header of the row, and named
    as such by the row's other cells. A paper without tables is returned as it is.
    """
    objects = _objects(pdf)
    changed = dict(_changed(objects))
    return _behind(pdf, changed) if changed else pdf


def _changed(objects: Objects) -> Iterator[tuple[int, bytes]]:
    """The objects that have to be otherwise, by their numbers."""
    named: list[tuple[bytes, int]] = []
    for body in objects.values():
        if not _BODY.match(body):
            continue
        for row in _kids(body):
            first, *others = _kids(objects[row])
            name = b"(R%08d)" % first
            named.append((name, first))
            yield first, _as_header(objects[first], name)
            for other in others:
                yield other, _HEADERS.sub(rb"\1\2" + name, objects[other], count=1)
    root = next((one for one, body in objects.items() if _TREE.match(body)), None)
    if named and root is not None:
        # A tree of names is in their order, and Typst's own begin with U
        names = b"".join(b"%b%d 0 R" % pair for pair in sorted(named))
        yield root, _TREE.sub(lambda found: found[1] + names, objects[root], count=1)


def _as_header(cell: bytes, name: bytes) -> bytes:
    header = cell.replace(b"/S/TD", b"/S/TH", 1)
    return _HEADERS.sub(b"/ID" + name + rb"\1/Scope/Row\2", header, count=1)


def _kids(body: bytes) -> list[int]:
    found = _KIDS.search(body)
    return [int(number) for number in found[1].split()[::3]] if found else []


def _objects(pdf: bytes) -> Objects:
    """What stands at each place of the cross-reference table, up to the object's end."""
    at = int(_found(_START, pdf)[1])
    table = _TABLE.match(pdf, at)
    if table is None:
        return {}
    places = range(table.end(), table.end() + int(table[1]) * _ENTRY, _ENTRY)
    lines = [pdf[place : place + _ENTRY] for place in places]
    return {
        number: _object(pdf, int(line[:10])) for number, line in enumerate(lines) if b"n" in line
    }


def _object(pdf: bytes, at: int) -> bytes:
    begins = pdf.index(b"obj", at) + len(b"obj")
    return pdf[begins : pdf.index(b"endobj", begins)].strip()


def _behind(pdf: bytes, changed: Objects) -> bytes:
    """The changed objects, where they are, and where the rest is."""
    written, places = bytearray(pdf.rstrip() + b"\n"), []
    for number, body in sorted(changed.items()):
        places.append(b"%d 1\n%010d 00000 n\r\n" % (number, len(written)))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(written)
    about = _found(_TRAILER, pdf)[1]
    before = int(_found(_START, pdf)[1])
    written += b"xref\n" + b"".join(places)
    written += b"trailer\n<<%b/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (about, before, start)
    return bytes(written)


def _found(pattern: re.Pattern[bytes], pdf: bytes) -> re.Match[bytes]:
    found = pattern.search(pdf)
    if found is None:
        raise ValueError("This is no PDF as Typst writes it.")
    return found
