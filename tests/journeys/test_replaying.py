"""A leader tries a stricter version on what the school wrote, and sees what it would stop."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from moderation.replay.jobs import replaying
from policy.actions import versions
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


def work() -> None:
    """What the worker does, until nothing is left."""
    while waiting := replaying.unfinished():
        for school_id, replay_id in waiting:
            replaying.carry_on(school_id, replay_id)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_leader_sees_what_a_version_would_stop(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    teacher: Person,
    head: Person,
    width: int,
) -> None:
    # given a post, and a version with more rules than the one in force
    adopt_policy(school)
    submitted(school, teacher, "Ring our lovely Mrs Patel, mum of Josh, on 07700 900123.")
    with in_scope(school.pk):
        versions.start_from_pack(
            school=school, slug="recommended-2026", by=head, now=timezone.now()
        )
    page = browser_page(width=width, person=head)
    page.goto(f"/{school.slug}/policy/")
    page.get_by_role("link", name="What a change would stop").click()
    axe_clean(page)

    # when it is tried
    page.get_by_role("link", name="Try a version").first.click()
    axe_clean(page)
    page.get_by_label("Version 2").check()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Looked at 0 of 1 posts")).to_be_visible()
    axe_clean(page)
    work()

    # then the page follows by itself
    expect(page.get_by_text("Looked at 1 post.")).to_be_visible()
    page.get_by_role("link", name="Newly stopped").click()
    expect(page.get_by_role("link", name="Ring our lovely Mrs Patel")).to_be_visible()
    axe_clean(page)
