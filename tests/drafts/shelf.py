"""Pictures in the library, made through the doors that people use."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from consent.academic_year import academic_year, day_of, last_day
from consent.actions import answers, faces, never_publish, purposes
from consent.actions import pupils as roll
from consent.models import Consent, Face, Photo, Pupil, RegisterChange
from consent.pictures import FaceBox
from moderation.drafts.actions import library, reviews, submissions
from moderation.drafts.models import LibraryPicture, Post, PostPhoto
from policy.rules.photo_declarations import DECLARATIONS
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts.forcing import force
from tests.posts import make_post

ALT = "Children around a table of marrows"
TITLE = "Harvest table"


def yes(pupil: Pupil, by: Person, given: str = "yes", limits: tuple[str, ...] = ()) -> None:
    """What the mother answers at this moment."""
    held = pupil.guardianships.first()
    mother = held.guardian if held else make_guardian(pupil)
    now = timezone.now()
    answer(pupil, given, mother, by=by, limits=limits, given_on=day_of(now), now=now)


def withdraw(pupil: Pupil, by: Person) -> None:
    with in_scope(pupil.school_id):
        answers.withdraw(
            pupil=pupil,
            purposes=[purposes.named(pupil.school, "social-media")],
            guardian=pupil.guardianships.get().guardian,
            method=Consent.Method.PHONE,
            by=by,
            now=timezone.now(),
        )


def children(school: School, by: Person, number: int = 3) -> list[Pupil]:
    """Children whose mothers said yes today."""
    with in_scope(school.pk):
        found = [make_pupil(school, f"Amelia{one}") for one in range(number)]
        for pupil in found:
            yes(pupil, by)
        RegisterChange.objects.update(handled_at=timezone.now())
    return found


def name_in(photo: Photo, pupils: list[Pupil], by: Person) -> list[Face]:
    """A box for each of them, side by side, and the word on it."""
    now, found = timezone.now(), []
    for number, pupil in enumerate(pupils):
        box = FaceBox(left=6 * number, top=0, width=5, height=5)
        face = faces.add(photo=photo, box=box, by=by, now=now)
        faces.say(face=face, who="pupil", pupil=pupil, by=by, now=now)
        found.append(face)
    return found


def draft_with(school: School, author: Person, pupils: list[Pupil], text: str = "") -> Post:
    """A draft with one picture in which these children are, or nobody."""
    post = make_post(school, author, text or "Our harvest table.", photos=[(ALT, False)])
    with in_scope(school.pk):
        row = post.post_photos.select_related("photo").get()
        if pupils:
            name_in(row.photo, pupils, author)
            PostPhoto.objects.filter(pk=row.pk).update(
                shows_pupils=True,
                pupils_counted=len(pupils),
                source="school",
                declared=sorted(DECLARATIONS),
            )
    return post


def approved(
    school: School, author: Person, reviewer: Person, pupils: list[Pupil], text: str = ""
) -> Post:
    """The same, approved and due."""
    post = draft_with(school, author, pupils, text)
    return sent_on(post, author, reviewer)


def sent_on(post: Post, author: Person, reviewer: Person) -> Post:
    """A draft submitted and approved."""
    with in_scope(post.school_id):
        submissions.submit(post=post, by=author, now=timezone.now())
        reviews.approve(post=post, by=reviewer, version=1, now=timezone.now())
        return Post.objects.get(pk=post.pk)


def posted(post: Post, days_ago: int = 0) -> Post:
    """It went out so many days ago."""
    at = timezone.now() - timedelta(days=days_ago)
    force("drafts_post", post.pk, state="posted", tweet_id=f"55{post.pk}", posted_at=at)
    with in_scope(post.school_id):
        return Post.objects.get(pk=post.pk)


def end_of_year() -> date:
    return last_day(academic_year(timezone.localdate()))


def keep(
    post: Post,
    by: Person,
    *,
    title: str = TITLE,
    use_by: date | None = None,
    now: datetime | None = None,
) -> LibraryPicture:
    """Keep the post's only picture for reuse."""
    with in_scope(post.school_id):
        placed = PostPhoto.objects.select_related("post", "school", "photo").get(post=post)
        return library.keep(
            placed=placed,
            title=title,
            occasion="3 Oak, harvest festival",
            use_by=use_by or end_of_year(),
            by=by,
            now=now or timezone.now(),
        )


def use(picture: LibraryPicture, author: Person, post: Post | None = None) -> Post:
    """A new draft of that author with the picture."""
    with in_scope(picture.school_id):
        draft = post or make_post(picture.school, author, "Harvest again, as every year.")
        library.use(picture=picture, post=draft, by=author, now=timezone.now())
        return Post.objects.get(pk=draft.pk)


def again(picture: LibraryPicture) -> LibraryPicture:
    """The entry as it is in the database."""
    with in_scope(picture.school_id):
        return LibraryPicture.objects.select_related("photo", "school", "post").get(pk=picture.pk)


def _leave(pupil: Pupil, by: Person) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    roll.leave(pupil=pupil, last_day=yesterday, by=by, now=timezone.now())


def _protect(pupil: Pupil, by: Person) -> None:
    never_publish.protect(pupil=pupil, reason="Not to be told", by=by, now=timezone.now())


def _withdraw(pupil: Pupil, by: Person) -> None:
    withdraw(pupil, by)


def _no_face(pupil: Pupil, by: Person) -> None:
    yes(pupil, by, "limited", ("no-face",))


CHANGES = pytest.mark.parametrize("change_of", [_leave, _protect, _withdraw, _no_face])
