"""Taking a version from one state to the next, in the one way everything does."""

from datetime import datetime

from django.utils.translation import gettext

from policy import workflow
from policy.models import PolicyVersion, Step
from policy.workflow import Verb
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class ChangedMeanwhile(Exception):
    """Somebody else changed the words that are on this person's screen."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Somebody else changed this in the meantime. Nothing of yours was saved. "
                "Compare what you wrote with what stands there now, and save again."
            )
        )


def lock(version: PolicyVersion) -> PolicyVersion:
    """The version as it is now, its row held until the transaction ends."""
    held = PolicyVersion.objects.select_for_update(of=("self",)).select_related("school")
    return held.get(pk=version.pk)


def take(
    version: PolicyVersion,
    verb: Verb,
    *,
    by: Person | None,
    now: datetime,
    comment: str = "",
    **changes: object,
) -> None:
    """Write the step, change state and the named fields, leave the audit event.

    Raises ``workflow.NotPossible``.
    """
    version.state = workflow.after(version.state, verb)
    Step.objects.create(
        school=version.school, version=version, verb=verb, by=by, at=now, comment=comment
    )
    for field, value in changes.items():
        setattr(version, field, value)
    version.save(update_fields=["state", *changes])
    audit.record(
        school_id=version.school_id,
        by=by.pk if by else None,
        verb=f"policy.{verb.replace(' ', '_')}",
        subject=version,
        details={"number": version.number},
        at=now,
    )
