"""Accounts and incidents that belong together; what is on record about an account, as facts."""

import pytest
from django.utils import timezone

from moderation.drafts.models import Post
from moderation.incidents import linking
from moderation.incidents.models import AccountLink, OtherAccount
from moderation.incidents.queries.incidents import our_post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of, run_sql
from tests.catalogue.sights import posted
from tests.drafts.forcing import refused
from tests.drafts.outgoing import now_of as post_now
from tests.incidents.telling import now_of, reported


def account_page(school: School, person: Person, handle: str = "Rude_One") -> str:
    with scope.school(school.pk):
        account = OtherAccount.objects.get(handle__iexact=handle)
    page = client_of(person).get(f"/{school.slug}/incidents/accounts/{account.pk}/")
    return str(page.content.decode())


def test_reports_about_one_account_are_counted_whatever_its_letters(
    school: School, teacher: Person, head: Person
) -> None:
    for handle in ("Rude_One", "rude_one", "RUDE_ONE"):
        reported(school, teacher, handle=handle)

    page = account_page(school, head)

    assert "3 incidents since" in page
    assert "Offensive remarks: 3" in page


def test_incidents_one_may_not_see_are_not_counted(
    school: School, teacher: Person, head: Person, dsl: Person
) -> None:
    reported(school, teacher, handle="Rude_One")
    reported(school, teacher, "disclosure", handle="Rude_One")
    reported(school, teacher, "disclosure", handle="Hidden_One")

    assert "1 incident since" in account_page(school, head)
    assert "2 incidents since" in account_page(school, dsl)
    with scope.school(school.pk):
        hidden = OtherAccount.objects.get(handle="Hidden_One")
    path = f"/{school.slug}/incidents/accounts/{hidden.pk}/"
    assert client_of(head).get(path).status_code == 404


def test_an_account_that_changed_its_name_is_known_by_its_number(
    school: School, teacher: Person
) -> None:
    one = reported(school, teacher, handle="Rude_One", x_user_id="77")
    other = reported(school, teacher, handle="New_Name", x_user_id="77")

    with scope.school(school.pk):
        [account] = OtherAccount.objects.all()
        assert account.handle == "New_Name"
        assert set(account.links.values_list("incident_id", flat=True)) == {one.pk, other.pk}


def test_another_account_is_added_once(school: School, teacher: Person, head: Person) -> None:
    incident = reported(school, teacher)
    client, path = client_of(head), f"/{school.slug}/incidents/{incident.pk}/accounts/"

    first = client.post(path, {"handle": "@Other_One"})
    second = client.post(path, {"handle": "other_one"})
    bad = client.post(path, {"handle": "not a name!"})

    assert [one.status_code for one in (first, second, bad)] == [302, 409, 422]
    assert "not a name!" in bad.content.decode()
    with scope.school(school.pk):
        assert AccountLink.objects.get().by == head


def test_incidents_are_linked_both_ways_and_only_with_what_one_may_see(
    school: School, teacher: Person, head: Person
) -> None:
    one = reported(school, teacher)
    other = reported(school, teacher, "complaint")
    secret = reported(school, teacher, "disclosure")
    client, path = client_of(head), f"/{school.slug}/incidents/{{}}/"

    linked = client.post(path.format(other.pk) + "links/", {"other": one.pk})
    again = client.post(path.format(one.pk) + "links/", {"other": other.pk})
    itself = client.post(path.format(one.pk) + "links/", {"other": one.pk})
    hidden = client.post(path.format(one.pk) + "links/", {"other": secret.pk})

    assert [x.status_code for x in (linked, again, itself, hidden)] == [302, 409, 409, 422]
    assert "A complaint" in client.get(path.format(one.pk)).content.decode()
    assert "Offensive remarks" in client.get(path.format(other.pk)).content.decode()


def test_incident_of_another_school_cannot_be_linked(
    school: School, other_school: School, teacher: Person, head: Person
) -> None:
    here, there = reported(school, teacher), reported(other_school, None, "outside")

    path = f"/{school.slug}/incidents/{here.pk}/links/"
    assert client_of(head).post(path, {"other": there.pk}).status_code == 422


def test_our_post_is_found_by_its_link_and_deleted_from_the_incident(
    school: School, teacher: Person, head: Person
) -> None:
    post = posted(school, teacher, tweet_id="1860000000000000001")
    link = "https://x.com/StCathsofSiena/status/1860000000000000001"
    incident = reported(school, teacher, "copyright", link=link)
    path = f"/{school.slug}/incidents/{incident.pk}/"

    before = client_of(head).get(path).content.decode()
    client_of(head).post(f"{path}post/")

    assert "Delete it from X" in before
    gone: Post = post_now(post)
    assert (gone.state, gone.removal_reason) == ("removing", f"Incident {incident.pk}")
    after = client_of(head).get(path).content.decode()
    assert "Delete it from X" not in after
    with scope.school(school.pk):
        assert incident.entries.filter(kind="deletion", by=head).count() == 1


def test_only_who_may_delete_posts_is_offered_it(
    school: School, teacher: Person, dsl: Person
) -> None:
    posted(school, teacher, tweet_id="1860000000000000001")
    link = "https://x.com/StCathsofSiena/status/1860000000000000001"
    incident = reported(school, teacher, "copyright", link=link)
    client, path = client_of(dsl), f"/{school.slug}/incidents/{incident.pk}/"

    assert "Delete it from X" not in client.get(path).content.decode()
    assert client.post(f"{path}post/").status_code == 403


def test_link_to_no_post_of_ours_deletes_nothing(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, link="https://x.com/a/status/5")

    answer = client_of(head).post(f"/{school.slug}/incidents/{incident.pk}/post/")

    assert answer.status_code == 409
    with scope.school(school.pk):
        assert our_post(now_of(incident)) is None


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            (
                "INSERT INTO incidents_otheraccount (school_id, handle, x_user_id) "
                "SELECT school_id, upper(handle), '' FROM incidents_otheraccount"
            ),
            "other_account_once",
        ),
        ("UPDATE incidents_otheraccount SET handle = ''", "has_a_name"),
        ("DELETE FROM incidents_otheraccount", "incidents_accountlink"),
    ],
)
def test_database_keeps_accounts_apart(
    school: School, teacher: Person, statement: str, told: str
) -> None:
    reported(school, teacher, handle="Rude_One")

    with scope.school(school.pk), refused(told):
        run_sql(statement)


def test_linking_the_same_twice_changes_nothing(school: School, teacher: Person) -> None:
    incident = reported(school, teacher, handle="Rude_One")

    with scope.school(school.pk):
        assert not linking.link(incident, "rude_one", by=teacher, now=timezone.now())
        assert AccountLink.objects.count() == 1
