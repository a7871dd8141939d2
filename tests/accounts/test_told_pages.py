"""Switching it on and off, and that nobody is told on a device they signed out of."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts.forms.pushes import name_for
from schoolsocial.accounts.models import Notice, Person, Push, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.accounts import pushing
from tests.accounts.pushing import devices_of
from tests.accounts.test_sign_in import LOGIN, sign_in
from tests.cast import PASSWORD, client_of, in_scope, make_person
from tests.web_push.receiving import Browser, PushService, listening

PAGE = "/st-catherine/told/"
NEW = "nine purple lanterns"
CHANGE = "/account/password/change/"


@pytest.fixture
def teacher(school: School) -> Person:
    """With a password."""
    return make_person(school, Role.TEACHER, email="tess@school.example", password=PASSWORD)


@pytest.fixture
def colleague(school: School) -> Person:
    return make_person(school, Role.TEACHER, email="cole@school.example", password=PASSWORD)


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    with listening("") as found:
        settings.PUSH_SERVICES = [found.host]
        yield found


def add(client: Client, browser: Browser, label: str = "Year 3 iPad") -> Any:
    return client.post(PAGE, {"label": label, **browser.told()})


def shown(client: Client, path: str = PAGE) -> str:
    return client.get(path).content.decode()


@pytest.fixture
def ipad(teacher: Person, service: PushService) -> Client:
    """Where the teacher signed in with the password and is told."""
    client = sign_in(teacher)
    add(client, service.browser("ipad"))
    assert len(devices_of(teacher)) == 1
    return client


def test_device_is_told_from_then_on_and_listed_by_its_name(ipad: Client) -> None:
    page = shown(ipad)

    assert "You are told on this device, as <strong>Year 3 iPad</strong>" in page
    assert "Nothing has reached it yet" in page
    assert "data-telling" not in page


def test_page_offers_it_with_the_public_key_alone(teacher: Person, settings: Settings) -> None:
    page = shown(client_of(teacher))

    assert 'data-telling="BFjIMwpb' in page
    assert settings.PUSH_KEY not in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"endpoint": "https://evil.example/push"}, "a push service that is not known here"),
        ({"endpoint": "http://127.0.0.1:8000/live"}, "a push service that is not known here"),
        ({"p256dh": "AAAA"}, "cannot be used"),
        ({"auth": "é"}, "cannot be used"),
        ({"label": " "}, "Give this device a name."),
        ({"label": "x" * 41}, "at most 40 characters"),
    ],
)
def test_what_a_browser_makes_up_is_refused(
    teacher: Person, service: PushService, changed: dict[str, str], said: str
) -> None:
    given = {"label": "iPad", **service.browser().told(), **changed}

    answer = client_of(teacher).post(PAGE, given)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.content.decode()
    assert devices_of(teacher) == []


@pytest.mark.parametrize("missing", ["PUSH_KEY", "TOKEN_KEYS"])
def test_page_says_that_it_is_not_set_up(
    teacher: Person, service: PushService, settings: Settings, missing: str
) -> None:
    setattr(settings, missing, "" if missing == "PUSH_KEY" else {})
    client = client_of(teacher)

    assert "Nobody has set this up here yet" in shown(client)
    assert add(client, service.browser()).status_code == HTTPStatus.CONFLICT


def test_cookie_of_the_device_is_no_scripts(ipad: Client) -> None:
    cookie = ipad.cookies["told"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_sign_out_ends_it_on_that_device(ipad: Client, teacher: Person, school: School) -> None:
    pushing.tell(school, teacher)

    ipad.post("/account/logout/")

    assert (devices_of(teacher), pushing.pushes_of(school)) == ([], [])
    assert ipad.cookies["told"].value == ""
    assert 'data-told-mark=""' in shown(ipad, LOGIN)


def test_sign_out_elsewhere_ends_nothing_here(ipad: Client, teacher: Person) -> None:
    sign_in(teacher).post("/account/logout/")

    assert len(devices_of(teacher)) == 1


def test_session_that_ran_out_goes_on_being_told(ipad: Client, teacher: Person) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        answer = ipad.get(PAGE)

    assert answer["Location"].startswith(LOGIN)
    assert len(devices_of(teacher)) == 1
    assert ipad.cookies["told"].value


def test_colleague_who_signs_in_after_a_session_ran_out_ends_it(
    ipad: Client, teacher: Person, colleague: Person
) -> None:
    ipad.cookies.pop("sessionid")

    ipad.post(LOGIN, {"login": colleague.email, "password": PASSWORD})

    assert (devices_of(teacher), devices_of(colleague)) == ([], [])
    assert "On none of your devices" in shown(ipad)


def test_same_person_signing_in_again_is_told_as_before(ipad: Client, teacher: Person) -> None:
    ipad.cookies.pop("sessionid")

    ipad.post(LOGIN, {"login": teacher.email, "password": PASSWORD})

    assert "You are told on this device" in shown(ipad)


def test_colleague_switching_it_on_takes_the_browser_over(
    ipad: Client, teacher: Person, colleague: Person, service: PushService
) -> None:
    add(client_of(colleague), Browser(f"{service.origin}/push/ipad"))

    assert devices_of(teacher) == []
    assert len(devices_of(colleague)) == 1


def test_new_password_ends_it_on_every_other_device(
    ipad: Client, teacher: Person, service: PushService
) -> None:
    add(sign_in(teacher), service.browser("phone"), "Phone")

    ipad.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert [device.label for device in devices_of(teacher)] == ["Year 3 iPad"]


def test_password_that_was_forgotten_ends_it_everywhere(ipad: Client, teacher: Person) -> None:
    browser = Client()
    browser.post("/account/password/reset/", {"email": teacher.email})
    link = next(word for word in str(mail.outbox[0].body).split() if "/reset/key/" in word)
    form = browser.get(link, follow=True).redirect_chain[-1][0]

    browser.post(form, {"password1": NEW, "password2": NEW})

    assert devices_of(teacher) == []


def test_signing_out_everywhere_else_ends_it_there(
    ipad: Client, teacher: Person, service: PushService
) -> None:
    add(sign_in(teacher), service.browser("phone"), "Phone")
    pushing.device(teacher, "lost")

    ipad.post("/account/sessions/")

    assert [device.label for device in devices_of(teacher)] == ["Year 3 iPad"]


def test_device_is_switched_off_from_any_other(ipad: Client, teacher: Person) -> None:
    [device] = devices_of(teacher)

    client_of(teacher).post(f"{PAGE}{device.pk}/end/")

    assert devices_of(teacher) == []
    assert "Tell me on this device" in shown(ipad)
    assert ipad.cookies["told"].value == ""


def test_all_are_switched_off_at_once(ipad: Client, teacher: Person) -> None:
    pushing.device(teacher, "phone")
    assert "Switch all off" in shown(ipad)

    ipad.post(f"{PAGE}end/")

    assert devices_of(teacher) == []


@pytest.mark.parametrize("verb", ["try", "end"])
def test_device_of_somebody_else_is_not_there(
    ipad: Client, teacher: Person, colleague: Person, verb: str
) -> None:
    [device] = devices_of(teacher)

    answer = client_of(colleague).post(f"{PAGE}{device.pk}/{verb}/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert len(devices_of(teacher)) == 1


def test_try_is_on_its_way_once(ipad: Client, teacher: Person, school: School) -> None:
    [device] = devices_of(teacher)

    for _ in range(2):
        ipad.post(f"{PAGE}{device.pk}/try/")

    assert "A try is on its way to that device" in shown(ipad)
    with in_scope(school.pk):
        assert Push.objects.filter(notice=None).count() == 1


def test_browser_with_a_new_address_is_the_same_device(
    ipad: Client, teacher: Person, service: PushService
) -> None:
    [before] = devices_of(teacher)

    answer = ipad.post(f"{PAGE}renew/", service.browser("moved").told())

    [after] = devices_of(teacher)
    assert answer.status_code == HTTPStatus.NO_CONTENT
    assert after.pk == before.pk
    assert after.address_hash != before.address_hash
    assert f'data-told-mark="{after.address_hash[:16]}"' in shown(ipad)


def test_device_that_was_gone_is_told_again_from_its_next_visit(
    ipad: Client, teacher: Person, school: School, service: PushService
) -> None:
    with scope.person(teacher.pk):
        teacher.push_devices.update(gone_at="2026-11-30T09:00Z", address_hash="", sealed=b"")
    assert "Not reached since 30 November 2026" in shown(ipad)

    ipad.post(f"{PAGE}renew/", service.browser("moved").told())

    assert devices_of(teacher)[0].gone_at is None


def test_device_that_was_switched_off_does_not_come_back_by_itself(
    ipad: Client, teacher: Person, service: PushService
) -> None:
    client_of(teacher).post(f"{PAGE}end/")

    answer = ipad.post(f"{PAGE}renew/", service.browser("moved").told())

    assert (answer.status_code, devices_of(teacher)) == (HTTPStatus.CONFLICT, [])
    assert ipad.cookies["told"].value == ""


def test_cookie_somebody_made_up_opens_nothing(
    teacher: Person, colleague: Person, service: PushService
) -> None:
    device = pushing.device(teacher)
    client = client_of(colleague)
    client.cookies["told"] = f"[{teacher.pk},{device.pk},'key','mark']"

    answer = client.post(f"{PAGE}renew/", service.browser().told())
    client.post("/account/logout/")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert len(devices_of(teacher)) == 1


def test_entry_of_the_inbox_leads_on_and_is_read_there(
    school: School, teacher: Person, colleague: Person
) -> None:
    with in_scope(school.pk):
        notice = Notice.objects.create(
            school=school,
            person=teacher,
            kind="posting-goes-on",
            path=PAGE,
            at="2026-11-30T09:00Z",
        )
    path = f"/st-catherine/inbox/{notice.pk}/"

    client_of(teacher).get(path, follow=True)

    assert client_of(colleague).get(path).status_code == HTTPStatus.NOT_FOUND
    with in_scope(school.pk):
        assert Notice.objects.get().read_at is not None


def test_each_switch_is_on_record(ipad: Client, teacher: Person) -> None:
    ipad.post("/account/logout/")

    with scope.platform():
        rows = Event.objects.filter(verb__startswith="push.").order_by("sequence")
        found = [(row.verb, row.payload.get("why")) for row in rows]
    assert found == [("push.switched_on", None), ("push.switched_off", "signed-out")]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Safari", "iPad"),
        ("Mozilla/5.0 (Windows NT 10.0) Edg/130", "Windows computer"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome", "Android"),
        ("", "This device"),
    ],
)
def test_device_gets_a_name_for_a_start(agent: str, name: str) -> None:
    assert name_for(agent) == name


def test_pages_ask_the_database_for_no_device(teacher: Person, ipad: Client) -> None:
    """The cookie alone says that somebody is told here."""
    with CaptureQueriesContext(connection) as sent:
        page = shown(ipad, "/st-catherine/inbox/")

    assert "data-told-renew" in page
    assert [one for one in sent.captured_queries if "pushdevice" in one["sql"]] == []
