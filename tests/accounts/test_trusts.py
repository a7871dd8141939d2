"""Trusts: founded by the platform, asked for by the trust, agreed to by the school's head alone."""

from http import HTTPStatus

import pytest

from schoolsocial.accounts.actions import people, trusts
from schoolsocial.accounts.models import Membership, Person, School, Trust, TrustMember, TrustPlace
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of, give_second_factor, in_scope, make_person, run_sql
from tests.governance.trusts import NOW, ask, join, make_head, make_trust, make_trust_admin

OURS = "/st-catherine/our-trust/"
NEW = {
    "name": "Mersey Learning Trust",
    "slug": "mersey",
    "admin_name": "Tara Trust",
    "admin_email": "Tara@Mersey.example",
}


@pytest.fixture
def trust(db: None) -> Trust:
    return make_trust()


@pytest.fixture
def trustee(trust: Trust) -> Person:
    return make_trust_admin(trust)


@pytest.fixture
def platform(db: None) -> Person:
    person = make_person(None)
    Person.objects.filter(pk=person.pk).update(is_platform_admin=True)
    give_second_factor(person)
    return person


def places(school: School) -> list[TrustPlace]:
    with in_scope(school.pk):
        return list(TrustPlace.objects.order_by("pk"))


def verbs(school_id: int) -> list[str]:
    with scope.platform():
        rows = Event.objects.filter(school_id=school_id, verb__startswith="trust.")
        return list(rows.order_by("sequence").values_list("verb", flat=True))


def test_platform_founds_a_trust_and_its_first_person(platform: Person) -> None:
    client_of(platform).post("/platform/trusts/new/", NEW)

    with scope.platform():
        member = TrustMember.objects.select_related("person", "trust").get()
    assert (member.trust.name, member.person.email) == (NEW["name"], "tara@mersey.example")
    assert verbs(0) == ["trust.founded"]


def test_address_of_a_trust_is_taken_once(platform: Person, trust: Trust) -> None:
    response = client_of(platform).post("/platform/trusts/new/", NEW)

    assert "Another trust has this address" in response.content.decode()
    assert Trust.objects.count() == 1


def test_platform_page_lists_trusts(platform: Person, school: School, trust: Trust) -> None:
    join(school, trust, make_trust_admin(trust))

    assert "/trust/mersey/" in client_of(platform).get("/platform/").content.decode()


def test_person_of_one_trust_arrives_there(trustee: Person) -> None:
    assert client_of(trustee).get("/")["Location"] == "/trust/mersey/"


def test_person_of_a_trust_and_a_school_chooses(school: School, trustee: Person) -> None:
    with in_scope(school.pk):
        Membership.objects.create(school=school, person=trustee, roles=[Role.GOVERNOR])

    shown = client_of(trustee).get("/").content.decode()

    assert "Mersey Learning Trust" in shown
    assert "St Catherine of Siena" in shown


def test_trust_asks_and_the_head_agrees(school: School, trustee: Person) -> None:
    head = make_head(school)
    client_of(trustee).post("/trust/mersey/ask/", {"slug": "st-catherine"})
    [place] = places(school)

    client_of(head).post(f"{OURS}{place.pk}/answer/", {"answer": "agree"})

    [place] = places(school)
    assert (place.agreed, place.answered_by, place.asked_by) == (True, head, trustee)
    assert verbs(school.pk) == ["trust.agreed"]
    assert verbs(0) == ["trust.asked"]


def test_head_declines_and_may_be_asked_again(
    school: School, trust: Trust, trustee: Person
) -> None:
    head, place = make_head(school), ask(school, trust, trustee)
    client_of(head).post(f"{OURS}{place.pk}/answer/", {"answer": "decline"})

    ask(school, trust, trustee)

    assert [one.agreed for one in places(school)] == [False, None]


@pytest.mark.parametrize("slug", ["st-catherine", "no-such-school"])
def test_answer_to_a_trust_tells_nothing_of_a_school(
    school: School, trustee: Person, slug: str
) -> None:
    client = client_of(trustee)

    shown = client.post("/trust/mersey/ask/", {"slug": slug}, follow=True).content.decode()

    assert "If a school has this address" in shown


def test_asking_twice_asks_once(school: School, trust: Trust, trustee: Person) -> None:
    ask(school, trust, trustee)
    ask(school, trust, trustee)

    assert len(places(school)) == 1


def test_asking_in_vain_keeps_what_was_typed(trustee: Person) -> None:
    response = client_of(trustee).post("/trust/mersey/ask/", {"slug": "not a slug!"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "not a slug!" in response.content.decode()


def test_other_leader_is_told_who_answers(
    school: School, trust: Trust, trustee: Person, deputy: Person
) -> None:
    place = ask(school, trust, trustee)

    client = client_of(deputy)
    answered = client.post(f"{OURS}{place.pk}/answer/", {"answer": "agree"}, follow=True)

    assert "Only the head of the school answers a trust" in answered.content.decode()
    assert [one.agreed for one in places(school)] == [None]


def test_second_answer_is_refused(school: School, trust: Trust, trustee: Person) -> None:
    head = make_head(school)
    place = join(school, trust, trustee, head)

    with in_scope(school.pk), pytest.raises(trusts.AlreadyAnswered):
        trusts.answer(place=place, agreed=False, by=head, now=NOW)


def test_school_of_a_trust_joins_no_other(school: School, trust: Trust, trustee: Person) -> None:
    head = make_head(school)
    join(school, trust, trustee, head)
    other = make_trust("dee", "Dee Trust")
    place = ask(school, other, make_trust_admin(other))

    with in_scope(school.pk), pytest.raises(trusts.ElsewhereAlready):
        trusts.answer(place=place, agreed=True, by=head, now=NOW)


def test_school_leaves_and_may_join_another(school: School, trust: Trust, trustee: Person) -> None:
    head = make_head(school)
    place = join(school, trust, trustee, head)
    client_of(head).post(f"{OURS}{place.pk}/leave/")

    other = make_trust("dee", "Dee Trust")
    join(school, other, make_trust_admin(other), head)

    assert [bool(one.ended_at) for one in places(school)] == [True, False]


def test_leaving_twice_is_refused(school: School, trust: Trust, trustee: Person) -> None:
    head = make_head(school)
    place = join(school, trust, trustee, head)
    with in_scope(school.pk):
        trusts.leave(place=place, by=head, now=NOW)

    with in_scope(school.pk), pytest.raises(trusts.AlreadyAnswered):
        trusts.leave(place=place, by=head, now=NOW)


def test_question_to_another_school_is_missing(
    school: School, other_school: School, trust: Trust, trustee: Person
) -> None:
    place, head = ask(other_school, trust, trustee), make_head(school)

    response = client_of(head).post(f"{OURS}{place.pk}/answer/", {"answer": "agree"})

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_page_says_what_a_trust_sees(school: School, trust: Trust, trustee: Person) -> None:
    ask(school, trust, trustee)

    shown = client_of(make_head(school)).get(OURS).content.decode()

    assert "Mersey Learning Trust asks" in shown
    assert "It sees no child" in shown


def test_last_place_in_a_school_ends_and_the_trusts_door_stays_open(
    school: School, trustee: Person, admin: Person
) -> None:
    with in_scope(school.pk):
        place = Membership.objects.create(school=school, person=trustee, roles=[Role.GOVERNOR])
        people.deactivate(membership=place, by=admin)

    trustee.refresh_from_db()
    assert trustee.is_active


def test_no_school_takes_the_address_of_trusts(platform: Person) -> None:
    typed = {"slug": "trust", "name": "Trust", "phase": "primary"}
    person = {"admin_email": "a@b.example", "admin_name": "Ada"}

    shown = client_of(platform).post("/platform/schools/new/", typed | person)

    assert shown.status_code == HTTPStatus.OK
    assert not School.objects.filter(slug="trust").exists()


def test_trusts_name_is_never_empty(db: None) -> None:
    with pytest.raises(Exception, match="trust_has_name"):
        run_sql("INSERT INTO accounts_trust (slug, name) VALUES ('x', '')")
