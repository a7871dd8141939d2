"""``python -m bench.faces PICTURE``: how well and how fast faces are found.

PICTURE is ``skimage/data/astronaut.png`` of the scikit-image wheel (a public portrait by NASA,
512 × 512), which is no dependency: drawn faces would say nothing about faces. It is pasted at known
sizes into a 12-megapixel photo without people, which is then prepared like any other.
"""

import random
import sys
import time
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from bench import memory
from consent.pictures import FaceBox, find_faces, is_same, sanitise

WIDE, HIGH = 4_000, 3_000
FACE = FaceBox(178, 63, 89, 112)  # in the portrait
HEAD = (130, 0, 330, 260)
SIZES = (12, 16, 20, 24, 32, 40, 60, 100, 200, 400)  # pixels of height as published
COPIES = 6
ROUNDS = 3


def main(portrait: Path) -> int:
    """A table on standard output."""
    head = Image.open(portrait).convert("RGB").crop(HEAD)
    false = 0
    print("| face, px as published | found | recall |\n|---|---|---|")
    for size in SIZES:
        found, wrong, copies = _found(head, size)
        false += wrong
        print(f"| {size} | {found} of {copies} | {found / copies:.0%} |")
    content = sanitise(_file(_view())).content
    false += len(find_faces(content))
    print(f"\n{false} boxes where no face is, in {len(SIZES) + 1} pictures.")
    print(f"{_milliseconds(content):.0f} ms a 12 MP photo as it is kept, the best of {ROUNDS}.")
    if memory.can_measure():
        print(f"{_peak(content):.0f} MB at the highest, the finder loaded.")
    return 0


def _found(head: Image.Image, size: int) -> tuple[int, int, int]:
    """How many copies of the face were found, how many boxes lie elsewhere, how many there are."""
    view, places = _view(), []
    scale = size / FACE.height * 2  # the photo is halved as it is prepared
    pasted = head.resize((round(head.width * scale), round(head.height * scale)))
    for number in range(COPIES):
        left = 60 + number % 3 * (WIDE - 120) // 3
        top = 60 + number // 3 * (HIGH - 120) // 2
        if left + pasted.width > WIDE or top + pasted.height > HIGH:
            continue
        view.paste(pasted, (left, top))
        x, y = (FACE.left - HEAD[0]) * scale + left, (FACE.top - HEAD[1]) * scale + top
        box = (x / 2, y / 2, FACE.width * scale / 2, size)
        places.append(FaceBox(*(round(side) for side in box)))
    boxes = find_faces(sanitise(_file(view)).content)
    found = sum(any(is_same(place, box) for box in boxes) for place in places)
    wrong = sum(not any(is_same(box, place) for place in places) for box in boxes)
    return found, wrong, len(places)


def _view() -> Image.Image:
    """Blurred patches of colour with the noise of a camera."""
    patches = Image.frombytes("RGB", (40, 30), random.Random(7).randbytes(40 * 30 * 3))
    noise = Image.effect_noise((WIDE, HIGH), 24).convert("RGB")
    return Image.blend(patches.resize((WIDE, HIGH), Image.Resampling.BICUBIC), noise, 0.25)


def _file(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


def _milliseconds(content: bytes) -> float:
    return min(_timed(partial(find_faces, content)) for _ in range(ROUNDS))


def _timed(call: "partial[list[FaceBox]]") -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1_000


def _peak(content: bytes) -> float:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "photo"
        path.write_bytes(content)
        return memory.peak(_find_in, path)


def _find_in(path: Path) -> None:
    find_faces(path.read_bytes())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the path of skimage/data/astronaut.png from the scikit-image wheel.")
    sys.exit(main(Path(sys.argv[1])))
