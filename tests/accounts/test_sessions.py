"""What a sign-in is worth, from its first page to the last, and what stays of it in a browser."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from schoolsocial.accounts import sealing, single_sign_on
from schoolsocial.accounts.allauth_pages import SIGNED_IN
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.accounts.test_sign_in import LOGIN, code_now, door_events, is_in, sign_in
from tests.cast import PASSWORD, client_of, in_scope, make_person

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NEW = "nine purple lanterns"
CHANGE = "/account/password/change/"
SENSITIVE = [
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
]


@pytest.fixture
def writer(school: School) -> Person:
    """A teacher with a password."""
    return make_person(school, Role.TEACHER, email="writer@school.example", password=PASSWORD)


@pytest.fixture
def leader(school: School) -> Person:
    """SLT with a password and an authenticator app."""
    return make_person(school, Role.SLT, email="leader@school.example", password=PASSWORD)


def carrying(key: str, settings: Settings) -> Client:
    """A browser with that session's cookie."""
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    return browser


def key_of(browser: Client) -> str:
    return str(browser.session.session_key)


def test_sign_in_gets_a_session_of_its_own(writer: Person) -> None:
    browser = Client()
    browser.get(f"{LOGIN}?next=/")
    session = browser.session
    session["planted"] = True
    session.save()
    browser.cookies["sessionid"] = before = str(session.session_key)

    browser.post(LOGIN, {"login": writer.email, "password": PASSWORD})

    assert is_in(browser)
    assert key_of(browser) != before
    assert not Session.objects.filter(session_key=before).exists()


def test_session_nobody_gave_out_opens_nothing(school: School, settings: Settings) -> None:
    answer = carrying("a" * 32, settings).get(f"/{school.slug}/")

    assert answer["Location"].startswith(LOGIN)


def test_cookie_of_an_ended_session_opens_nothing(
    writer: Person, school: School, settings: Settings
) -> None:
    browser = sign_in(writer)
    key = key_of(browser)
    assert carrying(key, settings).get(f"/{school.slug}/").status_code == 200

    browser.post("/account/logout/")

    assert carrying(key, settings).get(f"/{school.slug}/").status_code == 302


def test_new_password_ends_the_other_sessions(writer: Person, school: School) -> None:
    phone, laptop = sign_in(writer), sign_in(writer)

    laptop.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert laptop.get(f"/{school.slug}/").status_code == 200
    assert phone.get(f"/{school.slug}/").status_code == 302
    assert is_in(sign_in(writer, NEW))


def test_password_is_changed_by_who_knows_the_old_one(writer: Person) -> None:
    browser = sign_in(writer)

    browser.post(CHANGE, {"oldpassword": "a guess at it", "password1": NEW, "password2": NEW})

    assert not is_in(sign_in(writer, NEW))
    assert is_in(sign_in(writer))


@pytest.mark.parametrize("changed", [str.upper, str.strip, lambda word: word[:72]])
def test_password_counts_as_it_was_typed(school: School, changed: Callable[[str], str]) -> None:
    password = f"  Seven Grey Otters {'swimming ' * 9} "
    writer = make_person(school, Role.TEACHER, password=password)

    assert is_in(sign_in(writer, password))
    assert not is_in(sign_in(writer, changed(password)))


def test_password_does_not_grow_old(school: School) -> None:
    with time_machine.travel(START, tick=False) as clock:
        writer = make_person(school, Role.TEACHER, password=PASSWORD)
        clock.shift(timedelta(days=3 * 365))

        browser = sign_in(writer)

        assert browser.get(f"/{school.slug}/").status_code == 200


def test_nobody_is_there_before_somebody_is_made(db: None) -> None:
    assert not Person.objects.exists()


def test_new_password_does_not_replace_the_second_factor(leader: Person) -> None:
    browser = Client()
    browser.post("/account/password/reset/", {"email": leader.email})
    link = next(word for word in str(mail.outbox[0].body).split() if "/password/reset/key/" in word)
    form = browser.get(link, follow=True).redirect_chain[-1][0]

    browser.post(form, {"password1": NEW, "password2": NEW})

    assert not is_in(browser)
    assert not is_in(sign_in(leader, NEW))
    assert sign_in(leader, NEW).get("/account/2fa/authenticate/").status_code == 200


def test_link_for_a_new_password_is_good_for_an_hour(writer: Person) -> None:
    with time_machine.travel(START, tick=False) as clock:
        Client().post("/account/password/reset/", {"email": writer.email})
        link = next(
            word for word in str(mail.outbox[0].body).split() if "/password/reset/key/" in word
        )
        assert Client().get(link).status_code == 302
        clock.shift(timedelta(minutes=61))

        assert "no longer works" in Client().get(link).content.decode()


@pytest.mark.parametrize("name", SENSITIVE)
def test_second_factor_is_changed_by_who_signed_in_just_now(leader: Person, name: str) -> None:
    with time_machine.travel(START, tick=False) as clock:
        browser = sign_in(leader)
        browser.post("/account/2fa/authenticate/", {"code": code_now()})
        clock.shift(timedelta(minutes=6))

        answer = browser.get(reverse(name))

    assert answer["Location"].startswith("/account/reauthenticate/") or (
        answer["Location"].startswith("/account/2fa/reauthenticate/")
    )


@time_machine.travel(START, tick=False)
def test_code_of_the_minute_before_opens_nothing(leader: Person) -> None:
    browser = sign_in(leader)
    with time_machine.travel(START - timedelta(minutes=1), tick=False):
        late = code_now()

    browser.post("/account/2fa/authenticate/", {"code": late})

    assert not is_in(browser)


def test_wrong_code_is_on_record_without_the_code(leader: Person) -> None:
    sign_in(leader).post("/account/2fa/authenticate/", {"code": "000000"})

    assert door_events()[-1] == ("second_factor.failed", None, leader.pk)


def test_record_says_by_what_the_door_was_opened(leader: Person, writer: Person) -> None:
    sign_in(leader).post("/account/2fa/authenticate/", {"code": code_now()})
    sign_in(writer)

    with scope.platform():
        done = Event.objects.filter(verb="sign_in.done").order_by("sequence")
        assert [event.payload for event in done] == [
            {"shown": ["password", "totp"]},
            {"shown": ["password"]},
        ]


def test_codes_are_not_guessed_at_leisure(leader: Person) -> None:
    browser = sign_in(leader)
    for guess in range(6):
        browser.post("/account/2fa/authenticate/", {"code": f"{guess:06}"})

    browser.post("/account/2fa/authenticate/", {"code": code_now()})

    assert not is_in(browser)


@pytest.mark.parametrize("name", sorted(SIGNED_IN - {"account_email"}))
def test_page_about_oneself_is_kept_by_no_cache(writer: Person, name: str) -> None:
    kwargs = {"pk": 1} if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else {}

    answer = sign_in(writer).get(reverse(name, kwargs=kwargs))

    assert "no-store" in answer["Cache-Control"]


def test_sign_out_empties_what_the_browser_keeps(writer: Person, school: School) -> None:
    browser = sign_in(writer)
    assert "Clear-Site-Data" not in browser.get(f"/{school.slug}/")

    assert browser.post("/account/logout/")["Clear-Site-Data"] == '"cache"'


def test_session_that_ran_out_empties_what_the_browser_keeps(
    writer: Person, school: School
) -> None:
    with time_machine.travel(START, tick=False) as clock:
        browser = client_of(writer)
        browser.get(f"/{school.slug}/")
        clock.shift(timedelta(minutes=61))

        assert browser.get(f"/{school.slug}/")["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"]
)
def test_sign_in_leads_nowhere_else(writer: Person, there: str) -> None:
    answer = Client().post(LOGIN, {"login": writer.email, "password": PASSWORD, "next": there})

    assert answer.status_code == 302
    assert "elsewhere" not in answer["Location"]


def test_sign_in_by_a_code_in_a_mail_is_not_offered(db: None) -> None:
    assert Client().get("/account/login/code/").status_code == 404


def test_provider_that_is_not_set_up_is_no_page(db: None) -> None:
    assert Client().post("/account/google/login/").status_code == 404


def test_sign_in_page_suits_a_password_manager(db: None) -> None:
    page = Client().get(LOGIN).content.decode()

    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page


def test_ending_sessions_asks_who_it_is_once_more(writer: Person) -> None:
    with time_machine.travel(START, tick=False) as clock:
        phone, laptop = sign_in(writer), sign_in(writer)
        clock.shift(timedelta(minutes=6))

        answer = laptop.post("/account/sessions/")
        assert answer["Location"].startswith("/account/reauthenticate/")
        assert is_in(phone)

        laptop.post(answer["Location"], {"password": PASSWORD}, follow=True)
        laptop.post("/account/sessions/")

        assert not is_in(phone)
        assert is_in(laptop)


def test_showing_again_who_one_is_gives_a_new_session_key(
    writer: Person, school: School, settings: Settings
) -> None:
    browser = sign_in(writer)
    before = key_of(browser)

    browser.post("/account/reauthenticate/", {"password": "a guess at it"})
    assert key_of(browser) == before
    browser.post("/account/reauthenticate/", {"password": PASSWORD})

    assert key_of(browser) != before
    assert carrying(before, settings).get(f"/{school.slug}/").status_code == 302
    assert "This browser" in browser.get("/account/sessions/").content.decode()


def with_recovery_codes(leader: Person) -> list[str]:
    return list(RecoveryCodes.activate(leader).generate_codes())


def test_recovery_code_opens_once(leader: Person) -> None:
    code = with_recovery_codes(leader)[0]
    first, second = sign_in(leader), sign_in(leader)

    for browser in (first, second):
        browser.post("/account/2fa/authenticate/", {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_seed_of_recovery_codes_is_sealed_at_rest(leader: Person) -> None:
    codes = with_recovery_codes(leader)
    kept = Authenticator.objects.get(user=leader, type=Authenticator.Type.RECOVERY_CODES).data

    assert sealing.unseal(kept["seed"]) not in str(kept)
    assert [code for code in codes if code in str(kept)] == []


def test_recovery_codes_have_eight_digits(leader: Person) -> None:
    codes = with_recovery_codes(leader)

    assert {len(code) for code in codes} == {8}
    assert len(set(codes)) == len(codes)


def test_second_factors_are_these_three(settings: Settings) -> None:
    assert settings.MFA_SUPPORTED_TYPES == ["totp", "webauthn", "recovery_codes"]


def test_no_hint_of_a_password_is_kept() -> None:
    fields = {field.name for field in Person._meta.get_fields()}

    assert [name for name in fields if re.search("hint|question|answer", name)] == []


def test_provider_is_asked_by_a_button_alone(db: None, settings: Settings) -> None:
    given = ("id.example", "secret", "")
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on.providers(
        google=given, microsoft=("", "", "")
    )

    looked = Client().get("/account/google/login/")
    pressed = Client().post("/account/google/login/")

    assert looked.status_code == 200
    assert pressed["Location"].startswith("https://accounts.google.com/")


@pytest.mark.parametrize("path", ["", "help/", "inbox/", "people/"])
def test_page_offers_signing_out(school: School, admin: Person, path: str) -> None:
    page = client_of(admin).get(f"/{school.slug}/{path}").content.decode()

    assert 'action="/account/logout/"' in page


def test_address_of_two_lines_is_invited_by_no_mail(school: School, admin: Person) -> None:
    client_of(admin).post(
        f"/{school.slug}/people/invite/",
        {"name": "Ann", "email": "a@b.example\nBcc: c@d.example", "roles": ["teacher"]},
    )

    with in_scope(school.pk):
        assert not Letter.objects.exists()
