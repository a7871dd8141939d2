"""A sweep of a million followers and its repetition, beside an upsert of every page.

Ours takes what X tells in pages of 1,000, stages who differs, and takes them over with one set
difference, cases and all. The peer writes each page with one ``INSERT … ON CONFLICT DO UPDATE``
into a table of its own, without cases, foreign keys or row-level security, and marks who was not
seen. Both are given the same pages, already read and in memory as ``XUser``: asking X and reading
its JSON cost both the same, and are outside both. All that comes after is inside both: ours with
its numbers and fingerprints worked out, either with one transaction a page that does not wait for
the disk (a page lost is read again), and one at the end that does. In the second sweep they take
turns, page by page. Before it there is a checkpoint, after which PostgreSQL writes whole each page
that is touched: as it is a week later, and the dearest moment for both.
Memory is that of a process that does nothing but the second sweep, its pages included.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.utils import timezone

from bench import followers_memory, followers_peer, scratch
from bench.followers_peer import Peer
from bench.timing import Row, Sample, compared
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
        followers_peer.made()
        first_few = _in_turn(pages(FEW), Ours(few))[0]
        second_few = _in_turn(pages(FEW, churned=True), Ours(few))[0]
        weighed_few = weigh(FEW, account_id=few.pk)
        first, _ = _in_turn(pages(MANY), Ours(many), Peer())
        second, peer = _in_turn(pages(MANY, churned=True), Ours(many), Peer())
        weighed = weigh(MANY, account_id=many.pk)
        deep = _lists(school)
    return [
        Row(
            what=f"followers, first sweep of {MANY:,}",
            unit="µs each",
            ours=first.micros,
            peer=first_few.micros,
            peer_is=f"ours, of {FEW:,}",
            at_most=SLOWER,
        ),
        Row(
            what="followers, second sweep with 1 % churn",
            unit="µs each",
            ours=second.micros,
            peer=second_few.micros,
            peer_is=f"ours, of {FEW:,}",
            at_most=SLOWER,
        ),
        Row(
            what="followers, second sweep",
            unit="1/s",
            ours=1e6 / second.micros,
            peer=1e6 / peer.micros,
            peer_is="upserts of every page",
            at_least=FASTER,
        ),
        Row(
            what="followers, WAL of the second sweep",
            unit="MB",
            ours=second.megabytes,
            peer=peer.megabytes,
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
    sweep = Ours(account)
    for page in pages(count, churned=True):
        sweep.page(page)
    sweep.end()


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


class Ours:
    """One sweep of ours."""

    def __init__(self, account: Account) -> None:
        self.school_id = account.school_id
        with scope.school(self.school_id):
            self.sweep = sweeping.begin(
                account=account, source=Sweep.Source.X, by=None, now=timezone.now()
            )

    def page(self, page: list[XUser]) -> None:
        """Keep one page, as the job does."""
        with scope.school(self.school_id):
            key = str(self.sweep.pages) if self.sweep.pages else ""
            staging.keep_page(
                sweep=self.sweep,
                key=key,
                told=people.of_x(page),
                now=timezone.now(),
                is_last=False,
            )

    def end(self) -> None:
        """Take over who differs, and open the cases."""
        with scope.school(self.school_id):
            sweeping.finish(self.sweep, timezone.now())


@dataclass
class Cost:
    """Of one reading: microseconds a follower, and megabytes of WAL."""

    micros: float = 0.0
    megabytes: float = 0.0

    def add(self, work: Callable[[], None]) -> None:
        """What this work costs."""
        before, began = followers_peer.wal(), time.perf_counter()
        work()
        self.micros += (time.perf_counter() - began) * 1e6
        self.megabytes += (followers_peer.wal() - before) / 1e6


def _in_turn(told: Iterator[list[XUser]], *readings: Ours | Peer) -> list[Cost]:
    """What each of these costs, given the same pages one after another, each first in turn."""
    costs, people_told = [Cost() for _ in readings], 0
    pairs = list(zip(costs, readings, strict=True))
    for page in told:
        pairs.reverse()
        people_told += len(page)
        for cost, reading in pairs:
            cost.add(partial(reading.page, page))
    for cost, reading in pairs:
        cost.add(reading.end)
        cost.micros /= people_told
    _settle_down()
    return costs


def _settle_down() -> None:
    followers_peer.settle_down(
        "followers_follower, followers_followercase, followers_sighting, followers_sweeppage, "
        "bench_follower"
    )


def _lists(school: School) -> list[Row]:
    """The last page of the cases beside the first, in every order."""
    person = persons.create(email="head@bench.example", name="Head", password=None)
    with scope.school(school.pk):
        who = Membership.objects.create(school=school, person=person, roles=[Role.SLT])
    who.school = school
    everyone = [_deep_among_all(who, gone=gone) for gone in (False, True)]
    return [_deep(who, order) for order in cases.SORTS] + everyone


def _deep_among_all(who: Membership, *, gone: bool) -> Row:
    with scope.school(who.school_id):
        last = cases.LATEST.sorted(cases.all_of(who, gone=gone), backwards=True)[30]
        cursor = f"a{cases.LATEST.write(last)}.{last.pk}"
        end, first = compared(
            lambda: cases.everyone(who, gone=gone, cursor=cursor),
            lambda: cases.everyone(who, gone=gone, cursor=""),
        )
    which = "who left" if gone else "everyone who follows"
    return _beside_the_first(f"followers, last page of {which}", end, first)


def _deep(who: Membership, order: str) -> Row:
    wanted, now = Filter(sort=order), timezone.now()
    with scope.school(who.school_id):
        rows = cases.matching(who, wanted, now)
        last = wanted.order.sorted(rows, backwards=True)[30]
        cursor = f"a{wanted.order.write(last)}.{last.pk}"
        end, first = compared(
            lambda: cases.listed(who, wanted, cursor, now),
            lambda: cases.listed(who, wanted, "", now),
        )
    return _beside_the_first(f"followers, last page of cases by {order}", end, first)


def _beside_the_first(what: str, last: Sample, first: Sample) -> Row:
    return Row(
        what=what,
        unit="ms",
        ours=last.median,
        spread=last.spread,
        peer=first.median,
        peer_spread=first.spread,
        peer_is="the first page",
        at_most=LAST_PAGE,
    )
