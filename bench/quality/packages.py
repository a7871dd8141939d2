"""Offensive language beside what two ready-made packages say of the same posts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import profanity_check
from better_profanity import profanity

from bench.quality.labelled import Judged, LabelledPost

RULE = "offensive"


@dataclass(frozen=True)
class Detector:
    """How many of the offensive posts somebody finds, and which of the others they call so."""

    name: str
    found: int
    of: int
    false_alarms: tuple[str, ...]
    others: int

    @property
    def recall(self) -> float:
        return self.found / self.of


def detectors(judged: Sequence[Judged]) -> list[Detector]:
    """Ours and both packages. Posts about which people would differ are left out."""
    ours = {each.post.post_id for each in judged if RULE in each.found}
    posts = [each.post for each in judged if RULE not in each.post.also]
    return [
        _detector("School Social", posts, lambda post: post.post_id in ours),
        _detector("better-profanity", posts, _better_profanity),
        _detector("alt-profanity-check", posts, _alt_profanity_check),
    ]


def _detector(
    name: str, posts: Sequence[LabelledPost], detects: Callable[[LabelledPost], bool]
) -> Detector:
    offensive = [post for post in posts if RULE in post.wanted]
    others = [post for post in posts if RULE not in post.wanted]
    false_alarms = tuple(post.post_id for post in others if detects(post))
    found = sum(map(detects, offensive))
    return Detector(name, found, len(offensive), false_alarms, len(others))


def _better_profanity(post: LabelledPost) -> bool:
    return bool(profanity.contains_profanity(post.text))


def _alt_profanity_check(post: LabelledPost) -> bool:
    return bool(profanity_check.predict([post.text])[0])
