"""A program leaves drafts: once for each key, as a named person's, and no further than a draft."""

from datetime import timedelta
from threading import Event, Thread
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import travel

from moderation.drafts.actions.drafts import start
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.api.actions.tokens import NoAuthor
from schoolsocial.api.jobs import sweeping
from schoolsocial.api.models import Answer
from schoolsocial.audit.models import Event as AuditEvent
from schoolsocial.tenancy import scope
from tests.api.making import WRITE, Program, program
from tests.cast import make_person
from tests.posts import adopt_policy, make_account

BODY = {"text": "Sports day is on Friday."}


@pytest.fixture
def cms(school: School, teacher: Person, head: Person) -> Program:
    adopt_policy(school)
    make_account(school, handle="StCaths")
    return program(school, head, WRITE, author=teacher, label="CMS")


def drafts_of(school: School) -> list[Post]:
    with scope.school(school.pk):
        return list(Post.objects.select_related("author").order_by("pk"))


def kind(answer: object) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]  # type: ignore[attr-defined]


def test_draft_is_its_authors_and_no_more_than_a_draft(
    school: School, teacher: Person, cms: Program
) -> None:
    answer = cms.leave(BODY)

    (draft,) = drafts_of(school)
    assert answer.status_code == 201
    assert answer.json() == {
        "id": draft.pk,
        "state": "draft",
        "page": f"http://127.0.0.1:8000/st-catherine/drafts/{draft.pk}/",
    }
    assert (draft.author, draft.state, draft.text) == (teacher, "draft", BODY["text"])


def test_draft_leaves_its_events_and_names_the_token(school: School, cms: Program) -> None:
    cms.leave(BODY)

    with scope.school(school.pk):
        left = AuditEvent.objects.filter(object_type="post").order_by("sequence")
        verbs = [(event.verb, sorted(event.payload)) for event in left]
    assert verbs == [("post.started", ["kind"]), ("api.draft_left", ["token"])]


def test_same_key_and_body_get_the_first_answer_and_no_second_draft(
    school: School, cms: Program
) -> None:
    first, again = cms.leave(BODY), cms.leave(BODY)

    assert again.status_code == 201
    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
    assert len(drafts_of(school)) == 1


def test_another_key_is_another_draft(school: School, cms: Program) -> None:
    """The control: it is the key that holds the second one back."""
    cms.leave(BODY, "draft-0001")
    cms.leave(BODY, "draft-0002")

    assert len(drafts_of(school)) == 2


def test_same_key_with_another_body_is_refused(school: School, cms: Program) -> None:
    cms.leave(BODY)

    answer = cms.leave({"text": "Something else"})

    assert (answer.status_code, kind(answer)) == (422, "key-reused")
    assert len(drafts_of(school)) == 1


def test_key_may_be_used_anew_after_a_day(school: School, cms: Program) -> None:
    cms.leave(BODY)

    with travel(timezone.now() + timedelta(hours=25), tick=False):
        answer = cms.leave({"text": "Something else"})

    assert answer.status_code == 201


def test_keys_of_two_tokens_do_not_meet(
    school: School, teacher: Person, head: Person, cms: Program
) -> None:
    other = program(school, head, WRITE, author=teacher, label="Another CMS")

    assert cms.leave(BODY).json()["id"] != other.leave(BODY).json()["id"]


def test_refusal_is_not_kept_so_the_call_may_be_repeated(
    school: School, teacher: Person, cms: Program
) -> None:
    with scope.school(school.pk):
        Membership.objects.filter(person=teacher).update(is_active=False)
    refused = cms.leave(BODY)
    with scope.school(school.pk):
        Membership.objects.filter(person=teacher).update(is_active=True)

    assert (refused.status_code, kind(refused)) == (409, "not-now")
    assert cms.leave(BODY).status_code == 201


@pytest.mark.parametrize("handle", ["Nobody", "stcaths"])
def test_account_is_found_by_its_handle(cms: Program, handle: str) -> None:
    answer = cms.leave({**BODY, "account": handle})

    assert answer.status_code == (201 if handle == "stcaths" else 409)


def test_account_is_to_be_named_where_there_are_two(school: School, cms: Program) -> None:
    make_account(school, handle="StCathsYear3")

    assert cms.leave(BODY).status_code == 409
    assert cms.leave({**BODY, "account": "StCathsYear3"}).status_code == 201


def test_author_whom_the_policy_keeps_from_drafting_gets_none(
    school: School, head: Person, cms: Program
) -> None:
    newcomer = make_person(school, Role.TEACHER)

    answer = program(school, head, WRITE, author=newcomer, label="Theirs").leave(BODY)

    assert (answer.status_code, drafts_of(school)) == (409, [])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "x" * 4001},
        {"text": "nul\x00"},
        {"text": "\ud800"},
        {"text": 5},
        {"text": "a", "author": 1},
        {"text": "a", "state": "approved"},
        [],
        None,
    ],
)
def test_body_that_is_not_as_described_is_refused(
    school: School, cms: Program, body: object
) -> None:
    answer = cms.leave(body)

    assert (answer.status_code, kind(answer)) == (422, "not-valid")
    assert drafts_of(school) == []


def test_what_was_sent_is_not_repeated_in_the_refusal(cms: Program) -> None:
    answer = cms.leave({"text": "Amelia" * 1000})

    assert "Amelia" not in answer.content.decode()


def test_body_that_is_no_json_is_refused(cms: Program) -> None:
    answer = cms.leave("{nonsense")

    assert (answer.status_code, kind(answer)) == (400, "unreadable")


def test_body_beyond_measure_is_refused(cms: Program) -> None:
    answer = cms.leave('{"text": "' + "x" * 2_000_000 + '"}')

    assert (answer.status_code, kind(answer)) == (413, "too-big")


def test_our_own_fault_leaves_nothing_and_says_nothing(
    school: School, cms: Program, caplog: pytest.LogCaptureFixture
) -> None:
    with patch("schoolsocial.api.actions.drafts.audit.record", side_effect=RuntimeError("Amelia")):
        answer = cms.leave(BODY)

    assert (answer.status_code, kind(answer)) == (500, "our-fault")
    assert "Amelia" not in answer.content.decode()
    assert "An answer of the API failed." in caplog.text
    assert drafts_of(school) == []


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space"])
def test_key_that_is_none_is_refused(school: School, cms: Program, key: str) -> None:
    assert cms.leave(BODY, key).status_code == 422
    assert drafts_of(school) == []


@pytest.mark.django_db(transaction=True)
def test_same_key_while_the_first_is_under_way_is_told_to_wait(
    school: School, cms: Program
) -> None:
    begun, go_on = Event(), Event()
    made = start

    def slowly(**given: Any) -> Post:
        begun.set()
        go_on.wait(10)
        return made(**given)

    def first() -> None:
        cms.leave(BODY)
        connection.close()

    with patch("moderation.drafts.actions.drafts.start", slowly):
        thread = Thread(target=first)
        thread.start()
        begun.wait(10)
        meanwhile = Program(cms.headers["Authorization"].removeprefix("Bearer ")).leave(BODY)
        go_on.set()
        thread.join()

    assert (meanwhile.status_code, kind(meanwhile)) == (409, "not-now")
    assert len(drafts_of(school)) == 1
    assert cms.leave(BODY)["Idempotency-Replayed"] == "true"


def test_answer_holds_no_word_of_the_draft_and_goes_after_a_day(
    school: School, cms: Program
) -> None:
    cms.leave(BODY)
    with scope.school(school.pk):
        (kept,) = Answer.objects.values()
    assert "Sports" not in repr(kept)

    sweeping.sweep(timezone.now() + timedelta(hours=23))
    with scope.school(school.pk):
        assert Answer.objects.exists()
    sweeping.sweep(timezone.now() + timedelta(hours=25))
    with scope.school(school.pk):
        assert not Answer.objects.exists()


def test_drafts_are_for_people_who_draft(school: School, head: Person) -> None:
    with scope.school(school.pk):
        governor = Membership.objects.get(person=head)
        governor.roles = [Role.GOVERNOR]
        governor.save()

    with pytest.raises(NoAuthor, match="Choose a colleague who drafts"):
        program(school, head, WRITE, author=head)
