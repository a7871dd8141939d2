"""A follower may be a pupil: one notice, one block, one confidential incident, told at once."""

from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.tenancy import scope
from tests.blocks.blocking import decided
from tests.contacts.noticing import PUPIL, noticed, own_account


def test_notice_decides_the_block_and_opens_a_confidential_incident(
    school: School, teacher: Person
) -> None:
    contact = noticed(own_account(school, teacher), teacher)

    assert (contact.block.state, contact.block.handle) == ("to-do", PUPIL)
    assert (contact.incident.category, contact.incident.is_confidential) == ("pupil-follows", True)
    assert contact.incident.reported_by == teacher


def test_block_of_a_pupil_is_due_with_its_notice_and_not_later(
    school: School, teacher: Person
) -> None:
    account = own_account(school, teacher)
    ordinary = decided(account, teacher, handle="Pots_And_Pans", user_id="")
    before = noticed(account, teacher, handle="Pots_And_Pans")
    fresh = noticed(account, teacher)

    assert ordinary.due_at is not None
    assert ordinary.due_at > before.due_at
    assert (before.block.due_at, fresh.block.due_at) == (before.due_at, fresh.due_at)


def test_noticed_twice_is_one_notice_and_one_mail(
    school: School, teacher: Person, dsl: Person
) -> None:
    account = own_account(school, teacher)
    first, second = noticed(account, teacher), noticed(account, teacher, handle=PUPIL.upper())
    with scope.school(school.pk):
        letters = list(Letter.objects.values_list("to", "kind"))

    assert first.pk == second.pk
    assert letters == [(dsl.email, "contact-noticed")]


def test_leads_and_leaders_are_told_and_nobody_else(
    school: School, teacher: Person, dsl: Person, head: Person, office: Person
) -> None:
    noticed(own_account(school, teacher), teacher)
    with scope.school(school.pk):
        told = set(Letter.objects.values_list("to", flat=True))

    assert told == {dsl.email, head.email}


def test_owner_is_led_to_it_where_a_leader_noticed(
    school: School, teacher: Person, dsl: Person, head: Person
) -> None:
    noticed(own_account(school, teacher), head)
    with scope.school(school.pk):
        told = set(Letter.objects.values_list("to", "kind"))

    assert told == {
        (teacher.email, "contact-block-now"),
        (dsl.email, "contact-noticed"),
    }
