"""Pictures uploaded to the sandbox."""

import io
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.snowflakes import Snowflakes

MAX_BYTES = 5 * 1024 * 1024
MAX_ALT_TEXT = 1000
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}


@dataclass
class Media:
    """One picture, or the still preview of a film; public once a live post carries it.

    ``kind`` is photo, video or animated_gif.
    """

    id: str
    owner_id: str
    content_type: str
    size: int
    width: int
    height: int
    alt_text: str = ""
    kind: str = "photo"

    @property
    def key(self) -> str:
        return f"3_{self.id}"


@dataclass
class MediaStore:
    """Pictures by id; their bytes lie in ``folder`` where one is given, else in memory."""

    snowflakes: Snowflakes
    folder: Path | None = None
    by_id: dict[str, Media] = field(default_factory=dict)
    _bytes: dict[str, bytes] = field(default_factory=dict)

    def add(self, content: bytes, *, owner_id: str) -> Media:
        """Keep a picture; raises the 400 X gives for one it does not take."""
        if len(content) > MAX_BYTES:
            raise problems.invalid("media", "", "File size exceeds 5242880 bytes.")
        content_type, width, height = _recognise(content)
        media = Media(self.snowflakes.next(), owner_id, content_type, len(content), width, height)
        self.by_id[media.id] = media
        self._write(media.id, content)
        return media

    def describe(self, media_id: str, alt_text: str, *, owner_id: str) -> Media:
        """Give a picture its alt text."""
        media = self.owned(media_id, owner_id)
        if not alt_text or len(alt_text) > MAX_ALT_TEXT:
            raise problems.invalid("alt_text", "", "Alt text must have 1 to 1000 characters.")
        media.alt_text = alt_text
        return media

    def owned(self, media_id: str, owner_id: str) -> Media:
        media = self.by_id.get(media_id)
        if media is None or media.owner_id != owner_id:
            raise problems.invalid("media.media_ids", media_id, "Your media IDs are invalid.")
        return media

    def by_key(self, key: str) -> Media | None:
        return self.by_id.get(key.removeprefix("3_"))

    def read(self, media: Media) -> bytes:
        if self.folder is None:
            return self._bytes[media.id]
        return (self.folder / media.id).read_bytes()

    def _write(self, media_id: str, content: bytes) -> None:
        if self.folder is None:
            self._bytes[media_id] = content
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / media_id).write_bytes(content)

    def dump(self) -> list[dict[str, Any]]:
        return [asdict(media) for media in self.by_id.values()]

    def load(self, rows: list[dict[str, Any]]) -> None:
        self.by_id = {row["id"]: Media(**row) for row in rows}


def drawn() -> bytes:
    """A small drawing for posts made by hand: sky and grass."""
    image = Image.new("RGB", (640, 400), "#9fc5e8")
    image.paste("#6aa84f", (0, 250, 640, 400))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


def _recognise(content: bytes) -> tuple[str, int, int]:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            content_type = TYPES.get(picture.format or "")
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError):
        raise problems.invalid("media", "", "Unrecognized media type.") from None
    if content_type is None:
        raise problems.invalid("media", "", "Unsupported media type.")
    return content_type, width, height
