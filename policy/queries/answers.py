"""What a version of the policy says on the points on which policies differ."""

from policy import packs
from policy.engine import RuleSetting
from policy.models import PolicyVersion
from policy.queries.in_force import ruleset_of
from policy.set_up.questions import POINTS


def answered(version: PolicyVersion) -> dict[str, str]:
    """What the version says now on each point, by the point's id."""
    settings: dict[str, RuleSetting] = {s.rule: s for s in ruleset_of(version).settings}
    clauses = version.clauses.values_list("enforced", flat=True)
    stated = {
        each["point"]: each.get("answer", "")
        for enforced in clauses
        for each in enforced
        if each.get("point")
    }
    return {point.id: point.answer(settings, stated.get(point.id, "")) for point in POINTS}


def answers_of(slug: str) -> dict[str, str]:
    """What a pack says on each point, by the point's id. Raises ``PackError``."""
    pack = packs.load(slug)
    settings = {setting.rule: setting for setting in pack.ruleset(0).settings}
    stated = {one.point: one.answer for clause in pack.clauses for one in clause.enforced}
    return {point.id: point.answer(settings, stated.get(point.id, "")) for point in POINTS}
