import pickle
import re
from io import BytesIO

import pytest
from PIL import Image

from consent.pictures import MAX_BYTES, Kind, Reason, Refused, inspect, sanitise
from tests.consent.pictures.samples import (
    PDF,
    SVG,
    TALKATIVE,
    after_soi,
    corners,
    photo,
    saved,
    segment,
)

STILL_GIF = saved(corners(), "GIF")
MOVING_GIF = saved(corners(), "GIF", save_all=True, append_images=[photo()])
NOT_PICTURES = [
    (b"", Reason.EMPTY),
    (b"Dear all, here is the photo", Reason.NOT_A_PICTURE),
    (b"\x00" * 5_000, Reason.NOT_A_PICTURE),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", Reason.NOT_A_PICTURE),
    (saved(corners(), "BMP"), Reason.NOT_A_PICTURE),
    (saved(corners(), "TIFF"), Reason.NOT_A_PICTURE),
    (b"\x00\x00\x00\x1cftypavif", Reason.NOT_A_PICTURE),
    (SVG, Reason.SVG),
    (b"\xef\xbb\xbf <SVG viewBox='0 0 1 1'/>", Reason.SVG),
    (PDF, Reason.PDF),
    (b"\r\n" * 40 + PDF, Reason.PDF),
    (STILL_GIF, Reason.GIF),
    (MOVING_GIF, Reason.GIF),
    (b"\x00\x00\x00\x18ftypmp42", Reason.VIDEO),
    (b"\x00\x00\x00\x14ftypqt  ", Reason.VIDEO),
    (b"\x00\x00\x00\x18ftyphevc", Reason.MOVING),
]


def refusal(content: bytes) -> Reason:
    with pytest.raises(Refused) as refused:
        inspect(content)
    return refused.value.reason


@pytest.mark.parametrize(("content", "reason"), NOT_PICTURES)
def test_inspect_names_what_is_not_a_photo(content: bytes, reason: Reason) -> None:
    assert refusal(content) is reason


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_inspect_refuses_a_moving_picture(kind: str) -> None:
    moving = saved(corners(), kind, save_all=True, append_images=[photo()], duration=100)

    assert refusal(moving) is Reason.MOVING


@pytest.mark.parametrize("kind", TALKATIVE)
def test_inspect_takes_a_photo_for_what_it_holds(kind: str) -> None:
    seen = inspect(TALKATIVE[kind]())

    assert seen.kind is Kind[kind.upper()]
    assert (seen.width, seen.height) == (320, 200)


def test_inspect_takes_a_photo_that_hides_a_web_page_and_a_document() -> None:
    posing = after_soi(saved(corners(), "JPEG"), segment(0xFE, SVG + PDF)) + PDF

    picture = sanitise(posing)

    assert b"%PDF" not in picture.content
    assert b"<svg" not in picture.content


def test_inspect_refuses_a_photo_behind_a_document_head() -> None:
    assert refusal(PDF + saved(corners(), "JPEG")) is Reason.PDF


def test_inspect_takes_25_megabytes_and_refuses_one_byte_more() -> None:
    photo_padded = saved(corners(), "JPEG").ljust(MAX_BYTES, b"\0")

    assert inspect(photo_padded).width == 320
    assert refusal(photo_padded + b"\0") is Reason.TOO_HEAVY


def test_inspect_stops_reading_a_stream_that_is_too_long() -> None:
    stream = BytesIO(b"\xff\xd8\xff" * MAX_BYTES)

    with pytest.raises(Refused) as refused:
        inspect(stream)

    assert refused.value.reason is Reason.TOO_HEAVY
    assert stream.tell() == MAX_BYTES + 1


def test_sanitise_takes_a_stream_like_the_bytes_in_it() -> None:
    content = saved(corners(), "JPEG")

    assert sanitise(BytesIO(content)) == sanitise(content)


@pytest.mark.parametrize("reason", Reason)
def test_reason_tells_in_one_plain_sentence_what_to_do(reason: Reason) -> None:
    sentence = reason.sentence

    assert re.fullmatch(r"[A-Z][^.!?]+\.", sentence)
    assert re.search(r"choose|save it|take a screenshot", sentence)
    assert not re.search(r"\b(bytes?|decode|header|invalid|corrupt|error|sorry)\b", sentence)
    assert len(sentence) <= 130


def test_refused_survives_the_way_to_another_process() -> None:
    refused = Refused(Reason.MOVING)

    copy = pickle.loads(pickle.dumps(refused))

    assert copy.reason is Reason.MOVING
    assert str(copy) == Reason.MOVING.sentence


def test_inspect_takes_a_burst_of_heic_photos_for_its_main_one() -> None:
    burst = saved(corners(), "HEIF", save_all=True, append_images=[Image.new("RGB", (64, 64))])

    assert inspect(burst).width == 320
