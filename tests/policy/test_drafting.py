"""Writing a draft: its clauses, their order and numbers, the rules that enforce them."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from policy.actions import drafting, enforcement, versions
from policy.actions.steps import ChangedMeanwhile
from policy.engine import defaults
from policy.findings import Severity
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.queries import ruleset_of
from policy.workflow import NotPossible
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.policy.versions import begin, propose, ratify

NOW = timezone.now()


@pytest.fixture
def draft(school: School, head: Person) -> PolicyVersion:
    with in_scope(school.pk):
        return versions.start_blank(school=school, title="Policy", by=head, now=NOW)


@pytest.fixture
def inside(school: School, draft: PolicyVersion) -> Iterator[None]:
    with in_scope(school.pk):
        yield


def write(draft: PolicyVersion, number: str, text: str = "Be kind.", heading: str = "") -> Clause:
    assert draft.owner
    return drafting.add(
        version=draft,
        by=draft.owner,
        number=number,
        heading=heading,
        text=text,
        note="",
        now=NOW,
    )


def edit(clause: Clause, by: Person, text: str, revision: int, number: str = "") -> Clause:
    return drafting.edit(
        clause=clause,
        by=by,
        number=number or clause.number,
        heading="",
        text=text,
        note="",
        revision=revision,
        now=NOW,
    )


def numbers(draft: PolicyVersion) -> list[str]:
    return list(draft.clauses.order_by("position").values_list("number", flat=True))


def test_second_of_two_people_is_told_and_nothing_is_lost(
    inside: None, draft: PolicyVersion, head: Person, deputy: Person
) -> None:
    clause = write(draft, "1")
    edit(clause, head, "Be kind, always.", revision=0)

    with pytest.raises(ChangedMeanwhile, match="Somebody else changed this"):
        edit(clause, deputy, "Be polite.", revision=0)

    clause.refresh_from_db()
    assert clause.text == "Be kind, always."


def test_two_people_on_two_clauses_do_not_meet(
    inside: None, draft: PolicyVersion, head: Person, deputy: Person
) -> None:
    first, second = write(draft, "1"), write(draft, "2")

    edit(first, head, "Changed.", revision=0)
    edit(second, deputy, "Changed too.", revision=0)

    assert set(draft.clauses.values_list("text", flat=True)) == {"Changed.", "Changed too."}


def test_number_of_another_clause_is_refused(inside: None, draft: PolicyVersion) -> None:
    write(draft, "1")

    with pytest.raises(drafting.NumberTaken, match="has the number 1"):
        write(draft, "1")


def test_clauses_change_places_with_their_neighbours(
    inside: None, draft: PolicyVersion, head: Person
) -> None:
    clauses = [write(draft, number) for number in ("1", "2", "3")]

    drafting.move(clause=clauses[2], by=head, down=False, now=NOW)
    drafting.move(clause=clauses[0], by=head, down=False, now=NOW)

    assert numbers(draft) == ["1", "3", "2"]


def test_renumbering_counts_under_headings(
    inside: None, draft: PolicyVersion, head: Person
) -> None:
    for number, heading in (("7", "Names"), ("2", "Names"), ("9a", "Photos"), ("1.1", "Names")):
        write(draft, number, heading=heading)

    draft.refresh_from_db()
    drafting.renumber(version=draft, by=head, revision=draft.revision, now=NOW)

    assert numbers(draft) == ["1.1", "1.2", "2.1", "3.1"]


def test_renumbering_without_headings_counts_on(
    inside: None, draft: PolicyVersion, head: Person
) -> None:
    for number in ("2", "1", "5"):
        write(draft, number)

    draft.refresh_from_db()
    drafting.renumber(version=draft, by=head, revision=draft.revision, now=NOW)

    assert numbers(draft) == ["1", "2", "3"]


def test_removed_clause_takes_its_rules_along(
    inside: None, draft: PolicyVersion, head: Person
) -> None:
    clause = write(draft, "1")
    set_rule(clause, head, "length", revision=0)

    drafting.remove(clause=clause, by=head, revision=1, now=NOW)

    assert not draft.clauses.exists()
    assert not ClauseRule.objects.exists()


def test_clause_gone_meanwhile_is_told(inside: None, draft: PolicyVersion, head: Person) -> None:
    clause = write(draft, "1")
    drafting.remove(clause=Clause.objects.get(pk=clause.pk), by=head, revision=0, now=NOW)

    with pytest.raises(ChangedMeanwhile):
        edit(clause, head, "Still here?", revision=0)


def test_ten_thousand_words_in_a_clause_are_kept(inside: None, draft: PolicyVersion) -> None:
    words = "Be kind online. " * 3400

    clause = write(draft, "1", text=words)

    clause.refresh_from_db()
    assert len(clause.text.split()) > 10_000


def test_more_than_anybody_reads_is_refused(
    inside: None, draft: PolicyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "MOST_CHARACTERS", 10)
    with pytest.raises(drafting.TooMuch, match="it can have 10"):
        write(draft, "1", text="Eleven characters")

    monkeypatch.setattr(drafting, "MOST_CLAUSES", 0)
    with pytest.raises(drafting.TooMuch, match="at most 0 clauses"):
        write(draft, "2", text="Short")
    assert not draft.clauses.exists()


def test_version_before_the_governors_is_not_written(
    inside: None, draft: PolicyVersion, head: Person
) -> None:
    clause = write(draft, "1")
    propose(draft, head)

    with pytest.raises(NotPossible, match="Before the governors"):
        edit(clause, head, "Other", revision=0)


def set_rule(
    clause: Clause, by: Person, rule: str, revision: int, **options: bool | int | str
) -> ClauseRule:
    return enforcement.set_rule(
        clause=clause,
        by=by,
        rule=rule,
        severity=Severity.BLOCK,
        options=options,
        revision=revision,
        now=NOW,
    )


def test_rule_is_set_with_all_its_options(inside: None, draft: PolicyVersion, head: Person) -> None:
    clause = write(draft, "1")

    row = set_rule(clause, head, "hashtags", revision=0, max=2)

    assert row.options == {**defaults("hashtags"), "max": 2}
    assert ruleset_of(draft).options("hashtags") == row.options


def test_rule_of_another_clause_is_refused_with_its_number(
    inside: None, draft: PolicyVersion, head: Person
) -> None:
    set_rule(write(draft, "4.2"), head, "length", revision=0)

    with pytest.raises(enforcement.RuleElsewhere, match=r"clause 4\.2"):
        set_rule(write(draft, "5"), head, "length", revision=0)


def test_option_of_another_kind_is_refused(
    inside: None, draft: PolicyVersion, head: Person
) -> None:
    clause = write(draft, "1")

    with pytest.raises(enforcement.WrongOption):
        set_rule(clause, head, "length", revision=0, max="many")
    with pytest.raises(enforcement.WrongOption):
        set_rule(clause, head, "length", revision=0, colour="red")


def test_rule_over_somebody_elses_change_is_refused(
    inside: None, draft: PolicyVersion, head: Person, deputy: Person
) -> None:
    clause = write(draft, "1")
    set_rule(clause, head, "length", revision=0)

    with pytest.raises(ChangedMeanwhile):
        enforcement.remove_rule(clause=clause, by=deputy, rule="length", revision=0, now=NOW)


def test_draft_changes_nothing_of_what_is_in_force(
    inside: None, school: School, draft: PolicyVersion, head: Person, governor: Person
) -> None:
    set_rule(write(draft, "1"), head, "length", revision=0)
    ratified = ratify(draft, head, governor)

    following = begin(school, head)
    rule = ClauseRule.objects.filter(clause__version=following).select_related("clause").first()
    assert rule is not None
    enforcement.remove_rule(
        clause=rule.clause, by=head, rule=rule.rule, revision=rule.clause.revision, now=NOW
    )

    assert [one.rule for one in ruleset_of(ratified).settings] == ["length"]


def test_rules_quote_the_words_without_signs_of_markdown(
    inside: None, draft: PolicyVersion, head: Person
) -> None:
    clause = write(draft, "1", text="**No names** of pupils.\n\n- beside pictures & videos")
    ClauseRule.objects.create(
        school=draft.school, clause=clause, rule="pupil-name", severity="warn"
    )

    (setting,) = ruleset_of(draft).settings

    assert setting.clause_text == "No names of pupils. beside pictures & videos"
