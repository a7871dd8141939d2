"""A trust proposes a wording; a school reads it beside its own and takes it as a draft, or not."""

from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction

from policy.actions import proposals
from policy.models import Clause, ClauseRule, PolicyVersion, Proposal
from policy.presenters import proposals as presenter
from policy.set_up.pasting import Pasted
from policy.workflow import State
from schoolsocial.accounts.models import Person, School, Trust
from schoolsocial.tenancy import scope
from tests.cast import client_of, in_scope, make_school, run_sql
from tests.governance.trusts import NOW, join, make_head, make_trust, make_trust_admin, propose
from tests.posts import adopt_policy

OURS = "/st-catherine/policy/proposals/"
WORDS = "/trust/mersey/proposals/words/"
TEXT = "Pupils\n\n- No pupil is named in a post.\n- A photo has a description.\n"
TYPED = {"title": "Shorter words", "reason": "Two pages are read.", "school": "", "text": TEXT}


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


def publish(trustee: Person, **said: str) -> Proposal:
    """Through the page."""
    client_of(trustee).post(WORDS, TYPED | said | {"publish": ""})
    with scope.trust(Trust.objects.get().pk):
        return Proposal.objects.select_related("trust").get()


def in_force(school: School) -> list[Clause]:
    with in_scope(school.pk):
        version = PolicyVersion.objects.ratified().get()
        return list(version.clauses.order_by("position"))


def as_words(clauses: list[Clause]) -> list[dict[str, str]]:
    return [{"number": one.number, "heading": one.heading, "text": one.text} for one in clauses]


def propose_words(trust: Trust, clauses: list[dict[str, str]]) -> Proposal:
    with scope.trust(trust.pk):
        by = trust.members.get().person
        return proposals.publish_words(
            trust=trust,
            title="Words",
            reason="Shorter.",
            clauses=[Pasted(**one) for one in clauses],
            source="",
            by=by,
            now=NOW,
        )


def seen(school: School, proposal: Proposal) -> presenter.Seen:
    with in_scope(school.pk):
        return presenter.seen(school, proposal, NOW.date())


def test_pasted_words_are_looked_at_before_they_are_published(
    trust: Trust, trustee: Person
) -> None:
    shown = client_of(trustee).post(WORDS, TYPED | {"look": ""}).content.decode()

    assert "2 clauses" in shown
    assert "No pupil is named in a post." in shown
    with scope.trust(trust.pk):
        assert not Proposal.objects.exists()


def test_published_words_are_read_by_trust_and_school(trustee: Person, hilda: Person) -> None:
    made = publish(trustee)

    assert [one["text"] for one in made.clauses] == [
        "No pupil is named in a post.",
        "A photo has a description.",
    ]
    for page, reader in ((f"/trust/mersey/proposals/{made.pk}/", trustee), (OURS, hilda)):
        assert "Shorter words" in client_of(reader).get(page).content.decode()
    assert "A wording, that of Mersey Learning Trust: 2 clauses" in (
        client_of(hilda).get(f"{OURS}{made.pk}/").content.decode()
    )


def test_words_of_a_school_are_those_it_publishes(
    school: School, trust: Trust, trustee: Person, hilda: Person
) -> None:
    made = publish(trustee, school="st-catherine", text="")

    assert made.clauses == as_words(in_force(school))
    assert made.source == "St Catherine of Siena"


@pytest.mark.parametrize("said", [{"text": ""}, {"school": "st-catherine"}, {"title": ""}])
def test_one_thing_is_proposed_and_what_was_typed_is_kept(
    trust: Trust, trustee: Person, hilda: Person, said: dict[str, str]
) -> None:
    response = client_of(trustee).post(WORDS, TYPED | said | {"publish": ""})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Two pages are read." in response.content.decode()
    with scope.trust(trust.pk):
        assert not Proposal.objects.exists()


def test_school_without_a_policy_has_no_words(
    school: School, trust: Trust, trustee: Person
) -> None:
    join(school, trust, trustee)
    typed = TYPED | {"school": "st-catherine", "text": "", "publish": ""}

    assert "has no policy in force here" in client_of(trustee).post(WORDS, typed).content.decode()


def test_school_of_no_trust_lends_no_words(trust: Trust, trustee: Person) -> None:
    adopt_policy(make_school("elsewhere"))

    response = client_of(trustee).post(WORDS, TYPED | {"school": "elsewhere", "text": ""})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_words_are_compared_with_the_policy_in_force_clause_by_clause(
    school: School, trust: Trust, hilda: Person
) -> None:
    ours = as_words(in_force(school))
    theirs = [ours[0], {**ours[1], "text": ours[1]["text"] + " Always."}, *ours[3:]]
    made = propose_words(trust, [*theirs, {"number": "99.1", "heading": "", "text": "Be kind."}])

    told = seen(school, made).wording

    assert told
    assert [(one.number, one.fate) for one in told.clauses] == [
        (ours[1]["number"], "changed"),
        (ours[2]["number"], "removed"),
        ("99.1", "added"),
    ]
    assert (told.same, told.had) == (len(ours) - 2, len(ours))


def test_same_words_are_said_to_be_the_same(school: School, trust: Trust, hilda: Person) -> None:
    made = propose_words(trust, as_words(in_force(school)))

    assert "says the same, word for word" in (
        client_of(hilda).get(f"{OURS}{made.pk}/").content.decode()
    )


def test_pack_is_compared_clause_by_clause_too(school: School, trust: Trust, hilda: Person) -> None:
    told = seen(school, propose(trust, pack="hunts-cross", answers={})).wording

    assert told
    assert told.clauses


def test_answers_to_questions_bring_no_words(school: School, trust: Trust, hilda: Person) -> None:
    assert seen(school, propose(trust)).wording is None


def test_accepted_words_are_a_draft_with_the_rules_of_the_school(
    school: School, trust: Trust, hilda: Person
) -> None:
    made = propose_words(trust, as_words(in_force(school))[:3])
    before = in_force(school)

    client_of(hilda).post(f"{OURS}{made.pk}/accept/")

    with in_scope(school.pk):
        draft = PolicyVersion.objects.editable().get()
        said = list(draft.clauses.order_by("position").values_list("text", flat=True))
        rules = ClauseRule.objects.filter(clause__version=draft).count()
        had = ClauseRule.objects.filter(clause__version=draft.based_on).count()
    assert said[:3] == [one.text for one in before[:3]]
    assert rules == had > 0, "no rule is lost unseen"
    assert in_force(school) == before, "nothing counts before the governors ratify it"


def test_school_without_a_policy_takes_the_words_as_its_first_draft(
    school: School, trust: Trust, trustee: Person
) -> None:
    head = make_head(school)
    join(school, trust, trustee, head)
    made = publish(trustee)

    client_of(head).post(f"{OURS}{made.pk}/accept/")

    with in_scope(school.pk):
        draft = PolicyVersion.objects.get()
        assert (draft.state, draft.title) == (State.DRAFT, "Shorter words")
        assert draft.clauses.count() == 2


def test_words_do_not_write_over_a_draft(school: School, trust: Trust, hilda: Person) -> None:
    with in_scope(school.pk):
        proposals.accept(school=school, proposal=propose(trust), by=hilda, now=NOW)
    made = propose_words(trust, as_words(in_force(school))[:3])

    with in_scope(school.pk), pytest.raises(proposals.InTheWay, match="already being prepared"):
        proposals.accept(school=school, proposal=made, by=hilda, now=NOW)


def test_words_are_declined_with_a_reason(trustee: Person, hilda: Person) -> None:
    made = publish(trustee)

    client_of(hilda).post(f"{OURS}{made.pk}/decline/", {"reason": "Ours say more."})

    shown = client_of(trustee).get(f"/trust/mersey/proposals/{made.pk}/").content.decode()
    assert "Ours say more." in shown


def test_markup_in_proposed_words_stays_words(trustee: Person, hilda: Person) -> None:
    made = publish(trustee, text="Rules\n\n- <script>alert(1)</script> is shown as it is typed.")

    for page, reader in (
        (f"/trust/mersey/proposals/{made.pk}/", trustee),
        (f"{OURS}{made.pk}/", hilda),
    ):
        assert "<script>alert(1)" not in client_of(reader).get(page).content.decode()


@pytest.mark.parametrize("many", [0, 301])
def test_wording_has_some_clauses_and_not_too_many(
    trust: Trust, trustee: Person, many: int
) -> None:
    with pytest.raises(proposals.NoWords):
        propose_words(trust, [{"number": "1", "heading": "", "text": "Be kind."}] * many)


INSERT = (
    "INSERT INTO policy_proposal (trust_id, title, reason, pack, answers, clauses, source,"
    " published_by_id, published_at) VALUES (%s, 'x', 'x', %s, %s, %s, %s, %s, now())"
)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (("", "{}", "[]", ""), "proposal_of_one_thing"),
        (("hunts-cross", "{}", "[1]", ""), "proposal_of_one_thing"),
        (("", '{"a": "b"}', "[1]", ""), "proposal_of_one_thing"),
        (("hunts-cross", "{}", "[]", "A school"), "proposal_source_of_words"),
    ],
)
def test_database_takes_a_proposal_of_one_thing(
    trust: Trust, trustee: Person, row: tuple[str, ...], refused: str
) -> None:
    with scope.trust(trust.pk):
        with pytest.raises(IntegrityError, match=refused), transaction.atomic():
            run_sql(INSERT, trust.pk, *row, trustee.pk)
        run_sql(INSERT, trust.pk, "", "{}", "[1]", "A school", trustee.pk)
