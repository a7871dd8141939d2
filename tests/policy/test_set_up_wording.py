"""A school's own words take the place of a pack's, and no rule is lost."""

import pytest
from django.utils import timezone

from policy.actions import drafting, steps, wording
from policy.models import Clause, PolicyVersion
from policy.queries import ruleset_of
from policy.set_up.pasting import Pasted, split
from policy.workflow import NotPossible
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.policy.versions import begin, propose
from tests.policy.written import seed

OURS = """Our aims
We share news of the school.
Names
We use first names only.
No names stand beside pictures of pupils.
Words
Posts are in good grammar and contain no text language.
"""


def paste(version: PolicyVersion, by: Person, text: str = OURS, title: str = "") -> PolicyVersion:
    with in_scope(version.school_id):
        return wording.replace(
            version=version,
            by=by,
            clauses=split(text),
            title=title,
            revision=version.revision,
            now=timezone.now(),
        )


def clause_of(version: PolicyVersion, rule: str) -> Clause:
    with in_scope(version.school_id):
        return Clause.objects.get(version=version, rules__rule=rule)


def rules(version: PolicyVersion) -> set[str]:
    with in_scope(version.school_id):
        return {setting.rule for setting in ruleset_of(version).settings}


def test_words_are_the_schools_own(school: School, head: Person) -> None:
    version = paste(begin(school, head), head, title="Our policy")

    with in_scope(school.pk):
        texts = list(version.clauses.order_by("position").values_list("number", "text"))
    assert texts[:3] == [
        ("1.1", "We share news of the school."),
        ("2.1", "We use first names only."),
        ("2.2", "No names stand beside pictures of pupils."),
    ]
    assert version.title == "Our policy"


def test_rules_go_to_the_clauses_they_fit(school: School, head: Person) -> None:
    version = paste(begin(school, head, "recommended-2026"), head)

    assert clause_of(version, "pupil-full-name").number == "2.1"
    assert clause_of(version, "pupil-name-with-photo").number == "2.2"
    assert clause_of(version, "grammar").number == "3.1"
    assert clause_of(version, "text-speak").number == "3.1"


def test_no_rule_is_lost_and_what_fits_nowhere_stands_at_the_end(
    school: School, head: Person
) -> None:
    version = begin(school, head, "recommended-2026")
    before = rules(version)

    version = paste(version, head)

    assert rules(version) == before
    added = clause_of(version, "photo-consent")
    assert added.heading == wording.ADDED
    assert added.number.startswith("4.")
    assert added.text.startswith("A pupil is shown only with consent: the family has said yes")


@pytest.mark.parametrize("slug", ["hunts-cross", "st-catherine-of-siena"])
def test_pack_and_its_own_text_find_each_other(school: School, head: Person, slug: str) -> None:
    version = begin(school, head, slug)
    before = rules(version)

    version = paste(version, head, seed(slug))

    assert rules(version) == before
    assert "names" in clause_of(version, _names_rule(slug)).text


def _names_rule(slug: str) -> str:
    return "pupil-name-with-photo" if slug == "hunts-cross" else "pupil-full-name"


def test_what_else_keeps_a_clause_goes_with_its_rules(school: School, head: Person) -> None:
    version = begin(school, head, "st-catherine-of-siena")

    version = paste(version, head, "Pictures\nImages must not infringe copyright.")

    assert clause_of(version, "copyright").enforced[0]["by"] == "process"


def test_what_keeps_a_clause_without_a_rule_goes_to_the_same_words(
    school: School, head: Person
) -> None:
    version = paste(begin(school, head, "hunts-cross"), head, seed("hunts-cross"))

    with in_scope(school.pk):
        clause = Clause.objects.get(version=version, number="7.3")
    assert "circumstances should pupils be allowed to follow staff" in clause.text
    assert [each["by"] for each in clause.enforced][:1] == ["declaration"]


def test_pasting_again_takes_the_place_of_the_first(school: School, head: Person) -> None:
    version = paste(begin(school, head), head)

    version = paste(version, head, "Names\nNo names stand beside pictures.")

    with in_scope(school.pk):
        texts = set(version.clauses.values_list("text", flat=True))
    assert "We share news of the school." not in texts
    assert clause_of(version, "pupil-name-with-photo").text == "No names stand beside pictures."


def test_more_clauses_than_a_policy_has_are_refused(school: School, head: Person) -> None:
    version = begin(school, head)
    many = tuple(Pasted(f"1.{i}", "", "Be kind.") for i in range(drafting.MOST_CLAUSES + 1))

    with pytest.raises(drafting.TooMuch, match="falls into 301 clauses"), in_scope(school.pk):
        wording.replace(
            version=version,
            by=head,
            clauses=many,
            title="",
            revision=version.revision,
            now=timezone.now(),
        )


def test_screen_that_is_behind_replaces_nothing(school: School, head: Person) -> None:
    version = begin(school, head)
    behind = PolicyVersion(pk=version.pk, school=school, revision=version.revision + 1)

    with pytest.raises(steps.ChangedMeanwhile):
        paste(behind, head)


def test_version_before_the_governors_keeps_its_words(school: School, head: Person) -> None:
    version = propose(begin(school, head), head)

    with pytest.raises(NotPossible):
        paste(version, head)
