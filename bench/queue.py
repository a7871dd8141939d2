"""The queue of SLT: questions to the database, time beside a bare view, weight of a first visit."""

import re
from datetime import datetime, timedelta
from itertools import count

from django.db import connection, connections
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import scratch
from bench.timing import Row, compared
from moderation.drafts.models import Post, Version
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

LENGTHS = (1, 100, 10_000)
SCHOOLS = 50
ROUNDS = 60
EACH_OTHER = 20  # drafts in each other school

_LINKED = re.compile(r"(?:href|src)=\"([^\"#?]+\.(?:css|js|svg|png|woff2))[\"#?]")
_numbers = count(1)


def rows() -> list[Row]:
    """The queue at several lengths and with many schools, on a database of its own."""
    with scratch.database(), override_settings(ROOT_URLCONF="bench.queue_urls"):
        school, author, browser = _school()
        found = []
        for length in LENGTHS:
            _lengthen(school, author, length)
            found.append(_questions(f"queue page, {length:,} drafts", browser, school))
        found += [_times(browser, school), *_first_load(browser, school)]
        for _ in range(SCHOOLS - 1):
            other, other_author, _ = _school()
            _lengthen(other, other_author, EACH_OTHER)
        found.append(_questions(f"queue page, {SCHOOLS} schools", browser, school))
    return found


def _school() -> tuple[School, Person, Client]:
    """A school with an author and a leader, who has signed in."""
    number = next(_numbers)
    school = School.objects.create(
        slug=f"school-{number}", name=f"School {number}", require_second_factor=False
    )
    people = [
        Person.objects.create_user(f"{role}{number}@school.example", name=str(role.label))
        for role in (Role.TEACHER, Role.SLT)
    ]
    with scope.school(school.pk):
        for person, role in zip(people, (Role.TEACHER, Role.SLT), strict=True):
            Membership.objects.create(school=school, person=person, roles=[role])
        Account.objects.create(school=school, handle="School", name="S", x_user_id=str(number))
    browser = Client(SERVER_NAME="localhost", headers={"accept-encoding": "br, gzip"})
    browser.force_login(people[1], "allauth.account.auth_backends.AuthenticationBackend")
    return school, people[0], browser


def _lengthen(school: School, author: Person, length: int) -> None:
    """Make the queue that long."""
    now = timezone.now()
    with scope.school(school.pk):
        account = Account.objects.get()
        more = length - Post.objects.awaiting_review().count()
        made = Post.objects.bulk_create(
            Post(
                school=school,
                author=author,
                account=account,
                text=f"Our garden club met today and dug plot {n}.",
                created_at=now,
                saved_at=now,
            )
            for n in range(more)
        )
        Version.objects.bulk_create(_version(post, now) for post in made)
        Post.objects.filter(state=State.DRAFT).update(
            state=State.SUBMITTED, submitted_at=now, review_due_at=now + timedelta(days=1)
        )
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE drafts_post, drafts_version")


def _version(post: Post, now: datetime) -> Version:
    return Version(
        school_id=post.school_id,
        post=post,
        number=1,
        text=post.text,
        pictures=[{"photo": 1, "sha256": "", "alt_text": "Beans", "shows_pupils": False}],
        findings=[{"rule": "mention", "severity": "warn"}],
        policy_version=1,
        submitted_by_id=post.author_id,
        submitted_at=now,
    )


def _get(browser: Client, address: str) -> bytes:
    response = browser.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}.")
    return response.getvalue() if response.streaming else response.content


def _questions(what: str, browser: Client, school: School) -> Row:
    address = f"/{school.slug}/review/"
    _get(browser, address)  # the first visit of a session also notes its start
    with CaptureQueriesContext(connection) as captured:
        _get(browser, address)
    return Row(what=what, unit="queries", ours=len(captured), at_most=15)


def _times(browser: Client, school: School) -> Row:
    times = compared(
        lambda: _get(browser, f"/{school.slug}/review/"),
        lambda: _get(browser, f"/{school.slug}/bare/"),
        rounds=ROUNDS,
        warm_up=5,
    )
    what = f"queue page, 25 of {LENGTHS[-1]:,} drafts"
    return Row.of_times(what, times, peer_is="bare view of 25 rows", at_most=2.5)


def _first_load(browser: Client, school: School) -> list[Row]:
    """What a browser fetches on a first visit, compressed as it is sent."""
    page = browser.get(f"/{school.slug}/review/", headers={"accept-encoding": "identity"})
    linked = sorted(set(_LINKED.findall(page.content.decode())))
    addresses = [f"/{school.slug}/review/", *linked]
    sent = sum(len(_get(browser, address)) for address in addresses)
    return [
        Row(what="queue page, first load", unit="kB", ours=sent / 1000, at_most=150),
        Row(what="queue page, first load", unit="requests", ours=len(addresses), at_most=12),
    ]
