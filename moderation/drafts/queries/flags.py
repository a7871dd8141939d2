"""What was quietly flagged, for the safeguarding lead."""

from django.db.models import OuterRef, Prefetch, Subquery

from moderation.drafts.models import Flag, FlagOutcome
from moderation.drafts.models.flags import FlagQuerySet
from schoolsocial.accounts.models import Person, School

MOST = 200


def to_look_at(school: School, person: Person) -> list[Flag]:
    """What nobody has looked at yet, the longest waiting first."""
    return list(_of(school, person).waiting().order_by("at", "id")[:MOST])


def looked_at(school: School, person: Person) -> list[Flag]:
    """The rest, the latest first, each with its last ``outcome``."""
    last = FlagOutcome.objects.filter(flag=OuterRef("pk")).order_by("-at", "-id")
    flags = _of(school, person).annotate(outcome=Subquery(last.values("outcome")[:1]))
    return list(flags.filter(outcome__isnull=False).order_by("-at", "-id")[:MOST])


def flag_for(school: School, person: Person) -> FlagQuerySet:
    """Flags this lead may open, with the post and everything said of it."""
    said = FlagOutcome.objects.select_related("by").order_by("at", "id")
    return _of(school, person).prefetch_related(Prefetch("outcomes", queryset=said))


def _of(school: School, person: Person) -> FlagQuerySet:
    flags: FlagQuerySet = school.flags.of_others(person)
    return flags.select_related("post__author", "post__account", "post__school")
