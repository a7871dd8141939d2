"""Who walks: each role of a school, the trust, families, and those who are nobody yet."""

from collections.abc import Iterator

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from schoolsocial.accounts.models import Person
from schoolsocial.demo.data.schools import HUNTS_CROSS, PASSWORD, PLATFORM_ADMIN
from tests.accounts.samples import World
from tests.cast import client_of, give_second_factor, in_scope
from tests.consent import campaigning
from tests.look.crawl import filling
from tests.look.crawl.walking import Walker

STAFF = ("teacher", "deputy", "head", "dsl", "office", "governor")
OF_A_FAMILY = ["/f/form/", "/f/answers/", "/f/posts/", "/f/leave/"]
FOR_ANYBODY = [
    "/roles/",
    "/components/",
    "/offline/",
    "/api/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/st-catherine/policy/public/",
]


def everybody(world: World) -> Iterator[Walker]:
    """Each from their home, or from where a letter or a notice board leads them."""
    for login in STAFF:
        yield Walker(login, client_of(filling.person(login)), ["/"])
    yield Walker("careful", _with_second_factor(filling.person("support")), ["/account/2fa/"])
    for login in ("head", "office"):
        person = Person.objects.get(email=f"{login}@{HUNTS_CROSS.domain}")
        yield Walker(f"{login} of another school", client_of(person), ["/"], of_a_kind=1)
    trust = Person.objects.get(email=PLATFORM_ADMIN)
    yield Walker("trust", client_of(trust), ["/"])
    yield Walker("half signed in", _by_password_alone(trust), ["/account/2fa/authenticate/"])
    yield from _families(world)


def _families(world: World) -> Iterator[Walker]:
    link = filling.family_link(world)
    path = campaigning.path_of(link)
    with in_scope(world.school.pk):
        born_on = filling.a_birthday(link)
    yield Walker("family", campaigning.let_in(link, born_on), OF_A_FAMILY)
    at_the_door = Client()
    at_the_door.post(path)
    yield Walker("family at the door", at_the_door, ["/f/check/"])
    forgetful = _link_for_a_new_password(filling.person("newcomer"))
    yield Walker("nobody", Client(), ["/", path, forgetful, *FOR_ANYBODY])


def _by_password_alone(person: Person) -> Client:
    """Between the password and the second factor."""
    client = Client()
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def _with_second_factor(person: Person) -> Client:
    """An authenticator app and recovery codes, and the password shown just now."""
    give_second_factor(person)
    RecoveryCodes.activate(person)
    client = client_of(person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def _link_for_a_new_password(person: Person) -> str:
    key = default_token_generator.make_token(person)
    where = {"uidb36": user_pk_to_url_str(person), "key": key}
    return reverse("account_reset_password_from_key", kwargs=where)
