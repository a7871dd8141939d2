import pytest

from consent.roll.upn import Verdict, judge, tidy

GOOD = [
    "B801200005001",
    "P207000016049",
    "N823432113104",
    "V838334521003",
    "N941200025012",
    "H001330123473",
]


@pytest.mark.parametrize("upn", GOOD)
def test_good_upn(upn: str) -> None:
    assert judge(upn) is Verdict.GOOD


@pytest.mark.parametrize("upn", ["A801200005001", "B207000016049", "N823432113107"])
def test_wrong_check_letter(upn: str) -> None:
    assert judge(upn) is Verdict.WRONG


def test_temporary_upn_ends_in_a_letter() -> None:
    assert judge("N80152011929W") is Verdict.TEMPORARY


@pytest.mark.parametrize("upn", ["I801200005001", "B80120000500", "B8012000050011", "12"])
def test_what_has_not_the_shape_is_wrong(upn: str) -> None:
    assert judge(upn) is Verdict.WRONG


def test_blank_upn() -> None:
    assert judge("") is Verdict.BLANK


def test_tidy_upn_has_capitals_and_no_spaces() -> None:
    assert tidy(" b8012 0000 5001") == "B801200005001"
