"""What the school's trust proposes, and what its head says."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from policy.actions import proposals
from policy.forms.proposals import DeclineForm
from policy.models import Proposal
from policy.presenters import proposals as presenter
from policy.queries import proposals as queries
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission


@require_GET
@in_school(Permission.ANSWER_TRUST)
def everything(request: SchoolRequest) -> HttpResponse:
    """All of them, with what the school said."""
    return render(request, "policy/proposals.html", {"rows": queries.for_school(request.school)})


@require_GET
@in_school(Permission.ANSWER_TRUST)
def one(request: SchoolRequest, pk: int) -> HttpResponse:
    """One of them: what would change."""
    return _page(request, get_object_or_404(Proposal, pk=pk), DeclineForm())


@require_POST
@in_school(Permission.ANSWER_TRUST)
def accept(request: SchoolRequest, pk: int) -> HttpResponse:
    """Take it into the school's own draft."""
    proposal = get_object_or_404(Proposal, pk=pk)
    now = timezone.now()
    try:
        draft = proposals.accept(school=request.school, proposal=proposal, by=request.user, now=now)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("policy_proposal", school=request.school.slug, pk=pk)
    messages.info(
        request, gettext("It is in your draft. Nothing changes until your governors ratify it.")
    )
    return redirect("policy_changes", school=request.school.slug, pk=draft.pk)


@require_POST
@in_school(Permission.ANSWER_TRUST)
def decline(request: SchoolRequest, pk: int) -> HttpResponse:
    """Say no, and why."""
    proposal, form = get_object_or_404(Proposal, pk=pk), DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, proposal, form, status=422)
    try:
        proposals.decline(
            school=request.school,
            proposal=proposal,
            by=request.user,
            now=timezone.now(),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("policy_proposal", school=request.school.slug, pk=pk)


def _page(
    request: SchoolRequest, proposal: Proposal, form: DeclineForm, status: int = 200
) -> HttpResponse:
    shown = {
        "seen": presenter.seen(request.school, proposal, timezone.localdate()),
        "is_head": request.membership.post == Membership.Post.HEAD,
        "form": form,
    }
    return render(request, "policy/proposal.html", shown, status=status)
