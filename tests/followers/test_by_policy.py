"""The policy in force says how often followers are looked at, who signs, and for which reasons."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from moderation.blocks.models import Block
from moderation.followers.actions import checking, deciding
from moderation.followers.actions.deciding import Said
from moderation.followers.errors import NotThisReason
from moderation.followers.forms.deciding import DecideForm, ManyForm
from moderation.followers.jobs import reminding
from moderation.followers.models import Decision, FollowerCase, Rules
from moderation.followers.queries import rules
from moderation.followers.reasons import SHIPPED, in_words
from moderation.followers.workflow import Verdict
from policy.rules.follower_checks import REASONS_OF, problem
from policy.rules.follower_checks import reasons as named
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, make_person
from tests.fixtures.sandbox import SandboxX
from tests.followers.policies import drafted, silent, wants
from tests.followers.sweeping import case_of, cases, record_of
from tests.policy.versions import begin_next, ratify
from tests.posts import adopt_policy

LIST, RULES = "/st-catherine/followers/", "/st-catherine/followers/rules/"
ADVERT = "Sells uniforms that are not ours"


@pytest.fixture
def case(x_account: Account, head: Person, sandbox: SandboxX) -> FollowerCase:
    return case_of(sandbox, x_account, head, "SomeBody", bio="Buns")


def set_by_school(school: School, by: Person, **fields: Any) -> None:
    given = {"check_days": 21, "two_to_block": True, "facts_months": 6} | fields
    with scope.school(school.pk):
        checking.choose(school=school, by=by, now=timezone.now(), **given)


def counting(school: School, day: date | None = None) -> rules.Counting:
    with scope.school(school.pk):
        return rules.counting(school, day or timezone.localdate())


def decide(case: FollowerCase, by: Person, verdict: str, reason: str = "") -> int:
    sent = {"verdict": verdict, "reason": reason}
    path = f"{LIST}cases/{case.pk}/decide/"
    status: int = client_of(by).post(path, sent).status_code
    return status


def page(person: Person, path: str) -> str:
    shown = client_of(person).get(path)
    assert shown.status_code == 200
    return " ".join(shown.content.decode().split())


def test_list_says_how_often_and_links_the_clause(school: School, head: Person) -> None:
    version = wants(school, days=14)

    shown = page(head, LIST)

    link = f"/st-catherine/policy/versions/{version.pk}/#clause-1"
    assert f'Every 14 days, as the policy’s <a href="{link}">clause 1</a> says.' in shown


def test_policy_that_is_silent_leaves_it_to_the_school(school: School, head: Person) -> None:
    silent(school)
    set_by_school(school, head, check_days=21)

    assert "The policy does not say how often; the school’s setting counts: every 21 days." in page(
        head, LIST
    )
    assert counting(school).two_to_block
    assert counting(school).reasons == SHIPPED


def test_school_without_a_policy_goes_by_its_setting(school: School, head: Person) -> None:
    assert "No policy is in force; the school’s setting counts: every 30 days." in page(head, LIST)


@pytest.mark.parametrize("pack", ["st-catherine-of-siena", "hunts-cross", "recommended-2026"])
def test_a_packs_clause_changes_nothing_of_what_was_usual(school: School, pack: str) -> None:
    adopt_policy(school, pack)

    by_pack = counting(school)

    assert (by_pack.check_days, by_pack.two_to_block) == (30, False)
    assert by_pack.reasons == SHIPPED
    assert by_pack.clause


def test_form_offers_the_policys_reasons_and_no_others(
    school: School, case: FollowerCase, head: Person
) -> None:
    wants(school, block=ADVERT)

    shown = page(head, f"{LIST}cases/{case.pk}/")

    assert ADVERT in shown
    assert "Abusive towards the school" not in shown
    assert decide(case, head, "block", "abusive") == 422
    assert cases(case.account)[0].state == "open"


def test_a_decision_keeps_the_words_and_the_version(
    school: School, case: FollowerCase, head: Person
) -> None:
    version = wants(school, block=f"{ADVERT}\nRude")

    assert decide(case, head, "block", in_words(ADVERT).code) == 302

    [line] = record_of(case)
    assert (line.words, line.policy_id) == (ADVERT, version.pk)
    with scope.school(school.pk):
        assert Block.objects.get().reason == ADVERT


def test_one_key_stands_for_the_first_reason_of_the_policy(
    school: School, case: FollowerCase, head: Person
) -> None:
    wants(school, keep="Comes to our fair\nOther")

    decide(case, head, "keep")

    assert [one.words for one in record_of(case)] == ["Comes to our fair"]


def test_a_later_policy_does_not_rewrite_what_was_decided(
    school: School, case: FollowerCase, head: Person
) -> None:
    first = wants(school, block=ADVERT)
    decide(case, head, "block", in_words(ADVERT).code)

    wants(school, block="Something else altogether")

    shown = page(head, f"{LIST}cases/{case.pk}/")
    assert f"Block: {ADVERT}" in shown
    assert f"By the policy, version {first.number}." in shown


def test_a_decision_by_the_schools_setting_names_no_policy(
    school: School, case: FollowerCase, head: Person
) -> None:
    silent(school)

    decide(case, head, "keep", "family")

    [line] = record_of(case)
    assert (line.reason, line.words, line.policy_id) == (
        "family",
        "Belongs to a child’s family",
        None,
    )


def test_a_reason_a_new_policy_dropped_is_refused(
    school: School, case: FollowerCase, head: Person
) -> None:
    wants(school, ask="Ask the office")
    said = Said(Verdict.ASK, in_words("Ask the office").code)
    wants(school, ask="Ask the caretaker")

    with scope.school(school.pk), pytest.raises(NotThisReason):
        deciding.decide(cases=[case], said=said, by=head, now=timezone.now())

    assert record_of(case) == []


def test_signature_is_given_under_the_words_that_were_decided(
    school: School, case: FollowerCase, head: Person
) -> None:
    version = wants(school, block=ADVERT, two_to_block=True)
    decide(case, head, "block")
    wants(school, block="Something else", two_to_block=False)
    deputy = make_person(school, Role.SLT)

    assert f"A leader decided to block: {ADVERT}." in page(deputy, f"{LIST}cases/{case.pk}/")
    client_of(deputy).post(f"{LIST}cases/{case.pk}/sign/")

    assert [(one.act, one.words, one.policy_id) for one in record_of(case)] == [
        ("decided", ADVERT, version.pk),
        ("signed", ADVERT, version.pk),
    ]


@pytest.mark.parametrize(("two", "state"), [(True, "to-sign"), (False, "decided")])
def test_second_signature_is_the_policys_to_ask_for(
    school: School, case: FollowerCase, head: Person, two: bool, state: str
) -> None:
    set_by_school(school, head, two_to_block=not two)
    wants(school, two_to_block=two)

    decide(case, head, "block")

    assert cases(case.account)[0].state == state


def test_a_draft_has_no_effect_until_it_is_in_force(school: School, head: Person) -> None:
    version = wants(school, days=14)
    tomorrow = timezone.localdate() + timedelta(days=1)
    draft = drafted(version, head, days=7, keep="Later")
    assert counting(school).check_days == 14

    ratify(draft, head, make_person(school, Role.GOVERNOR), in_force_from=tomorrow)

    assert counting(school).check_days == 14
    later = counting(school, tomorrow)
    assert (later.check_days, [one.words for one in later.reasons["keep"]]) == (7, ["Later"])


def test_another_schools_policy_has_no_effect(
    school: School, other_school: School, case: FollowerCase, head: Person
) -> None:
    wants(school, days=14, keep="Ours")
    wants(other_school, days=3, keep="Theirs", two_to_block=True)

    shown = page(head, f"{LIST}cases/{case.pk}/")

    assert "Ours" in shown
    assert "Theirs" not in shown
    assert (counting(school).check_days, counting(school).two_to_block) == (14, False)


@pytest.mark.parametrize(("after", "letters"), [(4, 0), (6, 1)])
def test_reminder_goes_by_the_policys_days(
    school: School, case: FollowerCase, head: Person, after: int, letters: int
) -> None:
    set_by_school(school, head, check_days=1)
    wants(school, days=5)
    decide(case, head, "keep")

    reminding.remind(timezone.now() + timedelta(days=after))

    with scope.school(school.pk):
        assert Letter.objects.filter(kind=reminding.KIND, to=head.email).count() == letters


def test_settings_page_shows_what_the_policy_fixes_and_asks_only_the_rest(
    school: School, head: Person
) -> None:
    wants(school, days=14, two_to_block=True, block=ADVERT)

    shown = page(head, RULES)

    assert "Every 14 days" in shown
    assert "A second leader signs" in shown
    assert ADVERT in shown
    assert 'name="facts_months"' in shown
    assert 'name="check_days"' not in shown
    assert 'name="two_to_block"' not in shown


def test_what_the_policy_fixes_cannot_be_sent_past_the_page(school: School, head: Person) -> None:
    set_by_school(school, head, check_days=21, two_to_block=False)
    wants(school, days=14)
    sent = {"facts_months": "9", "check_days": "2", "two_to_block": "on"}

    assert client_of(head).post(RULES, sent).status_code == 302

    with scope.school(school.pk):
        kept = Rules.objects.get()
    assert (kept.check_days, kept.two_to_block, kept.facts_months) == (21, False, 9)


def test_school_sets_it_where_the_policy_is_silent(school: School, head: Person) -> None:
    silent(school)
    sent = {"facts_months": "9", "check_days": "12", "two_to_block": "on"}

    assert client_of(head).post(RULES, sent).status_code == 302

    assert (counting(school).check_days, counting(school).two_to_block) == (12, True)


def test_database_refuses_a_decision_by_a_draft_or_without_words(
    school: School, case: FollowerCase, head: Person
) -> None:
    version = wants(school)
    draft = begin_next(version, head)
    line = {"act": "decided", "verdict": "keep", "reason": "family", "by": head}

    for wrong in ({"policy": draft, "words": "A"}, {"policy": version, "words": ""}):
        with pytest.raises(IntegrityError), scope.school(school.pk), transaction.atomic():
            Decision.objects.create(
                school_id=school.pk, case=case, at=timezone.now(), **line, **wrong
            )


def test_database_refuses_a_decision_by_another_schools_policy(
    school: School, other_school: School, case: FollowerCase, head: Person
) -> None:
    theirs = wants(other_school)

    with pytest.raises(IntegrityError), scope.school(school.pk), transaction.atomic():
        Decision.objects.create(
            school_id=school.pk, case=case, act="decided", verdict="keep", reason="family",
            words="A", policy_id=theirs.pk, by=head, at=timezone.now(),
        )  # fmt: skip


words = st.text("aéñ’ ,;:-–\u00a0Ж日🙂", min_size=1, max_size=30)
lists = st.lists(words, min_size=1, max_size=5).map("\n".join).filter(lambda one: not problem(one))


@given(st.fixed_dictionaries(dict.fromkeys(REASONS_OF, lists)))
def test_any_list_that_can_be_ratified_makes_usable_forms(written: dict[str, str]) -> None:
    offered = {verdict: tuple(map(in_words, named(words))) for verdict, words in written.items()}

    for verdict, fitting in offered.items():
        assert DecideForm({"verdict": verdict}, reasons=offered).is_valid()
        for one in fitting:
            sent = {"verdict": verdict, "reason": one.code}
            assert DecideForm(sent, reasons=offered).is_valid()
            assert ManyForm(sent, reasons=offered, only_keep=False).is_valid()
