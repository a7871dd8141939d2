"""Pictures with writing in them, as labels, certificates and wall displays have it."""

from PIL import Image, ImageDraw, ImageFont

from tests.consent.pictures.samples import photo, saved

SMALL = (640, 400)


def labelled(*labels: tuple[int, int, int, str], size: tuple[int, int] = SMALL) -> bytes:
    """A JPEG with white labels, each given as left, top, height of the letters and the words."""
    picture = photo(*size)
    draw = ImageDraw.Draw(picture)
    for left, top, high, words in labels:
        font = ImageFont.load_default(high)
        edges = draw.textbbox((left, top), words, font=font)
        paper = (edges[0] - high, edges[1] - high // 2, edges[2] + high, edges[3] + high // 2)
        draw.rectangle(paper, "white")
        draw.text((left, top), words, "black", font)
    return saved(picture, "JPEG", quality=85)


def turned(content_of: Image.Image, degrees: int) -> bytes:
    """The same picture turned."""
    return saved(content_of.rotate(degrees, expand=True), "JPEG", quality=90)
