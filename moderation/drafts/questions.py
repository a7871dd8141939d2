"""What the policy in force wants to be told of a photo, beside whether pupils are in it."""

from dataclasses import dataclass

from policy.engine import RuleSet
from policy.findings import Options
from policy.rules import copyright as copyright_rule
from policy.rules import group_only, identifiable_faces, photo_declarations

PERMISSION = "permission"
"""The declaration that a rule of its own looks at."""


@dataclass(frozen=True, slots=True)
class PhotoQuestions:
    """``group`` is how many pupils make a group, 0 where nobody asks for their number; ``source``
    says whether it is asked where a photo comes from; ``declarations`` are ids, in order.
    """

    group: int = 0
    source: bool = False
    declarations: tuple[str, ...] = ()


def asked_by(ruleset: RuleSet | None) -> PhotoQuestions:
    """What these rules ask; nothing where there are none."""
    if ruleset is None:
        return PhotoQuestions()
    source = bool((ruleset.options(copyright_rule.ID) or {}).get("source_needed"))
    return PhotoQuestions(
        group=_group(ruleset),
        source=source,
        declarations=tuple(_declarations(ruleset, source=source)),
    )


def _group(ruleset: RuleSet) -> int:
    minimum = (ruleset.options(group_only.ID) or {}).get("minimum", 0)
    faces: Options = ruleset.options(identifiable_faces.ID) or {}
    together = faces["group"] if faces.get("exposure") == "group" else 0
    return max(int(minimum), int(together))


def _declarations(ruleset: RuleSet, *, source: bool) -> list[str]:
    """Those that are listed, and those that answer another rule."""
    listed = (ruleset.options(photo_declarations.ID) or {}).get("declarations", "")
    wanted = [each for each in str(listed).split() if each in photo_declarations.DECLARATIONS]
    others = [PERMISSION] if source else []  # asked of pictures that somebody else took
    return [*dict.fromkeys(each for each in wanted if each != PERMISSION), *others]
