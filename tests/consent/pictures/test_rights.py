"""Whose picture a file says it is: each container, each standard, and whatever is done to them."""

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from consent.pictures import claimed, sanitise
from consent.pictures.rights import LONGEST_NOTICE, MOST_NOTICES
from tests.consent.pictures.samples import (
    TALKATIVE,
    after_soi,
    corners,
    photo,
    png_chunk,
    saved,
    segment,
)

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")

KINDS = ["JPEG", "PNG", "WEBP", "HEIF"]
XP_AUTHOR = 0x9C9D


def with_exif(kind: str = "JPEG", **tags: str) -> bytes:
    block = Image.Exif()
    for name, value in tags.items():
        block[getattr(ExifTags.Base, name)] = value.encode()
    return saved(corners(), kind, exif=block.tobytes())


def packet(body: str, attributes: str = "") -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        f' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" {attributes}>'
        f"{body}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    ).encode()


def with_xmp(kind: str, content: bytes) -> bytes:
    if kind == "JPEG":
        marked = b"http://ns.adobe.com/xap/1.0/\0" + content
        return after_soi(saved(corners(), "JPEG"), segment(0xE1, marked))
    if kind == "PNG":
        return with_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + content)
    return saved(corners(), kind, xmp=content)


def with_chunk(kind: bytes, payload: bytes) -> bytes:
    """A PNG with the chunk behind its pixels, where Pillow looks last."""
    plain = saved(corners(), "PNG")
    return plain[:-12] + png_chunk(kind, payload) + plain[-12:]


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def with_iptc(*datasets: bytes) -> bytes:
    block = b"".join(datasets)
    resource = (
        b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)
    )
    return after_soi(saved(corners(), "JPEG"), segment(0xED, b"Photoshop 3.0\0" + resource))


@pytest.mark.parametrize("kind", KINDS)
def test_exif_copyright_and_artist_are_read_in_every_container(kind: str) -> None:
    content = with_exif(kind, Copyright="© Getty Images", Artist="Jo Marsh")

    assert claimed(content) == ("© Getty Images", "Jo Marsh")


@pytest.mark.parametrize("kind", KINDS)
def test_xmp_is_read_in_every_container(kind: str) -> None:
    body = (
        "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© 2026 Alamy</rdf:li></rdf:Alt>"
        "</dc:rights><dc:creator><rdf:Seq><rdf:li>A. Field</rdf:li><rdf:li>B. Hill</rdf:li>"
        "</rdf:Seq></dc:creator><photoshop:Credit>PA Media</photoshop:Credit>"
    )

    content = with_xmp(kind, packet(body))

    assert claimed(content) == ("© 2026 Alamy", "A. Field", "B. Hill", "PA Media")


def test_xmp_written_as_attributes_is_read() -> None:
    attributes = (
        "photoshop:Source='Press Association' xmpRights:Marked='True'"
        " xmpRights:WebStatement='https://www.istockphoto.com/legal'"
        " xmpRights:UsageTerms='Editorial use only' photoshop:City='Leeds'"
    )

    content = with_xmp("JPEG", packet("", attributes))

    assert claimed(content) == (
        "Press Association",
        "https://www.istockphoto.com/legal",
        "Editorial use only",
    )


def test_iptc_says_who_and_whose() -> None:
    content = with_iptc(
        dataset(5, b"Sports day"),
        dataset(80, b"Jo Marsh"),
        dataset(110, b"Reuters"),
        dataset(115, b"Reuters Archive"),
        dataset(116, "© Zoë".encode()),
        dataset(116, b"not of record 2", record=3),
    )

    assert claimed(content) == ("Jo Marsh", "Reuters", "Reuters Archive", "© Zoë")


def test_iptc_and_xmp_inside_exif_are_read() -> None:
    block = Image.Exif()
    block[0x83BB] = dataset(110, b"Reuters")
    block[0x02BC] = packet("<xmpRights:Owner>Alamy</xmpRights:Owner>")

    assert claimed(saved(corners(), "WEBP", exif=block.tobytes())) == ("Reuters", "Alamy")


def test_author_as_windows_writes_it_is_read() -> None:
    block = Image.Exif()
    block[XP_AUTHOR] = "Zoë Marsh\0".encode("utf-16-le")

    assert claimed(saved(corners(), "JPEG", exif=block.tobytes())) == ("Zoë Marsh",)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (b"tEXt", b"Copyright\0\xa9 Jo Marsh"),
        (b"zTXt", b"Author\0\0" + zlib.compress("© Jo Marsh".encode("latin-1"))),
        (b"iTXt", b"Credit\0\0\0en\0Dank\0" + "© Jo Marsh".encode()),
        (b"iTXt", b"Creator\0\1\0\0\0" + zlib.compress("© Jo Marsh".encode())),
    ],
)
def test_words_of_a_png_are_read_even_behind_its_pixels(kind: bytes, payload: bytes) -> None:
    assert claimed(with_chunk(kind, payload)) == ("© Jo Marsh",)


def test_program_that_made_a_png_claims_nothing() -> None:
    assert claimed(with_chunk(b"tEXt", b"Software\0Paint.NET")) == ()
    assert claimed(with_chunk(b"tEXt", b"Source\0Scanner 3000")) == ()


@pytest.mark.parametrize(
    "tags",
    [
        {"Artist": "Apple"},
        {"Copyright": "SAMSUNG"},
        {"Artist": "Bright 5", "Make": "Bright", "Model": "Bright 5"},
        {"Copyright": "   "},
        {},
    ],
)
def test_camera_is_no_owner(tags: dict[str, str]) -> None:
    assert claimed(with_exif(**tags)) == ()


def test_same_notice_in_three_standards_counts_once() -> None:
    content = after_soi(
        with_exif(Copyright="(c) Jo Marsh", Artist="JO MARSH"),
        segment(
            0xE1,
            b"http://ns.adobe.com/xap/1.0/\0" + packet("<dc:rights>(C) Jo  Marsh</dc:rights>"),
        ),
    )

    assert claimed(content) == ("(c) Jo Marsh", "JO MARSH")


def test_photographers_and_editors_notice_are_two() -> None:
    assert claimed(with_exif(Copyright="Jo Marsh\0Evening Post")) == ("Jo Marsh", "Evening Post")


def test_notices_are_few_short_and_in_one_plain_line() -> None:
    many = "".join(f"<rdf:li>Owner {number}</rdf:li>" for number in range(50))
    longest = with_exif(Copyright="x" * 5_000)
    odd = with_exif(Artist="Jo\r\n\tMarsh\x1b[31m")
    turned = with_xmp("JPEG", packet("<dc:rights>Jo \u202e Marsh</dc:rights>"))

    assert len(claimed(with_xmp("JPEG", packet(f"<dc:rights>{many}</dc:rights>")))) == MOST_NOTICES
    assert claimed(longest) == ("x" * LONGEST_NOTICE,)
    assert claimed(odd) == ("Jo Marsh [31m",)
    assert claimed(turned) == ("Jo Marsh",)


def test_notice_in_latin_is_read() -> None:
    assert claimed(with_iptc(dataset(80, b"Zo\xeb \xa9"))) == ("Zoë ©",)


def test_packet_that_breaks_off_is_read_up_to_there() -> None:
    whole = packet("<dc:rights>Alamy</dc:rights><dc:creator>Jo Marsh</dc:creator>")

    assert claimed(with_xmp("JPEG", whole[: whole.index(b"Marsh")])) == ("Alamy",)


def test_packet_that_multiplies_itself_is_not_unfolded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

    assert claimed(with_xmp("JPEG", bomb + packet("<dc:rights>&b;</dc:rights>"))) == ()


def test_chunks_that_unfold_to_gigabytes_are_cut() -> None:
    bomb = png_chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"x" * 5_000_000))
    plain = saved(corners(), "PNG")

    found = claimed(plain[:-12] + bomb * 500 + plain[-12:])

    assert found == ("x" * LONGEST_NOTICE,)


def test_nothing_of_a_notice_is_left_in_the_cleaned_picture() -> None:
    for kind in KINDS:
        content = with_exif(kind, Copyright="CANARY")
        assert claimed(content) == ("CANARY",)
        assert b"CANARY" not in sanitise(content).content
        assert claimed(sanitise(content).content) == ()


def test_what_is_no_picture_claims_nothing() -> None:
    assert claimed(b"%PDF-1.7 Copyright") == ()
    assert claimed(with_exif(Copyright="Jo")[:20]) == ()


SOURCES = [
    *(make(photo(48, 32)) for make in TALKATIVE.values()),
    with_exif(Copyright="Jo Marsh", Artist="A", Make="B"),
    with_exif("PNG", Copyright="Jo Marsh"),
    with_iptc(dataset(80, b"Jo"), dataset(116, b"Marsh")),
    with_xmp("JPEG", packet("<dc:rights>Jo Marsh</dc:rights>")),
]


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_rights_of_a_file_with_bytes_changed_are_few_plain_lines(
    source: bytes, data: st.DataObject
) -> None:
    content = bytearray(source)
    places = st.integers(0, len(content) - 1) | st.integers(0, 399)
    changes = data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=40))

    for place, value in changes:
        content[place] = value

    assert_few_plain_lines(bytes(content))


@settings(max_examples=150, deadline=None)
@given(block=st.binary(max_size=300), start=st.sampled_from([b"II*\0", b"MM\0*", b""]))
def test_rights_of_any_block_at_all_are_few_plain_lines(block: bytes, start: bytes) -> None:
    blank = saved(corners(8, 8), "JPEG")
    found = after_soi(
        blank,
        segment(0xE1, b"Exif\0\0" + start + block),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\x01\x2c" + block.ljust(300, b"\0")),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet("")[:200] + block),
    )

    assert_few_plain_lines(found)


def assert_few_plain_lines(content: bytes) -> None:
    found = claimed(content)
    assert len(found) <= MOST_NOTICES
    assert all(0 < len(notice) <= LONGEST_NOTICE for notice in found)
    assert all(notice.isprintable() for notice in found)
    "".join(found).encode()
