"""How long each kind of incident is kept, and what was destroyed so far."""

from dataclasses import dataclass

from django import forms

from moderation.incidents.forms.doing import MonthsForm
from moderation.incidents.playbook import shipped
from moderation.incidents.queries import keeping as queries
from schoolsocial.accounts.models import School


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind; ``because`` is where the usual months are from, ``form`` holds its months, or what
    was sent and not taken.
    """

    code: str
    label: str
    months: int
    usual: int
    because: str
    destroyed: int
    form: forms.Form


@dataclass(frozen=True, slots=True)
class KeepingPage:
    kinds: tuple[Kind, ...]


def present(school: School, *, kind: str, form: forms.Form) -> KeepingPage:
    """``form`` is what was sent for ``kind``, if anything was."""
    months, gone = queries.months_of(school), queries.destroyed(school)
    return KeepingPage(
        kinds=tuple(
            Kind(
                code=one.code,
                label=one.label,
                months=months[one.code],
                usual=one.keep_months,
                because=one.kept_because,
                destroyed=gone.get(one.code, 0),
                form=form
                if form.is_bound and kind == one.code
                else MonthsForm(initial={"months": months[one.code]}, auto_id=f"{one.code}_%s"),
            )
            for one in shipped().values()
        )
    )
