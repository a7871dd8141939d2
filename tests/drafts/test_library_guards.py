"""The guards of submitting, approving, the queue and sending hold for a picture of the library."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from pytest_django import Settings

from consent.models import Pupil
from moderation.drafts.actions import reviews, submissions
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import register_changes, sending
from moderation.drafts.models import LibraryPicture
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.x.models import Account
from tests.cast import in_scope
from tests.drafts import shelf
from tests.drafts.outgoing import HANDLE, change, now_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_account


@pytest.fixture
def on_x(school: School, sandbox: SandboxX, settings: Settings) -> Account:
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    sandbox.allow_duplicates()
    return make_account(school, sandbox.add_account(HANDLE))


def test_control_with_every_consent_it_goes_out(
    school: School,
    teacher: Person,
    head: Person,
    on_x: Account,
    kept: LibraryPicture,
    sandbox: SandboxX,
) -> None:
    queued = shelf.sent_on(shelf.use(kept, teacher), teacher, head)

    sending.send(school.pk, queued.pk)

    assert now_of(queued).state == State.POSTED
    assert len(sandbox.live(HANDLE)) == 1


@shelf.CHANGES
@pytest.mark.parametrize("moment", ["submitting", "approving", "queued", "sending"])
def test_every_guard_holds_for_a_picture_of_the_library(
    school: School,
    teacher: Person,
    head: Person,
    dsl: Person,
    on_x: Account,
    kept: LibraryPicture,
    pupils: list[Pupil],
    sandbox: SandboxX,
    change_of: Callable[[Pupil, Person], None],
    moment: str,
) -> None:
    post = shelf.use(kept, teacher)
    if moment in {"queued", "sending"}:
        post = shelf.sent_on(post, teacher, head)
    elif moment == "approving":
        with in_scope(school.pk):
            submissions.submit(post=post, by=teacher, now=timezone.now())
    with in_scope(school.pk):
        change_of(pupils[2], dsl)

    if moment == "submitting":
        with in_scope(school.pk), pytest.raises(Refusal):
            submissions.submit(post=post, by=teacher, now=timezone.now())
    elif moment == "approving":
        with in_scope(school.pk), pytest.raises(Refusal):
            reviews.approve(post=post, by=head, version=1, now=timezone.now())
    elif moment == "queued":
        register_changes.heed(school.pk, pupils[2].pk)
    else:
        change(post, not_before=timezone.now())
        sending.send(school.pk, post.pk)

    expected = {"submitting": "draft", "approving": "submitted"}.get(moment, "returned")
    assert now_of(post).state == expected
    assert sandbox.live(HANDLE) == []
