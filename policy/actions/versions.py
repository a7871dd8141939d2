"""Beginning a version of the policy: from a pack, from the one before, or from paper."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext

from policy import packs
from policy.actions import steps
from policy.engine import defaults
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.models.versions import ON_PAPER
from policy.workflow import Verb
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit

IN_FORCE, BLANK = "in-force", "blank"
NEW_TITLE = "Social media policy"


class AlreadyWorking(Exception):
    """A school prepares one version of its policy at a time."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "A new version of the policy is already being prepared. Go on with that "
                "one, or withdraw it first."
            )
        )


class NotTheFirst(Exception):
    """Only a school that has no policy here yet takes one over from paper."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The school has a policy here already. Start a new version and let the "
                "governors ratify it."
            )
        )


def start(
    *,
    school: School,
    origin: str,
    in_force: PolicyVersion | None,
    by: Person,
    now: datetime,
) -> PolicyVersion:
    """A draft from ``IN_FORCE``, from ``BLANK`` or from the pack of that name.

    Raises ``AlreadyWorking``, ``PackError``.
    """
    if origin == IN_FORCE and in_force is not None:
        return start_from_version(version=in_force, by=by, now=now)
    if origin == BLANK:
        return start_blank(school=school, title=NEW_TITLE, by=by, now=now)
    return start_from_pack(school=school, slug=origin, by=by, now=now)


def start_from_pack(
    *, school: School, slug: str, by: Person | None, now: datetime
) -> PolicyVersion:
    """A draft in a pack's own words, with its rules. Raises ``AlreadyWorking``, ``PackError``."""
    pack = packs.load(slug)
    with transaction.atomic():
        version = _begin(school=school, title=pack.title, pack=slug, by=by, now=now)
        _write_clauses(version, pack.clauses)
    return version


def start_from_version(*, version: PolicyVersion, by: Person, now: datetime) -> PolicyVersion:
    """A draft with the clauses and rules of that version. Raises ``AlreadyWorking``."""
    with transaction.atomic():
        draft = _begin(
            school=version.school,
            title=version.title,
            pack=version.pack,
            by=by,
            now=now,
            based_on=version,
        )
        _copy_clauses(draft, version.clauses.order_by("position").prefetch_related("rules"))
    return draft


def start_blank(*, school: School, title: str, by: Person, now: datetime) -> PolicyVersion:
    """A draft without a clause. Raises ``AlreadyWorking``."""
    with transaction.atomic():
        return _begin(school=school, title=title, pack="", by=by, now=now)


def adopt_pack(
    *,
    school: School,
    slug: str,
    by: Person | None,
    ratified_on: date,
    in_force_from: date,
    review_on: date,
    now: datetime,
) -> PolicyVersion:
    """Take over, as the school's first version, a pack that its governors ratified on paper.

    Raises ``NotTheFirst``, ``PackError``.
    """
    with transaction.atomic():
        if PolicyVersion.objects.filter(school=school).exists():
            raise NotTheFirst
        version = start_from_pack(school=school, slug=slug, by=by, now=now)
        steps.take(
            version,
            Verb.ADOPT,
            by=by,
            now=now,
            ratified_on=ratified_on,
            minute_reference=ON_PAPER,
            in_force_from=in_force_from,
            review_on=review_on,
        )
    return version


def _begin(
    *,
    school: School,
    title: str,
    pack: str,
    by: Person | None,
    now: datetime,
    based_on: PolicyVersion | None = None,
) -> PolicyVersion:
    if PolicyVersion.objects.filter(school=school).working().exists():
        raise AlreadyWorking
    last = PolicyVersion.objects.filter(school=school).aggregate(last=Max("number"))["last"]
    try:
        with transaction.atomic():
            version = PolicyVersion.objects.create(
                school=school,
                number=(last or 0) + 1,
                title=title,
                pack=pack,
                based_on=based_on,
                owner=by,
                created_at=now,
            )
    except IntegrityError as error:  # somebody else began one in this very moment
        raise AlreadyWorking from error
    audit.record(
        school_id=school.pk,
        by=by.pk if by else None,
        verb="policy.started",
        subject=version,
        details={"pack": pack or "none", "number": version.number},
        at=now,
    )
    return version


def _write_clauses(version: PolicyVersion, clauses: Iterable[packs.PackClause]) -> None:
    _write(
        (
            Clause(
                school=version.school,
                version=version,
                number=clause.number,
                heading=clause.heading[:120],
                text=clause.text,
                note=clause.note,
                enforced=[each.as_json() for each in clause.enforced],
                position=position,
            ),
            [
                ClauseRule(
                    rule=rule.rule,
                    severity=rule.severity,
                    options={**defaults(rule.rule), **rule.options},
                )
                for rule in clause.rules
            ],
        )
        for position, clause in enumerate(clauses)
    )


def _copy_clauses(version: PolicyVersion, clauses: Iterable[Clause]) -> None:
    _write(
        (
            Clause(
                school=version.school,
                version=version,
                number=clause.number,
                heading=clause.heading,
                text=clause.text,
                note=clause.note,
                enforced=clause.enforced,
                position=clause.position,
            ),
            [
                ClauseRule(rule=rule.rule, severity=rule.severity, options=rule.options)
                for rule in clause.rules.all()
            ],
        )
        for clause in clauses
    )


def _write(told: Iterable[tuple[Clause, list[ClauseRule]]]) -> None:
    """All clauses in one statement, all their rules in another."""
    told = list(told)
    Clause.objects.bulk_create(clause for clause, _rules in told)
    for clause, rules in told:
        for rule in rules:
            rule.school, rule.clause = clause.school, clause
    ClauseRule.objects.bulk_create(rule for _clause, rules in told for rule in rules)
