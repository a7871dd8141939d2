"""A trust proposes; a head takes it into the school's own draft, or declines and says why."""

from http import HTTPStatus

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from policy.actions import proposals, ratification
from policy.models import PolicyVersion, Proposal, ProposalAnswer
from policy.presenters import proposals as presenter
from policy.queries.answers import answered
from policy.workflow import State
from schoolsocial.accounts.actions import trusts
from schoolsocial.accounts.actions.trusts import NotTheHead
from schoolsocial.accounts.models import Person, School, Trust, TrustPlace
from schoolsocial.tenancy import scope
from tests.cast import client_of, in_scope, run_sql
from tests.governance.trusts import NOW, join, make_head, make_trust, make_trust_admin, propose
from tests.posts import adopt_policy

OURS = "/st-catherine/policy/proposals/"


@pytest.fixture
def trust(db: None) -> Trust:
    return make_trust()


@pytest.fixture
def trustee(trust: Trust) -> Person:
    return make_trust_admin(trust)


@pytest.fixture
def hilda(school: School, trust: Trust, trustee: Person) -> Person:
    """The head of a school of the trust, which has a policy in force."""
    adopt_policy(school)
    head = make_head(school)
    join(school, trust, trustee, head)
    return head


def accept(school: School, proposal: Proposal, by: Person) -> PolicyVersion:
    with in_scope(school.pk):
        return proposals.accept(school=school, proposal=proposal, by=by, now=NOW)


def test_accepted_answers_are_in_the_schools_own_draft(
    school: School, trust: Trust, hilda: Person
) -> None:
    draft = accept(school, propose(trust), hilda)

    with in_scope(school.pk):
        assert draft.state == State.DRAFT
        assert draft.based_on
        assert answered(draft)["approvers"] == "two"


def test_policy_in_force_stays_as_it_was(school: School, trust: Trust, hilda: Person) -> None:
    with in_scope(school.pk):
        before = answered(PolicyVersion.objects.get())

    accept(school, propose(trust), hilda)

    with in_scope(school.pk):
        assert answered(PolicyVersion.objects.ratified().get()) == before


def test_accepted_into_the_draft_that_is_under_way(
    school: School, trust: Trust, hilda: Person
) -> None:
    first = accept(school, propose(trust), hilda)

    second = accept(school, propose(trust, answers={"devices": "any"}), hilda)

    assert first == second


def test_pack_begins_a_draft(school: School, trust: Trust, hilda: Person) -> None:
    draft = accept(school, propose(trust, pack="hunts-cross", answers={}), hilda)

    assert (draft.pack, draft.state) == ("hunts-cross", State.DRAFT)


def test_pack_does_not_write_over_a_draft(school: School, trust: Trust, hilda: Person) -> None:
    accept(school, propose(trust), hilda)
    pack = propose(trust, pack="hunts-cross", answers={})

    with pytest.raises(proposals.InTheWay, match="already being prepared"):
        accept(school, pack, hilda)

    with in_scope(school.pk):
        assert ProposalAnswer.objects.count() == 1


def test_answers_wait_while_the_governors_decide(
    school: School, trust: Trust, hilda: Person
) -> None:
    accept(school, propose(trust), hilda)
    with in_scope(school.pk):
        draft = PolicyVersion.objects.editable().get()
        ratification.propose(
            version=draft, by=hilda, summary="Two.", revision=draft.revision, now=NOW
        )

    with pytest.raises(proposals.InTheWay):
        accept(school, propose(trust), hilda)


def test_school_without_a_policy_is_told_what_comes_first(
    school: School, trust: Trust, trustee: Person
) -> None:
    head = make_head(school)
    join(school, trust, trustee, head)

    with pytest.raises(proposals.InTheWay, match="no policy yet"):
        accept(school, propose(trust), head)


def test_declined_with_a_reason_the_trust_reads(
    school: School, trust: Trust, trustee: Person, hilda: Person
) -> None:
    made = propose(trust)

    client_of(hilda).post(f"{OURS}{made.pk}/decline/", {"reason": "We are too few."})

    shown = client_of(trustee).get(f"/trust/mersey/proposals/{made.pk}/").content.decode()
    assert "We are too few." in shown
    assert "declined by 1, no answer yet from 0" in shown


def test_declining_needs_a_reason(school: School, trust: Trust, hilda: Person) -> None:
    made = propose(trust)

    response = client_of(hilda).post(f"{OURS}{made.pk}/decline/", {"reason": "  "})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    with in_scope(school.pk):
        assert not ProposalAnswer.objects.exists()


def test_trust_reads_who_has_not_answered(trust: Trust, hilda: Person) -> None:
    made = propose(trust)

    with scope.trust(trust.pk):
        tally = presenter.tally(made)

    assert (tally.accepted, tally.declined, tally.waiting) == (0, 0, 1)


def test_trust_does_not_see_the_draft(school: School, trust: Trust, hilda: Person) -> None:
    accept(school, propose(trust), hilda)

    with scope.trust(trust.pk):
        assert run_sql("SELECT * FROM policy_policyversion") == []
        assert run_sql("SELECT * FROM policy_clause") == []


def test_differences_are_told_against_the_policy_in_force(
    school: School, trust: Trust, hilda: Person
) -> None:
    made = propose(trust)

    with in_scope(school.pk):
        seen = presenter.seen(school, made, NOW.date())

    assert [one.proposed for one in seen.differences] == ["Always two"]
    assert seen.differences[0].now != "Always two"


def test_leader_who_is_not_the_head_is_told_so(
    school: School, trust: Trust, hilda: Person, deputy: Person
) -> None:
    made = propose(trust)

    answered_to = client_of(deputy).post(f"{OURS}{made.pk}/accept/", follow=True)

    assert "Only the head" in answered_to.content.decode()
    with pytest.raises(NotTheHead):
        accept(school, made, deputy)


def test_second_answer_is_refused(school: School, trust: Trust, hilda: Person) -> None:
    made = propose(trust)
    accept(school, made, hilda)

    with in_scope(school.pk), pytest.raises(proposals.AlreadyAnswered):
        proposals.decline(school=school, proposal=made, reason="No.", by=hilda, now=NOW)


@pytest.mark.parametrize(
    ("pack", "answers"),
    [("", {}), ("hunts-cross", {"approvers": "two"}), ("", {"approvers": "own"})],
)
def test_proposal_is_of_one_thing(
    trust: Trust, trustee: Person, pack: str, answers: dict[str, str]
) -> None:
    with pytest.raises(proposals.NothingProposed):
        propose(trust, pack=pack, answers=answers)


def test_published_through_the_page(trust: Trust, trustee: Person, hilda: Person) -> None:
    typed = {"title": "Two approve", "reason": "Two see more.", "approvers": "two"}

    response = client_of(trustee).post("/trust/mersey/proposals/new/", typed, follow=True)

    assert "Answers to 1 question" in response.content.decode()
    assert "Two approve" in client_of(hilda).get(OURS).content.decode()


def test_published_in_vain_keeps_what_was_typed(trustee: Person) -> None:
    typed = {"title": "Two approve", "reason": "Two see more."}

    response = client_of(trustee).post("/trust/mersey/proposals/new/", typed)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Two see more." in response.content.decode()


def test_school_of_another_trust_sees_no_proposal(
    other_school: School, trust: Trust, hilda: Person
) -> None:
    made = propose(trust)
    stranger = make_head(other_school)

    response = client_of(stranger).get(f"/hunts-cross/policy/proposals/{made.pk}/")

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_another_trust_sees_neither_proposal_nor_answer(
    school: School, trust: Trust, hilda: Person
) -> None:
    accept(school, propose(trust), hilda)
    other = make_trust("dee", "Dee Trust")

    with scope.trust(other.pk):
        assert run_sql("SELECT * FROM policy_proposal") == []
        assert run_sql("SELECT * FROM policy_proposalanswer") == []


def test_answer_is_gone_from_the_trust_once_the_school_left(
    school: School, trust: Trust, hilda: Person
) -> None:
    accept(school, propose(trust), hilda)
    with in_scope(school.pk):
        trusts.leave(place=TrustPlace.objects.get(), by=hilda, now=NOW)

    with scope.trust(trust.pk):
        assert run_sql("SELECT * FROM policy_proposalanswer") == []


def test_school_writes_no_proposal(school: School, trust: Trust, hilda: Person) -> None:
    insert = (
        "INSERT INTO policy_proposal"
        " (trust_id, title, reason, pack, answers, published_by_id, published_at)"
        " VALUES (%s, 'x', 'x', 'hunts-cross', '{}', %s, now())"
    )

    with pytest.raises(DatabaseError), transaction.atomic(), in_scope(school.pk):
        run_sql(insert, trust.pk, hilda.pk)


@pytest.mark.parametrize("table", ["policy_proposal", "policy_proposalanswer"])
def test_what_was_said_stays(school: School, trust: Trust, hilda: Person, table: str) -> None:
    accept(school, propose(trust), hilda)

    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET reason = 'x'"):
        for place in (in_scope(school.pk), scope.trust(trust.pk)):
            with pytest.raises(DatabaseError), transaction.atomic(), place:
                run_sql(change)


def test_database_takes_an_answer_from_the_head_alone(
    school: School, trust: Trust, hilda: Person, deputy: Person
) -> None:
    made = propose(trust)
    insert = (
        "INSERT INTO policy_proposalanswer"
        " (school_id, trust_id, proposal_id, accepted, reason, by_id, at)"
        " VALUES (%s, %s, %s, false, 'x', %s, now())"
    )

    with (
        pytest.raises(IntegrityError, match="only the head"),
        transaction.atomic(),
        in_scope(school.pk),
    ):
        run_sql(insert, school.pk, trust.pk, made.pk, deputy.pk)
    with in_scope(school.pk):
        run_sql(insert, school.pk, trust.pk, made.pk, hilda.pk)
