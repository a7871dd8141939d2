from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from schoolsocial.accounts.management.commands import make_platform_admin
from schoolsocial.accounts.models import Person
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import PASSWORD

EMAIL = "petra@trust.example"


def make(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr(make_platform_admin, "getpass", lambda _prompt: password)
    call_command("make_platform_admin", EMAIL, "Petra Platform", stdout=StringIO())


def test_platform_admin_is_made_and_audited(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    make(monkeypatch, PASSWORD)

    person = Person.objects.get(email=EMAIL)
    assert person.is_platform_admin
    assert person.check_password(PASSWORD)
    with scope.platform():
        assert Event.objects.get(verb="platform_admin.made").object_id == person.pk


def test_weak_password_makes_nobody(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="others use too"):
        make(monkeypatch, "password1234")

    assert not Person.objects.exists()


def test_known_address_is_not_raised_to_platform_admin(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.objects.create_user(EMAIL, name="Petra")

    with pytest.raises(CommandError, match="already here"):
        make(monkeypatch, PASSWORD)

    assert not Person.objects.get().is_platform_admin
