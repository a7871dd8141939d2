"""What people do at their desks, as a process of its own would do it: ids in, one action out."""

from django.utils import timezone

from consent.actions import answers, purposes
from consent.models import Consent, Face, Pupil, RegisterChange
from moderation.drafts.actions import corrections, publishing
from moderation.drafts.jobs import register_changes
from moderation.drafts.models import Post, PostPhoto
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope


def withdraw(school_id: int, pupil_id: int) -> None:
    """The office takes down that a parent withdraws."""
    with scope.school(school_id):
        pupil = Pupil.objects.get(pk=pupil_id)
        answers.withdraw(
            pupil=pupil,
            purposes=[purposes.named(pupil.school, "social-media")],
            guardian=pupil.guardianships.get().guardian,
            method=Consent.Method.PHONE,
            by=_able_to(Permission.RECORD_CONSENT),
            now=timezone.now(),
        )


def ask_to_remove(school_id: int, post_id: int) -> None:
    """A leader presses “Delete it now”."""
    with scope.school(school_id):
        publishing.remove(
            post=Post.objects.get(pk=post_id),
            by=_able_to(Permission.DELETE_LIVE_POSTS),
            reason="It shows a child who may no longer be shown.",
            now=timezone.now(),
        )


def correct(school_id: int, pupil_id: int) -> None:
    """A leader says that the one face known is this child's."""
    with scope.school(school_id):
        face = Face.objects.get()
        corrections.say(
            placed=PostPhoto.objects.select_related("post").get(photo=face.photo_id),
            face=face.pk,
            who="pupil",
            pupil=Pupil.objects.get(pk=pupil_id),
            by=_able_to(Permission.CORRECT_FACES),
            now=timezone.now(),
        )


def heed_that_marks_first(school_id: int, pupil_id: int) -> None:
    """What must not be: the change counts as heeded before anything is settled."""
    with scope.school(school_id):
        now = timezone.now()
        posts = list(register_changes._concerned(pupil_id).values_list("pk", flat=True))
        RegisterChange.objects.filter(pupil_id=pupil_id).update(handled_at=now)
    for post_id in posts:
        with scope.school(school_id):
            register_changes._settle(post_id, pupil_id, since=now)


def _able_to(permission: Permission) -> Person:
    found = Membership.objects.able_to(permission).select_related("person").first()
    assert found is not None
    return found.person
