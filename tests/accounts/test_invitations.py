import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from schoolsocial.accounts import queries, tokens
from schoolsocial.accounts.actions import invitations, people
from schoolsocial.accounts.jobs import letters
from schoolsocial.accounts.models import Invitation, Letter, Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import PASSWORD, client_of, in_scope, make_person, seen

ADDRESS = "new.teacher@school.example"
ARRIVAL = {"name": "Nia Newcomer", "password": PASSWORD}


def invite(school: School, by: Person, email: str = ADDRESS, *roles: Role) -> Invitation:
    with in_scope(school.pk):
        return invitations.invite(
            school=school,
            by=by,
            email=email,
            name="Nia Newcomer",
            roles=roles or [Role.TEACHER],
            now=timezone.now(),
        )


def link_to(school: School) -> str:
    """The path in the newest letter, as the person invited gets it."""
    with in_scope(school.pk):
        return Letter.objects.latest("pk").path


def verbs(school: School) -> list[str]:
    with in_scope(school.pk):
        return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_invitation_keeps_only_a_hash_of_its_key(school: School, admin: Person) -> None:
    invitation = invite(school, admin)

    token = link_to(school).rstrip("/").rsplit("/", 1)[-1]
    assert len(token) == 43  # 256 bits
    assert invitation.token_hash == tokens.hashed(token)
    assert token not in str(vars(invitation))


def test_letter_brings_the_link_and_then_forgets_it(school: School, admin: Person) -> None:
    invite(school, admin)
    path = link_to(school)

    for school_id, letter_id in letters.left_waiting():
        letters.deliver(school_id, letter_id)

    assert path in mail.outbox[0].body
    assert mail.outbox[0].to == [ADDRESS]
    assert link_to(school) == ""


def test_invitation_is_audited_without_a_name(school: School, admin: Person) -> None:
    invite(school, admin)

    with in_scope(school.pk):
        event = Event.objects.get(verb="person.invited")
    assert event.actor_id == admin.pk
    assert event.payload == {"roles": ["teacher"]}


def test_looking_at_the_link_changes_nothing(school: School, admin: Person) -> None:
    invite(school, admin)

    page = Client().get(link_to(school))

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert not Person.objects.filter(email=ADDRESS).exists()
    with in_scope(school.pk):
        assert Invitation.objects.open().count() == 1


def test_newcomer_joins_with_name_and_password_and_signs_in(school: School, admin: Person) -> None:
    invite(school, admin, ADDRESS, Role.TEACHER)
    client = Client()

    joined = client.post(link_to(school), ARRIVAL)
    client.post("/account/login/", {"login": ADDRESS, "password": PASSWORD})

    assert joined["Location"] == "/account/login/"
    assert client.get(f"/{school.slug}/").status_code == 200
    assert verbs(school) == ["person.invited", "invitation.accepted"]


def test_somebody_known_keeps_their_password(
    school: School, admin: Person, other_school: School
) -> None:
    known = make_person(other_school, Role.GOVERNOR, email=ADDRESS, password=PASSWORD)
    invite(school, admin, ADDRESS, Role.GOVERNOR)

    Client().post(link_to(school), {"name": "Mallory", "password": "another password"})

    known.refresh_from_db()
    assert known.check_password(PASSWORD)
    assert known.name != "Mallory"
    assert [place.school for place in queries.places_of(known)] == [other_school, school]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "Nia", "password": "short"}, "too short"),
        ({"name": "", "password": PASSWORD}, "required"),
        ({"name": "Nia", "password": "Password1234!!"}, "others use too"),
        ({"name": "Nia", "password": "new.teacher@school.example"}, "too similar"),
    ],
)
def test_bad_arrival_keeps_the_page_and_the_invitation(
    school: School, admin: Person, given: dict[str, str], said: str
) -> None:
    invite(school, admin)

    page = Client().post(link_to(school), given)

    assert said in page.content.decode()
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_link_works_once(school: School, admin: Person) -> None:
    invite(school, admin)
    Client().post(link_to(school), ARRIVAL)

    again = Client().post(link_to(school), ARRIVAL)

    assert again.status_code == 404
    assert "no longer works" in again.content.decode()


def test_link_ends_with_its_time(school: School, admin: Person) -> None:
    invitation = invite(school, admin)
    with in_scope(school.pk):
        late = invitation.expires_at + timedelta(seconds=1)
        token = link_to(school).rstrip("/").rsplit("/", 1)[-1]

        with pytest.raises(invitations.NoLongerOpen):
            invitations.accept(school=school, token=token, now=late, **ARRIVAL)


def test_revoked_link_is_like_one_that_never_was(school: School, admin: Person) -> None:
    invitation = invite(school, admin)
    client_of(admin).post(f"/{school.slug}/invitations/{invitation.pk}/revoke/")

    revoked = Client().get(link_to(school))
    invented = Client().get(f"/{school.slug}/join/{tokens.new()}/")

    assert revoked.status_code == 404
    assert seen(revoked) == seen(invented)


def test_sending_again_replaces_the_link(school: School, admin: Person) -> None:
    invitation = invite(school, admin)
    first = link_to(school)

    client_of(admin).post(f"/{school.slug}/invitations/{invitation.pk}/resend/")

    assert Client().get(first).status_code == 404
    assert Client().get(link_to(school)).status_code == 200


def test_link_of_one_school_opens_no_other(
    school: School, admin: Person, other_school: School
) -> None:
    invite(school, admin)

    elsewhere = link_to(school).replace(school.slug, other_school.slug)

    assert Client().get(elsewhere).status_code == 404


def test_somebody_already_here_is_not_invited(
    school: School, admin: Person, teacher: Person
) -> None:
    with pytest.raises(invitations.AlreadyAMember):
        invite(school, admin, teacher.email.upper())


def test_one_address_has_one_open_invitation(school: School, admin: Person) -> None:
    invite(school, admin)

    with pytest.raises(invitations.AlreadyInvited):
        invite(school, admin)


def test_somebody_deactivated_may_be_invited_back(
    school: School, admin: Person, teacher: Person
) -> None:
    with in_scope(school.pk):
        people.deactivate(membership=Membership.objects.get(person=teacher), by=admin)
    invite(school, admin, teacher.email, Role.GOVERNOR)

    Client().post(link_to(school))

    assert [place.roles for place in queries.places_of(teacher)] == [["governor"]]


def test_form_keeps_what_was_typed(school: School, admin: Person) -> None:
    page = client_of(admin).post(
        f"/{school.slug}/people/invite/", {"name": "Nia", "email": "nonsense", "roles": ["slt"]}
    )

    assert 'value="nonsense"' in page.content.decode()
    assert re.search('value="slt"[^>]* checked', page.content.decode())


def test_people_page_shows_open_invitations(school: School, admin: Person) -> None:
    client = client_of(admin)
    client.post(
        f"/{school.slug}/people/invite/",
        {"name": "Nia Newcomer", "email": ADDRESS, "roles": ["teacher", "slt"]},
    )

    page = client.get(f"/{school.slug}/people/").content.decode()

    assert ADDRESS in page
    assert "Senior leader (SLT), Teacher or support staff" in page
