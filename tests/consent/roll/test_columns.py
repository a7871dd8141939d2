import pytest

from consent.roll.columns import Field, names_a_child, recognise

SYSTEMS = {
    "SIMS": "Adno,UPN,Legal Forename,Legal Surname,Forename,Surname,DOB,Year taught in,Reg,DOL",
    "Arbor": "Student ID,UPN,Legal First Name,Legal Last Name,Preferred First Name,"
    "Preferred Last Name,Date of birth,Year group,Registration form,Leaving date",
    "Bromcom": "Admission Number,UPN,First Name,Last Name,Preferred First Name,"
    "Preferred Last Name,Date of Birth,Year Group,Tutor Group,Leaving Date",
    "ScholarPack": "LearnerId,Unique Pupil Number,LegalForename,LegalSurname,Preferred Name,"
    "Surname,DOB,Curriculum Year,Class,Leaving Date",
}
WANTED = [
    Field.ADMISSION_NUMBER,
    Field.UPN,
    Field.FORENAME,
    Field.SURNAME,
    Field.PREFERRED_FORENAME,
    Field.PREFERRED_SURNAME,
    Field.BORN_ON,
    Field.YEAR_GROUP,
    Field.CLASS,
    Field.LEFT_ON,
]


@pytest.mark.parametrize("system", SYSTEMS)
def test_columns_of_each_system(system: str) -> None:
    found = recognise(SYSTEMS[system].split(","))

    assert found == {field: place for place, field in enumerate(WANTED)}


def test_order_case_and_spacing_do_not_matter() -> None:
    found = recognise(["  date_of BIRTH ", "SURNAME", "Fore-name", "Admission  No."])

    assert found == {
        Field.BORN_ON: 0,
        Field.SURNAME: 1,
        Field.FORENAME: 2,
        Field.ADMISSION_NUMBER: 3,
    }


@pytest.mark.parametrize("header", ["Pupil's Surname", "Pupil’s Surname", "Student Surname"])
def test_whose_name_it_is_does_not_matter(header: str) -> None:
    assert recognise([header]) == {Field.SURNAME: 0}


def test_extra_columns_are_left_out() -> None:
    assert recognise(["Free school meals", "Forename", "Ethnicity"]) == {Field.FORENAME: 1}


def test_first_of_two_like_columns_counts() -> None:
    assert recognise(["Class", "Form"]) == {Field.CLASS: 0}


def test_name_column_gives_way_to_forename() -> None:
    assert recognise(["Name", "Forename", "Surname"]) == {Field.FORENAME: 1, Field.SURNAME: 2}


def test_columns_of_a_contact_export() -> None:
    header = ["Adno", "Contact Name", "Relationship", "Parental Responsibility", "Priority"]

    found = recognise([*header, "Email Address", "Mobile"])

    assert list(found) == [
        Field.ADMISSION_NUMBER,
        Field.CONTACT,
        Field.RELATIONSHIP,
        Field.RESPONSIBILITY,
        Field.PRIORITY,
        Field.EMAIL,
        Field.PHONE,
    ]


def test_what_the_school_chose_before_counts() -> None:
    remembered = {"house": "class_name", "class": ""}

    assert recognise(["House", "Class"], remembered) == {Field.CLASS: 0}


def test_what_names_a_child() -> None:
    assert names_a_child({Field.FULL_NAME: 0})
    assert not names_a_child({Field.ADMISSION_NUMBER: 0, Field.CLASS: 1})


WIDE = {
    "SIMS": "Contact 1 Title,Contact 1 Forename,Contact 1 Surname,Contact 1 Relationship,"
    "Contact 1 Parental Responsibility,Contact 1 Email,Contact 2 Title,Contact 2 Forename,"
    "Contact 2 Surname,Contact 2 Relationship,Contact 2 Parental Responsibility,Contact 2 Email",
    "Arbor": "Salutation,Contact 1 First Name,Contact 1 Last Name,"
    "Contact 1 Relationship to Student,Contact 1 Has Parental Responsibility,"
    "Contact 1 Email Address,Salutation 2,"
    "Contact 2 First Name,Contact 2 Last Name,Contact 2 Relationship to Student,"
    "Contact 2 Has Parental Responsibility,Contact 2 Email Address",
}


@pytest.mark.parametrize("system", WIDE)
def test_columns_of_two_contacts_in_one_row(system: str) -> None:
    found = recognise(["Adno", *WIDE[system].split(",")])

    fields = ["contact_forename", "contact_surname", "relationship", "responsibility", "email"]
    assert list(found) == ["admission_number", *fields, *(f"{field}-2" for field in fields)]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Priority 1 contact", "contact_name"),
        ("Priority 2 Contact Name", "contact_name-2"),
        ("Priority Contact 3 Email", "email-3"),
        ("Parent 2", "contact_name-2"),
        ("Parent/Carer 2 Name", "contact_name-2"),
        ("Parent 2 Parental Responsibility", "responsibility-2"),
        ("Parent Email 2", "email-2"),
        ("Guardian 6 Mobile", "phone-6"),
        ("Contact 2 Email 1", "email-2"),
        ("Primary Contact", "contact_name"),
        ("Second Parent Surname", "contact_surname-2"),
    ],
)
def test_whose_column_it_is(header: str, key: str) -> None:
    assert recognise([header]) == {key: 0}


@pytest.mark.parametrize("header", ["Contact 7 Name", "Contact 10 Name", "Contact 1 Postcode"])
def test_no_column_of_a_contact_that_is_read(header: str) -> None:
    assert recognise([header]) == {}


def test_childs_own_address_gives_way_to_its_contacts() -> None:
    assert recognise(["Email", "Contact 1 Email"]) == {Field.EMAIL: 1}


def test_what_the_school_chose_goes_before_a_number() -> None:
    remembered = {"email": "email", "house": "email-2"}

    assert recognise(["Email", "Contact 1 Email", "House"], remembered) == {
        "email": 0,
        "email-2": 2,
    }
