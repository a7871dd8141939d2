"""Who is the head and who chairs the governors: one of each, as the roles allow."""

import pytest

from schoolsocial.accounts.actions import people
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope, run_sql
from tests.drafts.forcing import refused

HEAD, CHAIR = Membership.Post.HEAD, Membership.Post.CHAIR


def place_of(person: Person, school: School) -> Membership:
    with in_scope(school.pk):
        return Membership.objects.get(person=person)


def give(person: Person, school: School, by: Person, post: str, *roles: Role) -> Membership:
    with in_scope(school.pk):
        place = place_of(person, school)
        return people.change_roles(membership=place, by=by, roles=roles, post=post)


def test_administrator_names_the_head_on_the_page(
    school: School, admin: Person, head: Person
) -> None:
    place = place_of(head, school)

    client_of(admin).post(f"/{school.slug}/people/{place.pk}/", {"roles": ["slt"], "post": "head"})

    assert place_of(head, school).post == HEAD
    with in_scope(school.pk):
        payload = Event.objects.get(verb="roles.changed").payload
    assert (payload["post_before"], payload["post"]) == ("", "head")
    assert "head of the school" in client_of(admin).get(f"/{school.slug}/people/").content.decode()


def test_second_head_is_refused_with_what_to_do(
    school: School, admin: Person, head: Person, deputy: Person
) -> None:
    give(head, school, admin, HEAD, Role.SLT)

    with pytest.raises(people.PostTaken, match="one of each"):
        give(deputy, school, admin, HEAD, Role.SLT)


@pytest.mark.parametrize(("post", "role"), [(HEAD, Role.GOVERNOR), (CHAIR, Role.SLT)])
def test_post_without_its_role_is_refused(
    school: School, admin: Person, teacher: Person, post: str, role: Role
) -> None:
    with pytest.raises(people.PostDoesNotFit):
        give(teacher, school, admin, post, role)


def test_deactivated_head_leaves_the_post_free(
    school: School, admin: Person, head: Person, deputy: Person
) -> None:
    place = give(head, school, admin, HEAD, Role.SLT)
    with in_scope(school.pk):
        people.deactivate(membership=place, by=admin)

    give(deputy, school, admin, HEAD, Role.SLT)
    with in_scope(school.pk):
        people.reactivate(membership=place, by=admin)

    assert place_of(deputy, school).post == HEAD
    assert place_of(head, school).post == ""


def test_database_holds_one_head_and_the_role(
    school: School, admin: Person, head: Person, deputy: Person, teacher: Person
) -> None:
    give(head, school, admin, HEAD, Role.SLT)
    name = "UPDATE accounts_membership SET post = 'head' WHERE person_id = %s"

    with in_scope(school.pk):
        with refused("membership_one_head_one_chair"):
            run_sql(name, deputy.pk)
        with refused("membership_post_fits_roles"):
            run_sql(name, teacher.pk)
