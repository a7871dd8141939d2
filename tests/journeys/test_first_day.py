"""A school's first day: founded in the morning, with a post on its timeline before the day is over.

Nothing is there at the start but somebody who runs the installation, and X.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from policy.models import PolicyVersion
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.accounts.roles import NEEDS_SECOND_FACTOR, Role
from tests.cast import PASSWORD, give_second_factor, in_scope, make_person
from tests.fixtures.browser import DESK, PHONE
from tests.fixtures.sandbox import SandboxX
from tests.journeys.test_agreeing import answer as answer_the_questions
from tests.journeys.test_main_job import work
from tests.journeys.test_policy_life import record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HANDLE = "OakfieldPrimary"
WORDS = "Our new library is open. Come and read with us on Friday. #Oakfield"
HOME = "/oakfield/"
ROLL = b"""Admission Number,Legal Surname,Legal Forename,Date of Birth,Year Group,Class
000101,Quigley,Ottoline,2019-03-04,3,3 Oak
000102,Brown,Amelia,2018-10-12,3,3 Oak
"""
STAFF = {
    "Dora Safe": Role.DSL,
    "Olu Office": Role.OFFICE,
    "Gwen Governor": Role.GOVERNOR,
    "Tess Teacher": Role.TEACHER,
}

Check = Callable[[Page], None]


@dataclass(frozen=True)
class Day:
    """How pages are opened and judged on that day."""

    open_page: Callable[..., Page]
    check: Check

    def of(self, name: str) -> Page:
        return self.open_page(person=Person.objects.get(name=name))


@pytest.fixture(params=[(PHONE, False), (DESK, True)], ids=["phone", "desk-dark"])
def day(
    request: pytest.FixtureRequest,
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
) -> Day:
    width, dark = request.param

    def open_page(person: Person | None = None) -> Page:
        return browser_page(width=width, dark=dark, person=person, expected=("409",))

    def check(page: Page) -> None:
        axe_clean(page)
        here, shown = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        assert shown <= here, f"{page.url} is wider than the screen"
        if width == PHONE:
            thumb_sized(page)

    return Day(open_page, check)


@pytest.fixture
def x(sandbox: SandboxX, live_server: LiveServer, settings: Settings) -> SandboxX:
    """X, where the school has its account already."""
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID, settings.BASE_URL = "school-social", live_server.url
    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["form-action"].append(sandbox.url)
    settings.CONTENT_SECURITY_POLICY = policy
    sandbox.add_account(HANDLE, "Oakfield Primary")
    return sandbox


@pytest.fixture
def platform_admin(db: None) -> Person:
    person = make_person(None, name="Petra Platform", second_factor=True)
    Person.objects.filter(pk=person.pk).update(is_platform_admin=True)
    return person


def found(day: Day) -> School:
    """Whoever runs the installation adds the school and invites its head."""
    page = day.of("Petra Platform")
    page.goto("/platform/")
    day.check(page)
    page.get_by_role("link", name="Add a school").click()
    page.get_by_label("Name of the school").fill("Oakfield Primary")
    page.get_by_label("Address", exact=True).fill("oakfield")
    page.get_by_label("Name of the first administrator").fill("Helen Head")
    page.get_by_label("Their e-mail address").fill("helen@oakfield.example")
    page.get_by_label("They are a senior leader of the school, too").check()
    day.check(page)
    page.get_by_role("button", name="Add the school").click()
    expect(page.get_by_text("Its administrator gets an invitation.")).to_be_visible()
    return School.objects.get(slug="oakfield")


def join(day: Day, school: School, address: str) -> Page:
    """Somebody opens the link in their mail, and signs in."""
    with in_scope(school.pk):
        path = Letter.objects.filter(to=address, kind="invitation").latest("pk").path
    page = day.open_page()
    page.goto(path)
    day.check(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()
    return page


def set_up_a_second_factor(page: Page, check: Check) -> None:
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Set up an app").click()
    check(page)
    secret = page.locator("dl.facts code").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Turn it on").click()
    check(page)
    page.get_by_role("link", name="Go on to your school").click()
    expect(page.get_by_role("heading", name="Oakfield Primary")).to_be_visible()


def code_of(secret: str) -> str:
    """What the app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def steps_done(page: Page, number: int) -> None:
    page.goto(HOME)
    expect(page.get_by_role("heading", name="Setting up your school")).to_be_visible()
    expect(page.get_by_text(f"{number} of 11 steps are done.")).to_be_visible()


def enter_a_term(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Enter your terms").click()
    today = timezone.localdate()
    page.get_by_label("Name of the term").fill("This term")
    page.get_by_label("First day").fill((today - timedelta(days=30)).isoformat())
    page.get_by_label("Last day").fill((today + timedelta(days=60)).isoformat())
    page.get_by_role("button", name="Add the term").click()
    expect(page.get_by_text("This term:")).to_be_visible()
    check(page)


def invite_everybody(page: Page, check: Check) -> None:
    page.goto(HOME)
    page.get_by_role("link", name="Invite the people").click()
    for name, role in STAFF.items():
        page.get_by_role("link", name="Invite somebody").click()
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("E-mail address").fill(address_of(name))
        page.get_by_label(f"{role.label}.").check()
        page.get_by_role("button", name="Send the invitation").click()
        expect(page.get_by_text("An invitation is on its way")).to_be_visible()
    check(page)
    page.goto(HOME)
    expect(page.get_by_text("On the way: a designated safeguarding lead")).to_be_visible()
    check(page)


def address_of(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@oakfield.example"


def everybody_joins(day: Day, school: School) -> None:
    """Those whose role asks for a second factor set it up, as the head did."""
    for name, role in STAFF.items():
        page = join(day, school, address_of(name))
        if role in NEEDS_SECOND_FACTOR:
            expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
            give_second_factor(Person.objects.get(name=name))
        else:
            expect(page.get_by_role("heading", name="Oakfield Primary")).to_be_visible()
            day.check(page)


def write_the_policy(page: Page, check: Check) -> None:
    """From a pack, with the answers and the words it brings."""
    page.goto(HOME)
    page.get_by_role("link", name="Write your policy").click()
    check(page)
    page.get_by_label("Recommended 2026").check()
    page.get_by_role("button", name="Begin the draft").click()
    approvers = page.get_by_role("group", name="How many people approve a post?")
    approvers.get_by_label("One", exact=True).check()
    page.get_by_role("group", name="When may posts go out?").get_by_label("At any time").check()
    check(page)
    page.get_by_role("button", name="Save the answers").click()
    page.get_by_role("link", name="Keep the words of the draft").click()
    check(page)
    page.get_by_role("link", name="Open the draft").click()
    page.get_by_role("link", name="Read it through and propose it").click()
    page.get_by_label("What changes, and why").fill("Our first policy for X.")
    page.get_by_role("button", name="Put it before the governors").click()
    expect(page.get_by_text("The version is before the governors")).to_be_visible()
    record(page, check)


def confirm(day: Day) -> None:
    page = day.of("Gwen Governor")
    page.goto(HOME)
    expect(page.get_by_text("Setting up your school")).to_have_count(0)
    page.get_by_role("link", name="waits for a governor to confirm").click()
    page.get_by_role("link", name="Version 1:").click()
    day.check(page)
    page.get_by_role("button", name="Yes, the governors ratified it").click()
    expect(page.get_by_text("The version is ratified")).to_be_visible()
    day.check(page)


def connect(page: Page, check: Check) -> None:
    page.goto(HOME)
    page.get_by_role("link", name="Connect the school’s account").click()
    page.get_by_role("link", name="Connect an account").first.click()
    check(page)
    page.get_by_label("The school’s.").check()
    page.get_by_role("button", name="Go on to X").click()
    page.get_by_role("link", name=f"@{HANDLE}").click()
    expect(page.get_by_text("Posts go out.")).to_be_visible()
    check(page)


def import_the_roll(day: Day) -> None:
    page = day.of("Olu Office")
    page.goto("/oakfield/roll/import/")
    day.check(page)
    file = FilePayload(name="pupils.csv", mimeType="text/csv", buffer=ROLL)
    page.get_by_label("File from your MIS").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    day.check(page)
    page.get_by_role("button", name="Show what would change").click()
    day.check(page)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    day.check(page)


def record_training(page: Page, check: Check) -> None:
    page.goto(HOME)
    page.get_by_role("link", name="Record who is trained").click()
    check(page)
    page.get_by_role("link", name="Record a course").click()
    page.get_by_label("Tess Teacher").check()
    page.get_by_label("Course").fill("Posting safely")
    check(page)
    page.get_by_role("button", name="Record the course").click()
    expect(page.get_by_text("Recorded for one person.")).to_be_visible()


def practise(page: Page, check: Check) -> None:
    """Before anything was agreed to: stopped, mended, sent, approved, and gone."""
    page.goto("/oakfield/drafts/")
    expect(page.get_by_text("You cannot write posts yet").first).to_be_visible()
    page.get_by_role("link", name="Practise meanwhile").click()
    check(page)
    words = page.get_by_label("What do you want to tell?")
    words.fill("Ada Larkspur read to the whole school.")
    page.get_by_label("Two children, face on").check()
    page.get_by_label("Describe the picture").fill("Two children with a book")
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_text("It is not sent yet.")).to_be_visible()
    expect(page.get_by_text("Not everybody in photo 1 may be shown.")).to_be_visible()
    check(page)
    words.fill("Our beans are taller than we are.")
    page.get_by_label("A raised bed").check()
    page.get_by_label("Describe the picture").fill("Bean plants in a raised bed")
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_role("heading", name="What a senior leader sees")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_role("heading", name="You did")).to_be_visible()
    check(page)


def agree(page: Page, school: School, check: Check) -> None:
    page.goto(HOME)
    page.get_by_role("link", name="waits for you to read and agree").click()
    check(page)
    with in_scope(school.pk):
        version = PolicyVersion.objects.get()
    teacher = Person.objects.get(name="Tess Teacher")
    answer_the_questions(page, version, teacher, rightly=True)
    page.get_by_label("I have read version 1").check()
    page.get_by_role("button", name="Agree to version 1").click()
    expect(page.get_by_text("You have agreed to version 1")).to_be_visible()


def draft(page: Page, check: Check) -> None:
    page.goto("/oakfield/drafts/")
    check(page)
    page.get_by_role("button", name="Write a post").first.click()
    words = page.get_by_role("textbox", name="What do you want to tell?")
    words.fill("Well done Ottoline Quigley, our best reader")
    expect(page.get_by_text("This stops the post").first).to_be_visible()
    check(page)
    words.fill(WORDS)
    expect(page.get_by_text("This stops the post")).to_have_count(0)
    page.get_by_role("button", name="Send for approval").click()
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()
    check(page)


def approve(page: Page, check: Check) -> None:
    page.goto(HOME)
    page.get_by_role("link", name="draft waits for your decision").click()
    page.get_by_role("link", name="Our new library").click()
    check(page)
    page.get_by_role("button", name="Approve").locator("visible=true").first.click()
    expect(page.get_by_text("Approved. It goes out now.")).to_be_visible()


def test_school_posts_on_the_day_it_was_founded(
    day: Day, platform_admin: Person, x: SandboxX
) -> None:
    # given a school founded this morning, whose head joins and sees what is to be done
    school = found(day)
    page = join(day, school, "helen@oakfield.example")
    set_up_a_second_factor(page, day.check)
    steps_done(page, 1)
    day.check(page)

    # when head, governor and office each do what is theirs
    enter_a_term(page, day.check)
    invite_everybody(page, day.check)
    everybody_joins(day, school)
    steps_done(page, 3)
    write_the_policy(page, day.check)
    confirm(day)
    connect(page, day.check)
    import_the_roll(day)
    steps_done(page, 7)
    day.check(page)
    page.get_by_role("button", name="Not for us: We show no pupils").click()
    record_training(page, day.check)

    # and a teacher practises, agrees and drafts, and the head approves
    teachers = day.of("Tess Teacher")
    practise(teachers, day.check)
    assert x.live(HANDLE) == []
    agree(teachers, school, day.check)
    steps_done(page, 10)
    draft(teachers, day.check)
    approve(page, day.check)
    work()

    # then the post stands on the timeline, and nothing is left to set up
    (live,) = x.live(HANDLE)
    assert live["text"] == WORDS
    page.goto(HOME)
    expect(page.get_by_role("heading", name="Setting up your school")).to_have_count(0)
    day.check(page)
    page.goto("/oakfield/setting-up/")
    expect(page.get_by_text("Every step is done.")).to_be_visible()
    day.check(page)
