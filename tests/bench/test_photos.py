from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bench import memory, photos
from consent.pictures import inspect, sanitise, words


def hold_50_megabytes(_: Path) -> None:
    held = b"\x01" * 50_000_000
    del held


@pytest.mark.skipif(not memory.can_measure(), reason="only Linux tells the peak of a process")
def test_peak_counts_what_was_held_and_let_go() -> None:
    taken = memory.peak(hold_50_megabytes, Path())

    assert 45 < taken < 60


def test_measured_photo_has_12_megapixels_and_lies_on_its_side() -> None:
    content = photos._file("JPEG")

    seen = inspect(content)
    picture = sanitise(content)

    assert seen.width * seen.height == pytest.approx(12_000_000, rel=0.02)
    assert (picture.width, picture.height) == (1_500, 2_000)


def test_plain_peer_makes_a_picture_of_the_same_size() -> None:
    content = photos._file("JPEG")

    plain = Image.open(BytesIO(photos._plain(content)))

    assert plain.size == (1_500, 2_000)


def test_labels_of_the_measured_photo_are_read() -> None:
    read = words(sanitise(photos._with_labels()).content)

    assert read.count("Amelia Brown") == 12
