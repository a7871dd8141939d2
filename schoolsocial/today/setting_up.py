"""How far a new school is on its way to a first post: every app's word, in one statement."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import consent.first_steps
import moderation.drafts.first_steps
import policy.first_steps
import schoolsocial.x.first_steps
from moderation.drafts.models import Post
from schoolsocial.accounts import own_first_steps
from schoolsocial.accounts.first_steps import Part, Step
from schoolsocial.accounts.models import Membership, SkippedStep
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import Permission
from schoolsocial.today import statements
from schoolsocial.today.statements import Statement

NEW = timedelta(days=30)
"""How long after its first post a school is asked on its home page for what is missing."""

Provider = Callable[[Asked], Iterable[Step]]
PROVIDERS: tuple[Provider, ...] = (
    own_first_steps.steps,
    policy.first_steps.steps,
    consent.first_steps.steps,
    schoolsocial.x.first_steps.steps,
    policy.first_steps.steps_of_staff,
    moderation.drafts.first_steps.steps,
)
"""In the order in which a school does them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A step with what is still ``lacking`` of it, and what is ``coming``, by name."""

    step: Step
    lacking: tuple[str, ...]
    coming: tuple[str, ...]
    tally: tuple[int, int] | None
    skipped: bool

    @property
    def done(self) -> bool:
        return self.skipped or not (self.lacking or self.coming)


def is_over(asked: Asked) -> bool:
    """Whether the school's first post has been out for a month: what lapses then is told as what
    needs somebody, and the list stays in the menu.
    """
    ours = Post.objects.filter(school=asked.school, adopted_at=None).published()
    return ours.filter(posted_at__lte=asked.now - NEW).exists()


def steps_of(asked: Asked) -> list[Step]:
    """Every step of the school, in order."""
    return [step for provider in PROVIDERS for step in provider(asked)]


def standing(asked: Asked) -> list[Standing]:
    """Where the school stands with each step."""
    steps = steps_of(asked)
    found = statements.columns({name: one for step in steps for name, one in _asked(step)})
    return [_standing(step, found) for step in steps]


def able_to(asked: Asked, wanted: Iterable[Permission]) -> dict[Permission, list[str]]:
    """Who of the school may do what is wanted, by name."""
    rows = Membership.objects.filter(school=asked.school).active()
    people = list(rows.with_cover().select_related("person").order_by("person__name", "pk"))
    return {
        permission: [one.person.name for one in people if permission in one.permissions]
        for permission in wanted
    }


def _asked(step: Step) -> Iterable[tuple[str, Statement]]:
    if step.not_for_us:
        yield f"{step.code}_skipped", statements.exists(SkippedStep.objects.filter(code=step.code))
    for number, part in enumerate(step.parts):
        yield f"{step.code}_has_{number}", statements.exists(part.rows)
        if part.coming is not None:
            yield f"{step.code}_coming_{number}", statements.exists(part.coming)
    if step.tally:
        yield f"{step.code}_some", statements.count(step.tally.some)
        yield f"{step.code}_everybody", statements.count(step.tally.everybody)


def _standing(step: Step, found: Mapping[str, Any]) -> Standing:
    missing = [
        (number, part)
        for number, part in enumerate(step.parts)
        if not found[f"{step.code}_has_{number}"]
    ]
    coming = [pair for pair in missing if found.get(f"{step.code}_coming_{pair[0]}")]
    tally = (found[f"{step.code}_some"], found[f"{step.code}_everybody"]) if step.tally else None
    return Standing(
        step=step,
        lacking=_names([pair for pair in missing if pair not in coming]),
        coming=_names(coming),
        tally=tally,
        skipped=found.get(f"{step.code}_skipped", False),
    )


def _names(parts: Sequence[tuple[int, Part]]) -> tuple[str, ...]:
    return tuple(str(part.lacking) for _, part in parts)
