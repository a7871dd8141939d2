"""X answered nothing clear and the timeline did not tell: the head decides, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from moderation.drafts.jobs import reconciling, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from tests.drafts.outgoing import HANDLE, look_now, now_of
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, scheduled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
Open = Callable[..., Page]


def held(school: School, author: Person, by: Person, text: str) -> Post:
    """A post whose sending was cut off and which no look at the timeline could settle."""
    post = scheduled(school, author, by, text=text)
    sending.send(post.school_id, post.pk)
    for _ in reconciling.LOOKS:
        if now_of(post).state == State.UNKNOWN:
            look_now(post)
    return now_of(post)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (PHONE, True), (DESK, False)])
def test_head_decides_what_became_of_a_post(
    browser_page: Open,
    axe_clean: Check,
    thumb_sized: Check,
    settings: Settings,
    sandbox: SandboxX,
    school: School,
    teacher: Person,
    head: Person,
    *,
    width: int,
    dark: bool,
) -> None:
    # given one post that did not go out, and one that stands on X beside a twin made by hand
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    sandbox.allow_duplicates()
    adopt_policy(school)
    make_account(school, sandbox.add_account(HANDLE))
    sandbox.plan_fault("cut_before")
    gone = held(school, teacher, head, "Our beans have come up.")
    sandbox.plan_fault("twin_besides")
    twice = held(school, teacher, head, "The choir sang at the market.")
    page = browser_page(width=width, dark=dark, person=head, expected=("422", "409"))

    # when the head opens what needs a decision
    page.goto(f"/{school.slug}/published/")
    expect(page.get_by_role("heading", name="These need a decision")).to_be_visible()
    axe_clean(page)
    page.get_by_role("link", name="The choir sang").click()
    expect(page.get_by_text("more than one post on the timeline could be this one")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # a link of another account is refused and stays in its box; the right one is taken
    page.get_by_label("Paste its link").fill("https://x.com/SomebodyElse/status/1")
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_text("Paste the link of the post itself")).to_be_visible()
    expect(page.get_by_label("Paste its link")).to_have_value("https://x.com/SomebodyElse/status/1")
    axe_clean(page)
    ours = sandbox.live(HANDLE)[0]["id"]
    page.get_by_label("Paste its link").fill(f"https://x.com/{HANDLE}/status/{ours}?s=20")
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_text("Recorded as posted.")).to_be_visible()
    axe_clean(page)

    # and the one that is not there is sent again, once
    page.goto(f"/{school.slug}/posts/{gone.pk}/")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("It is in line to be sent once more.")).to_be_visible()
    sending.send(gone.school_id, gone.pk)
    page.reload()
    expect(page.get_by_role("link", name="See it on X")).to_be_visible()
    assert now_of(twice).tweet_id == ours
    texts = [post["text"] for post in sandbox.live(HANDLE)]
    assert texts.count("Our beans have come up.") == 1
