"""A sweep of a million followers and its repetition, beside an upsert of every page.

Ours takes what X tells in pages of 1,000, stages who differs, and takes them over with one set
difference, cases and all. The peer writes each page with one ``INSERT … ON CONFLICT DO UPDATE``
into a table of its own, without cases, foreign keys or row-level security, and marks who was not
seen. Both are given the same pages, already read and in memory as ``XUser``: asking X and reading
its JSON cost both the same, and are outside both. All that comes after is inside both: ours with
its numbers and fingerprints worked out, either with one transaction a page that waits for the disk.
Before either's second sweep there is a checkpoint, after which PostgreSQL writes whole each page
that is touched: as it is a week later, and the dearest moment for both.
Memory is that of a process that does nothing but the second sweep, its pages included.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.utils import timezone

from bench import followers_memory, followers_peer, scratch
from bench.timing import Row, measured
from moderation.followers import people, staging, sweeping
from moderation.followers.models import Sweep
from moderation.followers.queries import cases
from moderation.followers.queries.cases import Filter
from schoolsocial.accounts.actions import people as persons
from schoolsocial.accounts.models import Membership, School
from schoolsocial.accounts.roles import Role
from schoolsocial.sandbox.crowds import Crowd, facts_of
from schoolsocial.sandbox.snowflakes import made_at
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from schoolsocial.x.people import XUser

FEW, MANY = 10_000, 1_000_000
PAGE = 1_000
CHURN = 200  # one in so many goes, one in so many changes: a hundredth together
SLOWER, FASTER, OF_WAL, LAST_PAGE = 1.5, 4.0, 0.25, 1.5
MOST_MEMORY, MOST_GROWTH = 10.0, 1.5  # megabytes, and over what a small sweep takes


def rows() -> list[Row]:
    """Microseconds a follower, WAL beside the peer's, memory, and the last page of the cases."""
    with scratch.database() as database:
        school = School.objects.create(slug="bench-followers", name="Bench School")
        with scope.school(school.pk):
            few, many, warm = (_account(school, number) for number in "123")
        weigh = partial(
            followers_memory.peak, database=database, school_id=school.pk, warm_id=warm.pk
        )
        first_few, second_few = _twice(few, FEW)
        weighed_few = weigh(FEW, account_id=few.pk)
        first, second = _twice(many, MANY)
        weighed = weigh(MANY, account_id=many.pk)
        peer = followers_peer.twice(lambda: pages(MANY), lambda: pages(MANY, churned=True))
        deep = _lists(school)
    return [
        Row(
            what=f"followers, first sweep of {MANY:,}",
            unit="µs each",
            ours=first[0],
            peer=first_few[0],
            peer_is=f"ours, of {FEW:,}",
            at_most=SLOWER,
        ),
        Row(
            what="followers, second sweep with 1 % churn",
            unit="µs each",
            ours=second[0],
            peer=second_few[0],
            peer_is=f"ours, of {FEW:,}",
            at_most=SLOWER,
        ),
        Row(
            what="followers, second sweep",
            unit="1/s",
            ours=1e6 / second[0],
            peer=1e6 / peer[1][0],
            peer_is="upserts of every page",
            at_least=FASTER,
        ),
        Row(
            what="followers, WAL of the second sweep",
            unit="MB",
            ours=second[1],
            peer=peer[1][1],
            peer_is="upserts of every page",
            at_most=OF_WAL,
        ),
        Row(
            what=f"followers, memory of a sweep of {MANY:,}",
            unit="MB",
            ours=weighed,
            at_most=max(MOST_MEMORY, MOST_GROWTH * weighed_few),
        ),
        *deep,
    ]


def again(school_id: int, account_id: int, count: int) -> None:
    """One more sweep of so many."""
    with scope.school(school_id):
        account = Account.objects.get(pk=account_id)
    _swept(account, pages(count, churned=True), count)


def pages(count: int, *, churned: bool = False) -> Iterator[list[XUser]]:
    """Invented people, a page at a time; ``churned``: some went, some look different."""
    crowd = Crowd(number=0, account_id="", count=count)
    users = (_user(crowd, place, churned=churned) for place in range(count))
    page: list[XUser] = []
    for user in users:
        if user is not None:
            page.append(user)
        if len(page) == PAGE:
            yield page
            page = []
    yield page


def _user(crowd: Crowd, place: int, *, churned: bool) -> XUser | None:
    facts = facts_of(crowd, place)
    user = XUser(
        id=facts["id"],
        handle=facts["handle"],
        name=facts["name"],
        bio=facts["bio"],
        created_at=made_at(facts["id"]),
        protected=facts["protected"],
        verified=False,
        followers=facts["followers"],
        following=facts["following"],
        posts=facts["posts"],
    )
    if churned and place % CHURN == 0:
        return None
    return replace(user, bio="New words") if churned and place % CHURN == 1 else user


def _account(school: School, x_user_id: str) -> Account:
    return Account.objects.create(
        school=school, handle=f"Bench{x_user_id}", name="Bench", x_user_id=x_user_id
    )


def _twice(account: Account, count: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Of the first sweep and of the second: microseconds a follower, megabytes of WAL."""
    first = _swept(account, pages(count), count)
    _settle_down()
    second = _swept(account, pages(count, churned=True), count)
    _settle_down()
    return first, second


def _swept(account: Account, told: Iterator[list[XUser]], count: int) -> tuple[float, float]:
    before, spent = followers_peer.wal(), 0.0
    with scope.school(account.school_id):
        sweep = sweeping.begin(account=account, source=Sweep.Source.X, by=None, now=timezone.now())
    for page in told:
        began = time.perf_counter()
        with scope.school(account.school_id):
            _write(sweep, page, timezone.now())
        spent += time.perf_counter() - began
    began = time.perf_counter()
    with scope.school(account.school_id):
        sweeping.finish(sweep, timezone.now())
    spent += time.perf_counter() - began
    return spent * 1e6 / count, (followers_peer.wal() - before) / 1e6


def _write(sweep: Sweep, page: list[XUser], now: datetime) -> None:
    key, sweep.next_token = sweep.next_token, str(sweep.pages + 1)
    staging.keep_page(sweep=sweep, key=key, told=people.of_x(page), now=now)


def _settle_down() -> None:
    followers_peer.settle_down(
        "followers_follower, followers_followercase, followers_sighting, followers_sweeppage"
    )


def _lists(school: School) -> list[Row]:
    """The last page of the cases beside the first, in every order."""
    person = persons.create(email="head@bench.example", name="Head", password=None)
    with scope.school(school.pk):
        who = Membership.objects.create(school=school, person=person, roles=[Role.SLT])
    who.school = school
    return [_deep(who, order) for order in cases.SORTS]


def _deep(who: Membership, order: str) -> Row:
    wanted, now = Filter(sort=order), timezone.now()
    with scope.school(who.school_id):
        rows = cases.matching(who, wanted, now)
        last = wanted.order.sorted(rows, backwards=True)[30]
        cursor = f"a{wanted.order.write(last)}.{last.pk}"
        first = measured(lambda: cases.listed(who, wanted, "", now))
        end = measured(lambda: cases.listed(who, wanted, cursor, now))
    return Row(
        what=f"followers, last page of cases by {order}",
        unit="ms",
        ours=end.median,
        spread=end.spread,
        peer=first.median,
        peer_spread=first.spread,
        peer_is="the first page",
        at_most=LAST_PAGE,
    )
