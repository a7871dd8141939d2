"""Pictures drawn with a few shapes. Nobody is in them."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (1600, 1200)
SHOWN = (1000, 750)  # each is read for words, which takes time by the square
Draw = ImageDraw.ImageDraw

_SKY, _GRASS, _EARTH, _WOOD = "#cfe8f5", "#8fbf7f", "#8a6a4f", "#c49a6c"


def garden(draw: Draw) -> None:
    """A vegetable bed with rows of seedlings."""
    draw.rectangle((0, 700, 1600, 1200), fill=_GRASS)
    draw.rectangle((200, 760, 1400, 1120), fill=_EARTH, outline=_WOOD, width=28)
    for row in range(3):
        for column in range(9):
            x, y = 290 + column * 128, 850 + row * 100
            draw.line((x, y, x, y - 60), fill="#3f7d3a", width=10)
            draw.ellipse((x - 40, y - 90, x, y - 50), fill="#5fae56")
            draw.ellipse((x, y - 100, x + 40, y - 60), fill="#4c9a45")
    draw.ellipse((1240, 90, 1440, 290), fill="#f7d154")


def books(draw: Draw) -> None:
    """A shelf of books."""
    colours = ("#c0504d", "#4f81bd", "#9bbb59", "#8064a2", "#f79646", "#2c4d75", "#d6a300")
    draw.rectangle((0, 0, 1600, 1200), fill="#f3ead8")
    for shelf in range(2):
        bottom = 560 + shelf * 500
        draw.rectangle((100, bottom, 1500, bottom + 36), fill=_WOOD)
        for index in range(13):
            left, height = 130 + index * 104, 300 + (index * 53 + shelf * 31) % 110
            colour = colours[(index + shelf * 3) % len(colours)]
            draw.rectangle((left, bottom - height, left + 88, bottom), fill=colour)
            draw.rectangle(
                (left + 14, bottom - height + 40, left + 74, bottom - height + 58), fill="#fff"
            )


def paint(draw: Draw) -> None:
    """Pots of paint before an easel."""
    draw.rectangle((0, 0, 1600, 1200), fill="#eef3f7")
    draw.rectangle((500, 120, 1100, 760), fill="#fff", outline=_WOOD, width=24)
    draw.pieslice((560, 220, 1040, 700), 180, 360, fill="#f79646")
    draw.pieslice((640, 300, 960, 620), 180, 360, fill="#9bbb59")
    draw.rectangle((0, 900, 1600, 1200), fill=_WOOD)
    for index, colour in enumerate(("#c0504d", "#f7d154", "#4f81bd", "#5fae56", "#8064a2")):
        left = 240 + index * 240
        draw.rectangle((left, 800, left + 150, 980), fill="#fff", outline="#c8d2da", width=8)
        draw.ellipse((left, 770, left + 150, 830), fill=colour)


def hall(draw: Draw) -> None:
    """An empty stage with curtains and bunting."""
    draw.rectangle((0, 0, 1600, 1200), fill="#5b2c3f")
    draw.rectangle((180, 160, 1420, 900), fill="#f6e7c8")
    draw.polygon([(180, 160), (480, 160), (260, 900), (180, 900)], fill="#a23b4b")
    draw.polygon([(1420, 160), (1120, 160), (1340, 900), (1420, 900)], fill="#a23b4b")
    draw.rectangle((0, 900, 1600, 1200), fill=_WOOD)
    for index in range(10):
        left = 220 + index * 120
        colour = ("#4f81bd", "#f7d154", "#9bbb59")[index % 3]
        draw.polygon([(left, 160), (left + 90, 160), (left + 45, 250)], fill=colour)


DRAWINGS: dict[str, Callable[[Draw], None]] = {
    "garden": garden,
    "books": books,
    "paint": paint,
    "hall": hall,
}


def drawn(name: str, size: tuple[int, int] = SHOWN) -> bytes:
    """The picture as a JPEG of that size."""
    image = Image.new("RGB", SIZE, _SKY)
    DRAWINGS[name](ImageDraw.Draw(image))
    buffer = io.BytesIO()
    image.resize(size).save(buffer, "JPEG", quality=88)
    return buffer.getvalue()
