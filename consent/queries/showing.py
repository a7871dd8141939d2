"""May this child be shown for this purpose on this day, and why: the one question of the register.

Everything that shows a child asks here and nowhere else.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from consent.models import SOCIAL_MEDIA, Consent, NeverPublish, Pupil
from consent.standing import Given, Standing, judge


def standing_of(
    pupils: Collection[int], *, day: date, purpose: str = SOCIAL_MEDIA
) -> dict[int, Standing]:
    """The standing of each of these pupils of the school in scope; three queries for all of them.

    A pupil nobody knows here has no standing: no key in the answer means not to be shown.
    """
    found = Pupil.objects.filter(pk__in=pupils).values_list("pk", "joined_on", "left_on")
    stays = {pupil: (joined_on, left_on) for pupil, joined_on, left_on in found}
    answers = _answers(stays, purpose)
    protected = _protected(stays)
    return {
        pupil: judge(
            answers[pupil],
            day=day,
            joined_on=joined_on,
            left_on=left_on,
            never_publish=pupil in protected,
        )
        for pupil, (joined_on, left_on) in stays.items()
    }


def may_all_be_shown(pupils: Collection[int], *, day: date, purpose: str = SOCIAL_MEDIA) -> bool:
    """Whether every one of them may be shown, without a limit being looked at."""
    standing = standing_of(pupils, day=day, purpose=purpose)
    return all(pupil in standing and standing[pupil].may_be_shown for pupil in pupils)


def _answers(pupils: Collection[int], purpose: str) -> dict[int, list[Given]]:
    """All answers on record, by pupil."""
    found = defaultdict[int, list[Given]](list)
    for row in Consent.objects.filter(pupil_id__in=pupils, purpose__code=purpose):
        found[row.pupil_id].append(
            Given(
                id=row.pk,
                giver=row.guardian_id,
                answer=row.answer,
                limits=frozenset(row.limits),
                parental_responsibility=row.parental_responsibility,
                academic_year=row.academic_year,
                given_on=row.given_on,
                expires_on=row.expires_on,
                is_withdrawal=row.is_withdrawal,
                recorded_at=row.recorded_at,
            )
        )
    return found


def _protected(pupils: Collection[int]) -> set[int]:
    """Those the safeguarding lead's last word says are never shown."""
    last = (
        NeverPublish.objects.filter(pupil_id__in=pupils)
        .order_by("pupil_id", "-id")
        .distinct("pupil_id")
    )
    return {row.pupil_id for row in last if row.is_set}
