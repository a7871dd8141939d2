"""The page “Website and API”: what is made there, told once, refused in one sentence."""

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.api import keys
from schoolsocial.api.models import Delivery, Token, Webhook
from schoolsocial.tenancy import scope
from tests.api.hooking import deliveries_of, ping, register, state_of
from tests.api.making import READ, WRITE, Program, make_token, verbs_of
from tests.cast import client_of

HOME = "/st-catherine/website/"
TOKEN = {"token-label": "School website", "token-scopes": READ, "token-days": 365}
HOOK = {"webhook-address": "https://www.example.org/hook", "webhook-events": "post.published"}


@pytest.fixture
def browser(head: Person) -> Client:
    return client_of(head)


def page(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def make(browser: Client, **fields: object) -> Any:
    return browser.post(f"{HOME}tokens/", TOKEN | fields)


def test_key_is_shown_once_and_works(school: School, browser: Client) -> None:
    shown = page(make(browser))

    key = re.search(r"sst_\d+_[\w-]{43}", shown)
    assert key
    assert Program(key[0]).get("me").json()["label"] == "School website"
    assert key[0] not in page(browser.get(HOME))
    assert f"ends in {key[0][-4:]}" in page(browser.get(HOME))
    assert verbs_of(school) == ["api.token_made"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"token-label": ""}, "Give the token a name."),
        ({"token-scopes": []}, "Choose what the token may do."),
        ({"token-scopes": [WRITE]}, "Choose a colleague who drafts posts"),
        ({"token-origins": "www.example.org"}, "is not a website's address"),
        ({"token-origins": "https://a.example/path"}, "is not a website's address"),
        ({"token-origins": "*"}, "is not a website's address"),
        ({"token-origins": "http://a.example"}, "is not a website's address"),
        ({"token-days": 9999}, "Select a valid choice"),
    ],
)
def test_token_that_cannot_be_is_refused_and_what_was_typed_stays(
    school: School, browser: Client, fields: dict[str, object], sentence: str
) -> None:
    answer = make(browser, **fields)

    assert answer.status_code == 422
    assert sentence in page(answer)
    typed = str(fields.get("token-label", "School website"))
    assert f'value="{typed}"' in page(answer) or typed == ""
    with scope.school(school.pk):
        assert not Token.objects.exists()


def test_token_in_browsers_may_not_leave_drafts(
    school: School, browser: Client, teacher: Person
) -> None:
    answer = make(
        browser,
        **{
            "token-scopes": [READ, WRITE],
            "token-author": teacher.pk,
            "token-origins": "https://www.example.org",
        },
    )

    assert "so it may only read" in page(answer)


def test_name_of_a_live_token_is_taken_and_free_again_once_it_is_revoked(
    school: School, head: Person, browser: Client
) -> None:
    made = make_token(school, head)
    assert "Another token of the school has this name" in page(make(browser))

    browser.post(f"{HOME}tokens/{made.token.pk}/revoke/")

    assert make(browser).status_code == 200
    assert Program(made.key).get("me").status_code == 401


def test_drafts_can_be_left_for_those_who_draft_alone(
    browser: Client, teacher: Person, office: Person, other_head: Person
) -> None:
    shown = page(browser.get(HOME))

    assert f">{teacher.name}<" in shown
    assert office.name not in shown
    assert other_head.name not in shown


def test_expired_token_says_so(school: School, head: Person, browser: Client) -> None:
    make_token(school, head, now=timezone.now() - timedelta(days=400))

    assert "It expired on" in page(browser.get(HOME))


def test_secret_is_shown_once(school: School, browser: Client) -> None:
    shown = page(browser.post(f"{HOME}webhooks/", HOOK))

    secret = re.search(r"whsec_[\w+/]{43}=", shown)
    assert secret
    with scope.school(school.pk):
        webhook = Webhook.objects.get()
    assert secret[0] not in page(browser.get(f"{HOME}webhooks/{webhook.pk}/"))
    assert verbs_of(school) == ["api.webhook_registered"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://www.example.org/",
        "https://www.example.org:8443/",
        "https://user:pass@www.example.org/",
        "https://www.example.org/#part",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/",
        "https://localhost/",
        "https://intranet/",
        "https://www.exämple.org/",
        "https://[bad/",
        "javascript:alert(1)",
    ],
)
def test_address_that_is_no_public_one_is_refused(
    school: School, browser: Client, address: str
) -> None:
    answer = browser.post(f"{HOME}webhooks/", HOOK | {"webhook-address": address})

    assert answer.status_code == 422
    assert ("Enter a public address" in page(answer)) == (address != "")
    with scope.school(school.pk):
        assert not Webhook.objects.exists()


def test_address_is_registered_once(browser: Client) -> None:
    browser.post(f"{HOME}webhooks/", HOOK)

    assert "registered already" in page(browser.post(f"{HOME}webhooks/", HOOK))


def test_without_a_key_to_seal_with_no_address_is_registered(
    browser: Client, settings: Settings
) -> None:
    settings.TOKEN_KEYS = {}

    assert "set TOKEN_KEYS" in page(browser.post(f"{HOME}webhooks/", HOOK))


def test_what_a_person_does_with_an_address_is_on_record(
    school: School, head: Person, browser: Client
) -> None:
    webhook = register(school, head, "https://www.example.org/hook").webhook
    address = f"{HOME}webhooks/{webhook.pk}/"

    browser.post(f"{address}ping/")
    (delivery,) = deliveries_of(webhook)
    browser.post(f"{address}{delivery.pk}/again/")
    browser.post(f"{address}again/", {"since": "2026-01-01T00:00"})
    browser.post(f"{address}rotate/")
    browser.post(f"{address}switch/", {"to": "off"})
    browser.post(f"{address}switch/", {"to": "on"})
    browser.post(f"{address}remove/")

    assert verbs_of(school) == [
        "api.webhook_registered",
        "api.webhook_pinged",
        "api.deliveries_replayed",
        "api.deliveries_replayed",
        "api.webhook_rotated",
        "api.webhook_off",
        "api.webhook_on",
        "api.webhook_removed",
    ]


def test_day_that_is_none_is_refused(school: School, head: Person, browser: Client) -> None:
    webhook = register(school, head, "https://www.example.org/hook").webhook

    answer = browser.post(f"{HOME}webhooks/{webhook.pk}/again/", {"since": "yesterday"})

    assert answer.status_code == 422
    assert "Enter the day and time" in page(answer)


def test_message_tells_how_it_fared(school: School, head: Person, browser: Client) -> None:
    webhook = register(school, head, "https://www.example.org/hook").webhook
    ping(webhook, head)
    with scope.school(school.pk):
        Delivery.objects.update(tries=3, trouble="refused", status_code=503)

    shown = page(browser.get(f"{HOME}webhooks/{webhook.pk}/"))

    assert "for try 4" in shown
    assert 'class="navigation-count"' not in shown  # no draft waits; the frame counts those alone
    assert "It answered with an error. Status 503." in shown


def test_switched_off_address_offers_to_be_switched_on(
    school: School, head: Person, browser: Client
) -> None:
    webhook = register(school, head, "https://www.example.org/hook").webhook
    browser.post(f"{HOME}webhooks/{webhook.pk}/switch/", {"to": "off"})

    shown = browser.post(f"{HOME}webhooks/{webhook.pk}/ping/", follow=True)

    assert "switch it on first" in page(shown)
    assert "Switch it on" in page(shown)
    assert state_of(webhook).disabled_why == "person"


def test_documentation_is_for_anybody_and_tells_of_every_call(db: None) -> None:
    shown = page(Client().get("/api/"))
    described = Client().get("/api/v1/openapi.json").json()

    assert described["openapi"].startswith("3.1")
    assert [path for path in described["paths"] if path not in shown] == []
    assert "/api/v1/posts?limit=5" in shown


def test_description_names_the_problems_of_every_call(db: None) -> None:
    described = json.loads(Client().get("/api/v1/openapi.json").content)

    for methods in described["paths"].values():
        for operation in methods.values():
            assert {"400", "401", "403", "422", "429"} <= operation["responses"].keys()
            assert operation["security"] == [{"Token": []}]


def test_key_is_recognised_and_nothing_else() -> None:
    key = keys.new(12)

    assert keys.presented(f"Bearer {key}") == (12, keys.hashed(key))
    assert keys.presented(f"bearer  {key}") == (12, keys.hashed(key))
    assert keys.presented(key) is None
    assert keys.presented(f"Bearer {key}x") is None
    assert keys.presented(f"Bearer sst_0_{key[-43:]}") is None
