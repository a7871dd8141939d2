"""What a trust sees of its schools."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from schoolsocial.accounts.access import TrustRequest, in_trust
from schoolsocial.accounts.actions import trusts
from schoolsocial.accounts.forms.trusts import AskForm
from schoolsocial.governance.presenters import trust as presenter
from schoolsocial.governance.presenters import trust_school, trust_table


@require_GET
@in_trust
def board(request: TrustRequest) -> HttpResponse:
    """The schools side by side for a term or an academic year."""
    shown = presenter.present(request.GET.get("period", ""), timezone.now())
    return render(request, "trusts/board.html", {"board": shown, "trust": request.trust})


@require_GET
@in_trust
def table(request: TrustRequest) -> HttpResponse:
    """All of it as a table for a spreadsheet."""
    shown = presenter.present(request.GET.get("period", ""), timezone.now())
    response = HttpResponse(trust_table.as_csv(shown), content_type="text/csv; charset=utf-8")
    name = f"{request.trust.slug}-{shown.period.code}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@in_trust
def school(request: TrustRequest, slug: str) -> HttpResponse:
    """One of them: its indicators by half-term and what is due."""
    shown = trust_school.present(slug, request.GET.get("period", ""), timezone.now())
    if shown is None:
        raise Http404
    return render(request, "trusts/school.html", {"one": shown, "trust": request.trust})


@require_http_methods(["GET", "POST"])
@in_trust
def ask(request: TrustRequest) -> HttpResponse:
    """Ask a school to belong to the trust; its head answers."""
    form = AskForm(request.POST or None)
    if form.is_valid():
        trusts.ask(trust=request.trust, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.info(
            request, gettext("If a school has this address, its head is asked on its home page.")
        )
        return redirect("trust", trust=request.trust.slug)
    shown = {"form": form, "trust": request.trust}
    return render(request, "trusts/ask.html", shown, status=422 if form.errors else 200)
