"""A version of the policy over ten thousand posts, as the worker does it."""

import json
import time
from datetime import timedelta
from pathlib import Path

from django.db import connections
from django.utils import timezone

from bench import policy, scratch
from bench.timing import Row
from moderation.drafts.models import Post
from moderation.replay.actions import replays
from moderation.replay.jobs import replaying
from moderation.replay.models import Replay
from policy.actions import versions
from policy.models import PolicyVersion
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope

POSTS = 10_000
AIM = 60  # s
FROM, TO = "st-catherine-of-siena", "recommended-2026"
_LABELLED = Path(__file__).parent / "quality" / "posts.jsonl"


def rows() -> list[Row]:
    """Ten thousand different posts of a school with 2,000 pupils, under two whole policies."""
    with scratch.database():
        replay = _started()
        began = time.perf_counter()
        replaying.carry_on(replay.school_id, replay.pk)
        took = time.perf_counter() - began
        with scope.school(replay.school_id):
            replay.refresh_from_db()
    if replay.done != POSTS:
        raise RuntimeError(f"Only {replay.done} of {POSTS} posts were looked at.")
    changed = replay.done - replay.unchanged
    return [
        Row(what=f"replay of {POSTS:,} posts", unit="s", ours=took, at_most=AIM),
        Row(what="posts of these whose treatment changes", unit="", ours=changed),
    ]


def _started() -> Replay:
    school = School.objects.create(slug="bench-replay", name="Bench School")
    with scope.school(school.pk):
        draft = policy.draft(school, FROM)
        policy.fill_roll(school)
        _write_posts(draft)
        version = versions.start_from_pack(
            school=school, slug=TO, by=draft.author, now=timezone.now()
        )
        return _start(version, draft)


def _write_posts(draft: Post) -> None:
    texts = [json.loads(line)["text"] for line in _LABELLED.read_text("utf-8").splitlines()]
    now = timezone.now()
    Post.objects.bulk_create(
        Post(
            school=draft.school,
            author=draft.author,
            account=draft.account,
            text=f"{texts[number % len(texts)]} ({number})",
            created_at=now,
            saved_at=now,
        )
        for number in range(POSTS - 1)
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE drafts_post")


def _start(version: PolicyVersion, draft: Post) -> Replay:
    today = timezone.localdate()
    return replays.start(
        version=version,
        since=today - timedelta(days=2),
        until=today,
        by=draft.author,
        now=timezone.now(),
    )
