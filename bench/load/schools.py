"""The schools of the morning: staff, posts in every state, and posts that go out while it lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from bench import queueing
from consent.models import Pupil
from moderation.drafts.actions import drafts, submissions
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.governance.jobs import counting
from schoolsocial.sandbox.server import Sandbox
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

PUPILS = 210
DRAFTS, WAITING, PLANNED = 6, 4, 4
"""Posts of each school: being written, waiting for approval, approved for a later day."""


@dataclass(frozen=True)
class Staff:
    """Somebody signed in: their school's slug, role, session key, and the drafts they write."""

    slug: str
    role: Role
    session: str
    posts: tuple[int, ...] = ()


def make(number: int, sandbox: Sandbox, goes_out: datetime) -> list[Staff]:
    """One school and its four people; one of its posts goes out at that moment."""
    school, author, head = queueing.school(f"morning-{number:02}")
    # A second factor is asked for when signing in, which is over before the morning begins
    School.objects.filter(pk=school.pk).update(require_second_factor=False)
    account = queueing.account(school, sandbox)
    with scope.school(school.pk):
        office, governor = (_joined(school, role) for role in (Role.OFFICE, Role.GOVERNOR))
        _fill_roll(school)
        own = tuple(_drafted(school, author, account, n).pk for n in range(DRAFTS))
        waiting = [_drafted(school, author, account, DRAFTS + n) for n in range(WAITING)]
        for post in waiting:
            submissions.submit(post=post, by=author, now=timezone.now())
    for place in range(PLANNED + 1):
        at = goes_out + timedelta(days=place)
        words = f"Our garden club met today, and planted row {place} of the beans."
        queueing.queue(words, author=author, reviewer=head, account=account, at=at)
    counting.count(school.pk, timezone.now())
    return [
        Staff(school.slug, Role.TEACHER, _signed_in(author), own),
        Staff(school.slug, Role.SLT, _signed_in(head), tuple(post.pk for post in waiting)),
        Staff(school.slug, Role.OFFICE, _signed_in(office)),
        Staff(school.slug, Role.GOVERNOR, _signed_in(governor)),
    ]


def _joined(school: School, role: Role) -> Person:
    person = Person.objects.create_user(
        f"{role}@{school.slug}.example", name=f"{role} of {school.slug}"
    )
    Membership.objects.create(school=school, person=person, roles=[role])
    return person


def _fill_roll(school: School) -> None:
    Pupil.objects.bulk_create(
        Pupil(
            school=school,
            admission_number=f"{n:06}",
            legal_forename=f"Forename{n}",
            legal_surname=f"Surname{n}",
            year_group=str(n % 6 + 1),
        )
        for n in range(PUPILS)
    )


def _drafted(school: School, author: Person, account: Account, number: int) -> Post:
    now = timezone.now()
    post = drafts.start(school=school, by=author, account=account, now=now)
    words = f"Class {number} measured how far a paper plane flies."
    drafts.save(post=post, by=author, text=words, revision=0, now=now)
    return post


def _signed_in(person: Person) -> str:
    """The key of a session as signing in leaves it."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    UserSession.objects.create(
        user=person, session_key=session.session_key, ip="127.0.0.1", user_agent="Morning"
    )
    return str(session.session_key)
