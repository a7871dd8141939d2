from moderation.incidents.models import OwnPlaybook
from moderation.incidents.playbook import Step, read_step, shipped
from schoolsocial.accounts.models import School


def own_of(school: School, category: str) -> OwnPlaybook | None:
    """The school's own steps for that kind, where it has changed them."""
    rows = OwnPlaybook.objects.select_related("changed_by")
    return rows.filter(school=school, category=category).first()


def steps_for(school: School, category: str) -> tuple[Step, ...]:
    """What this school does about that kind of incident."""
    own = own_of(school, category)
    return tuple(map(read_step, own.steps)) if own else shipped()[category].steps


def changed_kinds(school: School) -> frozenset[str]:
    """The kinds for which the school has steps of its own."""
    rows = OwnPlaybook.objects.filter(school=school)
    return frozenset(rows.values_list("category", flat=True))
