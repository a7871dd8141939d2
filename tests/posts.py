"""Posts and what they stand on, made in one line each."""

import secrets
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from consent import pictures
from consent.actions import faces
from consent.models import Photo, Pupil
from moderation.drafts.actions import reviews, submissions
from moderation.drafts.models import Post, PostPhoto
from policy.actions import standing as standing_actions
from policy.actions import versions as policies
from policy.models import PolicyVersion
from policy.queries import standing
from policy.rules.photo_declarations import DECLARATIONS
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts
from schoolsocial.x.credentials import TokenPair
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxAccount, drawn_picture

_numbers = count(1)


def adopt_policy(
    school: School, pack: str = "st-catherine-of-siena", *, agreed: bool = True
) -> PolicyVersion:
    """A ratified policy in force, to which everybody agreed who drafts by now, unless not."""
    with scope.school(school.pk):
        version = policies.adopt_pack(
            school=school,
            slug=pack,
            by=None,
            ratified_on=date(2020, 7, 1),
            in_force_from=date(2020, 9, 1),
            review_on=date(2027, 9, 1),
            now=timezone.now(),
        )
        for place in standing.drafters(school) if agreed else ():
            let_draft(school, place.person)
    return version


def make_pupil(school: School, forename: str, surname: str, **fields: Any) -> Pupil:
    """A child on the roll."""
    fields.setdefault("admission_number", f"{next(_numbers):06}")
    fields.setdefault("year_group", "4")
    with scope.school(school.pk):
        return Pupil.objects.create(
            school=school, legal_forename=forename, legal_surname=surname, **fields
        )


def make_account(school: School, on_x: SandboxAccount | None = None, handle: str = "") -> Account:
    """A connected account, with the sandbox's tokens where one is given."""
    number = next(_numbers)
    tokens = TokenPair(
        access_token=on_x.access_token if on_x else f"access-{number}",
        refresh_token=on_x.refresh_token if on_x else f"refresh-{number}",
        expires_in=timedelta(hours=2),
        scopes=(),
    )
    name = on_x.handle if on_x else handle or f"School{number}"
    with scope.school(school.pk):
        return accounts.connect(
            school=school,
            by=None,
            handle=name,
            name=name,
            x_user_id=on_x.id if on_x else str(number),
            tokens=tokens,
            now=timezone.now(),
        )


def make_photo(school: School, by: Person, content: bytes | None = None) -> Photo:
    """A prepared photo with real files in the storage."""
    picture = pictures.sanitise(content or drawn_picture())
    small = pictures.thumbnail(picture, 200)
    with scope.school(school.pk):
        return Photo.objects.create(
            school=school,
            uploaded_by=by,
            uploaded_at=timezone.now(),
            state=Photo.State.READY,
            content=_stored(picture.content),
            thumbnail=_stored(small.content),
            media_type=picture.media_type,
            sha256=picture.sha256,
            width=picture.width,
            height=picture.height,
            processed_at=timezone.now(),
            written="",
            faces_found_at=timezone.now(),
        )


def make_post(
    school: School, author: Person, text: str = "Our garden club met today.", **fields: Any
) -> Post:
    """A draft on the school's account; ``photos=[(alt, shows_pupils), …]`` adds pictures."""
    photos: list[tuple[str, bool | None]] = fields.pop("photos", [])
    account = fields.pop("account", None) or _any_account(school)
    now = timezone.now()
    with scope.school(school.pk):
        let_draft(school, author)
        post = Post.objects.create(
            school=school,
            author=author,
            account=account,
            text=text,
            created_at=now,
            saved_at=now,
            **fields,
        )
        for position, (alt_text, shows_pupils) in enumerate(photos, start=1):
            photo = make_photo(school, author)
            if shows_pupils:
                faces.sign_nobody(photo=photo, by=author, now=now)
            PostPhoto.objects.create(
                school=school,
                post=post,
                photo=photo,
                position=position,
                alt_text=alt_text,
                shows_pupils=shows_pupils,
                **_all_said(shows_pupils),
            )
    return post


def _all_said(shows_pupils: bool | None) -> dict[str, Any]:
    """What an author tells of a photo of pupils: a group, none to be recognised, and where from."""
    if not shows_pupils:
        return {}
    return {"pupils_counted": 5, "declared": sorted(DECLARATIONS), "source": "school"}


def submitted(school: School, author: Person, text: str = "", **fields: Any) -> Post:
    """A draft waiting for approval; the school needs a policy."""
    post = make_post(
        school, author, text or f"Our garden club met today ({next(_numbers)}).", **fields
    )
    with scope.school(school.pk):
        return submissions.submit(post=post, by=author, now=timezone.now())


def scheduled(
    school: School, author: Person, reviewer: Person, *, at: datetime | None = None, **fields: Any
) -> Post:
    """An approved post, due now or at that moment (moved there behind the scenes)."""
    post = submitted(school, author, **fields)
    with scope.school(school.pk):
        reviews.approve(post=post, by=reviewer, version=1, now=timezone.now())
        if at is not None:
            until = at + timedelta(hours=2)
            Post.objects.filter(pk=post.pk).update(
                scheduled_for=at, not_before=at, expires_at=until
            )
        return Post.objects.get(pk=post.pk)


def let_draft(school: School, author: Person) -> None:
    """Whatever the policy in force wants of somebody before they draft, done."""
    now, day = timezone.now(), timezone.localdate()
    version = PolicyVersion.objects.filter(school=school).in_force_on(day).first()
    if version is None or not standing.obstacles_in_force(school, author, day):
        return
    standing_actions.agree(version=version, by=author, now=now)
    if not standing.obstacles_in_force(school, author, day):
        return
    standing_actions.record_training(
        school=school,
        people=[author],
        course="Posting safely",
        taken_on=day,
        counts_until=day + timedelta(days=365),
        by=author,
        now=now,
    )


def _any_account(school: School) -> Account:
    with scope.school(school.pk):
        found = Account.objects.filter(school=school).first()
    return found or make_account(school)


def _stored(content: bytes) -> str:
    return default_storage.save(f"content/{secrets.token_hex(8)}", ContentFile(content))
