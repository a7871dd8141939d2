"""The forms in which a name is looked for."""

import pytest

from policy.name_forms import forename_forms, loose_forms, surname_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Amelia", {"amelia"}),
        ("Amelia-Rose", {"amelia rose", "ameliarose"}),
        ("Mary Jane", {"mary jane", "maryjane", "mary"}),
        ("D’Arcy", {"darcy"}),
        ("Élodie", {"elodie"}),
        ("  ", set()),
    ],
)
def test_forenames_stand_whole_joined_and_by_their_first(name: str, forms: set[str]) -> None:
    assert set(forename_forms(name)) == forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Brown", {"brown"}),
        ("BROWN", {"brown"}),
        ("O'Neill", {"oneill", "o neill"}),
        ("O’Neill", {"oneill", "o neill"}),
        ("van der Berg", {"van der berg", "vanderberg", "berg"}),
        ("McDonald", {"mcdonald"}),
        ("", set()),
    ],
)
def test_surnames_stand_whole_joined_and_without_particles(name: str, forms: set[str]) -> None:
    assert set(surname_forms(name)) == forms


def test_each_half_of_a_double_surname_is_a_surname() -> None:
    assert {"smith jones", "smithjones", "smith", "jones"} <= set(surname_forms("Smith-Jones"))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Joshua", {"josh", "joshuas"}),
        ("Rose", set()),
        ("James", {"jim", "jimmy", "jamie"}),
        ("Priya", {"priyas"}),
        ("Mary-Kate", {"mary", "marys"}),
        ("", set()),
    ],
)
def test_loose_forms_are_short_names_and_forgotten_apostrophes(name: str, forms: set[str]) -> None:
    assert set(loose_forms(name)) == forms
