"""The head fills the library and sets a plan; a draft comes in good time and is approved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from moderation.drafts.jobs import safety as job
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_message_is_drafted_read_sent_and_approved(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    head: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    adopt_policy(school)
    make_account(school, handle="StCathsofSiena")
    page = browser_page(width=width, dark=dark, person=head, expected=("422",))

    # given a library and a plan that the teacher runs
    page.goto(f"/{school.slug}/online-safety/")
    axe_clean(page)
    page.get_by_role("button", name="Add 12 ready messages").click()
    expect(page.get_by_text("12 messages added.")).to_be_visible()
    page.get_by_role("button", name="Set the plan").click()
    expect(page.get_by_text("Enter a time, such as 15:30.")).to_be_visible()
    axe_clean(page)
    page.get_by_label("How often?").select_option("Once every so many weeks")
    page.get_by_label("Weeks between two").fill("1")
    page.get_by_label("Day", exact=True).select_option("Tuesday")
    page.get_by_label("Time in London").fill("15:30")
    page.get_by_label("Who runs it?").select_option(teacher.name)
    page.get_by_role("button", name="Set the plan").click()
    expect(page.get_by_text(f"{teacher.name} runs it.")).to_be_visible()
    expect(page.get_by_text(f"{teacher.name} gets a draft").first).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    coming = timezone.localdate() + timedelta(days=8)
    page.goto(f"/{school.slug}/calendar/?month={coming:%Y-%m}")
    due = page.get_by_text("Online-safety message due").locator("visible=true")
    expect(due.first).to_be_visible()
    axe_clean(page)

    # when the job has run, and the teacher sends what it put down
    job.prepare(timezone.now())
    with scope.school(school.pk):
        post = Post.objects.order_by("wall_time").last()
    assert post is not None
    theirs = browser_page(width=width, dark=dark, person=teacher)
    theirs.goto(f"/{school.slug}/drafts/{post.pk}/")
    expect(theirs.get_by_label("When should it go out?")).to_have_value(post.wall_time)
    theirs.get_by_role("button", name="Send for approval").click()
    expect(theirs.get_by_text("Sent for approval.")).to_be_visible()

    # then the head finds it waiting, and approves it for its day
    page.goto(f"/{school.slug}/online-safety/")
    page.get_by_role("link", name=f"Waiting for approval ({teacher.name})").click()
    page.goto(f"/{school.slug}/review/{post.pk}/")
    page.get_by_role("button", name="Approve").locator("visible=true").first.click()
    page.goto(f"/{school.slug}/online-safety/")
    expect(page.get_by_role("link", name=f"Scheduled ({teacher.name})")).to_be_visible()
    axe_clean(page)
