"""The page that shows what the governors ratified and what the software does about it."""

from datetime import timedelta

from django.utils import timezone

from policy.presenters.document import clause_rows
from policy.queries import version_in_force
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.policy.versions import ratify_next
from tests.posts import adopt_policy


def test_page_quotes_each_clause_with_its_rules(school: School, governor: Person) -> None:
    adopt_policy(school)

    page = client_of(governor).get(f"/{school.slug}/policy/").content.decode()

    assert "only use pupils' first names when referencing children" in page
    assert "Full name of a pupil" in page


def test_clause_kept_by_a_setting_says_by_which(school: School, governor: Person) -> None:
    adopt_policy(school)

    page = client_of(governor).get(f"/{school.slug}/policy/").content.decode()

    public = page.split('id="clause-3.3"')[1].split("</section>")[0]
    assert "The account is open to everybody" in public
    assert "People keep this clause" not in public


def test_page_without_a_policy_says_what_that_means(school: School, governor: Person) -> None:
    page = client_of(governor).get(f"/{school.slug}/policy/").content.decode()

    assert "No policy is in force yet" in page


def test_page_of_another_school_is_missing(other_head: Person, school: School) -> None:
    assert client_of(other_head).get(f"/{school.slug}/policy/").status_code == 404


def test_next_version_counts_from_its_day(school: School) -> None:
    first = adopt_policy(school)

    day = timezone.localdate() + timedelta(days=7)
    second = ratify_next(school, in_force_from=day)

    with scope.school(school.pk):
        assert (first.number, second.number) == (1, 2)
        assert version_in_force(school, day - timedelta(days=1)) == first
        assert version_in_force(school, day) == second


def test_every_rule_of_a_pack_has_a_title(school: School) -> None:
    version = adopt_policy(school)

    with scope.school(school.pk):
        titles = [rule.title for row in clause_rows(version) for rule in row.rules]

    assert titles
    assert all(titles)
