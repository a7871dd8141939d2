import pytest

from consent.roll import names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BROWN", "Brown"),
        ("O'NEILL", "O'Neill"),
        ("VAN DER BERG", "van der Berg"),
        ("MCDONALD", "McDonald"),
        ("MACK", "Mack"),
        ("SMITH-JONES", "Smith-Jones"),
        ("D'SOUZA", "D'Souza"),
        ("AL-HASSAN", "Al-Hassan"),
        ("ÉTIENNE", "Étienne"),
        ("de souza", "de Souza"),
        ("ST JOHN", "St John"),
        ("LE", "Le"),
    ],
)
def test_surname_in_capitals(written: str, name: str) -> None:
    assert names.proper(written, surname=True) == name


@pytest.mark.parametrize("name", ["McDonald", "van der Berg", "O'Neill", "DeShawn", "J"])
def test_name_in_its_own_case_stays(name: str) -> None:
    assert names.proper(name, surname=True) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [("AMELIA-ROSE", "Amelia-Rose"), ("JJ", "JJ"), ("DEL", "Del"), ("MARY JANE", "Mary Jane")],
)
def test_forename_in_capitals(written: str, name: str) -> None:
    assert names.proper(written) == name


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Brown, Amelia", ("Amelia", "Brown")),
        ("Amelia Brown", ("Amelia", "Brown")),
        ("Eva van der Berg", ("Eva", "van der Berg")),
        ("Suharto", ("Suharto", "")),
        ("Suharto,", ("Suharto", "")),
    ],
)
def test_whole_name_is_split(written: str, parts: tuple[str, str]) -> None:
    assert names.whole(written) == parts


@pytest.mark.parametrize(
    ("preferred", "left"),
    [("Millie Brown", "Millie"), ("Brown, Millie", "Millie"), ("Mary Jane", "Mary Jane")],
)
def test_preferred_name_may_be_the_whole_name(preferred: str, left: str) -> None:
    assert names.without_surname(preferred, ("", "BROWN")) == left
