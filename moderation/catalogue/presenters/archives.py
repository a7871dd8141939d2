"""An archive that is being read, or was."""

from dataclasses import dataclass

from moderation.catalogue.jobs.archives import SENTENCES
from moderation.catalogue.models import ArchiveImport
from moderation.drafts.presenters import times
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Shown:
    """One import; ``refusal`` is a sentence, empty where there is none."""

    row: ArchiveImport
    running: bool
    made: str
    came: str
    refusal: Words


def present(row: ArchiveImport) -> Shown:
    return Shown(
        row=row,
        running=row.done_at is None,
        made=times.short(row.made_at),
        came=times.short(row.at),
        refusal=SENTENCES.get(row.reason, ""),
    )
