"""What a new school has to do about its policy."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from policy.findings import Severity
from policy.models import Agreement, ClauseRule, PolicyVersion, Training
from policy.queries.in_force import id_in_force
from policy.rules import trained
from policy.workflow import State
from schoolsocial.accounts.first_steps import Part, Step, Tally
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import Permission

_PUT_FORWARD = [State.PROPOSED, State.RECORDED, State.RATIFIED]


def steps(asked: Asked) -> Iterator[Step]:
    """The policy, who ratified it, who keeps to it."""
    versions = PolicyVersion.objects.filter(school=asked.school)
    yield Step(
        code="policy",
        title=gettext("Write your policy, and put it before the governors"),
        why=gettext("Every check a post goes through is a rule that stands in your own policy."),
        settled=gettext("Your policy has been before the governors."),
        page="policy_set_up",
        permission=Permission.EDIT_POLICY,
        parts=(
            Part(
                gettext("a policy that is put before the governors"),
                versions.filter(state__in=_PUT_FORWARD),
                coming=versions.filter(state=State.DRAFT),
            ),
        ),
    )
    yield Step(
        code="ratified",
        title=gettext("Have a governor confirm that it was ratified"),
        why=gettext("Until then no rule is in force, and nothing can be drafted or sent."),
        settled=gettext("A ratified policy is in force."),
        page="policy_versions",
        permission=Permission.CONFIRM_RATIFICATION,
        parts=(
            Part(
                gettext("a ratified policy whose day has come"),
                versions.in_force_on(asked.today),
                coming=versions.filter(state__in=[State.RECORDED, State.RATIFIED]),
            ),
        ),
    )


def steps_of_staff(asked: Asked) -> Iterator[Step]:
    """What asks for a policy in force, and is done by many."""
    newest = id_in_force(asked.school, asked.today)
    in_force = PolicyVersion.objects.filter(pk=newest)
    agreed = Agreement.objects.filter(school=asked.school, version=newest)
    drafters = Membership.objects.filter(school=asked.school).able_to(Permission.DRAFT_POSTS)
    yield Step(
        code="agreed",
        title=gettext("Have those who draft read the policy and agree"),
        why=gettext("Whoever writes for the school has to know what it promised families."),
        settled=gettext("People who draft have begun to agree."),
        page="policy_agree",
        permission=Permission.DRAFT_POSTS,
        parts=(Part(gettext("somebody who agreed to the policy in force"), agreed),),
        tally=Tally(
            gettext("{} of {} who draft have agreed."),
            drafters.filter(Exists(agreed.filter(person=OuterRef("person")))),
            drafters,
        ),
    )
    asks = ClauseRule.objects.filter(
        clause__version=OuterRef("pk"), rule=trained.ID, severity=Severity.BLOCK
    )
    courses = Training.objects.filter(school=asked.school)
    yield Step(
        code="trained",
        title=gettext("Record who is trained"),
        why=gettext("Your policy may let nobody draft without a course in posting safely."),
        settled=gettext("Training is recorded, or your policy asks for none."),
        page="policy_training",
        permission=Permission.MANAGE_TRAINING,
        parts=(
            Part(gettext("a recorded course"), in_force.filter(Exists(courses) | ~Exists(asks))),
        ),
    )
