"""What a school asks families about."""

from consent.models import SOCIAL_MEDIA, Purpose
from schoolsocial.accounts.models import School

USUAL: tuple[tuple[str, str, str], ...] = (
    (SOCIAL_MEDIA, "Social media", "May we show your child on the school’s social media?"),
    ("website", "School website", "May we show your child on the school’s website?"),
    ("in-school", "Displays in school", "May we show your child on displays inside the school?"),
    ("printed", "Printed publications", "May we show your child in our prospectus and leaflets?"),
    ("video", "Video", "May we film your child for the school’s website and social media?"),
    ("press", "Local press", "May a local newspaper show your child?"),
)
"""Code, name and question of what schools usually ask, in the order they ask it."""


def of(school: School) -> list[Purpose]:
    """The school's purposes in order; the usual ones are made where it has none yet."""
    found = list(Purpose.objects.filter(school=school).order_by("position", "id"))
    return found or _establish(school)


def named(school: School, code: str) -> Purpose:
    """One of them. Raises ``Purpose.DoesNotExist``."""
    for purpose in of(school):
        if purpose.code == code:
            return purpose
    raise Purpose.DoesNotExist(code)


def _establish(school: School) -> list[Purpose]:
    Purpose.objects.bulk_create(
        [
            Purpose(school=school, code=code, name=name, question=question, position=position)
            for position, (code, name, question) in enumerate(USUAL, start=1)
        ],
        ignore_conflicts=True,  # somebody else may ask in this moment
    )
    return list(Purpose.objects.filter(school=school).order_by("position", "id"))
