"""An approved picture is kept, used again, and the register is asked each time."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from consent.actions import faces as register
from consent.actions import retention
from consent.models import Face, FaceAccount, Photo, Pupil
from consent.pictures import FaceBox
from moderation.drafts import reuse
from moderation.drafts.actions import corrections, drafts, library
from moderation.drafts.actions import faces as writing
from moderation.drafts.actions import photos as drafting
from moderation.drafts.jobs import register_changes
from moderation.drafts.models import LibraryPicture, Post, PostPhoto
from moderation.drafts.reuse import Bar
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import in_scope, make_person
from tests.drafts import shelf
from tests.drafts.forcing import force
from tests.drafts.outgoing import now_of
from tests.posts import adopt_policy, make_post


def bar_of(picture: LibraryPicture) -> Bar | None:
    now = shelf.again(picture)
    with in_scope(picture.school_id):
        return reuse.bars(now.school, [now], timezone.localdate()).get(picture.pk)


def heed(pupil: Pupil) -> None:
    register_changes.heed(pupil.school_id, pupil.pk)


def test_picture_is_kept_as_it_was_approved(
    school: School, head: Person, kept: LibraryPicture
) -> None:
    with in_scope(school.pk):
        row = PostPhoto.objects.get(post=kept.post_id)
        events = list(Event.objects.filter(verb="library.kept"))

    assert (kept.sha256, kept.photo_id) == (kept.photo.sha256, row.photo_id)
    assert (kept.alt_text, kept.source, kept.declared) == (row.alt_text, "school", row.declared)
    assert (kept.shows_pupils, kept.pupils_counted) == (True, 3)
    assert [(event.actor_id, event.payload) for event in events] == [(head.pk, {})]
    assert bar_of(kept) is None


def test_reuse_carries_everything_over_and_is_its_own_row(
    school: School, kept: LibraryPicture, pupils: list[Pupil]
) -> None:
    author = make_person(school, Role.TEACHER)

    draft = shelf.use(kept, author)

    with in_scope(school.pk):
        row = draft.post_photos.select_related("photo", "post").get()
        shown = set(
            FaceAccount.objects.filter(face__photo=row.photo).values_list("pupil", flat=True)
        )
        PostPhoto.objects.filter(pk=row.pk).update(alt_text="Other words")
        event = Event.objects.get(verb="library.used")
    assert (row.position, row.alt_text, row.source) == (1, shelf.ALT, "school")
    assert (row.shows_pupils, row.pupils_counted, row.declared) == (True, 3, kept.declared)
    assert row.photo.sha256 == kept.sha256
    assert shown == {pupil.pk for pupil in pupils}
    assert event.payload == {"post": draft.pk, "position": 1}
    assert shelf.again(kept).alt_text == shelf.ALT


@shelf.CHANGES
def test_change_in_the_register_bars_it_at_once(
    school: School,
    teacher: Person,
    dsl: Person,
    kept: LibraryPicture,
    pupils: list[Pupil],
    change_of: Callable[[Pupil, Person], None],
) -> None:
    with in_scope(school.pk):
        change_of(pupils[0], dsl)

    assert bar_of(kept) is Bar.NOT_NOW
    with pytest.raises(library.MayNotBeUsed, match="may not be used now"):
        shelf.use(kept, teacher)


def test_control_a_flag_of_yesterday_would_let_it_through(
    monkeypatch: pytest.MonkeyPatch,
    teacher: Person,
    office: Person,
    kept: LibraryPicture,
    pupils: list[Pupil],
) -> None:
    shelf.withdraw(pupils[0], office)
    monkeypatch.setattr(reuse, "bars", lambda *_: {})

    assert shelf.use(kept, teacher).post_photos.model is PostPhoto


def test_consent_given_again_lets_it_be_used(
    school: School, teacher: Person, office: Person, kept: LibraryPicture, pupils: list[Pupil]
) -> None:
    shelf.withdraw(pupils[0], office)
    with in_scope(school.pk):
        shelf.yes(pupils[0], office)

    assert bar_of(kept) is None
    shelf.use(kept, teacher)


def test_consents_of_last_year_do_not_count_in_september(kept: LibraryPicture) -> None:
    after = shelf.end_of_year() + timedelta(days=1)
    with in_scope(kept.school_id):
        force("drafts_librarypicture", kept.pk, use_by=after)
        found = shelf.again(kept)
        bars = reuse.bars(found.school, [found], after)

    assert bars == {kept.pk: Bar.NOT_NOW}


@pytest.mark.parametrize("corrected", ["another child", "one more face"])
def test_corrected_face_counts_for_later_uses(
    school: School,
    teacher: Person,
    head: Person,
    kept: LibraryPicture,
    corrected: str,
) -> None:
    with in_scope(school.pk):
        placed = PostPhoto.objects.select_related("post").get(post=kept.post_id)
        if corrected == "another child":
            (refused,) = shelf.children(school, head, 1)
            shelf.yes(refused, head, "no")
            face = Face.objects.filter(photo=kept.photo_id).first()
            assert face is not None
            corrections.say(
                placed=placed, face=face.pk, who="pupil", pupil=refused, by=head, now=timezone.now()
            )
        else:
            box = FaceBox(left=20, top=20, width=6, height=6)
            corrections.add(placed=placed, box=box, by=head, now=timezone.now())

    assert bar_of(kept) is Bar.NOT_NOW
    with pytest.raises(library.MayNotBeUsed):
        shelf.use(kept, teacher)


def test_correction_in_one_post_reaches_the_others_that_have_it(
    school: School, teacher: Person, head: Person, kept: LibraryPicture
) -> None:
    draft = shelf.use(kept, teacher)
    queued = shelf.sent_on(draft, teacher, head)
    (refused,) = shelf.children(school, head, 1)
    with in_scope(school.pk):
        shelf.yes(refused, head, "no")
        placed = PostPhoto.objects.select_related("post").get(post=kept.post_id)
        face = Face.objects.filter(photo=kept.photo_id).first()
        assert face is not None
        corrections.say(
            placed=placed, face=face.pk, who="pupil", pupil=refused, by=head, now=timezone.now()
        )

    heed(refused)

    assert now_of(queued).state == State.RETURNED


def test_draft_does_not_change_who_is_in_it(
    school: School, teacher: Person, kept: LibraryPicture
) -> None:
    draft = shelf.use(kept, teacher)
    with in_scope(school.pk):
        placed = draft.post_photos.select_related("post").get()
        face = Face.objects.filter(photo=kept.photo_id).first()
        assert face is not None
        said = FaceAccount.objects.count()
        now = timezone.now()
        changes: list[Callable[..., object]] = [
            partial(writing.say, face=face.pk, who="adult", pupil=None),
            partial(writing.blur, face=face.pk),
            writing.undo,
            writing.sign_nobody,
        ]
        for change in changes:
            with pytest.raises(writing.InTheLibrary):
                change(placed=placed, by=teacher, now=now)

        assert FaceAccount.objects.count() == said


def test_undo_brings_no_face_back_that_was_blurred_before_approval(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    post = shelf.draft_with(school, teacher, [])
    with in_scope(school.pk):
        placed = post.post_photos.select_related("post", "photo").get()
        box = FaceBox(left=2, top=2, width=8, height=8)
        face = register.add(photo=placed.photo, box=box, by=teacher, now=timezone.now())
        writing.blur(placed=placed, face=face.pk, by=teacher, now=timezone.now())
        Photo.objects.update(faces_found_at=timezone.now(), written="")
    kept = shelf.keep(shelf.sent_on(post, teacher, head), head)
    with in_scope(school.pk):
        assert kept.photo.derived_from_id is not None

    draft = shelf.use(kept, make_person(school, Role.TEACHER))

    with in_scope(school.pk):
        row = draft.post_photos.select_related("post").get()
        with pytest.raises(writing.InTheLibrary):
            writing.undo(placed=row, by=draft.author, now=timezone.now())


def test_only_pictures_of_approved_posts_are_kept(
    school: School, teacher: Person, head: Person, pupils: list[Pupil]
) -> None:
    adopt_policy(school)
    draft = shelf.draft_with(school, teacher, pupils)

    with pytest.raises(library.NotApproved):
        shelf.keep(draft, head)


def test_picture_is_kept_once(head: Person, kept: LibraryPicture) -> None:
    with in_scope(kept.school_id), pytest.raises(library.AlreadyKept):
        shelf.keep(Post.objects.get(pk=kept.post_id), head)


def test_picture_with_a_child_who_may_not_be_shown_is_not_kept(
    school: School, teacher: Person, head: Person, office: Person, pupils: list[Pupil]
) -> None:
    adopt_policy(school)
    post = shelf.posted(shelf.approved(school, teacher, head, pupils))
    shelf.withdraw(pupils[1], office)

    with pytest.raises(library.NotToBeKept):
        shelf.keep(post, head)


def test_with_pupils_it_is_kept_to_the_end_of_the_year_at_most(
    school: School, teacher: Person, head: Person, pupils: list[Pupil]
) -> None:
    adopt_policy(school)
    post = shelf.posted(shelf.approved(school, teacher, head, pupils))
    end = shelf.end_of_year()

    with pytest.raises(library.UseByNotPossible, match=f"to {end:%-d %B %Y}"):
        shelf.keep(post, head, use_by=end + timedelta(days=1))
    assert shelf.keep(post, head, use_by=end).use_by == end


def test_without_pupils_it_is_kept_as_long_as_the_retention(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    post = shelf.posted(shelf.approved(school, teacher, head, []))
    today = timezone.localdate()
    two_years = today.replace(year=today.year + 2, day=min(today.day, 28))

    with pytest.raises(library.UseByNotPossible):
        shelf.keep(post, head, use_by=two_years + timedelta(days=4))
    assert shelf.keep(post, head, use_by=two_years).use_by == two_years


@pytest.mark.parametrize("days", [-1, 0])
def test_use_by_date_counts_to_its_end(teacher: Person, kept: LibraryPicture, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    force("drafts_librarypicture", kept.pk, use_by=day, use_by_set_on=day)

    if days < 0:
        with pytest.raises(library.MayNotBeUsed, match="use-by date"):
            shelf.use(kept, teacher)
    else:
        shelf.use(kept, teacher)


def test_retention_that_was_shortened_counts_at_once(
    school: School, teacher: Person, admin: Person, kept: LibraryPicture
) -> None:
    with in_scope(school.pk):
        Photo.objects.update(uploaded_at=timezone.now() - timedelta(days=93))
        retention.keep_for(
            school=school, leaver_months=12, picture_months=3, by=admin, now=timezone.now()
        )

    assert bar_of(kept) is Bar.TOO_OLD
    with pytest.raises(library.MayNotBeUsed, match="as old as"):
        shelf.use(kept, teacher)


def test_extending_asks_for_the_consents_anew(
    school: School, head: Person, office: Person, kept: LibraryPicture, pupils: list[Pupil]
) -> None:
    now, later = timezone.now(), timezone.localdate() + timedelta(days=7)
    with in_scope(school.pk):
        library.extend(picture=kept, use_by=later, by=head, now=now)
    assert shelf.again(kept).use_by == later

    shelf.withdraw(pupils[0], office)
    with in_scope(school.pk), pytest.raises(library.NotToBeKept):
        library.extend(picture=kept, use_by=later + timedelta(days=1), by=head, now=now)
    assert shelf.again(kept).use_by == later


def test_retired_picture_is_not_used_and_may_be_kept_anew(
    school: School, teacher: Person, head: Person, kept: LibraryPicture
) -> None:
    draft = shelf.use(kept, teacher)
    with in_scope(school.pk):
        for _ in range(2):
            library.retire(picture=kept, by=head, now=timezone.now())
        assert Event.objects.filter(verb="library.retired").count() == 1

    with pytest.raises(library.MayNotBeUsed, match="taken out"):
        shelf.use(kept, teacher)
    with in_scope(school.pk):
        assert draft.post_photos.count() == 1
        shelf.keep(Post.objects.get(pk=kept.post_id), head)


def test_five_do_not_fit_and_the_same_not_twice(
    school: School, teacher: Person, kept: LibraryPicture
) -> None:
    draft = shelf.use(kept, teacher)
    with pytest.raises(library.AlreadyInPost):
        shelf.use(kept, teacher, draft)

    full = make_post(school, teacher, photos=[("A bean", False)] * 4)
    with pytest.raises(drafting.TooManyPhotos):
        shelf.use(kept, teacher, full)


def test_nobody_puts_it_into_a_colleagues_draft(
    school: School, teacher: Person, head: Person, kept: LibraryPicture
) -> None:
    draft = make_post(school, teacher)

    with pytest.raises(drafts.NotYours):
        shelf.use(kept, head, draft)
