"""A change of mind reaches the posts: queued ones come back, live ones have to come down."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from consent.academic_year import day_of
from consent.actions import answers, derived, faces, never_publish, purposes
from consent.actions import pupils as roll
from consent.models import Consent, Face, FaceAccount, Photo, Pupil, RegisterChange
from consent.pictures import FaceBox
from moderation.drafts import settling, takedowns
from moderation.drafts.actions import publishing
from moderation.drafts.jobs import (
    claiming,
    dispatching,
    examining,
    lapses,
    register_changes,
    removing,
    sending,
)
from moderation.drafts.models import Post, PostPhoto, Takedown
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope
from tests.catalogue.sights import look_whether_gone
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts.forcing import force
from tests.drafts.outgoing import HANDLE, change, letters_about, now_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, scheduled, submitted

PHOTO = [("Children planting seeds", False)]


@pytest.fixture
def pupil(school: School, office: Person) -> Pupil:
    """A child whose mother said yes today."""
    with in_scope(school.pk):
        pupil = make_pupil(school)
        today(pupil, "yes", by=office)
        RegisterChange.objects.update(handled_at=timezone.now())
    return pupil


def today(pupil: Pupil, given: str, by: Person) -> None:
    """The mother's answer of this moment."""
    held = pupil.guardianships.first()
    mother = held.guardian if held else make_guardian(pupil)
    now = timezone.now()
    answer(pupil, given, mother, by=by, given_on=day_of(now), now=now)


def show(post: Post, pupil: Pupil, by: Person) -> None:
    """Say that the child is in the post's picture."""
    with in_scope(post.school_id):
        photo = Photo.objects.get(post_photos__post=post)
        box = FaceBox(left=0, top=0, width=20, height=20)
        face = faces.add(photo=photo, box=box, by=by, now=timezone.now())
        faces.say(face=face, who="pupil", pupil=pupil, by=by, now=timezone.now())


def withdraw(pupil: Pupil, by: Person) -> None:
    with in_scope(pupil.school_id):
        mother = pupil.guardianships.get().guardian
        answers.withdraw(
            pupil=pupil,
            purposes=[purposes.named(pupil.school, "social-media")],
            guardian=mother,
            method=Consent.Method.PHONE,
            by=by,
            now=timezone.now(),
        )


def heed(pupil: Pupil) -> None:
    register_changes.heed(pupil.school_id, pupil.pk)


def waiting(pupil: Pupil) -> int:
    with in_scope(pupil.school_id):
        return RegisterChange.objects.filter(pupil=pupil, handled_at=None).count()


def items(post: Post) -> list[tuple[str, str]]:
    with in_scope(post.school_id):
        rows = Takedown.objects.filter(post=post).order_by("id")
        return list(rows.values_list("reason", "outcome"))


@pytest.fixture
def post_in(school: School, teacher: Person, head: Person, pupil: Pupil) -> Callable[[str], Post]:
    """A post that shows the child, in any state."""
    adopt_policy(school)

    def make(state: str) -> Post:
        if state == State.SUBMITTED:
            post = submitted(school, teacher, photos=PHOTO)
        else:
            post = scheduled(school, teacher, head, photos=PHOTO)
        if state not in {State.SUBMITTED, State.SCHEDULED}:
            tweet = str(1_000_000 + post.pk) if state in {"posted", "removing"} else None
            force("drafts_post", post.pk, state=state, tweet_id=tweet, posted_at=timezone.now())
        show(post, pupil, teacher)
        return post

    return make


@pytest.mark.parametrize("state", ["submitted", "scheduled"])
def test_queued_post_comes_back_without_a_reason(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, state: str
) -> None:
    post = post_in(state)
    withdraw(pupil, office)

    heed(pupil)

    back = now_of(post)
    assert (back.state, back.trouble, back.seal) == (State.RETURNED, "consent-changed", "")
    assert "consent-changed" in letters_about(post)
    assert waiting(pupil) == 0


def limited(pupil: Pupil, limit: str, by: Person) -> None:
    """The mother sets a limit, at this moment."""
    now = timezone.now()
    with in_scope(pupil.school_id):
        mother = pupil.guardianships.get().guardian
        answer(pupil, "limited", mother, by=by, limits=(limit,), given_on=day_of(now), now=now)


@pytest.mark.parametrize("limit", ["no-face", "group-only"])
def test_limit_that_the_live_picture_does_not_keep_is_taken_down(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, limit: str
) -> None:
    post = post_in("posted")
    limited(pupil, limit, office)

    heed(pupil)
    heed(pupil)

    assert items(post) == [("not-to-be-shown", "")]
    assert waiting(pupil) == 0


def test_limit_that_the_live_picture_keeps_opens_nothing(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post = post_in("posted")
    with in_scope(post.school_id):
        force("drafts_postphoto", post.post_photos.get().pk, pupils_counted=3)
    limited(pupil, "group-only", office)

    heed(pupil)

    assert (items(post), waiting(pupil)) == ([], 0)


def test_live_picture_in_which_the_face_is_blurred_stays(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, teacher: Person
) -> None:
    post = post_in("posted")
    with in_scope(post.school_id):
        face = Face.objects.get(accounts__pupil=pupil)
        made = derived.blur(photo=face.photo, faces=[face], by=teacher, now=timezone.now())
        force("drafts_postphoto", post.post_photos.get().pk, photo_id=made.pk)
    limited(pupil, "no-face", office)

    heed(pupil)

    assert (items(post), waiting(pupil)) == ([], 0)


def test_leaver_of_today_is_taken_down_when_the_day_is_over(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post, today = post_in("posted"), day_of(timezone.now())
    with in_scope(pupil.school_id):
        roll.leave(pupil=pupil, last_day=today, by=office, now=timezone.now())

    heed(pupil)
    assert (items(post), waiting(pupil)) == ([], 1)

    with in_scope(pupil.school_id):  # a day has passed
        Pupil.objects.filter(pk=pupil.pk).update(left_on=today - timedelta(days=1))
        RegisterChange.objects.filter(handled_at=None).update(at=timezone.now())
    heed(pupil)
    assert (items(post), waiting(pupil)) == ([("not-to-be-shown", "")], 0)


@pytest.mark.parametrize("state", ["posted", "removing", "held"])
def test_post_that_may_be_live_has_to_come_down(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, state: str
) -> None:
    post = post_in(state)
    withdraw(pupil, office)

    heed(pupil)
    heed(pupil)

    assert now_of(post).state == state
    assert items(post) == [("not-to-be-shown", "")]
    assert letters_about(post) >= {"takedown-due"}
    assert waiting(pupil) == 0


def test_never_publish_reads_like_a_refusal_everywhere(
    post_in: Callable[[str], Post], pupil: Pupil, dsl: Person
) -> None:
    queued, live = post_in("scheduled"), post_in("posted")
    with in_scope(pupil.school_id):
        never_publish.protect(pupil=pupil, reason="Hidden", by=dsl, now=timezone.now())

    heed(pupil)

    assert now_of(queued).trouble == "consent-changed"
    assert items(live) == [("not-to-be-shown", "")]
    with in_scope(pupil.school_id):
        returned = Event.objects.get(verb="post.return", object_id=queued.pk)
        assert returned.payload == {"reason": "consent-changed"}


def test_yes_of_another_child_changes_no_post(
    school: School, post_in: Callable[[str], Post], office: Person
) -> None:
    post = post_in("scheduled")
    with in_scope(school.pk):
        other = make_pupil(school, "Josh")
        today(other, "no", by=office)

    heed(other)

    assert now_of(post).state == State.SCHEDULED
    assert waiting(other) == 0


@pytest.mark.parametrize("state", ["sending", "unknown"])
def test_change_waits_for_a_post_on_its_way(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, state: str
) -> None:
    post = post_in(state)
    withdraw(pupil, office)

    heed(pupil)
    before = waiting(pupil)
    force("drafts_post", post.pk, state="posted", tweet_id="77", posted_at=timezone.now())
    heed(pupil)

    assert (before, waiting(pupil)) == (1, 0)
    assert items(post) == [("not-to-be-shown", "")]


def test_worker_may_end_between_any_two_steps(
    monkeypatch: pytest.MonkeyPatch,
    post_in: Callable[[str], Post],
    pupil: Pupil,
    office: Person,
) -> None:
    queued, live = post_in("scheduled"), post_in("posted")
    withdraw(pupil, office)
    settle = register_changes._settle

    for step in range(3):
        left = [step]

        def dies(post_id: int, pupil_id: int, *, since: datetime, left: list[int] = left) -> None:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            settle(post_id, pupil_id, since=since)

        monkeypatch.setattr(register_changes, "_settle", dies)
        with pytest.raises(KeyboardInterrupt) if step < 2 else nullcontext():
            heed(pupil)
        assert waiting(pupil) == (1 if step < 2 else 0)

    assert now_of(queued).state == State.RETURNED
    assert items(live) == [("not-to-be-shown", "")]


def test_change_is_found_until_it_is_heeded(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post_in("scheduled")
    withdraw(pupil, office)
    due = dispatching.find_due().heed

    heed(pupil)

    assert due == [(pupil.school_id, pupil.pk)]
    assert dispatching.find_due().heed == []


def test_yes_again_closes_what_is_open(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post = post_in("posted")
    withdraw(pupil, office)
    heed(pupil)
    with in_scope(pupil.school_id):
        today(pupil, "yes", by=office)

    heed(pupil)

    assert items(post) == [("not-to-be-shown", "may-be-shown")]


@pytest.mark.parametrize("change", [roll.never_left, roll.come_back])
def test_leaving_that_is_taken_back_is_looked_at_anew(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, change: Callable[..., None]
) -> None:
    live, queued = post_in("posted"), post_in("scheduled")
    yesterday = day_of(timezone.now()) - timedelta(days=1)
    with in_scope(pupil.school_id):
        roll.leave(pupil=pupil, last_day=yesterday, by=office, now=timezone.now())
    heed(pupil)
    opened = items(live)

    with in_scope(pupil.school_id):
        change(pupil=pupil, by=office, now=timezone.now())
    heed(pupil)

    assert opened == [("not-to-be-shown", "")]
    assert items(live) == [("not-to-be-shown", "may-be-shown")]  # the yes is of today
    assert now_of(queued).state == State.RETURNED


def test_takedown_whose_reason_is_gone_is_closed_before_everybodys_eyes(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, head: Person
) -> None:
    post = post_in("posted")
    withdraw(pupil, office)
    heed(pupil)
    with in_scope(pupil.school_id):
        today(pupil, "yes", by=office)
    heed(pupil)

    browser, school = client_of(head), post.school.slug
    listed = browser.get(f"/{school}/takedowns/").content.decode()
    story = browser.get(f"/{school}/posts/{post.pk}/").content.decode()

    assert "takedown-over" in letters_about(post)
    assert "Nothing to take down" in listed
    for words in ("The child may be shown again", "Opened ", "Closed "):
        assert words in listed
    assert "put it on the list of posts to take down: may no longer be shown" in story
    assert "list of posts to take down: the child may be shown again" in story


def test_no_mail_says_that_a_post_may_stay_while_another_child_may_not(
    school: School, post_in: Callable[[str], Post], pupil: Pupil, office: Person, teacher: Person
) -> None:
    post = post_in("posted")
    with in_scope(school.pk):
        other = make_pupil(school, "Josh")
    show(post, other, teacher)
    withdraw(pupil, office)
    heed(pupil)
    with in_scope(school.pk):
        today(other, "no", by=office)
    heed(other)

    with in_scope(school.pk):
        today(pupil, "yes", by=office)
    heed(pupil)

    assert items(post) == [("not-to-be-shown", "may-be-shown"), ("not-to-be-shown", "")]
    assert "takedown-over" not in letters_about(post)


def test_corrected_face_closes_what_is_open(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, teacher: Person
) -> None:
    post = post_in("posted")
    withdraw(pupil, office)
    heed(pupil)
    with in_scope(pupil.school_id):
        face = Face.objects.get(accounts__pupil=pupil)
        faces.say(
            face=face,
            who=FaceAccount.Who.ADULT,
            pupil=None,
            by=teacher,
            now=timezone.now(),
        )

    heed(pupil)

    assert items(post) == [("not-to-be-shown", "not-shown")]


@pytest.mark.faults
def test_post_due_in_the_same_moment_is_not_sent(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post = post_in("scheduled")
    withdraw(pupil, office)

    claimed = claiming.claim(post.school_id, post.pk)

    assert claimed is None
    assert now_of(post).state == State.RETURNED


@pytest.mark.faults
def test_control_without_asking_again_a_withdrawn_child_is_sent(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post = post_in("scheduled")
    withdraw(pupil, office)

    with patch.object(examining, "broken_seal", return_value=""):
        claimed = claiming.claim(post.school_id, post.pk)

    assert claimed is not None


def test_held_post_is_not_sent_again(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, head: Person
) -> None:
    post = post_in("held")
    withdraw(pupil, office)

    with in_scope(post.school_id), pytest.raises(publishing.ApprovalGone):
        publishing.send_again(post=post, by=head, now=timezone.now())


def test_cancelled_post_has_nothing_to_take_down(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, head: Person
) -> None:
    post = post_in("held")
    withdraw(pupil, office)
    heed(pupil)

    with in_scope(post.school_id):
        publishing.cancel(post=post, by=head, now=timezone.now())

    assert items(post) == [("not-to-be-shown", "never-live")]


def test_leader_takes_it_down_and_it_is_done_once_it_is_seen_to_be_gone(
    sandbox: SandboxX, due_post: Post, pupil: Pupil, office: Person, head: Person, teacher: Person
) -> None:
    sending.send(due_post.school_id, due_post.pk)
    show(due_post, pupil, teacher)
    withdraw(pupil, office)
    heed(pupil)
    browser, path = client_of(head), f"/{due_post.school.slug}/takedowns/"
    listed = browser.get(path).content.decode()

    browser.post(f"{path}{due_post.pk}/")
    removing.remove(due_post.school_id, due_post.pk)
    deleted, told = items(due_post), browser.get(path).content.decode()
    look_whether_gone()

    assert pupil.called in listed
    assert now_of(due_post).state == State.REMOVED
    assert deleted == [("not-to-be-shown", "")]
    assert "X says that it deleted the post." in told
    assert "Correct who is in photo" not in told  # its record is closed
    assert items(due_post) == [("not-to-be-shown", "removed")]


def test_what_x_says_is_deleted_and_still_shows_stays_to_be_taken_down(
    sandbox: SandboxX, due_post: Post, pupil: Pupil, office: Person, head: Person, teacher: Person
) -> None:
    sending.send(due_post.school_id, due_post.pk)
    show(due_post, pupil, teacher)
    withdraw(pupil, office)
    heed(pupil)
    force("drafts_post", due_post.pk, state="removed", removed_at=timezone.now())

    look_whether_gone()

    assert len(sandbox.live(HANDLE)) == 1
    assert items(due_post) == [("not-to-be-shown", "")]


def test_leader_may_look_for_themselves_where_x_cannot_be_asked(
    due_post: Post, pupil: Pupil, office: Person, head: Person, teacher: Person
) -> None:
    force("drafts_post", due_post.pk, state="posted", tweet_id="77", posted_at=timezone.now())
    show(due_post, pupil, teacher)
    withdraw(pupil, office)
    heed(pupil)
    browser, path = client_of(head), f"/{due_post.school.slug}/takedowns/{due_post.pk}/gone/"

    before = browser.post(path, follow=True).content.decode()
    still = items(due_post)
    force("drafts_post", due_post.pk, state="removed", removed_at=timezone.now())
    after = browser.post(path, follow=True).content.decode()

    assert "X has not deleted this post yet." in before
    assert still == [("not-to-be-shown", "")]
    assert "Noted: you have seen that it is gone from X." in after
    assert items(due_post) == [("not-to-be-shown", "removed")]
    with in_scope(due_post.school_id):
        assert Event.objects.get(verb="takedown.closed").actor_id == head.pk


def test_clock_runs_from_the_moment_of_the_reason(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post = post_in("posted")
    force("drafts_post", post.pk, posted_at=timezone.now() - timedelta(days=3))
    withdraw(pupil, office)
    said = timezone.now() - timedelta(hours=6)
    with in_scope(post.school_id):
        RegisterChange.objects.filter(handled_at=None).update(at=said)

    heed(pupil)

    with in_scope(post.school_id):
        item = Takedown.objects.get(post=post)
        assert item.opened_at == said
        assert item.due_at == takedowns.due_after(said, post.school.takedown_hours)


def test_clock_does_not_run_before_the_post_went_out(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post, live_since = post_in("posted"), timezone.now() - timedelta(hours=1)
    force("drafts_post", post.pk, posted_at=live_since)
    withdraw(pupil, office)
    with in_scope(post.school_id):
        RegisterChange.objects.filter(handled_at=None).update(at=live_since - timedelta(hours=5))

    heed(pupil)

    with in_scope(post.school_id):
        assert Takedown.objects.get(post=post).opened_at == live_since


def test_leaders_get_one_mail_however_many_posts(
    post_in: Callable[[str], Post], pupil: Pupil, office: Person, head: Person
) -> None:
    first = post_in("posted")
    post_in("posted")
    withdraw(pupil, office)

    heed(pupil)

    with in_scope(first.school_id):
        assert first.school.letters.filter(kind="takedown-due", to=head.email).count() == 1


@pytest.mark.parametrize(
    ("opened", "hours", "due"),
    [
        (datetime(2026, 11, 3, 10, tzinfo=UTC), 24, datetime(2026, 11, 4, 10, tzinfo=UTC)),
        (datetime(2026, 11, 6, 15, tzinfo=UTC), 24, datetime(2026, 11, 9, 15, tzinfo=UTC)),
        (datetime(2026, 11, 7, 15, tzinfo=UTC), 4, datetime(2026, 11, 9, 4, tzinfo=UTC)),
        (datetime(2026, 11, 8, 15, tzinfo=UTC), 24, datetime(2026, 11, 9, 23, 59, tzinfo=UTC)),
        (datetime(2026, 10, 23, 15, tzinfo=UTC), 24, datetime(2026, 10, 26, 16, tzinfo=UTC)),
    ],
    ids=["over night", "over a weekend", "on a Saturday", "on a Sunday", "over a change of clocks"],
)
def test_due_within_a_school_day(opened: datetime, hours: int, due: datetime) -> None:
    assert takedowns.due_after(opened, hours) == due


SEPTEMBER = datetime(2027, 8, 31, 23, 1, tzinfo=UTC)  # 00:01 on 1 September in London


def test_lapse_is_told_once_a_year(post_in: Callable[[str], Post], pupil: Pupil) -> None:
    post_in("posted")

    before = lapses.note(SEPTEMBER - timedelta(minutes=2))
    told = [lapses.note(SEPTEMBER + timedelta(days=days)) for days in (0, 0, 1, 200)]

    assert (before, told) == (0, [1, 0, 0, 0])
    with in_scope(pupil.school_id):
        assert RegisterChange.objects.filter(pupil=pupil, kind="lapse").count() == 1


def test_lapse_of_a_child_in_no_post_is_not_told(school: School, pupil: Pupil) -> None:
    assert lapses.note(SEPTEMBER) == 0


def test_lapsed_consent_says_so_to_leaders(
    monkeypatch: pytest.MonkeyPatch, post_in: Callable[[str], Post], pupil: Pupil
) -> None:
    post = post_in("posted")
    for module in (register_changes, settling):
        monkeypatch.setattr(module, "day_of", lambda _now: date(2027, 9, 1))
    lapses.note(SEPTEMBER)
    with in_scope(pupil.school_id):  # its hour has come
        RegisterChange.objects.filter(kind="lapse").update(at=timezone.now())

    heed(pupil)

    assert items(post) == [("lapsed", "")]


def test_draft_is_left_to_its_author(
    school: School, post_in: Callable[[str], Post], pupil: Pupil, office: Person
) -> None:
    post = post_in("submitted")
    change(post, state="returned")
    withdraw(pupil, office)

    heed(pupil)

    assert now_of(post).trouble == ""
    with in_scope(school.pk):
        assert PostPhoto.objects.filter(post=post).count() == 1
