"""School devices and networks: who registers them, what they carry, when they are believed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts import whereabouts
from schoolsocial.accounts.actions import devices
from schoolsocial.accounts.models import Device, Membership, Network, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.accounts.whereabouts import Whereabouts, whereabouts_of
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope, join, make_person, run_sql
from tests.drafts.forcing import refused

NOW = timezone.now()


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


def add(school: School, by: Person, label: str = "Year 3 iPad") -> devices.Added:
    return devices.add(school=school, by=by, label=label, now=timezone.now())


def registered_browser(school: School, head: Person, teacher: Person) -> Client:
    """A browser that has typed its code."""
    browser = client_of(teacher)
    browser.post(f"/{school.slug}/this-device/", {"code": add(school, head).code})
    return browser


def cookie_of(browser: Client, school: School) -> str:
    return browser.cookies[f"device_{school.pk}"].value


def asked_with(school: School, cookie: str = "", **meta: Any) -> Whereabouts:
    """Where a request with that cookie and those headers comes from."""
    request: Any = RequestFactory().get("/", **meta)
    request.COOKIES = {f"device_{school.pk}": cookie}
    request.school = school
    return whereabouts_of(request)


def test_code_is_typed_once_and_the_browser_is_a_school_device(
    school: School, head: Person, teacher: Person
) -> None:
    added = add(school, head)
    browser = client_of(teacher)
    url = f"/{school.slug}/this-device/"

    first = browser.post(url, {"code": added.code.lower().replace("-", " ")}, follow=True)
    again = client_of(teacher).post(url, {"code": added.code})

    assert "This is a school device: <strong>Year 3 iPad</strong>" in first.content.decode()
    assert again.status_code == 409
    assert "That code is wrong, was used" in again.content.decode()
    assert asked_with(school, cookie_of(browser, school)) is Whereabouts.REGISTERED


def test_cookie_is_for_this_school_alone_and_out_of_a_scripts_reach(
    school: School, head: Person, teacher: Person, settings: Settings
) -> None:
    settings.SECURE = True

    browser = registered_browser(school, head, teacher)

    cookie = browser.cookies[f"__Secure-device_{school.pk}"]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert cookie["path"] == f"/{school.slug}/"
    assert int(cookie["max-age"]) == 400 * 24 * 3600


def test_neither_code_nor_key_is_kept(school: School, head: Person, teacher: Person) -> None:
    added = add(school, head)
    before = Device.objects.get()
    assert added.code not in str(vars(before))

    browser = client_of(teacher)
    browser.post(f"/{school.slug}/this-device/", {"code": added.code})

    after = Device.objects.get()
    assert after.code_hash == ""
    assert after.key_hash not in cookie_of(browser, school)


def test_code_is_good_for_an_hour(school: School, head: Person, teacher: Person) -> None:
    added = add(school, head)
    late = timezone.now() + timedelta(minutes=61)

    with pytest.raises(devices.NoSuchCode):
        devices.register(school=school, by=teacher, code=added.code, now=late)


def test_code_of_another_school_is_wrong_here(
    school: School, other_school: School, head: Person, other_head: Person, teacher: Person
) -> None:
    with in_scope(other_school.pk):
        theirs = add(other_school, other_head)

    with pytest.raises(devices.NoSuchCode):
        devices.register(school=school, by=teacher, code=theirs.code, now=NOW)


def test_removed_device_is_believed_no_longer(
    school: School, head: Person, teacher: Person
) -> None:
    browser = registered_browser(school, head, teacher)
    device = Device.objects.get()

    gone = client_of(head).post(f"/{school.slug}/devices/{device.pk}/revoke/", follow=True)

    assert "is no longer a school device" in gone.content.decode()
    assert asked_with(school, cookie_of(browser, school)) is Whereabouts.ELSEWHERE
    verbs = Event.objects.filter(object_type="device").values_list("verb", flat=True)
    assert list(verbs.order_by("sequence")) == [
        "device.added",
        "device.registered",
        "device.revoked",
    ]


def test_code_of_a_removed_device_is_good_for_nothing(
    school: School, head: Person, teacher: Person
) -> None:
    added = add(school, head)
    devices.revoke(device=added.device, by=head, now=timezone.now())

    with pytest.raises(devices.NoSuchCode):
        devices.register(school=school, by=teacher, code=added.code, now=timezone.now())


@pytest.mark.parametrize("harm", ["", "x", "e30:1abc:forged", "..."])
def test_forged_cookie_is_no_device(school: School, harm: str) -> None:
    assert asked_with(school, harm) is Whereabouts.UNTOLD


def test_cookie_changed_by_a_letter_is_no_device(
    school: School, head: Person, teacher: Person
) -> None:
    cookie = cookie_of(registered_browser(school, head, teacher), school)

    assert asked_with(school, cookie[:-1] + ("A" if cookie[-1] != "A" else "B")) is (
        Whereabouts.ELSEWHERE
    )


def test_cookie_signed_for_something_else_is_none(
    school: School, head: Person, teacher: Person
) -> None:
    cookie = cookie_of(registered_browser(school, head, teacher), school)
    carried = signing.loads(cookie, salt=whereabouts._SALT)

    elsewhere = signing.dumps(carried, salt="consent.family_door")

    assert asked_with(school, elsewhere) is Whereabouts.ELSEWHERE


def test_cookie_of_one_school_is_worth_nothing_in_another(
    school: School, other_school: School, head: Person, teacher: Person
) -> None:
    cookie = cookie_of(registered_browser(school, head, teacher), school)

    with in_scope(other_school.pk):
        assert asked_with(other_school, cookie) is Whereabouts.UNTOLD


def test_day_of_use_is_noted_and_nothing_of_who(
    school: School, head: Person, teacher: Person
) -> None:
    browser = registered_browser(school, head, teacher)

    asked_with(school, cookie_of(browser, school))

    assert Device.objects.get().seen_on == timezone.localdate()


@pytest.mark.parametrize(
    ("addresses", "visitor", "where"),
    [
        ("192.0.2.0/28", "192.0.2.7", Whereabouts.NETWORK),
        ("192.0.2.0/28", "192.0.2.99", Whereabouts.ELSEWHERE),
        ("192.0.2.7", "192.0.2.7", Whereabouts.NETWORK),
        ("192.0.2.0/28", "::ffff:192.0.2.7", Whereabouts.NETWORK),
        ("2001:db8:1::/48", "2001:db8:1::5", Whereabouts.NETWORK),
        ("2001:db8:1::/48", "192.0.2.7", Whereabouts.ELSEWHERE),
        ("192.0.2.0/28", "not an address", Whereabouts.ELSEWHERE),
    ],
)
def test_school_network_is_known_by_its_addresses(
    school: School, head: Person, addresses: str, visitor: str, where: Whereabouts
) -> None:
    devices.add_network(school=school, by=head, label="Main", addresses=addresses, now=NOW)

    assert asked_with(school, REMOTE_ADDR=visitor) is where


@pytest.mark.parametrize(("proxies", "where"), [(0, "elsewhere"), (1, "network")])
def test_address_a_visitor_claims_counts_only_behind_a_trusted_proxy(
    school: School, head: Person, settings: Settings, proxies: int, where: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    devices.add_network(school=school, by=head, label="Main", addresses="192.0.2.0/28", now=NOW)

    claimed = asked_with(school, REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="192.0.2.7")

    assert claimed == where


@pytest.mark.parametrize(
    ("addresses", "error"),
    [
        ("school.example", devices.NotARange),
        ("192.0.2.0/33", devices.NotARange),
        ("", devices.NotARange),
        ("0.0.0.0/0", devices.TooWide),
        ("::/0", devices.TooWide),
        ("2001::/16", devices.TooWide),
    ],
)
def test_range_no_school_can_have_is_refused(
    school: School, head: Person, addresses: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        devices.add_network(school=school, by=head, label="Main", addresses=addresses, now=NOW)


def test_same_range_or_label_twice_is_told(school: School, head: Person) -> None:
    browser = client_of(head)
    network = {"network-label": "Main", "network-addresses": "192.0.2.1/28"}
    for _ in range(2):
        network_again = browser.post(f"/{school.slug}/devices/networks/", network)
        device_again = browser.post(f"/{school.slug}/devices/add/", {"device-label": "iPad"})

    assert "These addresses are already entered." in network_again.content.decode()
    assert "Another device of the school has this name." in device_again.content.decode()
    assert Network.objects.get().addresses == "192.0.2.0/28"


def test_network_is_removed(school: School, head: Person) -> None:
    network = devices.add_network(
        school=school, by=head, label="Main", addresses="192.0.2.0/28", now=NOW
    )

    client_of(head).post(f"/{school.slug}/devices/networks/{network.pk}/remove/")

    assert not Network.objects.exists()


def test_page_shows_the_code_once(school: School, head: Person) -> None:
    browser = client_of(head)

    shown = browser.post(f"/{school.slug}/devices/add/", {"device-label": "Year 3 iPad"})
    listed = browser.get(f"/{school.slug}/devices/").content.decode()

    code = shown.context["added"].code
    assert code in shown.content.decode()
    assert shown["Cache-Control"] == "no-store, private"
    assert code not in listed
    assert "Waits for its code" in listed


@pytest.mark.parametrize("role", [Role.TEACHER, Role.DSL, Role.OFFICE, Role.GOVERNOR])
def test_devices_are_registered_by_leaders_and_administrators(school: School, role: Role) -> None:
    answer = client_of(make_person(school, role)).get(f"/{school.slug}/devices/")

    assert answer.status_code == 403


def test_device_of_another_school_cannot_be_removed(
    school: School, other_school: School, head: Person, other_head: Person
) -> None:
    with in_scope(other_school.pk):
        theirs = add(other_school, other_head).device

    answer = client_of(head).post(f"/{school.slug}/devices/{theirs.pk}/revoke/")

    assert answer.status_code == 404


def test_database_holds_that_a_code_becomes_a_key(
    school: School, other_school: School, head: Person, other_head: Person
) -> None:
    device = add(school, head).device

    for assignment in ("registered_at = now()", "key_hash = 'k'", "key_hash = 'k', code_hash = ''"):
        with refused("device_code_becomes_key"):
            run_sql(f"UPDATE accounts_device SET {assignment} WHERE id = %s", device.pk)
    with refused("device_has_label"):
        run_sql("UPDATE accounts_device SET label = '' WHERE id = %s", device.pk)
    with refused("added_by_id_member"):
        run_sql(
            "UPDATE accounts_device SET added_by_id = %s WHERE id = %s", other_head.pk, device.pk
        )


def test_one_browser_may_be_a_device_of_two_schools(
    school: School, other_school: School, head: Person, other_head: Person, teacher: Person
) -> None:
    browser = registered_browser(school, head, teacher)
    join(teacher, other_school, Role.TEACHER)
    with in_scope(other_school.pk):
        assert Membership.objects.filter(person=teacher).exists()
        browser.post(
            f"/{other_school.slug}/this-device/", {"code": add(other_school, other_head).code}
        )

    assert asked_with(school, cookie_of(browser, school)) is Whereabouts.REGISTERED
    with in_scope(other_school.pk):
        cookie = cookie_of(browser, other_school)
        assert asked_with(other_school, cookie) is Whereabouts.REGISTERED
