"""Whatever is done to a file: it is `Refused`, or what comes out is clean. Nothing else happens."""

from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from consent.pictures import LONG_SIDE, Kind, Refused, inspect, sanitise
from tests.consent.pictures.samples import TALKATIVE, photo
from tests.consent.pictures.segments import names

# Pillow says on stderr what it finds odd about an Exif block or a moving PNG, and goes on.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")

CLEAN = {
    Kind.JPEG.value: {"APP0", "DQT", "SOF0", "DHT", "SOS"},
    Kind.PNG.value: {"IHDR", "IDAT", "IEND"},
}
SOURCES = {kind: make(photo(48, 32)) for kind, make in TALKATIVE.items()}
BEGINNINGS = [content[:size] for content in SOURCES.values() for size in (3, 12, 40, 200)]


def assert_refused_or_clean(content: bytes) -> None:
    try:
        picture = sanitise(content)
    except Refused:
        return
    assert names(picture.content) == CLEAN[picture.media_type]
    assert max(picture.width, picture.height) <= LONG_SIDE
    assert Image.open(BytesIO(picture.content)).size == (picture.width, picture.height)


@settings(max_examples=150, deadline=None)
@given(begin=st.sampled_from([b"", *BEGINNINGS]), rest=st.binary(max_size=2_000))
@example(begin=b"", rest=b"")
@example(begin=b"\xff\xd8\xff", rest=b"\xd9")
def test_sanitise_of_random_bytes_is_refused_or_clean(begin: bytes, rest: bytes) -> None:
    assert_refused_or_clean(begin + rest)


@pytest.mark.parametrize("kind", SOURCES)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_sanitise_of_a_file_with_bytes_changed_is_refused_or_clean(
    kind: str, data: st.DataObject
) -> None:
    content = bytearray(SOURCES[kind])
    places = st.integers(0, len(content) - 1)
    # Half of the changes fall on the first 400 bytes, where the sizes and offsets are.
    changes = data.draw(
        st.lists(st.tuples(places | st.integers(0, 399), st.integers(0, 255)), min_size=1)
    )

    for place, value in changes:
        content[place] = value

    assert_refused_or_clean(bytes(content))


@pytest.mark.parametrize("kind", SOURCES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_sanitise_of_a_file_with_a_piece_moved_is_refused_or_clean(
    kind: str, data: st.DataObject
) -> None:
    content = SOURCES[kind]
    places = st.integers(0, len(content))
    start, end = sorted((data.draw(places), data.draw(places)))
    to = data.draw(places)
    filling = data.draw(st.binary(max_size=64))

    without = content[:start] + content[end:]
    changed = without[:to] + content[start:end] + filling + without[to:]

    assert_refused_or_clean(changed)


@settings(max_examples=100, deadline=None)
@given(begin=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=400))
def test_inspect_of_random_bytes_is_refused_or_a_size(begin: bytes, rest: bytes) -> None:
    try:
        seen = inspect(begin + rest)
    except Refused:
        return

    assert seen.width > 0
    assert seen.height > 0
