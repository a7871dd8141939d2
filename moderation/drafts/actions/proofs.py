"""Freezing, with an approval, why each child in the pictures might be shown."""

from datetime import date, datetime

from consent.models import Consent
from moderation.drafts.models import ConsentProof, Decision, Post
from moderation.drafts.pictured import pictured
from schoolsocial.audit import actions as audit


def freeze(*, post: Post, decision: Decision, day: date, now: datetime) -> None:
    """A row for each child shown with leave, for the day on which the post goes out.

    Whether a child may be shown without it is for the policy's rules; such a one has no row.
    """
    shown = pictured(post.post_photos.select_related("photo"), day)
    relied = {pupil: standing.relied_on for pupil, standing in shown.agreed.items()}
    if not relied:
        return
    answers = Consent.objects.filter(pk__in=[one for several in relied.values() for one in several])
    given = dict(answers.values_list("pk", "given_on"))
    ConsentProof.objects.bulk_create(
        ConsentProof(
            school_id=post.school_id,
            decision=decision,
            post=post,
            pupil_id=pupil,
            consents=list(consents),
            given_on=min(given[one] for one in consents),
            shown_on=day,
            proven_at=now,
        )
        for pupil, consents in relied.items()
    )
    audit.record(
        school_id=post.school_id,
        by=decision.by_id,
        verb="post.consent_proven",
        subject=post,
        details={"decision": decision.pk, "pupils": len(relied)},
        at=now,
    )
