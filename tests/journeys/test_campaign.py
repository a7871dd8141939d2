"""The office asks all families; a mother answers on her phone, in Polish; another reads Urdu."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from consent.jobs import family_messages
from consent.models import Consent, Guardian, Pupil
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.campaigning import BORN, link_of, path_of
from tests.consent.families import make_class, make_guardian, make_pupil
from tests.fixtures.browser import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
QUESTIONS = 6


@pytest.fixture
def pupil(school: School) -> Pupil:
    with in_scope(school.pk):
        return make_pupil(school, "Ewa", born_on=BORN, school_class=make_class(school, "3 Oak"))


@pytest.fixture
def mother(pupil: Pupil) -> Guardian:
    with in_scope(pupil.school_id):
        return make_guardian(
            pupil, name="Beata Kowalska", email="b@family.example", first=True, language="pl"
        )


@pytest.fixture
def reader(school: School) -> Guardian:
    """A father who reads Urdu."""
    with in_scope(school.pk):
        child = make_pupil(school, "Aisha", born_on=BORN)
        return make_guardian(child, name="Imran Khan", first=True, language="ur")


def enter_birthday(page: Page) -> None:
    for field, value in zip(page.get_by_role("textbox").all(), ("27", "3", "2018"), strict=True):
        field.fill(value)


@pytest.fixture
def look(axe_clean: Check, thumb_sized: Check) -> Check:
    """No violation, nothing too small for a thumb, nothing wider than the screen."""

    def at(page: Page) -> None:
        axe_clean(page)
        thumb_sized(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    return at


def opened_at_the_office(desk: Page, school: School, look: Check) -> None:
    desk.goto(f"/{school.slug}/campaigns/")
    look(desk)
    desk.get_by_role("link", name="Start a campaign").first.click()
    expect(desk.get_by_label("Last day to answer")).to_be_visible()
    look(desk)
    desk.get_by_role("button", name="Save and look whom it reaches").click()
    expect(desk.get_by_text("family gets an e-mail")).to_be_visible()
    look(desk)
    desk.get_by_role("button", name="Open it and send the mails").click()
    expect(desk.get_by_text("The campaign is open.")).to_be_visible()
    look(desk)


def through_the_door(phone: Page, path: str, look: Check) -> None:
    phone.goto(path)
    expect(phone.get_by_role("heading", name="Zdjęcia Państwa dziecka")).to_be_visible()
    look(phone)
    phone.get_by_role("button", name="Dalej").click()
    expect(phone.get_by_text("Najpierw jedno pytanie")).to_be_visible()
    assert phone.url.endswith("/f/check/")
    look(phone)
    enter_birthday(phone)
    phone.get_by_role("button", name="Dalej").click()
    expect(phone.get_by_role("heading", name="Czy możemy pokazywać")).to_be_visible()
    look(phone)


def all_but_one_then_all(phone: Page, look: Check) -> None:
    """Forgets a question, looks at the English, comes back and answers it too."""
    yes = phone.get_by_label("Tak", exact=True)
    expect(yes).to_have_count(QUESTIONS)
    for place in range(QUESTIONS - 1):
        yes.nth(place).check()
    phone.get_by_role("button", name="Wyślij moje odpowiedzi").click()
    expect(phone.get_by_text("Jeszcze nie wysłano").first).to_be_visible()
    look(phone)
    phone.get_by_role("button", name="Read it in English").click()
    expect(phone.get_by_role("heading", name="May we show your child?")).to_be_visible()
    expect(phone.locator("input[type=radio]:checked")).to_have_count(QUESTIONS - 1)
    phone.get_by_role("button", name="Polski").click()
    expect(phone.get_by_role("heading", name="Czy możemy pokazywać")).to_be_visible()
    phone.get_by_label("Tak, z ograniczeniami").last.check()
    phone.get_by_label("Tylko w grupie").last.check()
    phone.get_by_role("button", name="Wyślij moje odpowiedzi").click()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_campaign_from_its_start_to_an_answer_in_polish(
    browser_page: Callable[..., Page],
    look: Check,
    school: School,
    office: Person,
    mother: Guardian,
    dark: bool,
) -> None:
    # given a campaign that the office has opened, and its mail
    desk = browser_page(width=PHONE, dark=dark, person=office)
    opened_at_the_office(desk, school, look)
    family_messages.send(school.pk, timezone.now())
    (message,) = mail.outbox
    with in_scope(school.pk):
        path = path_of(link_of(mother))
    assert path in message.body

    # when she opens its link on a phone without scripts, answers, and takes one answer back
    phone = browser_page(width=PHONE, dark=dark)
    through_the_door(phone, path, look)
    all_but_one_then_all(phone, look)
    expect(phone.get_by_role("heading", name="Dziękujemy")).to_be_visible()
    look(phone)
    phone.get_by_role("button", name="Zmień na Nie Ewa, Media społecznościowe").click()
    expect(phone.get_by_text("Zmieniono na Nie.")).to_be_visible()
    look(phone)

    # then her answers stand in the register, and the office sees how many
    with in_scope(school.pk):
        answers = list(Consent.objects.order_by("pk").values_list("answer", "language"))
    assert answers == [*[("yes", "pl")] * 5, ("limited", "pl"), ("no", "pl")]
    desk.reload()
    expect(desk.get_by_text("of children have an answer: 1 of 1")).to_be_visible()
    desk.goto(f"{desk.url}families/")
    expect(desk.get_by_text("Answered on")).to_be_visible()
    look(desk)


def test_urdu_page_runs_from_the_right(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    office: Person,
    reader: Guardian,
) -> None:
    # given a father who reads Urdu and has a letter with a code
    desk = browser_page(person=office)
    desk.goto(f"/{school.slug}/campaigns/start/")
    desk.get_by_role("button", name="Save and look whom it reaches").click()
    desk.get_by_role("button", name="Open it and send the mails").click()
    expect(desk.get_by_text("The campaign is open.")).to_be_visible()
    desk.get_by_role("link", name="Letters to print").click()
    expect(desk.get_by_role("article", name="Letter to Imran Khan")).to_be_visible()
    axe_clean(desk)
    address = desk.locator(".family-letter-way a").get_attribute("href")

    # when he opens its address
    phone = browser_page(width=PHONE, javascript=False)
    phone.goto("/" + str(address).split("/", 3)[3])
    phone.get_by_role("button").last.click()
    expect(phone.get_by_role("textbox")).to_have_count(3)
    enter_birthday(phone)
    phone.get_by_role("button").last.click()

    # then the page runs from the right, and the ticks stand on the right of their words
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.locator("html")).to_have_attribute("lang", "ur")
    first = phone.locator(".question").first
    expect(first).to_be_visible()
    tick = first.locator("input[type=radio]").first.bounding_box()
    words = first.locator(".form-check-label").first.bounding_box()
    assert tick
    assert words
    assert tick["x"] > words["x"] + words["width"] - 1
    thumb_sized(phone)
