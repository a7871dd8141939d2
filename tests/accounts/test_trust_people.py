"""The people of a trust: invited by mail, removed by each other, never the last."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from schoolsocial.accounts.actions import trust_people
from schoolsocial.accounts.jobs import trust_invitations as jobs
from schoolsocial.accounts.models import Person, School, Trust, TrustInvitation, TrustMember
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import PASSWORD, client_of, give_second_factor, make_person, run_sql
from tests.governance.trusts import make_trust, make_trust_admin

PEOPLE = "/trust/mersey/people/"
IVY = {"name": "Ivy Invited", "email": "Ivy@Mersey.example"}
ARRIVAL = {"name": "Ivy Invited", "password": PASSWORD}
LOOSE = (
    "INSERT INTO accounts_trustinvitation (trust_id, email, name, token_hash, path, invited_by_id,"
    " invited_at, expires_at, tries, sent_at, accepted_at, revoked_at)"
    " VALUES (%s, '{email}', '{name}', '{hash}', '{path}', %s, now(), now(), 0,"
    " {sent}, {accepted}, {revoked})"
)


@pytest.fixture
def trust(db: None) -> Trust:
    return make_trust()


@pytest.fixture
def trustee(trust: Trust) -> Person:
    return make_trust_admin(trust)


def invite(trustee: Person) -> str:
    """Ivy, and the link in her mail."""
    client_of(trustee).post(PEOPLE + "invite/", IVY)
    send_what_waits()
    return str(mail.outbox[-1].body.split("8000", 1)[1].split()[0])


def send_what_waits() -> None:
    for trust_id, invitation_id in jobs.left_waiting():
        jobs.deliver(trust_id, invitation_id)


def members(trust: Trust) -> dict[str, bool]:
    with scope.platform():
        rows = TrustMember.objects.filter(trust=trust)
        return dict(rows.values_list("person__email", "is_active"))


def invitations() -> list[TrustInvitation]:
    with scope.platform():
        return list(TrustInvitation.objects.order_by("pk"))


def member_of(person: Person) -> TrustMember:
    with scope.platform():
        return TrustMember.objects.select_related("trust", "person").get(person=person)


def verbs() -> list[str]:
    with scope.platform():
        rows = Event.objects.filter(school_id=0, verb__startswith="trust.")
        return list(rows.order_by("sequence").values_list("verb", flat=True))


def test_second_person_is_invited_and_sets_up_a_second_factor(
    trust: Trust, trustee: Person
) -> None:
    Client().post(invite(trustee), ARRIVAL)
    ivy = Person.objects.get(email="ivy@mersey.example")

    assert members(trust)[ivy.email]
    assert client_of(ivy).get("/trust/mersey/")["Location"] == "/account/2fa/"
    give_second_factor(ivy)
    assert client_of(ivy).get("/trust/mersey/").status_code == HTTPStatus.OK
    assert verbs() == ["trust.person_invited", "trust.person_joined"]


def test_mail_names_the_trust_and_its_key_is_kept_nowhere(trust: Trust, trustee: Person) -> None:
    path = invite(trustee)
    [kept] = invitations()
    key = path.rstrip("/").rsplit("/", 1)[-1]

    assert mail.outbox[-1].subject == "You are invited to Mersey Learning Trust on School Social"
    assert kept.sent_at
    assert key not in str(vars(kept))
    assert len(key) == 43


def test_invitation_that_is_over_names_nobody(trust: Trust, trustee: Person) -> None:
    Client().post(invite(trustee), ARRIVAL)

    [kept] = invitations()
    assert (kept.email, kept.name, kept.path) == ("", "", "")


def test_audit_names_nobody(trust: Trust, trustee: Person) -> None:
    invite(trustee)

    with scope.platform():
        event = Event.objects.get(verb="trust.person_invited")
    assert (event.actor_id, event.payload) == (trustee.pk, {})


def test_somebody_with_an_account_accepts_without_a_password(
    school: School, trust: Trust, trustee: Person
) -> None:
    known = make_person(school, Role.TEACHER)
    client_of(trustee).post(PEOPLE + "invite/", {**IVY, "email": known.email})
    send_what_waits()
    path = str(mail.outbox[-1].body.split("8000", 1)[1].split()[0])

    shown = Client().get(path).content.decode()
    Client().post(path)

    assert 'type="password"' not in shown
    assert members(trust)[known.email]


def test_looking_at_the_link_changes_nothing(trust: Trust, trustee: Person) -> None:
    path = invite(trustee)

    assert Client().get(path).status_code == HTTPStatus.OK
    assert list(members(trust)) == [trustee.email]


def test_link_works_once(trustee: Person) -> None:
    path = invite(trustee)
    Client().post(path, ARRIVAL)

    assert Client().post(path, ARRIVAL).status_code == HTTPStatus.NOT_FOUND


def test_link_of_another_trust_opens_nothing(trustee: Person) -> None:
    path = invite(trustee)
    make_trust("dee", "Dee Trust")

    there = Client().get(path.replace("/mersey/", "/dee/"))
    assert there.status_code == HTTPStatus.NOT_FOUND


def test_link_ends_with_its_days(trustee: Person) -> None:
    path = invite(trustee)
    with scope.trust(member_of(trustee).trust_id):
        TrustInvitation.objects.update(expires_at=timezone.now())

    assert Client().get(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("verb", "opens"), [("resend", True), ("revoke", False)])
def test_old_link_stops_working(trustee: Person, *, verb: str, opens: bool) -> None:
    old = invite(trustee)
    [waiting] = invitations()

    client_of(trustee).post(f"{PEOPLE}invitations/{waiting.pk}/{verb}/")
    send_what_waits()
    new = str(mail.outbox[-1].body.split("8000", 1)[1].split()[0])

    assert Client().get(old).status_code == HTTPStatus.NOT_FOUND
    assert (Client().get(new).status_code == HTTPStatus.OK) is opens


@pytest.mark.parametrize("times", [1, 2])
def test_address_is_invited_once(trustee: Person, times: int) -> None:
    client = client_of(trustee)
    for _ in range(times):
        shown = client.post(PEOPLE + "invite/", IVY)

    assert (shown.status_code == HTTPStatus.UNPROCESSABLE_ENTITY) is (times > 1)
    assert len(invitations()) == 1


def test_somebody_of_the_trust_is_not_invited(trust: Trust, trustee: Person) -> None:
    other = make_trust_admin(trust, "Theo Trust")

    shown = client_of(trustee).post(PEOPLE + "invite/", {**IVY, "email": other.email})

    assert "works for the trust already" in shown.content.decode()


def test_mail_server_that_is_away_is_asked_again(
    trustee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_of(trustee).post(PEOPLE + "invite/", IVY)
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", _refused)
        send_what_waits()

    send_what_waits()

    assert [one.tries for one in invitations()] == [2]
    assert len(mail.outbox) == 1


def _refused(*_args: object) -> None:
    raise ConnectionRefusedError


def test_removed_person_is_signed_out_and_sees_nothing(trust: Trust, trustee: Person) -> None:
    other = make_trust_admin(trust, "Theo Trust")
    theirs = client_of(other)
    assert theirs.get("/trust/mersey/").status_code == HTTPStatus.OK

    client_of(trustee).post(f"{PEOPLE}{member_of(other).pk}/remove/")

    other.refresh_from_db()
    assert not other.is_active, "nobody without a place signs in"
    assert theirs.get("/trust/mersey/")["Location"].startswith("/account/login/")
    assert verbs()[-1] == "trust.person_removed"


def test_removed_person_keeps_their_school(school: School, trust: Trust, trustee: Person) -> None:
    other = make_person(school, Role.TEACHER)
    with scope.platform():
        TrustMember.objects.create(trust=trust, person=other, since=timezone.now())

    client_of(trustee).post(f"{PEOPLE}{member_of(other).pk}/remove/")

    other.refresh_from_db()
    assert other.is_active
    assert client_of(other).get("/st-catherine/").status_code == HTTPStatus.OK
    assert client_of(other).get("/trust/mersey/").status_code == HTTPStatus.NOT_FOUND


def test_removed_person_is_invited_again(trust: Trust, trustee: Person) -> None:
    Client().post(invite(trustee), ARRIVAL)
    ivy = Person.objects.get(email="ivy@mersey.example")
    client_of(trustee).post(f"{PEOPLE}{member_of(ivy).pk}/remove/")

    Client().post(invite(trustee))

    ivy.refresh_from_db()
    assert ivy.is_active
    assert members(trust)[ivy.email]


def test_nobody_removes_themselves(trust: Trust, trustee: Person) -> None:
    make_trust_admin(trust, "Theo Trust")

    client = client_of(trustee)
    shown = client.post(f"{PEOPLE}{member_of(trustee).pk}/remove/", follow=True)

    assert "Nobody removes themselves" in shown.content.decode()
    assert members(trust)[trustee.email]


def test_somebody_removed_a_moment_ago_removes_nobody(trust: Trust, trustee: Person) -> None:
    other = make_trust_admin(trust, "Theo Trust")
    now = timezone.now()
    with scope.trust(trust.pk):
        trust_people.remove(member=member_of(other), by=trustee, now=now)

    with scope.trust(trust.pk), pytest.raises(trust_people.NotYours):
        trust_people.remove(member=member_of(trustee), by=other, now=now)


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_each_other_leave_one() -> None:
    trust = make_trust()
    both = [make_trust_admin(trust), make_trust_admin(trust, "Theo Trust")]
    together, ran = Barrier(2), list[str]()

    def removing(by: Person, other: TrustMember) -> Callable[[], None]:
        def run() -> None:
            together.wait()
            try:
                with scope.trust(trust.pk):
                    trust_people.remove(member=other, by=by, now=timezone.now())
            except trust_people.NotYours:
                ran.append("refused")
            else:
                ran.append("removed")
            finally:
                connection.close()

        return run

    found = [member_of(person) for person in both]
    threads = [Thread(target=removing(both[n], found[1 - n])) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ran) == ["refused", "removed"]
    assert sum(members(trust).values()) == 1


def test_database_keeps_the_last(trust: Trust, trustee: Person) -> None:
    end = "UPDATE accounts_trustmember SET is_active = false WHERE person_id = %s"
    with (
        scope.platform(),
        pytest.raises(DatabaseError, match="the last who works"),
        transaction.atomic(),
    ):
        run_sql(end, trustee.pk)
    make_trust_admin(trust, "Theo Trust")

    with scope.platform():
        run_sql(end, trustee.pk)

    assert sum(members(trust).values()) == 1, "with somebody beside them it is taken"


@pytest.mark.parametrize(
    ("said", "constraint"),
    [
        ({"email": "", "name": ""}, "trust_invitation_over_names_nobody"),
        ({"accepted": "now()"}, "trust_invitation_over_names_nobody"),
        ({"sent": "now()", "path": "/key/"}, "trust_invitation_sent_keeps_no_key"),
        ({"hash": "second"}, "trust_invitation_one_open"),
    ],
)
def test_database_refuses(
    trust: Trust, trustee: Person, said: dict[str, str], constraint: str
) -> None:
    lawful = {"email": "a@b.example", "name": "Ada", "hash": "first", "path": ""}
    lawful |= {"sent": "NULL", "accepted": "NULL", "revoked": "NULL"}
    with scope.trust(trust.pk):
        if "hash" in said:
            run_sql(LOOSE.format(**lawful), trust.pk, trustee.pk)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            run_sql(LOOSE.format(**lawful | said), trust.pk, trustee.pk)
        if "hash" not in said:
            run_sql(LOOSE.format(**lawful), trust.pk, trustee.pk)


def test_another_trust_reads_no_invitation(trustee: Person) -> None:
    invite(trustee)
    other = make_trust("dee", "Dee Trust")

    with scope.trust(other.pk):
        assert not TrustInvitation.objects.exists()
    assert not TrustInvitation.objects.exists(), "nor does nobody"


def test_invitation_of_another_trust_is_missing(trustee: Person) -> None:
    invite(trustee)
    [waiting] = invitations()
    other = make_trust_admin(make_trust("dee", "Dee Trust"))

    gone = client_of(other).post(f"/trust/dee/people/invitations/{waiting.pk}/revoke/")

    assert gone.status_code == HTTPStatus.NOT_FOUND
    assert [one.revoked_at for one in invitations()] == [None]


def test_link_that_expired_says_so_in_the_list(trustee: Person) -> None:
    invite(trustee)
    with scope.trust(member_of(trustee).trust_id):
        TrustInvitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    assert "time was over on" in client_of(trustee).get(PEOPLE).content.decode()
