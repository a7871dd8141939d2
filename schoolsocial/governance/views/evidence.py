"""Evidence packs: made, kept, handed out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from consent.academic_year import day_of
from schoolsocial.accounts.access import SchoolRequest, in_school
from schoolsocial.accounts.roles import Permission
from schoolsocial.documents.pdf import NoDocument
from schoolsocial.governance.actions import evidence as actions
from schoolsocial.governance.errors import Refusal
from schoolsocial.governance.periods import chosen
from schoolsocial.governance.presenters import evidence as presenter
from schoolsocial.governance.queries import evidence as queries


@require_GET
@in_school(Permission.MAKE_EVIDENCE)
def everything(request: SchoolRequest) -> HttpResponse:
    """Every pack that was made, and a way to make one."""
    page = presenter.present(request.school, request.GET.get("from", ""), timezone.now())
    return render(request, "governance/evidence.html", {"page": page})


@require_POST
@in_school(Permission.MAKE_EVIDENCE)
def make(request: SchoolRequest) -> HttpResponse:
    """Make the pack of a term or a year from what is on record now."""
    now = timezone.now()
    period = chosen(request.POST.get("period", ""), day_of(now))
    about = presenter.subject(request.POST.get("about", ""))
    try:
        actions.make(school=request.school, period=period, about=about, by=request.user, now=now)
    except (Refusal, NoDocument) as refusal:
        messages.warning(request, str(refusal))
    else:
        said = gettext("The pack is made. It stands in the list: {period}.")
        messages.success(request, said.format(period=period.name))
    return redirect("governance:evidence", school=request.school.slug)


@require_GET
@in_school(Permission.MAKE_EVIDENCE)
def download(request: SchoolRequest, pk: int) -> HttpResponse:
    """A pack, byte for byte as it was made."""
    kept = get_object_or_404(queries.packs(request.school), pk=pk)
    actions.note_taken(kept=kept, by=request.user, now=timezone.now())
    response = HttpResponse(bytes(kept.content), content_type="application/zip")
    name = f"evidence-{request.school.slug}-{kept.period}-{pk}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
