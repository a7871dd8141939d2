"""Who may draft today: who agreed to the policy in force, and whose training counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext

from policy.engine import RuleSet
from policy.findings import Severity
from policy.models import Agreement, PolicyVersion, Training
from policy.queries.in_force import NoPolicy, ruleset_of
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


def version_with_agreement(school: School, person: int, day: date) -> tuple[PolicyVersion, bool]:
    """The policy that counts on that day, and whether the person of that id agreed to it.

    Raises ``NoPolicy``.
    """
    agreed = Agreement.objects.filter(version=OuterRef("pk"), person=person)
    counting = PolicyVersion.objects.filter(school=school).in_force_on(day)
    version = counting.annotate(agreed=Exists(agreed)).first()
    if version is None:
        raise NoPolicy
    return version, vars(version)["agreed"]


def trained_until(person: Person) -> date | None:
    """The last day on which their training counts; None where none is recorded."""
    rows = Training.objects.filter(person=person).order_by("-recorded_at", "-id")
    return rows.values_list("counts_until", flat=True).first()


def obstacles(school: School, person: Person, day: date) -> tuple[Obstacle, ...]:
    """What keeps this person from drafting on that day; nothing where they may."""
    try:
        return obstacles_in_force(school, person, day)
    except NoPolicy as missing:
        return (Obstacle(str(missing)),)


def obstacles_in_force(school: School, person: Person, day: date) -> tuple[Obstacle, ...]:
    """The same by the policy that counts on that day. Raises ``NoPolicy``."""
    version, agreed = version_with_agreement(school, person.pk, day)
    rules = ruleset_of(version)
    until = trained_until(person) if _stops(rules, trained.ID) else None
    return obstacles_known(rules, agreed=agreed, counts_until=until, day=day)


def obstacles_known(
    rules: RuleSet, *, agreed: bool | None, counts_until: date | None, day: date
) -> tuple[Obstacle, ...]:
    """The same where it is known whether somebody agreed to the version with these rules, and until
    when their training counts. What no rule stops may be left unknown."""
    found = (
        _agreement(rules.version) if not agreed and _stops(rules, agreed_policy.ID) else None,
        _training(counts_until, day) if _stops(rules, trained.ID) else None,
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


def _agreement(version: int) -> Obstacle:
    return Obstacle(
        gettext(
            "Version {number} of the policy is in force and you have not yet agreed to "
            "it. Read it and agree first; it takes about five minutes."
        ).format(number=version),
        "policy_agree",
    )


def _training(until: date | None, day: date) -> Obstacle | None:
    if until is None:
        return Obstacle(
            gettext(
                "No training is recorded for you. Ask a senior leader to record yours, "
                "or for a course."
            )
        )
    if until < day:
        return Obstacle(
            gettext(
                "Your training counted until {day}. Ask a senior leader for the next course."
            ).format(day=date_format(until, "j F Y"))
        )
    return None
