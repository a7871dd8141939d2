"""Practising to draft: judged like a real post, and never one."""

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings

from moderation.practice import checking
from moderation.practice.checking import Attempt, Checked, check
from moderation.practice.read_only import nothing_written
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of, in_scope, run_sql
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, make_pupil

PAGE = "/st-catherine/drafts/practice/"
GOOD = "Our beans are taller than we are. Come and see them on Friday."
ALT = "Bean plants in a raised bed"
KEY = re.compile(r'name="(reason-[0-9a-f]{16})"')


@pytest.fixture
def newcomer(school: School, teacher: Person) -> Client:
    """Somebody who has agreed to nothing yet, at a school with a policy."""
    adopt_policy(school, "recommended-2026", agreed=False)
    return client_of(teacher)


def press(client: Client, step: str, **typed: str) -> tuple[int, str]:
    answer = client.post(PAGE, {"step": step, "words": GOOD, **typed})
    return answer.status_code, answer.content.decode()


def carried(page: str) -> dict[str, str]:
    """What the page sends along with the next button."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def whole_way(client: Client, **typed: str) -> str:
    """From the first look to the approval; the last page."""
    press(client, "check", **typed)
    _, review = press(client, "send", **typed)
    press(client, "return", **carried(review))
    status, done = press(client, "approve", **carried(review))
    assert status == 200
    return done


def test_who_may_not_draft_yet_may_practise(newcomer: Client) -> None:
    drafts = newcomer.get("/st-catherine/drafts/").content.decode()

    assert "Practise meanwhile" in drafts
    assert "Write a post</" not in drafts
    assert newcomer.get(PAGE).status_code == 200


def test_good_post_is_approved_and_says_what_was_done(newcomer: Client) -> None:
    page = whole_way(newcomer)

    assert "Here it would go out" in page
    assert "<li>wrote a post</li>" in page
    assert "sent it for approval, and saw what a senior leader sees" in page


@pytest.mark.parametrize("name", ["Ada Larkspur", "Ottoline Quigley"], ids=["invented", "real"])
def test_pupils_full_name_stops_it_as_it_stops_a_post(
    school: School, newcomer: Client, name: str
) -> None:
    make_pupil(school, "Ottoline", "Quigley")

    status, page = press(newcomer, "send", words=f"{name} read to the whole school.")

    assert status == 409
    assert "It is not sent yet." in page
    assert "This stops the post" in page
    assert "Policy for our account on X, version 1, clause" in page


def test_pupil_of_another_school_stops_nothing(
    school: School, other_school: School, newcomer: Client
) -> None:
    make_pupil(other_school, "Ottoline", "Quigley")

    status, _ = press(newcomer, "send", words="Ottoline Quigley read to the whole school.")

    assert status == 200


def test_what_was_mended_is_counted(newcomer: Client) -> None:
    _, stopped = press(newcomer, "send", words="Ada Larkspur read to the whole school.")
    (met,) = re.findall(r'name="met" value="([^"]*)"', stopped)

    _, review = press(newcomer, "send", met=met)
    _, done = press(newcomer, "approve", **carried(review))

    assert re.search(r"mended (one thing|\d things) the policy does not allow", done)


def test_face_of_a_child_without_consent_stops_it(newcomer: Client) -> None:
    status, page = press(newcomer, "send", picture="faces", description="Two children")

    assert status == 409
    assert "Not everybody in photo 1 may be shown." in page


def test_picture_without_a_description_stops_it_and_with_one_goes(newcomer: Client) -> None:
    without, _ = press(newcomer, "send", picture="bed")
    described, page = press(newcomer, "send", picture="bed", description=ALT)

    assert (without, described) == (409, 200)
    assert f'alt="{ALT}"' in page


def test_warning_is_kept_with_a_reason_that_the_reviewer_reads(newcomer: Client) -> None:
    asked = {"words": "Well done Ada, a lovely poem!"}
    status, page = press(newcomer, "send", **asked)
    reasons = dict.fromkeys(KEY.findall(page), "Ada agreed to it.")

    sent, review = press(newcomer, "send", **asked, **reasons)
    approved, done = press(newcomer, "approve", **carried(review))

    assert (status, sent, approved) == (409, 200, 200)
    assert "Ada agreed to it." in review
    assert "gave a reason for" in done


def test_block_is_not_kept_with_a_reason(newcomer: Client) -> None:
    words = "Ada Larkspur read to the whole school."
    _, page = press(newcomer, "check", words=words)
    keys = dict.fromkeys(re.findall(r"[0-9a-f]{16}", page), "Please.")
    forged = {f"reason-{key}": reason for key, reason in keys.items()}

    assert press(newcomer, "approve", words=words, **forged)[0] == 409


def test_nothing_is_sent_without_words(newcomer: Client) -> None:
    status, page = press(newcomer, "send", words=" ")

    assert status == 422
    assert "Write a few words: a post needs a text." in page


def test_without_a_policy_there_is_nothing_to_practise_by(school: School, teacher: Person) -> None:
    page = client_of(teacher).get(PAGE).content.decode()

    assert "No policy is in force yet" in page


def test_every_page_says_that_it_is_practice(newcomer: Client) -> None:
    _, write = press(newcomer, "check")
    _, review = press(newcomer, "send")
    pages = [newcomer.get(PAGE).content.decode(), write, review, whole_way(newcomer)]

    assert all("Nothing goes to X, nobody is told, and nothing is kept." in page for page in pages)
    assert all("<title>Pract" in " ".join(page.split()) for page in pages)


def test_words_too_long_to_be_anybodys_are_told(newcomer: Client) -> None:
    assert press(newcomer, "check", words="a" * 4001)[0] == 422


def test_practice_is_for_those_who_draft(school: School, office: Person, governor: Person) -> None:
    adopt_policy(school)

    assert [client_of(one).get(PAGE).status_code for one in (office, governor)] == [403, 403]


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as the software's owner would see them."""
    tables = run_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    with scope.platform():
        return {name: sorted(run_sql(f'SELECT md5(t::text) FROM "{name}" t')) for (name,) in tables}


def test_practising_leaves_no_trace_in_any_table(newcomer: Client, school: School) -> None:
    make_account(school)
    newcomer.get(PAGE)
    before = rows()

    whole_way(newcomer, picture="bed", description=ALT)

    after = rows()
    assert [name for name, found in after.items() if found != before[name]] == []
    assert before["accounts_membership"]  # what is compared can be seen


def test_comparison_would_see_a_real_draft(school: School, teacher: Person) -> None:
    adopt_policy(school)
    account = make_account(school)
    client = client_of(teacher)
    before = rows()

    client.post("/st-catherine/drafts/new/", {"account": account.pk, "kind": "ordinary"})

    assert rows()["drafts_post"] != before["drafts_post"]


def test_practice_asks_nothing_of_x(
    newcomer: Client, school: School, sandbox: SandboxX, settings: Settings
) -> None:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    make_account(school, sandbox.add_account("StCathsofSiena"))

    whole_way(newcomer)

    assert sandbox.requests() == []


def test_database_takes_no_write_while_somebody_practises(school: School, teacher: Person) -> None:
    with in_scope(school.pk):
        with pytest.raises(DatabaseError, match="read-only transaction"), nothing_written():
            run_sql("UPDATE accounts_school SET name = 'Elsewhere'")
        run_sql("UPDATE accounts_school SET name = 'Afterwards' WHERE id = %s", school.pk)

    school.refresh_from_db()
    assert school.name == "Afterwards"


def test_what_was_written_before_practice_stands(school: School) -> None:
    with in_scope(school.pk):
        run_sql("UPDATE accounts_school SET name = 'Before' WHERE id = %s", school.pk)
        with nothing_written(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    school.refresh_from_db()
    assert school.name == "Before"


def test_page_itself_stands_behind_the_wall(
    newcomer: Client, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_and_write(asked: School, attempt: Attempt) -> Checked:
        run_sql("UPDATE accounts_school SET name = 'Elsewhere' WHERE id = %s", asked.pk)
        return check(asked, attempt)

    monkeypatch.setattr(checking, "check", check_and_write)

    with pytest.raises(DatabaseError, match="read-only transaction"):
        press(newcomer, "check")
