"""What an author says of a picture in their draft."""

from dataclasses import dataclass, field

from moderation.drafts.models import PostPhoto
from policy.rules.photo_declarations import DECLARATIONS


@dataclass(frozen=True, slots=True)
class Said:
    """All that is said of one picture, as on ``PostPhoto``; None and empty: not said."""

    alt_text: str = field(default="", repr=False)
    shows_pupils: bool | None = None
    pupils_counted: int | None = None
    source: str = ""
    declared: frozenset[str] = frozenset()

    @classmethod
    def of(cls, row: PostPhoto) -> "Said":
        """What is kept of that picture."""
        return cls(
            alt_text=row.alt_text,
            shows_pupils=row.shows_pupils,
            pupils_counted=row.pupils_counted,
            source=row.source,
            declared=frozenset(row.declared) & DECLARATIONS.keys(),
        )
