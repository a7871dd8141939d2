"""The governors' dashboard with a thousand posts and with a million."""

import time
from statistics import quantiles

from django.db import connections
from django.utils import timezone

from bench import policy, scratch
from bench.timing import WARM_UP, Row
from schoolsocial.accounts.models import School
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.presenters import dashboard
from schoolsocial.tenancy import scope

FEW, MANY = 1_000, 1_000_000
PACK = "st-catherine-of-siena"
_ROUNDS = 100

_POSTS = """
INSERT INTO drafts_post (school_id, author_id, account_id, kind, text, state, revision, created_at,
    saved_at, wall_time, fingerprint, seal, tweet_id, posted_at, trouble, removal_reason)
SELECT %(school)s, %(author)s, %(account)s, 'ordinary', 'A post.', 'posted', 0, at, at, '', '',
    'seal', (%(school)s * 10^9::bigint + n)::bigint::text, at, '', ''
FROM (SELECT n, now() - n * interval '730 days' / %(posts)s AS at
      FROM generate_series(1, %(posts)s) AS n) AS made
"""


def rows() -> list[Row]:
    """How soon 95 of 100 dashboards are there, whatever a million posts do to it, and the count."""
    with scratch.database():
        few, _ = _dashboard("bench-few", FEW)
        many, count = _dashboard("bench-many", MANY)
    return [
        Row(what=f"dashboard with {FEW:,} posts, p95", unit="ms", ours=few),
        Row(what=f"dashboard with {MANY:,} posts, p95", unit="ms", ours=many),
        Row(what="times as long", unit="", ours=many / few, at_most=1.5),
        Row(what=f"nightly count of {MANY:,} posts", unit="s", ours=count),
    ]


def _dashboard(slug: str, posts: int) -> tuple[float, float]:
    """The 95th percentile of the dashboard in milliseconds, and seconds of the count before."""
    school = School.objects.create(slug=slug, name="Bench School")
    with scope.school(school.pk):
        draft = policy.draft(school, PACK)
    _write(school, draft.author_id, draft.account_id, posts)
    began = time.perf_counter()
    counting.count(school.pk, timezone.now())
    counted = time.perf_counter() - began
    with scope.school(school.pk):
        times = [_taken(school) for _ in range(WARM_UP + _ROUNDS)][WARM_UP:]
    return quantiles(times, n=20)[-1], counted


def _taken(school: School) -> float:
    began = time.perf_counter()
    dashboard.present(school, "", timezone.now())
    return (time.perf_counter() - began) * 1_000


def _write(school: School, author: int, account: int, posts: int) -> None:
    """Posts as they lie after they went out, behind the back of the workflow's guards."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            _POSTS, {"school": school.pk, "author": author, "account": account, "posts": posts}
        )
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE drafts_post")
