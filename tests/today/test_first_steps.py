"""Setting up a school: each step is done by the school's own rows, and by nothing else."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.models import Campaign
from moderation.drafts.models import Post
from policy.models import Agreement
from schoolsocial.accounts.actions import invitations, schools
from schoolsocial.accounts.models import Membership, Person, School, SkippedStep
from schoolsocial.accounts.models.skipped_steps import MAY_BE_SKIPPED
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import GRANTS, Permission, Role
from schoolsocial.audit.models import Event
from schoolsocial.today import setting_up
from schoolsocial.today.setting_up import Standing
from tests.cast import client_of, in_scope, make_person, run_sql
from tests.consent import campaigning
from tests.drafts.forcing import force, refused
from tests.policy import versions
from tests.posts import adopt_policy, let_draft, make_account, make_pupil, submitted

HOME = "/st-catherine/"
PAGE = "/st-catherine/setting-up/"
SKIP = "/st-catherine/setting-up/skip/"


def standing(school: School, person: Person) -> dict[str, Standing]:
    with in_scope(school.pk):
        asked = Asked(Membership.objects.get(person=person), timezone.now())
        return {one.step.code: one for one in setting_up.standing(asked)}


def done(school: School, person: Person) -> set[str]:
    return {code for code, one in standing(school, person).items() if one.done}


def add_term(school: School, by: Person) -> None:
    day = date(2026, 9, 1)
    with in_scope(school.pk):
        schools.add_term(school=school, by=by, name="Autumn", starts_on=day, ends_on=day)


def everybody(school: School, by: Person | None = None) -> None:
    for role in (Role.SLT, Role.DSL, Role.OFFICE, Role.GOVERNOR, Role.TEACHER):
        make_person(school, role)


def put_forward(school: School, by: Person) -> None:
    versions.propose(versions.begin(school, by), by)


def agree_and_train(school: School, by: Person) -> None:
    adopt_policy(school)


def ratified(school: School, by: Person) -> None:
    adopt_policy(school, agreed=False)


STEPS: dict[str, Callable[[School, Person], object]] = {
    "terms": add_term,
    "people": everybody,
    "policy": put_forward,
    "ratified": ratified,
    "roll": lambda school, _by: make_pupil(school, "Ottoline", "Quigley"),
    "account": lambda school, _by: make_account(school),
    "agreed": agree_and_train,
    "draft": lambda school, by: (adopt_policy(school), submitted(school, by)),
}


@pytest.mark.parametrize("code", STEPS)
def test_step_is_done_by_the_schools_own_rows(
    school: School, head: Person, other_school: School, other_head: Person, code: str
) -> None:
    before = done(school, head)

    STEPS[code](other_school, other_head)
    of_another = done(school, head)
    STEPS[code](school, head)

    assert code not in before
    assert of_another == before
    assert code in done(school, head)


def test_every_step_is_open_in_a_school_that_was_founded_today(
    school: School, head: Person
) -> None:
    assert done(school, head) == {"second_factor"}


def test_invited_people_are_on_their_way(school: School, head: Person) -> None:
    with in_scope(school.pk):
        invitations.invite(
            school=school,
            by=head,
            email="gwen@school.example",
            name="Gwen",
            roles=[Role.GOVERNOR],
            now=timezone.now(),
        )

    people = standing(school, head)["people"]

    assert people.coming == ("a governor",)
    assert "a designated safeguarding lead" in people.lacking


def test_leader_without_a_second_factor_is_told(school: School, head: Person) -> None:
    make_person(school, Role.DSL, second_factor=False)

    assert "second_factor" not in done(school, head)


def test_second_factor_is_no_step_where_the_school_asks_for_none(
    school: School, head: Person
) -> None:
    school.require_second_factor = False
    school.save()

    assert "second_factor" not in standing(school, head)


def test_policy_that_asks_for_no_training_needs_none(school: School, head: Person) -> None:
    adopt_policy(school, agreed=False)

    assert "trained" in done(school, head)


def test_policy_that_asks_for_training_waits_for_a_course(school: School, head: Person) -> None:
    adopt_policy(school, "recommended-2026", agreed=False)
    before = done(school, head)

    with in_scope(school.pk):
        let_draft(school, head)

    assert "trained" not in before
    assert "trained" in done(school, head)


def test_agreeing_is_counted_among_those_who_draft(school: School, head: Person) -> None:
    adopt_policy(school)
    make_person(school, Role.TEACHER)
    with in_scope(school.pk):
        assert Agreement.objects.count() == 1

    assert standing(school, head)["agreed"].tally == (1, 2)


def test_families_are_asked_once_the_question_is_sent(school: School, head: Person) -> None:
    with in_scope(school.pk):
        campaign = campaigning.start(school, head)
    before = standing(school, head)["consent"]
    with in_scope(school.pk):
        Campaign.objects.filter(pk=campaign.pk).update(
            state=Campaign.State.OPEN, opens_on=None, opened_on=timezone.localdate()
        )

    assert before.coming == ("the question to families, or an answer on paper",)
    assert "consent" in done(school, head)


def test_draft_is_on_its_way_until_it_is_sent(school: School, head: Person) -> None:
    adopt_policy(school)
    post = submitted(school, head)
    with in_scope(school.pk):
        Post.objects.filter(pk=post.pk).update(state="draft", submitted_at=None)

    assert standing(school, head)["draft"].coming == ("a draft that was sent for approval",)


def test_home_of_a_leader_shows_the_list_and_a_teachers_does_not(
    school: School, head: Person, teacher: Person, admin: Person
) -> None:
    shown = [
        "Setting up your school" in client_of(person).get(HOME).content.decode()
        for person in (head, admin, teacher)
    ]

    assert shown == [True, True, False]


def test_list_leads_only_where_its_reader_may_go_and_names_who_may(
    school: School, head: Person, office: Person
) -> None:
    page = client_of(head).get(PAGE).content.decode()

    assert "Ask Olu Office." in page
    assert 'href="/st-catherine/roll/import/"' not in page
    assert 'href="/st-catherine/policy/set-up/"' in page
    assert "Nobody here can do this yet. Invite somebody as: Governor." in page


def test_list_is_gone_from_home_once_all_is_done_and_can_be_opened_again(
    school: School, head: Person, admin: Person
) -> None:
    everybody(school)
    for code in ("terms", "roll", "account", "draft"):
        STEPS[code](school, head)
    client_of(admin).post(SKIP, {"code": "consent"})

    assert "Setting up your school" not in client_of(head).get(HOME).content.decode()
    assert "Every step is done." in client_of(head).get(PAGE).content.decode()


def first_post_out(school: School, head: Person, days: int) -> None:
    post = submitted(school, head)
    at = timezone.now() - timedelta(days=days)
    with in_scope(school.pk):
        force("drafts_post", post.pk, state="posted", tweet_id="9", posted_at=at)


@pytest.mark.parametrize(("days", "asked"), [(29, True), (31, False)])
def test_school_whose_first_post_is_long_out_is_asked_no_longer(
    school: School, head: Person, days: int, *, asked: bool
) -> None:
    """Nothing else of the list is done: a lapse does not bring it back."""
    adopt_policy(school)
    first_post_out(school, head, days)
    client = client_of(head)

    assert ("Setting up your school</h2>" in client.get(HOME).content.decode()) is asked
    assert f'href="{PAGE}"' in client.get(HOME).content.decode(), "it stays in the menu"
    assert "Still missing" in client.get(PAGE).content.decode()


def test_school_that_is_long_on_its_way_is_not_asked_for_its_steps(
    school: School, head: Person
) -> None:
    adopt_policy(school)
    first_post_out(school, head, 400)
    client = client_of(head)
    client.get(HOME)

    with CaptureQueriesContext(connection) as asked:
        client.get(HOME)

    assert not any("ratified_has_0" in one["sql"] for one in asked.captured_queries)


def test_list_tells_of_no_pupil(school: School, head: Person) -> None:
    pupil = make_pupil(school, "Ottoline", "Quigley")

    assert pupil.legal_forename not in client_of(head).get(PAGE).content.decode()


def test_school_that_shows_no_pupils_skips_consent_and_takes_it_up_again(
    school: School, head: Person, admin: Person
) -> None:
    client_of(admin).post(SKIP, {"code": "consent"})
    client_of(admin).post(SKIP, {"code": "consent"})
    skipped = done(school, head)
    client_of(admin).post(SKIP, {"code": "consent", "needed": "on"})

    assert "consent" in skipped
    assert "consent" not in done(school, head)
    with in_scope(school.pk):
        verbs = Event.objects.filter(verb__startswith="first_step").order_by("pk")
        assert list(verbs.values_list("verb", flat=True)) == [
            "first_step.skipped",
            "first_step.taken_up",
        ]


def test_step_that_every_school_needs_is_not_skipped(
    school: School, head: Person, admin: Person
) -> None:
    client_of(admin).post(SKIP, {"code": "ratified"})

    assert "ratified" not in done(school, head)
    with in_scope(school.pk):
        assert not SkippedStep.objects.exists()


@pytest.mark.parametrize(
    ("code", "member", "words"),
    [("ratified", True, "skipped_step_is_optional"), ("consent", False, "said_by_id_member")],
    ids=["needed", "stranger"],
)
def test_database_refuses_what_no_page_offers(
    school: School, head: Person, other_head: Person, code: str, words: str, *, member: bool
) -> None:
    person = head if member else other_head
    with refused(words), in_scope(school.pk):
        run_sql(
            "INSERT INTO accounts_skippedstep (school_id, code, said_by_id, said_at) "
            "VALUES (%s, %s, %s, now())",
            school.pk,
            code,
            person.pk,
        )


def test_another_school_neither_sees_nor_writes_what_was_skipped(
    school: School, admin: Person, other_school: School
) -> None:
    client_of(admin).post(SKIP, {"code": "consent"})

    with in_scope(other_school.pk):
        assert run_sql("SELECT * FROM accounts_skippedstep") == []
    with refused("row-level security"), in_scope(other_school.pk):
        run_sql(
            "INSERT INTO accounts_skippedstep (school_id, code, said_by_id, said_at) "
            "VALUES (%s, 'consent', %s, now())",
            school.pk,
            admin.pk,
        )


def test_all_steps_are_asked_in_one_statement(school: School, head: Person) -> None:
    with in_scope(school.pk):
        asked = Asked(Membership.objects.select_related("school").get(person=head), timezone.now())
        with CaptureQueriesContext(connection) as sent:
            setting_up.standing(asked)

    assert len(sent) == 1


def test_steps_have_one_code_each_and_somebody_who_can_do_them(
    school: School, head: Person
) -> None:
    steps = [one.step for one in standing(school, head).values()]

    assert len({step.title for step in steps}) == len(steps) == 11
    assert all(re.fullmatch("[a-z_]+", step.code) for step in steps)
    assert all(any(step.permission in may for may in GRANTS.values()) for step in steps)


def test_list_is_for_those_who_set_up(school: School, teacher: Person, deputy: Person) -> None:
    assert Permission.MANAGE_SCHOOL not in GRANTS[Role.SLT]
    assert client_of(teacher).get(PAGE).status_code == 403
    assert client_of(deputy).post(SKIP, {"code": "consent"}).status_code == 403


def test_only_optional_steps_may_be_skipped(school: School, head: Person) -> None:
    steps = [one.step for one in standing(school, head).values()]

    assert {step.code for step in steps if step.not_for_us} == set(MAY_BE_SKIPPED)


def test_each_step_leads_to_a_page_that_opens_for_whoever_can_do_it(
    school: School, head: Person
) -> None:
    clients = {role: client_of(make_person(school, role)) for role in Role}
    answers = {
        (step.code, role): client.get(reverse(step.page, args=[school.slug])).status_code
        for step in (one.step for one in standing(school, head).values())
        for role, client in clients.items()
        if step.permission in GRANTS[role]
    }

    assert set(answers.values()) == {200}
    assert len({code for code, _ in answers}) == 11
