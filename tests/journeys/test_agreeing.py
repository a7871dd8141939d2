"""A newcomer reads the policy, shows that it is clear, agrees, and may draft."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from policy import understanding
from policy.models import PolicyVersion
from policy.queries import ruleset_of
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


def answer(page: Page, version: PolicyVersion, person: Person, *, rightly: bool) -> None:
    with in_scope(version.school_id):
        asked = understanding.questions(ruleset_of(version), salt=f"{version.pk}:{person.pk}")
    for number, question in enumerate(asked, 1):
        draft = page.locator(".standing-question").nth(number - 1)
        label = "Yes" if question.may_go_out is rightly else "No, something must be changed"
        draft.get_by_label(label).check()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_newcomer_agrees_and_may_draft(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    teacher: Person,
    width: int,
) -> None:
    # given a policy that nobody has agreed to
    version = adopt_policy(school, agreed=False)
    make_account(school, handle="StCathsofSiena")
    page = browser_page(width=width, person=teacher)
    page.goto(f"/{school.slug}/drafts/")
    expect(page.get_by_text("you have not yet agreed to it")).to_be_visible()
    expect(page.get_by_role("button", name="Write a post")).to_have_count(0)
    axe_clean(page)

    # when the teacher answers wrongly, and then rightly
    page.goto(f"/{school.slug}/policy/agree/")
    axe_clean(page)
    answer(page, version, teacher, rightly=False)
    page.get_by_label("I have read version 1").check()
    page.get_by_role("button", name="Agree to version 1").click()
    expect(page.get_by_text("Look again.").first).to_be_visible()
    axe_clean(page)
    answer(page, version, teacher, rightly=True)
    page.get_by_role("button", name="Agree to version 1").click()

    # then nothing keeps them from drafting
    expect(page.get_by_text("You have agreed to version 1")).to_be_visible()
    page.goto(f"/{school.slug}/drafts/")
    expect(page.get_by_role("button", name="Write a post").first).to_be_visible()
