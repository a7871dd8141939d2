"""Telephone numbers, e-mail addresses, postcodes and pupil numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.identifiers import IdentifierKind, allowed_identifiers, identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(item.kind.name, text[slice(*item.span)]) for item in identifiers(text)]


@pytest.mark.parametrize(
    "phone",
    [
        "0151 496 0000",
        "(0151) 496 0000",
        "01514960000",
        "0151-496-0000",
        "020 7946 0958",
        "015242 12345",
        "01234 567 890",
        "07700 900123",
        "07700 900 123",
        "+44 7700 900123",
        "+44 (0)151 496 0000",
        "0044 151 496 0000",
    ],
)
def test_telephone_number_is_found_whole(phone: str) -> None:
    assert found(f"Ring {phone}, please.") == [("PHONE", phone)]


def test_two_numbers_in_a_row_are_two() -> None:
    assert [phone for _, phone in found("07700 900123 07700 900456")] == [
        "07700 900123",
        "07700 900456",
    ]


@pytest.mark.parametrize("email", ["mum@example.org", "j.smith@a.sch.uk", "a+b@one.two.co.uk"])
def test_email_address_is_found(email: str) -> None:
    assert found(f"Write to {email}.") == [("EMAIL", email)]


@pytest.mark.parametrize("postcode", ["L1 1AA", "l11aa", "SW1A 1AA", "M1 1AE", "CH64 0TG"])
def test_postcode_is_found(postcode: str) -> None:
    assert found(f"12 High Street, {postcode}") == [("POSTCODE", postcode)]


@pytest.mark.parametrize(
    "upn",
    [
        "B801200005001",
        "P207000016049",
        "N823432113104",
        "V838334521003",
        "N941200025012",
        "H001330123473",
        "N80152011929W",
    ],
)
def test_pupil_number_is_found_by_its_check_letter(upn: str) -> None:
    assert found(f"UPN {upn}") == [("UPN", upn)]


@pytest.mark.parametrize("upn", ["A801200005001", "B207000016049", "N823432113107"])
def test_wrong_check_letter_is_no_pupil_number(upn: str) -> None:
    assert found(f"UPN {upn}") == []


@pytest.mark.parametrize(
    "text",
    [
        "On 07 11 2026 at 09:30, and 01/09/2026, 2026-11-16",
        "From 0900 to 1030, Years 1 2 3 4 5 6",
        "KS2 3PE and Y5 2PE, 4 Oak 3RE",
        "We raised £1,234.50 and read 01234 pages",
        "Ring Childline on 0800 1111",
        "Order 01234567890123456",
        "@HuntsCrossPri at 3pm",
        "IMG_07700900123.jpg",
        "3.141592653589793",
        "Scores 10-2, 03-04-2026",
    ],
)
def test_dates_times_prices_and_classes_pass(text: str) -> None:
    assert found(text) == []


def test_allowed_ones_are_known_however_they_are_spaced() -> None:
    text = "01514960000 or Office@School.example, L11AA, not 0151 496 0001"

    own = allowed_identifiers(text, "+44 151 496 0000; office@school.example; L1 1AA")

    assert [text[slice(*item.span)] for item in sorted(own, key=lambda item: item.start)] == [
        "01514960000",
        "Office@School.example",
        "L11AA",
    ]


def test_kinds_are_called_what_people_call_them() -> None:
    assert f"{IdentifierKind.UPN}" == "unique pupil number"


@given(text=st.text("0123456789+() .-@aALZ１٣\n", max_size=120))
def test_whatever_stands_there_is_found_in_order_and_read(text: str) -> None:
    reached = 0
    for item in identifiers(text):
        assert reached <= item.start < item.end <= len(text)
        reached = item.end
    assert allowed_identifiers(text, text) == frozenset(identifiers(text))
