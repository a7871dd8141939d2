"""Looking for what is due among very many that are not; claiming what is, beside a bare loop."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from django.db import connection, connections, transaction
from django.utils import timezone

from bench import queueing, scratch
from bench.timing import Row, Sample, compared, measured
from moderation.drafts.jobs import claiming, dispatching, fencing, leasing
from moderation.drafts.models import Post
from schoolsocial.accounts.models import School
from schoolsocial.sandbox.server import Sandbox
from schoolsocial.tenancy import scope

AHEAD = (1_000, 10_000, 100_000, 1_000_000)
"""Posts scheduled for other days."""
FEW = 10
"""Due while the backlog is looked at."""
LOOKS = 200
FLAT = 1.3
DUE = 200
ROUNDS = 5
SHARE = 0.5

FILL = """
INSERT INTO drafts_post (school_id, author_id, account_id, kind, text, state, revision, created_at,
    saved_at, submitted_at, wall_time, scheduled_for, not_before, expires_at, fingerprint, seal,
    trouble, removal_reason)
SELECT %(school)s, %(author)s, %(account)s, 'ordinary', 'Garden club ' || n, 'scheduled', 1, now(),
    now(), now(), '', at, at, at + interval '2 hours', md5(n::text), md5(n::text), '', ''
FROM (SELECT n, now() + interval '1 day' + n * interval '30 seconds' AS at
      FROM generate_series(%(first)s, %(last)s) AS n) AS ahead
"""

# What any queue in PostgreSQL does, with the rows that ours writes: a state, an attempt, an event.
# Once in the tables themselves, with their keys, triggers, walls and chain, once in bare copies.
PEER = """
CREATE TABLE bench_post (LIKE drafts_post INCLUDING ALL);
CREATE TABLE bench_attempt (LIKE drafts_attempt INCLUDING ALL);
CREATE TABLE bench_event (LIKE audit_event INCLUDING ALL);
GRANT ALL ON bench_post, bench_attempt, bench_event TO schoolsocial_app;
"""
NEXT = """
SELECT id FROM drafts_post WHERE state = 'scheduled' AND not_before <= now()
ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED
"""
TAKEN = "UPDATE drafts_post SET state = 'sending' WHERE id = %s"
ATTEMPT = """
INSERT INTO drafts_attempt (school_id, post_id, kind, number, state, endpoint, request_hash, worker,
    deadline_at, reason, excerpt, tweet_id, media_id, media_key, looks)
SELECT school_id, id, 'create', 1, 'prepared', 'POST /2/tweets', seal, 'bench',
    now() + interval '4 minutes', '', '', '', '', '', 0 FROM drafts_post WHERE id = %s
"""
EVENT = """
INSERT INTO audit_event (school_id, at, verb, object_type, object_id, payload)
SELECT school_id, now(), 'post.claim', 'post', id, '{}' FROM drafts_post WHERE id = %s
"""

BARE_EVENT = """
INSERT INTO bench_event (school_id, at, verb, object_type, object_id, payload, sequence, previous,
    digest)
SELECT school_id, now(), 'post.claim', 'post', id, '{}', id, '\\x5a', '\\x5a'
FROM bench_post WHERE id = %s
"""


def rows() -> list[Row]:
    """Both measurements, each on a database of its own."""
    return [*_looks(), *_claims()]


def _looks() -> list[Row]:
    """What one look costs, the longer the backlog."""
    found: list[Row] = []
    with _school(FEW) as (school, _):
        filled = 0
        for ahead in AHEAD:
            _fill(school, filled + 1, ahead)
            filled = ahead
            look = measured(dispatching.find_due, rounds=LOOKS, warm_up=20)
            what = f"one look at the queue, {ahead:,} ahead"
            found.append(Row(what=what, unit="ms", ours=look.median, spread=look.spread))
    first, last = found[0], found[-1]
    grown = Row(
        what=f"one look, {AHEAD[-1]:,} ahead beside {AHEAD[0]:,}",
        unit="ms",
        ours=last.ours,
        spread=last.spread,
        peer=first.ours,
        peer_spread=first.spread,
        peer_is=f"the same look with {AHEAD[0]:,} ahead",
        at_most=FLAT,
    )
    return [*found, grown]


def _claims() -> list[Row]:
    """Posts a second that one worker takes out of the queue, and with all that is asked anew before
    one is sent."""
    with _school(DUE) as (school, ids):
        with connections["owner"].cursor() as cursor:
            cursor.execute(PEER)
        same = partial(_bare_loop, school, [NEXT, TAKEN, ATTEMPT, EVENT])
        bare = partial(_bare_loop, school, [*map(_in_copies, (NEXT, TAKEN, ATTEMPT)), BARE_EVENT])
        take, claim = partial(_take, school, ids), partial(_claim, school, ids)
        taken, beside_copies, claimed = (
            compared(ours, peer, before=lambda: _due_again(ids), rounds=ROUNDS)
            for ours, peer in ((take, same), (take, bare), (claim, same))
        )
    loop = "a raw skip locked loop with the same three writes, in the same tables"
    return [
        _per_second(f"{DUE} due posts taken", taken, loop, at_least=SHARE),
        _per_second(f"{DUE} due posts taken", beside_copies, "the loop in tables without keys"),
        _per_second(f"{DUE} due posts taken and examined anew", claimed, loop),
    ]


def _in_copies(statement: str) -> str:
    """The same in tables without keys, triggers or walls."""
    return statement.replace("drafts_post", "bench_post").replace("drafts_at", "bench_at")


def _per_second(
    what: str, times: tuple[Sample, Sample], peer_is: str, at_least: float | None = None
) -> Row:
    ours, peer = (DUE * 1_000 / one.median for one in times)
    return Row(what=what, unit="per s", ours=ours, peer=peer, peer_is=peer_is, at_least=at_least)


def _take(school: School, ids: list[int]) -> None:
    for post_id in ids:
        lease = leasing.take(school.pk, post_id)
        if lease is None:
            raise RuntimeError("A due post could not be taken.")
        fencing.unlock(lease.attempt_id)


def _claim(school: School, ids: list[int]) -> None:
    for post_id in ids:
        claim = claiming.claim(school.pk, post_id)
        if claim is None:
            raise RuntimeError("A due post could not be claimed.")
        fencing.unlock(claim.attempt.pk)


def _bare_loop(school: School, statements: Sequence[str]) -> None:
    """One post after the other, each in a transaction, until none is due."""
    find, *writes = statements
    while True:
        with scope.school(school.pk), connection.cursor() as cursor:
            cursor.execute(find)
            row = cursor.fetchone()
            if row is None:
                return
            for write in writes:
                cursor.execute(write, row)


def _due_again(ids: list[int]) -> None:
    """As if nobody had claimed any, here and there."""
    with connections["owner"].cursor() as cursor, transaction.atomic(using="owner"):
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM drafts_attempt")
        cursor.execute("UPDATE drafts_post SET state = 'scheduled' WHERE id = ANY(%s)", [ids])
        cursor.execute("TRUNCATE bench_post, bench_attempt, bench_event")
        cursor.execute("INSERT INTO bench_post SELECT * FROM drafts_post WHERE id = ANY(%s)", [ids])
        cursor.execute("ANALYZE drafts_post, drafts_attempt, bench_post")


def _fill(school: School, first: int, last: int) -> None:
    """Posts of other days, straight into the table."""
    with scope.school(school.pk):
        model = Post.objects.earliest("id")
    values = {"school": school.pk, "author": model.author_id, "account": model.account_id}
    values |= {"first": first, "last": last}
    with connections["owner"].cursor() as cursor, transaction.atomic(using="owner"):
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger for each
        cursor.execute(FILL, values)
        cursor.execute("ANALYZE drafts_post")


@contextmanager
def _school(posts: int) -> Iterator[tuple[School, list[int]]]:
    """A school with that many approved posts, due now; their ids."""
    with scratch.database(), Sandbox() as sandbox:
        school, author, reviewer = queueing.school("backlog")
        account = queueing.account(school, sandbox)
        now = timezone.now()
        queued = [
            queueing.queue(
                f"Our garden club met today, for time {number}.",
                author=author,
                reviewer=reviewer,
                account=account,
                at=now,
            )
            for number in range(posts)
        ]
        yield school, [post.pk for post in queued]
