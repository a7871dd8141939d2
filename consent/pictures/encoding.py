from io import BytesIO

from PIL import Image

from consent.pictures.kinds import Kind

# X takes pictures of at most 5 MB; whether it counts in thousands or in 1,024s is not said.
MAX_POSTED_BYTES = 5_000_000

# At 2,000 x 2,000 pixels of pure noise the first is below 4 MB; the others are for what nobody
# has thought of.
_QUALITIES = (85, 60, 30)

# More colours than this and it is a photo, not a poster, a logo or a screenshot of words.
_DRAWING_COLOURS = 4_096


def encoded(image: Image.Image, *, may_be_drawing: bool) -> tuple[Kind, bytes]:
    """The file to keep and to post, no more than `MAX_POSTED_BYTES`.

    A drawing stays sharp as PNG where that is no larger; everything else becomes JPEG.
    `image` is RGB, its `info` empty.
    """
    jpeg = as_jpeg(image)
    if may_be_drawing and image.getcolors(_DRAWING_COLOURS) is not None:
        png = _as_png(image)
        if len(png) <= len(jpeg):
            return Kind.PNG, png
    return Kind.JPEG, jpeg


def _as_png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def as_jpeg(image: Image.Image, limit: int = MAX_POSTED_BYTES) -> bytes:
    """JPEG at the best quality that keeps to `limit` bytes, or at the lowest there is."""
    content = b""
    for quality in _QUALITIES:
        file = BytesIO()
        image.save(file, "JPEG", quality=quality)
        content = file.getvalue()
        if len(content) <= limit:
            break
    return content
