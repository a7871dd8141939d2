"""What is for the safeguarding lead alone: told to them, held back, never shown to the author."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from moderation.drafts.actions import flags, reviews, submissions
from moderation.drafts.actions.approvals import WithTheLead
from moderation.drafts.jobs import claiming
from moderation.drafts.models import Flag, FlagOutcome, Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope, join, make_person, run_sql
from tests.drafts.forcing import refused
from tests.drafts.policies import adopt
from tests.policy.versions import begin_next, ratify
from tests.posts import make_post, submitted

GRAVE = "Great speakers today. White power! Come along on Friday."
TITLE = "For the safeguarding lead to read"


@pytest.fixture(autouse=True)
def inside(school: School, dsl: Person) -> Iterator[None]:
    with in_scope(school.pk):
        yield


def watched(school: School, severity: str = "block") -> None:
    adopt(school, {"extremism": (severity, {})})


def now_of(post: Post) -> Post:
    return Post.objects.select_related("school", "account", "author").get(pk=post.pk)


def approve(post: Post, by: Person, version: int = 1) -> None:
    reviews.approve(post=post, by=by, version=version, now=timezone.now())


def judge(post: Post, by: Person, outcome: str = "nothing", note: str = "") -> FlagOutcome:
    return flags.judge(flag=post.flags.get(), by=by, outcome=outcome, note=note, now=timezone.now())


def test_author_can_send_it_and_learns_nothing(school: School, teacher: Person) -> None:
    watched(school)
    draft = make_post(school, teacher, GRAVE)
    browser = client_of(teacher)
    url = f"/{school.slug}/drafts/{draft.pk}/"

    before = browser.get(url).content.decode()
    post = submissions.submit(post=draft, by=teacher, now=timezone.now())
    after = browser.get(url).content.decode()
    history = browser.get(f"/{school.slug}/posts/{post.pk}/").content.decode()

    assert post.state == State.SUBMITTED
    assert post.versions.get().findings == []
    for page in (before, after, history):
        assert "afeguarding" not in page
        assert "lag" not in page.replace("flags/", "").split("<main")[1]


def test_flag_holds_no_word_and_every_lead_gets_one_letter(
    school: School, teacher: Person, dsl: Person
) -> None:
    watched(school)
    second = make_person(school, Role.DSL)

    post = submitted(school, teacher, GRAVE + " White power!")

    assert {flag.rule for flag in post.flags.all()} == {"extremism"}
    letters = Letter.objects.filter(kind="flag-raised")
    assert sorted(letters.values_list("to", flat=True)) == sorted([dsl.email, second.email])
    assert {letter.path for letter in letters} == {f"/{school.slug}/flags/"}
    event = Event.objects.filter(verb="flag.raised").first()
    assert event is not None
    assert (event.object_type, event.payload) == ("flag", {"rule": "extremism"})


def test_same_words_are_flagged_once(school: School, teacher: Person) -> None:
    watched(school)
    post = submitted(school, teacher, GRAVE)
    submissions.withdraw(post=post, by=teacher, now=timezone.now())

    submissions.submit(post=now_of(post), by=teacher, now=timezone.now())

    assert post.flags.count() == 1
    assert Letter.objects.filter(kind="flag-raised").count() == 1


def test_approval_waits_for_the_lead(
    school: School, teacher: Person, head: Person, dsl: Person
) -> None:
    watched(school)
    post = submitted(school, teacher, GRAVE)
    with pytest.raises(WithTheLead):
        approve(post, head)

    judge(post, dsl)
    approve(post, head)

    assert now_of(post).state == State.SCHEDULED


@pytest.mark.parametrize("outcome", ["returned", "passed-on"])
def test_any_other_outcome_keeps_it_waiting(
    school: School, teacher: Person, head: Person, dsl: Person, outcome: str
) -> None:
    watched(school)
    post = submitted(school, teacher, GRAVE)
    judge(post, dsl, outcome, "Spoke with Tess.")

    with pytest.raises(WithTheLead):
        approve(post, head)


def test_last_outcome_counts(school: School, teacher: Person, head: Person, dsl: Person) -> None:
    watched(school)
    post = submitted(school, teacher, GRAVE)
    judge(post, dsl, "passed-on", "Asked the Prevent officer.")
    judge(post, dsl, "nothing", "A quotation from a lesson.")

    approve(post, head)

    assert now_of(post).state == State.SCHEDULED
    assert FlagOutcome.objects.count() == 2


@pytest.mark.parametrize("severity", ["warn", "note"])
def test_lesser_severity_tells_the_lead_and_holds_nothing(
    school: School, teacher: Person, head: Person, severity: str
) -> None:
    watched(school, severity)
    post = submitted(school, teacher, GRAVE)

    approve(post, head)

    assert post.flags.count() == 1
    assert now_of(post).state == State.SCHEDULED


def test_rule_that_came_since_is_flagged_when_somebody_approves(
    school: School, teacher: Person, head: Person, governor: Person
) -> None:
    first = adopt(school, {})
    post = submitted(school, teacher, GRAVE)
    version = begin_next(first, head)
    clause = version.clauses.create(school=school, number="9", text="Prevent", position=9)
    clause.rules.create(school=school, rule="extremism", severity="block")
    ratify(version, head, governor)

    with pytest.raises(WithTheLead):
        approve(post, head)

    assert post.flags.count() == 1
    assert Letter.objects.filter(kind="flag-raised").count() == 1


def test_nothing_held_is_sent(school: School, teacher: Person, head: Person, dsl: Person) -> None:
    watched(school)
    post = submitted(school, teacher, GRAVE)
    judge(post, dsl)
    approve(post, head)
    judge(post, dsl, "passed-on", "On second thoughts.")

    assert claiming.claim(school.pk, post.pk) is None

    assert now_of(post).trouble == "rules-object"


def test_lead_who_wrote_it_neither_sees_nor_judges(school: School) -> None:
    watched(school)
    author = make_person(school, Role.TEACHER, Role.DSL)
    post = submitted(school, author, GRAVE)
    flag = post.flags.get()
    browser = client_of(author)

    assert author.email not in Letter.objects.values_list("to", flat=True)
    assert TITLE not in browser.get(f"/{school.slug}/flags/").content.decode()
    assert browser.get(f"/{school.slug}/flags/{flag.pk}/").status_code == 404
    with pytest.raises(flags.OwnPost):
        judge(post, author)
    with refused("nobody judges a flag on their own post"):
        run_sql(
            "INSERT INTO drafts_flagoutcome (school_id, flag_id, outcome, note, by_id, at) "
            "VALUES (%s, %s, 'nothing', '', %s, now())",
            school.pk,
            flag.pk,
            author.pk,
        )


def test_reviewers_read_that_the_lead_looks_and_not_at_what(
    school: School, teacher: Person, head: Person
) -> None:
    watched(school)
    post = submitted(school, teacher, GRAVE)

    page = client_of(head).get(f"/{school.slug}/review/{post.pk}/").content.decode()

    assert "The safeguarding lead is looking at this." in page
    assert TITLE not in page
    assert "These words are for" not in page
    assert "<mark>" not in page


def test_lead_opens_it_sees_the_words_and_records_an_outcome(
    school: School, teacher: Person, dsl: Person
) -> None:
    watched(school)
    post = submitted(school, teacher, GRAVE)
    flag, browser = post.flags.get(), client_of(dsl)
    url = f"/{school.slug}/flags/{flag.pk}/"
    assert TITLE in browser.get(f"/{school.slug}/flags/").content.decode()

    page = browser.get(url).content.decode()
    unexplained = browser.post(f"{url}judge/", {"outcome": "passed-on", "note": ""})
    done = browser.post(f"{url}judge/", {"outcome": "nothing", "note": "A slogan in a lesson."})
    listed = browser.get(f"/{school.slug}/flags/").content.decode()

    assert "<mark>" in page
    assert unexplained.status_code == 409
    assert "Please note in a few words what you did." in unexplained.content.decode()
    assert done.status_code == 302
    assert "Nothing in it" in listed
    assert "Nothing to look at" in listed


@pytest.mark.parametrize("role", [Role.TEACHER, Role.SLT, Role.OFFICE, Role.GOVERNOR, Role.ADMIN])
def test_flags_are_for_leads_alone(school: School, teacher: Person, role: Role) -> None:
    watched(school)
    flag = submitted(school, teacher, GRAVE).flags.get()
    browser = client_of(make_person(school, role))

    assert browser.get(f"/{school.slug}/flags/").status_code == 403
    assert browser.get(f"/{school.slug}/flags/{flag.pk}/").status_code == 403


def test_lead_of_another_school_finds_nothing(
    school: School, other_school: School, teacher: Person, dsl: Person
) -> None:
    watched(school)
    flag = submitted(school, teacher, GRAVE).flags.get()
    join(dsl, other_school, Role.DSL)

    answer = client_of(dsl).get(f"/{other_school.slug}/flags/{flag.pk}/")

    assert answer.status_code == 404


@pytest.mark.parametrize("table", ["drafts_flag", "drafts_flagoutcome"])
def test_flags_and_outcomes_are_only_added_to(
    school: School, teacher: Person, dsl: Person, table: str
) -> None:
    watched(school)
    judge(submitted(school, teacher, GRAVE), dsl)

    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET at = now()"):
        with refused("permission denied|append"):
            run_sql(statement)


def test_outcome_is_known_and_explained(school: School, teacher: Person, dsl: Person) -> None:
    watched(school)
    flag: Flag = submitted(school, teacher, GRAVE).flags.get()

    for outcome, constraint in (
        ("shrug", "flag_known_outcome"),
        ("returned", "flag_outcome_explained"),
    ):
        with refused(constraint):
            run_sql(
                "INSERT INTO drafts_flagoutcome (school_id, flag_id, outcome, note, by_id, at) "
                "VALUES (%s, %s, %s, '', %s, now())",
                school.pk,
                flag.pk,
                outcome,
                dsl.pk,
            )
