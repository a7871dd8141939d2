"""Who is in a photo is corrected once its post has left its author, and what follows is done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from consent import academic_year
from consent.actions import faces
from consent.models import Face, FaceAccount, Photo, Pupil, RegisterChange
from consent.pictures import FaceBox
from moderation.drafts.jobs import register_changes, sending
from moderation.drafts.models import Post, Takedown
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts.forcing import force
from tests.drafts.outgoing import events_of, letters_about, now_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, scheduled, submitted

NOW = timezone.now()
TODAY = academic_year.day_of(NOW)
PHOTO = [("Children planting seeds", False)]
STATES = ["submitted", "scheduled", "sending", "unknown", "held", "posted", "removing"]

Make = Callable[[str], Post]


def child(school: School, name: str, said: str) -> Pupil:
    pupil = make_pupil(school, name)
    answer(pupil, said, make_guardian(pupil), given_on=TODAY, now=NOW)
    return pupil


@pytest.fixture
def amelia(school: School) -> Pupil:
    """Whose family said yes."""
    with in_scope(school.pk):
        return child(school, "Amelia", "yes")


@pytest.fixture
def cora(school: School) -> Pupil:
    """Whose family said no."""
    with in_scope(school.pk):
        return child(school, "Cora", "no")


@pytest.fixture
def post_with(school: School, teacher: Person, head: Person, amelia: Pupil) -> Make:
    """A post in any state whose one face is said to be Amelia's."""
    adopt_policy(school)

    def make(state: str) -> Post:
        waits = state == State.SUBMITTED
        post = (
            submitted(school, teacher, photos=PHOTO)
            if waits
            else scheduled(school, teacher, head, photos=PHOTO)
        )
        with in_scope(school.pk):
            box = FaceBox(left=0, top=0, width=20, height=20)
            face = faces.add(photo=post.photos.get(), box=box, by=teacher, now=NOW)
            faces.say(face=face, who="pupil", pupil=amelia, by=teacher, now=NOW)
        if state not in {State.SUBMITTED, State.SCHEDULED}:
            tweet = str(1_000_000 + post.pk) if state in {"posted", "removing"} else None
            force("drafts_post", post.pk, state=state, tweet_id=tweet, posted_at=timezone.now())
        return post

    return make


def address(post: Post, verb: str = "") -> str:
    with in_scope(post.school_id):
        placed = post.post_photos.get().pk
    return f"/{post.school.slug}/posts/{post.pk}/photos/{placed}/faces/{verb}"


def correct(post: Post, by: Person, verb: str = "say", **fields: Any) -> str:
    """Send the form and read the page it leads to."""
    with in_scope(post.school_id):
        fields.setdefault("face", Face.objects.filter(photo=post.photos.get()).earliest("pk").pk)
    response = client_of(by).post(address(post, f"{verb}/"), fields, follow=True)
    page: str = response.content.decode()
    return page


def call(post: Post, by: Person, pupil: Pupil) -> str:
    return correct(post, by, who="pupil", name=pupil.called)


def open_items(post: Post) -> list[int]:
    with in_scope(post.school_id):
        return list(Takedown.objects.open().filter(post=post).values_list("pupil_id", flat=True))


def waiting() -> set[int]:
    return set(RegisterChange.objects.filter(kind="tag").values_list("pupil_id", flat=True))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", ["head", "dsl"])
def test_leader_and_safeguarding_lead_correct_it_in_every_state(
    request: pytest.FixtureRequest,
    post_with: Make,
    cora: Pupil,
    amelia: Pupil,
    state: str,
    who: str,
) -> None:
    post, leader = post_with(state), request.getfixturevalue(who)

    page = call(post, leader, cora)

    assert "Corrected. Cora Brown may not be shown in this photo" in page
    with in_scope(post.school_id):
        word = FaceAccount.objects.filter(face__photo=post.photos.get()).latest("pk")
        assert (word.pupil, word.said_by) == (cora, leader)
        assert waiting() == {amelia.pk, cora.pk}
        event = Event.objects.get(verb="post.faces_corrected")
        assert (event.object_id, event.actor_id, event.payload) == (
            post.pk,
            leader.pk,
            {"position": 1},
        )


@pytest.mark.parametrize("state", ["submitted", "scheduled"])
def test_child_who_may_not_be_shown_brings_a_waiting_post_back(
    post_with: Make, cora: Pupil, head: Person, state: str
) -> None:
    post = post_with(state)

    page = call(post, head, cora)

    assert "the post went back to Tess Teacher." in page
    back = now_of(post)
    assert (back.state, back.trouble, back.seal) == (State.RETURNED, "consent-changed", "")
    assert "consent-changed" in letters_about(post)


@pytest.mark.parametrize("state", ["held", "posted", "removing"])
def test_child_who_may_not_be_shown_opens_a_takedown_at_once(
    post_with: Make, cora: Pupil, head: Person, state: str
) -> None:
    post = post_with(state)

    page = call(post, head, cora)

    assert "the post has to come down by" in page
    assert open_items(post) == [cora.pk]
    assert "takedown-due" in letters_about(post)


@pytest.mark.parametrize("state", ["sending", "unknown"])
def test_post_on_its_way_is_listed_once_it_has_arrived(
    post_with: Make, cora: Pupil, head: Person, state: str
) -> None:
    post = post_with(state)
    page = call(post, head, cora)

    force("drafts_post", post.pk, state="posted", tweet_id="77")
    register_changes.heed(post.school_id, cora.pk)

    assert "The post is stopped, or has to come down." in page
    assert open_items(post) == [cora.pk]


def test_first_word_on_a_face_of_a_live_post_is_heeded_too(
    post_with: Make, cora: Pupil, head: Person
) -> None:
    post = post_with("posted")
    correct(post, head, "add", column=9, row=7, size="large")
    with in_scope(post.school_id):
        added = Face.objects.filter(photo=post.photos.get()).latest("pk")

    correct(post, head, face=added.pk, who="pupil", name=cora.called)

    assert open_items(post) == [cora.pk]
    with in_scope(post.school_id):
        assert waiting() == {cora.pk}


def test_others_in_the_picture_are_looked_at_too(
    post_with: Make, school: School, amelia: Pupil, head: Person, teacher: Person
) -> None:
    """Amelia may be shown in a group alone, and there is one no more."""
    post = post_with("posted")
    with in_scope(school.pk):
        limits, now = ("group-only",), timezone.now()
        answer(amelia, "limited", amelia.guardians.get(), limits=limits, given_on=TODAY, now=now)
        for name, left in (("Ben", 21), ("Josh", 30)):
            box = FaceBox(left=left, top=0, width=8, height=8)
            face = faces.add(photo=post.photos.get(), box=box, by=teacher, now=now)
            other = child(school, name, "yes")
            faces.say(face=face, who="pupil", pupil=other, by=teacher, now=now)
    register_changes.heed(school.pk, amelia.pk)
    before = open_items(post)

    page = correct(post, head, face=face.pk, who="adult")

    assert (before, open_items(post)) == ([], [amelia.pk])
    assert "A child in it may not be shown in this photo" in page


def test_wrong_tag_that_is_put_right_lets_the_post_stay(
    post_with: Make, amelia: Pupil, cora: Pupil, head: Person
) -> None:
    post = post_with("posted")
    call(post, head, cora)

    page = call(post, head, amelia)

    assert "The post no longer has to come down for that child." in page
    assert open_items(post) == []
    with in_scope(post.school_id):
        assert Takedown.objects.get().outcome == Takedown.Outcome.NOT_SHOWN


def test_correction_of_an_approved_post_takes_its_approval(
    post_with: Make, school: School, head: Person, sandbox: SandboxX
) -> None:
    post = post_with("scheduled")
    with in_scope(school.pk):
        josh = child(school, "Josh", "yes")

    page = call(post, head, josh)
    sending.send(school.pk, post.pk)

    assert "needs a new approval" in page
    back = now_of(post)
    assert (back.state, back.trouble, back.seal) == (State.RETURNED, "faces-corrected", "")
    assert ("post.return", head.pk) in events_of(post)
    assert "seal-broken" in letters_about(post)
    assert sandbox.requests() == []
    told = client_of(head).get(f"/{school.slug}/posts/{post.pk}/").content.decode()
    assert "Who is in a photo was corrected after it was approved" in told


def test_waiting_post_with_another_child_who_may_be_shown_stays_in_the_queue(
    post_with: Make, school: School, head: Person
) -> None:
    post = post_with("submitted")
    with in_scope(school.pk):
        josh = child(school, "Josh", "yes")

    page = call(post, head, josh)

    assert "Josh Brown may be shown in this photo." in page
    assert now_of(post).state == State.SUBMITTED


@pytest.mark.parametrize("state", STATES)
def test_page_says_first_what_a_correction_leads_to(
    post_with: Make, head: Person, state: str
) -> None:
    page = client_of(head).get(address(post_with(state))).content.decode()

    words = {"submitted": "waits for approval", "scheduled": "out of the queue"}
    words |= dict.fromkeys(("sending", "unknown"), "on its way to X")
    words |= {"held": "Nobody is sure", "removing": "being asked to delete"}
    assert words.get(state, "it has to be taken down") in page
    for way in ("Blur", "Crop the photo"):
        assert way not in page


def test_ways_lead_to_it_from_the_post_the_review_and_the_list(
    post_with: Make, cora: Pupil, head: Person, teacher: Person
) -> None:
    live, queued = post_with("posted"), post_with("submitted")
    call(live, head, cora)
    school = live.school.slug

    leader = client_of(head)
    pages = [
        leader.get(f"/{school}/posts/{live.pk}/"),
        leader.get(f"/{school}/takedowns/"),
        leader.get(f"/{school}/review/{queued.pk}/"),
    ]

    for page, post in zip(pages, (live, live, queued), strict=True):
        assert address(post) in page.content.decode()
    seen = client_of(teacher).get(f"/{school}/posts/{live.pk}/").content.decode()
    assert address(live) not in seen
    assert client_of(teacher).get(address(live)).status_code == 403


@pytest.mark.parametrize("state", ["draft", "returned", "rejected", "removed"])
def test_draft_and_what_is_over_are_not_corrected(
    post_with: Make, cora: Pupil, head: Person, state: str
) -> None:
    post = post_with("submitted")
    force("drafts_post", post.pk, state=state, tweet_id="77" if state == "removed" else None)

    page = call(post, head, cora)

    assert "Corrected." not in page
    with in_scope(post.school_id):
        assert FaceAccount.objects.filter(pupil=cora).count() == 0
        assert Event.objects.filter(verb="post.faces_corrected").count() == 0


def test_child_who_has_left_can_be_named_in_an_old_photo(
    post_with: Make, school: School, head: Person
) -> None:
    post = post_with("posted")
    with in_scope(school.pk):
        zac = child(school, "Zac", "yes")
        Pupil.objects.filter(pk=zac.pk).update(left_on=TODAY.replace(year=TODAY.year - 1))

    page = correct(post, head, who="pupil", name="Zac Brown, has left")

    assert "Zac Brown may not be shown" in page
    assert open_items(post) == [zac.pk]


def test_nothing_is_kept_of_a_correction_that_is_refused(
    post_with: Make, amelia: Pupil, head: Person
) -> None:
    post = post_with("posted")

    unsigned = correct(post, head, "nobody")
    signed = correct(post, head, "nobody", signed="yes")
    found = correct(post, head, who="pupil", name="Nobody Known")

    assert "Tick the sentence first" in unsigned
    assert "You said that a face in it is a pupil’s." in signed
    assert "Nobody of that name" in found
    with in_scope(post.school_id):
        assert Event.objects.filter(verb="post.faces_corrected").count() == 0
        assert waiting() == set()


def test_box_drawn_by_hand_goes_with_the_child_in_it(
    post_with: Make, amelia: Pupil, head: Person
) -> None:
    post = post_with("scheduled")

    page = correct(post, head, "remove")

    assert "needs a new approval" in page
    with in_scope(post.school_id):
        assert Face.objects.filter(photo=Photo.objects.get()).standing().count() == 0
        assert waiting() == {amelia.pk}
