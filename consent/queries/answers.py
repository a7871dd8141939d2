"""Answers as they were given, and who may give them."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from consent.models import Consent, ConsentDocument, Guardianship, NeverPublish, Pupil, Purpose
from schoolsocial.accounts.models import School


def latest(pupils: Collection[int], purpose: Purpose) -> dict[int, Consent]:
    """The last answer on record for each of these children, whoever gave it."""
    rows = (
        Consent.objects.filter(pupil_id__in=pupils, purpose=purpose)
        .select_related("recorded_by", "guardian")
        .order_by("pupil_id", "-recorded_at", "-id")
        .distinct("pupil_id")
    )
    return {row.pupil_id: row for row in rows}


def carers(pupils: Collection[int]) -> dict[int, list[Guardianship]]:
    """Parents and carers of each child, whom the school writes to first."""
    found = defaultdict[int, list[Guardianship]](list)
    rows = Guardianship.objects.filter(pupil_id__in=pupils).select_related("guardian")
    for row in rows.order_by("-first_contact", "-parental_responsibility", "id"):
        found[row.pupil_id].append(row)
    return found


def history(pupil: Pupil) -> list[Consent]:
    """Every answer for the child, the latest first, with its paper."""
    papers = ConsentDocument.objects.order_by("id")
    return list(
        Consent.objects.filter(pupil=pupil)
        .select_related("purpose", "guardian", "recorded_by")
        .prefetch_related(Prefetch("documents", queryset=papers))
        .order_by("-recorded_at", "-id")
    )


def document(school: School, token: str) -> ConsentDocument | None:
    """The paper of that name, while there is one."""
    papers = ConsentDocument.objects.filter(school=school, erased_at=None)
    return papers.filter(token=token).first()


def protections(pupil: Pupil) -> QuerySet[NeverPublish]:
    """What safeguarding leads said of the child, the latest first. Their reasons stay sealed."""
    return NeverPublish.objects.filter(pupil=pupil).select_related("by").order_by("-id")


def protected(school: School) -> list[Pupil]:
    """The children whom a safeguarding lead protects now. For safeguarding leads alone."""
    last = (
        NeverPublish.objects.filter(school=school).order_by("pupil_id", "-id").distinct("pupil_id")
    )
    ids = [row.pupil_id for row in last if row.is_set]
    return list(Pupil.objects.filter(pk__in=ids).select_related("school_class"))
