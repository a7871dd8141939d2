"""Who may draft today: who agreed to the policy in force, and whose training counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policy.engine import RuleSet
from policy.findings import Severity
from policy.models import Agreement, PolicyVersion, Training
from policy.queries.in_force import NoPolicy, ruleset_of, version_in_force
from policy.rules import agreed_policy, trained
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why somebody cannot draft, and the page where that is put right ("" where they cannot)."""

    sentence: str
    page: str = ""


class MayNotDraft(Exception):
    """The policy does not let this person draft today; the text says why."""


def agreed(version: PolicyVersion, person: Person) -> bool:
    """Whether this person agreed to this version."""
    return Agreement.objects.filter(version=version, person=person).exists()


def trained_until(person: Person) -> date | None:
    """The last day on which their training counts; None where none is recorded."""
    rows = Training.objects.filter(person=person).order_by("-recorded_at", "-id")
    return rows.values_list("counts_until", flat=True).first()


def obstacles(school: School, person: Person, day: date) -> tuple[Obstacle, ...]:
    """What keeps this person from drafting on that day; nothing where they may."""
    try:
        version = version_in_force(school, day)
    except NoPolicy as missing:
        return (Obstacle(str(missing)),)
    return obstacles_under(version, person, day)


def obstacles_under(version: PolicyVersion, person: Person, day: date) -> tuple[Obstacle, ...]:
    """The same for a version that is at hand."""
    rules = ruleset_of(version)
    found = (
        _agreement(version, person) if _stops(rules, agreed_policy.ID) else None,
        _training(trained_until(person), day) if _stops(rules, trained.ID) else None,
    )
    return tuple(obstacle for obstacle in found if obstacle)


def refuse(found: Iterable[Obstacle]) -> None:
    """Raise ``MayNotDraft`` where there are any."""
    sentences = " ".join(obstacle.sentence for obstacle in found)
    if sentences:
        raise MayNotDraft(sentences)


def drafters(school: School) -> Iterable[Membership]:
    """Everybody who drafts, by name."""
    able = Membership.objects.filter(school=school).able_to(Permission.DRAFT_POSTS)
    return able.select_related("person").order_by("person__name", "person_id")


def _stops(rules: RuleSet, rule: str) -> bool:
    setting = rules.setting(rule)
    return setting is not None and setting.severity is Severity.BLOCK


def _agreement(version: PolicyVersion, person: Person) -> Obstacle | None:
    if agreed(version, person):
        return None
    return Obstacle(
        f"Version {version.number} of the policy is in force and you have not yet agreed to it. "
        "Read it and agree first; it takes about five minutes.",
        "policy_agree",
    )


def _training(until: date | None, day: date) -> Obstacle | None:
    if until is None:
        return Obstacle(
            "No training is recorded for you. Ask a senior leader to record yours, or for a course."
        )
    if until < day:
        return Obstacle(
            f"Your training counted until {until:%-d %B %Y}. "
            "Ask a senior leader for the next course."
        )
    return None
