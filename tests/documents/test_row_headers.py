"""A table of a paper names its rows to whoever has it read out, as it names its columns."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from schoolsocial.documents.pdf import Json, Template, pdf
from schoolsocial.documents.row_headers import with_row_headers
from tests.documents import reading

NOW = datetime(2026, 11, 30, 11, 20, tzinfo=UTC)
POINTS = re.compile(rb"(\d+) 0 R")
ELEMENT = re.compile(rb"<</Type/StructElem/S/(\w+)")


def incident(steps: int) -> bytes:
    one: Mapping[str, Json] = {
        "name": "Incident 1",
        "label": "Complaint.",
        "stands": "Open.",
        "facts": [("Number", "1"), ("Reported", "Monday")],
        "steps": [
            {"does": f"Step {number}", "result": "Done", "by": "Head"} for number in range(steps)
        ],
        "evidence": [],
        "lines": [],
    }
    return made(Template.INCIDENTS, {"incidents": [one]})


def made(template: Template, data: Mapping[str, Json]) -> bytes:
    return pdf(template, data, title="A paper", school="St Catherine", as_of=NOW, stands="")


def rows(paper: bytes) -> list[list[bytes]]:
    """The cells of each row of each table's body, as a reader finds them."""
    objects = reading._objects(paper)
    bodies = [body for body in objects.values() if body.startswith(b"<</Type/StructElem/S/TBody")]
    return [[objects[cell] for cell in kids(objects[row])] for body in bodies for row in kids(body)]


def kids(element: bytes) -> list[int]:
    return [int(one) for one in POINTS.findall(element[element.index(b"/K[") :].split(b"]")[0])]


def test_first_cell_of_each_row_is_its_header() -> None:
    found = rows(incident(3))

    assert [len(row) for row in found] == [2, 2, 3, 3, 3]
    for first, *others in found:
        assert b"/S/TH" in first
        assert b"/Scope/Row" in first
        assert [one for one in others if b"/S/TD" not in one] == []


def test_cells_name_the_header_of_their_row_and_of_their_column() -> None:
    paper = incident(3)

    for first, *others in rows(paper):
        [name] = re.findall(rb"/ID(\(R\d+\))", first)
        for other in others:
            headers = re.findall(rb"\(\w+\)", other.split(b"/Headers[")[1].split(b"]")[0])
            assert name in headers
            assert len(headers) == 2


def test_each_header_is_found_by_its_name_in_their_order() -> None:
    paper = incident(12)
    objects = reading._objects(paper)
    [root] = [body for body in objects.values() if b"/Type/StructTreeRoot" in body]

    names = re.findall(rb"(\(\w+\)) ?(\d+) 0 R", root.split(b"/IDTree<</Names[")[1].split(b"]")[0])

    assert [name for name, _ in names] == sorted(name for name, _ in names)
    for name, number in names:
        assert b"/ID" + name in objects[int(number)]
    own = {cell for row in rows(paper) for cell in row if b"/S/TH" in cell}
    assert len(own) == 14
    assert len(names) == 14 + 7  # and those of the columns


def test_columns_stay_as_they_were() -> None:
    assert reading.opened(incident(1)).count(b"/Scope/Column") == 2 + 3 + 2


def test_references_lead_to_the_objects_they_name() -> None:
    paper = incident(3)
    at = int(re.findall(rb"startxref\s+(\d+)", paper)[-1])

    for number, place in re.findall(rb"(\d+) 1\n(\d{10}) 00000 n", paper[at:]):
        assert paper[int(place) :].startswith(number + b" 0 obj\n")
    assert re.search(rb"/Prev \d+>>\nstartxref\n\d+\n%%EOF\Z", paper)


def test_words_and_bytes_before_stay_the_same() -> None:
    paper = incident(3)
    first = paper[: paper.index(b"%%EOF") + 5]

    assert reading.words(paper) == reading.words(first)
    assert with_row_headers(first) == paper


def test_paper_without_tables_stays_as_it_is() -> None:
    paper = made(Template.LETTER, {"words": "Dear all"})

    assert paper.count(b"%%EOF") == 1
    assert with_row_headers(paper) == paper


def test_what_is_no_pdf_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="no PDF"):
        with_row_headers(b"Dear all")
