"""The seal of an approval: a keyed hash of everything the reviewer saw.

It is made when a post is approved and made again in the moment of sending. If anything differs (a
word, what is said of a picture, one byte of it, the policy), the two do not match and the post goes
back to SLT. Who is in a picture and the answers relied on are part of it.
"""

import json
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.utils.crypto import salted_hmac

from moderation.drafts import threads
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.pictured import pictured

_SALT = "moderation.drafts.seal"


class SealedPicture(NamedTuple):
    """A picture and all that was known and said of it; ``sha256`` is of the bytes to be sent."""

    sha256: str
    alt_text: str
    shows_pupils: bool | None
    pupils_counted: int | None
    source: str
    declared: list[str]
    rights: list[str]
    written: str | None
    file_name: str


def pictures_of(post: Post) -> list[SealedPicture]:
    """The post's pictures in order, as they stand now."""
    rows = post.post_photos.select_related("photo").order_by("position")
    return [picture_of(row) for row in rows]


def picture_of(row: PostPhoto) -> SealedPicture:
    """One of them; its photo is at hand."""
    return SealedPicture(
        sha256=row.photo.sha256,
        alt_text=row.alt_text,
        shows_pupils=row.shows_pupils,
        pupils_counted=row.pupils_counted,
        source=row.source,
        declared=sorted(row.declared),
        rights=row.photo.rights,
        written=row.photo.written,
        file_name=row.photo.file_name,
    )


def seal(post: Post, *, policy_version: int, day: date) -> str:
    """The seal for the post as it stands: 64 hexadecimal digits.

    ``day`` is the London day whose answers are relied on: that of the approval, also later on.
    """
    # What is written in a picture follows from its bytes, and may be read after the approval; the
    # rules look at it again in the moment of sending.
    pictures = [picture._replace(written=None) for picture in pictures_of(post)]
    content: list[object] = [
        post.school_id,
        post.pk,
        post.account_id,
        post.kind,
        post.text,
        pictures,
        policy_version,
        *_children(post, day),
        *_thread(post),
    ]
    words = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return salted_hmac(_SALT, words, algorithm="sha256").hexdigest()


def _children(post: Post, day: date) -> list[object]:
    """What people said of the faces in it, and the answers that let the children in it be shown;
    nothing where nobody said anything."""
    shown = pictured(post.post_photos.select_related("photo"), day)
    said = [
        [photo, [[face.id, face.who, face.pupil] for face in account.faces if face.who]]
        for photo, account in sorted(shown.accounts.items())
    ]
    signed = sorted(photo for photo, account in shown.accounts.items() if account.nobody)
    relied = [[pupil, one.relied_on] for pupil, one in sorted(shown.standings.items())]
    return [said, signed, relied] if signed or any(faces for _, faces in said) else []


def _thread(post: Post) -> list[object]:
    """Where it stands in a thread, and which post it replies to; nothing for one on its own."""
    if post.thread_id is None:
        return []
    forerunner = threads.before(post)
    return [{"place": post.place, "replies_to": forerunner.pk if forerunner else None}]


def fingerprint(post: Post, day: str) -> str:
    """What would stand on the timeline on that London day, so that it stands there once."""
    shown = [" ".join(post.text.split()), [picture.sha256 for picture in pictures_of(post)], day]
    return sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()
