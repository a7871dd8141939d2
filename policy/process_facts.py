"""What a rule may know of the people who make a post, and on what terms."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Moment(StrEnum):
    """When the rules are asked."""

    DRAFTING = "drafting"
    APPROVING = "approving"
    SENDING = "sending"


class Device(StrEnum):
    """Where the person sits who is drafting or approving."""

    REGISTERED = "registered"
    SCHOOL_NETWORK = "school network"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Process:
    """Who does what with the draft, and on what terms. None always means: not known.

    `approvers` are the ids of those who approved this version, with the one approving now.
    `agreed` is whether the author agreed to the policy in force, `trained_until` the last day
    on which the author's training counts (None: never trained), `review_on` the day by which
    the governors want the policy looked at again. `online_safety_on` is the day of the last
    online-safety post of the term, whose first day is `term_began`.
    """

    moment: Moment
    author: int
    approvers: frozenset[int] = frozenset()
    agreed: bool | None = None
    trained_until: date | None = None
    device: Device | None = None
    review_on: date | None = None
    term_began: date | None = None
    online_safety_on: date | None = None
