"""What one parent or carer answered, for themselves to see: never what somebody else did."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from consent.models import Campaign, Consent, FamilyLink, Purpose


@dataclass(frozen=True, slots=True)
class Own:
    """An answer that stands."""

    answer: str
    limits: frozenset[str]

    @property
    def agrees(self) -> bool:
        return self.answer != "no"


def purposes(campaign: Campaign) -> list[Purpose]:
    """The purposes a campaign asks about, in the school's order."""
    asked = Purpose.objects.filter(code__in=campaign.asked())
    return list(asked.order_by("position", "pk"))


def standing(link: FamilyLink, pupils: Collection[int]) -> dict[tuple[int, str], Own]:
    """The last answer of this link's holder by pupil and purpose, of the campaign's year."""
    rows = _rows(link, pupils).select_related("purpose").order_by("recorded_at", "pk")
    return {
        (row.pupil_id, row.purpose.code): Own(row.answer, frozenset(row.limits)) for row in rows
    }


def last_seen(link: FamilyLink, pupils: Collection[int]) -> int:
    """Tells whether anything was answered since a page was shown; 0 before the first answer."""
    return _rows(link, pupils).aggregate(last=Max("pk"))["last"] or 0


def _rows(link: FamilyLink, pupils: Collection[int]) -> QuerySet[Consent]:
    return Consent.objects.filter(
        guardian_id=link.guardian_id,
        pupil_id__in=pupils,
        academic_year=link.campaign.academic_year,
    )
