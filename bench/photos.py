"""Photos of 12 megapixels: time beside Pillow used plainly, peak memory beside the bitmap."""

from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageFont, ImageOps
from pillow_heif import register_heif_opener

from bench import memory
from bench.timing import Row, compared, measured
from consent.pictures import LONG_SIDE, sanitise, words

register_heif_opener()

WIDE, HIGH = 4_032, 3_024
ROUNDS = 9
TIME_AIM = 0.6
MEMORY_AIM = 2.5
READING_AIM = 10.0  # seconds: a teacher is still writing the description
READING_MEMORY_AIM = 600.0  # MB: two workers side by side in the 1,536 MB they are given
QUALITY = 85
PLAIN = "Pillow: open, exif_transpose, resize, save"
TUNED = "Pillow: open, thumbnail (its short cut), exif_transpose, save"
WITH_COLOURS = "Pillow: the same, and profileToProfile"
BITMAP = "the bitmap, 1 byte a channel"

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def rows() -> list[Row]:
    return [*_times(), *_peaks(), *_reading()]


def _times() -> list[Row]:
    jpeg, profiled = _file("JPEG"), _file("JPEG", icc_profile=_SRGB.tobytes())
    cases = [
        ("photo 12 MP, JPEG", jpeg, _plain, PLAIN, TIME_AIM),
        ("photo 12 MP, JPEG, a tuned peer", jpeg, _tuned, TUNED, None),
        ("photo 12 MP, JPEG with profile", profiled, _in_srgb, WITH_COLOURS, None),
        ("photo 3999 px, JPEG, no short cut", _file("JPEG", wide=3_999), _plain, PLAIN, None),
        ("photo 12 MP, HEIC", _file("HEIF"), _plain, PLAIN, None),
        ("photo 12 MP, PNG", _file("PNG"), _plain, PLAIN, None),
        ("photo 12 MP, WebP", _file("WEBP"), _plain, PLAIN, None),
    ]
    return [
        Row.of_times(
            what,
            compared(partial(sanitise, content), partial(peer, content), rounds=ROUNDS),
            peer_is=peer_is,
            at_most=aim,
        )
        for what, content, peer, peer_is, aim in cases
    ]


def _peaks() -> list[Row]:
    if not memory.can_measure():
        return []
    cases = [
        ("peak, JPEG", _file("JPEG"), WIDE * HIGH * 3),
        ("peak, JPEG 3999 px", _file("JPEG", wide=3_999), 3_999 * HIGH * 3),
        ("peak, HEIC", _file("HEIF"), WIDE * HIGH * 3),
        ("peak, PNG", _file("PNG"), WIDE * HIGH * 3),
        ("peak, PNG see-through", _file("PNG", mode="RGBA"), WIDE * HIGH * 4),
        ("peak, WebP", _file("WEBP"), WIDE * HIGH * 3),
    ]
    return [_peak(what, content, bitmap) for what, content, bitmap in cases]


def _peak(what: str, content: bytes, bitmap: int) -> Row:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "photo"
        path.write_bytes(content)
        ours = memory.peak(_sanitise_file, path)
    return Row(
        what=what,
        unit="MB",
        ours=ours,
        peer=bitmap / 1_000_000,
        peer_is=BITMAP,
        at_most=MEMORY_AIM,
    )


def _reading() -> list[Row]:
    """The words in a picture of 12 megapixels, as it is kept."""
    content = sanitise(_with_labels()).content
    time = measured(partial(words, content), rounds=3, warm_up=1)
    rows = [
        Row(
            what="words in a photo of 12 MP",
            unit="s",
            ours=time.median / 1_000,
            spread=time.spread / 1_000,
            at_most=READING_AIM,
        )
    ]
    if memory.can_measure():
        rows.append(_reading_peak(content))
    return rows


def _reading_peak(content: bytes) -> Row:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "photo"
        path.write_bytes(content)
        ours = memory.peak(_read_file, path)
    return Row(
        what="peak, words in a photo, the reader loaded",
        unit="MB",
        ours=ours,
        at_most=READING_MEMORY_AIM,
    )


def _read_file(path: Path) -> None:
    words(path.read_bytes())


def _with_labels() -> bytes:
    """Twelve peg labels on the view."""
    view = _view(WIDE)
    draw, font = ImageDraw.Draw(view), ImageFont.load_default(60)
    for number in range(12):
        left, top = 200 + number % 3 * 1_300, 300 + number // 3 * 700
        draw.rectangle((left - 40, top - 30, left + 560, top + 110), "white")
        draw.text((left, top), f"Amelia Brown {number}", "black", font)
    file = BytesIO()
    view.save(file, "JPEG", quality=92)
    return file.getvalue()


def _sanitise_file(path: Path) -> None:
    sanitise(path.read_bytes())


@cache
def _file(kind: str, *, mode: str = "RGB", wide: int = WIDE, **options: Any) -> bytes:
    """A landscape held sideways, with soft edges and grain, as a phone would write it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (53.0, 22.0, 14.0)
    file = BytesIO()
    _view(wide).convert(mode).save(file, kind, exif=exif, quality=92, **options)
    return file.getvalue()


def _view(wide: int) -> Image.Image:
    soft = [
        Image.effect_noise((wide // scale, HIGH // scale), 70).resize((wide, HIGH))
        for scale in (24, 12, 8)
    ]
    return Image.merge("RGB", soft)


def _plain(content: bytes) -> bytes:
    return _saved(_plainly_sized(content))


def _tuned(content: bytes) -> bytes:
    image = Image.open(BytesIO(content))
    image.thumbnail((LONG_SIDE, LONG_SIDE))
    return _saved(ImageOps.exif_transpose(image))


def _in_srgb(content: bytes) -> bytes:
    image = _plainly_sized(content)
    profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
    ImageCms.profileToProfile(image, profile, _SRGB, inPlace=True)
    return _saved(image)


def _plainly_sized(content: bytes) -> Image.Image:
    image = ImageOps.exif_transpose(Image.open(BytesIO(content)))
    factor = LONG_SIDE / max(image.size)
    return image.resize((round(image.width * factor), round(image.height * factor)))


def _saved(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
