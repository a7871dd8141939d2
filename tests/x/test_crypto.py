import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsocial.x.crypto import BadTokenKey, TokenBox, TokenUnreadable

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
BOX = TokenBox({"2025": OLD, "2026": NEW}, current="2026")


@given(st.text(), st.integers(1), st.integers(1))
def test_open_gives_back_what_was_sealed(token: str, school: int, account: int) -> None:
    sealed = BOX.seal(token, school_id=school, account_id=account)

    assert BOX.open(sealed, school_id=school, account_id=account) == token


@pytest.mark.parametrize(("school", "account"), [(2, 7), (1, 8), (17, 0), ("1;1:7", ""), (1, "")])
def test_open_in_another_row_refuses(school: object, account: object) -> None:
    sealed = BOX.seal("token", school_id=1, account_id=7)

    with pytest.raises(TokenUnreadable):
        BOX.open(sealed, school_id=school, account_id=account)


def test_open_does_not_confuse_joined_ids() -> None:
    sealed = BOX.seal("token", school_id=1, account_id=23)

    with pytest.raises(TokenUnreadable):
        BOX.open(sealed, school_id=12, account_id=3)


def test_open_refuses_every_altered_byte() -> None:
    sealed = BOX.seal("token", school_id=1, account_id=7)

    for place in range(len(sealed)):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(TokenUnreadable):
            BOX.open(altered, school_id=1, account_id=7)


@pytest.mark.parametrize(
    "sealed", [b"", b"token", b"v1.2026.", b"v1.2026", b"v2.2026.xxxxxxxxxxxx"]
)
def test_open_refuses_what_was_never_sealed(sealed: bytes) -> None:
    with pytest.raises(TokenUnreadable):
        BOX.open(sealed, school_id=1, account_id=7)


def test_open_reads_what_the_database_hands_over() -> None:
    sealed = memoryview(BOX.seal("token", school_id=1, account_id=7))

    assert BOX.open(sealed, school_id=1, account_id=7) == "token"


def test_old_key_opens_and_asks_to_be_sealed_anew() -> None:
    sealed = TokenBox({"2025": OLD}, current="2025").seal("token", school_id=1, account_id=7)

    assert BOX.open(sealed, school_id=1, account_id=7) == "token"
    assert not BOX.is_current(sealed)
    assert BOX.is_current(BOX.seal("token", school_id=1, account_id=7))


def test_retired_key_is_named_in_the_refusal() -> None:
    sealed = BOX.seal("token", school_id=1, account_id=7)

    with pytest.raises(TokenUnreadable, match="2026"):
        TokenBox({"2025": OLD}, current="2025").open(sealed, school_id=1, account_id=7)


def test_seal_never_gives_the_same_twice() -> None:
    sealed = {BOX.seal("token", school_id=1, account_id=7) for _ in range(50)}

    assert len(sealed) == 50


def test_sealed_token_does_not_show_the_token() -> None:
    assert b"secret-token" not in BOX.seal("secret-token", school_id=1, account_id=7)


def test_from_text_takes_the_last_key_as_current() -> None:
    box = TokenBox.from_text(
        {"2025": base64.b64encode(OLD).decode(), "2026": base64.b64encode(NEW).decode()}
    )

    assert box.open(BOX.seal("t", school_id=1, account_id=7), school_id=1, account_id=7) == "t"
    assert BOX.is_current(box.seal("t", school_id=1, account_id=7))


@pytest.mark.parametrize(
    "keys", [{}, {"a": "not base64!"}, {"a": "c2hvcnQ="}, {"a.b": base64.b64encode(OLD).decode()}]
)
def test_from_text_refuses_bad_keys(keys: dict[str, str]) -> None:
    with pytest.raises(BadTokenKey):
        TokenBox.from_text(keys)


def test_bad_key_is_not_quoted_in_its_refusal() -> None:
    with pytest.raises(BadTokenKey) as caught:
        TokenBox.from_text({"a": "c2hvcnQ="})

    assert "c2hvcnQ=" not in str(caught.value)


def test_repr_shows_no_key() -> None:
    assert repr(BOX) == "TokenBox(current='2026', keys=2)"
