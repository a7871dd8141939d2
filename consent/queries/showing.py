"""May this child be shown for this purpose on this day, and why: the one question of the register.

Everything that shows a child asks here and nowhere else.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from consent.models import SOCIAL_MEDIA, Consent, Guardianship, NeverPublish, Pupil
from consent.standing import Given, Standing, judge

Stay = tuple[date | None, date | None]
"""When a child came, if that is known, and when it leaves."""

_OF_AN_ANSWER = (
    "pk",
    "pupil_id",
    "purpose__code",
    "guardian_id",
    "answer",
    "limits",
    "parental_responsibility",
    "still_held",
    "academic_year",
    "given_on",
    "expires_on",
    "is_withdrawal",
    "recorded_at",
)


def standing_of(
    pupils: Collection[int], *, day: date, purpose: str = SOCIAL_MEDIA
) -> dict[int, Standing]:
    """The standing of each of these pupils of the school in scope; three queries for all of them.

    A pupil nobody knows here has no standing: no key in the answer means not to be shown.
    """
    return standings(pupils, [purpose], day=day)[purpose]


def standings(
    pupils: Collection[int], purposes: Collection[str], *, day: date
) -> dict[str, dict[int, Standing]]:
    """The same for several purposes, by the code of each; three queries for all of them."""
    found = Pupil.objects.filter(pk__in=pupils).values_list("pk", "joined_on", "left_on")
    stays = {pupil: (joined_on, left_on) for pupil, joined_on, left_on in found}
    answers = _answers(stays, purposes)
    return _judged(stays, purposes, day, answers, _protected(stays))


def standings_among(
    pupils: QuerySet[Pupil], purposes: Collection[str], *, day: date
) -> dict[str, dict[int, Standing]]:
    """The same for all whom ``pupils`` asks for, whose rows are read once and left with it: the
    database finds a whole school by the question rather than by hundreds of numbers.
    """
    stays = {pupil.pk: (pupil.joined_on, pupil.left_on) for pupil in pupils}
    # Who is protected is asked first: whoever is taken off the roll in this moment and is no longer
    # found here has no answer either.
    protected = _protected(pupils)
    return _judged(stays, purposes, day, _answers(pupils, purposes), protected)


def _judged(
    stays: dict[int, Stay],
    purposes: Collection[str],
    day: date,
    answers: Mapping[tuple[int, str], list[Given]],
    protected: Collection[int],
) -> dict[str, dict[int, Standing]]:
    return {
        purpose: {
            pupil: judge(
                answers.get((pupil, purpose), ()),
                day=day,
                joined_on=joined_on,
                left_on=left_on,
                never_publish=pupil in protected,
            )
            for pupil, (joined_on, left_on) in stays.items()
        }
        for purpose in purposes
    }


def may_all_be_shown(pupils: Collection[int], *, day: date, purpose: str = SOCIAL_MEDIA) -> bool:
    """Whether every one of them may be shown, without a limit being looked at."""
    standing = standing_of(pupils, day=day, purpose=purpose)
    return all(pupil in standing and standing[pupil].may_be_shown for pupil in pupils)


def _answers(
    pupils: Collection[int] | QuerySet[Pupil], purposes: Collection[str]
) -> dict[tuple[int, str], list[Given]]:
    """All answers on record, by pupil and purpose. Who has lost parental responsibility since has
    it no longer for what they answered."""
    found = defaultdict[tuple[int, str], list[Given]](list)
    still_held = Guardianship.objects.filter(
        pupil=OuterRef("pupil"), guardian=OuterRef("guardian"), parental_responsibility=True
    )
    rows = Consent.objects.filter(pupil__in=pupils, purpose__code__in=purposes)
    rows = rows.annotate(still_held=Exists(still_held))
    for row in rows.values_list(*_OF_AN_ANSWER, named=True):
        found[row.pupil_id, row.purpose__code].append(
            Given(
                id=row.pk,
                giver=row.guardian_id,
                answer=row.answer,
                limits=frozenset(row.limits),
                parental_responsibility=row.parental_responsibility and row.still_held,
                academic_year=row.academic_year,
                given_on=row.given_on,
                expires_on=row.expires_on,
                is_withdrawal=row.is_withdrawal,
                recorded_at=row.recorded_at,
            )
        )
    return found


def _protected(pupils: Collection[int] | QuerySet[Pupil]) -> set[int]:
    """Those the safeguarding lead's last word says are never shown."""
    last = (
        NeverPublish.objects.filter(pupil__in=pupils)
        .order_by("pupil_id", "-id")
        .distinct("pupil_id")
    )
    return {pupil for pupil, is_set in last.values_list("pupil_id", "is_set") if is_set}
