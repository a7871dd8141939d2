"""Each answer of the set-up changes rules and words of the draft, and nothing else."""

import pytest
from django.utils import timezone

from policy import packs
from policy.actions import points, steps, versions
from policy.engine import RuleSetting
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.queries import answers, ruleset_of
from policy.set_up.points import OWN
from policy.set_up.questions import POINTS
from policy.workflow import NotPossible
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import in_scope
from tests.policy.versions import begin, propose

EVERY_ANSWER = [(point.id, choice.value) for point in POINTS for choice in point.choices]


def settle(version: PolicyVersion, by: Person, **given: str) -> PolicyVersion:
    with in_scope(version.school_id):
        return points.settle(
            version=version,
            by=by,
            answers=given,
            revision=version.revision,
            now=timezone.now(),
        )


def settings(version: PolicyVersion) -> dict[str, RuleSetting]:
    with in_scope(version.school_id):
        return {setting.rule: setting for setting in ruleset_of(version).settings}


def answered(version: PolicyVersion) -> dict[str, str]:
    with in_scope(version.school_id):
        return answers.answered(version)


def words(version: PolicyVersion) -> dict[str, str]:
    with in_scope(version.school_id):
        return dict(version.clauses.order_by("position").values_list("number", "text"))


def test_packs_are_read_as_answers(school: School, head: Person) -> None:
    version = begin(school, head, "st-catherine-of-siena")

    found = answered(version)

    assert (found["names"], found["praise"], found["visibility"]) == ("first", "no", "public")
    assert (found["hours"], found["hashtags"]) == ("any", "anywhere")


@pytest.mark.parametrize("slug", packs.slugs())
def test_every_pack_fits_the_answers(school: School, head: Person, slug: str) -> None:
    found = answered(begin(school, head, slug))

    assert {point for point, answer in found.items() if answer == OWN} <= {
        "visibility",
        "following",
    }


@pytest.mark.parametrize("slug", packs.slugs())
@pytest.mark.parametrize(("point", "value"), EVERY_ANSWER)
def test_every_answer_can_be_given_and_read_again(
    school: School, head: Person, slug: str, point: str, value: str
) -> None:
    version = begin(school, head, slug)
    before = answered(version)

    after = answered(settle(version, head, **{point: value}))

    standing = {**before, point: value}
    assert after == standing


@pytest.mark.parametrize("slug", packs.slugs())
def test_answers_given_and_taken_back_leave_the_rules_as_they_were(
    school: School, head: Person, slug: str
) -> None:
    version = begin(school, head, slug)
    before, own = settings(version).keys(), answered(version)
    other = {
        point.id: next(c.value for c in point.choices if c.value != own[point.id])
        for point in POINTS
    }

    back = settle(settle(version, head, **other), head, **own)

    assert answered(back)["names"] == own["names"]
    companions = {"text-in-photo", "neighbouring-name", "pupil-name"}  # may come or stay
    assert before - companions == settings(back).keys() - companions


def test_answers_leave_an_event_without_words(school: School, head: Person) -> None:
    version = begin(school, head)

    settle(version, head, hours="0800-1700")

    with in_scope(school.pk):
        event = Event.objects.latest("sequence")
    assert event.verb == "policy.points_settled"
    assert event.payload == {"number": version.number, "revision": 1}


def test_answer_that_stands_already_changes_no_word(school: School, head: Person) -> None:
    version = begin(school, head, "hunts-cross")
    before = words(version)

    settle(version, head, names="without-photo", hashtags="end", grammar="ask")

    assert words(version) == before


def test_answer_changes_rule_and_words_of_its_clause(school: School, head: Person) -> None:
    version = begin(school, head, "st-catherine-of-siena")

    settle(version, head, praise="ask")

    assert settings(version)["individual-target"].severity == "warn"
    assert words(version)["5.1"] == (
        "Posts speak to a class, a year group or everybody, "
        "and to one child only for a good reason."
    )


def test_going_back_to_the_packs_answer_brings_back_its_words(school: School, head: Person) -> None:
    version = begin(school, head, "st-catherine-of-siena")
    before = words(version)

    settle(settle(version, head, praise="ask"), head, praise="no")

    assert words(version) == before


def test_missing_clause_is_written_under_its_heading(school: School, head: Person) -> None:
    version = begin(school, head, "hunts-cross")

    settle(version, head, hours="0800-1700")

    with in_scope(school.pk):
        clause = Clause.objects.get(version=version, rules__rule="posting-hours")
    assert clause.heading == "Who posts, and how"
    assert clause.text == "Posts go out between 08:00 and 17:00 from Monday to Friday."
    assert clause.number == "11.1"


def test_clause_about_something_else_too_keeps_its_words(school: School, head: Person) -> None:
    version = begin(school, head, "hunts-cross")
    etiquette = words(version)["4.1"]

    settle(version, head, grammar="off")

    assert words(version)["4.1"] == etiquette
    assert words(version)["4.3"] == "Spelling and grammar are for the author to look after."
    assert settings(version).keys().isdisjoint({"grammar"})
    assert settings(version)["text-speak"].clause_number == "4.1"


def test_names_beside_photos_take_their_companions_along(school: School, head: Person) -> None:
    version = begin(school, head, "recommended-2026")

    settle(version, head, names="first")

    left = settings(version)
    assert left.keys().isdisjoint({"pupil-name-with-photo", "text-in-photo", "neighbouring-name"})
    assert not any("beside a picture" in text for text in words(version).values())
    assert left["pupil-name"].options["allow"] == "first"


def test_no_names_at_all_leave_one_clause_about_names(school: School, head: Person) -> None:
    version = begin(school, head, "recommended-2026")

    settle(version, head, names="never")

    left = settings(version)
    assert left.keys().isdisjoint({"pupil-name-with-photo", "pupil-full-name"})
    assert (left["pupil-name"].severity, left["pupil-name"].options["allow"]) == ("block", "none")
    assert words(version)["3.2"] == "No post names a pupil."
    assert "3.1" not in words(version)
    assert left["text-in-photo"].clause_number == "3.2"


def test_recommended_policy_lets_first_names_pass(school: School, head: Person) -> None:
    version = begin(school, head, "recommended-2026")

    assert settings(version)["pupil-name"].options["allow"] == "first"


def test_visibility_is_kept_with_the_version(school: School, head: Person) -> None:
    version = begin(school, head, "st-catherine-of-siena")

    settle(version, head, visibility="protected")

    with in_scope(school.pk):
        clause = Clause.objects.get(version=version, number="3.3")
    assert clause.text == "The account is protected: the school accepts each follower."
    assert [(each["point"], each["answer"]) for each in clause.enforced] == [
        ("visibility", "protected")
    ]
    assert answered(version)["visibility"] == "protected"


def test_own_setting_is_left_as_it_is(school: School, head: Person) -> None:
    version = begin(school, head, "recommended-2026")
    with in_scope(school.pk):
        row = ClauseRule.objects.get(clause__version=version, rule="group-only")
        row.options = {**row.options, "minimum": 9}
        row.save()
    assert answered(version)["group"] == OWN

    settle(version, head, group=OWN)

    assert settings(version)["group-only"].options["minimum"] == 9


def test_severity_of_its_own_is_no_other_answer(school: School, head: Person) -> None:
    version = begin(school, head, "recommended-2026")
    with in_scope(school.pk):
        ClauseRule.objects.filter(rule="group-only").update(severity="block")

    assert answered(version)["group"] == "3"


def test_screen_that_is_behind_changes_nothing(school: School, head: Person) -> None:
    version = begin(school, head)
    settle(version, head, hours="0800-1700")

    with pytest.raises(steps.ChangedMeanwhile):
        settle(version, head, hours="any")

    assert answered(version)["hours"] == "0800-1700"


def test_version_before_the_governors_is_left_alone(school: School, head: Person) -> None:
    version = propose(begin(school, head), head)

    with pytest.raises(NotPossible):
        settle(version, head, hours="0800-1700")


def test_blank_version_takes_answers_too(school: School, head: Person) -> None:
    with in_scope(school.pk):
        version = versions.start_blank(school=school, title="Ours", by=head, now=timezone.now())

    settle(version, head, names="first-without-photo", approvers="two")

    assert settings(version).keys() == {
        "pupil-full-name", "pupil-name-with-photo", "two-approvers",
    }  # fmt: skip
    assert list(words(version)) == ["1.1", "2.1"]
