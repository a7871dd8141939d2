"""What a new school has to do about its calendar and its people."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.first_steps import Part, Step
from schoolsocial.accounts.models import Invitation, Membership, School, Term
from schoolsocial.accounts.models.memberships import MembershipQuerySet
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import NEEDS_SECOND_FACTOR, Permission, Role

_PEOPLE = (
    (Role.SLT, _("a senior leader")),
    (Role.DSL, _("a designated safeguarding lead")),
    (Role.OFFICE, _("office staff")),
    (Role.GOVERNOR, _("a governor")),
)


def steps(asked: Asked) -> Iterator[Step]:
    """The calendar, who is needed, and how leaders sign in."""
    yield Step(
        code="terms",
        title=gettext("Enter your terms, and look over the hours"),
        why=gettext("Time for reviews, reminders and posting hours is counted in school days."),
        settled=gettext("Your terms are in the calendar."),
        page="school_settings",
        permission=Permission.MANAGE_SCHOOL,
        parts=(Part(gettext("a term or half-term"), Term.objects.filter(school=asked.school)),),
    )
    yield Step(
        code="people",
        title=gettext("Invite the people without whom nothing goes out"),
        why=gettext(
            "Nobody approves their own post, children have somebody who protects them, "
            "and governors see for themselves."
        ),
        settled=gettext(
            "Senior leader, safeguarding lead, office, governor and somebody who drafts are here."
        ),
        page="people",
        permission=Permission.MANAGE_PEOPLE,
        parts=tuple(_people(asked)),
    )
    if asked.school.require_second_factor:
        yield Step(
            code="second_factor",
            title=gettext("Give every leader a second factor"),
            why=gettext(
                "A stolen password alone must not reach children’s photos or the school’s account."
            ),
            settled=gettext("Everybody who needs one signs in with a second factor."),
            page="people",
            permission=Permission.MANAGE_PEOPLE,
            parts=(
                Part(
                    gettext(
                        "a second factor for somebody, who is asked for it when they next sign in"
                    ),
                    _here(asked).filter(~Exists(_without_second_factor(asked))),
                ),
            ),
        )


def _people(asked: Asked) -> Iterator[Part]:
    members = _members(asked).active()
    invited = Invitation.objects.filter(school=asked.school).usable(asked.now)
    for role, lacking in _PEOPLE:
        holds = Q(roles__contains=[role])
        yield Part(lacking, members.filter(holds), coming=invited.filter(holds))
    # Whoever drafts needs somebody else who approves: one person alone gets nothing out
    able = _members(asked).able_to(Permission.DRAFT_POSTS)
    yield Part(
        gettext("a second person who drafts"),
        able.filter(Exists(able.filter(pk__gt=OuterRef("pk")))),
        coming=invited.filter(roles__overlap=[Role.TEACHER, Role.SLT]),
    )


def _without_second_factor(asked: Asked) -> QuerySet[Membership]:
    needing = _members(asked).active().filter(roles__overlap=sorted(NEEDS_SECOND_FACTOR))
    return needing.with_second_factor().filter(Q(has_second_factor=False))


def _members(asked: Asked) -> MembershipQuerySet:
    return Membership.objects.filter(school=asked.school)


def _here(asked: Asked) -> QuerySet[School]:
    return School.objects.filter(pk=asked.school.pk)
