"""What the set-up asks, in the order in which it asks it."""

from policy.set_up.points import Point
from policy.set_up.questions import posting, pupils, words

POINTS: tuple[Point, ...] = (
    pupils.NAMES,
    pupils.PRAISE,
    pupils.EXPOSURE,
    pupils.GROUP,
    posting.APPROVERS,
    posting.DEVICES,
    posting.TRAINING,
    posting.HOURS,
    words.HASHTAGS,
    words.GRAMMAR,
    words.MENTIONS,
    posting.VISIBILITY,
    posting.FOLLOWING,
)
