"""A safeguarding lead protects a child; leaders take the live post down and never learn why."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consent.actions import faces
from consent.models import Photo
from consent.pictures import FaceBox
from moderation.drafts.jobs import register_changes
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.families import class_of_today, make_pupil
from tests.drafts.forcing import force
from tests.fixtures.browser import PHONE
from tests.posts import adopt_policy, scheduled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
REASON = "Hidden from a relative"


def test_lead_protects_and_leaders_take_down(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    head: Person,
    dsl: Person,
    office: Person,
) -> None:
    # given a live post that shows a child
    adopt_policy(school)
    post = scheduled(school, teacher, head, photos=[("Children planting", False)])
    force("drafts_post", post.pk, state="posted", tweet_id="77", posted_at=timezone.now())
    with in_scope(school.pk):
        pupil = make_pupil(school, school_class=class_of_today(school))
        box = FaceBox(left=0, top=0, width=20, height=20)
        photo = Photo.objects.get(post_photos__post=post)
        face = faces.add(photo=photo, box=box, by=teacher, now=timezone.now())
        faces.say(face=face, who="pupil", pupil=pupil, by=teacher, now=timezone.now())

    # when the safeguarding lead finds the child and protects it
    page = browser_page(width=PHONE, person=dsl)
    page.goto(f"/{school.slug}/never-publish/")
    axe_clean(page)
    page.get_by_label("Find a child by name").fill("amel")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Amelia Brown").click()
    page.get_by_label("Why").fill(REASON)
    axe_clean(page)
    thumb_sized(page)
    page.get_by_role("button", name="Never publish").click()
    expect(page.get_by_text("This child is now never shown")).to_be_visible()
    expect(page.get_by_text(REASON)).to_have_count(0)
    page.get_by_role("button", name="Read why").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    axe_clean(page)
    register_changes.heed(school.pk, pupil.pk)

    # then the head has it on the list and is not told why
    leader = browser_page(width=PHONE, dark=True, person=head)
    leader.goto(f"/{school.slug}/review/")
    leader.get_by_role("link", name="See what has to come down").click()
    expect(leader.get_by_role("heading", name="Amelia Brown")).to_be_visible()
    expect(leader.get_by_text(REASON)).to_have_count(0)
    expect(leader.get_by_text("May no longer be shown", exact=True)).to_be_visible()
    axe_clean(leader)
    thumb_sized(leader)
    leader.get_by_text("Delete it from X").click()
    leader.get_by_role("button", name="Delete it now").click()
    expect(leader.get_by_text("X is being asked to delete it.").first).to_be_visible()

    # and the office reads “Do not publish” and no more
    desk = browser_page(person=office)
    desk.goto(f"/{school.slug}/consent/pupils/{pupil.pk}/")
    expect(desk.get_by_text("Do not publish", exact=True)).to_be_visible()
    expect(desk.get_by_text(dsl.name)).to_have_count(0)
    axe_clean(desk)
