"""Taking each of the demo's posts as far as its story goes, through the product's own actions."""

import time
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from consent.jobs import finding, reading
from consent.jobs import photos as picture_jobs
from consent.models import Photo
from moderation.drafts import checks
from moderation.drafts.actions import dismissals, drafts, photos, publishing, reviews, submissions
from moderation.drafts.jobs import reconciling, removing, sending
from moderation.drafts.models import Attempt, Post
from moderation.drafts.said import Said
from moderation.drafts.wall_clock import LONDON
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.demo import control
from schoolsocial.demo.data.drawings import drawn
from schoolsocial.demo.data.posts import POSTS, DemoPost
from schoolsocial.demo.data.schools import DemoSchool
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

PATIENCE_SECONDS = 30.0
_FRIDAY = 4
_FAULTS: dict[str, str] = {"held": "cut_before", "failed": "duplicate"}
_ON_THE_WAY = frozenset({State.SCHEDULED, State.SENDING})


def tell(school: School, demo: DemoSchool, now: datetime) -> None:
    """Write the demo's posts, unless the school has posts already."""
    with scope.school(school.pk):
        if Post.objects.filter(school=school).exists():
            return
    staff = {person.login for person in demo.staff}
    told = (post for post in POSTS if post.author in staff)
    for number, story in enumerate(told):
        _Telling(school, demo, now - timedelta(hours=1 + 5 * number)).tell(story)


class _Telling:
    """One post's story; ``then`` is when its author began it."""

    def __init__(self, school: School, demo: DemoSchool, then: datetime) -> None:
        self.school, self.domain, self.then = school, demo.domain, then

    def tell(self, story: DemoPost) -> None:
        author = self._person(story.author)
        reviewer = self._person("head" if story.author == "deputy" else "deputy")
        post = self._write(story, author)
        if story.stage == "draft":
            return
        with scope.school(self.school.pk):
            self._give_reasons(post, author)
            submissions.submit(post=post, by=author, now=self.then)
        if story.stage in {"returned", "rejected"}:
            self._refuse(story, post, reviewer)
        elif story.stage != "submitted":
            self._approve(story, post, reviewer)

    def _person(self, login: str) -> Person:
        return Person.objects.get(email=f"{login}@{self.domain}")

    def _write(self, story: DemoPost, author: Person) -> Post:
        with scope.school(self.school.pk):
            account = Account.objects.get(school=self.school)
            post = drafts.start(school=self.school, by=author, account=account, now=self.then)
            post = drafts.save(post=post, by=author, text=story.text, revision=0, now=self.then)
            if not story.picture:
                return post
            placed = photos.add(
                post=post,
                by=author,
                upload=SimpleUploadedFile("drawing.jpg", drawn(story.picture)),
                now=self.then,
            )
            said = Said(story.alt, shows_pupils=False, source="school")
            photos.describe(post_photo=placed, by=author, said=said, now=self.then)
        prepare(placed.photo)
        return post

    def _give_reasons(self, post: Post, author: Person) -> None:
        """By one tap each, what the author may set aside for a ready reason."""
        for checked in checks.findings_of(post):
            finding = checked.finding
            if checked.stops_submission and finding.dismissable and finding.excuses:
                reason = finding.excuses[0]
                dismissals.set_aside(
                    post=post, by=author, key=finding.key, reason=reason, now=self.then
                )

    def _refuse(self, story: DemoPost, post: Post, reviewer: Person) -> None:
        refuse = reviews.send_back if story.stage == "returned" else reviews.reject
        with scope.school(self.school.pk):
            refuse(post=post, by=reviewer, version=1, comment=story.comment, now=timezone.now())

    def _approve(self, story: DemoPost, post: Post, reviewer: Person) -> None:
        now = timezone.now()
        if story.stage in _FAULTS:
            control.plan_fault(_FAULTS[story.stage], "create")
        with scope.school(self.school.pk):
            reviews.approve(
                post=post, by=reviewer, version=1, now=now, wall_time=_wall_time(story, now)
            )
            if story.stage == "expired":
                gone = now - timedelta(hours=3)
                Post.objects.filter(pk=post.pk).update(
                    scheduled_for=gone, not_before=gone, expires_at=gone + timedelta(hours=2)
                )
        if not story.days:
            send(post)
        self._finish(story, post, reviewer)

    def _finish(self, story: DemoPost, post: Post, reviewer: Person) -> None:
        if story.stage == "held":
            _look_in_vain(post)
        elif story.stage == "removed":
            self._take_down(story, post, reviewer)
        elif story.stage == "cancelled":
            with scope.school(self.school.pk):
                publishing.cancel(post=post, by=reviewer, now=timezone.now())

    def _take_down(self, story: DemoPost, post: Post, reviewer: Person) -> None:
        with scope.school(self.school.pk):
            publishing.remove(post=post, by=reviewer, reason=story.comment, now=timezone.now())
        removing.remove(self.school.pk, post.pk)


def prepare(photo: Photo) -> None:
    """Clean the picture and read the words in it, where no worker was faster."""
    picture_jobs.prepare(photo.school_id, photo.pk)
    finding.find(photo.school_id, photo.pk)
    reading.read(photo.school_id, photo.pk)


def send(post: Post) -> None:
    """Send now, or wait for the worker that was faster."""
    sending.send(post.school_id, post.pk)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while state_of(post) in _ON_THE_WAY and time.monotonic() < deadline:
        time.sleep(0.1)


def state_of(post: Post) -> State:
    """Where the post stands now."""
    with scope.school(post.school_id):
        return State(Post.objects.values_list("state", flat=True).get(pk=post.pk))


def _look_in_vain(post: Post) -> None:
    for _ in reconciling.LOOKS:
        with scope.school(post.school_id):
            unknown = Attempt.objects.filter(post=post, state=AttemptState.UNKNOWN)
            unknown.update(next_look_at=timezone.now())
            attempt_id = unknown.values_list("pk", flat=True).first()
        if attempt_id is not None:
            reconciling.look(post.school_id, attempt_id)


def _wall_time(story: DemoPost, now: datetime) -> str:
    """London wall time on a school day; empty for at once."""
    if not story.days:
        return ""
    day = (now + timedelta(days=story.days)).astimezone(LONDON).date()
    if day.weekday() > _FRIDAY:
        day += timedelta(days=7 - day.weekday())
    return f"{day.isoformat()}T{story.hour}"
