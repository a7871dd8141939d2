"""The pages of the policy: reading, writing, deciding, publishing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from policy.models import Clause, ClauseRule, PolicyVersion
from policy.presenters.document import clause_rows
from policy.rules.follower_checks import REASONS_OF
from policy.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, in_scope, make_person, seen
from tests.drafts.forcing import force
from tests.policy.versions import begin, begin_next, propose, ratify, ratify_next, record
from tests.posts import adopt_policy

TODAY = timezone.localdate()


def opened(person: Person, path: str) -> str:
    page = client_of(person).get(path)
    assert page.status_code == 200, path
    return page.content.decode()


def at(version: PolicyVersion, more: str = "") -> str:
    return f"/{version.school.slug}/policy/versions/{version.pk}/{more}"


def first_clause(version: PolicyVersion) -> Clause:
    with in_scope(version.school_id):
        clause = version.clauses.order_by("position").first()
    assert clause is not None
    return clause


def now_of(version: PolicyVersion) -> PolicyVersion:
    with in_scope(version.school_id):
        return PolicyVersion.objects.get(pk=version.pk)


def last_step(version: PolicyVersion) -> int:
    with in_scope(version.school_id):
        return version.steps.last_id()


def hidden(page: str) -> dict[str, str]:
    """The step that the page says it was shown."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found
    return {"seen": found[1]}


# Reading


def test_draft_is_read_anew_and_a_ratified_version_once(
    school: School, head: Person, governor: Person, django_assert_num_queries: Any
) -> None:
    draft = begin(school, head)
    with in_scope(school.pk):
        assert clause_rows(draft)
        draft.clauses.update(text="Read anew.")
        assert {row.text for row in clause_rows(draft)} == {"Read anew."}

    ratified = ratify(draft, head, governor)

    with in_scope(school.pk):
        rows = clause_rows(ratified)
        with django_assert_num_queries(0):
            assert clause_rows(ratified) == rows


def test_policy_in_force_names_its_minute_and_who_confirmed(
    school: School, head: Person, governor: Person, teacher: Person
) -> None:
    ratify(begin(school, head), head, governor)

    page = opened(teacher, f"/{school.slug}/policy/")

    assert "minute FGB 12/3, confirmed by Gwen Governor" in page
    assert "In force" in page


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (61, "In force<"),
        (60, "review due in 60 days"),
        (1, "review due in 1 day<"),
        (0, "review due today"),
        (-1, "review overdue"),
    ],
)
def test_policy_says_how_near_its_review_is(
    school: School, governor: Person, days: int, words: str
) -> None:
    adopted = adopt_policy(school)
    force("policy_policyversion", adopted.pk, review_on=(TODAY + timedelta(days=days)).isoformat())

    assert words in opened(governor, f"/{school.slug}/policy/")


def test_list_says_what_became_of_each_version(
    school: School, head: Person, governor: Person
) -> None:
    adopt_policy(school)
    ratify_next(school)
    ratify_next(school, in_force_from=TODAY + timedelta(days=7))
    begin(school, head)

    page = opened(head, f"/{school.slug}/policy/versions/")

    for words in ("Draft", "In force from", "In force<", "Superseded"):
        assert words in page
    assert "Draft" not in opened(governor, f"/{school.slug}/policy/versions/")


@pytest.mark.parametrize(
    ("role", "draft", "proposed"),
    [(Role.TEACHER, 404, 404), (Role.GOVERNOR, 404, 200), (Role.ADMIN, 200, 200)],
)
def test_who_reads_what_is_not_ratified(
    school: School, head: Person, role: Role, draft: int, proposed: int
) -> None:
    version = begin(school, head)
    client = client_of(make_person(school, role))

    before = client.get(at(version)).status_code
    propose(version, head)

    assert (before, client.get(at(version)).status_code) == (draft, proposed)


def test_changes_between_two_versions_are_shown_with_their_rules(
    school: School, head: Person, teacher: Person
) -> None:
    first = adopt_policy(school)
    second = ratify_next(school)

    page = opened(teacher, at(second, f"changes/?since={first.pk}"))

    assert "From version 1 to version 2" in page
    assert "<ins>" in page
    assert "New rule: " in page


@pytest.mark.parametrize("since", ["", "nonsense", "999999999999"])
def test_changes_since_nothing_are_those_since_the_version_before(
    school: School, teacher: Person, since: str
) -> None:
    adopt_policy(school)
    second = ratify_next(school)

    assert "From version 1 to" in opened(teacher, at(second, f"changes/?since={since}"))


def test_changes_do_not_show_a_draft_to_those_who_may_not_read_it(
    school: School, head: Person, teacher: Person
) -> None:
    first = adopt_policy(school)
    draft = begin_next(first, head)

    page = opened(teacher, at(first, f"changes/?since={draft.pk}"))

    assert "Nothing to compare it with" in page


# Writing


def test_version_is_begun_from_the_one_in_force(school: School, head: Person) -> None:
    adopt_policy(school)

    answer = client_of(head).post(f"/{school.slug}/policy/start/", {"origin": "in-force"})

    with in_scope(school.pk):
        draft = school.policy_versions.working().get()
    assert answer["Location"] == at(draft, "edit/")
    assert draft.based_on_id is not None


def test_second_version_is_refused_with_a_way_to_the_first(school: School, head: Person) -> None:
    draft = begin(school, head)

    answer = client_of(head).post(f"/{school.slug}/policy/start/", {"origin": "blank"})

    page = answer.content.decode()
    assert "already being prepared" in page
    assert at(draft, "edit/") in page


def written(clause: Clause, **other: Any) -> dict[str, Any]:
    names = ("number", "heading", "text", "note", "revision")
    return {name: getattr(clause, name) for name in names} | other


def test_clause_is_saved_as_written(school: School, head: Person) -> None:
    clause = first_clause(begin(school, head))
    path = at(clause.version, f"clauses/{clause.pk}/")

    client_of(head).post(path, written(clause, text="Be **kind**."))

    assert first_clause(clause.version).text == "Be **kind**."
    assert "Be **kind**." in opened(head, path)


def test_second_of_two_people_sees_both_texts_and_can_save_again(
    school: School, head: Person, deputy: Person
) -> None:
    clause = first_clause(begin(school, head))
    path = at(clause.version, f"clauses/{clause.pk}/")
    client_of(head).post(path, written(clause, text="Be kind."))

    late = client_of(deputy).post(path, written(clause, text="Be polite."))

    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else changed this" in page
    assert "Be kind." in page
    assert "Be polite." in page
    assert "[&#x27;" not in page
    client_of(deputy).post(path, written(clause, text="Be polite.", revision=1))
    assert first_clause(clause.version).text == "Be polite."


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("number", "", "Each clause has a number"),
        ("number", "not a number", "A number looks like 2, 2.1, 2.1a or A.1."),
        ("text", "  ", "A clause says something"),
        ("text", "x" * 100_001, "It can have 100,000 characters and has 100001"),
        ("heading", "x" * 121, "It can have 120 characters"),
    ],
)
def test_clause_with_a_mistake_keeps_what_was_typed(
    school: School, head: Person, field: str, value: str, words: str
) -> None:
    clause = first_clause(begin(school, head))
    path = at(clause.version, f"clauses/{clause.pk}/")

    answer = client_of(head).post(path, written(clause, note="Still here.", **{field: value}))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Still here." in answer.content.decode()
    assert first_clause(clause.version).revision == 0


def test_ten_thousand_words_are_pasted_into_a_clause(school: School, head: Person) -> None:
    draft = begin(school, head)
    words = "Children’s names. " * 5000

    client_of(head).post(
        at(draft, "clauses/add/"), {"number": "77", "heading": "", "text": words, "note": ""}
    )

    with in_scope(school.pk):
        assert len(draft.clauses.get(number="77").text.split()) == 10_000


def test_rule_form_is_made_of_the_rules_own_options(school: School, head: Person) -> None:
    clause = first_clause(begin(school, head))

    page = opened(head, at(clause.version, f"clauses/{clause.pk}/rules/identifiable-faces/"))

    assert re.search(r'<input[^>]* name="pixels"', page)
    assert re.search(r'<select[^>]* name="exposure"', page)
    assert re.search(r'<select[^>]* name="dismissed_by"', page)


def test_rule_that_looks_at_no_post_is_not_asked_what_happens_to_one(
    school: School, head: Person
) -> None:
    draft = begin(school, head)
    with in_scope(school.pk):
        row = ClauseRule.objects.get(clause__version=draft, rule="follower-checks")
        ClauseRule.objects.filter(pk=row.pk).update(severity="block")
    path = at(draft, f"clauses/{row.clause_id}/rules/follower-checks/")

    page = opened(head, path)
    reasons = {name: str(row.options.get(name) or "A reason") for name in REASONS_OF}
    client_of(head).post(path, {"revision": 0, "days": 14, **reasons})

    assert 'name="days"' in page
    assert not re.search(r'name="(severity|dismissed_by)"', page)
    with in_scope(school.pk):
        row.refresh_from_db()
    assert (row.severity, row.options["days"]) == ("note", 14)
    assert "Checks of followers</strong>: looks at no post" in opened(head, at(draft))


def test_what_is_declared_is_ticked(school: School, head: Person) -> None:
    clause = first_clause(begin(school, head))
    path = at(clause.version, f"clauses/{clause.pk}/rules/photo-declarations/")
    with in_scope(school.pk):
        ClauseRule.objects.filter(rule="photo-declarations").delete()
    ticked = ["school-device", "returned"]

    client_of(head).post(path, {"revision": 0, "severity": "block", "declarations": ticked})

    with in_scope(school.pk):
        assert clause.rules.get().options["declarations"] == "school-device returned"
    page = opened(head, path)
    assert re.findall(r'name="declarations" value="([^"]*)"[^>]* checked', page) == ticked


def test_rule_is_set_from_its_page_and_taken_off_again(school: School, head: Person) -> None:
    clause = first_clause(begin(school, head))
    path = at(clause.version, f"clauses/{clause.pk}/rules/duplicate/")
    with in_scope(school.pk):
        ClauseRule.objects.filter(rule="duplicate").delete()
    client = client_of(head)

    client.post(path, {"revision": 0, "severity": "block", "days": 2, "likeness": 80})
    with in_scope(school.pk):
        row = ClauseRule.objects.get(clause=clause, rule="duplicate")
    client.post(path + "remove/", {"revision": 1})

    assert (row.severity, row.options["days"]) == ("block", 2)
    with in_scope(school.pk):
        assert not ClauseRule.objects.filter(clause=clause, rule="duplicate").exists()


def test_rule_of_another_clause_is_refused_on_the_page(school: School, head: Person) -> None:
    draft = begin(school, head)
    with in_scope(school.pk):
        row = ClauseRule.objects.select_related("clause").get(clause__version=draft, rule="length")
        other = draft.clauses.exclude(pk=row.clause_id).first()
    assert other is not None

    answer = client_of(head).post(
        at(draft, f"clauses/{other.pk}/rules/length/"),
        {"revision": other.revision, "severity": "warn", "max": 99},
    )

    assert f"stands in clause {row.clause.number} already" in answer.content.decode()


def test_number_out_of_range_keeps_what_was_typed(school: School, head: Person) -> None:
    clause = first_clause(begin(school, head))

    answer = client_of(head).post(
        at(clause.version, f"clauses/{clause.pk}/rules/duplicate/"),
        {"revision": 0, "severity": "note", "days": "-4", "likeness": "77"},
    )

    page = answer.content.decode()
    assert 'value="-4"' in page
    assert 'value="77"' in page


def test_words_before_the_governors_are_not_opened_for_writing(
    school: School, head: Person
) -> None:
    proposed = propose(begin(school, head), head)

    answer = client_of(head).get(at(proposed, "edit/"))

    assert answer["Location"] == at(proposed)


# Deciding


def test_governor_confirms_on_the_page(school: School, head: Person, governor: Person) -> None:
    recorded = record(propose(begin(school, head), head), head)
    page = opened(governor, at(recorded))

    client_of(governor).post(at(recorded, "confirm/"), hidden(page))

    assert "Is this record right?" in page
    assert "Names are safer." in page
    assert now_of(recorded).state == State.RATIFIED


def test_own_record_has_no_button_to_confirm(school: School) -> None:
    both = make_person(school, Role.SLT, Role.GOVERNOR)
    recorded = record(propose(begin(school, both), both), both)

    page = opened(both, at(recorded))

    assert at(recorded, "confirm/") not in page
    assert "another governor has to confirm it" in page
    late = client_of(both).post(at(recorded, "confirm/"), {"seen": last_step(recorded)})
    assert late.status_code == 409
    assert now_of(recorded).state == State.RECORDED


def test_confirming_says_which_record_was_seen(
    school: School, head: Person, governor: Person
) -> None:
    recorded = record(propose(begin(school, head), head), head)

    for sent in ({}, {"seen": last_step(recorded) - 1}, {"seen": "x"}):
        assert client_of(governor).post(at(recorded, "confirm/"), sent).status_code == 409

    assert now_of(recorded).state == State.RECORDED


def test_record_that_is_refused_keeps_what_was_typed(school: School, head: Person) -> None:
    proposed = propose(begin(school, head), head)
    typed = {
        "seen": last_step(proposed) - 1,
        "ratified_on": "2026-01-05",
        "minute_reference": "FGB 12/3",
        "in_force_from": "2026-01-06",
        "review_on": "2027-01-01",
    }

    page = client_of(head).post(at(proposed, "record/"), typed).content.decode()

    assert "Somebody else changed this" in page
    assert 'value="FGB 12/3"' in page
    assert 'value="2026-01-06"' in page
    client_of(head).post(at(proposed, "record/"), {**typed, **hidden(page)})
    assert now_of(proposed).state == State.RECORDED


@pytest.mark.parametrize(
    ("verb", "sent", "status"),
    [
        ("propose", {}, 422),
        ("record", {"ratified_on": "yesterday"}, 422),
        ("take-back", {}, 409),
        ("record", {
            "ratified_on": "2026-01-01", "minute_reference": "M", "in_force_from": "2026-01-01",
            "review_on": "2027-01-01", "seen": "0",
        }, 409),
    ],
)  # fmt: skip
def test_step_that_is_refused_leaves_the_draft(
    school: School, head: Person, verb: str, sent: dict[str, str], status: int
) -> None:
    draft = begin(school, head)

    answer = client_of(head).post(at(draft, f"{verb}/"), sent)

    assert answer.status_code == status
    assert now_of(draft).state == State.DRAFT


def test_dispute_without_a_word_is_asked_for_one(
    school: School, head: Person, governor: Person
) -> None:
    recorded = record(propose(begin(school, head), head), head)

    answer = client_of(governor).post(at(recorded, "dispute/"), {"comment": " "})

    assert answer.status_code == 422
    assert "Say in a few words what is not right" in answer.content.decode()


# Publishing


def test_parents_read_the_policy_without_signing_in(
    school: School, head: Person, governor: Person
) -> None:
    ratify(begin(school, head), head, governor)

    answer = Client().get(f"/{school.slug}/policy/public/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert "Ratified by the governors" in page
    assert "max-age=300" in answer["Cache-Control"]
    for hidden in (head.name, governor.name, "noindex", "FGB 12/3", "csrf"):
        assert hidden not in page


def test_public_page_shows_no_reader_to_the_next(school: School, head: Person) -> None:
    adopt_policy(school)

    signed_in = client_of(head).get(f"/{school.slug}/policy/public/")

    assert seen(signed_in) == seen(Client().get(f"/{school.slug}/policy/public/"))


def test_what_carries_a_session_is_kept_by_no_shared_cache(school: School, head: Person) -> None:
    adopt_policy(school)

    signed_in = client_of(head).get(f"/{school.slug}/policy/public/")

    assert "sessionid" in signed_in.cookies
    assert "public" not in signed_in["Cache-Control"]
    assert "private" in signed_in["Cache-Control"]


def test_school_without_a_policy_is_like_no_school(school: School, head: Person) -> None:
    begin(school, head)

    without = Client().get(f"/{school.slug}/policy/public/")
    missing = Client().get("/no-such-school/policy/public/")

    assert without.status_code == 404
    assert seen(without) == seen(missing)
    assert without.headers == missing.headers


def test_public_page_shows_what_is_in_force_and_not_what_is_coming(school: School) -> None:
    adopt_policy(school)
    ratify_next(school, in_force_from=TODAY + timedelta(days=1))

    page = Client().get(f"/{school.slug}/policy/public/").content.decode()

    assert "<dt>Version</dt><dd>1</dd>" in page


def test_markdown_of_a_clause_does_no_harm_on_any_page(
    school: School, head: Person, governor: Person
) -> None:
    clause = first_clause(begin(school, head))
    client_of(head).post(
        at(clause.version, f"clauses/{clause.pk}/"),
        written(clause, text="# Top\n\n<script>alert(1)</script>"),
    )
    ratify(clause.version, head, governor)

    for path in ("policy/", "policy/public/"):
        page = client_of(head).get(f"/{school.slug}/{path}").content.decode()
        assert "<script>alert" not in page
        assert page.count("<h1") == 1
