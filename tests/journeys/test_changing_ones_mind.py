"""A mother rings up: two clicks withdraw, the live post comes down, and it is gone from X."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from consent.actions import faces
from consent.models import Photo
from consent.pictures import FaceBox
from moderation.drafts.jobs import register_changes, removing, sending
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.catalogue.sights import look_whether_gone
from tests.consent.families import answer, class_of_today, make_guardian, make_pupil
from tests.fixtures.browser import PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, scheduled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
HANDLE = "StCathsofSiena"


def test_withdrawal_takes_the_live_post_down(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    teacher: Person,
    head: Person,
    office: Person,
    sandbox: SandboxX,
    settings: Settings,
) -> None:
    # given a post on X that shows a child whose mother said yes
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    adopt_policy(school)
    make_account(school, sandbox.add_account(HANDLE))
    post = scheduled(school, teacher, head, photos=[("Children planting", False)])
    sending.send(school.pk, post.pk)
    now = timezone.now()
    with in_scope(school.pk):
        pupil = make_pupil(school, school_class=class_of_today(school))
        mother = make_guardian(pupil)
        answer(pupil, "yes", mother, by=office, given_on=timezone.localdate(now), now=now)
        photo = Photo.objects.get(post_photos__post=post)
        box = FaceBox(left=0, top=0, width=20, height=20)
        face = faces.add(photo=photo, box=box, by=teacher, now=now)
        faces.say(face=face, who="pupil", pupil=pupil, by=teacher, now=now)
    assert len(sandbox.live(HANDLE)) == 1

    # when the office withdraws it in two clicks
    desk = browser_page(person=office)
    desk.goto(f"/{school.slug}/consent/pupils/{pupil.pk}/")
    desk.get_by_role("link", name="Bea Brown (mother)").click()
    axe_clean(desk)
    desk.get_by_role("button", name="Withdraw now").click()
    expect(desk.get_by_text("The family withdrew its consent.").first).to_be_visible()
    register_changes.heed(school.pk, pupil.pk)

    # then the head takes the post down from a phone
    leader = browser_page(width=PHONE, person=head)
    leader.goto(f"/{school.slug}/takedowns/")
    expect(leader.get_by_role("heading", name="Amelia Brown")).to_be_visible()
    leader.get_by_text("Delete it from X").click()
    leader.get_by_role("button", name="Delete it now").click()
    expect(leader.get_by_text("X is being asked to delete it.").first).to_be_visible()
    removing.remove(school.pk, post.pk)

    # and it stays on the list until X, asked for it, no longer has it
    assert sandbox.live(HANDLE) == []
    leader.reload()
    expect(leader.get_by_text("X says that it deleted the post.")).to_be_visible()
    axe_clean(leader)
    look_whether_gone()
    leader.reload()
    expect(leader.get_by_text("Nothing to take down")).to_be_visible()
    expect(leader.get_by_role("heading", name="Done")).to_be_visible()
    axe_clean(leader)
