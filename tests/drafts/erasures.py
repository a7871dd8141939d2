"""A child who has left, with everything that can be held about one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from consent.actions import documents, faces, family_links, never_publish
from consent.models import (
    Consent,
    ConsentDocument,
    Face,
    FamilyMessage,
    Guardian,
    Photo,
    Pupil,
    RegisterChange,
    RollChange,
    RollImport,
)
from consent.pictures import FaceBox
from moderation.drafts.models import ConsentProof, Decision, Post, Takedown, Version
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent import campaigning
from tests.consent.families import PDF, answer, make_guardian, make_pupil
from tests.drafts.forcing import force
from tests.posts import make_post

FORENAME, SURNAME, MOTHER, EMAIL = "Quillan", "Featherstone", "Marguerite", "mf@family.example"
NAMES = (FORENAME, SURNAME, MOTHER, EMAIL)
BORN, LEFT = date(2018, 3, 27), date(2025, 7, 18)
LONG_AFTER = datetime(2026, 11, 2, 9, tzinfo=UTC)
SETTLED = LONG_AFTER - timedelta(days=31)
BOX = FaceBox(10, 10, 40, 48)
OTHERS = FaceBox(200, 60, 60, 72)


@dataclass
class Life:
    """What is on record of one child; ``post`` was on X and came down."""

    pupil: Pupil
    mother: Guardian
    answers: list[Consent]
    paper: ConsentDocument
    photo: Photo
    face: Face
    post: Post

    @property
    def files(self) -> list[str]:
        return [self.paper.content, self.photo.content, self.photo.thumbnail]


def box_in(photo: Photo, box: FaceBox) -> Face:
    return Face.objects.create(
        school_id=photo.school_id,
        photo=photo,
        found_by="detector",
        added_at=timezone.now(),
        **box._asdict(),
    )


def show(post: Post, pupil: Pupil, by: Person) -> Face:
    """Say that the child is in the post's picture, alone or beside somebody else."""
    photo = Photo.objects.filter(post_photos__post=post).latest("pk")
    face = box_in(photo, BOX)
    faces.say(face=face, who="pupil", pupil=pupil, by=by, now=timezone.now())
    return face


def post_with(pupil: Pupil, author: Person, state: str = "draft") -> Post:
    """A post in that state with one picture in which the child is."""
    school = pupil.school
    post = make_post(school, author, "Beans on the window sill", photos=[("At a table", None)])
    show(post, pupil, author)
    on_x = {"tweet_id": f"77{post.pk}", "posted_at": timezone.now()}
    queued = dict.fromkeys(("scheduled_for", "not_before", "expires_at"), timezone.now())
    force(
        "drafts_post",
        post.pk,
        state=state,
        submitted_at=timezone.now(),
        seal="sealed" if state in {"scheduled", "sending"} else "",
        **(queued if state in {"scheduled", "sending"} else {}),
        **(on_x if state in {"posted", "removing", "removed"} else {}),
    )
    return Post.objects.get(pk=post.pk)


def whole_life(school: School, office: Person, teacher: Person, dsl: Person) -> Life:
    """Everything that can be held, of a child who left long before ``LONG_AFTER``."""
    now = timezone.now()
    with in_scope(school.pk):
        pupil = make_pupil(school, FORENAME, SURNAME, born_on=BORN)
        mother = make_guardian(pupil, name=MOTHER, email=EMAIL, first=True)
        answers = [answer(pupil, "yes", mother, by=office), answer(pupil, "no", mother, by=office)]
        (paper,) = documents.attach(
            consents=answers[:1], upload=SimpleUploadedFile("form.pdf", PDF), by=office, now=now
        )
        _ask(school, mother, office)
        _import(school, pupil, mother, office)
        never_publish.protect(pupil=pupil, reason=f"{MOTHER} fled", by=dsl, now=now)
        never_publish.lift(pupil=pupil, reason=f"{MOTHER} is safe", by=dsl, now=now)
        post = post_with(pupil, teacher, "removed")
        photo = post.photos.get()
        Photo.objects.filter(pk=photo.pk).update(file_name=f"{FORENAME}.jpg", written=SURNAME)
        _prove(post, answers[0], office)
        _came_down(post, pupil)
        leave(pupil)
        photo.refresh_from_db()
        return Life(pupil, mother, answers, paper, photo, photo.faces.get(), post)


def leave(pupil: Pupil, day: date = LEFT, since: datetime = SETTLED) -> None:
    """It left on that day, as the roll says since that moment."""
    Pupil.objects.filter(pk=pupil.pk).update(left_on=day, changed_at=since)
    RegisterChange.objects.filter(pupil=pupil).update(handled_at=timezone.now())
    pupil.refresh_from_db()


def kept(life: Life) -> bool:
    """Whether every file is there."""
    return all(default_storage.exists(name) for name in life.files)


def _ask(school: School, mother: Guardian, office: Person) -> None:
    campaign = campaigning.opened(school, office)
    link = family_links.issue(
        campaign=campaign, guardian=mother, by=office, by_mail=True, now=timezone.now()
    )
    FamilyMessage.objects.get_or_create(
        school=school, link=link, kind="receipt", day=LEFT, defaults={"queued_at": timezone.now()}
    )


def _import(school: School, pupil: Pupil, mother: Guardian, office: Person) -> None:
    now = timezone.now()
    whole = RollImport.objects.create(
        school=school,
        state="applied",
        file_name=f"{SURNAME}.csv",
        remarks=[{"name": SURNAME}],
        by=office,
        at=now,
        applied_at=now,
    )
    bond = pupil.guardianships.get()
    for of, row in (("pupil", pupil), ("guardian", mother), ("guardianship", bond)):
        RollChange.objects.create(
            school=school,
            roll_import=whole,
            kind="new",
            of=of,
            row=row.pk,
            latter={"legal_surname": SURNAME},
        )


def _came_down(post: Post, pupil: Pupil) -> None:
    now = timezone.now()
    Takedown.objects.create(
        school_id=post.school_id,
        post=post,
        pupil=pupil,
        reason="not-to-be-shown",
        opened_at=now,
        due_at=now + timedelta(hours=24),
        done_at=now,
        outcome="removed",
    )


def _prove(post: Post, consent: Consent, by: Person) -> None:
    """What an approval leaves; that it was one is of no interest here."""
    now = timezone.now()
    version = Version.objects.create(
        school_id=post.school_id,
        post=post,
        number=1,
        policy_version=1,
        submitted_by=post.author,
        submitted_at=now,
    )
    decision = Decision.objects.create(
        school_id=post.school_id,
        post=post,
        version=version,
        verdict="return",
        comment="Once more",
        author=post.author,
        by=by,
        at=now,
    )
    ConsentProof.objects.create(
        school_id=post.school_id,
        decision=decision,
        post=post,
        pupil=consent.pupil,
        consents=[consent.pk],
        given_on=consent.given_on,
        shown_on=consent.given_on,
        proven_at=now,
    )
