"""What becomes of a picture's entry in the library when its bytes go, inside whoever's
transaction."""

from datetime import datetime

from consent.models import Photo
from moderation.drafts.models import LibraryPicture
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


def clear_lost(by: Person | None, now: datetime) -> int:
    """Take the words from every entry of the school in scope whose picture was deleted; how many.

    That something was kept, by whom and until when stays on record. A second time does nothing.
    """
    lost = LibraryPicture.objects.filter(gone_at=None, photo__state=Photo.State.ERASED)
    found = list(lost.select_for_update(of=("self",)).order_by("pk"))
    for picture in found:
        picture.title = picture.occasion = picture.alt_text = ""
        picture.gone_at = now
        picture.save(update_fields=["title", "occasion", "alt_text", "gone_at"])
        record(picture, "library.cleared", by, now)
    return len(found)


def record(picture: LibraryPicture, verb: str, by: Person | None, now: datetime) -> None:
    """One event of a picture in the library; no word of what it shows."""
    audit.record(
        school_id=picture.school_id, by=by.pk if by else None, verb=verb, subject=picture, at=now
    )
