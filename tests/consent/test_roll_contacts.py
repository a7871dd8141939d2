"""Parents and carers that come with the roll, one row each."""

from collections.abc import Iterator

import pytest

from consent.actions import imports
from consent.models import Guardian, Guardianship, Pupil
from schoolsocial.accounts.models import School
from tests.cast import in_scope
from tests.consent.rolls import imported, the_pupil

HEADER = (
    "Adno,Forename,Surname,Year,Contact Name,Relationship,Parental Responsibility,Priority,"
    "Email,Phone"
)
BEA = "101,Amelia,Brown,3,Mrs Bea Brown,Mother,Yes,1,bea@example.com,07700 900001"
CARL = "101,Amelia,Brown,3,Carl Brown,Father,No,2,,07700 900002"


@pytest.fixture(autouse=True)
def here(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


def bonds(number: str = "101") -> dict[str, tuple[str, bool, bool]]:
    return {
        bond.guardian.name: (
            bond.relationship,
            bond.parental_responsibility,
            bond.first_contact,
        )
        for bond in Guardianship.objects.select_related("guardian").filter(pupil=the_pupil(number))
    }


def test_one_row_per_contact_is_one_child_with_contacts(school: School) -> None:
    done = imported(school, CARL, BEA, header=HEADER)

    assert Pupil.objects.count() == 1
    assert bonds() == {
        "Bea Brown": ("mother", True, True),
        "Carl Brown": ("father", False, False),
    }
    assert done.counts["new_contacts"] == 2


def test_siblings_share_a_parent(school: School) -> None:
    imported(school, BEA, BEA.replace("101,Amelia", "102,Josie"), header=HEADER)

    assert Guardian.objects.count() == 1
    assert bonds("101") == bonds("102")


def test_namesakes_without_an_address_stay_apart(school: School) -> None:
    row = "101,Amelia,Brown,3,Sam Brown,Parent,Yes,1,,"
    imported(school, row, row.replace("101,Amelia", "102,Josie"), header=HEADER)

    assert Guardian.objects.count() == 2


def test_same_contacts_again_change_nothing(school: School) -> None:
    imported(school, BEA, CARL, header=HEADER)

    imported(school, BEA, CARL, header=HEADER)

    assert Guardian.objects.count() == Guardianship.objects.count() == 2


def test_new_address_and_responsibility_are_taken(school: School) -> None:
    imported(school, BEA, CARL, header=HEADER)

    imported(school, BEA.replace("bea@", "bb@"), CARL.replace(",No,", ",Yes,"), header=HEADER)

    assert Guardian.objects.get(name="Bea Brown").email == "bb@example.com"
    assert bonds()["Carl Brown"] == ("father", True, False)


def test_first_contact_follows_the_files_order(school: School) -> None:
    imported(school, BEA, CARL, header=HEADER)

    imported(school, BEA.replace(",1,", ",2,"), CARL.replace(",2,", ",1,"), header=HEADER)

    assert bonds()["Carl Brown"][2] is True
    assert bonds()["Bea Brown"][2] is False


def test_file_silent_about_responsibility_takes_the_usual(school: School) -> None:
    header = "Adno,Forename,Surname,Year,Contact Name,Relationship"
    imported(
        school,
        "101,Amelia,Brown,3,Bea Brown,Mother",
        "101,Amelia,Brown,3,Fay Frost,Foster carer",
        header=header,
    )

    assert bonds()["Bea Brown"] == ("mother", True, True)
    assert bonds()["Fay Frost"] == ("foster-carer", False, False)


def test_undo_restores_contacts(school: School) -> None:
    imported(school, BEA, CARL, header=HEADER)
    before = bonds()
    done = imported(
        school,
        BEA.replace(",1,", ",3,").replace("bea@", "bb@"),
        CARL.replace(",No,2,", ",Yes,1,"),
        "101,Amelia,Brown,3,Gus Brown,Grandfather,No,2,,0151 496 0000",
        header=HEADER,
    )
    assert bonds() != before

    imports.undo(roll_import=done, by=None, now=done.applied_at or done.at)

    assert bonds() == before
    assert Guardian.objects.get(name="Bea Brown").email == "bea@example.com"
    assert Guardian.objects.count() == 2


WIDE = (
    "Adno,Forename,Surname,Year,Contact 1 Forename,Contact 1 Surname,Contact 1 Relationship,"
    "Contact 1 Email,Contact 1 Parental Responsibility,Contact 2 Forename,Contact 2 Surname,"
    "Contact 2 Relationship,Contact 2 Email,Contact 2 Parental Responsibility"
)
BOTH = (
    "101,Amelia,Brown,3,Bea,Brown,Mother,bea@example.com,Yes,Carl,Brown,Father,carl@example.com,No"
)


def test_contacts_side_by_side_in_the_childs_row(school: School) -> None:
    done = imported(school, BOTH, header=WIDE)

    assert bonds() == {
        "Bea Brown": ("mother", True, True),
        "Carl Brown": ("father", False, False),
    }
    assert (done.counts["rows"], done.counts["new_contacts"]) == (1, 2)


def test_siblings_rows_share_both_parents(school: School) -> None:
    imported(school, BOTH, BOTH.replace("101,Amelia", "102,Josie"), header=WIDE)

    assert Guardian.objects.count() == 2
    assert bonds("101") == bonds("102")


def test_same_wide_file_again_changes_nothing(school: School) -> None:
    imported(school, BOTH, header=WIDE)

    done = imported(school, BOTH.replace("carl@", "cb@"), header=WIDE)

    assert Guardian.objects.count() == Guardianship.objects.count() == 2
    assert Guardian.objects.get(name="Carl Brown").email == "cb@example.com"
    assert done.counts["new_contacts"] == 0


def test_wide_row_twice_is_said_once(school: School) -> None:
    done = imported(school, BOTH, BOTH, header=WIDE)

    assert done.counts["remarks"]["row-twice"] == 1


def test_undo_takes_both_contacts_back(school: School) -> None:
    done = imported(school, BOTH, header=WIDE)

    imports.undo(roll_import=done, by=None, now=done.applied_at or done.at)

    assert not Guardian.objects.exists()
