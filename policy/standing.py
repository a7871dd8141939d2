"""Who may draft today: who agreed to the policy in force, and whose training counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy.findings import Severity
from policy.models import Agreement, PolicyVersion, Training
from policy.queries import NoPolicy, ruleset_of, version_in_force
from policy.rules import agreed_policy, trained
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why somebody cannot draft, and the page where that is put right ("" where they cannot)."""

    sentence: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands under the policy in force on that day.

    ``trained_until`` is the last day on which their training counts; None where they took none.
    """

    agreed: bool
    trained_until: date | None


class MayNotDraft(Exception):
    """The policy does not let this person draft today; the text says why."""


def standing_of(person: Person, version: PolicyVersion) -> Standing:
    """Of one person."""
    agreed = Agreement.objects.filter(version=version, person=person).exists()
    last = Training.objects.filter(person=person).order_by("-recorded_at", "-id").first()
    return Standing(agreed, last.counts_until if last else None)


def obstacles(school: School, person: Person, day: date) -> tuple[Obstacle, ...]:
    """What keeps this person from drafting on that day; nothing where they may."""
    try:
        version = version_in_force(school, day)
    except NoPolicy as missing:
        return (Obstacle(str(missing)),)
    found = standing_of(person, version)
    rules = ruleset_of(version)
    return tuple(
        obstacle
        for rule, obstacle in (
            (agreed_policy.ID, _agreement(found, version)),
            (trained.ID, _training(found, day)),
        )
        if obstacle and _blocks(rules.setting(rule))
    )


def refuse_obstacles(school: School, person: Person, day: date) -> None:
    """Raise ``MayNotDraft`` where something keeps this person from drafting."""
    found = obstacles(school, person, day)
    if found:
        raise MayNotDraft(" ".join(obstacle.sentence for obstacle in found))


def drafters(school: School) -> Iterable[Membership]:
    """Everybody who drafts, by name."""
    able = Membership.objects.filter(school=school).able_to(Permission.DRAFT_POSTS)
    return able.select_related("person").order_by("person__name", "person_id")


def _blocks(setting: object) -> bool:
    return getattr(setting, "severity", None) is Severity.BLOCK


def _agreement(found: Standing, version: PolicyVersion) -> Obstacle | None:
    if found.agreed:
        return None
    return Obstacle(
        f"Version {version.number} of the policy is in force and you have not yet agreed to it. "
        "Read it and agree first; it takes about five minutes.",
        "policy_agree",
    )


def _training(found: Standing, day: date) -> Obstacle | None:
    if found.trained_until is None:
        return Obstacle(
            "No training is recorded for you. Ask a senior leader to record yours, or for a course."
        )
    if found.trained_until < day:
        return Obstacle(
            f"Your training counted until {found.trained_until:%-d %B %Y}. "
            "Ask a senior leader for the next course."
        )
    return None
