"""Several mentions that need nothing, with one press; and looking at them again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from moderation.mentions.actions import deciding
from moderation.mentions.errors import Refusal
from moderation.mentions.presenters import rows
from moderation.mentions.queries import mentions as queries
from schoolsocial.accounts import together
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission

_MOST_DIGITS = 18


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def fine(request: SchoolRequest) -> HttpResponse:
    """There is nothing to do about those that were ticked."""
    found, now = queries.ticked(request.school, _ids(request)), timezone.now()
    if not found:
        messages.warning(request, gettext("Tick at least one that nobody has looked at yet."))
        return redirect("mentions:everything", school=request.school.slug)
    late = deciding.fine_together(mentions=found, by=request.user, now=now)
    if late:
        messages.warning(
            request,
            ngettext(
                "{number} of them somebody else had looked at already.",
                "{number} of them somebody else had looked at already.",
                late,
            ).format(number=late),
        )
    return redirect(done_at(request, together.stamp(now)))


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def undo(request: SchoolRequest) -> HttpResponse:
    """Those that were set aside at that moment are new again, as far as they still can be."""
    at = together.moment_of(request.POST.get(together.ASKED, ""))
    batch = queries.set_aside_at(request.membership, at) if at else []
    taken = together.take_back(
        batch,
        lambda one: deciding.look_again(mention=one, by=request.user, now=timezone.now()),
        Refusal,
    )
    back = reverse("mentions:everything", args=[request.school.slug])
    return together.told(request, taken, rows.title, back)


@require_POST
@in_school(Permission.HANDLE_INCIDENTS)
def again(request: SchoolRequest, pk: int) -> HttpResponse:
    """It is new again: somebody looks at it once more."""
    kept = queries.with_all_needed(request.school).filter(let_go_at=None)
    found = get_object_or_404(kept, pk=pk)
    try:
        deciding.look_again(mention=found, by=request.user, now=timezone.now())
        messages.success(request, gettext("It is new again."))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("mentions:mention", school=request.school.slug, pk=pk)


def done_at(request: SchoolRequest, stamp: str) -> str:
    """The list, which confirms what was done at that moment."""
    return f"{reverse('mentions:everything', args=[request.school.slug])}?{together.ASKED}={stamp}"


def _ids(request: SchoolRequest) -> list[int]:
    sent = request.POST.getlist("mention")
    return [
        int(one) for one in sent if one.isascii() and one.isdigit() and len(one) <= _MOST_DIGITS
    ]
