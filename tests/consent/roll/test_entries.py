from datetime import date, time, timedelta

import pytest

from consent.roll.cells import Cell
from consent.roll.columns import label, recognise
from consent.roll.entries import Entry, Reader
from consent.roll.remarks import Remark
from consent.roll.sheets import Row

TODAY = date(2026, 11, 2)
UPN = "B801200005001"


def read(**cells: Cell) -> Entry:
    """A row with these columns, underscores for spaces; it is about a child."""
    entry = reading(**cells)
    assert entry is not None
    return entry


def reading(**cells: Cell) -> Entry | None:
    header = [name.replace("_", " ") for name in cells]
    return Reader(recognise(header), TODAY).read(Row(7, list(cells.values())))


def remarks(entry: Entry) -> set[Remark]:
    return {found.remark for found in entry.found}


def test_ordinary_row() -> None:
    entry = read(
        Adno="000123",
        UPN=UPN,
        Legal_Forename="Amelia",
        Legal_Surname="BROWN",
        Forename="Millie",
        Surname="Brown",
        DOB="14/02/2019",
        Year_Group="Year 3",
        Reg_Group="3 Oak",
    )

    assert entry == Entry(
        row=7,
        admission_number="000123",
        upn=UPN,
        legal_forename="Amelia",
        legal_surname="Brown",
        preferred_forename="Millie",
        year_group="3",
        class_name="3 Oak",
        born_on=date(2019, 2, 14),
    )


def test_apostrophes_are_of_one_kind() -> None:
    assert read(Adno="1", Forename="Niamh", Surname="O’Neill").legal_surname == "O'Neill"


def test_number_that_excel_made_a_number() -> None:
    assert read(Adno=123.0, Forename="Amelia").admission_number == "123"


@pytest.mark.parametrize(
    ("forename", "surname"), [("Suharto", ""), ("", "Suharto"), ("Suharto", "-")]
)
def test_one_word_name(forename: str, surname: str) -> None:
    entry = read(Adno="1", Forename=forename, Surname=surname)

    assert (entry.legal_forename, entry.legal_surname) == ("Suharto", "")


def test_whole_name_in_one_column() -> None:
    entry = read(Adno="1", Name="BROWN, Amelia")

    assert (entry.legal_forename, entry.legal_surname) == ("Amelia", "Brown")


@pytest.mark.parametrize(
    ("upn", "remark"),
    [
        ("A801200005001", Remark.UPN_WRONG),
        ("N80152011929W", Remark.UPN_TEMPORARY),
        ("", Remark.UPN_BLANK),
        ("B80120000500123", Remark.UPN_WRONG),
    ],
)
def test_doubtful_upn_warns_and_keeps_the_child(upn: str, remark: Remark) -> None:
    entry = read(Adno="1", Forename="Amelia", UPN=upn)

    assert remarks(entry) == {remark, Remark.YEAR_MISSING}
    assert entry.is_taken
    assert entry.upn == upn[:13]


def test_nursery_children_have_no_upn_yet() -> None:
    assert remarks(read(Adno="1", Forename="Amelia", UPN="", Year="N1")) == set()


def test_year_of_the_mis_is_trusted_where_the_birth_date_says_another() -> None:
    entry = read(Adno="1", Forename="Amelia", Year="Year 3", DOB="01/01/2020")

    assert entry.year_group == "3"
    assert remarks(entry) == {Remark.YEAR_UNUSUAL}


@pytest.mark.parametrize(
    ("year", "class_name", "born", "found"),
    [("", "3 Oak", "", "3"), ("??", "Oak", "01/10/2018", "3"), ("", "3/4 Oak", "01/10/2018", "3")],
)
def test_year_is_told_by_class_or_birth_where_it_is_missing(
    year: str, class_name: str, born: str, found: str
) -> None:
    assert read(Adno="1", Forename="A B", Year=year, Class=class_name, DOB=born).year_group == found


def test_leaving_date_in_the_past() -> None:
    entry = read(Adno="1", Forename="Amelia", Year="6", Leaving_Date="23/10/2026")

    assert entry.left_on == date(2026, 10, 23)


def test_leaving_date_still_to_come_keeps_the_child_on_the_roll() -> None:
    entry = read(Adno="1", Forename="Amelia", Year="6", Leaving_Date="18/12/2026")

    assert entry.left_on is None
    assert remarks(entry) == {Remark.LEAVES_LATER}


def test_unreadable_birth_date_warns_and_keeps_the_child() -> None:
    entry = read(Adno="1", Forename="Amelia", Year="2", DOB="31/02/2019")

    assert entry.born_on is None
    assert [(found.remark, found.value) for found in entry.found] == [
        (Remark.DAY_UNREADABLE, "31/02/2019")
    ]
    assert entry.is_taken


@pytest.mark.parametrize(
    "born", [date(1900, 1, 1), time(9, 30), timedelta(hours=9), True, 2958466.0, "#REF!"]
)
def test_odd_birth_cell_warns_and_keeps_the_child(born: Cell) -> None:
    entry = read(Adno="1", Forename="Amelia", Year="2", DOB=born)

    assert (entry.born_on, entry.is_taken) == (None, True)
    assert remarks(entry) == {Remark.DAY_UNREADABLE}


def test_row_without_a_name_is_an_error() -> None:
    entry = read(Adno="1", Forename="", Surname="", Year="3")

    assert not entry.is_taken


def test_name_that_is_too_long_is_an_error() -> None:
    assert not read(Adno="1", Forename="A" * 81).is_taken


@pytest.mark.parametrize("words", ["Printed on 3 September 2026", "Total: 31", "Page 1 of 2"])
def test_footer_is_about_no_child(words: str) -> None:
    assert reading(Forename=words, Surname="", Class="") is None
    assert reading(Forename=words, Surname="Report ABC", Class="") is None


@pytest.mark.parametrize("words", ["Printed on 3 Sept", "Total: 31", "Page 1", "END OF REPORT"])
@pytest.mark.parametrize("column", ["Adno", "UPN", "DOB", "Class", "Year"])
def test_footer_is_about_no_child_whatever_column_it_stands_in(words: str, column: str) -> None:
    assert reading(**{column: words, "Forename": "31", "Surname": "pupils"}) is None


@pytest.mark.parametrize(
    "telling",
    [{"Adno": "7"}, {"UPN": UPN}, {"DOB": "14/02/2019"}, {"Class": "3 Oak"}, {"Year": "3"}],
)
def test_child_called_page_is_a_child(telling: dict[str, str]) -> None:
    assert read(Surname="Page", Forename="Amelia", **telling).legal_surname == "Page"
    assert reading(Surname="Page", Forename="Amelia", **dict.fromkeys(telling, "")) is None


def test_lone_cell_is_left_out_and_said() -> None:
    assert remarks(read(Forename="3 Oak", Surname="", Class="")) == {Remark.LONE_CELL}


def test_contact() -> None:
    entry = read(
        Adno="1",
        Forename="Amelia",
        Year="2",
        Contact_Name="Mrs Bea BROWN",
        Relationship="Step-Mother",
        Parental_Responsibility="Yes",
        Priority=1.0,
        Email="Bea@Example.com",
        Mobile="07700 900123",
    )

    (contact,) = entry.contacts
    assert contact.name == "Bea BROWN"
    assert contact.relationship == "step-parent"
    assert contact.responsible is True
    assert contact.email == "bea@example.com"
    assert contact.phone == "07700 900123"
    assert contact.priority == 1


def test_file_silent_about_responsibility_leaves_it_open() -> None:
    (contact,) = read(Adno="1", Forename="Amelia", Contact="Bea Brown").contacts

    assert contact.responsible is None


def test_wrong_email_is_left_out_and_said() -> None:
    entry = read(Adno="1", Forename="Amelia", Year="2", Contact="Bea", Email="bea at home")

    (contact,) = entry.contacts
    assert contact.email == ""
    assert remarks(entry) == {Remark.EMAIL_WRONG}


def test_every_contact_of_a_row_is_read_in_its_order() -> None:
    entry = read(
        Adno="1",
        Forename="Amelia",
        Contact_2_Name="Carl Brown",
        Contact_2_Parental_Responsibility="No",
        Contact_1_Name="Bea Brown",
        Contact_3_Name="",
        Contact_4_Name="BEA BROWN",
    )

    told = [(one.name, one.responsible, one.priority) for one in entry.contacts]
    assert told == [("Bea Brown", None, 1), ("Carl Brown", False, 2)]


def test_files_own_priority_goes_before_the_columns_number() -> None:
    entry = read(
        Adno="1",
        Forename="Amelia",
        Contact_1_Name="Bea Brown",
        Contact_1_Priority="2",
        Contact_2_Name="Carl Brown",
        Contact_2_Priority="1",
    )

    assert [one.priority for one in entry.contacts] == [2, 1]


def test_wrong_email_of_a_later_contact_says_whose_it_is() -> None:
    entry = read(Adno="1", Forename="A", Year="2", Contact_2_Name="Bea", Contact_2_Email="bea")

    (found,) = entry.found
    assert (found.remark, label(found.field)) == (Remark.EMAIL_WRONG, "Contact 2: e-mail")
