"""Words in real pictures are read, in every process a worker may be, and never by a web process."""

import base64
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from consent.pictures import Unread, reading, sanitise, words
from tests.consent.pictures.lettering import labelled, turned
from tests.consent.pictures.samples import photo, saved

AMELIA = labelled((180, 160, 36, "Amelia Brown"))


def script(source: str) -> str:
    """What a fresh process prints that has `picture` at hand."""
    picture = f"import base64; picture = base64.b64decode({base64.b64encode(AMELIA)!r})\n"
    done = subprocess.run(
        [sys.executable, "-c", picture + source],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_label_in_a_picture_is_read() -> None:
    assert words(AMELIA) == "Amelia Brown"


def test_label_in_an_uploaded_picture_is_read_from_what_will_be_posted() -> None:
    assert words(sanitise(AMELIA).content) == "Amelia Brown"


def test_picture_without_writing_gives_nothing() -> None:
    assert words(saved(photo(640, 400), "JPEG")) == ""


def test_single_sign_is_no_writing() -> None:
    assert words(labelled((280, 120, 120, "H"))) == ""


@pytest.mark.parametrize("size", [(1, 1), (3, 2_000), (2_000, 3), (40, 40)])
def test_picture_of_any_shape_is_looked_at(size: tuple[int, int]) -> None:
    assert words(saved(Image.new("RGB", size, "white"), "PNG")) == ""


def test_labels_are_lines_of_their_own() -> None:
    pegs = labelled((60, 60, 30, "Josh Hughes"), (380, 60, 30, "Rose Hill"), (60, 260, 30, "Oak"))

    assert words(pegs).splitlines() == ["Josh Hughes", "Rose Hill", "Oak"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_writing_that_stands_on_its_side_or_head_is_read(degrees: int) -> None:
    picture = Image.open(BytesIO(labelled((120, 160, 48, "Amelia Brown"))))

    assert words(turned(picture, degrees)) == "Amelia Brown"


def test_writing_in_a_large_picture_is_read_small_and_across_the_tiles() -> None:
    picture = labelled(
        (1_500, 1_150, 18, "Charlie Nguyen"),
        (250, 500, 150, "AMELIA BROWN"),
        size=(1_800, 1_250),
    )

    assert words(picture).splitlines() == ["AMELIA BROWN", "Charlie Nguyen"]


def test_long_thin_picture_costs_no_more_than_a_tile() -> None:
    strip = labelled((900, 30, 40, "Amelia Brown"), size=(2_000, 100))

    assert words(strip) == "Amelia Brown"


def test_reading_stops_when_its_time_is_up() -> None:
    with pytest.raises(Unread, match="too long"):
        words(AMELIA, seconds=-1)


def test_document_is_left_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 5)

    with pytest.raises(Unread, match="too much") as refused:
        words(AMELIA)

    assert "Amelia" not in str(refused.value)


def test_page_of_many_lines_is_left_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_LINES", 0)

    with pytest.raises(Unread, match="too much"):
        words(AMELIA)


def test_web_process_never_loads_the_reader() -> None:
    loaded = script(
        "import os, sys\n"
        "os.environ.update(SECRET_KEY='none', DATABASE_URL='postgres://127.0.0.1/none',"
        " DJANGO_SETTINGS_MODULE='schoolsocial.settings')\n"
        "import schoolsocial.wsgi\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns\n"
        "import consent.tasks\n"
        "print(sorted({'rapidocr', 'onnxruntime', 'cv2'} & set(sys.modules)))\n"
    )

    assert loaded.strip() == "[]"


def test_workers_pool_reads_in_each_of_its_processes() -> None:
    read = script(
        "import sys, billiard.pool\n"
        "from consent.pictures import words\n"
        "pool = billiard.pool.Pool(2)\n"
        "print(pool.map(words, [picture] * 3), 'onnxruntime' in sys.modules)\n"
        "pool.terminate()\n"
    )

    assert read.strip() == "['Amelia Brown', 'Amelia Brown', 'Amelia Brown'] False"


def test_reader_made_before_a_fork_is_made_anew_behind_it() -> None:
    read = script(
        "import os\n"
        "from consent.pictures import reading\n"
        "first = reading._reader(os.getpid())\n"
        "assert reading.words(picture) == 'Amelia Brown'\n"
        "if os.fork() == 0:\n"
        "    assert reading.words(picture) == 'Amelia Brown'\n"
        "    same = reading._reader(os.getpid()) is first\n"
        "    print('same' if same else 'its own', flush=True)\n"
        "    os._exit(0)\n"
        "os.wait()\n"
    )

    assert read.strip() == "its own"
