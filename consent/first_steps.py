"""What a new school has to do about its pupils and their families: whether, never who."""

from collections.abc import Iterator

from django.db.models import Exists
from django.utils.translation import gettext

from consent.models import Campaign, Consent, Pupil
from schoolsocial.accounts.first_steps import Part, Step
from schoolsocial.accounts.models import School
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import Permission


def steps(asked: Asked) -> Iterator[Step]:
    """The roll, and what families answered."""
    school = asked.school
    yield Step(
        code="roll",
        title=gettext("Import the roll"),
        why=gettext("A name is only found in a post if it is known to be a pupil’s."),
        settled=gettext("The children of the school are on the roll."),
        page="consent:roll_import",
        permission=Permission.KEEP_ROLL,
        parts=(Part(gettext("the children of the school"), Pupil.objects.filter(school=school)),),
    )
    campaigns = Campaign.objects.filter(school=school)
    answers = Consent.objects.filter(school=school)
    asked_for = Exists(answers) | Exists(campaigns.exclude(state=Campaign.State.DRAFT))
    yield Step(
        code="consent",
        title=gettext("Ask families for consent"),
        why=gettext("Until a family has said yes, their child can be in no picture."),
        settled=gettext("Families have been asked, or their answers recorded."),
        page="campaigns",
        permission=Permission.RUN_CAMPAIGNS,
        parts=(
            Part(
                gettext("the question to families, or an answer on paper"),
                School.objects.filter(asked_for, pk=school.pk),
                coming=campaigns.filter(state=Campaign.State.DRAFT),
            ),
        ),
        not_for_us=gettext("We show no pupils"),
    )
