"""Labels for the envelopes: whose they are, and that they fit the sheets they are printed on."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.test import Client
from playwright.sync_api import Page

from consent.label_sizes import SIZES
from consent.models import Campaign, Guardian, SchoolClass
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.consent.campaigning import BORN, opened
from tests.consent.families import class_of_today, make_guardian, make_pupil

MILLIMETRE = 96 / 25.4  # CSS pixels
EDGES = """
    () => [...document.querySelectorAll(".label-sheet")].flatMap((sheet) => {
        const {x, y} = sheet.getBoundingClientRect();
        return [...sheet.children].map((one) => {
            const box = one.getBoundingClientRect();
            return [box.x - x, box.y - y, box.width, box.height];
        });
    })
"""
MARGINS = {"l7160": (7.25, 15.15), "l7159": (7.25, 12.9), "l7161": (7.25, 8.7)} | {
    "l7162": (4.65, 12.9),
    "l7163": (4.65, 15.15),
}
"""Of the first label, from the left and from the top, as the maker gives them, in millimetres."""


@pytest.fixture
def oak(school: School) -> SchoolClass:
    with in_scope(school.pk):
        return class_of_today(school)


@pytest.fixture
def bea(school: School, oak: SchoolClass) -> Guardian:
    """She has an e-mail address, and no other."""
    with in_scope(school.pk):
        child = make_pupil(school, "Amelia", "Brown", born_on=BORN, school_class=oak)
        return make_guardian(child, email="bea@family.example", first=True)


@pytest.fixture
def carl(school: School, oak: SchoolClass) -> Guardian:
    """He can only be written to on paper."""
    with in_scope(school.pk):
        child = make_pupil(school, "Josie", "Adams", born_on=BORN, school_class=oak)
        guardian = make_guardian(child, name="Carl Adams", first=True)
        guardian.address = "1 Elm Road\n\nAnytown AB1 2CD"
        guardian.save()
        return guardian


@pytest.fixture
def campaign(school: School, office: Person, bea: Guardian, carl: Guardian) -> Campaign:
    with in_scope(school.pk):
        return opened(school, office)


def labels(page: str) -> list[str]:
    return re.findall(r"<li>(<strong>.*?)</li>", page)


def shown(person: Person, school: School, campaign: Campaign, query: str = "") -> str:
    response = client_of(person).get(f"/{school.slug}/campaigns/{campaign.pk}/labels/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_labels_of_the_letters_have_the_address_on_record(
    school: School, office: Person, campaign: Campaign
) -> None:
    page = shown(office, school, campaign)

    assert labels(page) == [
        "<strong>Carl Adams</strong><span>1 Elm Road</span><span>Anytown AB1 2CD</span>"
    ]


def test_labels_of_a_class_say_whose_book_bag_where_no_address_is_known(
    school: School, office: Person, campaign: Campaign, oak: SchoolClass
) -> None:
    page = shown(office, school, campaign, f"?whom={oak.pk}&size=l7162")

    carl, bea = labels(page)
    assert "Carl Adams" in carl
    assert bea == "<strong>Bea Brown</strong><span>Amelia Brown (3 Oak)</span>"


def test_used_labels_are_left_free_and_the_next_sheet_begins_in_time(
    school: School, office: Person, campaign: Campaign, oak: SchoolClass
) -> None:
    page = shown(office, school, campaign, f"?whom={oak.pk}&size=l7163&used=13")

    assert page.count('<li class="is-used">') == 13
    assert page.count('<ol class="label-sheet l7163"') == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [("used=21", "A sheet of these has 21 labels."), ("used=-1", "Write a number")],
)
def test_more_used_labels_than_a_sheet_has_are_refused(
    school: School, office: Person, campaign: Campaign, query: str, said: str
) -> None:
    page = shown(office, school, campaign, f"?whom=letters&size=l7160&{query}")

    assert said in page
    assert labels(page) == []


def test_class_of_another_school_is_no_choice(
    school: School, office: Person, campaign: Campaign, other_school: School
) -> None:
    with in_scope(other_school.pk):
        theirs = class_of_today(other_school, "5 Elm")

    page = shown(office, school, campaign, f"?whom={theirs.pk}&size=l7160")

    assert "5 Elm" not in page
    assert labels(page) == []


def test_no_label_says_what_to_do(
    client: Client, school: School, office: Person, bea: Guardian
) -> None:
    with in_scope(school.pk):
        campaign = opened(school, office)

    assert "No label to print" in shown(office, school, campaign)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_printed_labels_lie_where_the_makers_cut_them(
    browser_page: Callable[..., Page],
    school: School,
    office: Person,
    campaign: Campaign,
    oak: SchoolClass,
) -> None:
    # given two sheets of every size
    page = browser_page(person=office)
    for size in SIZES.values():
        used = size.labels - 1
        query = f"?whom={oak.pk}&size={size.code}&used={used}"
        page.goto(f"/{school.slug}/campaigns/{campaign.pk}/labels/{query}")

        # when they are printed
        printed = page.pdf(prefer_css_page_size=True)
        page.emulate_media(media="print")
        edges = [[edge / MILLIMETRE for edge in one] for one in page.evaluate(EDGES)]
        page.emulate_media(media="screen")

        # then each sheet is one page, and each label lies inside its cut
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2, size
        wide, high = map(float, size.label.split(" × "))
        left, top = MARGINS[size.code]
        assert edges[0] == pytest.approx([left, top, wide, high], abs=0.1), size
        assert edges[1][0] == pytest.approx(left + wide + 2.5, abs=0.1), size
        rows = sorted({round(y, 2) for _x, y, _wide, _high in edges})
        assert [b - a for a, b in pairwise(rows)] == pytest.approx(
            [high] * (size.down - 1), abs=0.1
        )
