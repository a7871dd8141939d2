"""What somebody types wrongly in a rule's options never reaches a version that can be ratified."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from policy import engine, option_values, packs
from policy.actions import drafting, enforcement, versions
from policy.engine import RuleSet, RuleSetting, defaults
from policy.facts import Facts
from policy.findings import Option, Severity
from policy.forms.rules import RuleForm
from policy.option_words import words_for
from policy.roll import Roll
from policy.rules import RULES
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope

WRONG: list[tuple[str, str, Option]] = [
    ("politics", "election_from", "22 March 2027"),
    ("politics", "election_until", "2027-02-30"),
    ("politics", "election_until", "20270506"),
    ("posting-hours", "from_hour", "07:30Z"),
    ("posting-hours", "until", "19:00+02:00"),
    ("posting-hours", "until", "25:00"),
    ("posting-hours", "until", ""),
    ("length", "max", -1),
    ("length", "max", 0),
    ("length", "max", 10**12),
    ("length", "dismissed_by", "everybody"),
    ("pupil-name", "allow", "anything"),
    ("identifiable-faces", "exposure", "all"),
    ("link", "allowed", "x" * 501),
    ("photo-declarations", "declarations", "school-device bogus"),
]


def typed(rule: str, **changes: Option) -> dict[str, Any]:
    given: dict[str, Any] = {"revision": "0", "severity": "block"}
    for name, value in {**defaults(rule), **changes}.items():
        given[name] = ("on" if value else "") if isinstance(value, bool) else str(value)
        if words_for(rule, name).several:
            given[name] = str(value).split()
    return given


@pytest.mark.parametrize(("rule", "name", "value"), WRONG)
def test_wrong_value_is_refused_where_it_is_typed(rule: str, name: str, value: Option) -> None:
    form = RuleForm(typed(rule, **{name: value}), rule=rule)

    assert not form.is_valid()
    assert list(form.errors) == [name]


@pytest.mark.parametrize(("rule", "name", "value"), WRONG)
def test_wrong_value_is_refused_by_the_action(
    school: School, head: Person, rule: str, name: str, value: Option
) -> None:
    now = timezone.now()
    with in_scope(school.pk):
        draft = versions.start_blank(school=school, title="Policy", by=head, now=now)
        clause = drafting.add(
            version=draft, by=head, number="1", heading="", text="Be kind.", note="", now=now
        )
        with pytest.raises(enforcement.WrongOption):
            enforcement.set_rule(
                clause=clause,
                by=head,
                rule=rule,
                severity=Severity.BLOCK,
                options={name: value},
                revision=0,
                now=now,
            )
        assert not clause.rules.exists()


@pytest.mark.parametrize("rule", [rule.ID for rule in RULES])
def test_every_default_is_allowed(rule: str) -> None:
    for name, value in defaults(rule).items():
        assert option_values.problem(rule, name, value) == ""


@pytest.mark.parametrize("slug", packs.slugs())
def test_every_option_of_a_pack_is_allowed(slug: str) -> None:
    for clause in packs.load(slug).clauses:
        for setting in clause.rules:
            for name, value in setting.options.items():
                assert option_values.problem(setting.rule, name, value) == "", name


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        ("politics", {"election_from": "in spring", "election_until": "soon"}),
        ("posting-hours", {"from_hour": "07:30Z", "until": "19:00+02:00"}),
        ("length", {"max": 0}),
        ("length", {"max": -5}),
    ],
)
def test_rule_that_cannot_read_its_options_still_answers(
    rule: str, options: dict[str, Option]
) -> None:
    facts = Facts(
        text="Vote Labour on Thursday!",
        photos=(),
        roll=Roll.of([]),
        account_handle="school",
        at=datetime(2026, 11, 21, 3, tzinfo=UTC),
        today=date(2026, 11, 21),
    )
    setting = RuleSetting(rule, Severity.WARN, "1", "Be fair.", options)

    assert engine.check(facts, RuleSet("Policy", 1, (setting,)))


def test_text_beyond_all_reading_is_refused_however_much_the_policy_allows() -> None:
    facts = Facts(text="a " * 5_000, photos=(), roll=Roll.of([]), account_handle="school")
    setting = RuleSetting("length", Severity.BLOCK, "1", "Be brief.", {"max": 100_000})

    (finding,) = engine.check(facts, RuleSet("Policy", 1, (setting,)))

    assert "was not read" in finding.message
