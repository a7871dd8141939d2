"""What the policy in force says on whom the school follows."""

from dataclasses import dataclass
from datetime import date

from moderation.following.errors import NobodyMayBeFollowed
from policy.markdown import as_words
from policy.queries import NoPolicy, version_in_force
from schoolsocial.accounts.models import School

POINT, NOBODY = "following", "nobody"


@dataclass(frozen=True, slots=True)
class Said:
    """A clause about following; ``answer`` is ``nobody``, ``list``, or empty where it has none."""

    number: str
    words: str
    policy: str
    answer: str


def said_of_following(school: School, day: date) -> Said | None:
    """The clause that settles the point; None where no policy, or no clause of it, does."""
    try:
        version = version_in_force(school, day)
    except NoPolicy:
        return None
    for clause in version.clauses.order_by("position"):
        for each in clause.enforced:
            if each.get("point") == POINT:
                words = as_words(clause.text)
                return Said(clause.number, words, str(version), each.get("answer", ""))
    return None


def refuse_where_nobody_is_followed(school: School, day: date) -> None:
    """Raises ``NobodyMayBeFollowed`` where the policy of that day wants it so."""
    said = said_of_following(school, day)
    if said is not None and said.answer == NOBODY:
        raise NobodyMayBeFollowed(said.number)
