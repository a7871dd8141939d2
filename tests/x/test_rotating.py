"""Sealing tokens anew with a new key."""

import base64
import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from schoolsocial.accounts.models import School
from schoolsocial.x.actions import accounts, rotating
from schoolsocial.x.models import Account
from tests.cast import in_scope
from tests.posts import make_account

NEW = base64.b64encode(bytes(range(7, 39))).decode()


@pytest.fixture
def two(school: School, other_school: School, settings: Settings) -> list[Account]:
    """Accounts of two schools, sealed with the key of before."""
    made = [make_account(school), make_account(other_school)]
    settings.TOKEN_KEYS = {**settings.TOKEN_KEYS, "newest": NEW}
    return made


def key_of(account: Account) -> set[bytes]:
    with in_scope(account.school_id):
        kept = Account.objects.get(pk=account.pk)
    return {bytes(sealed).split(b".", 2)[1] for sealed in (kept.access_token, kept.refresh_token)}


def test_every_schools_tokens_are_sealed_anew(two: list[Account], settings: Settings) -> None:
    before = [accounts.credentials_of(one) for one in two]

    assert rotating.rotate() == rotating.Counts(resealed=2)

    settings.TOKEN_KEYS = {"newest": NEW}
    for account, opened in zip(two, before, strict=True):
        with in_scope(account.school_id):
            kept = Account.objects.get(pk=account.pk)
        assert accounts.credentials_of(kept) == opened


def test_second_run_goes_on_from_where_the_first_stopped(
    two: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rotating._with_tokens()
    with monkeypatch.context() as stopped:
        stopped.setattr(rotating, "_with_tokens", lambda: rows[:1])
        rotating.rotate()

    assert rotating.rotate() == rotating.Counts(resealed=1, current=1)


def test_dry_run_changes_nothing(two: list[Account]) -> None:
    said = io.StringIO()

    call_command("rotate_keys", "--dry-run", stdout=said)

    assert said.getvalue() == "2 would be sealed anew, 0 current, 0 not opened.\n"
    assert key_of(two[0]) != {b"newest"}


def test_key_dropped_too_early_is_refused(two: list[Account], settings: Settings) -> None:
    settings.TOKEN_KEYS = {"newest": NEW}

    with pytest.raises(CommandError, match="Keep the earlier keys"):
        call_command("rotate_keys", stdout=io.StringIO())


def test_no_token_is_told(two: list[Account]) -> None:
    said = io.StringIO()
    opened = accounts.credentials_of(two[0])

    call_command("rotate_keys", stdout=said)

    assert opened.access_token not in said.getvalue()
