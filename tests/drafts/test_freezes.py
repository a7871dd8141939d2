"""One button stops all posting of a school; letting it go on is never a burst."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.drafts.actions import by_hand, freezes
from moderation.drafts.jobs import dispatching, examining, fencing, removing, sending
from moderation.drafts.jobs.claiming import Claim
from moderation.drafts.models import Freeze, Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.client import MediaReceipt
from schoolsocial.x.models import Account
from tests.cast import client_of, run_sql
from tests.drafts.forcing import refused
from tests.drafts.hands import hand_account, handed, let_go, taken
from tests.drafts.outgoing import HANDLE, change, last_attempt, now_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, scheduled

BEREAVEMENT = Freeze.Reason.BEREAVEMENT


def freeze(school: School, by: Person, reason: Freeze.Reason = BEREAVEMENT) -> None:
    with scope.school(school.pk):
        freezes.freeze(school=school, by=by, reason=reason, now=timezone.now())


def thaw(school: School, by: Person) -> int:
    with scope.school(school.pk):
        return freezes.thaw(school=school, by=by, now=timezone.now())


def page_of(school: School, person: Person, path: str = "stop-posting/") -> str:
    return client_of(person).get(f"/{school.slug}/{path}").content.decode()


def test_nothing_is_sent_while_posting_is_stopped(
    due_words: Post, school: School, head: Person, sandbox: SandboxX
) -> None:
    freeze(school, head)

    assert dispatching.find_due().send == []
    sending.send(school.pk, due_words.pk)

    assert sandbox.requests() == []
    assert now_of(due_words).state == State.SCHEDULED


@pytest.mark.faults
def test_post_on_its_way_is_stopped_at_the_fence(
    due_words: Post,
    school: School,
    head: Person,
    sandbox: SandboxX,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    original = fencing.Fence.__call__

    def after_the_button(fence: fencing.Fence) -> None:
        freeze(school, head)
        original(fence)

    monkeypatch.setattr(fencing.Fence, "__call__", after_the_button)

    sending.send(school.pk, due_words.pk)

    assert sandbox.live(HANDLE) == []
    assert last_attempt(due_words).state == AttemptState.NOT_SENT
    assert now_of(due_words).state == State.SCHEDULED


@pytest.mark.faults
def test_control_without_the_fence_it_goes_out_all_the_same(
    due_words: Post,
    school: School,
    head: Person,
    sandbox: SandboxX,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fencing.Fence, "__call__", lambda _: freeze(school, head))

    sending.send(school.pk, due_words.pk)

    assert len(sandbox.live(HANDLE)) == 1


def test_stop_of_one_school_is_not_another_schools(
    due_words: Post, other_school: School, head: Person, sandbox: SandboxX
) -> None:
    with scope.school(other_school.pk):
        Membership.objects.create(school=other_school, person=head, roles=[Role.SLT])
    freeze(other_school, head)

    sending.send(due_words.school_id, due_words.pk)

    assert now_of(due_words).state == State.POSTED


def test_what_waited_goes_back_for_approval_and_nothing_bursts_out(
    due_words: Post, school: School, teacher: Person, head: Person, sandbox: SandboxX
) -> None:
    scheduled(school, teacher, head, text="A second one.", at=timezone.now() + timedelta(days=1))
    freeze(school, head)

    assert thaw(school, head) == 2
    sending.send(school.pk, due_words.pk)

    after = now_of(due_words)
    assert (after.state, after.seal, after.scheduled_for) == (State.SUBMITTED, "", None)
    assert sandbox.requests() == []
    with scope.school(school.pk):
        assert Post.objects.filter(state=State.SCHEDULED).count() == 0
        assert Post.objects.to_decide_by(head).count() == 2  # the old approval does not count


def test_post_whose_hour_passes_meanwhile_does_not_expire(
    due_words: Post, school: School, head: Person
) -> None:
    freeze(school, head)
    change(due_words, expires_at=timezone.now() - timedelta(hours=1))

    sending.send(school.pk, due_words.pk)

    assert now_of(due_words).state == State.SCHEDULED
    assert thaw(school, head) == 1


def test_approved_anew_it_goes_out(
    due_words: Post, school: School, head: Person, sandbox: SandboxX
) -> None:
    freeze(school, head)
    thaw(school, head)

    client_of(head).post(
        f"/{school.slug}/review/{due_words.pk}/approve/", {"version": 2, "when": "soon"}
    )
    sending.send(school.pk, due_words.pk)

    assert now_of(due_words).state == State.POSTED


def test_taking_down_goes_on(
    due_words: Post, school: School, head: Person, sandbox: SandboxX
) -> None:
    sending.send(school.pk, due_words.pk)
    freeze(school, head)

    reason = {"reason": "It names a child.", "confirmed": "on"}
    client_of(head).post(f"/{school.slug}/posts/{due_words.pk}/delete/", reason)
    removing.remove(school.pk, due_words.pk)

    assert sandbox.live(HANDLE) == []


def test_every_page_says_that_posting_is_stopped(
    due_words: Post, school: School, head: Person, teacher: Person
) -> None:
    freeze(school, head)

    for path in ("", "drafts/", "calendar/", "published/"):
        assert "nothing goes out for now" in page_of(school, teacher, path)
    thaw(school, head)
    assert "nothing goes out for now" not in page_of(school, teacher, "calendar/")


def test_reason_is_for_leaders_alone(
    due_words: Post, school: School, head: Person, teacher: Person
) -> None:
    freeze(school, head)

    assert "Bereavement" in page_of(school, head)
    assert "Bereavement" not in page_of(school, teacher, "calendar/")
    assert client_of(teacher).get(f"/{school.slug}/stop-posting/").status_code == 403


def test_safeguarding_lead_stops_and_a_senior_leader_lets_it_go_on(
    due_words: Post, school: School, head: Person, dsl: Person
) -> None:
    address = f"/{school.slug}/stop-posting"

    client_of(dsl).post(f"{address}/now/", {"reason": "incident"})
    assert client_of(dsl).post(f"{address}/end/").status_code == 403
    assert "A senior leader lets posting go on." in page_of(school, dsl)
    client_of(head).post(f"{address}/end/")

    with scope.school(school.pk):
        (one,) = Freeze.objects.all()
        verbs = set(Event.objects.values_list("verb", flat=True))
    assert (one.began_by, one.ended_by, one.reopened) == (dsl, head, 1)
    assert {"posting.stopped", "posting.resumed", "post.reopen"} <= verbs


def test_leaders_get_a_letter_for_each(
    due_words: Post, school: School, head: Person, teacher: Person
) -> None:
    freeze(school, head)
    thaw(school, head)

    with scope.school(school.pk):
        letters = set(school.letters.values_list("kind", "to"))
    assert {("posting-stopped", head.email), ("posting-goes-on", head.email)} <= letters
    assert not any(to == teacher.email and kind.startswith("posting-") for kind, to in letters)


@pytest.mark.parametrize("path", ["now/", "end/"])
def test_second_press_says_so_and_changes_nothing(
    due_words: Post, school: School, head: Person, path: str
) -> None:
    browser = client_of(head)
    if path == "now/":
        freeze(school, head)

    browser.post(f"/{school.slug}/stop-posting/{path}", {"reason": "other"})
    page = browser.get(f"/{school.slug}/stop-posting/").content.decode()

    assert ("stopped already" if path == "now/" else "not stopped any more") in page
    with scope.school(school.pk):
        assert Freeze.objects.count() == (1 if path == "now/" else 0)


def test_without_a_reason_nothing_is_stopped(due_words: Post, school: School, head: Person) -> None:
    answer = client_of(head).post(f"/{school.slug}/stop-posting/now/")

    assert answer.status_code == 422
    assert "Choose a reason" in answer.content.decode()
    school.refresh_from_db()
    assert school.posting_paused_at is None


class TestDatabase:
    """What it holds by itself."""

    @pytest.fixture(autouse=True)
    def stopped(self, due_words: Post, school: School, head: Person) -> None:
        freeze(school, head)
        self.school, self.post = school, due_words

    def test_one_lasts_at_a_time(self, head: Person) -> None:
        with scope.school(self.school.pk), refused("freeze_one_lasting"):
            run_sql(
                "INSERT INTO drafts_freeze (school_id, reason, began_at, began_by_id, reopened)"
                " VALUES (%s, 'other', now(), %s, 0)",
                self.school.pk,
                head.pk,
            )

    def test_is_never_forgotten(self) -> None:
        with scope.school(self.school.pk), refused("never forgotten"):
            run_sql("DELETE FROM drafts_freeze")

    def test_reason_stays(self) -> None:
        with scope.school(self.school.pk), refused("only ended"):
            run_sql("UPDATE drafts_freeze SET reason = 'other'")

    def test_ends_once_and_by_somebody(self, head: Person) -> None:
        with scope.school(self.school.pk), refused("freeze_ended_by_somebody"):
            run_sql("UPDATE drafts_freeze SET ended_at = now()")
        thaw(self.school, head)
        with scope.school(self.school.pk), refused("only ended"):
            run_sql("UPDATE drafts_freeze SET ended_at = NULL, ended_by_id = NULL")

    def test_post_cannot_go_back_with_its_approval(self) -> None:
        with scope.school(self.school.pk), refused("leaves its approval behind"):
            run_sql("UPDATE drafts_post SET state = 'submitted' WHERE id = %s", self.post.pk)


@pytest.mark.faults
def test_post_whose_pictures_went_up_meanwhile_is_not_sent_after_all(
    due_post: Post,
    school: School,
    head: Person,
    sandbox: SandboxX,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _stops_and_goes_on_during_the_upload(school, head, monkeypatch)

    sending.send(school.pk, due_post.pk)

    back = now_of(due_post)
    assert (back.state, back.trouble) == (State.RETURNED, "stopped-since-approval")
    assert sandbox.live(HANDLE) == []


@pytest.mark.faults
def test_control_without_asking_anew_it_goes_out(
    due_post: Post,
    school: School,
    head: Person,
    sandbox: SandboxX,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _stops_and_goes_on_during_the_upload(school, head, monkeypatch)
    monkeypatch.setattr(examining, "_stopped_since", lambda _post: False)

    sending.send(school.pk, due_post.pk)

    assert len(sandbox.live(HANDLE)) == 1


def _stops_and_goes_on_during_the_upload(
    school: School, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sending._upload_pictures

    def slowly(claim: Claim) -> list[MediaReceipt]:
        freeze(school, head)
        thaw(school, head)
        return upload(claim)

    monkeypatch.setattr(sending, "_upload_pictures", slowly)


def test_post_in_somebodys_hands_meanwhile_is_not_taken_again(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    post = handed(hand_account(school, head), teacher, head)
    taken(post, teacher)
    freeze(school, head)
    thaw(school, head)
    let_go(post, teacher)

    with scope.school(school.pk):
        broken = by_hand.recheck(post=now_of(post), now=timezone.now())

    back = now_of(post)
    assert broken == "stopped-since-approval"
    assert (back.state, back.trouble) == (State.RETURNED, "stopped-since-approval")


def test_one_approved_after_it_went_on_is_sent(
    school: School, teacher: Person, head: Person, x_account: Account, sandbox: SandboxX
) -> None:
    freeze(school, head)
    thaw(school, head)
    post = scheduled(school, teacher, head)

    sending.send(school.pk, post.pk)

    assert now_of(post).state == State.POSTED
