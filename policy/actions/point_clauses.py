"""The clause of a draft that says how a point is settled: found, made, put into words."""

from policy import packs
from policy.models import Clause, PolicyVersion
from policy.set_up.points import Choice, Point

_PROOFS = {
    "visibility": "tests/policy/test_set_up_points.py::test_visibility_is_kept_with_the_version",
    "following": "tests/following/test_policy.py::test_nobody_is_followed_where_the_policy_says_so",
}
"""The test that proves each point without a rule, by the point's id."""


def speaking_only_of(version: PolicyVersion, point: Point) -> list[Clause]:
    """The clauses that are about this point and nothing else."""
    ours = (each for each in _clauses(version) if _speaks_of(each, point))
    return [each for each in ours if not _others(each, point)]


def chosen(version: PolicyVersion, point: Point, choice: Choice) -> Clause:
    """The clause that is to say this: one about this point alone, or else a new one."""
    wanted = {want.rule for want in choice.wants}
    alone = speaking_only_of(version, point)
    kept = [each for each in alone if wanted & {row.rule for row in each.rules.all()}]
    if kept or alone:
        return (kept or alone)[0]
    shared = next((each for each in _clauses(version) if _speaks_of(each, point)), None)
    return _new_clause(version, point, after=shared)


def _clauses(version: PolicyVersion) -> list[Clause]:
    return list(version.clauses.order_by("position").prefetch_related("rules"))


def _speaks_of(clause: Clause, point: Point) -> bool:
    stated = any(each.get("point") == point.id for each in clause.enforced)
    return stated or any(row.rule in point.rules for row in clause.rules.all())


def _others(clause: Clause, point: Point) -> set[str]:
    """Rules of the clause that are about something else."""
    return {row.rule for row in clause.rules.all()} - {*point.rules, *point.beside}


def _new_clause(version: PolicyVersion, point: Point, after: Clause | None) -> Clause:
    """A clause behind the one given, or else behind the last of the point's heading."""
    clauses = _clauses(version)
    same = [each for each in clauses if each.heading == point.heading]
    before = after or (same[-1] if same else clauses[-1] if clauses else None)
    position = before.position + 1 if before else 0
    later = [each for each in clauses if each.position >= position]
    for each in later:
        each.position += 1
    Clause.objects.bulk_update(later, ["position"])
    heading = before.heading if before and (after or same) else point.heading
    number = _free_number(clauses, before if heading == getattr(before, "heading", "") else None)
    return Clause.objects.create(
        school=version.school,
        version=version,
        number=number,
        heading=heading,
        text=str(point.question),
        position=position,
    )


def _free_number(clauses: list[Clause], before: Clause | None) -> str:
    """The next number in the section of the clause before, or the first of a new section."""
    taken = {each.number for each in clauses}
    sections = [int(number.split(".")[0]) for number in taken if number.split(".")[0].isdigit()]
    section = before.number.split(".")[0] if before else str(max(sections, default=0) + 1)
    return next(
        number for i in range(1, len(taken) + 2) if (number := f"{section}.{i}") not in taken
    )


def write(version: PolicyVersion, clause: Clause, point: Point, choice: Choice) -> None:
    """Put the answer into words, the pack's own where they say the same."""
    original = _in_pack(version, clause, point, choice)
    clause.text = original.text if original else choice.sentence
    clause.note = original.note if original else ""
    clause.enforced = [each for each in clause.enforced if each.get("point") != point.id]
    if not point.rules:
        what = f"{choice.sentence.rstrip('.')}; the choice is kept with this version of the policy."
        kept = packs.Enforcement(packs.By.SETTING, what, _PROOFS[point.id], point.id, choice.value)
        clause.enforced.append(kept.as_json())
    elif not choice.wants:
        what = "It allows something; there is nothing to check."
        allowed = packs.Enforcement(packs.By.STATEMENT, what, "", point.id, choice.value)
        clause.enforced.append(allowed.as_json())
    clause.revision += 1
    clause.save(update_fields=["text", "note", "enforced", "revision"])


def _in_pack(
    version: PolicyVersion, clause: Clause, point: Point, choice: Choice
) -> packs.PackClause | None:
    """The pack's own words, where the pack answers the same in a clause of that number."""
    if version.pack not in packs.slugs():
        return None
    pack = packs.load(version.pack)
    settings = {setting.rule: setting for setting in pack.ruleset(0).settings}
    stated = {each.point: each.answer for one in pack.clauses for each in one.enforced}
    if point.answer(settings, stated.get(point.id, "")) != choice.value:
        return None
    same = (
        one for one in pack.clauses if one.number == clause.number and one.heading == clause.heading
    )
    return next((one for one in same if _pack_speaks_of(one, point)), None)


def _pack_speaks_of(clause: packs.PackClause, point: Point) -> bool:
    stated = any(each.point == point.id for each in clause.enforced)
    return stated or any(rule.rule in point.rules for rule in clause.rules)
