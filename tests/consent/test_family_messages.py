"""Mails to families: in their language, with nothing in them that is nobody's business."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import Settings

from consent.actions import family_links
from consent.jobs import family_messages
from consent.models import FamilyLink, FamilyMessage
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.consent.campaigning import BORN, link_of, opened, path_of
from tests.consent.families import make_guardian, make_pupil


class ClosedServer(EmailBackend):
    """A mail server that is away."""

    def open(self) -> bool:
        raise ConnectionRefusedError


class Fussy(EmailBackend):
    """A mail server that refuses one recipient, and cannot read the address of another."""

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:  # type: ignore[override]
        if messages[0].to == ["nobody@family.example"]:
            raise smtplib.SMTPRecipientsRefused({})
        if messages[0].to == ["mailto:bo@family.example"]:
            raise ValueError("Invalid address")
        return super().send_messages(messages)


def asked(school: School, office: Person, *emails: str, language: str = "en") -> list[FamilyLink]:
    with in_scope(school.pk):
        guardians = [
            make_guardian(
                make_pupil(school, "Amelia", born_on=BORN),
                email=email,
                first=True,
                language=language,
            )
            for email in emails
        ]
        opened(school, office)
        return [link_of(guardian) for guardian in guardians]


def test_invitation_has_the_link_and_no_child(school: School, office: Person) -> None:
    (link,) = asked(school, office, "bea@family.example")

    family_messages.send(school.pk, timezone.now())

    (message,) = mail.outbox
    assert message.to == ["bea@family.example"]
    assert f"http://127.0.0.1:8000{path_of(link)}" in message.body
    for personal in ("Amelia", "Brown", "Bea", "2018"):
        assert personal not in f"{message.subject} {message.body}"


def test_mail_speaks_the_familys_language_and_english(school: School, office: Person) -> None:
    asked(school, office, "bea@family.example", language="pl")

    family_messages.send(school.pk, timezone.now())

    (message,) = mail.outbox
    assert "czy możemy pokazywać Państwa dziecko" in message.subject
    assert "jeszcze niesprawdzone przez człowieka" in message.body
    assert "would like to know whether it may show your child" in message.body


def test_mail_is_sent_once(school: School, office: Person) -> None:
    asked(school, office, "bea@family.example")

    for _ in range(2):
        family_messages.send(school.pk, timezone.now())

    assert len(mail.outbox) == 1
    assert family_messages.left_waiting(timezone.now()) == []


def test_server_that_is_away_costs_nothing(
    school: School, office: Person, settings: Settings
) -> None:
    asked(school, office, "bea@family.example")
    settings.EMAIL_BACKEND = f"{__name__}.ClosedServer"

    assert family_messages.send(school.pk, timezone.now()) is False

    assert family_messages.left_waiting(timezone.now()) == [school.pk]


class HangsUp(EmailBackend):
    """A mail server that hangs up on one mail, or is silent until the time is over."""

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:  # type: ignore[override]
        if messages[0].to[0].startswith("hangs-up"):
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        if messages[0].to[0].startswith("silent"):
            raise TimeoutError
        return super().send_messages(messages)


@pytest.mark.parametrize("first", ["hangs-up@family.example", "silent@family.example"])
def test_mail_on_which_the_server_hangs_up_holds_nobody_up(
    school: School, office: Person, settings: Settings, first: str
) -> None:
    asked(school, office, first, "bea@family.example")
    settings.EMAIL_BACKEND = f"{__name__}.HangsUp"

    family_messages.send(school.pk, timezone.now())

    assert [message.to for message in mail.outbox] == [["bea@family.example"]]
    with in_scope(school.pk):
        assert FamilyMessage.objects.waiting().get().tries == 1


def test_server_that_hangs_up_on_everybody_is_left_alone(
    school: School, office: Person, settings: Settings
) -> None:
    asked(school, office, *(f"hangs-up-{place}@family.example" for place in range(5)))
    settings.EMAIL_BACKEND = f"{__name__}.HangsUp"

    assert family_messages.send(school.pk, timezone.now()) is False

    with in_scope(school.pk):
        tries = FamilyMessage.objects.order_by("pk").values_list("tries", flat=True)
        assert list(tries) == [1, 1, 1, 0, 0]


def test_each_try_waits_twice_as_long_and_the_last_comes_after_three_days(
    school: School, office: Person, settings: Settings
) -> None:
    asked(school, office, "hangs-up@family.example")
    settings.EMAIL_BACKEND = f"{__name__}.HangsUp"
    with in_scope(school.pk):
        queued = FamilyMessage.objects.get().queued_at

    for wait in [2**tries - 1 for tries in range(13)]:
        turn = queued + timedelta(minutes=wait)
        assert family_messages.left_waiting(turn - timedelta(seconds=1)) == []
        assert family_messages.left_waiting(turn) == [school.pk]
        family_messages.send(school.pk, turn)

    assert family_messages.left_waiting(queued + timedelta(days=30)) == []
    with in_scope(school.pk):
        assert FamilyMessage.objects.given_up().count() == 1


def test_office_sees_whom_no_mail_reached(school: School, office: Person) -> None:
    (link,) = asked(school, office, "hangs-up@family.example")
    path = f"/{school.slug}/campaigns/{link.campaign_id}/"
    desk = client_of(office)
    with in_scope(school.pk):
        FamilyMessage.objects.update(tries=1)
    assert "They are tried again" in desk.get(path).content.decode()
    with in_scope(school.pk):
        FamilyMessage.objects.update(tries=13)

    assert "Mail not delivered (1)" in desk.get(path).content.decode()
    listed = desk.get(f"{path}families/?only=undelivered").content.decode()
    assert "hangs-up@family.example" in listed


@pytest.mark.parametrize("first", ["nobody@family.example", "mailto:bo@family.example"])
def test_refused_recipient_holds_nobody_up(
    school: School, office: Person, settings: Settings, first: str
) -> None:
    asked(school, office, first, "bea@family.example")
    settings.EMAIL_BACKEND = f"{__name__}.Fussy"

    family_messages.send(school.pk, timezone.now())

    assert [message.to for message in mail.outbox] == [["bea@family.example"]]
    with in_scope(school.pk):
        assert FamilyMessage.objects.waiting().get().tries == 1


@pytest.mark.parametrize("change", ["revoked", "expired", "no address"])
def test_mail_without_a_reason_is_dropped(school: School, office: Person, change: str) -> None:
    (link,) = asked(school, office, "bea@family.example")
    now = timezone.now()
    with in_scope(school.pk):
        if change == "revoked":
            FamilyLink.objects.update(revoked_at=now)
        elif change == "expired":
            FamilyLink.objects.update(expires_at=now - timedelta(days=1))
        else:
            link.guardian.email = ""
            link.guardian.save()

    family_messages.send(school.pk, now)

    assert mail.outbox == []
    assert family_messages.left_waiting(timezone.now()) == []


@pytest.mark.parametrize("kind", ["invitation", "reminder"])
def test_asking_somebody_who_has_answered_is_dropped(
    school: School, office: Person, kind: str
) -> None:
    asked(school, office, "bea@family.example")
    with in_scope(school.pk):
        FamilyMessage.objects.update(kind=kind)
        FamilyLink.objects.update(answered_at=timezone.now())

    family_messages.send(school.pk, timezone.now())

    assert mail.outbox == []


def test_new_link_reaches_somebody_who_had_answered_before(school: School, office: Person) -> None:
    (link,) = asked(school, office, "bea@family.example")
    with in_scope(school.pk):
        FamilyLink.objects.update(answered_at=timezone.now())
        family_links.issue(
            campaign=link.campaign,
            guardian=link.guardian,
            by=office,
            by_mail=True,
            now=timezone.now(),
        )
        new = link_of(link.guardian)

    family_messages.send(school.pk, timezone.now())

    (message,) = mail.outbox
    assert path_of(new) in message.body
