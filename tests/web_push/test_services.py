"""A message reaches a listed service over the way of RFC 8030, and nothing else is spoken to."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.web_push import keys, known, services
from schoolsocial.web_push.keys import BrowserKeys
from schoolsocial.web_push.services import Message, Urgency, Verdict
from tests.web_push.receiving import Browser, PushService, listening

KEY = keys.server_key("cHVzaCBrZXkgb2YgdGhlIHRlc3RzLCBubyBvdGhlcnM=")
STRANGER = keys.server_key("YSBzdHJhbmdlciB3aG8gc2VuZHMgcHVzaGVzIGhlcmU=")
CONTACT = "mailto:it@school.example"


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    with listening(KEY.public) as found:
        settings.PUSH_SERVICES = [found.host]
        yield found


def send(
    browser: Browser, *, by: keys.ServerKey = KEY, now: datetime | None = None
) -> services.Outcome:
    message = Message(
        address=browser.endpoint,
        keys=BrowserKeys(browser.point, browser.auth),
        body=b"words",
        seconds=60,
        urgency=Urgency.HIGH,
        topic="t" * 32,
    )
    return services.send(message, by, contact=CONTACT, now=now or timezone.now())


def test_message_arrives_signed_and_opens(service: PushService) -> None:
    browser = service.browser()

    assert send(browser).verdict is Verdict.ARRIVED

    [taken] = service.taken
    told = {"TTL": "60", "Urgency": "high", "Topic": "t" * 32, "Content-Encoding": "aes128gcm"}
    assert browser.opened(taken.body) == b"words"
    assert {name: taken.headers[name] for name in told} == told


def test_stranger_is_refused(service: PushService) -> None:
    outcome = send(service.browser(), by=STRANGER)

    assert (outcome.verdict, service.refused) == (Verdict.REFUSED, 1)


def test_signature_is_good_for_hours_only(service: PushService) -> None:
    long_ago = timezone.now() - timedelta(hours=13)

    assert send(service.browser(), now=long_ago).verdict is Verdict.REFUSED


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.ARRIVED),
        (201, Verdict.ARRIVED),
        (204, Verdict.ARRIVED),
        (302, Verdict.REFUSED),
        (400, Verdict.REFUSED),
        (403, Verdict.REFUSED),
        (404, Verdict.GONE),
        (410, Verdict.GONE),
        (413, Verdict.REFUSED),
        (429, Verdict.LATER),
        (500, Verdict.LATER),
        (503, Verdict.LATER),
    ],
)
def test_answer_is_understood(service: PushService, status: int, verdict: Verdict) -> None:
    service.statuses = [status]

    assert send(service.browser()).verdict is verdict


@pytest.mark.parametrize(("told", "wait"), [("120", 120), ("soon", None), ("-1", None)])
def test_service_says_when_to_come_again(service: PushService, told: str, wait: int | None) -> None:
    service.statuses, service.headers = [429], {"Retry-After": told}

    assert send(service.browser()).wait == wait


def test_redirect_is_not_followed(service: PushService) -> None:
    service.statuses, service.headers = [307], {"Location": f"{service.origin}/elsewhere"}

    send(service.browser())

    assert [taken.path for taken in service.taken] == ["/push/one"]


def test_service_that_is_away_is_asked_again(settings: Settings) -> None:
    settings.PUSH_SERVICES = ["127.0.0.1:9"]

    assert send(Browser("http://127.0.0.1:9/push/one")).verdict is Verdict.LATER


def test_service_that_is_not_listed_gets_nothing(service: PushService, settings: Settings) -> None:
    settings.PUSH_SERVICES = ["push.example"]

    assert send(service.browser()).trouble == "not-allowed"
    assert service.taken == []


def test_listed_name_that_leads_into_the_house_gets_nothing(settings: Settings) -> None:
    settings.PUSH_SERVICES = ["localhost"]

    outcome = send(Browser("https://localhost/push/one"))

    assert (outcome.verdict, outcome.trouble) == (Verdict.REFUSED, "not-allowed")


@pytest.mark.parametrize(
    "address",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
    ],
)
def test_services_of_the_browsers_are_known(settings: Settings, address: str) -> None:
    settings.PUSH_SERVICES = list(known.HOSTS)

    assert services.is_known(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil-fcm.googleapis.com/x",
        "https://evilnotify.windows.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://me:word@fcm.googleapis.com/x",
        "https://fcm.googleapis.com#@evil.example/x",
        "https://127.0.0.1/x",
        "http://127.0.0.1:8000/x",
        "https://[::1]/x",
        "https://[/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        f"https://fcm.googleapis.com/{'x' * 1000}",
    ],
)
def test_any_other_address_is_not(settings: Settings, address: str) -> None:
    settings.PUSH_SERVICES = list(known.HOSTS)

    assert not services.is_known(address)
