"""A trust proposes policies to its schools and reads what they said."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from policy.actions import proposals
from policy.actions.drafting import MOST_CLAUSES
from policy.forms.proposals import ProposalForm, ProposedWordsForm
from policy.models import Proposal
from policy.presenters import proposals as presenter
from policy.queries import proposals as queries
from policy.set_up import pasting
from policy.set_up.pasting import Pasted
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
            messages.info(
                request, gettext("It is before your schools. Each head answers for their own.")
            )
            return redirect("trust_proposal", trust=request.trust.slug, pk=made.pk)
    shown = {"form": form, "trust": request.trust}
    return render(request, "trusts/publish.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@in_trust
def publish_words(request: TrustRequest) -> HttpResponse:
    """Put a wording before every school, after looking at how it falls into clauses."""
    form = ProposedWordsForm(request.POST or None, schools=queries.schools_of_trust())
    clauses = _clauses(form) if form.is_valid() else []
    if clauses and "publish" in request.POST:
        made = proposals.publish_words(
            trust=request.trust, by=request.user, now=timezone.now(), **_said(form), clauses=clauses
        )
        messages.info(
            request, gettext("It is before your schools. Each head answers for their own.")
        )
        return redirect("trust_proposal", trust=request.trust.slug, pk=made.pk)
    shown = {"form": form, "clauses": clauses, "trust": request.trust}
    return render(request, "trusts/publish_words.html", shown, status=422 if form.errors else 200)


@require_GET
@in_trust
def one(request: TrustRequest, pk: int) -> HttpResponse:
    """One of them, and what each school said."""
    proposal = get_object_or_404(Proposal, pk=pk)
    shown = {"tally": presenter.tally(proposal), "trust": request.trust}
    return render(request, "trusts/proposal.html", shown)


def _clauses(form: ProposedWordsForm) -> Sequence[Pasted]:
    """How the words fall into clauses; none, with the form saying why, where they cannot."""
    source = form.source()
    if source is None:
        found: Sequence[Pasted] = pasting.split(form.cleaned_data["text"])
    else:
        found = queries.published_clauses(source, timezone.localdate())
    if 0 < len(found) <= MOST_CLAUSES:
        return found
    if not found and source:
        form.add_error(
            "school",
            gettext("{school} has no policy in force here. Choose another.").format(school=source),
        )
    else:
        form.add_error(None, str(proposals.NoWords()))
    return []


def _said(form: ProposedWordsForm) -> dict[str, str]:
    source = form.source()
    given = {name: form.cleaned_data[name] for name in ("title", "reason")}
    return {**given, "source": source.name if source else ""}
