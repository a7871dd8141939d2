"""The door of the family page: a link changes nothing by being looked at, and fails closed."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from consent import family_keys
from consent.actions import family_links
from consent.models import Consent, FamilyLink, FamilyMessage, Pupil
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import in_scope, run_sql
from tests.consent.campaigning import BORN, birthday, given, let_in, link_of, opened, path_of
from tests.consent.families import make_guardian, make_pupil

WRONG = birthday(date(2018, 3, 28))


@pytest.fixture
def pupil(school: School) -> Pupil:
    with in_scope(school.pk):
        return make_pupil(school, "Amelia", "Brown", born_on=BORN)


@pytest.fixture
def link(school: School, office: Person, pupil: Pupil) -> FamilyLink:
    with in_scope(school.pk):
        guardian = make_guardian(pupil, email="bea@family.example", first=True)
        opened(school, office)
        return link_of(guardian)


def now_of(link: FamilyLink) -> FamilyLink:
    with in_scope(link.school_id):
        return FamilyLink.objects.get(pk=link.pk)


def test_looking_changes_nothing_and_offers_a_button(link: FamilyLink) -> None:
    before = vars(now_of(link)) | {"_state": None}

    for _ in range(20):
        response = Client().get(path_of(link))

    assert vars(now_of(link)) | {"_state": None} == before
    assert response.status_code == 200
    assert response.content.decode().count("<button") == 1
    assert "family" not in response.cookies


def test_scanner_that_presses_the_first_button_consents_to_nothing(link: FamilyLink) -> None:
    scanner = Client()
    scanner.get(path_of(link))

    page = scanner.post(path_of(link), follow=True)

    assert "One question first" in page.content.decode()
    assert now_of(link).opened_at is None
    assert scanner.get("/f/form/", follow=True).request["PATH_INFO"] == "/f/check/"
    with in_scope(link.school_id):
        assert not Consent.objects.exists()


def test_button_swaps_the_key_for_a_cookie_only_our_pages_get(link: FamilyLink) -> None:
    response = Client().post(path_of(link))

    cookie = response.cookies["family"]
    assert response["Location"] == "/f/check/"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/f/")
    assert family_keys.token_of(link) not in cookie.value


def test_page_of_the_key_tells_no_one_where_it_was(link: FamilyLink) -> None:
    response = Client().get(path_of(link))

    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_key_is_kept_nowhere(link: FamilyLink) -> None:
    token = family_keys.token_of(link)
    assert token

    rows = [
        str(row)
        for table in ("consent_familylink", "consent_familymessage", "accounts_letter")
        for row in run_sql(f"SELECT to_jsonb(one) FROM {table} one")
    ]

    assert [row for row in rows if token in row or token.partition("-")[2] in row] == []
    assert len(token.partition("-")[2]) == 43  # 256 bits in base64
    assert re.fullmatch(r"[0-9a-f]{64}", link.token_hash)


def test_key_cannot_be_made_without_the_installations_secret(
    link: FamilyLink, settings: Settings
) -> None:
    settings.SECRET_KEY = "another one"

    assert family_keys.token_of(link) is None


def test_key_is_still_known_after_the_secret_was_changed(
    link: FamilyLink, settings: Settings
) -> None:
    path = path_of(link)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    assert path_of(link) == path
    assert "Continue" in Client().get(path).content.decode()


def test_right_date_of_birth_opens_the_page(link: FamilyLink) -> None:
    page = let_in(link).get("/f/form/")

    assert "May we show your child?" in page.content.decode()
    assert now_of(link).opened_at is not None


def test_two_digits_for_the_year_and_other_numerals_are_understood(link: FamilyLink) -> None:
    phone = Client()
    phone.post(path_of(link))

    response = phone.post("/f/check/", {"day": "٢٧", "month": "٣", "year": "18"})

    assert response["Location"] == "/f/answers/"


@pytest.mark.parametrize(
    "typed",
    [{}, {"day": "x", "month": "3", "year": "2018"}, {"day": "31", "month": "2", "year": "2018"}],
)
def test_what_is_no_date_costs_no_try(link: FamilyLink, typed: dict[str, str]) -> None:
    phone = Client()
    phone.post(path_of(link))

    page = phone.post("/f/check/", typed | {"sent": "1"})

    assert "Enter the day, the month and the year" in page.content.decode()
    assert now_of(link).tries_left == 5


def test_wrong_date_of_birth_says_how_many_tries_are_left(link: FamilyLink) -> None:
    phone = Client()
    phone.post(path_of(link))

    page = phone.post("/f/check/", WRONG)

    assert "Tries left: 4" in page.content.decode()
    assert phone.get("/f/form/")["Location"] == "/f/check/"


def test_five_wrong_dates_lock_the_link_for_good(link: FamilyLink) -> None:
    phone = Client()
    phone.post(path_of(link))
    for _ in range(5):
        page = phone.post("/f/check/", WRONG)
    assert "This link is locked" in page.content.decode()

    phone.post(path_of(link))
    page = phone.post("/f/check/", birthday())

    assert "This link is locked" in page.content.decode()
    assert "office" in page.content.decode()


def test_office_gives_a_locked_family_a_new_link(link: FamilyLink, office: Person) -> None:
    with in_scope(link.school_id):
        FamilyLink.objects.update(tries_left=0)
        family_links.issue(
            campaign=link.campaign,
            guardian=link.guardian,
            by=office,
            by_mail=False,
            now=timezone.now(),
        )
        new = link_of(link.guardian)

    assert "May we show" in let_in(new).get("/f/form/").content.decode()
    assert "no longer works" in Client().get(path_of(link)).content.decode()


@pytest.mark.parametrize(
    "change",
    [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(days=1)}],
    ids=["revoked", "expired"],
)
def test_dead_link_says_one_kind_sentence(link: FamilyLink, change: dict[str, object]) -> None:
    inside = let_in(link)
    with in_scope(link.school_id):
        FamilyLink.objects.update(**change)

    pages = [Client().get(path_of(link)), Client().post(path_of(link)), inside.get("/f/form/")]

    assert all("This link no longer works" in page.content.decode() for page in pages)
    assert all("Amelia" not in page.content.decode() for page in pages)


@pytest.mark.parametrize(
    "token",
    ["x", "1", "1-", "-abc", "1-abc", "999999999999999999999-abc", "²-abc", "1-" + "a" * 500],
)
def test_what_was_never_a_key_opens_nothing(db: None, token: str) -> None:
    page = Client().get(f"/f/{token}/")

    assert "This link no longer works" in page.content.decode()


def test_key_is_looked_for_in_the_school_it_names_and_no_other(
    link: FamilyLink, other_school: School
) -> None:
    token = family_keys.token_of(link)
    assert token
    elsewhere = f"{other_school.pk}-{token.partition('-')[2]}"

    page = Client().get(f"/f/{elsewhere}/")

    assert "This link no longer works" in page.content.decode()


def test_cookie_made_up_opens_nothing(link: FamilyLink) -> None:
    phone = Client()
    phone.cookies["family"] = f"[{link.school_id},{link.pk},true]"

    page = phone.get("/f/form/")

    assert "Open your link again" in page.content.decode()


def test_cookie_of_before_the_check_does_not_show_the_form(link: FamilyLink) -> None:
    phone = Client()
    phone.post(path_of(link))

    for method, path in [
        ("GET", "form"),
        ("POST", "form"),
        ("GET", "answers"),
        ("POST", "withdraw"),
    ]:
        assert phone.generic(method, f"/f/{path}/")["Location"] == "/f/check/"


def test_page_closes_after_a_while(link: FamilyLink, settings: Settings) -> None:
    phone = let_in(link)
    settings.FAMILY_SESSION_MINUTES = 0

    assert "Open your link again" in phone.get("/f/form/").content.decode()


def test_page_stays_open_while_it_is_used(link: FamilyLink) -> None:
    response = let_in(link).get("/f/form/")

    assert response.cookies["family"]["max-age"] == 45 * 60


def test_looking_at_the_goodbye_closes_nothing(link: FamilyLink) -> None:
    phone = let_in(link)

    phone.get("/f/leave/?lang=pl")

    assert "Czy możemy pokazywać" in phone.get("/f/form/").content.decode()


def test_finishing_closes_the_page_on_this_phone(link: FamilyLink) -> None:
    phone = let_in(link)

    phone.post("/f/leave/")

    assert "Open your link again" in phone.get("/f/form/").content.decode()


def test_too_many_dates_from_one_address_are_stopped(link: FamilyLink, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"family_open": "9/h/ip", "family_check": "2/h/ip"}
    phone = Client()
    phone.post(path_of(link))
    for _ in range(2):
        phone.post("/f/check/", WRONG)

    page = phone.post("/f/check/", birthday())

    assert page.status_code == 429
    assert "Please wait a little" in page.content.decode()
    assert now_of(link).opened_at is None


def test_looking_at_the_question_is_no_try(link: FamilyLink, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"family_open": "9/h/ip", "family_check": "2/h/ip"}
    phone = Client()
    phone.post(path_of(link))
    for language in ("pl", "ur", "ar", "bn"):
        assert phone.get(f"/f/check/?lang={language}").status_code == 200

    assert phone.post("/f/check/", birthday())["Location"] == "/f/answers/"


def test_too_many_openings_from_one_address_never_put_the_key_into_the_log(
    link: FamilyLink, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"family_open": "1/h/ip", "family_check": "9/h/ip"}
    token = family_keys.token_of(link)
    for _ in range(2):
        response = Client().post(path_of(link), follow=True)

    assert response.status_code == 429
    assert token
    assert token not in caplog.text


def test_nothing_personal_is_in_addresses_mails_or_the_chain(
    link: FamilyLink, pupil: Pupil
) -> None:
    phone = let_in(link)
    visited = [phone.post("/f/form/", given(pupil, social_media="yes", website="no"))["Location"]]
    visited.append(phone.post("/f/withdraw/")["Location"])

    with in_scope(link.school_id):
        told = " ".join(
            [
                *visited,
                *(f"{event.verb} {event.payload}" for event in Event.objects.all()),
                *map(str, FamilyMessage.objects.values()),
            ]
        )
    for personal in ("Amelia", "Brown", "Bea", "family.example", "2018"):
        assert personal not in told
    assert "family_link.answered" in told


def test_each_wrong_date_is_on_record(link: FamilyLink) -> None:
    phone = Client()
    phone.post(path_of(link))
    phone.post("/f/check/", WRONG)

    with in_scope(link.school_id):
        event = Event.objects.get(verb="family_link.wrong_day")
    assert (event.object_id, event.actor_id, event.payload) == (link.pk, None, {"tries_left": 4})
