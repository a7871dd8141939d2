"""Who may set a finding aside, and who may not."""

import pytest
from django.utils import timezone

from moderation.drafts import checks
from moderation.drafts.actions import dismissals, drafts, reviews, submissions
from moderation.drafts.models import Dismissal, Post
from moderation.drafts.process import Asked
from moderation.drafts.workflow import NotPossible, State
from policy.facts import Device, Moment
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import as_owner, client_of, in_scope, make_person, run_sql
from tests.drafts.forcing import refused
from tests.drafts.policies import adopt
from tests.posts import make_post, submitted

MENTION = "Thank you @CalderstonesPk for the compost."
NOW = timezone.now()


@pytest.fixture(autouse=True)
def inside(school: School) -> object:
    with in_scope(school.pk):
        yield


def dismissed_by(school: School, whom: str, severity: str = "warn") -> None:
    adopt(school, {"mention": (severity, {"dismissed_by": whom})})


def fresh(post: Post) -> Post:
    return Post.objects.select_related("school", "account", "author").get(pk=post.pk)


def only_key(post: Post) -> str:
    (checked,) = checks.findings_of(fresh(post))
    return checked.finding.key


def set_aside(post: Post, by: Person, reason: str = "A partner of ours") -> Dismissal:
    return dismissals.set_aside(
        post=post, by=by, key=only_key(post), reason=reason, now=timezone.now()
    )


def approve(post: Post, by: Person) -> None:
    reviews.approve(post=post, by=by, version=1, now=timezone.now())


def test_author_sets_aside_what_is_theirs_and_sends_it(school: School, teacher: Person) -> None:
    dismissed_by(school, "")
    post = make_post(school, teacher, MENTION)
    with pytest.raises(submissions.Blocked):
        submissions.submit(post=post, by=teacher, now=NOW)

    assert set_aside(post, teacher).standing == "author"

    assert submissions.submit(post=post, by=teacher, now=NOW).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("whom", "says"),
    [("slt", "Only a senior leader"), ("dsl", "safeguarding lead"), ("nobody", "lets nobody")],
)
def test_author_cannot_set_aside_what_is_for_others(
    school: School, teacher: Person, whom: str, says: str
) -> None:
    dismissed_by(school, whom)
    post = make_post(school, teacher, MENTION)

    with pytest.raises(dismissals.NotDismissable, match=says):
        set_aside(post, teacher)

    assert not post.dismissals.exists()


@pytest.mark.parametrize("severity", ["warn", "block"])
@pytest.mark.parametrize("whom", ["slt", "dsl"])
def test_what_reviewers_set_aside_does_not_stop_sending_it_to_them(
    school: School, teacher: Person, head: Person, whom: str, severity: str
) -> None:
    dismissed_by(school, whom, severity)

    post = submitted(school, teacher, MENTION)

    with pytest.raises(submissions.Blocked):
        approve(post, head)
    assert fresh(post).state == State.SUBMITTED


def test_leader_sets_it_aside_and_approves(school: School, teacher: Person, head: Person) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)

    assert set_aside(post, head).standing == "slt"
    approve(post, head)

    assert fresh(post).state == State.SCHEDULED


@pytest.mark.parametrize(("whom", "role"), [("slt", Role.DSL), ("dsl", Role.SLT)])
def test_one_reviewer_does_not_stand_in_for_another(
    school: School, teacher: Person, whom: str, role: Role
) -> None:
    dismissed_by(school, whom)
    post = submitted(school, teacher, MENTION)
    other = make_person(school, role)

    with pytest.raises(dismissals.NotDismissable):
        set_aside(post, other)


def test_lead_sets_aside_what_is_theirs(
    school: School, teacher: Person, head: Person, dsl: Person
) -> None:
    dismissed_by(school, "dsl")
    post = submitted(school, teacher, MENTION)

    assert set_aside(post, dsl).standing == "dsl"
    approve(post, head)

    assert fresh(post).state == State.SCHEDULED


def test_leader_who_wrote_it_is_its_author_and_no_more(school: School, head: Person) -> None:
    dismissed_by(school, "slt")
    draft = make_post(school, head, MENTION)

    with pytest.raises(dismissals.NotDismissable, match="did not write this"):
        set_aside(draft, head)
    post = submissions.submit(post=draft, by=head, now=NOW)
    with pytest.raises(NotPossible):
        set_aside(post, head)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.OFFICE, Role.GOVERNOR, Role.ADMIN])
def test_nobody_else_sets_anything_aside(school: School, teacher: Person, role: Role) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    other = make_person(school, role)

    with pytest.raises(drafts.NotYours):
        set_aside(post, other)


def test_leader_who_left_sets_nothing_aside(school: School, teacher: Person) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    gone = make_person(school, Role.SLT)
    gone.memberships.update(is_active=False)

    with pytest.raises(drafts.NotYours):
        set_aside(post, gone)


def test_authors_dismissal_no_longer_counts_where_the_policy_asks_for_a_leader(
    school: School, teacher: Person
) -> None:
    dismissed_by(school, "slt")
    post = make_post(school, teacher, MENTION)
    Dismissal.objects.create(
        school=school, post=post, rule="mention", key=only_key(post), reason="Mine", by=teacher,
        at=NOW,
    )  # fmt: skip

    (checked,) = checks.findings_of(fresh(post))

    assert checked.dismissal is None
    assert checked.stands_in_the_way


def test_reason_is_asked_for(school: School, teacher: Person, head: Person) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)

    with pytest.raises(dismissals.NotDismissable, match="reason"):
        set_aside(post, head, "   ")


def test_dismissal_about_a_device_covers_only_who_sits_there(
    school: School, teacher: Person, head: Person
) -> None:
    adopt(school, {"school-device": ("warn", {})})
    post = make_post(school, teacher)
    away = Device.ELSEWHERE
    (found,) = checks.findings_of(fresh(post), Asked(NOW, by=teacher, device=away))
    dismissals.set_aside(
        post=post, by=teacher, key=found.finding.key, reason="At home", now=NOW, device=away
    )
    post = submissions.submit(post=post, by=teacher, now=NOW, device=away)

    with pytest.raises(submissions.Blocked):
        reviews.approve(post=post, by=head, version=1, now=NOW, device=away)
    reviews.approve(post=post, by=head, version=1, now=NOW, device=Device.REGISTERED)

    assert fresh(post).state == State.SCHEDULED


def test_take_back_lets_it_stand_again_and_leaves_an_event(
    school: School, teacher: Person, head: Person
) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    set_aside(post, head)

    dismissals.take_back(post=post, by=head, key=only_key(post), now=timezone.now())

    with pytest.raises(submissions.Blocked):
        approve(post, head)
    event = Event.objects.get(verb="post.dismissal_taken_back", object_id=post.pk)
    assert (event.actor_id, event.payload) == (head.pk, {"rule": "mention"})


def test_take_back_is_for_who_set_it_aside(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    set_aside(post, head)

    with pytest.raises(dismissals.NotYourDismissal):
        dismissals.take_back(post=post, by=deputy, key=only_key(post), now=NOW)


def test_nothing_is_taken_back_once_it_is_approved(
    school: School, teacher: Person, head: Person
) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    key = set_aside(post, head).key
    approve(post, head)

    with pytest.raises(NotPossible):
        dismissals.take_back(post=post, by=head, key=key, now=NOW)
    with refused("stays as it was decided on"):
        run_sql("DELETE FROM drafts_dismissal WHERE post_id = %s", post.pk)


def test_database_knows_an_author_from_a_leader(
    school: School, teacher: Person, head: Person
) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    insert = (
        "INSERT INTO drafts_dismissal (school_id, post_id, rule, key, standing, reason, by_id, at) "
        "VALUES (%s, %s, 'mention', 'k', %s, 'Why', %s, now())"
    )

    for standing, by in (("slt", teacher), ("author", head)):
        with refused("an author sets aside as the author"):
            run_sql(insert, school.pk, post.pk, standing, by.pk)
    with refused("dismissal_known_standing"), as_owner(without_triggers=True):
        run_sql(insert, school.pk, post.pk, "clerk", head.pk)


def test_page_offers_it_to_the_leader_and_says_whose_it_is_to_the_lead(
    school: School, teacher: Person, head: Person, dsl: Person
) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    url = f"/{school.slug}/review/{post.pk}/"

    for_leader = client_of(head).get(url).content.decode()
    for_lead = client_of(dsl).get(url).content.decode()

    assert f"{url}set-aside/" in for_leader
    assert f"{url}set-aside/" not in for_lead
    assert "Only a senior leader may set this aside." in for_lead


def test_page_sets_aside_takes_back_and_tells_of_a_stale_one(
    school: School, teacher: Person, head: Person
) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    url, browser = f"/{school.slug}/review/{post.pk}/", client_of(head)
    key = only_key(post)

    nothing_said = browser.post(f"{url}set-aside/", {"key": key, "reason": ""})
    done = browser.post(f"{url}set-aside/", {"key": key, "reason": "A partner"}, follow=True)
    stale = browser.post(f"{url}set-aside/", {"key": "0" * 16, "reason": "A partner"})
    again = browser.post(f"{url}let-stand/", {"key": key}, follow=True)

    assert (nothing_said.status_code, stale.status_code) == (409, 409)
    assert "Set aside" in done.content.decode()
    assert "The words have changed since" in stale.content.decode()
    assert "Let it stand again" not in again.content.decode()
    assert not post.dismissals.filter(at__isnull=False).exists()


def test_post_by_hand_to_the_leaders_address_gets_a_teacher_nowhere(
    school: School, teacher: Person
) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)
    browser = client_of(teacher)

    aside = browser.post(
        f"/{school.slug}/review/{post.pk}/set-aside/", {"key": only_key(post), "reason": "x"}
    )
    own = browser.post(
        f"/{school.slug}/drafts/{post.pk}/dismiss/", {"key": only_key(post), "reason": "x"}
    )

    assert aside.status_code == 403
    assert own.status_code in {200, 302, 409}
    assert not post.dismissals.exists()


def test_moment_of_approval_is_what_the_page_shows(
    school: School, teacher: Person, head: Person
) -> None:
    dismissed_by(school, "slt")
    post = submitted(school, teacher, MENTION)

    found = checks.check(fresh(post), Asked(NOW, Moment.APPROVING, by=head))

    assert found.facts.process is not None
    assert found.facts.process.approvers == {head.pk}
