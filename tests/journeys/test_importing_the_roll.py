"""The office imports a messy file: looks, imports, finds a child, undoes."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from consent.academic_year import academic_year
from consent.models import Pupil, SchoolClass
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.families import make_class, make_pupil
from tests.fixtures.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
MESSY = """St Catherine of Siena;;;;;;;;
Pupil list;as of 2 November 2026;;;;;;;
;;;;;;;;
ADNO;Unique Pupil Number;Pupil’s Surname;Forename;D.O.B;Yr;Tutor Group;Leaving date;FSM
102;B801200005001;O’NEILL;Zoë;14/02/2019;Year 3;3 Oak;;N
000103;A801200005001;VAN DER BERG;Noah;12-Mar-19;Y3;3 Oak;;N
000104;;KHAN;Josh;2019-05-02;3;3 Oak;23/10/2025;N
000105;;;;2019-05-02;3;3 Oak;;N
Printed on 02/11/2026;;Page 1;;;;;;
""".encode("cp1252")


@pytest.fixture(autouse=True)
def known(school: School) -> None:
    """Zoë is on the roll under a number with its zeros, and Josh is."""
    with in_scope(school.pk):
        group = make_class(school, "2 Holly")
        for number, forename, surname in (("000102", "Zoë", "O'Neill"), ("000104", "Josh", "Khan")):
            pupil = make_pupil(school, forename, surname, school_class=group, year_group="2")
            Pupil.objects.filter(pk=pupil.pk).update(admission_number=number)


def choose_the_file(page: Page, school: School, check: Check) -> None:
    page.goto(f"/{school.slug}/roll/")
    check(page)
    page.get_by_role("link", name="Import from your MIS").click()
    expect(page.get_by_role("heading", name="Import the roll")).to_be_visible()
    check(page)
    file = FilePayload(name="pupils.csv", mimeType="text/csv", buffer=MESSY)
    page.get_by_label("File from your MIS").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()


def confirm_the_columns(page: Page, check: Check) -> None:
    expect(page.get_by_role("heading", name="Is this what the columns are?")).to_be_visible()
    expect(page.get_by_label("Legal surname")).to_have_value("Pupil's Surname")
    expect(page.get_by_label("Class", exact=False).first).to_be_visible()
    check(page)
    page.get_by_role("button", name="Show what would change").click()


def look(page: Page, check: Check) -> None:
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    expect(page.get_by_text("Nothing has changed yet.")).to_be_visible()
    expect(page.get_by_text("The row names no child")).to_be_visible()
    expect(page.get_by_text("last day 23 October 2025")).to_be_visible()
    page.get_by_text("remarks", exact=False).first.click()
    expect(page.get_by_text("This is no valid UPN", exact=False)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Import", exact=True).click()


@pytest.mark.parametrize(
    ("width", "javascript", "dark"),
    [(PHONE, True, False), (DESK, True, True), (PHONE, False, False)],
    ids=["phone", "desk-dark", "no-script"],
)
def test_messy_file_is_imported_and_undone(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    office: Person,
    width: int,
    javascript: bool,
    dark: bool,
) -> None:
    # given an office with a semicolon file from an old Windows, titles above and a footer below
    page = browser_page(width=width, person=office, javascript=javascript, dark=dark)

    def check(shown: Page) -> None:
        if width == PHONE:
            thumb_sized(shown)
        if javascript:
            axe_clean(shown)

    # when they choose it, confirm what its columns are, look at what would change, and import it
    choose_the_file(page, school, check)
    confirm_the_columns(page, check)
    look(page, check)
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    check(page)

    # then a child is found without accents, and stands in its new class
    page.get_by_role("link", name="See the roll").click()
    page.get_by_label("Find a child").fill("zoe on")
    if not javascript:
        page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("1 found")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Zoë O'Neill").click()
    expect(page.get_by_text("3 Oak")).to_be_visible()
    expect(page.get_by_text("000102")).to_be_visible()
    check(page)

    # and undoing brings back what was before
    page.goto(f"/{school.slug}/roll/import/")
    page.get_by_role("link", name="pupils.csv").click()
    page.get_by_text("Undo this import").first.click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", name="Undone")).to_be_visible()
    check(page)
    with in_scope(school.pk):
        assert not Pupil.objects.filter(legal_surname="van der Berg").exists()
        assert Pupil.objects.get(admission_number="000104").left_on is None


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_everybody_moves_on_and_then_the_messy_file_is_imported(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    school: School,
    office: Person,
    width: int,
) -> None:
    # given a class of last year
    this_year = academic_year(timezone.localdate())
    with in_scope(school.pk):
        SchoolClass.objects.update(academic_year=this_year - 1)
    page = browser_page(width=width, person=office)

    # when the office sees where its children go, and moves them on
    page.goto(f"/{school.slug}/roll/new-year/")
    expect(page.get_by_role("heading", name="Into the new academic year")).to_be_visible()
    expect(page.get_by_text("2 children")).to_be_visible()
    axe_clean(page)
    page.get_by_label("2 Holly").fill("3 Holly")
    page.get_by_role("button", name="Move everybody on").click()
    axe_clean(page)
    with in_scope(school.pk):
        classes = set(Pupil.objects.values_list("school_class__name", "year_group"))
    assert classes == {("3 Holly", "3")}

    # then the file of the new year puts each child where the MIS has them
    choose_the_file(page, school, axe_clean)
    confirm_the_columns(page, axe_clean)
    look(page, axe_clean)
    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    with in_scope(school.pk):
        zoe = Pupil.objects.select_related("school_class").get(admission_number="000102")
        assert zoe.school_class is not None
        assert (zoe.school_class.name, zoe.school_class.academic_year) == ("3 Oak", this_year)
