"""A trust proposes policies to its schools and reads what they said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from policy.actions import proposals
from policy.forms.proposals import ProposalForm
from policy.models import Proposal
from policy.presenters import proposals as presenter
from policy.queries import proposals as queries
from schoolsocial.accounts.access import TrustRequest, in_trust
from schoolsocial.accounts.errors import Refusal


@require_GET
@in_trust
def everything(request: TrustRequest) -> HttpResponse:
    """What the trust has proposed."""
    shown = {"proposals": queries.of_trust(), "trust": request.trust}
    return render(request, "trusts/proposals.html", shown)


@require_http_methods(["GET", "POST"])
@in_trust
def publish(request: TrustRequest) -> HttpResponse:
    """Put a pack or answers before every school."""
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("title", "reason", "pack")}
        now, answers = timezone.now(), form.answers()
        try:
            made = proposals.publish(
                trust=request.trust, by=request.user, now=now, answers=answers, **given
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.info(request, "It is before your schools. Each head answers for their own.")
            return redirect("trust_proposal", trust=request.trust.slug, pk=made.pk)
    shown = {"form": form, "trust": request.trust}
    return render(request, "trusts/publish.html", shown, status=422 if form.errors else 200)


@require_GET
@in_trust
def one(request: TrustRequest, pk: int) -> HttpResponse:
    """One of them, and what each school said."""
    proposal = get_object_or_404(Proposal, pk=pk)
    shown = {"tally": presenter.tally(proposal), "trust": request.trust}
    return render(request, "trusts/proposal.html", shown)
