"""What a new school has to do about its accounts on X."""

from collections.abc import Iterator

from django.utils.translation import gettext

from schoolsocial.accounts.first_steps import Part, Step
from schoolsocial.accounts.needs import Asked
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account


def steps(asked: Asked) -> Iterator[Step]:
    """One account of the school's, that something can be posted to."""
    own = Account.objects.filter(school=asked.school).exclude(kind=Account.Kind.STAFF)
    yield Step(
        code="account",
        title=gettext("Connect the school’s account on X, or post by hand"),
        why=gettext(
            "Without an account a post has nowhere to go; by hand a person takes it there."
        ),
        settled=gettext("Posts have an account to go to."),
        page="x:accounts",
        permission=Permission.MANAGE_ACCOUNTS,
        parts=(Part(gettext("an account on X"), own.reachable()),),
    )
