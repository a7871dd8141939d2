"""Looking for what is due among very many that are not; claiming what is, beside a bare loop."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection, connections, transaction
from django.utils import timezone

from bench import queueing, scratch
from bench.timing import Row, Sample, compared, measured
from moderation.drafts.jobs import claiming, dispatching, fencing
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

# What any queue in PostgreSQL does, with the rows that ours writes: the state, an attempt, an event
PEER = """
CREATE TABLE bench_post (LIKE drafts_post INCLUDING ALL);
CREATE TABLE bench_attempt (LIKE drafts_attempt INCLUDING ALL);
CREATE TABLE bench_event (LIKE audit_event INCLUDING ALL);
GRANT ALL ON bench_post, bench_attempt, bench_event TO schoolsocial_app;
"""
NEXT = """
SELECT id FROM bench_post WHERE state = 'scheduled' AND not_before <= now()
ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED
"""
ATTEMPT = """
INSERT INTO bench_attempt (school_id, post_id, kind, number, state, endpoint, request_hash, worker,
    deadline_at, reason, excerpt, tweet_id, media_id, media_key, looks)
SELECT school_id, id, 'create', 1, 'prepared', 'POST /2/tweets', seal, 'bench',
    now() + interval '4 minutes', '', '', '', '', '', 0 FROM bench_post WHERE id = %s
"""
EVENT = """
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
    """Posts a second that one worker claims, with all that is asked before one is sent, and the
    claiming alone."""
    with _school(DUE) as (school, ids):
        with connections["owner"].cursor() as cursor:
            cursor.execute(PEER)
        whole = _beside_the_loop(school, ids)
        with patch.object(claiming, "broken_seal", return_value=""):
            alone = _beside_the_loop(school, ids)
    return [
        _per_second(f"{DUE} due posts claimed, all asked anew", whole),
        _per_second(f"{DUE} due posts claimed, nothing asked", alone),
    ]


def _beside_the_loop(school: School, ids: list[int]) -> tuple[Sample, Sample]:
    return compared(
        lambda: _claim(school, ids),
        lambda: _bare_loop(school),
        before=lambda: _due_again(ids),
        rounds=ROUNDS,
    )


def _per_second(what: str, times: tuple[Sample, Sample]) -> Row:
    ours, peer = (DUE * 1_000 / one.median for one in times)
    return Row(
        what=what,
        unit="per s",
        ours=ours,
        peer=peer,
        peer_is="select for update skip locked and the same three writes",
        at_least=SHARE,
    )


def _claim(school: School, ids: list[int]) -> None:
    for post_id in ids:
        claim = claiming.claim(school.pk, post_id)
        if claim is None:
            raise RuntimeError("A due post could not be claimed.")
        fencing.unlock(claim.attempt.pk)


def _bare_loop(school: School) -> None:
    """One post after the other, each in a transaction, until none is due."""
    while True:
        with scope.school(school.pk), connection.cursor() as cursor:
            cursor.execute(NEXT)
            row = cursor.fetchone()
            if row is None:
                return
            cursor.execute("UPDATE bench_post SET state = 'sending' WHERE id = %s", row)
            cursor.execute(ATTEMPT, row)
            cursor.execute(EVENT, row)


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
