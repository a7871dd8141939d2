"""Pictures made on the spot, loaded with everything a phone, an editor or a joker may put in.

Whatever should not survive carries the word `CANARY`, so that a search of the bytes finds it.
"""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageDraw
from pillow_heif import register_heif_opener

register_heif_opener()

CANARY = b"CANARY"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>CANARY</dc:creator></x:xmpmeta>'
SVG = b"<?xml version='1.0'?>\n<!-- CANARY -->\n<svg xmlns='http://www.w3.org/2000/svg'></svg>"
PDF = b"%PDF-1.7\n%CANARY\n"
RED, GREEN, BLUE, YELLOW = (230, 20, 20), (20, 200, 20), (20, 20, 230), (230, 220, 20)


def corners(width: int = 320, height: int = 200) -> Image.Image:
    """A picture whose quarters are, from the top left, red, green, blue and yellow."""
    image = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(image)
    middle, half = width // 2, height // 2
    draw.rectangle((middle, 0, width, half), GREEN)
    draw.rectangle((0, half, middle, height), BLUE)
    draw.rectangle((middle, half, width, height), YELLOW)
    return image


def photo(width: int = 320, height: int = 200) -> Image.Image:
    """A picture with as many colours as a photo: the four corners under soft noise."""
    noise = [Image.effect_noise((width, height), 40) for _ in "RGB"]
    return Image.blend(corners(width, height), Image.merge("RGB", noise), 0.3)


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: who, with what, when, where, and how it was held."""
    block = Image.Exif()
    block[ExifTags.Base.Make] = "CANARY"
    block[ExifTags.Base.Artist] = "CANARY"
    block[ExifTags.Base.DateTime] = "2025:11:21 09:30:00"
    block[ExifTags.Base.Orientation] = orientation
    place = block.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (53.0, 22.0, 14.0)
    place[ExifTags.GPS.GPSAreaInformation] = CANARY
    return block


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def swapped_profile() -> bytes:
    """An ICC profile that calls red what sRGB calls blue: no viewer could overlook it."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")


def segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def after_soi(jpeg: bytes, *segments: bytes) -> bytes:
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def talkative_jpeg(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    """Exif with place and preview, XMP, IPTC, comments, profile, a second picture, a tail."""
    image = image or photo()
    two = saved(
        image,
        "MPO",
        save_all=True,
        append_images=[corners(160, 100)],
        exif=exif(orientation),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        comment=CANARY,
    )
    preview = b"JFXX\0\x10" + saved(corners(32, 20), "JPEG", comment=CANARY)
    full = after_soi(
        two,
        segment(0xE0, preview),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0b\x1c\x02\x50\0\x06" + CANARY),
        segment(0xEF, CANARY),
        segment(0xFE, CANARY + PDF + SVG),
    )
    return full + b"PK\x03\x04" + CANARY * 20


def png_chunk(kind: bytes, payload: bytes) -> bytes:
    check = zlib.crc32(kind + payload)
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", check)


def talkative_png(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    """Text in three ways, time, density, Exif, XMP, profile, an unknown chunk and a tail."""
    plain = saved(
        image or photo(),
        "PNG",
        exif=exif(orientation),
        dpi=(72, 72),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    extra = (
        png_chunk(b"tEXt", b"Author\0" + CANARY),
        png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(CANARY)),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
        png_chunk(b"tIME", struct.pack(">H5B", 2025, 11, 21, 9, 30, 0)),
        png_chunk(b"caNa", CANARY),
    )
    return plain[:33] + b"".join(extra) + plain[33:] + CANARY


def talkative_webp(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    return (
        saved(
            image or photo(),
            "WEBP",
            exif=exif(orientation),
            xmp=XMP,
            icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        )
        + CANARY
    )


def talkative_heic(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    held = (image or photo()).copy()
    held.info["exif"] = exif(orientation).tobytes()  # from here, the container is told to turn it
    return saved(held, "HEIF", xmp=XMP) + CANARY


TALKATIVE = {
    "jpeg": talkative_jpeg,
    "png": talkative_png,
    "webp": talkative_webp,
    "heic": talkative_heic,
}
