"""Running a replay to its end, a few hundred posts in each transaction."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from moderation.drafts import looking_back
from moderation.drafts.models import Post
from moderation.replay.jobs.verdicts import Comparison, compare
from moderation.replay.models import Line, Replay, Verdict
from moderation.replay.queries import begun_between
from policy.queries import ruleset_of
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

AT_ONCE = 250


def carry_on(school_id: int, replay_id: int) -> None:
    """Go on from where the replay stands; does nothing while another worker is at it.

    A worker that dies leaves whole portions behind it, and the next goes on after them. What fails
    three times is left to a person, and its page says so.
    """
    while one_portion(school_id, replay_id):
        pass


def one_portion(school_id: int, replay_id: int) -> bool:
    """Look at the next posts; whether there may be more. Between two of these a worker is free for
    a post that is due."""
    return _tried(school_id, replay_id) and _portion(school_id, replay_id)


def unfinished() -> list[tuple[int, int]]:
    """(school, replay) ids of what is still to be done, the oldest first."""
    with scope.platform():
        rows = Replay.objects.unfinished().order_by("started_at")[:100]
        return list(rows.values_list("school_id", "pk"))


def _tried(school_id: int, replay_id: int) -> bool:
    """Count a try, in a transaction that outlives its failure; whether one was left."""
    with scope.school(school_id):
        waiting = Replay.objects.unfinished().filter(pk=replay_id)
        return bool(waiting.update(tries=F("tries") + 1))


def _portion(school_id: int, replay_id: int) -> bool:
    """Look at the next posts; whether there may be more."""
    with scope.school(school_id):
        waiting = Replay.objects.filter(finished_at=None)
        waiting = waiting.select_for_update(skip_locked=True, of=("self",))
        replay = waiting.select_related("version", "against", "school").filter(pk=replay_id).first()
        if replay is None:
            return False
        posts = _next(replay)
        if not posts:
            _finish(replay)
            return False
        _look_at(replay, posts)
        return True


def _next(replay: Replay) -> list[Post]:
    """The posts that come after, without those begun since the replay was."""
    period = begun_between(replay.school, replay.since, replay.until)
    ahead = period.filter(pk__gt=replay.reached, created_at__lte=replay.started_at)
    left = replay.total - replay.done
    return list(looking_back.with_all_needed(ahead.order_by("pk"))[: min(AT_ONCE, left)])


def _look_at(replay: Replay, posts: Sequence[Post]) -> None:
    before = ruleset_of(replay.against) if replay.against else None
    after = ruleset_of(replay.version)
    found = [
        (post, compare(seen, before, after))
        for post, seen in looking_back.seen(replay.school, posts)
    ]
    changed = [(post, one) for post, one in found if one.before != one.after]
    Line.objects.bulk_create(_line(replay, post, one) for post, one in changed)
    _count(replay, [one for _, one in found])
    replay.reached = posts[-1].pk
    replay.tries = 0
    replay.done += len(posts)
    replay.save()


def _line(replay: Replay, post: Post, one: Comparison) -> Line:
    return Line(
        school=replay.school,
        replay=replay,
        post=post,
        before=one.before,
        after=one.after,
        rules=list(one.rules),
    )


def _count(replay: Replay, found: Sequence[Comparison]) -> None:
    became = Counter(one.after for one in found if one.before != one.after)
    replay.newly_blocked += became[Verdict.BLOCK]
    replay.newly_warned += became[Verdict.WARN]
    replay.newly_passed += became[Verdict.PASS]
    replay.rules = dict(
        Counter(replay.rules) + Counter(rule for one in found for rule in one.added)
    )


def _finish(replay: Replay) -> None:
    replay.total = replay.done  # a draft deleted meanwhile is not waited for
    replay.finished_at = timezone.now()
    replay.save(update_fields=["total", "finished_at"])
    audit.record(
        school_id=replay.school_id,
        by=None,
        verb="policy.replay_finished",
        subject=replay,
        details={
            "posts": replay.done,
            "blocked": replay.newly_blocked,
            "warned": replay.newly_warned,
            "passed": replay.newly_passed,
        },
    )
