"""What a version of the policy would have stopped."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from moderation.drafts.models import Post
from moderation.replay.actions import replays
from moderation.replay.jobs import replaying
from moderation.replay.models import Line, Replay
from policy.actions import versions
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.rules import extremism
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope, make_person, make_school, run_sql
from tests.policy.versions import ratify_next
from tests.posts import adopt_policy, make_post, submitted

pytestmark = pytest.mark.django_db

TEXT_SPEAK = "Gr8 day at the museum."
EXTREMIST = "Great speakers today. White power! Come along on Friday."


@pytest.fixture
def school() -> School:
    school = make_school("st-catherine")
    adopt_policy(school)
    return school


@pytest.fixture
def teacher(school: School) -> Person:
    return make_person(school, Role.TEACHER)


@pytest.fixture
def head(school: School) -> Person:
    return make_person(school, Role.SLT)


@pytest.fixture
def governor(school: School) -> Person:
    return make_person(school, Role.GOVERNOR)


@pytest.fixture
def version(school: School, head: Person) -> PolicyVersion:
    """A working version that stops text language, asks about hashtags and allows replies."""
    with in_scope(school.pk):
        in_force = PolicyVersion.objects.get(number=1)
        draft = versions.start_from_version(version=in_force, by=head, now=timezone.now())
        clause = draft.clauses.order_by("position").first()
        assert clause is not None
        ClauseRule.objects.filter(clause__version=draft, rule="debate-or-reply").delete()
        for rule, severity in (("text-speak", "block"), ("hashtags", "warn")):
            ClauseRule.objects.create(school=school, clause=clause, rule=rule, severity=severity)
    return draft


def start(version: PolicyVersion, by: Person) -> Replay:
    today = timezone.localdate()
    with in_scope(version.school_id):
        return replays.start(
            version=version,
            since=today - timedelta(days=7),
            until=today,
            by=by,
            now=timezone.now(),
        )


def finished(version: PolicyVersion, by: Person) -> Replay:
    replay = start(version, by)
    replaying.carry_on(version.school_id, replay.pk)
    with in_scope(version.school_id):
        replay.refresh_from_db()
    return replay


def test_posts_are_counted_by_what_becomes_of_them(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    make_post(school, teacher, TEXT_SPEAK)
    make_post(school, teacher, "Our #garden club met today.")
    make_post(school, teacher, "@a_parent Thank you for the cakes.")
    make_post(school, teacher, "Our garden club met today.")

    replay = finished(version, head)

    assert (replay.done, replay.total) == (4, 4)
    assert (replay.newly_blocked, replay.newly_warned, replay.newly_passed) == (1, 2, 0)
    assert replay.unchanged == 1
    assert replay.rules == {"text-speak": 1, "hashtags": 1}
    assert replay.finished_at is not None


def test_version_in_force_is_tried_beside_the_one_before(school: School, head: Person) -> None:
    with in_scope(school.pk):
        first = PolicyVersion.objects.get()
    make_post(school, head, "One.")

    assert start(ratify_next(school), head).against == first


def test_first_version_in_force_is_tried_beside_none(school: School, head: Person) -> None:
    with in_scope(school.pk):
        only = PolicyVersion.objects.get()
    make_post(school, head, "One.")

    assert start(only, head).against is None


def test_a_line_tells_what_was_what_becomes_and_which_rule(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    post = make_post(school, teacher, TEXT_SPEAK)

    replay = finished(version, head)

    with in_scope(school.pk):
        line = Line.objects.get(replay=replay)
    assert (line.post_id, line.before, line.after) == (post.pk, "pass", "block")
    assert line.rules == ["text-speak"]


def test_nothing_is_changed_by_a_replay(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    post = submitted(school, teacher, "Our garden club met at 9.")
    with in_scope(school.pk):
        before = Post.objects.filter(pk=post.pk).values().get()

    finished(version, head)

    with in_scope(school.pk):
        assert Post.objects.filter(pk=post.pk).values().get() == before


def test_another_worker_goes_on_where_one_stopped(
    school: School,
    teacher: Person,
    head: Person,
    version: PolicyVersion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(replaying, "AT_ONCE", 2)
    for _ in range(5):
        make_post(school, teacher, TEXT_SPEAK)
    replay = start(version, head)
    assert replaying._portion(school.pk, replay.pk)
    with in_scope(school.pk):
        replay.refresh_from_db()
    assert (replay.done, replay.running) == (2, True)

    replaying.carry_on(school.pk, replay.pk)

    with in_scope(school.pk):
        replay.refresh_from_db()
        assert (replay.done, replay.newly_blocked) == (5, 5)
        assert Line.objects.filter(replay=replay).count() == 5


def test_the_sweep_finds_what_no_worker_finished(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    make_post(school, teacher, TEXT_SPEAK)
    replay = start(version, head)

    assert replaying.unfinished() == [(school.pk, replay.pk)]
    replaying.carry_on(school.pk, replay.pk)
    assert replaying.unfinished() == []


def test_what_fails_three_times_is_left_to_a_person(
    school: School,
    teacher: Person,
    head: Person,
    version: PolicyVersion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_post(school, teacher, TEXT_SPEAK)
    replay = start(version, head)

    def fail(*_: object) -> None:
        raise ValueError("a rule went wrong")

    monkeypatch.setattr(replaying, "compare", fail)
    for _ in range(3):
        assert replaying.unfinished() == [(school.pk, replay.pk)]
        with pytest.raises(ValueError, match="a rule went wrong"):
            replaying.carry_on(school.pk, replay.pk)

    assert replaying.unfinished() == []
    assert "This stopped before its end" in page_of(replay, head)


def test_one_failure_is_forgotten_by_success(
    school: School,
    teacher: Person,
    head: Person,
    version: PolicyVersion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_post(school, teacher, TEXT_SPEAK)
    replay = start(version, head)
    with monkeypatch.context() as broken:
        broken.setattr(replaying, "compare", None)
        with pytest.raises(TypeError):
            replaying.carry_on(school.pk, replay.pk)

    replaying.carry_on(school.pk, replay.pk)

    with in_scope(school.pk):
        replay.refresh_from_db()
    assert (replay.done, replay.running) == (1, False)


def test_posts_of_other_days_and_other_schools_are_left_out(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    other = make_school("hunts-cross")
    make_post(other, make_person(other, Role.TEACHER), TEXT_SPEAK)
    old = make_post(school, teacher, TEXT_SPEAK)
    with in_scope(school.pk):
        Post.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=30))
    make_post(school, teacher, TEXT_SPEAK)

    assert finished(version, head).done == 1


@pytest.mark.parametrize(
    ("since", "until", "trouble"),
    [
        (date(2026, 2, 1), date(2026, 1, 1), replays.ImpossiblePeriod),
        (date(2020, 1, 1), date(2020, 2, 1), replays.NothingToReplay),
        (date(1, 1, 1), date(2020, 2, 1), replays.NothingToReplay),
        (date(2020, 1, 1), date(9999, 12, 31), replays.StillToCome),
    ],
)
def test_an_empty_or_impossible_period_is_refused(
    school: School,
    head: Person,
    version: PolicyVersion,
    since: date,
    until: date,
    trouble: type[Exception],
) -> None:
    with in_scope(school.pk), pytest.raises(trouble):
        replays.start(version=version, since=since, until=until, by=head, now=timezone.now())


def test_start_and_end_stand_in_the_audit(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    make_post(school, teacher, TEXT_SPEAK)

    finished(version, head)

    with in_scope(school.pk):
        ended = Event.objects.get(verb="policy.replay_finished")
        assert Event.objects.filter(verb="policy.replayed").count() == 1
    assert ended.payload == {"posts": 1, "blocked": 1, "warned": 0, "passed": 0}


def test_the_database_refuses_a_line_that_changes_nothing(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    make_post(school, teacher, TEXT_SPEAK)
    replay = finished(version, head)

    with (
        in_scope(school.pk),
        pytest.raises(DatabaseError, match="replay_line_changes"),
        transaction.atomic(),
    ):
        run_sql("UPDATE replay_line SET before = after WHERE replay_id = %s", replay.pk)


def page_of(replay: Replay, person: Person, query: str = "") -> str:
    response = client_of(person).get(f"/st-catherine/policy/replay/{replay.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_leader_starts_one_and_is_taken_to_it(
    school: School,
    teacher: Person,
    head: Person,
    version: PolicyVersion,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    make_post(school, teacher, TEXT_SPEAK)
    today = timezone.localdate()
    given = {"version": version.pk, "since": today, "until": today}

    response = client_of(head).post("/st-catherine/policy/replay/start/", given)

    with in_scope(school.pk):
        replay = Replay.objects.get()
    assert response["Location"] == f"/st-catherine/policy/replay/{replay.pk}/"
    assert "Looked at 0 of 1 posts" in page_of(replay, head)


def test_a_terms_length_up_to_today_is_offered(
    school: School, head: Person, version: PolicyVersion
) -> None:
    page = client_of(head).get("/st-catherine/policy/replay/start/").content.decode()

    assert f'value="{timezone.localdate().isoformat()}"' in page


def test_an_impossible_period_is_told_and_kept(
    school: School, head: Person, version: PolicyVersion
) -> None:
    given = {"version": version.pk, "since": "2026-02-01", "until": "2026-01-01"}

    page = client_of(head).post("/st-catherine/policy/replay/start/", given).content.decode()

    assert "The period ends before it begins." in page
    assert 'value="2026-02-01"' in page


def test_a_draft_never_sent_is_counted_and_not_quoted(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    make_post(school, teacher, TEXT_SPEAK)
    replay = finished(version, head)

    shown, own = page_of(replay, head), page_of(replay, teacher)

    assert "Gr8" not in shown
    assert "A draft that was never sent for approval" in shown
    assert "Gr8" in own


def test_what_is_for_the_safeguarding_lead_alone_shows_in_no_replay(
    school: School, teacher: Person, head: Person
) -> None:
    make_post(school, teacher, EXTREMIST)
    with in_scope(school.pk):
        draft = versions.start_blank(school=school, title="Policy", by=head, now=timezone.now())
        clause = Clause.objects.create(
            school=school, version=draft, number="1", text="No hatred.", position=0
        )
        ClauseRule.objects.create(school=school, clause=clause, rule="extremism", severity="block")

    replay = finished(draft, head)

    assert (replay.done, replay.newly_blocked, replay.newly_warned) == (1, 0, 0)
    assert "extremism" not in replay.rules
    shown = page_of(replay, teacher)
    assert "White power" not in shown
    assert str(extremism.TITLE) not in shown


def test_governor_sees_figures_and_rules_but_no_draft(
    school: School, teacher: Person, governor: Person, head: Person, version: PolicyVersion
) -> None:
    submitted(school, teacher, "Our #garden club met again.")
    replay = finished(version, head)

    page = page_of(replay, governor, "?show=warn")

    assert "<strong>1</strong> Newly asked about" in page
    assert "garden" not in page
    assert client_of(governor).get("/st-catherine/policy/replay/start/").status_code == 403


@pytest.mark.parametrize("query", ["?show=rubbish", "?page=x", "?page=9999"])
def test_rubbish_in_the_address_shows_the_first_list(
    school: School, teacher: Person, head: Person, version: PolicyVersion, query: str
) -> None:
    make_post(school, teacher, TEXT_SPEAK)

    assert "Newly stopped" in page_of(finished(version, head), head, query)


def test_another_schools_replay_is_not_found(
    school: School, teacher: Person, head: Person, version: PolicyVersion
) -> None:
    make_post(school, teacher, TEXT_SPEAK)
    replay = finished(version, head)
    other = make_school("hunts-cross")
    stranger = client_of(make_person(other, Role.SLT))

    assert stranger.get(f"/hunts-cross/policy/replay/{replay.pk}/").status_code == 404
    assert stranger.get(f"/st-catherine/policy/replay/{replay.pk}/").status_code == 404
