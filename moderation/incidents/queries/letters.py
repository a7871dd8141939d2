from moderation.incidents.letters import Template, shipped
from moderation.incidents.models import OwnLetter
from schoolsocial.accounts.models import School


def own_of(school: School, code: str) -> OwnLetter | None:
    """The school's own words for that letter, where it has changed them."""
    rows = OwnLetter.objects.select_related("changed_by")
    return rows.filter(school=school, code=code).first()


def changed(school: School) -> frozenset[str]:
    """The letters for which the school has words of its own."""
    return frozenset(OwnLetter.objects.filter(school=school).values_list("code", flat=True))


def words_of(school: School, template: Template) -> str:
    """What this school writes."""
    own = own_of(school, template.code)
    return own.words if own else shipped()[template.code].words
