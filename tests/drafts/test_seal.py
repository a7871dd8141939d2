"""What is sent is what was approved: anything else goes back to SLT, and nothing leaves."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from moderation.drafts.jobs import examining, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.forcing import force
from tests.drafts.outgoing import HANDLE, last_attempt, letters_about, now_of
from tests.fixtures.sandbox import SandboxX, drawn_picture
from tests.policy.versions import ratify_next
from tests.posts import make_account, make_pupil, scheduled

pytestmark = pytest.mark.faults


def words_changed(post: Post) -> None:
    force("drafts_post", post.pk, text="Words that nobody approved")


def alt_changed(post: Post) -> None:
    force("drafts_postphoto", post.post_photos.get().pk, alt_text="Amelia in the garden")


def answer_changed(post: Post) -> None:
    force("drafts_postphoto", post.post_photos.get().pk, shows_pupils=True)


def picture_said_otherwise(post: Post) -> None:
    force("drafts_postphoto", post.post_photos.get().pk, source="web", declared=["permission"])


def count_changed(post: Post) -> None:
    force("drafts_postphoto", post.post_photos.get().pk, pupils_counted=1)


def rights_changed(post: Post) -> None:
    force("consent_photo", post.photos.get().pk, rights=["© Somebody"])


def file_name_changed(post: Post) -> None:
    force("consent_photo", post.photos.get().pk, file_name="amelia.jpg")


def kind_changed(post: Post) -> None:
    force("drafts_post", post.pk, kind="emergency")


def picture_row_changed(post: Post) -> None:
    force("consent_photo", post.photos.get().pk, sha256="0" * 64)


def other_account(post: Post) -> None:
    force("drafts_post", post.pk, account_id=make_account(post.school).pk)


def newer_policy(post: Post) -> None:
    ratify_next(post.school)


def seal_exchanged(post: Post) -> None:
    force("drafts_post", post.pk, seal="0" * 64)


@pytest.mark.parametrize(
    "tamper",
    [
        words_changed,
        alt_changed,
        answer_changed,
        picture_said_otherwise,
        count_changed,
        rights_changed,
        file_name_changed,
        kind_changed,
        picture_row_changed,
        other_account,
        newer_policy,
        seal_exchanged,
    ],
)
def test_broken_seal_goes_back_to_slt_and_sends_nothing(
    due_post: Post, sandbox: SandboxX, tamper: Callable[[Post], None]
) -> None:
    with scope.school(due_post.school_id):
        tamper(due_post)

    sending.send(due_post.school_id, due_post.pk)

    returned = now_of(due_post)
    assert (returned.state, returned.seal) == (State.RETURNED, "")
    assert returned.trouble in {"changed-since-approval", "not-approved"}
    assert "seal-broken" in letters_about(due_post)
    assert sandbox.requests() == []


def test_picture_that_is_read_after_the_approval_goes_out(
    due_post: Post, sandbox: SandboxX
) -> None:
    with scope.school(due_post.school_id):
        force("consent_photo", due_post.photos.get().pk, written="WELCOME TO YEAR 4")

    sending.send(due_post.school_id, due_post.pk)

    assert now_of(due_post).state == State.POSTED


def test_control_without_the_seal_the_changed_words_go_out(
    due_post: Post, sandbox: SandboxX
) -> None:
    with scope.school(due_post.school_id):
        words_changed(due_post)

    with patch.object(examining, "broken_seal", return_value=""):
        sending.send(due_post.school_id, due_post.pk)

    assert sandbox.live(HANDLE)[0]["text"].startswith("Words that nobody approved")


def swapped(name: str) -> None:
    default_storage.delete(name)
    default_storage.save(name, ContentFile(drawn_picture("red")))


@pytest.mark.parametrize("harm", [swapped, default_storage.delete])
def test_picture_file_that_is_not_the_approved_one_goes_back_to_slt(
    due_post: Post, sandbox: SandboxX, harm: Callable[[str], None]
) -> None:
    with scope.school(due_post.school_id):
        name = due_post.photos.get().content
    harm(name)

    sending.send(due_post.school_id, due_post.pk)

    returned = now_of(due_post)
    assert (returned.state, returned.trouble) == (State.RETURNED, "changed-since-approval")
    assert last_attempt(due_post).state == "not_sent"
    assert "seal-broken" in letters_about(due_post)
    assert sandbox.requests() == []


def test_approval_whose_policy_is_gone_goes_back(due_post: Post, sandbox: SandboxX) -> None:
    with scope.school(due_post.school_id):
        (version,) = due_post.school.policy_versions.all()
        force(
            "policy_policyversion", version.pk, in_force_from="2126-09-01", review_on="2127-09-01"
        )

    sending.send(due_post.school_id, due_post.pk)

    assert now_of(due_post).trouble == "no-policy"
    assert sandbox.requests() == []


def test_pupil_who_joined_since_sends_the_post_back(
    school: School, teacher: Person, head: Person, x_account: Account, sandbox: SandboxX
) -> None:
    words = "We sang a song called Zebedee Quillfeather today."
    post = scheduled(school, teacher, head, text=words)
    make_pupil(school, "Zebedee", "Quillfeather")

    sending.send(school.pk, post.pk)

    returned = now_of(post)
    assert (returned.state, returned.trouble) == (State.RETURNED, "rules-object")
    assert sandbox.requests() == []
