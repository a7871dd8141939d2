from io import BytesIO

from PIL import Image, ImageCms

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


_OPAQUE_MODES = frozenset({"L", "RGB", "CMYK"})


def is_opaque(image: Image.Image) -> bool:
    """Whether `image` is in 8 bits, without palette, and nothing in it is see-through."""
    return image.mode in _OPAQUE_MODES and not image.has_transparency_data


def opaque(image: Image.Image) -> Image.Image:
    """The same picture as L, RGB or CMYK of 8 bits, what was see-through now on white."""
    if is_opaque(image):
        return image
    if image.mode.startswith("I"):
        # Pillow's own conversion clips 16 bits instead of scaling them.
        return image.point(lambda grey: grey * (1 / 257)).convert("L")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(layer, mask=layer)
        return paper
    return image.convert("L" if image.mode == "1" else "RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` (L, RGB or CMYK) as RGB in the sRGB colours every screen assumes.

    `profile` is the ICC profile the file came with. One that is broken, or made for another
    colour model than the picture's, is left aside: the picture still shows, in unadjusted colours.
    """
    if profile:
        try:
            return _converted(image, profile)
        except ImageCms.PyCMSError:
            pass
    return image if image.mode == "RGB" else image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    converted = ImageCms.profileToProfile(
        image,
        BytesIO(profile),
        _SRGB,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if converted is None:
        raise ImageCms.PyCMSError
    return converted
