"""Who is let in, how often, and from which pages."""

import logging
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import travel

from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.api import keys
from schoolsocial.api.actions import tokens
from schoolsocial.api.models import Token
from schoolsocial.tenancy import scope
from tests.api.making import READ, WRITE, Program, make_token, program, verbs_of
from tests.cast import run_sql
from tests.drafts.forcing import refused

SITE = "https://www.stcatherine.example"


def revoke(made: tokens.Made, by: Person) -> None:
    with scope.school(made.token.school_id):
        tokens.revoke(token=made.token, by=by, now=timezone.now())


def outcome(answer: Any) -> tuple[int, str]:
    """Status and kind of problem."""
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def test_token_says_what_it_is(school: School, head: Person) -> None:
    told = program(school, head).get("me").json()

    assert told["school"] == "St Catherine of Siena"
    assert told["scopes"] == [READ]
    assert told["calls_a_minute"] == 120


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer nonsense", "Basic c2VjcmV0", "Bearer sst_1_" + "A" * 43, "Bearer sst_"],
)
def test_no_key_and_wrong_keys_look_alike(school: School, header: str) -> None:
    bare = Program().get("posts")
    answer = Program().get("posts", Authorization=header)

    assert outcome(answer) == (401, "unknown-token")
    assert answer.content == bare.content
    assert answer["WWW-Authenticate"] == 'Bearer realm="School Social"'


def test_key_that_names_another_school_opens_nothing(
    school: School, head: Person, other_school: School
) -> None:
    key = make_token(school, head).key
    forged = key.replace(f"sst_{school.pk}_", f"sst_{other_school.pk}_")

    assert outcome(Program(forged).get("me")) == (401, "unknown-token")


def test_revoked_token_opens_nothing_from_then_on(school: School, head: Person) -> None:
    made = make_token(school, head)
    assert Program(made.key).get("me").status_code == 200

    revoke(made, head)
    revoke(made, head)

    assert outcome(Program(made.key).get("me")) == (401, "unknown-token")
    assert verbs_of(school) == ["api.token_made", "api.token_revoked"]


def test_call_without_tls_is_refused_and_led_nowhere(
    school: School, head: Person, settings: Settings
) -> None:
    key = make_token(school, head).key
    settings.SECURE_SSL_REDIRECT = True

    plain = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {key}"})
    safe = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {key}"}, secure=True)

    assert outcome(plain) == (403, "plain-http")
    assert "Location" not in plain
    assert safe.status_code == 200


def test_expired_token_opens_nothing(school: School, head: Person) -> None:
    made = make_token(school, head)

    with travel(timezone.now() + timedelta(days=366), tick=False):
        assert outcome(Program(made.key).get("me")) == (401, "unknown-token")


@pytest.mark.parametrize("name", ["token", "access_token", "api_key", "key"])
def test_token_in_the_address_is_refused_even_beside_the_header(
    school: School, head: Person, name: str
) -> None:
    made = make_token(school, head)

    answer = Program(made.key).get(f"me?{name}={made.key}")

    assert outcome(answer) == (400, "token-in-address")


@pytest.mark.parametrize("path", ["posts?limt=3", "me?limit=1", "posts?=1", "school?_=17"])
def test_what_is_not_described_in_the_query_is_refused(
    school: School, head: Person, path: str
) -> None:
    assert outcome(program(school, head).get(path)) == (422, "not-valid")


def test_key_is_kept_nowhere_but_as_a_hash(school: School, head: Person) -> None:
    key = make_token(school, head).key

    with scope.school(school.pk):
        row = Token.objects.values().get()
    assert row["key_hash"] == keys.hashed(key)
    assert row["hint"] == key[-4:]
    assert key not in repr(row)


def test_key_reaches_no_log(school: School, head: Person, caplog: pytest.LogCaptureFixture) -> None:
    made = make_token(school, head)
    with caplog.at_level(logging.DEBUG):
        Program(made.key).get("me")
        Program(made.key).get("posts/999")
        Program(made.key[:-1] + "_").get("me")

    assert caplog.records
    assert made.key[-20:-1] not in caplog.text


def test_token_without_the_scope_is_told_which(
    school: School, head: Person, teacher: Person
) -> None:
    reads = program(school, head, READ)
    writes = program(school, head, WRITE, author=teacher, label="CMS")

    assert outcome(reads.leave({"text": "Hello"})) == (403, "scope-missing")
    assert outcome(writes.get("posts")) == (403, "scope-missing")
    assert writes.get("me").status_code == 200


def test_day_of_the_last_use_is_noted_and_no_more(school: School, head: Person) -> None:
    program(school, head).get("me")

    with scope.school(school.pk):
        assert Token.objects.get().used_on == timezone.localdate()
    assert verbs_of(school) == ["api.token_made"]


def test_calls_are_counted_and_the_next_minute_begins_anew(
    school: School, head: Person, settings: Settings
) -> None:
    settings.API_CALLS_A_MINUTE = 3
    moment = timezone.now().replace(second=10, microsecond=0)
    website = program(school, head, now=moment)

    with travel(moment, tick=False):
        left = [website.get("me")["RateLimit"] for _ in range(3)]
        refused = website.get("me")
    with travel(moment + timedelta(seconds=int(refused["Retry-After"])), tick=False):
        later = website.get("me")

    assert left == [f'"minute";r={number};t=51' for number in (2, 1, 0)]
    assert outcome(refused) == (429, "too-many-calls")
    assert refused["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert later.status_code == 200


def test_without_the_database_the_caller_is_asked_to_come_again(
    school: School, head: Person
) -> None:
    website = program(school, head)

    with patch("schoolsocial.api.actions.tokens.use", side_effect=OperationalError):
        answer = website.get("me")

    assert outcome(answer) == (503, "away")
    assert answer["Retry-After"] == "30"


def test_one_token_does_not_use_up_anothers_calls(
    school: School, head: Person, settings: Settings
) -> None:
    settings.API_CALLS_A_MINUTE = 1
    busy, quiet = program(school, head), program(school, head, label="Screen in the hall")
    busy.get("me")

    assert busy.get("me").status_code == 429
    assert quiet.get("me").status_code == 200


def test_page_of_a_listed_website_may_read_and_no_other(school: School, head: Person) -> None:
    listed = program(school, head, origins=[SITE])

    ours = listed.get("posts", Origin=SITE)
    theirs = listed.get("posts", Origin="https://elsewhere.example")

    assert ours["Access-Control-Allow-Origin"] == SITE
    assert outcome(theirs) == (403, "origin")
    assert "Access-Control-Allow-Origin" not in theirs
    assert {"Origin", "Authorization"} <= set(ours["Vary"].split(", "))


def test_no_page_may_read_with_a_token_that_lists_none(school: School, head: Person) -> None:
    answer = program(school, head).get("posts", Origin=SITE)

    assert outcome(answer) == (403, "origin")
    assert "Access-Control-Allow-Origin" not in answer


def test_browser_is_told_before_it_asks_that_it_may_only_read(db: None) -> None:
    answer = Client().options("/api/v1/drafts", headers={"Origin": SITE})

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == "GET"
    assert "Idempotency-Key" not in answer["Access-Control-Allow-Headers"]


def test_answers_are_kept_by_no_cache_in_between(school: School, head: Person) -> None:
    assert program(school, head).get("posts")["Cache-Control"] == "private, no-cache"
    assert Program().get("posts")["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["", "nothing", "posts/0x1", "posts/", "v2/posts"])
def test_address_that_is_none_is_told_as_a_problem(school: School, head: Person, path: str) -> None:
    assert outcome(program(school, head).get(path)) == (404, "not-found")


def test_session_of_a_person_opens_nothing(school: School, head: Person) -> None:
    client = Client()
    client.force_login(head)

    assert client.get("/api/v1/posts").status_code == 401


def test_token_lives_on_when_who_made_it_leaves(school: School, head: Person) -> None:
    website = program(school, head)
    with scope.school(school.pk):
        Membership.objects.filter(person=head).update(is_active=False)

    assert website.get("me").status_code == 200


ROW = """
INSERT INTO api_token (school_id, label, hint, key_hash, scopes, origins, author_id, created_by_id,
                       created_at, expires_at, calls)
VALUES (%s, %s, 'abcd', md5(random()::text), %s, %s, %s, %s, now(), now() + %s::interval, 0)
"""


@pytest.mark.parametrize(
    ("label", "scopes", "origins", "lasts", "words"),
    [
        ("", [READ], [], "1 day", "token_has_label"),
        ("A", [], [], "1 day", "token_known_scopes"),
        ("A", ["posts:approve"], [], "1 day", "token_known_scopes"),
        ("A", [WRITE], [], "1 day", "token_drafts_for_somebody"),
        ("A", [READ], [], "0 days", "token_expires_after_created"),
    ],
)
def test_database_refuses_a_token_that_cannot_be(
    school: School,
    head: Person,
    label: str,
    scopes: list[str],
    origins: list[str],
    lasts: str,
    words: str,
) -> None:
    with scope.school(school.pk), refused(words):
        run_sql(ROW, school.pk, label, scopes, origins, None, head.pk, lasts)


def test_database_refuses_a_writing_token_in_browsers(
    school: School, head: Person, teacher: Person
) -> None:
    with scope.school(school.pk), refused("token_in_browsers_only_reads"):
        run_sql(ROW, school.pk, "A", [WRITE], [SITE], teacher.pk, head.pk, "1 day")


def test_database_refuses_drafts_for_a_stranger(
    school: School, head: Person, other_head: Person
) -> None:
    with scope.school(school.pk), refused("api_token_author_id_member"):
        run_sql(ROW, school.pk, "A", [WRITE], [], other_head.pk, head.pk, "1 day")


def test_database_refuses_two_live_tokens_of_one_name(school: School, head: Person) -> None:
    make_token(school, head, label="CMS")
    with scope.school(school.pk), refused("token_one_label"):
        run_sql(ROW, school.pk, "CMS", [READ], [], None, head.pk, "1 day")
