"""The main job without a browser: the same actions, the same worker, the same wire.

Each step says what it proved; the first thing that does not hold ends it.
"""

import io
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from consent.models import Photo
from moderation.drafts.actions import drafts, photos, reviews, submissions
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.said import Said
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.demo import control
from schoolsocial.demo.data.drawings import drawn
from schoolsocial.demo.data.schools import ST_CATHERINE
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

PATIENCE_SECONDS = 90.0
CAMERA = (4000, 3000)
_GPS = 34853
_ALT = "A raised bed with three rows of green seedlings under a low sun"


FoundT = TypeVar("FoundT")


class DidNotHold(Exception):
    """A promise of the product was not kept; the text says which."""


@dataclass
class MainJob:
    """A teacher's draft on its way to the timeline."""

    school: School
    teacher: Person
    deputy: Person
    words: str

    @classmethod
    def at_the_demo_school(cls, now: datetime) -> "MainJob":
        """With the teacher and the deputy head of the first demo school."""
        person = Person.objects.get
        return cls(
            school=School.objects.get(slug=ST_CATHERINE.slug),
            teacher=person(email=f"teacher@{ST_CATHERINE.domain}"),
            deputy=person(email=f"deputy@{ST_CATHERINE.domain}"),
            words=f"Year 4 sowed winter salad at {now.astimezone():%H.%M and %S} seconds today.",
        )

    def steps(self) -> Iterator[str]:
        """Do the job, saying after each step what it proved. Raises ``DidNotHold``."""
        post = self._draft("Well done Josh Brown, a better lesson today")
        yield f"Hannah, a teacher, saved draft {post.pk}."
        yield self._stopped(post)
        post = self._rewrite(post)
        placed = self._add_photo(post)
        yield self._cleaned(placed)
        self._submit(post)
        yield "The draft names nobody now, and was sent for approval."
        yield self._not_by_herself(post)
        approved_at = self._approve(post)
        yield "Marguerite, the deputy head, approved it; words and picture are sealed."
        tweet_id = self._wait_until_posted(post)
        seconds = (timezone.now() - approved_at).total_seconds()
        yield f"A Celery worker posted it through tweepy, {seconds:.1f} s after the approval."
        yield self._stands_once(post, tweet_id)

    def leave_one_due(self) -> Post:
        """A draft that was approved to go out at once. With no worker it waits."""
        post = self._draft(self.words)
        self._submit(post)
        self._approve(post)
        return post

    def _draft(self, words: str) -> Post:
        now = timezone.now()
        with scope.school(self.school.pk):
            account = Account.objects.get(school=self.school)
            post = drafts.start(school=self.school, by=self.teacher, account=account, now=now)
            return drafts.save(post=post, by=self.teacher, text=words, revision=0, now=now)

    def _stopped(self, post: Post) -> str:
        with scope.school(self.school.pk):
            try:
                submissions.submit(post=post, by=self.teacher, now=timezone.now())
            except submissions.Blocked as blocked:
                finding = blocked.findings[0].finding
                clause = textwrap.shorten(finding.clause_text, 110, placeholder=" …")
                return (
                    f"The policy stopped it: {finding.message} "
                    f"Clause {finding.clause_number}: {clause}"
                )
        raise DidNotHold("The policy let a pupil's full name through.")

    def _rewrite(self, post: Post) -> Post:
        with scope.school(self.school.pk):
            return drafts.save(
                post=post, by=self.teacher, text=self.words, revision=1, now=timezone.now()
            )

    def _add_photo(self, post: Post) -> PostPhoto:
        now = timezone.now()
        with scope.school(self.school.pk):
            placed = photos.add(
                post=post,
                by=self.teacher,
                upload=SimpleUploadedFile("IMG_0042.jpg", _camera_photo()),
                now=now,
            )
            said = Said(_ALT, shows_pupils=False, source="school")
            return photos.describe(post_photo=placed, by=self.teacher, said=said, now=now)

    def _cleaned(self, placed: PostPhoto) -> str:
        def ready() -> Photo | None:
            with scope.school(self.school.pk):
                photo = Photo.objects.get(pk=placed.photo_id)
                looked = photo.faces_found_at is not None and photo.written == ""
                return photo if photo.state == Photo.State.READY and looked else None

        photo = wait_for(
            ready, "No worker prepared the photo, looked for faces and found no words in it."
        )
        width, height = CAMERA
        return (
            f"A worker cleaned the {width} × {height} photo with its GPS place: "
            f"{photo.width} × {photo.height}, no metadata. It looked for faces and found no words."
        )

    def _submit(self, post: Post) -> None:
        with scope.school(self.school.pk):
            submissions.submit(post=post, by=self.teacher, now=timezone.now())

    def _not_by_herself(self, post: Post) -> str:
        with scope.school(self.school.pk):
            try:
                reviews.approve(post=post, by=self.teacher, version=1, now=timezone.now())
            except reviews.OwnDraft as refusal:
                return f"Hannah may not approve it: {refusal}"
        raise DidNotHold("A teacher approved her own draft.")

    def _approve(self, post: Post) -> datetime:
        now = timezone.now()
        with scope.school(self.school.pk):
            reviews.approve(post=post, by=self.deputy, version=1, now=now)
        return now

    def _wait_until_posted(self, post: Post) -> str:
        def tweet_id() -> str | None:
            with scope.school(self.school.pk):
                now = Post.objects.get(pk=post.pk)
            return now.tweet_id if now.state == State.POSTED else None

        return wait_for(tweet_id, "No worker posted the approved draft.")

    def _stands_once(self, post: Post, tweet_id: str) -> str:
        live = [one for one in control.oracle()["live"] if one["id"] == tweet_id]
        if len(live) != 1 or live[0]["media"][0]["alt_text"] != _ALT:
            raise DidNotHold("The timeline does not show the post once, with its description.")
        on_x = control.picture(live[0]["media"][0]["key"])
        with scope.school(self.school.pk):
            approved = post.post_photos.select_related("photo").get().photo.sha256
        if sha256(on_x).hexdigest() != approved or Image.open(io.BytesIO(on_x)).getexif():
            raise DidNotHold("The picture on the timeline is not the one that was approved.")
        return (
            "It stands on the school's timeline once, with its description; the picture is byte "
            "for byte the approved one."
        )


def _camera_photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "A school iPad"
    exif[_GPS] = {1: "N", 2: (53.0, 21.0, 36.0), 3: "W", 4: (2.0, 51.0, 11.0)}
    buffer = io.BytesIO()
    Image.open(io.BytesIO(drawn("garden", CAMERA))).save(buffer, "JPEG", quality=90, exif=exif)
    return buffer.getvalue()


def wait_for(look: Callable[[], FoundT | None], otherwise: str) -> FoundT:
    """What ``look`` finds in the end; ``DidNotHold`` with those words after a minute and a half."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = look()
        if found is not None:
            return found
        time.sleep(0.2)
    raise DidNotHold(otherwise)
