"""What is sealed for one purpose and row opens for no other; the rest is proven in tests/x."""

import pytest

from schoolsocial.sealed import BadKey, Box, Unreadable
from schoolsocial.x.crypto import TokenBox

KEYS = {"2026": bytes(range(32))}
REASONS = Box(KEYS, "2026", purpose="never-publish")


def test_sealed_for_another_purpose_does_not_open() -> None:
    tokens = TokenBox(KEYS, "2026")

    with pytest.raises(Unreadable):
        REASONS.open(tokens.seal("token", school_id=1, account_id=7), 1, 7)


@pytest.mark.parametrize("elsewhere", [(2, 7), (1, 8), (12, 3), (1,), (1, 7, 0)])
def test_sealed_for_another_row_does_not_open(elsewhere: tuple[int, ...]) -> None:
    with pytest.raises(Unreadable):
        REASONS.open(REASONS.seal("why", 1, 7), *elsewhere)


def test_what_was_sealed_opens_after_a_new_key_came() -> None:
    both = Box(KEYS | {"2027": bytes(range(1, 33))}, "2027", purpose="never-publish")

    assert both.open(REASONS.seal("why", 1, 7), 1, 7) == "why"


def test_box_without_a_key_is_none() -> None:
    with pytest.raises(BadKey):
        Box.from_text({}, purpose="never-publish")
